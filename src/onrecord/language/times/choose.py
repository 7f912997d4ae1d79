"""Which candidates are time expressions, and the reading of those that are.

Tags, entities and neighbours decide where words are ambiguous: "may", "the fall of", "2,000".
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.data import load_json
from onrecord.language.document import text_of
from onrecord.language.times.direction import FUTURE, direction_of
from onrecord.language.times.patterns import Candidate

_DROPPED = frozenset({"edge", "part", "short_weekday", "loose_season", "loose_day"})
_NAMES = frozenset({"may", "march", "august", "jan", "mar", "dec", "sep", "sept", "oct", "jun"})
_SMALL_UNITS = re.compile(r".*\bsecond$|(?!the\b).*\b(?:an?|one|three)[ -]quarters?$")
_NO_LENGTH = re.compile(r"an? (?:weekend$|(?:fiscal|calendar) )")
_RATE = re.compile(r"an? [a-z]+$")
_NUMERIC = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "ORDINAL"})
_NAMED = frozenset({"EVENT", "PRODUCT", "WORK_OF_ART", "ORG", "FAC", "LAW", "PERSON"})
_FOR_UNITS = frozenset({
    "for", "in", "within", "over", "after", "of", "during", "throughout", "spanning", "through",
    "between", "took", "take", "takes", "lasted", "last", "spend", "spent", "these", "those",
})  # fmt: skip
_AFTER_UNITS = re.compile(r"\s+(?:later|after|before|earlier|of|ago|since|into|if|or)\b")
_ENDED = re.compile(r"\s+(?:ended|ending)\b")


def choose(doc: Doc, candidate: Candidate) -> Candidate | None:
    """The candidate, perhaps mended, or None where it is no time expression."""
    if candidate.kind in _DROPPED:
        return None
    words = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    if words is None:
        return None
    check = _CHECKS.get(candidate.kind)
    return check(doc, words, candidate) if check else candidate


def _text(doc: Doc, candidate: Candidate) -> str:
    return " ".join(text_of(doc)[candidate.start : candidate.end].lower().split())


def _month(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    name = text_of(doc)[candidate.start : candidate.end].split()[-1].rstrip(".")
    if name.lower() in _NAMES and not name[:1].isupper():
        return None
    last = words[-1]
    before = doc[words.start - 1] if words.start and candidate.name == "month" else None
    if before is not None and (before.pos_ == "PROPN" or before.text in ("'s", "’s")):
        return None  # Theresa May, the Women's March
    if last.tag_ in ("MD", "VB", "VBP", "VBD", "VBZ") or last.ent_type_ == "PERSON":
        return None
    return candidate


def _month_day(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    first = text_of(doc)[candidate.start : candidate.start + 1]
    text = _text(doc, candidate)
    if first.islower() and re.match(r"(?:may|march|mar|dec|jan|sep|oct|jun)\b", text):
        return None
    return candidate


def _year(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """Not a count of things, nor a part of a name: "Euro 2016"."""
    token = words[-1]
    named = token.ent_iob_ == "I" and token.ent_type_ in _NAMED
    return None if named or token.ent_type_ in _NUMERIC else candidate


def _units(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """As "ten days" and its like; not "a second man", "a quarter of", "$5 a year"."""
    text = _text(doc, candidate)
    if _SMALL_UNITS.match(text) or _NO_LENGTH.match(text):
        return None
    if text == "some time" and words[-1].dep_ == "compound":
        return None
    if text == "one day" and direction_of(words) == FUTURE:
        return replace(candidate, type="DATE", reading="FUTURE_REF")
    before = doc[words.start - 1] if words.start else None
    if text.endswith("old") and _is_age(words):
        return None
    after = text_of(doc)[candidate.end : candidate.end + 12]
    rate = _RATE.match(text) and before is not None and _is_amount(before)
    if (rate and not _AFTER_UNITS.match(after)) or (text == "a day" and " of" in after[:4]):
        return None
    return candidate


def _is_age(words: TokenSpan) -> bool:
    """Whether somebody is as old as that; of a war or a house it is how long it has lasted."""
    head = words.root.head if words.root.dep_ in ("amod", "nmod", "compound", "nummod") else None
    if head is None or head.i < words.end or head.pos_ not in ("NOUN", "PROPN"):
        return words.end >= len(words.doc) or words.doc[words.end].pos_ not in ("NOUN", "ADJ")
    people: list[str] = load_json("times/words.json")["people"]
    return head.pos_ == "PROPN" or head.lemma_.lower() in people


def _is_amount(token: object) -> bool:
    return getattr(token, "pos_", "") in ("NOUN", "NUM", "SYM") or str(token) == "%"


def _bare_units(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    before = doc[words.start - 1].lower_ if words.start else ""
    after = text_of(doc)[candidate.end : candidate.end + 12]
    fits = before in _FOR_UNITS or _AFTER_UNITS.match(after)
    return candidate if fits else None


def _the_unit(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    after = text_of(doc)[candidate.end : candidate.end + 12]
    unit = words[-1].lower_
    if unit != "quarter" and _ENDED.match(after):
        return replace(candidate, type="DURATION", reading=f"P1{unit[0].upper()}")
    if re.match(r"\s+of\b", after):
        return None
    if unit == "quarter":
        return replace(candidate, reading="{context} quarter+0")
    return candidate


def _season(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    after = text_of(doc)[candidate.end : candidate.end + 4]
    if _text(doc, candidate).endswith("fall") and re.match(r"\s+(?:of|in)\b", after):
        return None
    return candidate


def _unhyphened(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """An adjective stands without its article: the "third-quarter" loss."""
    text = text_of(doc)[candidate.start : candidate.end]
    cut = re.match(r"the\s+(?=.*-(?:quarter|century)$)", text, re.IGNORECASE)
    return replace(candidate, start=candidate.start + cut.end()) if cut else candidate


def _half(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """Half of a game or a list is no time; half of a year has its year beside it."""
    return None


def _in_part(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """As "in the morning", not "in the morning session"."""
    return None if words.root.dep_ in ("compound", "nmod") else candidate


def _frequency(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    """As "sails daily", not "the daily press", nor a rate: "5% annually"."""
    before = doc[words.start - 1] if words.start else None
    if words[-1].tag_ not in ("RB", "") or (before is not None and _is_amount(before)):
        return None
    return candidate


def _reference(doc: Doc, words: TokenSpan, candidate: Candidate) -> Candidate | None:
    if candidate.name == "current" and words[-1].tag_ not in ("JJ", "", "NN"):
        return None
    return candidate


_CHECKS = {
    "month": _month,
    "md": _month_day,
    "bareyear": _year,
    "n_units": _units,
    "dur": _units,
    "bare": _bare_units,
    "the_unit": _the_unit,
    "season": _season,
    "quarter": _unhyphened,
    "century": _unhyphened,
    "half": _half,
    "in_part": _in_part,
    "ref": _reference,
    "frequency": _frequency,
}
