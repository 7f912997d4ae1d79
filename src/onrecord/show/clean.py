"""Words from a page in, the same words without anything that a terminal would obey out."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """One line of text: white space single, control and direction characters gone."""
    return " ".join("".join(map(_safe, text)).split())


def _safe(char: str) -> str:
    """The character, a space for white space, or the replacement mark for what steers."""
    if char.isspace():
        return " "
    if char in _BIDI:
        return ""
    return "\ufffd" if unicodedata.category(char) in {"Cc", "Cs"} else char
