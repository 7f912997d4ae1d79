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


def test_two_of_one_page_never_join():
    """What one page keeps apart stays apart."""
    twice = page("five", "The fjord fishing plan. The fjord fishing plan of Norway.", "2020-05-02")
    one = arranged(twice, "The fjord fishing plan of Norway")
    two = arranged(twice, "The fjord fishing plan")
    assert len(merge_arrangements((annotated(twice, one, two),), {})) == 2


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
