"""Pages held out of training in, the shares and thresholds of both models together out.

python training/arrangements/choose_scale.py --shared ../shared [--scale SCALE] [--out SCALE]

Reads the pages that `real.jsonl` marks as held out, end to end, with the shipped weights, and tries
for one layer after the other each share of the reader and each threshold: the best F1 (of links
B-cubed) whose precision is not under the layer's floor. A layer of which the pages hold too few
examples keeps what it had.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import read_doc
from spacy.tokens import Doc

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from arrangements import Tally, new_tallies, page_of, score_page  # noqa: E402
from onrecord.language.arrangements import find_arrangements  # noqa: E402
from onrecord.language.arrangements.reader import Reader, Reading  # noqa: E402
from onrecord.language.pipeline import COMPONENTS, annotation_of, load_pipeline  # noqa: E402

SHARES = (0.5, 0.65, 0.8)
"""Of the reader; the linear models keep a say, and with them what the rules know of a word."""

THRESHOLDS = {
    "links": (0.35, 0.45, 0.55),
    "mentions": (0.15, 0.22, 0.3, 0.4),
    "terms": (0.06, 0.1, 0.14, 0.2, 0.3),
    "history": (0.04, 0.06, 0.08, 0.12, 0.2),
    "deadlines": (0.05, 0.1, 0.2, 0.3),
    "positions": (0.15, 0.2, 0.25, 0.3, 0.34, 0.4),
}
FLOOR = {"links": 0.8, "mentions": 0.82, "terms": 0.6, "history": 0.6, "deadlines": 0.6,
         "positions": 0.6}  # fmt: skip
"""The precision, end to end, below which nothing is taken."""

ENOUGH = 40
"""Fewer examples than this choose nothing."""


@dataclass(frozen=True)
class Known:
    """Stands in for the reader: a page that it has read, with shares and thresholds to try."""

    scale: dict[str, Any]
    reading: Reading

    def read(self, _: Doc) -> Reading:
        """What the reader made of the page."""
        return self.reading


def main() -> None:
    """Choose, and write what was chosen."""
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--scale", type=Path, default=here / "scale.json")
    parser.add_argument("--out", type=Path, default=here / "scale.json")
    args = parser.parse_args()
    rows = [json.loads(line) for line in (here / "real.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["split"] == "held"]
    nlp, reader = load_pipeline(), Reader.load()
    nlp.disable_pipe(COMPONENTS[-1])
    docs = [read_doc(nlp, args.shared / "data", row) for row in rows]
    pages = [(row, doc, reader.read(doc)) for row, doc in zip(rows, docs, strict=True)]
    scale = json.loads(args.scale.read_text("utf-8"))
    print_all("before", scale, pages)
    for layer in THRESHOLDS:
        choose(layer, scale, pages)
    print_all("after", scale, pages)
    rows_of = [f' "{name}": {json.dumps(values)}' for name, values in scale.items()]
    args.out.write_text("{\n" + ",\n".join(rows_of) + "\n}\n", "utf-8")


Pages = list[tuple[dict[str, Any], Doc, Reading]]


def choose(layer: str, scale: dict[str, Any], pages: Pages) -> None:
    """Set the layer's share and threshold in `scale` to the best of those tried."""
    wanted = sum(len(one.get(layer, ())) for row, *_ in pages for one in row["arrangements"])
    if layer != "links" and wanted < ENOUGH:
        return
    before = {part: scale[part][layer] for part in scale}
    best = (0.0, before)
    for share in SHARES:
        for threshold in THRESHOLDS[layer]:
            tried = {"share": share, "threshold": threshold,
                     "ruled": min(before["ruled"], threshold)}  # fmt: skip
            put(scale, layer, tried)
            precision, _, f1 = read(scale, pages)[layer].figures()
            if precision >= FLOOR[layer] and f1 > best[0]:
                best = (f1, tried)
    put(scale, layer, best[1])
    print(layer, f"{best[0]:.3f}", best[1], flush=True)


def put(scale: dict[str, Any], layer: str, values: dict[str, float]) -> None:
    """Set a layer's numbers."""
    for part, value in values.items():
        scale[part][layer] = value


def read(scale: dict[str, Any], pages: Pages) -> dict[str, Tally]:
    """The tallies of all pages with these shares and thresholds."""
    tallies = new_tallies()
    for row, doc, reading in pages:
        doc._.arrangements = find_arrangements(doc, Known(scale, reading))
        score_page(row, annotation_of(doc, page_of(row, doc.text)), tallies)
    return tallies


def print_all(name: str, scale: dict[str, Any], pages: Pages) -> None:
    """The figures of all layers."""
    print(f"{name}, {len(pages)} pages held out")
    for layer, tally in read(scale, pages).items():
        print(tally.line(layer), flush=True)


if __name__ == "__main__":
    main()
