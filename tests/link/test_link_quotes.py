"""Statements that carry the same quoted words."""

from __future__ import annotations

from link_made import page, said

from onrecord.link.quotes import find_quotes, quote_relations

LONG = "the harbour will open before the herring come back to the bay"


def one(name, before="", words=LONG, marks="“”"):
    """A statement by Rask that quotes the words."""
    quote = f"{marks[0]}{before}{words}{marks[1]}"
    on = page(name, f"{quote} Rask said.")
    return said(on, "Rask", "said", quote, form="direct")


def quotes(*statements):
    """The quote ids, in order."""
    return [each.quote for each in find_quotes(statements)]


def test_marks_and_case_do_not_matter():
    """The same words between straight and curly marks, capital or not, are one quote."""
    first, second = quotes(one("a"), one("b", words=LONG.capitalize(), marks='""'))
    assert first is not None
    assert first == second


def test_a_part_of_a_quote_is_that_quote():
    """Words that are a long part of another's quote share its id."""
    first, second = quotes(one("a"), one("b", before="I tell you that in the end "))
    assert first == second is not None


def test_common_words_are_nobodys():
    """A few common words in quotes are not taken for one quote; a quote of its own has no id."""
    assert quotes(one("a", words="do it now"), one("b", words="do it now")) == [None, None]
    assert quotes(one("a")) == [None]


def test_long_reported_words_are_one_quote():
    """The same long indirect speech, word for word, is one quote; a short one is not."""

    def reported(name, words):
        on = page(name, f"Rask said that {words}.")
        return said(on, "Rask", "said", f"that {words}")

    assert len(set(quotes(reported("a", LONG), reported("b", LONG)))) == 1
    short = "the bay is closed"
    assert quotes(reported("a", short), reported("b", short)) == [None, None]


def test_same_quote_is_told_across_pages_only():
    """The relation stands between statements of different pages, with the words of both."""
    found = find_quotes([one("a"), one("b")])
    (relation,) = quote_relations(found)
    assert relation.kind == "same_quote"
    assert {span.page for span in relation.spans} == {"a", "b"}
    on = page("c", f"“{LONG}” Rask said. “{LONG}” Rask said again.")
    twice = [
        said(on, "Rask", "said", f"“{LONG}”", form="direct"),
        said(on, "Rask", "said again", f"“{LONG}”", form="direct"),
    ]
    assert quote_relations(find_quotes(twice)) == ()


def test_order_is_nothing():
    """The ids do not depend on the order of the statements."""
    statements = [one("a"), one("b", before="In the end "), one("c", words="quite another thing")]
    there = {each.id: each.quote for each in find_quotes(statements)}
    assert {each.id: each.quote for each in find_quotes(statements[::-1])} == there
