"""Copies and rewrites among pages, scored on the made and the real captures.

Prints the figures of our matches and of a plain baseline (word 5-gram containment).
Run: python benchmarks/copies.py [--shared ../shared] [--blocks reader|none]
"""
