"""Attributions by rules over the parse."""

from __future__ import annotations

import pytest

from onrecord.data import load_json
from onrecord.language.statements.layout import settle
from onrecord.language.statements.rules import find_attributions, outermost

FRAMES = load_json("statements/cues.json")
ENTRIES = [(frame, word) for frame, entry in FRAMES.items() for word in entry["words"]]


def parts(doc):
    """The attributions of `doc` as texts: source, cue, content pieces."""
    text = doc.text
    return [
        (
            " ".join(text[s:e] for s, e in a.source),
            " ".join(text[s:e] for s, e in a.cue),
            [text[s:e] for s, e in a.content],
        )
        for a in settle(doc.text, outermost(doc, find_attributions(doc)))
    ]


@pytest.fixture(scope="module")
def frames_found(nlp):
    """For each entry of the cue lists, whether its example is read as an attribution."""
    found = {}
    for frame, word in ENTRIES:
        doc = nlp(FRAMES[frame]["example"].format(word=word))
        cues = {doc.text[slice(*a.cue[0])].split()[-1] for a in find_attributions(doc)}
        found[frame, word] = word in cues
    return found


def test_cue_lists_work(frames_found):
    """Nearly every entry is found in its example; the parser may miss a few, never a tenth."""
    missed = sorted(entry for entry, found in frames_found.items() if not found)
    assert len(missed) <= len(ENTRIES) / 10, missed


def test_reported_speech(nlp):
    """A clause after "said that" is the content, its subject the source."""
    doc = nlp("The mayor said on Monday that the bridge would stay closed.")
    assert parts(doc) == [
        ("The mayor", "said", ["that the bridge would stay closed"]),
    ]


def test_interrupted_quotation_goes_on(nlp):
    """A quotation that its cue interrupts is one statement, with the part after the cue."""
    doc = nlp("“The bridge is safe,” Mayor Ann Holt said. “We tested it twice.”")
    assert parts(doc) == [
        ("Mayor Ann Holt", "said", ["“The bridge is safe,”", "“We tested it twice.”"]),
    ]


def test_according_to(nlp):
    """The sentence around "according to" is what that source says."""
    doc = nlp("The bridge was tested twice, according to city records.")
    assert parts(doc) == [("city records", "according to", ["The bridge was tested twice"])]


def test_cue_inside_a_quotation_is_no_statement_of_the_page(nlp):
    """What somebody says inside a quotation is left to the nested statements."""
    doc = nlp("“I think the bridge is old and he knows that it is,” Holt said.")
    assert [cue for _, cue, _ in parts(doc)] == ["said"]
