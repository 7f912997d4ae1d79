"""Events leave in the manual's fields, and as CSV that no spreadsheet runs."""

import csv
import io
import json
from dataclasses import replace

import pytest

from onrecord.record import Record, Span
from onrecord.show.plover import COLUMNS, export_csv, export_plover


def events_of(story):
    """The exported events by their trigger words."""
    lines = [json.loads(line) for line in export_plover(story).splitlines()]
    return {line["event_text"][0]: line for line in lines}


def test_one_event_a_line_in_the_manuals_fields(story):
    """Source, recipient, event, mode, place and quad class are where the manual has them."""
    met = events_of(story)["met"]
    assert [one["actor_text"] for one in met["source"]] == ["Ilse Brandt", "Davit Oren"]
    assert met["source"][0]["code"] == "NOR"
    assert met["source"][0]["sector"] == "GOV"
    assert (met["event"], met["mode"], met["quad_code"]) == (["CONSULT"], ["third-party"], 1)
    assert (met["date"], met["event_loc"]["name"]) == ("2031-03-12", "Kell")
    assert len(export_plover(story).splitlines()) == len(story.events)


def test_what_did_not_happen_is_marked(story):
    """Plans, denials and history carry the manual's special contexts, and our actuality."""
    events = events_of(story)
    assert events["blockade"]["context"] == ["future"]
    assert events["no date"]["context"] == ["negation"]
    assert events["left"]["context"] == ["historical"]
    assert events["no date"]["according_to"] == "Roza Mikel"
    assert events["blockade"]["date"] is None


def test_rows_have_sentence_page_and_address(story):
    """One event a row, with its sentence, its page and the page's address."""
    rows = list(csv.DictReader(io.StringIO(export_csv(story))))
    assert len(rows) == len(story.events)
    assert tuple(rows[0]) == COLUMNS
    met = next(row for row in rows if row["type"] == "CONSULT" and "courier" in row["page"])
    assert met["sentence"].startswith("Foreign Minister Ilse Brandt")
    assert (met["page"], met["lat"]) == ("captures/courier.txt", "61.25")
    assert met["lon"] == "-7.5"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_a_formula(story, start):
    """A page's words that begin as a formula does are kept from being one."""
    event = story.events[0]
    sentence = Span(event.page, 0, len(start), start)
    text = export_csv(Record(pages=story.pages, events=(replace(event, sentence=sentence),)))
    cell = next(csv.DictReader(io.StringIO(text)))["sentence"]
    assert cell == f"'{start.strip()}"


def test_exports_are_the_same_each_time(story):
    """The order of the events in the record does not show."""
    turned = replace(story, events=story.events[::-1])
    assert export_csv(turned) == export_csv(story)
    assert export_plover(turned) == export_plover(story)


def test_a_record_without_pages_still_exports(story):
    """An event whose page is not in the record is written with what is known of it."""
    bare = Record(events=story.events)
    assert len(export_plover(bare).splitlines()) == len(story.events)
    assert export_csv(bare).count("\r\n") == len(story.events) + 1
