"""Pages date one another, and every fact's time follows its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import spacy

from onrecord.language.times.tagger import find_times
from onrecord.link.dates import date_pages
from onrecord.link.dates.links import Link, find_links
from onrecord.link.dates.others import link_constraints
from onrecord.record import (
    Annotation,
    Arrangement,
    Block,
    Change,
    Event,
    Page,
    Relation,
    Span,
    Statement,
    When,
    span_in,
)

BLANK = spacy.blank("en")
STATED = When("2016-07-15", "2016-07-15", "stated")


def note(name, text, published=None, captured=None, sides=()):
    """A page with its times; `sides` says which surely lie behind or ahead, as a parser would."""
    doc = BLANK(text)
    doc._.page = name
    page = Page(name, name, name, "text", text, captured=captured)
    page = replace(page, published=published or page.published)
    marks = dict(sides)
    times = tuple(
        replace(time, reading=f"{time.reading} {marks[time.span.text]}")
        if time.span.text in marks
        else time
        for time in find_times(doc)
    )
    return Annotation(page, times=times)


def dated(*notes, relations=()):
    return {each.page.id: each for each in date_pages(notes, relations)}


def interval(annotation):
    when = annotation.page.published
    return when.earliest, when.latest


def test_a_page_without_evidence_is_unknown():
    """No year is taken from today's."""
    found = dated(note("a", "The envoy left on Tuesday."))["a"].page.published
    assert (found.earliest, found.latest, found.basis) == (None, None, "unknown")


def test_capture_is_an_upper_bound():
    """A page was published before it was captured, give or take a time zone."""
    found = dated(note("a", "The envoy left.", captured="2016-07-20T03:00:00Z"))["a"]
    assert interval(found) == (None, "2016-07-21")


def test_a_date_that_lies_behind_is_a_lower_bound():
    """A page that tells of 3 May 2015 in the past is not older than that."""
    found = dated(note("a", "He left on 3 May 2015.", sides={"3 May 2015": "behind"}))["a"]
    assert interval(found) == ("2015-05-03", None)
    assert found.page.published.because[0].span.text == "3 May 2015"


def test_the_date_of_a_correction_tells_nothing():
    """A page that was amended on a day may be older."""
    text = "This page was amended on 3 May 2015."
    assert interval(dated(note("a", text, sides={"3 May 2015": "behind"}))["a"]) == (None, None)


def test_weekday_and_day_must_fit_one_calendar():
    """8 March is a Tuesday in 2011 and 2016; a capture in 2012 leaves the first."""
    text = "It opened on Tuesday, March 8 in Bern. In 2010 it was shut."
    found = dated(note("a", text, captured="2012-01-01", sides={"2010": "behind"}))["a"]
    first, last = interval(found)
    assert "2010-11" <= first <= "2011-03-08" <= last < "2012"


def test_days_behind_and_ahead_leave_a_part_of_the_year():
    """Nov. 24 behind and Jan. 1 ahead: between them, of a year that is not known."""
    text = "It fell on Nov. 24. It ends on Jan. 1."
    found = dated(note("a", text, sides={"Nov. 24": "behind", "Jan. 1": "ahead"}))["a"]
    assert interval(found) == (None, None)
    assert "between 24 November and 1 January" in found.page.published.because[-1].rule
    bounded = note("a", text, captured="2016-06-01", sides={"Nov. 24": "behind", "Jan. 1": "ahead"})
    assert dated(bounded)["a"].page.published.latest == "2016-01-01"


def test_a_copy_is_of_the_days_of_its_text():
    """A copy of a dated page is dated by it."""
    pages = note("a", "One.", STATED), note("b", "One.")
    relation = Relation("r", "copy", "a", "b", "same text")
    first, last = interval(dated(*pages, relations=(relation,))["b"])
    assert "2016-07-08" <= first < "2016-07-15" < last <= "2016-07-22"


