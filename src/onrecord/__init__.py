"""onrecord puts an unfolding affair on record: pages in, a story of dated, sourced facts out."""

__version__ = "0.1.0"
