"""How telling a word is: rare words tell more. Takes a word, gives its weight.

The counts behind it are of how many of about a thousand general news pages hold the word, so that
a pile of five pages is weighed as well as one of five hundred.
"""

from __future__ import annotations

from functools import cache
from math import log

from onrecord.data import load_table


@cache
def weight(word: str) -> float:
    """Inverse page frequency: about 0 for "the", 7 for a word that general news does not hold."""
    seen, total = _counts()
    return log((total + 1) / (seen.get(word, 0) + 1))


@cache
def _counts() -> tuple[dict[str, int], int]:
    seen = {row["word"]: int(row["pages"]) for row in load_table("link/word_pages.tsv")}
    return seen, seen.pop("")
