"""What independent pages say alike, and where they disagree."""

from __future__ import annotations

import pytest
from link_made import event, note, page, said, span

from onrecord.data import load_json
from onrecord.link.corroboration import find_corroboration
from onrecord.link.disagreements import find_disagreements
from onrecord.record import Arrangement, Deadline, Happening, When

WORDS = load_json("link/words.json")


def denials(*statements, events=(), on):
    """The `denies` relations of one page."""
    return find_disagreements([note(on, statements=statements, events=events)], (), ())


def test_a_denial_meets_what_it_denies():
    """Who denies that the troops left the dam denies the one who said so."""
    on = page(
        "a",
        "Drost said the troops had left the dam. Reith denied that the troops had left the dam.",
    )
    claim = said(on, "Drost", "said", "the troops had left the dam")
    denial = said(on, "Reith", "denied", "that the troops had left the dam")
    (relation,) = denials(claim, denial, on=on)
    assert (relation.kind, relation.a, relation.b) == ("denies", denial.id, claim.id)
    assert relation.spans[0].text == "denied"


def test_a_denial_of_something_else_meets_nothing():
    """A denial that shares one word with a statement does not deny it, nor does a man himself."""
    on = page("a", "Drost said the troops ate fish. Reith denied that the troops had left the dam.")
    claim = said(on, "Drost", "said", "the troops ate fish")
    denial = said(on, "Reith", "denied", "that the troops had left the dam")
    assert denials(claim, denial, on=on) == ()
    on = page(
        "b", "Drost said the troops had left the dam. Drost denied the troops had left the dam."
    )
    claim = said(on, "Drost", "said", "the troops had left the dam")
    denial = said(on, "Drost", "denied", "the troops had left the dam")
    assert denials(claim, denial, on=on) == ()


def test_the_accused_denies_the_accusation():
    """A denial by the accused, right after the accusation, denies it."""
    on = page("a", "Drost accused Reith of firing.\nReith denied any part in it.")
    accusation = event(on, "ACCUSE", "Drost", "accused", "Reith")
    denial = said(on, "Reith", "denied", "any part in it")
    (relation,) = denials(denial, events=[accusation], on=on)
    assert (relation.a, relation.b) == (denial.id, accusation.id)
    on = page("b", "Drost accused Reith of firing.\nArden denied any part in it.")
    accusation = event(on, "ACCUSE", "Drost", "accused", "Reith")
    assert denials(said(on, "Arden", "denied", "any part in it"), events=[accusation], on=on) == ()


@pytest.mark.parametrize("cue", WORDS["denial_cues"]["entries"])
def test_each_denial_cue(cue):
    """Each cue makes a statement a denial of what another said in the same words."""
    on = page(
        "a",
        f"Drost said the troops had left the dam. Reith {cue} that the troops had left the dam.",
    )
    claim = said(on, "Drost", "said", "the troops had left the dam")
    assert denials(claim, said(on, "Reith", cue, "that the troops had left the dam"), on=on)
    assert cue in WORDS["denial_cues"]["entries"][cue].lower()


@pytest.mark.parametrize("phrase", WORDS["denial_phrases"]["entries"])
def test_each_denial_phrase(phrase):
    """Each phrase in what is said makes it a denial."""
    words = f"{phrase} troops left the dam"
    on = page("a", f"Drost said the troops had left the dam. Reith told us {words}.")
    claim = said(on, "Drost", "said", "the troops had left the dam")
    assert denials(claim, said(on, "Reith", "told", words), on=on)
    assert phrase in WORDS["denial_phrases"]["entries"][phrase].lower()


def test_a_moved_deadline_revises():
    """A deadline that takes another's place revises it."""
    on = page("a", "They moved the deadline from March 20 to April 4.")
    old = Deadline(
        "old", When("2025-03-20", "2025-03-20"), span(on, "March 20"), superseded_by="new"
    )
    new = Deadline("new", When("2025-04-04", "2025-04-04"), span(on, "April 4"))
    (relation,) = find_disagreements(
        [note(on)], (), [Arrangement("x", "plan", "proposal", deadlines=(old, new))]
    )
    assert (relation.kind, relation.a, relation.b) == ("revises", "new", "old")
    assert [each.text for each in relation.spans] == ["April 4", "March 20"]


def pair(first="a", second="b"):
    """Two pages on which Arden says the same in other words."""
    one = page(first, "Arden said both delegations had stayed in the hotel until midnight.")
    two = page(second, "Both delegations had remained in the hotel until midnight, Arden told us.")
    return (
        note(one, statements=[said(one, "Arden", "said", one.text[11:-1])]),
        note(two, statements=[said(two, "Arden", "told", two.text[: two.text.index(",")])]),
    )


def test_independent_pages_corroborate():
    """The same said by the same speaker in independent texts corroborates; in one text, never."""
    notes = pair()
    (relation,) = find_corroboration(notes, (), {"a": "x", "b": "y"})
    assert relation.kind == "corroborates"
    assert find_corroboration(notes, (), {"a": "x", "b": "x"}) == ()


def test_events_of_a_happening_corroborate_once():
    """Two texts that tell one event corroborate each other once, by their first words."""
    notes, ids = [], []
    for name in "ab":
        on = page(name, "Brod met Tarn.\nBrod spoke to Tarn.")
        events = [event(on, "CONSULT", "Brod", word, "Tarn") for word in ("met", "spoke")]
        notes.append(note(on, events=events))
        ids += [each.id for each in events]
    happening = Happening(
        "h", span(notes[0].page, "Brod met Tarn."), When(), None, (), tuple(ids), (), ("a", "b"), 2
    )
    (relation,) = find_corroboration(notes, [happening], {"a": "x", "b": "y"})
    assert {each.text for each in relation.spans} == {"Brod met Tarn."}
