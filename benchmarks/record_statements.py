"""Score the statements that land on record, as `annotate --plain` gives them, on PolNeAR dev.

    python benchmarks/record_statements.py [--shared ../shared] [--part dev]

Unlike `statements.py`, which scores the trained tagger alone, this runs the whole component: rules
or tagger, what quotation marks and layout settle, quotes that go on, nested statements. PolNeAR
annotates no nested statements, so the figures are given with and without them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ("source", "cue", "content", "detection", "linked", "quoted_detection", "quoted_linked")


def read_articles(nlp: Any, texts: dict[str, str]) -> dict[str, Any]:
    """Each article as a parsed `Doc` with times and actors, on which statements can rest."""
    docs = {}
    for name, text in texts.items():
        doc = nlp.make_doc(text)
        for _, step in nlp.pipeline:
            doc = step(doc)
        docs[name] = doc
    return docs


def spans(found: Iterable[Any]) -> list[tuple[int, int]]:
    """The places of spans, in order."""
    return sorted((span.start, span.end) for span in found)


def as_predictions(docs: dict[str, Any], *, nested: bool) -> dict[str, list[dict[str, Any]]]:
    """The statements of the articles in the scorer's shape."""
    return {
        name: [
            {"source": spans(s.source), "cue": spans(s.cue), "content": spans(s.content)}
            for s in doc._.statements
            if nested or not s.within
        ]
        for name, doc in docs.items()
    }


def main() -> None:
    """Print one row a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--part", default="dev")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "eval"))
    import score_statements

    from onrecord.language.pipeline import load_pipeline
    from onrecord.language.statements import make_statements

    gold = score_statements.read_gold(options.shared / "data" / "polnear" / options.part)
    nlp = load_pipeline(trained=False)
    for name in ("onrecord_statements", "onrecord_events", "onrecord_arrangements"):
        nlp.remove_pipe(name)
    docs = read_articles(nlp, {document["id"]: document["text"] for document in gold})
    print("| reader |", " | ".join(FIGURES), "| seconds |")
    print("| --- |" + " --- |" * (len(FIGURES) + 1))
    for reader, trained in (("rules", False), ("model", True)):
        step = make_statements(nlp, "onrecord_statements", trained)
        start = time.perf_counter()
        for doc in docs.values():
            step(doc)
        seconds = time.perf_counter() - start
        for nested in (False, True):
            result = score_statements.score(gold, as_predictions(docs, nested=nested))
            row = " | ".join(f"{result[figure]['F1']:.2f}" for figure in FIGURES)
            label = f"{reader}, nested ones too" if nested else reader
            print(f"| {label} | {row} | {seconds:.1f} |")


if __name__ == "__main__":
    main()
