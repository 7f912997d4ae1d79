"""Annotated pages in, one record out."""

from __future__ import annotations

import random
from pathlib import Path

from link_made import actor, event, note, page, said

from onrecord.link import link_story
from onrecord.record import Problem, as_json


def pages():
    """Three annotated pages: two on one meeting, one on something else."""
    quote = "“The bridge over the Orla must open before winter comes,” Ana Brod said."
    texts = {
        "a": "Ana Brod met Leo Tarn in Velograd on Monday.\n" + quote,
        "b": "In Velograd on Monday Ana Brod held talks with Leo Tarn.\n" + quote,
        "c": "Tram drivers in Lindesholm walked out over pay on Thursday and stayed at home.",
    }
    found = []
    for name, text in texts.items():
        on = page(name, text)
        actors = [actor(on, who) for who in ("Ana Brod", "Leo Tarn") if who in text]
        quote = text.split("\n")[-1].split("”")[0] + "”"
        direct = [said(on, "Ana Brod", "said", quote, form="direct")] if "”" in text else []
        events = [
            event(on, "CONSULT", "Ana Brod", word, "Leo Tarn")
            for word in ("met", "talks")
            if word in text
        ]
        found.append(note(on, actors=actors, statements=direct, events=events))
    return found


def test_any_order_gives_the_same_record():
    """The same pages give the same record, whatever their order."""
    expected = as_json(link_story(pages(), [Problem("x", "empty"), Problem("w", "empty")]))
    for seed in range(5):
        turned = pages()
        random.Random(seed).shuffle(turned)
        assert (
            as_json(link_story(turned, [Problem("w", "empty"), Problem("x", "empty")])) == expected
        )


def test_all_layers_name_the_storys_actors():
    """Every actor id in the record is one of the record's actors."""
    record = link_story(pages())
    known = {each.id for each in record.actors}
    assert known
    assert {each.speaker for each in record.statements} <= known
    parties = [party for each in record.events for party in (*each.actors, *each.recipients)]
    assert {party.actor for party in parties} <= known
    assert {who for each in record.happenings for who in each.actors} <= known


def test_a_story_holds_together():
    """Origins, a shared quote and one happening over two pages come out of the pages."""
    record = link_story(pages())
    assert all(each.origin for each in record.pages)
    kinds = {relation.kind for relation in record.relations}
    assert "same_quote" in kinds
    assert [h.pages for h in record.happenings if len(h.pages) == 2] == [("a", "b")]
    ids = [relation.id for relation in record.relations]
    assert len(ids) == len(set(ids))


def test_nothing_gives_an_empty_record():
    """No pages, or a page with nothing on it, make a record all the same."""
    assert link_story(()).pages == ()
    assert len(link_story([note(page("a", " \n 🙂 "))]).pages) == 1


def test_the_seeds_tell_three_visits(shared, nlp):
    """The five real pages report three meetings, and one quote that two of them carry."""
    from onrecord.language.pipeline import annotate_page
    from onrecord.read import page_from_text

    names = {}
    notes = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        on = page_from_text(path.name, path.read_text("utf-8"))
        names[on.id] = path.name[:3]
        notes.append(annotate_page(nlp, on))
    record = link_story(notes)
    groups = {tuple(sorted(names[key] for key in each.pages)) for each in record.happenings}
    assert {("000", "001"), ("002", "003"), ("004",)} <= groups
    shared_quotes = [r for r in record.relations if r.kind == "same_quote"]
    assert len(shared_quotes) == 1
    assert shared_quotes[0].spans[0].text.strip('"“').startswith("My hope is")


def test_the_example_tells_its_happenings(nlp):
    """The pages of the example story fall into the happenings that they were written about."""
    from onrecord.language.pipeline import annotate_page
    from onrecord.read import find_pages, read_source

    folder = Path(__file__).resolve().parents[2] / "examples" / "pages"
    found = [page for source in find_pages([folder]) for page in read_source(source)]
    record = link_story([annotate_page(nlp, each) for each in found])
    names = {each.id: each.name[:2] for each in record.pages}
    groups = {tuple(sorted(names[key] for key in each.pages)) for each in record.happenings}
    assert {("01", "02"), ("05", "06"), ("07", "09"), ("10",), ("11",)} <= groups
    kinds = {relation.kind for relation in record.relations}
    assert {"copy", "rewrite", "same_quote", "contradicts", "denies"} <= kinds
