// The embedded assets replace this file.
