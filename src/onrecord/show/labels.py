"""The fixed words that people read beside the pages' own: a code of the record in, a label out."""

from __future__ import annotations

BASIS = {
    "stated": "stated in the text",
    "metadata": "from the page’s own data",
    "relative": "worked out from the page’s date",
    "inferred": "worked out from other pages",
    "unknown": "not known",
}

FORMS = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}

ACTOR_KINDS = {
    "person": "person",
    "organization": "organization",
    "government": "government",
    "armed_group": "armed group",
    "media": "news outlet",
    "place": "place",
    "people": "people",
}

ACTUALITY = {
    "happened": "happened",
    "ongoing": "ongoing",
    "planned": "planned",
    "proposed": "proposed",
    "demanded": "demanded",
    "possible": "possible",
    "denied": "denied",
    "failed": "did not come about",
}

ARRANGEMENT_KINDS = {
    "proposal": "proposal",
    "agreement": "agreement",
    "ceasefire": "ceasefire",
    "talks": "talks",
    "commitment": "commitment",
    "institution": "joint body",
}

STATUSES = {
    "proposed": "proposed",
    "offered": "offered",
    "under_negotiation": "under negotiation",
    "progress": "progress",
    "agreed": "agreed",
    "in_force": "in force",
    "postponed": "postponed",
    "rejected": "rejected",
    "violated": "violated",
    "failed": "failed",
    "dropped": "dropped",
}

STANCES = {
    "supports": "supports",
    "opposes": "opposes",
    "doubts": "doubts",
    "conditional": "on a condition",
    "undecided": "undecided",
}

RELATIONS = {
    "contradicts": "Contradictions",
    "denies": "Denials",
    "revises": "Revisions",
    "corroborates": "Independent accounts that agree",
    "same_quote": "The same quote",
    "rewrite": "Reworded copies",
    "copy": "Copies",
}
"""How two things compare, in the order in which a reader will want to know of it."""

RELATION_NOTES = {
    "contradicts": "These cannot both hold.",
    "denies": "One speaker rejects what another says.",
    "revises": "A later date, number, term or deadline replaces an earlier one.",
    "corroborates": "Texts of independent origin say the same.",
    "same_quote": "The same quoted words stand in more than one page.",
    "rewrite": "The same text, reworded or spliced.",
    "copy": "The same text.",
}

BLOCKS = {
    "headline": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "date": "date",
    "body": "body",
    "caption": "caption",
    "boilerplate": "page furniture",
}

DISPUTE_TAGS = {
    "contradicts": ("accounts differ", "accounts differ"),
    "denies": ("denies another account", "denied by another"),
    "revises": ("revises an earlier account", "revised later"),
}
"""For a line on the timeline: what it does to another account, and what another does to it."""

DISPUTES = ("contradicts", "denies", "revises")
"""Relations that tell a reader not to take one account alone."""


def say(labels: dict[str, str], code: str | None) -> str:
    """The label of `code`; a code that has none is shown as it is, so nothing is lost."""
    return labels.get(code, code.replace("_", " ")) if code else ""


def say_dispute(kind: str, *, is_first: bool) -> str:
    """What a relation means for its first side, or for its second."""
    return DISPUTE_TAGS[kind][0 if is_first else 1]


def count(number: int, one: str, many: str | None = None) -> str:
    """`3 pages`, `1 page`, with thousands set apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