def test_one_quote_on_two_pages():
    """A quote that a dated page carries puts the other page within days of it."""
    pages = [note("a", "“No,” he said.", STATED), note("b", "“No,” he said again.")]
    said = [
        replace(
            page,
            statements=(
                Statement(
                    f"s{page.page.id}",
                    page.page.id,
                    (),
                    (),
                    (span_in(page.page.id, page.page.text, 0, 5),),
                    "direct",
                ),
            ),
        )
        for page in pages
    ]
    relation = Relation("r", "same_quote", "sa", "sb", "same words")
    found = dated(*said, relations=(relation,))["b"].page.published
    assert found.basis == "inferred"
    assert found.earliest < "2016-07-15" < found.latest
    assert "15 July 2016" in found.because[0].rule


SAME_DAY = (
    "Minister Anna Vesterholm met Oskar Lindqvist at the harbour of Trelleborg on Thursday.",
    "On Thursday Anna Vesterholm met Oskar Lindqvist, her rival, in Trelleborg harbour.",
)


def test_the_same_day_on_two_pages():
    """What a page dated Friday puts on Thursday is 14 July; a page that says so came days after."""
    one = note("a", SAME_DAY[0], STATED, sides={"Thursday": "behind"})
    other = note("b", SAME_DAY[1], sides={"Thursday": "behind"})
    found = dated(one, other)["b"].page.published
    assert found.earliest == "2016-07-14"
    assert found.latest <= "2016-07-20"
    assert any("14 July 2016" in step.rule for step in found.because)


def test_order_of_pages_does_not_matter():
    """The same pages in any order are dated alike."""
    pages = (
        note("a", SAME_DAY[0], STATED, sides={"Thursday": "behind"}),
        note("b", SAME_DAY[1], sides={"Thursday": "behind"}),
        note("c", SAME_DAY[1], captured="2016-07-18"),
    )
    answers = [dated(*order) for order in permutations(pages)]
    assert all(answer == answers[0] for answer in answers)


def test_facts_follow_their_page():
    """Facts are resolved again; a statement without a time of its own takes the page's."""
    text = "On Tuesday he said so. The vote is due by Aug. 1 in Bern."
    page = note("a", text, STATED, sides={"Aug. 1": "ahead"})
    tuesday, august = (When(span=time.span) for time in page.times)
    words = span_in("a", text, 0, 5)
    full = replace(
        page,
        statements=(
            Statement("s", "a", (), (), (words,), "indirect", made=tuesday),
            Statement("t", "a", (), (), (words,), "indirect"),
        ),
        events=(Event("e", "a", "CONSULT", None, (), (), (words,), words, when=tuesday),),
        arrangements=(
            Arrangement("x", "vote", "talks", history=(Change("proposed", august, words),)),
        ),
    )
    found = dated(full)["a"]
    assert [each.made.earliest for each in found.statements] == ["2016-07-12", "2016-07-15"]
    assert found.statements[1].made.basis == "stated"
    assert found.events[0].when.latest == "2016-07-12"
    assert found.arrangements[0].history[0].when.earliest == "2016-08-01"
    assert found.events[0].when.because


def test_a_time_with_foreign_words_stays():
    """A `when` whose words are no time of the page is left as it is."""
    page = note("a", "The envoy left.", STATED)
    when = When("2014-01-01", "2014-01-01", "stated", Span("a", 0, 3, "The"))
    words = span_in("a", page.page.text, 0, 5)
    event = Event("e", "a", "CONSULT", None, (), (), (words,), words, when=when)
    assert dated(replace(page, events=(event,)))["a"].events[0].when == when


def test_no_pages():
    """An empty story is dated at once."""
    assert date_pages((), ()) == ()


def test_a_dateline_without_its_year():
    """A day in the dateline is the page's day, of a year that other evidence must give."""
    text = "BERN, July 14 — The envoy left, as he had in 2015."
    page = note("a", text, captured="2016-12-01", sides={"2015": "behind"})
    blocks = (Block(0, 13, "dateline"), Block(14, len(text), "body"))
    found = dated(replace(page, page=replace(page.page, blocks=blocks)))["a"]
    assert found.page.published.latest == "2016-07-16"
    assert any("dateline" in step.rule for step in found.page.published.because)


