"""A page in, what its words say out: times, actors, statements, events, arrangements."""
