"""A story in one SQLite file: what was read, what was found, and the bytes it all stands in."""
