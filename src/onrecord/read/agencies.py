"""Words in, the wire agency they credit out: datelines, bylines, "reports Reuters", "(AP)"."""

from __future__ import annotations

import re

from onrecord.data import load_table


def _labels() -> dict[str, str]:
    """Each form of an agency's name, and the label that we show for it."""
    labels: dict[str, str] = {}
    for row in load_table("read/agencies.tsv"):
        for form in (row["name"], row["short"], *row["forms"].split("|")):
            if form:
                labels.setdefault(form, row["short"] or row["name"])
    return labels


_LABELS = _labels()
_FOLDED = {form.casefold(): label for form, label in sorted(_LABELS.items(), reverse=True)}
FORM = "(?:" + "|".join(re.escape(f) for f in sorted(_LABELS, key=lambda f: (-len(f), f))) + ")"
"""A pattern that finds any form of an agency's name, in its own capitals."""
_CREDITED = re.compile(
    rf",\s*(?:reports?|reported|according to)\s+(?:the\s+)?({FORM})(?:\s+news agency)?"
    r"\s*[.!]?[\"”]?\s*$"
    rf"|,\s*(?:the\s+)?({FORM})(?:\s+news agency)?\s+(?:reports?|reported)\s*[.!]?\s*$"
)
_TRAILING = re.compile(
    rf"(?:[.!?…][\"”’')]*\s+|^)[-–—(/]{{0,3}}\s*(?:Source:\s*)?({FORM})\s*[)/]?\.?\s*$"
)
_WHOLE = re.compile(rf"^\W*(?:source|via|from|by|with)?\W*(?:the\s+)?({FORM})\W*$", re.I)


def agency_label(form: str) -> str | None:
    """The label of the agency that goes by the name `form`, in any capitals, or `None`."""
    return _LABELS.get(form) or _FOLDED.get(form.casefold())


def credited_in(line: str) -> str | None:
    """The agency that the end of a paragraph credits, as in `…, reports Reuters`."""
    match = _CREDITED.search(line)
    return agency_label(match[1] or match[2]) if match else None


def trailing_in(line: str) -> tuple[int, str] | None:
    """Where an agency's name stands alone at the end of the article's last line, and its label."""
    match = _TRAILING.search(line)
    return (match.start(1), _LABELS[match[1]]) if match else None


def whole_line(line: str) -> str | None:
    """The agency whose name is all that `line` says, as in `Source: Reuters`."""
    match = _WHOLE.match(line) if len(line) < 60 else None
    return agency_label(match[1]) if match else None


def agency_in_byline(line: str) -> str | None:
    """The agency that a byline names beside or in place of a person."""
    match = re.search(rf"(?<!\w)({FORM})(?!\w)", line)
    return _LABELS[match[1]] if match else None
