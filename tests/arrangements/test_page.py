"""What is read of arrangements on one page."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.arrangements import find_arrangements


def only(nlp, text):
    """The one arrangement of a text."""
    (one,) = nlp(text)._.arrangements
    return one


@pytest.mark.parametrize(
    "text",
    [
        "The firm plans to hire a hundred people.",
        "She bought a new health plan.",
        "It was no big deal.",
        "He has a great deal of money.",
        "They sat in the meeting room.",
        "The dog fits the bill.",
        "Two Jewish settlements were built on the hill.",
        "You agree to receive our newsletter.",
    ],
)
def test_other_senses_are_no_arrangements(nlp, text):
    """A word for an arrangement in another sense makes none."""
    assert nlp(text)._.arrangements == ()


def test_many_names_make_one(nlp):
    """A plan, the proposal and the deal of one text are one arrangement."""
    one = only(
        nlp,
        "Norway unveiled a plan to close the border. The proposal would limit flights. "
        "Sweden rejected the plan.",
    )
    assert [span.text for span in one.mentions] == [
        "a plan to close the border", "The proposal", "the plan",
    ]  # fmt: skip
    assert [change.status for change in one.history] == ["proposed", "rejected"]


def test_plans_of_two_owners_stay_apart(nlp):
    """What Norway proposes is not what Sweden proposes."""
    text = "Norway's plan would limit flights. Sweden's plan would limit ferries."
    assert len(nlp(text)._.arrangements) == 2


def test_two_rounds_stay_apart(nlp):
    """The second round of talks is not the third."""
    text = "The second round of talks on trade failed. A third round of talks on trade began."
    assert len(nlp(text)._.arrangements) == 2


def test_each_verb_is_a_term(nlp):
    """Coordinated verbs are terms of their own, each with the party that is to do it."""
    one = only(nlp, "Under the treaty, Norway will close its ports and limit its fleet.")
    assert [(term.party.span.text, term.does.text) for term in one.terms] == [
        ("Norway", "close its ports"), ("Norway", "limit its fleet"),
    ]  # fmt: skip


def test_ban_is_kept_in_the_words(nlp):
    """What a plan forbids keeps the forbidding verb, and names who is bound."""
    one = only(nlp, "The treaty would prohibit Norway from testing missiles.")
    (term,) = one.terms
    assert term.does.text == "prohibit Norway from testing missiles"
    assert term.party.span.text == "Norway"


def test_term_keeps_its_condition(nlp):
    """An if-clause is the condition, not part of what is to be done."""
    one = only(nlp, "The deal would require Norway to cut tariffs if Sweden opens its ports.")
    (term,) = one.terms
    assert term.does.text == "cut tariffs"


def test_price_is_kept_whole(nlp):
    """What is given in exchange is the condition, with all that belongs to it."""
    text = "Norway agreed to open its ports in exchange for Sweden lifting the ban on fish."
    (term,) = only(nlp, text).terms
    assert term.does.text == "open its ports"
    assert term.condition.text == "in exchange for Sweden lifting the ban on fish"


def test_effects_are_no_terms(nlp):
    """What a plan is said to bring about is no term."""
    text = "Norway unveiled a plan to limit flights. The plan would help travellers."
    assert [term.does.text for term in only(nlp, text).terms] == ["limit flights"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway may reject the treaty on fishing.",
        "Norway did not sign the treaty on fishing.",
        "If Norway signs the treaty on fishing, trawlers will return.",
        "Norway wants to abandon the treaty on fishing.",
        "Norway intends to quit the treaty on fishing.",
    ],
)
def test_what_is_open_is_no_history(nlp, text):
    """Denied, possible, wanted or conditional changes did not happen."""
    assert only(nlp, text).history == ()


def test_each_one_named_holds_the_position(nlp):
    """A doubt among many, some of them named, is a position of each one named."""
    text = (
        "Ada Lund defended the treaty despite deep skepticism among senators, "
        "including Senator Nils Berg and Senator Eva Holm."
    )
    doc = nlp(text)
    names = {actor.id: actor.name for actor in doc._.actors}
    held = {(names[p.actor], p.stance) for a in doc._.arrangements for p in a.positions}
    assert ("Ada Lund", "supports") in held
    assert ("Nils Berg", "doubts") in held
    assert ("Eva Holm", "doubts") in held


def test_refusal_to_support_opposes(nlp):
    """A denied support is opposition."""
    one = only(nlp, "Senator Ada Lund did not support the treaty on fishing.")
    assert [position.stance for position in one.positions] == ["opposes"]


def test_scrapped_deadline_is_superseded(nlp):
    """A deadline that is scrapped for a later one points at it, and the talks are postponed."""
    one = only(
        nlp,
        "The envoy said he aimed to convene talks by the end of August, "
        "scrapping a previous Aug. 1 deadline.",
    )
    new, old = sorted(one.deadlines, key=lambda deadline: deadline.superseded_by is not None)
    assert old.superseded_by == new.id
    assert "postponed" in [change.status for change in one.history]


def test_page_without_a_parse_has_none():
    """Without a parser nothing is read, and nothing fails."""
    assert find_arrangements(spacy.blank("en")("Norway signed a treaty.")) == ()


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "plan",
        "deal",
        "Norway",
        "would",
        "agreed",
        "to",
        "sign",
        "if",
        "talks",
        "cease",
        "-",
        "fire",
        "of",
        "and",
        ",",
        ".",
        "\n",
        "\n\n",
        "🙂",
        "reject",
        "treaty",
        "deadline",
        "by",
        "Aug.",
        "1",
        "supports",
        "no",
    ]
)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(WORDS, max_size=30))
def test_spans_hold_and_reading_repeats(nlp, words):
    """On any text, every span holds its exact words, and a second reading gives the same."""
    text = " ".join(words)
    doc = nlp(text)
    for one in doc._.arrangements:
        spans = [*one.mentions, *(term.does for term in one.terms)]
        spans += [term.span for term in one.terms] + [change.span for change in one.history]
        spans += [deadline.span for deadline in one.deadlines]
        spans += [position.span for position in one.positions]
        assert all(text[span.start : span.end] == span.text for span in spans)
    reader = nlp.get_pipe("onrecord_arrangements").reader
    assert find_arrangements(doc, reader) == doc._.arrangements


def test_time_given_until_a_date_replaces_the_old_deadline(nlp):
    """A time given until a date is a deadline, and a scrapped one is superseded by it."""
    text = "Norway has given Sweden until May 4 to answer its plan for the border, "
    one = only(nlp, text + "scrapping a previous April 20 deadline.")
    new, old = one.deadlines
    assert (new.span.text, old.span.text) == ("May 4", "April 20")
    assert (new.superseded_by, old.superseded_by) == (None, new.id)


def test_next_clause_with_its_own_doer_ends_a_term(nlp):
    """What "and Meridia would" opens is Meridia's term, not the one before it."""
    text = "Under the plan, Kastovia would reopen the lower gates of the Tarn Dam and Meridia "
    one = only(nlp, text + "would pay for the repair of the pumping station.")
    assert [(term.party.span.text, term.does.text.split()[0]) for term in one.terms] == [
        ("Kastovia", "reopen"), ("Meridia", "pay"),
    ]  # fmt: skip
    assert one.terms[0].does.text.endswith("Dam")


def test_name_keeps_both_of_its_quotation_marks(nlp):
    """A quotation that a mention opens is closed in it; a headline in capitals names nothing."""
    text = "Norway and Sweden signed a “grand bargain” in Oslo on Monday to limit ferry flights."
    assert only(nlp, text).name == "a “grand bargain”"
    text = "FERRY DEAL\n\nNorway and Sweden signed a deal on ferries. The deal would limit flights."
    assert only(nlp, text).name == "a deal"
