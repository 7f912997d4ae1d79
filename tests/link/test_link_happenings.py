"""What took place, however many pages report it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from link_made import actor, event, note, page, said, span

from onrecord.data import load_json
from onrecord.link.clusters import average_groups
from onrecord.link.happenings import find_happenings
from onrecord.link.headlines import own_words
from onrecord.record import When

FLOOD = [
    "The river Orla burst its banks in Tennby on Monday and flooded four hundred houses.\n"
    "Soldiers brought people out of Tennby in boats after the Orla rose by two metres.",
    "Soldiers in boats took people from their houses in Tennby on Monday.\n"
    "The Orla had burst its banks and stood two metres deep in Tennby, the mayor said.",
]
STRIKE = "Tram drivers in Velograd walked out on Tuesday over pay.\nTalks with Velograd go on."


def test_pages_on_one_thing_make_one_happening():
    """Pages that tell the same are one happening; a page on another thing makes its own."""
    notes = [note(page(name, text)) for name, text in zip("abc", [*FLOOD, STRIKE], strict=True)]
    found = find_happenings(notes)
    assert sorted(each.pages for each in found) == [("a", "b"), ("c",)]
    both = next(each for each in found if len(each.pages) == 2)
    assert both.origins == 2
    assert both.headline.text in "".join(FLOOD)
    assert both.storyline != next(each for each in found if each != both).storyline


def test_copies_count_once():
    """Pages that go back to one text are one origin."""
    notes = [note(replace(page(name, FLOOD[0]), origin="one text")) for name in "ab"]
    (found,) = find_happenings(notes)
    assert found.pages == ("a", "b")
    assert found.origins == 1


def test_visits_apart_are_apart():
    """The same people in another place on another day make another happening."""
    first = (
        "Foreign Minister Ana Brod met President Leo Tarn in Velograd on Monday.\n"
        "Brod and Tarn spoke about the bridge over the Orla, aides said in Velograd on Monday.\n"
        "Tarn will show Brod the bridge, which the two countries want to open again."
    )
    again = (
        "Ana Brod and Leo Tarn held talks in Velograd on Monday on the bridge over the Orla.\n"
        "In Velograd on Monday Brod told Tarn that the bridge must open."
    )
    other = (
        "Foreign Minister Ana Brod met President Leo Tarn in Lindesholm on Friday.\n"
        "In Lindesholm on Friday Brod and Tarn spoke about the bridge over the Orla again.\n"
        "Tarn said in Lindesholm that the two countries want to open the bridge."
    )
    notes = [
        note(page(name, text)) for name, text in zip("abc", (first, again, other), strict=True)
    ]
    assert sorted(each.pages for each in find_happenings(notes)) == [("a", "b"), ("c",)]
    assert len({each.storyline for each in find_happenings(notes)}) == 1


def test_dates_far_apart_part_pages():
    """The same words a month later are no report of the same thing."""
    early, late = (
        note(page(n, FLOOD[0], day)) for n, day in (("a", "2020-03-02"), ("b", "2020-04-06"))
    )
    assert len(find_happenings([early, late])) == 2


def test_the_headline_is_no_quote_and_has_who_and_what():
    """The sentence with actor and event tells it, not the quote before it."""
    on = page(
        "a", "“We are wet, all of us, and very tired of it,” he said.\nBrod met Tarn at home."
    )
    told = note(
        on,
        actors=[actor(on, "Brod"), actor(on, "Tarn")],
        events=[event(on, "CONSULT", "Brod", "met", "Tarn")],
        statements=[said(on, "he", "said", "“We are wet, all of us, and very tired of it,”")],
    )
    (found,) = find_happenings([told])
    assert found.headline.text == "Brod met Tarn at home."
    assert found.actors == ("Brod", "Tarn")
    assert len(found.events) == len(found.statements) == 1


def further(text, doer, trigger, done_to, **more):
    """The further happenings of a page whose news is a flood, and whose event is another."""
    on = page("a", FLOOD[0].split("\n")[0] + "\n" + text, "2020-03-03")
    told = note(on, events=[event(on, "ASSAULT", doer, trigger, done_to, **more)])
    return [each for each in find_happenings([told]) if "flooded" not in each.headline.text]


JET = "Aides said Brod would speak after rebels shot down a plane."


def test_an_event_taken_as_fact_is_a_happening():
    """What a statement takes as a fact happened, whoever says it."""
    (found,) = further(JET, "rebels", "shot", "plane", according_to="some-statement")
    assert found.headline.text == JET


@pytest.mark.parametrize("word", load_json("link/words.json")["presupposing"]["entries"].items())
def test_each_presupposing_word(word):
    """The example of each presupposing word tells a happening."""
    text = word[1]
    verbs = ("shot", "bombing", "meeting")
    trigger = next(verb for verb in verbs if verb in text)
    doer = next(name for name in ("rebels", "He", "She") if name in text)
    assert further(text, doer, trigger, None, according_to="some-statement")


@pytest.mark.parametrize(
    "actuality", ["planned", "proposed", "demanded", "possible", "denied", "failed"]
)
def test_what_did_not_happen_is_no_happening(actuality):
    """A plan, a demand or a denial is never a happening."""
    assert further(JET, "rebels", "shot", "plane", actuality=actuality) == []


def test_a_claim_is_no_happening():
    """An event that only a speaker tells is not a happening, even with a date."""
    text = "Brod said rebels shot down a plane."
    when = When("2020-03-01", "2020-03-01", "relative")
    assert further(text, "rebels", "shot", "plane", according_to="x", when=when) == []
    assert len(further(text, "rebels", "shot", "plane", when=when)) == 1


def test_what_lies_ahead_is_no_happening():
    """An event dated after its page has not taken place, whatever its verb."""
    when = When("2020-03-09", "2020-03-09", "relative")
    assert further("Rebels shot down a plane.", "Rebels", "shot", "plane", when=when) == []


def test_events_merge_across_pages():
    """One event told beside the news of two pages is one happening of both."""
    when = When("2020-03-01", "2020-03-01", "relative")
    notes = []
    for name, text in (("a", FLOOD[0]), ("b", STRIKE)):
        on = page(name, f"{text}\nOn Sunday rebels shot down a plane.", "2020-03-03")
        notes.append(note(on, events=[event(on, "ASSAULT", "rebels", "shot", "plane", when=when)]))
    found = [each for each in find_happenings(notes) if "plane" in each.headline.text]
    assert [each.pages for each in found] == [("a", "b")]


def test_a_headline_is_cut_out_of_its_quote():
    """Of a sentence that quotes, the words outside the quote around the trigger are kept."""
    on = page("a", "“We go on,” Brod told reporters after meeting Tarn in Velograd.")
    kept = own_words(on, span(on, on.text), span(on, "meeting"))
    assert kept.text == "Brod told reporters after meeting Tarn in Velograd."


def test_a_quote_inside_the_sentence_is_the_sentence_s_own():
    """Words in quotation marks that no comma sets off are not cut away."""
    on = page("b", 'The ministers met in Bergen to discuss a "final step" on herring.')
    whole = span(on, on.text)
    assert own_words(on, whole, span(on, "met")) == whole


def test_groups_need_likeness_on_the_whole():
    """A page like only one of two does not join both; the order of ids is nothing."""
    likeness = {("a", "b"): 0.9, ("b", "c"): 0.6}
    assert average_groups("abc", likeness, least=0.5) == [["a", "b"], ["c"]]
    assert average_groups("cba", likeness, least=0.5) == [["a", "b"], ["c"]]
    assert average_groups("abc", likeness, least=0.25) == [["a", "b", "c"]]
