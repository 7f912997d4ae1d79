"""Training pages in, the weights of the linear arrangements models out.

python training/arrangements/train.py --pages runs/pages.pkl --out weights.json.gz [--fold 0]

Needs scikit-learn. Logistic regression over named features; thresholds come from pages held out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

FOLDS = 4
STRENGTH = {"mentions": 0.3, "terms": 0.3, "history": 0.3, "deadlines": 0.3, "positions": 0.2,
            "links": 0.1}  # fmt: skip
"""How little the weights are held back, layer by layer (scikit-learn's C)."""

FLOOR = {"mentions": 0.8, "terms": 0.7, "history": 0.65, "deadlines": 0.65, "positions": 0.6}
"""The precision below which no threshold is taken, however good the F1."""

LINKED = 0.45
"""The threshold of links, by B-cubed over held-out pages."""

RULED = {"mentions": 0.12, "terms": 0.15, "history": 0.15, "deadlines": 0.15, "positions": 0.0,
         "links": LINKED}  # fmt: skip
"""How likely a label must be that the rules give too; theirs of positions are seldom wrong."""

OFTEN = 2
"""A feature must stand in so many training examples."""

MADE = "made:"
"""What the names of features begin with that stand for made-up pages alone."""

SMALL = 0.01
"""Weights nearer to nothing than this are left out."""


@dataclass(frozen=True)
class Example:
    """A candidate: its features, its label, and on which page it counts as what."""

    features: tuple[str, ...]
    label: str
    page: str
    key: tuple[Any, ...]


def main() -> None:
    """Train, say how good held-out pages are read, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int, help="leave this fold out of the weights")
    parser.add_argument("--thresholds", type=Path, help="take the thresholds of these weights")
    args = parser.parse_args()
    data = pickle.loads(args.pages.read_bytes())
    pages = data["pages"]
    folds = fold_of(pages)
    known = read_thresholds(args.thresholds) if args.thresholds else {}
    kept = [page for page in pages if page["made"] or folds[page["page"]] != args.fold]
    layers = {}
    for name in STRENGTH:
        threshold = known.get(name) or (
            LINKED if name == "links" else choose_threshold(name, pages, folds)
        )
        found_at = {
            "threshold": round(threshold, 3),
            "ruled": min(RULED[name], round(threshold, 3)),
        }
        layers[name] = {**train(name, examples(name, kept)), **found_at}
    held = {"heads": data["heads"], "layers": layers}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(held, separators=(",", ":"), sort_keys=True).encode()
    args.out.write_bytes(gzip.compress(text, mtime=0))
    print({name: len(layer["weights"]) for name, layer in layers.items()})


def fold_of(pages: list[dict[str, Any]]) -> dict[str, int]:
    """The fold of each real page, by its name; pages that we made up are in none."""
    names = sorted(page["page"] for page in pages if not page["made"])
    random.Random(7).shuffle(names)
    return {name: number % FOLDS for number, name in enumerate(names)}


def read_thresholds(path: Path) -> dict[str, float]:
    """The thresholds of weights that were trained before."""
    held = json.loads(gzip.decompress(path.read_bytes()))
    return {name: layer["threshold"] for name, layer in held["layers"].items()}


def examples(name: str, pages: list[dict[str, Any]]) -> list[Example]:
    """The candidates of one layer."""
    found = []
    for page in pages:
        if name == "mentions":
            rows = page["words"]
        elif name == "links":
            rows = [(*link[:2], ()) for link in page["links"]]
        else:
            rows = [row[1:4] for row in page["pairs"] if row[0] == name and row[2] != "?"]
        for features, label, key in rows:
            known = adapted(features) if page["made"] else features
            found.append(Example(known, label, page["page"], key))
    return found


def adapted(features: tuple[str, ...]) -> tuple[str, ...]:
    """The features of a made-up example, and each again under a name that no real page has.

    What holds of made-up pages alone is then learnt beside what holds of both (Daumé 2007,
    "Frustratingly easy domain adaptation").
    """
    return (*features, MADE, *(f"{MADE} {feature}" for feature in features))


def train(name: str, rows: list[Example]) -> dict[str, Any]:
    """The labels, biases and weights of one layer."""
    counts = Counter(feature for row in rows for feature in set(row.features))
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(
        [Counter(f for f in row.features if counts[f] >= OFTEN) for row in rows]
    )
    model = LogisticRegression(C=STRENGTH[name], max_iter=120, tol=1e-3)
    model.fit(table, [row.label for row in rows])
    labels = list(model.classes_)  # "" sorts before all others
    weights, bias = model.coef_, model.intercept_
    if len(labels) == 2:
        weights, bias = np.vstack([np.zeros_like(weights), weights]), np.array([0, bias[0]])
    return {
        "labels": labels,
        "bias": [round(float(value) * 1000) for value in bias],
        "weights": {
            feature: [round(float(value) * 1000) for value in row]
            for feature, row in zip(vectorizer.feature_names_, weights.T, strict=True)
            if np.abs(row).max() >= SMALL and not feature.startswith(MADE)
        },
    }


def choose_threshold(name: str, pages: list[dict[str, Any]], folds: dict[str, int]) -> float:
    """The threshold with the best F1 over held-out pages whose precision is not under the floor."""
    hits: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = [page for page in pages if folds.get(page["page"]) == fold]
        kept = [page for page in pages if folds.get(page["page"]) != fold]
        hits += found(train(name, examples(name, kept)), examples(name, held), name)
    wanted = sum(page["wanted"][name] for page in pages if not page["made"])
    best = (0.0, 0.0, 0.0, 0.99)
    right = 0
    for count, (chance, good) in enumerate(sorted(hits, key=lambda hit: -hit[0]), 1):
        right += good
        precision, recall = right / count, right / wanted
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        if precision >= FLOOR[name]:
            best = max(best, (f1, precision, recall, chance))
    print(
        f"{name}: F1 {best[0]:.3f} P {best[1]:.3f} R {best[2]:.3f} from {best[3]:.3f}", flush=True
    )
    return best[3]


def found(layer: dict[str, Any], rows: list[Example], name: str) -> list[tuple[float, bool]]:
    """What held-out pages would give, each with its chance and whether it is right."""
    right = {(row.page, row.key, row.label) for row in rows if row.label}
    best: dict[Any, tuple[float, bool]] = {}
    for row in rows:
        scores = np.array(layer["bias"])
        for feature in row.features:
            if feature in layer["weights"]:
                scores = scores + layer["weights"][feature]
        scores = scores / 1000
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        if name == "mentions":
            entry = (float(1 - chances[0]), bool(row.label))
            label = ""
        else:
            at = int(chances[1:].argmax()) + 1
            label = layer["labels"][at]
            entry = (float(chances[at]), (row.page, row.key, label) in right)
        slot = (row.page, row.key, label if name == "positions" else "")
        best[slot] = max(best.get(slot, (0.0, False)), entry)
    return list(best.values())


if __name__ == "__main__":
    main()
