"""Bytes of every format in, pages out."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_for_tests import CAPTURED, FEED, HTML, warc

from onrecord.read import page_bytes, read_bytes
from onrecord.read.decode import MAX_LINE
from onrecord.read.formats import find_format
from onrecord.record import Page, Problem

BODY = (
    b"<html><title>Crews agree</title><body><h1>Crews agree at last</h1>"
    b"<p>Ferry crews agreed on Thursday to end a strike, the minister told reporters.</p>"
    b"<p>The strike had closed three northern ports for nine days, \xe2\x80\x94 she said.</p>"
)


def only(name, data, **options):
    (item,) = read_bytes(name, data, **options)
    return item


def test_plain_text_is_the_decoded_file_unchanged():
    """The text keeps its line ends and control characters; offsets count code points."""
    data = "Crews agree\r\n\r\nÆgir said: \x07“yes”.\t\r\n".encode()
    page = only("a.txt", data)
    assert page.text == data.decode()
    assert (page.format, page.source_map) == ("text", None)


@pytest.mark.parametrize(
    "data",
    [
        CAPTURED.encode("utf-8-sig"),
        CAPTURED.encode("utf-16"),
        CAPTURED.encode("utf-8"),
    ],
)
def test_marked_encodings_are_read(data):
    """UTF-8 with or without a mark, and UTF-16 with one, give the same text."""
    assert only("a.txt", data).text == CAPTURED


def test_another_encoding_is_guessed_only_when_sure():
    """Western text in its old encoding is read; noise is a problem."""
    text = "Le café était fermé à midi, a déclaré le maire à la presse régionale. " * 5
    assert only("a.txt", text.encode("cp1252")).text == text
    assert isinstance(only("a.txt", bytes(range(128, 256)) * 3 + b"\xff"), Problem)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"1 2 3 ...", "no words"),
        (b"%PDF-1.7 words", "binary"),
        (b"words\x00words", "binary"),
        (b"word " * MAX_LINE, "over 200,000 characters"),
        (b"<html><p>" + b"word " * MAX_LINE, "over 200,000 characters"),
        (b"<html><script>var words</script>", "no words"),
        (b"\x1f\x8bnot gzip", "cannot be unpacked"),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss/>', "entities"),
        (b"<rss><channel/></rss>", "no entries"),
        (b"WARC/1.0\r\nrest", "breaks off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_one_clear_problem(data, reason):
    """What cannot be read gives one problem under the file's name, and never raises."""
    problem = only("odd", data)
    assert isinstance(problem, Problem)
    assert problem.name == "odd"
    assert reason in problem.reason


def test_html_carries_what_a_reader_sees():
    """Article and furniture are in the text, scripts and styles are not."""
    page = only("a.html", HTML)
    kinds = {page.text[b.start : b.end][:12]: b.kind for b in page.blocks}
    assert kinds == {
        "Home": "boilerplate",
        "News": "boilerplate",
        "Ferry crews ": "body",
        "By Mara Ilve": "byline",
        "“We have an ": "body",
        "The crews wi": "body",
        "© 2021 Harbo": "boilerplate",
    }
    assert page.headline.text == "Ferry crews end strike"
    assert "script" not in page.text
    assert "color" not in page.text


def test_html_metadata_is_read():
    """Address, outlet, language, author and date come from the head."""
    page = only("a.html", HTML)
    assert page.url == "https://post.example/2021/03/04/ferry"
    assert (page.outlet, page.language) == ("Harbour Post", "en-GB")
    assert [name.text for name in page.byline] == ["Mara Ilves"]
    assert (page.published.latest, page.published.basis) == (
        "2021-03-04T09:05:00+01:00",
        "metadata",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_source_map_leads_to_the_bytes(encoding):
    """Each run of the text is found at its bytes, in whatever encoding the page is."""
    source = '<meta charset="windows-1252"><p>Æ café, said  <b>Åse</b> —\nok &amp; \xa0so.'
    data = source.encode(encoding)
    page = only("a.html", data)
    for start, end, low, high in page.source_map:
        there = data[low:high].decode("utf-16-le" if encoding == "utf-16" else encoding)
        if len(there) == end - start:
            assert " ".join(there.split()) == " ".join(page.text[start:end].split())
    assert "Æ café, said Åse — ok & \xa0so." in page.text


def test_an_archive_gives_a_page_for_each_capture():
    """Address and day of capture come from the archive; errors and pictures are no pages."""
    data = warc(
        ("https://post.example/a", "200 OK", "text/html; charset=utf-8", BODY),
        ("https://post.example/b", "404 Not Found", "text/html", b"<p>Not here"),
        ("https://post.example/c", "200 OK", "image/png", b"..."),
        ("https://post.example/d", "200 OK", "text/plain", b"Crews agree, they said.\n"),
    )
    page, problem, text = read_bytes("pile.warc.gz", data)
    assert (page.name, page.url) == ("pile.warc.gz#1", "https://post.example/a")
    assert (page.format, page.captured) == ("warc", "2021-03-05T10:00:00Z")
    assert problem == Problem("pile.warc.gz#2", "the capture of an error: HTTP 404")
    assert text.text == "Crews agree, they said.\n"
    document = page_bytes(page, data)
    assert document == BODY
    assert all(low < high <= len(BODY) for _, _, low, high in page.source_map)


@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_archive_gives_what_it_has(packed):
    """Pages before the break are read; the break is a problem."""
    one = ("https://post.example/a", "200 OK", "text/html", BODY)
    data = warc(one, one, gzip=packed)
    page, problem = read_bytes("pile.warc", data[:-100])
    assert isinstance(page, Page)
    assert problem == Problem("pile.warc", "the archive breaks off after 1 records")


def test_a_feed_gives_a_page_for_each_entry():
    """An entry's title is its headline; its date, address and outlet are the feed's."""
    first, second = read_bytes("feed.xml", FEED)
    assert first.headline.text == "Ferry & bus crews end strike"
    assert (first.published.latest, first.published.basis) == (
        "2021-03-04T08:05:00+00:00",
        "metadata",
    )
    assert (first.url, first.outlet, first.language) == (
        "https://post.example/ferry",
        "Harbour Post",
        "en-gb",
    )
    assert second.text == "Ice\nThe road is shut.\n"
    assert page_bytes(second, FEED).endswith(b"<b>road</b> is shut.</p>")


def test_a_packed_page_is_unpacked():
    """A page compressed by itself is read; what unpacks to too much is a problem."""
    assert only("a.html.gz", gzip.compress(HTML)).text == only("a.html", HTML).text
    bomb = gzip.compress(b"a" * 30_000_000)
    assert "too large" in only("a.gz", bomb).reason


def test_formats_are_told_by_content_first():
    """The content decides; the name helps where the content says nothing."""
    assert find_format("a.txt", HTML) == "html"
    assert find_format("a.html", FEED) == "feed"
    assert find_format("a.html@1a2b3c4d", b"<p>x") == "html"
    assert find_format("a", b"<p>x") == "text"
    assert find_format("a", warc(("u:", "200 OK", "text/html", b"x"))) == "warc"


@given(st.binary(max_size=200), st.sampled_from([None, "text", "html", "warc", "feed"]))
def test_any_bytes_give_pages_or_problems(data, kind):
    """Nothing raises, and the same bytes give the same result."""
    read = read_bytes("odd", data, kind=kind)
    assert read
    assert all(isinstance(item, Page | Problem) for item in read)
    assert read == read_bytes("odd", data, kind=kind)
