"""Figures for the events component: gold standard records, headlines, real sentences, actuality.

    benchmarks/events.py [--shared ../shared] [--only gsr|codes|headlines|sentences|actuality|speed]

The texts are read from the shared folder; `benchmarks/events/` holds offsets and labels alone.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.pipeline import load_pipeline

HERE = Path(__file__).resolve().parent
ACTUALITIES = ("happened", "planned", "proposed", "possible", "denied")


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument(
        "--only", choices=("gsr", "codes", "headlines", "sentences", "actuality", "speed")
    )
    args = parser.parse_args()
    nlp = load_pipeline()
    nlp.remove_pipe("onrecord_arrangements")
    steps = {
        "gsr": gsr,
        "codes": codes,
        "headlines": headlines,
        "sentences": sentences,
        "actuality": actuality,
        "speed": speed,
    }
    for name, step in steps.items():
        if args.only in {None, name}:
            print(f"== {name}")
            step(nlp, args.shared)


def gsr(nlp: Language, shared: Path) -> None:
    """The dev half of the PLOVER gold standard records, by the shared scorer."""
    scorer = _scorer(shared)
    gold = scorer.read_gold(shared / "data/events/gsr_dev.json")
    docs = dict(zip(gold, nlp.pipe(unit["text"] for unit in gold.values()), strict=True))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as handle:
        for unit, doc in docs.items():
            handle.write(json.dumps({"id": unit, "events": [*_predictions(doc)]}) + "\n")
    out, _ = scorer.score(gold, scorer.read_predictions(handle.name, gold))
    Path(handle.name).unlink()
    print(scorer.show(out))


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score_events.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _predictions(doc: Doc) -> Iterator[dict[str, object]]:
    for event in doc._.events:
        yield {
            "type": event.type,
            "actors": [party.span.text for party in event.actors],
            "recipients": [party.span.text for party in event.recipients],
        }


def codes(nlp: Language, shared: Path) -> None:
    """Country and sector of the dev half's parties that are found again by their words.

    A world body has no country of its own: its code is the first of its sectors. Sectors that the
    gold has left open are counted apart, as right where we give none either.
    """
    scorer = _scorer(shared)
    path = shared / "data/events/gsr_dev.json"
    gold = scorer.read_gold(path)
    docs = dict(zip(gold, nlp.pipe(unit["text"] for unit in gold.values()), strict=True))
    wanted = _sectors(path)
    counts: Counter[str] = Counter()
    for unit, entry in gold.items():
        for event in entry["events"]:
            names = event["actors"] + event["recipients"]
            lands = event["actor_codes"] + event["recipient_codes"]
            for name, land in zip(names, lands, strict=False):
                counts.update(_judged(scorer, docs[unit], name, land, wanted[event["rid"], name]))
    for what in ("country", "sector named", "sector open"):
        right, total = counts[f"{what} right"], counts[what]
        print(f"{what}: {right} of {total} ({right / total:.1%})")


def _sectors(path: Path) -> dict[tuple[str, str], str | None]:
    found: dict[tuple[str, str], str | None] = {}
    seen: Counter[str] = Counter()
    for row in json.loads(path.read_text()):
        seen[row["id"]] += 1
        name = row["id"] if seen[row["id"]] == 1 else f"{row['id']}-{seen[row['id']]}"
        sides = [row[key] for key in ("source", "target") if isinstance(row.get(key), list)]
        for one in (one for side in sides for one in side):
            found[name, one.get("actorText", "").strip()] = one.get("sector")
    return found


def _judged(
    scorer: ModuleType, doc: Doc, name: str, land: str, sector: str | None
) -> Iterator[str]:
    parties = [p for event in doc._.events for p in (*event.actors, *event.recipients)]
    held = [p for p in parties if scorer.token_f1(name, p.span.text) >= 0.5]
    if not held:
        return
    best = max(held, key=lambda p: scorer.token_f1(name, p.span.text))
    actor = next((one for one in doc._.actors if one.id == best.actor), None)
    sectors = actor.sectors if actor else ()
    world = [one for one in sectors if one in {"IGO", "NGO"}]
    yield "country"
    if land == ((actor.country if actor else None) or (world[0] if world else None)):
        yield "country right"
    if sector == "***":
        return
    yield "sector named" if sector else "sector open"
    ours = [one for one in sectors if one not in {"IGO", "NGO"}]
    if (not ours) if not sector else sector[:3].replace("CIV", "CVL") in ours:
        yield "sector named right" if sector else "sector open right"


def headlines(nlp: Language, shared: Path) -> None:
    """Our own invented headlines: the share whose first event has the right type."""
    for name in ("headlines.tsv", "headlines_later.tsv", "headlines_last.tsv"):
        path = HERE.parent / "training/events" / name
        if not path.is_file():
            continue
        rows = list(csv.DictReader(path.open(), delimiter="\t", quoting=csv.QUOTE_NONE))
        right = false = 0
        for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
            first = doc._.events[0].type if doc._.events else "NONE"
            right += first == row["type"] != "NONE"
            false += row["type"] == "NONE" != first
        told = sum(row["type"] != "NONE" for row in rows)
        print(f"{name}: {right} of {told} right; an event in {false} of {len(rows) - told} without")


def sentences(nlp: Language, shared: Path) -> None:
    """Precision and recall of events (type and trigger) on the annotated sentences."""
    rows = [json.loads(line) for line in (HERE / "events/sentences.jsonl").open()]
    docs = _pages(nlp, shared / "data/stories/text", {row["page"] for row in rows})
    for aside in (False, True):
        found = Counter(
            label
            for row in rows
            if row["aside"] is aside
            for label in _compared(docs[row["page"]], row)
        )
        right, wrong, missed = (found[name] for name in ("right", "wrong", "missed"))
        precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
        name = "kept aside" if aside else "looked at"
        print(
            f"{name}: {right} right, {wrong} wrong, {missed} missed; "
            f"P {precision:.2f} R {recall:.2f}"
        )


def _compared(doc: Doc, row: dict) -> Iterator[str]:
    """`right`, `wrong` or `missed` for each event; optional ones count for neither side."""
    hit = set()
    for event in doc._.events:
        if not row["start"] <= event.trigger[0].start < row["end"]:
            continue
        fits = [
            place
            for place, gold in enumerate(row["events"])
            if gold["type"] == event.type
            and any(s.start < gold["end"] and gold["start"] < s.end for s in event.trigger)
        ]
        needed = [place for place in fits if not row["events"][place].get("optional")]
        if not fits:
            yield "wrong"
        elif needed and needed[0] not in hit:
            hit.add(needed[0])
            yield "right"
    for place, gold in enumerate(row["events"]):
        if place not in hit and not gold.get("optional"):
            yield "missed"


def actuality(nlp: Language, shared: Path) -> None:
    """F1 of actuality over the annotated events that are found again by their trigger."""
    rows = [json.loads(line) for line in (HERE / "events/actuality.jsonl").open()]
    docs: dict[str, Doc] = {}
    for name, folder in (("polnear/dev", "polnear/dev/text"), ("stories", "stories/text")):
        held = {row["page"] for row in rows if row["set"] == name}
        docs |= _pages(nlp, shared / "data" / folder, held)
    for aside in (False, True):
        pairs = [
            (row["actuality"], _reading(docs[row["page"]], row))
            for row in rows
            if row["aside"] is aside and row["actuality"]
        ]
        found = [(gold, mine) for gold, mine in pairs if mine]
        scores = {name: _f1(found, name) for name in ACTUALITIES}
        told = " ".join(f"{name} {value:.2f}" for name, value in scores.items())
        have = [scores[name] for name in ACTUALITIES if any(g == name for g, _ in found)]
        name = "kept aside" if aside else "looked at"
        print(
            f"{name}: {len(found)} of {len(pairs)} found; F1 {told}; "
            f"macro {sum(have) / len(have):.2f}; {Counter(g for g, _ in found)}"
        )


def _reading(doc: Doc, row: dict) -> str | None:
    for event in doc._.events:
        if any(s.start < row["end"] and row["start"] < s.end for s in event.trigger):
            return event.actuality
    return None


def _f1(pairs: list[tuple[str, str | None]], name: str) -> float:
    right = sum(gold == mine == name for gold, mine in pairs)
    said = sum(mine == name for _, mine in pairs)
    meant = sum(gold == name for gold, _ in pairs)
    return 2 * right / (said + meant) if said + meant else 0.0


def _pages(nlp: Language, folder: Path, names: set[str]) -> dict[str, Doc]:
    ordered = sorted(names)
    texts = ((folder / name).read_text(errors="replace") for name in ordered)
    return dict(zip(ordered, nlp.pipe(texts, batch_size=8), strict=True))


def speed(nlp: Language, shared: Path) -> None:
    """The component's time against bare spaCy's on the same pages."""
    ours = [name for name in nlp.pipe_names if name.startswith("onrecord_")]
    paths = sorted((shared / "data/stories/text").iterdir())[::40]
    texts = [path.read_text(errors="replace") for path in paths]
    with nlp.select_pipes(disable=[n for n in ours if n != "onrecord_paragraphs"]):
        start = time.perf_counter()
        docs = [nlp(text) for text in texts]
        bare = time.perf_counter() - start
    component = nlp.get_pipe("onrecord_events")
    before = [name for name in ours if name not in {"onrecord_paragraphs", "onrecord_events"}]
    for doc in docs:
        for name in before:
            nlp.get_pipe(name)(doc)
    component(docs[0])
    start = time.perf_counter()
    for doc in docs:
        component(doc)
    took = time.perf_counter() - start
    print(f"{len(docs)} pages: spaCy {bare:.1f} s, events {took:.1f} s: {took / bare:.0%}")


if __name__ == "__main__":
    main()