def test_furniture_dates_tell_of_capture_only():
    """A copyright year bounds nothing; a step says what it is."""
    text = "The envoy left.\n© Harbour Post 2001-2024."
    page = note("a", text)
    blocks = (Block(0, 15, "body"), Block(16, len(text), "boilerplate"))
    found = dated(replace(page, page=replace(page.page, blocks=blocks), times=()))["a"]
    assert interval(found) == (None, None)
    assert "captured in 2024 or after" in found.page.published.because[0].rule


PLAN = (
    "The proposal would let Trelleborg and Rostock share harbour pilots, coordinate tugboats and "
    "dredge the silted channel.",
    "Under it Rostock would share pilots with Trelleborg, coordinate tugboats in the harbour and "
    "dredge its channel, silted for years.",
)


def test_a_plan_that_is_still_open_on_both_pages():
    """What would be, told in the same words, links two pages; what was done does not."""

    def kinds(text):
        pages = (note("a", PLAN[0], STATED), note("b", text))
        return {link.kind for link in find_links(pages, (), {"b"})}

    assert "same_plan" in kinds(PLAN[1])
    assert "same_plan" not in kinds(PLAN[1].replace("would", "did"))
    assert "same_plan" not in kinds(f"“{PLAN[1]}”")


def test_only_a_page_with_its_own_day_passes_on_a_plan():
    """A plan dates a page within a month of a page that tells its day, and of no other."""
    pages = {name: note(name, PLAN[0]) for name in "ab"}
    link = Link("same_plan", "a", "b")
    days = {"a": When(), "b": STATED}
    (found,) = link_constraints([link], pages, days)["a"]
    assert found.windows == ((date(2016, 6, 15), date(2016, 8, 14)),)
    inferred = replace(STATED, basis="inferred")
    assert link_constraints([link], pages, {"a": When(), "b": inferred}) == {}


def test_pages_of_one_news_that_name_the_same_weekdays():
    """Agreeing pages leave a day on each side; one more weekday, and it is a week."""
    texts = {"a": "He left on Monday.", "b": "He left on Monday.", "c": "On Monday he left."}
    texts["d"] = "It was Monday when he left."
    pages = {name: note(name, text) for name, text in texts.items()}
    links = [Link("same_news", "a", other, alike=0.99) for other in "bcd"]
    days = {"a": When(), "b": STATED, "c": STATED, "d": STATED}
    (firm,) = link_constraints(links, pages, days)["a"]
    assert firm.windows == ((date(2016, 7, 14), date(2016, 7, 16)),)
    pages["a"] = note("a", "He left on Monday. On Friday he came.")
    (loose,) = link_constraints(links, pages, days)["a"]
    assert loose.windows == ((date(2016, 7, 8), date(2016, 7, 22)),)
    (looser,) = link_constraints(links[:2], pages, days)["a"]
    assert looser.windows == ((date(2016, 7, 1), date(2016, 7, 29)),)


def test_a_late_copy_does_not_tell_on_which_day_a_weekday_fell():
    """What a copy days later calls Monday is the Monday of the first."""
    texts = {"a": "He left on Monday.", "b": "He left on Monday.", "c": "On Monday he left."}
    pages = {name: note(name, text) for name, text in texts.items()}
    first = When("2016-07-08", "2016-07-08", "stated")
    spans = (pages["a"].times[0].span, pages["c"].times[0].span)
    same_day = Link("same_day", "a", "c", spans, ("page <=d1 behind", "page <=d1 behind"))
    days = {"a": When(), "b": first, "c": STATED}
    (found,) = link_constraints([same_day], pages, days)["a"]
    assert found.windows == ((date(2016, 7, 11), date(2016, 7, 17)),)
    assert link_constraints([same_day, Link("copy", "c", "b")], pages, days).get("a") is None
