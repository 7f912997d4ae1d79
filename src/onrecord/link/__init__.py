"""Annotated pages in, one record out: what only several pages together can tell."""
