// The first suite replaces this file.
