"""A record in, something a person or another tool can read out."""
