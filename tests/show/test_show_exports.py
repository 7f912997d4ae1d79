"""`record.json` and the lines of `annotate` hold what the contract names, the same each time."""

import json
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import (
    Annotation,
    Page,
    Record,
    Time,
    span_in,
)
from onrecord.show.exports import annotation_line, export_json, to_json

LAYERS = [
    "pages",
    "actors",
    "statements",
    "events",
    "happenings",
    "arrangements",
    "relations",
    "problems",
]


def test_top_level_is_the_contracts(story):
    """The format version comes first, then the layers in the contract's order."""
    data = json.loads(export_json(story))
    assert list(data) == ["onrecord", *LAYERS]
    assert data["onrecord"] == "1"


def test_same_record_in_any_order_gives_the_same_bytes(story):
    """The order of the parts does not show in the export."""
    turned = Record(**{one.name: getattr(story, one.name)[::-1] for one in fields(Record)})
    assert turned != story
    assert export_json(turned).encode() == export_json(story).encode()


def test_every_span_holds_in_the_exported_text(story):
    """Each span of the export is the text of its page, counted in code points."""
    data = json.loads(export_json(story))
    texts = {page["id"]: page["text"] for page in data["pages"]}
    spans = list(found_spans(data))
    assert len(spans) > 100
    assert all(texts[one["page"]][one["start"] : one["end"]] == one["text"] for one in spans)


def test_text_is_written_as_it_is(story):
    """Letters beyond ASCII are not escaped; a source map is null or a list of lists."""
    page = replace(story.pages[0], source_map=((0, 4, 7, 11),))
    text = export_json(Record(pages=(page, *story.pages[1:])))
    assert "\U0001f6a8" in text
    assert {str(one["source_map"]) for one in json.loads(text)["pages"]} == {
        "None",
        "[[0, 4, 7, 11]]",
    }


@given(st.text(st.characters(codec=None)))
def test_any_text_survives_the_journey(text):
    """A text with lone surrogates still encodes, and reads back as it was."""
    written = to_json(text).encode("utf-8").decode("utf-8")
    if not any("\ud800" <= char <= "\udbff" for char in text):
        assert json.loads(written) == text


def test_annotation_line_names_no_page():
    """One line holds the page's layers, times as TIMEX3 and spans without `page`."""
    text = "Brandt left on Tuesday."
    page = Page("page-1", "a.txt", "", "text/plain", text, headline=span_in("page-1", text, 0, 6))
    time = Time(span_in("page-1", text, 15, 22), "DATE", "2031-03-11", "weekday:2")
    line = annotation_line(Annotation(page, times=(time,)))
    assert list(line) == (
        ["name", "text", "published", "blocks", "times", "actors", "statements", "events"]
    )
    assert line["times"] == [{"start": 15, "end": 22, "type": "DATE", "value": "2031-03-11"}]
    assert line["published"]["basis"] == "unknown"


def test_annotation_statements_have_plain_spans(story):
    """Statements and actors keep their fields, but neither they nor their spans name a page."""
    page = story.pages[0]
    said = tuple(one for one in story.statements if one.page == page.id)
    line = annotation_line(Annotation(page, actors=story.actors, statements=said))
    assert list(line["statements"][0]["content"][0]) == ["start", "end", "text"]
    assert '"page"' not in json.dumps(line)


def found_spans(value):
    """Every span in a piece of JSON."""
    if isinstance(value, dict) and {"page", "start", "end", "text"} == set(value):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from found_spans(item)
