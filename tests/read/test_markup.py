"""HTML in, visible text out, with its places in the source."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.markup import attributes_of, parse_markup

PIECES = [
    *"<>&\"'= \n/!-", "<p>", "</p>", "<div hidden>", "</div>", "<br>", "<script>", "</script>",
    "<!--", "-->", "<td>", "<tr>", "&amp;", "&#10;", "&bogus;", "&#xD800;",
    "<a href='x>y'>", "<pre>",
    "word", "two words", "é", "\udcff", "<![CDATA[", "<title>", "<svg/>", "<li>", "\x00", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>bo</b>ld\n word.<p>Two", "One bold word.\nTwo\n"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo\n"),
        ("a<br>b", "a b\n"),
        ("It ended.<br>He left.", "It ended.\nHe left.\n"),
        ("<table><tr><td>1</td><td>Roos</td></tr><tr><td>2</td></tr></table>", "1 Roos\n2\n"),
        ("<p>x &lt; y &amp; z&nbsp;&ldquo;q&rdquo;</p>", "x < y & z\xa0“q”\n"),
        ("<p>a</p><script>'</p>b'</script><style>c</style><p>d", "a\nd\n"),
        ("<p>a<!-- <p>b --></p>c", "a\nc\n"),
        ("<p style='display: none'>a</p><p>b</p><div hidden><p>c</div>d", "b\nd\n"),
        ('<div class="label-hidden">a</div>', "a\n"),
        ("<title>t</title><p>a", "a\n"),
        ("<pre>a\n  b</pre>", "a\nb\n"),
        ("1 < 2 and <3", "1 < 2 and <3\n"),
        ("<p title='a > b'>c", "c\n"),
    ],
)
def test_what_a_reader_sees(source, text):
    """Elements, entities, white space, scripts and hidden parts, as a browser shows them."""
    assert parse_markup(source).text == text


def test_a_head_is_kept_apart():
    """Title, language, address and metadata are read and are not text."""
    made = parse_markup(
        '<html lang=fr><title>A &amp; B</title><meta property="og:site_name" content="Post">'
        '<link rel=canonical href=https://a.example><script type="application/ld+json">{}</script>'
    )
    assert (made.title, made.language, made.canonical) == ("A & B", "fr", "https://a.example")
    assert made.metas == [("og:site_name", "Post")]
    assert made.json_blocks == ["{}"]
    assert made.text == ""


def test_attributes_are_read_as_written():
    """Quoted or bare, the first of a name counts, entities are read."""
    assert attributes_of(" A='1' b=\"x &amp; y\" c=3 a=2 d") == {
        "a": "1", "b": "x & y", "c": "3", "d": "",
    }  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_runs_lead_back_to_the_source(source):
    """Whatever the source: runs are in order, cover all words, and lead to the same words."""
    made = parse_markup(source)
    covered = set()
    at = source_at = 0
    for start, end, low, high in made.runs:
        assert at <= start < end <= len(made.text)
        assert source_at <= low < high <= len(source)
        if end - start == high - low:
            there = source[low:high]
            assert all(
                a == b or (a == " " and b.isspace()) or ord(b) > 0xD7FF
                for a, b in zip(made.text[start:end], there, strict=True)
            )
        covered.update(range(start, end))
        at, source_at = end, high
    assert all(made.text[i].isspace() for i in range(len(made.text)) if i not in covered)
    assert all(not 0xD800 <= ord(c) < 0xE000 for c in made.text)


@pytest.mark.parametrize(
    "source",
    ["<div>" * 100_000, "<a '" * 50_000, "<!--" * 50_000, "</p>" * 100_000, "&" * 200_000,
     "<p hidden>" * 50_000, "<script>" * 50_000, "<a b=\"" * 50_000],
    ids=lambda source: source[:8],
)  # fmt: skip
def test_hostile_markup_takes_linear_time(source):
    """Nothing that a page can hold makes reading it slow or deep."""
    began = time.process_time()
    parse_markup(source)
    assert time.process_time() - began < 5
