"""What is known of pages from outside."""

import pytest

from onrecord.errors import PageError
from onrecord.read import apply_manifest, find_blocks, load_manifest, page_from_text

TEXT = "Crews agree to end strike\n\nFerry crews agreed on Thursday to end a strike, they said.\n"


def test_a_manifest_is_read_by_name(tmp_path):
    """Rows go by name; empty cells and unknown columns say nothing."""
    path = tmp_path / "m.csv"
    path.write_text("\ufeffname,outlet,published,mood\na.txt,Post,2021-03-04,glad\nb.txt,,,\n")
    assert load_manifest(path) == {
        "a.txt": {"outlet": "Post", "published": "2021-03-04"},
        "b.txt": {},
    }


@pytest.mark.parametrize("content", [b"outlet\nPost\n", b"\xff\xfe\x00", b""])
def test_no_manifest_is_an_error_that_says_so(tmp_path, content):
    """A file without a `name` column, or that is no text, is refused with its path."""
    path = tmp_path / "m.csv"
    path.write_bytes(content)
    with pytest.raises(PageError, match=r"m\.csv"):
        load_manifest(path)


def test_a_row_comes_before_what_was_read():
    """The manifest's word counts, and the step says where it is from."""
    row = {"outlet": "Post", "agency": "AFP", "published": "2021-03-04", "url": "https://a.example"}
    page = apply_manifest(page_from_text("a", TEXT), row)
    assert (page.outlet, page.agency, page.url) == ("Post", "AFP", "https://a.example")
    assert (page.published.latest, page.published.basis) == ("2021-03-04", "metadata")
    assert page.published.because[0].rule == "the manifest gives this date"


def test_a_headline_must_stand_in_the_text():
    """The manifest's headline is a span of the page, or is left aside."""
    page = page_from_text("a", TEXT)
    told = apply_manifest(page, {"headline": "Crews agree  to end strike"})
    assert told.headline.text == "Crews agree to end strike"
    assert told.blocks[0].kind == "headline"
    assert apply_manifest(page, {"headline": "Another"}).headline == page.headline


def test_a_date_that_cannot_be_read_is_a_step():
    """An odd date changes nothing but is not passed over in silence."""
    page = apply_manifest(page_from_text("a", TEXT), {"published": "last week"})
    assert page.published.latest is None
    assert "cannot be read" in page.published.because[-1].rule


def test_text_without_a_file_is_a_page():
    """JSON Lines give a name, a text and perhaps a date; plain text is all body."""
    page = page_from_text("a", TEXT, published="2021-03-04", plain=True)
    assert [block.kind for block in page.blocks] == ["body", "body"]
    assert page.published.latest == "2021-03-04"
    assert page_from_text("a", TEXT).blocks == find_blocks(TEXT)
    assert page.id == page_from_text("b", TEXT).id
