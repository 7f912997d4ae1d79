"""Arrangements across pages."""

from __future__ import annotations

from onrecord.link.arrangements import merge_arrangements
from onrecord.record import (
    Annotation,
    Arrangement,
    Deadline,
    Page,
    Span,
    When,
    make_id,
    span_in,
)


def page(name: str, text: str, day: str | None) -> Page:
    """A page of one text and day."""
    published = When(day, day, "metadata") if day else When()
    return Page(make_id("page", name), name, "", "txt", text, published=published)


def find(where: Page, words: str) -> Span:
    """The span of words in a page."""
    start = where.text.index(words)
    return span_in(where.id, where.text, start, start + len(words))


def annotated(where: Page, *found: Arrangement) -> Annotation:
    """The page with its arrangements."""
    return Annotation(where, arrangements=found)


def arranged(where: Page, words: str, kind: str = "proposal", **more) -> Arrangement:
    """An arrangement named by words of the page."""
    span = find(where, words)
    return Arrangement(
        make_id("arrangement", where.id, words), words, kind, mentions=(span,), **more
    )


FIRST = page("one", "Oslo backed the Norwegian fishing plan for the fjord.", "2020-05-01")
SECOND = page("two", "The fjord fishing plan of Norway went ahead.", "2020-05-03")
LATER = page("three", "The Norwegian fishing plan for the fjord was new.", "2021-05-03")


def test_same_matter_becomes_one():
    """Two pages that name one plan by its matter share one arrangement with both mentions."""
    a = annotated(FIRST, arranged(FIRST, "the Norwegian fishing plan for the fjord"))
    b = annotated(SECOND, arranged(SECOND, "The fjord fishing plan of Norway"))
    (one,) = merge_arrangements((a, b), {})
    assert {span.page for span in one.mentions} == {FIRST.id, SECOND.id}


def test_order_of_pages_does_not_matter():
    """The same pages in any order give the same arrangements."""
    a = annotated(FIRST, arranged(FIRST, "the Norwegian fishing plan for the fjord"))
    b = annotated(SECOND, arranged(SECOND, "The fjord fishing plan of Norway"))
    assert merge_arrangements((a, b), {}) == merge_arrangements((b, a), {})


def test_talks_far_apart_in_time_stay_apart():
    """Talks of one year and talks of the next are two, whatever they share."""
    a = annotated(FIRST, arranged(FIRST, "the Norwegian fishing plan for the fjord", "talks"))
    b = annotated(LATER, arranged(LATER, "The Norwegian fishing plan for the fjord", "talks"))
    assert len(merge_arrangements((a, b), {})) == 2


def test_different_matters_stay_apart():
    """Sharing a kind is not enough."""
    other = page("four", "A mining deal in Chile was signed.", "2020-05-02")
    a = annotated(FIRST, arranged(FIRST, "the Norwegian fishing plan for the fjord"))
    b = annotated(other, arranged(other, "A mining deal in Chile"))
    assert len(merge_arrangements((a, b), {})) == 2


def test_what_a_page_calls_otherwise_joins_by_what_others_say():
    """Two pages' plans of one name bring in what either calls it besides."""
    twice = page(
        "five", "The fjord fishing plan won. The fjord fishing plan of Norway is on.", None
    )
    one = arranged(twice, "The fjord fishing plan of Norway")
    two = arranged(twice, "The fjord fishing plan")
    assert len(merge_arrangements((annotated(twice, one, two),), {})) == 1


def test_rounds_of_one_page_stay_apart():
    """A round that a page counts is not the talks that it names beside it."""
    both = page(
        "eight",
        "A third round of Syria talks is due. The Riyadh talks of Syria end.",
        "2020-05-02",
    )
    one = arranged(both, "A third round of Syria talks", "talks")
    two = arranged(both, "The Riyadh talks of Syria", "talks")
    assert len(merge_arrangements((annotated(both, one, two),), {})) == 2


def test_talks_without_a_day_are_not_those_with_one():
    """Talks on a page without a date may be of any year."""
    undated = page("nine", FIRST.text, None)
    words = "the Norwegian fishing plan for the fjord"
    a, b = (annotated(one, arranged(one, words, "talks")) for one in (FIRST, undated))
    assert len(merge_arrangements((a, b), {})) == 2


def test_other_names_stay_apart():
    """Meetings with different people are different meetings, however much else is shared."""
    first = page("ten", "He prepared his meeting with Kim before the trip.", "2020-05-01")
    second = page("eleven", "He prepared his meeting with Putin before the trip.", "2020-05-01")
    a = annotated(first, arranged(first, "his meeting with Kim", "talks"))
    b = annotated(second, arranged(second, "his meeting with Putin", "talks"))
    assert len(merge_arrangements((a, b), {})) == 2


def test_actors_become_the_storys():
    """Parties carry the story's ids."""
    a = annotated(FIRST, arranged(FIRST, "the Norwegian fishing plan", parties=("actor-page",)))
    (one,) = merge_arrangements((a,), {"actor-page": "actor-story"})
    assert one.parties == ("actor-story",)


def test_later_page_moves_the_deadline():
    """A deadline that a later page sets anew is superseded by that page's."""
    old = page("six", "The fjord fishing plan has a deadline of May 5.", "2020-05-01")
    new = page("seven", "The fjord fishing plan has a deadline of June 5.", "2020-05-04")
    first = Deadline("d1", When("2020-05-05", "2020-05-05"), find(old, "May 5"))
    second = Deadline("d2", When("2020-06-05", "2020-06-05"), find(new, "June 5"))
    a = annotated(old, arranged(old, "The fjord fishing plan", deadlines=(first,)))
    b = annotated(new, arranged(new, "The fjord fishing plan", deadlines=(second,)))
    (one,) = merge_arrangements((b, a), {})
    assert [(d.id, d.superseded_by) for d in one.deadlines] == [("d1", "d2"), ("d2", None)]


def test_nothing_gives_nothing():
    """No pages, no arrangements."""
    assert merge_arrangements((), {}) == ()
