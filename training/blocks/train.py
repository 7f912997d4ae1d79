"""Trains the line weights of `onrecord.read`: `python training/blocks/train.py --shared ../shared`.

A linear-chain CRF over the lines of the labelled pages, in numpy; `--folds N` cross-validates.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from onrecord.read.chain import body_lines
from onrecord.read.features import line_features
from onrecord.read.layout import find_layout
from onrecord.read.lines import Line, find_lines


def read_pages(shared: Path):
    """`(id, text, lines, labels)` of each labelled page; a label says that the line is body."""
    pages = []
    for row in (shared / "data/pages/labels.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(row)
        text = (shared / f"data/pages/text/{gold['id']}.txt").read_text("utf-8")
        body = [(b["start"], b["end"]) for b in gold["blocks"] if b["kind"] == "body"]
        lines = find_lines(text)
        labels = [any(s < line.end and line.start < e for s, e in body) for line in lines]
        pages.append((gold["id"], text, lines, labels))
    return pages


def thinned(lines, labels, rng):
    """A page as an extractor would leave it: few furniture lines, nearest the article, and gaps."""
    body = [i for i, label in enumerate(labels) if label]
    if not body:
        return lines, labels
    before, after = rng.choice((1, 2, 4, 8)), rng.choice((0, 1, 3, 6, 12, 25))
    keep = range(max(0, body[0] - before), min(len(lines), body[-1] + after + 1))
    gap = rng.random() < 0.6
    kept = [(lines[i], labels[i]) for i in keep if labels[i] or rng.random() < 0.7]
    return [Line(x.start, x.end, x.text, gap) for x, _ in kept], [y for _, y in kept]


def as_matrix(rows, names):
    index = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                matrix[i, index[name]] = value
    return matrix


def forward_backward(scores, trans, start, end):
    """Marginals of body and expected transitions, of a chain with two states; also log Z."""
    n = len(scores)
    emit = np.stack([np.zeros(n), scores], 1)
    a, b = np.zeros((n, 2)), np.zeros((n, 2))
    a[0] = emit[0] + start
    for i in range(1, n):
        a[i] = emit[i] + np.logaddexp(a[i - 1, 0] + trans[0], a[i - 1, 1] + trans[1])
    b[-1] = end
    for i in range(n - 2, -1, -1):
        after = emit[i + 1] + b[i + 1]
        b[i] = np.logaddexp(trans[:, 0] + after[0], trans[:, 1] + after[1])
    log_z = np.logaddexp(*(a[-1] + end))
    return np.exp(a + b - log_z), a, b, log_z, emit


def fit(pages, *, steps=150, rate=0.05, decay=0.003, weight_power=0.5):
    """Weights by Adam on the chain's likelihood, each line weighted by a root of its length."""
    names = sorted({name for rows, _, _ in pages for row in rows for name in row})
    data = [
        (as_matrix(rows, names), np.array(labels, float), np.array(sizes, float))
        for rows, labels, sizes in pages
    ]
    theta = np.zeros(len(names) + 8)
    m, v = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, steps + 1):
        grad = np.zeros_like(theta)
        for x, y, size in data:
            grad += page_gradient(theta, x, y, size, weight_power) / len(data)
        grad[: len(names)] -= decay * theta[: len(names)] * 10
        m = 0.9 * m + 0.1 * grad
        v = 0.99 * v + 0.01 * grad * grad
        theta += rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return names, theta


def page_gradient(theta, x, y, size, power):
    w, trans = theta[:-8], theta[-8:-4].reshape(2, 2)
    start, end = theta[-4:-2], theta[-2:]
    p, a, b, log_z, emit = forward_backward(x @ w, trans, start, end)
    weight = size**power
    weight = weight / weight.mean()
    grad = np.zeros_like(theta)
    grad[:-8] = x.T @ ((y - p[:, 1]) * weight) / len(y) * 100
    states = y.astype(int)
    expected = np.exp(a[:-1, :, None] + trans[None] + (emit[1:] + b[1:])[:, None, :] - log_z).sum(0)
    seen = np.zeros((2, 2))
    np.add.at(seen, (states[:-1], states[1:]), 1)
    grad[-8:-4] = (seen - expected).ravel() / len(y) * 100
    grad[-4:-2] = (np.eye(2)[states[0]] - p[0]) / 10
    grad[-2:] = (np.eye(2)[states[-1]] - p[-1]) / 10
    return grad


def as_json(names, theta):
    k = len(names)
    return {
        "weights": {n: round(float(w), 4) for n, w in zip(names, theta[:k], strict=True)},
        "transitions": [round(float(t), 4) for t in theta[k : k + 4]],
        "start": [round(float(t), 4) for t in theta[k + 4 : k + 6]],
        "end": [round(float(t), 4) for t in theta[k + 6 :]],
    }


def prepare(pages, rng, copies=1):
    rows = []
    for _, _, lines, labels in pages:
        rows.append((line_features(lines), labels, [x.end - x.start for x in lines]))
        for _ in range(copies):
            some, marks = thinned(lines, labels, rng)
            rows.append((line_features(some), marks, [x.end - x.start for x in some]))
    return rows


def folds_of(pages, shared, count):
    """Page ids by fold; pages of one site share a fold."""
    rows = map(json.loads, (shared / "data/pages/labels.jsonl").read_text("utf-8").splitlines())
    sites = {row["id"]: urlsplit(row["url"]).netloc.removeprefix("www.") for row in rows}
    order = sorted(set(sites.values()), key=lambda s: hashlib.sha256(s.encode()).hexdigest())
    fold = {name: i % count for i, name in enumerate(order)}
    return [[p[0] for p in pages if fold[sites[p[0]]] == i] for i in range(count)]


def cross_validate(pages, shared, count, **options):
    """For each page, body flags by a model that has not seen its site."""
    flags = {}
    for held in folds_of(pages, shared, count):
        train = [page for page in pages if page[0] not in held]
        model = as_json(*fit(prepare(train, random.Random(1)), **options))
        for page_id, _, lines, _ in pages:
            if page_id in held:
                flags[page_id] = body_lines(line_features(lines), model)
    return flags


def main() -> None:
    """Train on all labelled pages, or cross-validate and print predictions for the scorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--to", type=Path, default=Path("src/onrecord/data/read/line_weights.json"))
    options = parser.parse_args()
    pages = read_pages(options.shared)
    if options.folds:
        flags = cross_validate(pages, options.shared, options.folds)
        for page_id, text, lines, _ in pages:
            blocks = find_layout(text, lines=lines, body=flags[page_id]).blocks
            rows = [{"start": b.start, "end": b.end, "kind": b.kind} for b in blocks]
            print(json.dumps({"id": page_id, "blocks": rows}))
        return
    names, theta = fit(prepare(pages, random.Random(1)))
    options.to.write_text(json.dumps(as_json(names, theta), indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
