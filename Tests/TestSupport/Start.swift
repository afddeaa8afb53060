// The support of the first suite replaces this one.
