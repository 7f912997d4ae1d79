"""What stands where on a page of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_for_tests import CAPTURED

from onrecord.read import find_blocks
from onrecord.read.layout import all_body, find_layout

KINDS = {"headline", "byline", "dateline", "date", "body", "caption", "boilerplate"}


def shown(text, blocks):
    return [(block.kind, text[block.start : block.end][:18]) for block in blocks]


def assert_whole(text, blocks):
    """Blocks are in order, do not overlap, and leave nothing but space out."""
    at, outside = 0, ""
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert block.kind in KINDS
        outside += text[at : block.start]
        at = block.end
    assert not (outside + text[at:]).strip()


def test_a_captured_page_is_told_apart():
    """Article, heading and furniture of a page as it is captured from the web."""
    assert shown(CAPTURED, find_blocks(CAPTURED)) == [
        ("boilerplate", "Harbour Post"),
        ("date", "News|Region|March "),
        ("headline", "Ferry crews agree "),
        ("byline", "By Mara Ilves and "),
        ("dateline", "VARDHOLM (Reuters)"),
        ("body", "Ferry crews agreed"),
        ("body", "The crews will ret"),
        ("body", '"We have an agreem'),
        ("body", "The union's leader"),
        ("byline", "Reuters"),
        ("boilerplate", "Share this article"),
        ("boilerplate", "Be the first to co"),
        ("boilerplate", "Your email address"),
        ("boilerplate", "© 2021 Harbour Pos"),
        ("boilerplate", "Ice closes norther"),
    ]


def test_the_heading_is_read():
    """Headline, authors, dateline, date line and agency are found with their places."""
    layout = find_layout(CAPTURED)
    assert CAPTURED[slice(*layout.headline)].startswith("Ferry crews agree")
    assert [CAPTURED[a:b] for a, b in layout.byline] == ["Mara Ilves", "Tom Okafor"]
    assert CAPTURED[slice(*layout.dateline)] == "VARDHOLM (Reuters)"
    assert layout.agency == "Reuters"


def test_plain_text_is_all_body():
    """Text that is said to have no furniture has none, whatever it looks like."""
    text = "Share this article\n\nOne. Two.\n"
    assert [block.kind for block in all_body(text).blocks] == ["body", "body"]
    assert_whole(text, all_body(text).blocks)


def test_wrapped_paragraphs_are_one_block():
    """A hard-wrapped page keeps its paragraphs whole."""
    wrapped = "\n\n".join(
        "\n".join(line[i : i + 64] for i in range(0, len(line), 64))
        for line in CAPTURED.splitlines()
        if line
    )
    bodies = [b for b in find_blocks(wrapped) if b.kind == "body"]
    assert any(wrapped[b.start : b.end].count("\n") > 0 for b in bodies)
    assert_whole(wrapped, find_blocks(wrapped))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(CAPTURED.splitlines()),
            st.text(alphabet=st.characters(), max_size=120),
        ),
        max_size=25,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_blocks_hold_every_printed_character(lines, separator):
    """Whatever the page, every character that is not space is in exactly one block."""
    text = separator.join(lines)
    blocks = find_blocks(text)
    assert_whole(text, blocks)
    assert blocks == find_blocks(text)


OUTSIDE = {  # the blocks of each seed that are no body, by their place; the rest is body
    "000_499e133a259ee2e9": (10, {"headline": [0], "boilerplate": [8, 9]}),
    "001_b97170eb808aff1f": (22, {"headline": [0], "byline": [18], "boilerplate": [19, 20, 21]}),
    "002_8f5668e9f6621637": (
        27,
        {
            "boilerplate": [0, *range(12, 27)],
            "date": [1],
            "headline": [2],
            "dateline": [3],
        },
    ),
    "003_bd8b164e37fd27b5": (16, {"headline": [0], "boilerplate": [15]}),
    "004_3c4670c9a2580622": (
        27,
        {"boilerplate": [0, 2, 24, 25, 26], "headline": [1], "byline": [23]},
    ),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_seeds_are_told_apart(shared, name):
    """Every block of the five real pages is of the kind that a reader would give it."""
    text = (shared / f"seeds/{name}.txt").read_bytes().decode()
    count, outside = OUTSIDE[name]
    kinds = {place: kind for kind, places in outside.items() for place in places}
    blocks = find_blocks(text)
    assert [block.kind for block in blocks] == [kinds.get(i, "body") for i in range(count)]


def test_a_house_that_signs_is_no_author():
    """An agency that the dateline names is not an author too, though the list has never met it."""
    text = CAPTURED.replace("Mara Ilves and Tom Okafor", "Coast Wire").replace(
        "Reuters", "Coast Wire"
    )
    layout = find_layout(text)
    assert (layout.agency, layout.byline) == ("Coast Wire", ())
