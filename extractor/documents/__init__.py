"""Articles in, results out: the readers and the writers."""
