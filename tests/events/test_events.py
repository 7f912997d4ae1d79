"""Events in invented sentences: type, sides, actuality, place, and what is no event."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.language.events import find_events
from onrecord.language.events.headlines import reader_of

NO_EVENT = (
    "Shares in the company rose four percent on Friday.",
    "The minister said the weather had been kind to farmers.",
    "An earthquake killed forty people in the valley on Monday.",
    "The striker attacked down the wing and the coach praised his team after the game.",
    "",
    "   \n\n   ",
    "😀 😀 😀",
)


def told(nlp, text: str) -> list[tuple]:
    """What is found, as plain tuples."""
    return [
        (e.type, [p.span.text for p in e.actors], [p.span.text for p in e.recipients], e.actuality)
        for e in nlp(text)._.events
    ]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event_where_nothing_fits(nlp, text: str) -> None:
    """Statements, markets, disasters and sport tell no event, and odd input none either."""
    assert told(nlp, text) == []


def test_who_did_what_to_whom(nlp) -> None:
    """The subject acts and the object receives, in active and passive clauses alike."""
    assert told(nlp, "Kenyan soldiers arrested three Somali traders.") == [
        ("COERCE", ["Kenyan soldiers"], ["Somali traders"], "happened")
    ]
    assert told(nlp, "Three Somali traders were arrested by Kenyan soldiers.") == [
        ("COERCE", ["Kenyan soldiers"], ["Somali traders"], "happened")
    ]


def test_nominal_event_has_its_sides(nlp) -> None:
    """Talks between two name both sides, neither of them the one that starts it."""
    events = told(nlp, "Talks between Norway and Chad ended in Oslo.")
    assert ("CONSULT", ["Norway", "Chad"], [], "happened") in events


def test_meeting_to_come_is_an_agreement(nlp) -> None:
    """A visit that will take place is AGREE and planned, never CONSULT and happened."""
    first = told(nlp, "President Moreau will visit Kenya in May.")[0]
    assert (first[0], first[3]) == ("AGREE", "planned")


def test_what_is_refused_or_demanded_did_not_happen(nlp) -> None:
    """Only the refusal and the demand are events, not what they speak of."""
    assert [e[0] for e in told(nlp, "The rebels refused to release the hostages.")] == ["REJECT"]
    assert [e[0] for e in told(nlp, "Ghana urged Togo to withdraw its troops.")] == ["REQUEST"]


@pytest.mark.parametrize(
    ("text", "actuality"),
    [
        ("Rebels attacked the town of Gao on Monday.", "happened"),
        ("Rebels may attack the town of Gao.", "possible"),
        ("The army denied that its soldiers had attacked the village.", "denied"),
        ("Under the proposal, Norwegian soldiers would attack the rebels.", "proposed"),
        ("Police are investigating the governor.", "ongoing"),
        ("Soldiers did not attack the village.", "denied"),
    ],
)
def test_actuality(nlp, text: str, actuality: str) -> None:
    """Modals, denial, plans and progressives settle whether an event took place."""
    assert actuality in [event[3] for event in told(nlp, text)]


def test_headline_is_read_as_prose(nlp) -> None:
    """Headline verbs that the tagger takes for nouns are found at their own place."""
    (event,) = nlp("Chad lifts ban on opposition rallies")._.events
    assert event.type == "CONCEDE"
    assert [span.text for span in event.trigger] == ["lifts", "ban"]


def test_downing_of_a_plane(nlp) -> None:
    """Who shot it down acts, and the nation of the plane receives."""
    events = told(nlp, "Chadian rebels shot down a Libyan military plane near the border.")
    assert ("ASSAULT", ["Chadian rebels"], ["Libyan"], "happened") in events


def test_place_is_looked_up_offline(nlp) -> None:
    """A city named after "in" becomes a place with its country."""
    (event,) = nlp("The foreign ministers of Chad and Mali met in Vienna on Monday.")._.events
    assert event.where is not None and event.where.text == "Vienna"
    assert event.place is not None and event.place.country == "AUT"


def test_works_without_our_other_components(nlp) -> None:
    """Without actors and statements every party still has its words, and no source is claimed."""
    doc = nlp.make_doc("Rebels attacked the town of Gao.")
    for name in nlp.pipe_names:
        if not name.startswith("onrecord_"):
            doc = nlp.get_pipe(name)(doc)
    (event,) = find_events(doc, read=reader_of(nlp))
    assert event.actors[0].actor is None
    assert event.according_to is None


PIECES = (
    "Rebels attacked the town Chad will meet Mali in Oslo talks with , . it said not to “ he 😀"
)
WORDS = st.sampled_from([*PIECES.split(), "\n\n  "])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_spans_are_the_words_they_claim(nlp, text: str) -> None:
    """Every span holds its own words, and reading twice gives the same events."""
    events = nlp(text)._.events
    for event in events:
        parties = [party.span for party in (*event.actors, *event.recipients)]
        for span in (*event.trigger, *parties, event.sentence):
            assert text[span.start : span.end] == span.text
    assert nlp(text)._.events == events


@pytest.mark.parametrize(
    ("text", "trigger", "actuality"),
    [
        ("There is no evidence that Chadian soldiers attacked the village.", "attacked", "denied"),
        (
            "The ministry did not say that soldiers had attacked the village.",
            "attacked",
            "possible",
        ),
        ("The government allegedly bombed the village.", "bombed", "possible"),
        ("Soldiers almost bombed the village.", "bombed", "failed"),
        ("No soldiers attacked the village.", "attacked", "denied"),
        ("The army is to withdraw from the town in May.", "withdraw", "planned"),
        ("The police have to release the students.", "release", "demanded"),
        ("Rebels are expected to attack the town.", "attack", "planned"),
        ("Rebels are likely to attack the town.", "attack", "possible"),
        ("Rebels were able to capture the town.", "capture", "happened"),
        ("An attack by rebels on the town is possible.", "attack", "possible"),
        ("They planned to mend the bridge, then hand over the island.", "hand", "planned"),
        ("He hopes that his successor will push for reform.", "push", "possible"),
    ],
)
def test_actuality_of_a_trigger(nlp, text: str, trigger: str, actuality: str) -> None:
    """The words around a trigger settle whether it took place, also from further up."""
    found = {e.trigger[0].text: e.actuality for e in nlp(text)._.events}
    assert found.get(trigger) == actuality
