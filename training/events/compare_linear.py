"""What a linear classifier would add to the rules: trained on our own sentences, not shipped.

    training/events/compare_linear.py [--shared ../shared]

Softmax regression over words and word pairs, trained on the lexicon's examples and our invented
headlines; measured on the dev half of the gold standard records, alone and where no rule fits.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import re
import zlib
from itertools import pairwise
from pathlib import Path

import numpy as np

from onrecord.data import load_table
from onrecord.language.pipeline import load_pipeline

ROOT = Path(__file__).resolve().parents[2]
SIZE = 2**14


def features(text: str) -> np.ndarray:
    """Hashed words and word pairs, stems of five letters, of length one."""
    words = [word[:5] for word in re.findall(r"[a-z']+", text.lower())]
    row = np.zeros(SIZE + 1)
    for gram in (*words, *(" ".join(pair) for pair in pairwise(words))):
        row[zlib.crc32(gram.encode()) % SIZE] = 1
    row /= max(1.0, np.linalg.norm(row))
    row[SIZE] = 1
    return row


def train(rows: list[tuple[str, str]], kinds: list[str]) -> np.ndarray:
    """Weights by plain gradient descent with a little weight decay."""
    x = np.stack([features(text) for _, text in rows])
    y = np.eye(len(kinds))[[kinds.index(kind) for kind, _ in rows]]
    weights = np.zeros((SIZE + 1, len(kinds)))
    for _ in range(400):
        scores = np.exp(x @ weights - (x @ weights).max(axis=1, keepdims=True))
        gap = scores / scores.sum(axis=1, keepdims=True) - y
        weights -= 8.0 * (x.T @ gap / len(rows) + 1e-5 * weights)
    return weights


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    rows = [(row["type"], row["example"]) for row in load_table("events/frames.tsv")]
    for path in sorted((ROOT / "training/events").glob("*.tsv")):
        reader = csv.DictReader(path.open(), delimiter="\t", quoting=csv.QUOTE_NONE)
        rows += [(row["type"], row["text"]) for row in reader]
    kinds = sorted({kind for kind, _ in rows})
    weights = train(rows, kinds)
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score_events.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = list(scorer.read_gold(shared / "data/events/gsr_dev.json").values())
    nlp = load_pipeline()
    alone = left = saved = 0
    for entry, doc in zip(gold, nlp.pipe(entry["text"] for entry in gold), strict=True):
        guess = kinds[int(np.argmax(features(entry["text"]) @ weights))]
        right = guess in {event["type"] for event in entry["events"]}
        alone += right
        if not doc._.events:
            left += 1
            saved += right
    print(f"{len(rows)} training sentences; alone {alone} of {len(gold)} right")
    print(f"{left} sentences without an event by rules; the classifier names {saved} of them right")


if __name__ == "__main__":
    main()
