"""Trains the line model of `onrecord.read`: `python training/blocks/train.py --shared ../shared`.

A linear-chain CRF over the lines of the labelled pages whose emissions are a small network, in
numpy; `--folds N` cross-validates by site and prints predictions for the scorer.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from onrecord.read.chain import as_arrays, body_lines
from onrecord.read.decode import decode_markup
from onrecord.read.features import line_features
from onrecord.read.html import article_lines, as_lines, markup_features, visible_markup
from onrecord.read.layout import find_layout
from onrecord.read.lines import Line, find_lines


@dataclass(frozen=True)
class Row:
    """A line, whether it is body, and what its markup says of it."""

    line: Line
    body: bool
    markup: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Labelled:
    """A labelled page."""

    id: str
    text: str
    rows: tuple[Row, ...]


def gold_rows(shared: Path):
    """The rows of the labels file."""
    return map(json.loads, (shared / "data/pages/labels.jsonl").read_text("utf-8").splitlines())


def text_of(shared: Path, page: str) -> str:
    """The text of a labelled page."""
    return (shared / f"data/pages/text/{page}.txt").read_text("utf-8")


def read_text_pages(shared: Path) -> list[Labelled]:
    """The labelled pages as plain text."""
    pages = []
    for gold in gold_rows(shared):
        text = text_of(shared, gold["id"])
        body = [(b["start"], b["end"]) for b in gold["blocks"] if b["kind"] == "body"]
        rows = [
            Row(line, any(s < line.end and line.start < e for s, e in body))
            for line in find_lines(text)
        ]
        pages.append(Labelled(gold["id"], text, tuple(rows)))
    return pages


def read_made_pages(shared: Path) -> list[Labelled]:
    """Made re-captures: the story's own lines are body."""
    pages = []
    groups = json.loads((shared / "data/copies/made/groups.json").read_text("utf-8"))
    for name, row in sorted(groups.items()):
        if row["form"] not in ("orig", "recapture", "light"):
            continue
        story = (shared / f"data/stories/text/{row['base']}.txt").read_text("utf-8").splitlines()
        words = [set(line.split()) for line in story[1:] if len(line) > 40]
        text = (shared / f"data/copies/made/text/{name}.txt").read_text("utf-8")
        title = story[0].strip()
        rows = [
            Row(line, line.text != title and _told(line.text, story, words))
            for line in find_lines(text)
        ]
        pages.append(Labelled(name, text, tuple(rows)))
    return pages


def _told(line, story, words):
    own = set(line.split())
    return line in story or any(len(own & w) > 0.7 * max(len(own), len(w)) for w in words)


def read_html_pages(shared: Path) -> list[Labelled]:
    """The labelled pages as HTML; a line is body where the labelled text has it as body."""
    pages = []
    for gold in gold_rows(shared):
        text = text_of(shared, gold["id"])
        body = [
            _letters(text[b["start"] : b["end"]]) for b in gold["blocks"] if b["kind"] == "body"
        ]
        whole, pieces = "".join(body), set(body)
        packed = (shared / f"data/pages/html/{gold['id']}.html.gz").read_bytes()
        source, _, _ = decode_markup(gold["id"], gzip.decompress(packed))
        markup, extract = visible_markup(source)
        lines = as_lines(markup)
        extras = markup_features(markup, article_lines(markup, extract))
        rows = [
            Row(line, _is_body(_letters(line.text), whole, pieces), extra)
            for line, extra in zip(lines, extras, strict=True)
        ]
        pages.append(Labelled(gold["id"], markup.text, tuple(rows)))
    return pages


def _letters(text):
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_body(letters, whole, pieces):
    return letters in pieces or (len(letters) >= 25 and letters in whole)


# --- pages made of pages --------------------------------------------------------------------


def _stretch(rows):
    places = [i for i, row in enumerate(rows) if row.body]
    return (places[0], places[-1] + 1) if places else None


def thinned(rows, rng):
    """A page as an extractor would leave it: few furniture lines, nearest the article, and gaps."""
    ends = _stretch(rows)
    if not ends:
        return rows
    start = max(0, ends[0] - rng.choice((1, 2, 4, 8)))
    end = ends[1] + rng.choice((0, 1, 3, 6, 12, 25))
    gap = rng.random() < 0.6
    return [
        replace(row, line=replace(row.line, gap=gap))
        for row in rows[start:end]
        if row.body or rng.random() < 0.7
    ]


def spliced(rows, other):
    """The article of `other`, with its headline, in the furniture of `rows`."""
    mine, its = _stretch(rows), _stretch(other)
    if not mine or not its:
        return rows
    before = rows[: max(0, mine[0] - 3)]
    return [*before, *other[max(0, its[0] - 3) : its[1]], *rows[mine[1] :]]


def prepare(pages, rng):
    """`(features, labels, sizes)` of the pages and of what is made from them."""
    made = [list(page.rows) for page in pages]
    made += [thinned(page.rows, rng) for page in pages]
    made += [spliced(page.rows, rng.choice(pages).rows) for page in pages]
    return [
        (features(rows), [row.body for row in rows], [len(row.line.text) for row in rows])
        for rows in made
        if rows
    ]


def features(rows):
    """The features of a page's lines."""
    return line_features([r.line for r in rows], [r.markup or {} for r in rows])


# --- the model ------------------------------------------------------------------------------


def batch(rows, names):
    """Padded arrays `[page, line, feature]`, labels, line weights and mask."""
    index = {name: i for i, name in enumerate(names)}
    longest = max(len(r[0]) for r in rows)
    x = np.zeros((len(rows), longest, len(names)), np.float32)
    y, w, mask = (np.zeros((len(rows), longest)) for _ in range(3))
    for i, (features, labels, sizes) in enumerate(rows):
        for j, values in enumerate(features):
            for name, value in values.items():
                if name in index:
                    x[i, j, index[name]] = value
        n = len(features)
        root = np.sqrt(np.array(sizes, float))
        y[i, :n], w[i, :n], mask[i, :n] = labels, root / root.mean(), 1
    return x, y, w, mask


def emissions(p, x, drop=None):
    """Scores of body for each line, and the hidden layer."""
    hidden = np.tanh(x @ p["w1"] + p["b1"])
    if drop is not None:
        hidden = hidden * drop
    return x @ p["w0"] + hidden @ p["w2"], hidden


def marginals(p, scores, mask):
    """Marginals of body, and expected transitions by page."""
    pages, n = scores.shape
    trans = p["trans"]
    emit = np.stack([np.zeros_like(scores), scores], 2)
    a, b = np.zeros((pages, n, 2)), np.zeros((pages, n, 2))
    a[:, 0] = emit[:, 0] + p["start"]
    for i in range(1, n):
        new = emit[:, i] + np.logaddexp(a[:, i - 1, :1] + trans[0], a[:, i - 1, 1:] + trans[1])
        a[:, i] = np.where(mask[:, i, None] > 0, new, a[:, i - 1])
    b[:, -1] = p["end"]
    for i in range(n - 2, -1, -1):
        after = emit[:, i + 1] + b[:, i + 1]
        new = np.logaddexp(trans[:, 0] + after[:, :1], trans[:, 1] + after[:, 1:])
        b[:, i] = np.where(mask[:, i + 1, None] > 0, new, p["end"])
    log_z = np.logaddexp(*np.moveaxis(a[:, -1] + p["end"], -1, 0))
    states = np.exp(a + b - log_z[:, None, None]) * mask[..., None]
    pair = a[:, :-1, :, None] + trans + (emit[:, 1:] + b[:, 1:])[:, :, None, :]
    pair = np.exp(np.minimum(0, pair - log_z[:, None, None, None])) * mask[:, 1:, None, None]
    return states, pair


STEPS, RATE, DECAY, KEEP = 220, 0.02, 1e-3, 0.8
"""Steps of Adam, their size, the pull to zero, and the share of hidden units kept in a step."""


def fit(rows, *, hidden=16):
    """Parameters by Adam; each line's gradient weighs as the root of its length."""
    rng = np.random.default_rng(1)
    names = sorted({name for r in rows for values in r[0] for name in values})
    x, y, w, mask = batch(rows, names)
    lines = mask.sum(1, keepdims=True)
    p = {
        "w0": np.zeros(len(names)),
        "w1": rng.normal(0, 0.3 / np.sqrt(len(names)), (len(names), hidden)),
        "b1": np.zeros(hidden),
        "w2": rng.normal(0, 0.3, hidden),
        "trans": np.zeros((2, 2)),
        "start": np.zeros(2),
        "end": np.zeros(2),
    }
    m = {k: np.zeros_like(v) for k, v in p.items()}
    v = {k: np.zeros_like(q) for k, q in p.items()}
    for step in range(1, STEPS + 1):
        some = rng.permutation(len(rows))[: max(8, len(rows) // 3)]
        longest = int(lines[some].max())
        part = (x[some, :longest], y[some, :longest], w[some, :longest], mask[some, :longest])
        slow = RATE * min(1.0, 2 * (1 - step / STEPS) + 0.05)
        drop = (rng.random((1, 1, hidden)) < KEEP) / KEEP
        for k, rise in gradient(p, part, drop).items():
            g = rise - DECAY * p[k] * (k in ("w0", "w1", "w2"))
            m[k] = 0.9 * m[k] + 0.1 * g
            v[k] = 0.99 * v[k] + 0.01 * g * g
            p[k] = p[k] + slow * (m[k] / (1 - 0.9**step)) / (
                np.sqrt(v[k] / (1 - 0.99**step)) + 1e-8
            )
    return names, p


def gradient(p, part, drop):
    """The gradient of the log-likelihood of the labels, by page and line."""
    x, y, w, mask = part
    scores, hidden = emissions(p, x, drop)
    states, pair = marginals(p, scores, mask)
    lines = mask.sum(1)
    d = (y - states[..., 1]) * w * mask / lines[:, None] / len(x)
    back = (d[..., None] * p["w2"]) * drop * (1 - np.tanh(x @ p["w1"] + p["b1"]) ** 2)
    flat = x.reshape(-1, x.shape[-1])
    labels = y.astype(int)
    both = mask[:, 1:] > 0
    seen = np.zeros((2, 2))
    expected = (pair / lines[:, None, None, None]).sum((0, 1)) / len(x)
    share = np.broadcast_to((1 / lines / len(x))[:, None], both.shape)[both]
    np.add.at(seen, (labels[:, :-1][both], labels[:, 1:][both]), share)
    ends = lines.astype(int) - 1
    order = np.arange(len(x))
    return {
        "w0": flat.T @ d.reshape(-1),
        "w1": flat.T @ back.reshape(-1, back.shape[-1]),
        "b1": back.sum((0, 1)),
        "w2": (hidden * d[..., None]).sum((0, 1)),
        "trans": seen - expected,
        "start": (np.eye(2)[labels[:, 0]] - states[:, 0]).mean(0) / 50,
        "end": (np.eye(2)[labels[order, ends]] - states[order, ends]).mean(0) / 50,
    }


def as_json(names, p):
    """The model as plain lists, rounded."""
    return {
        "names": list(names),
        **{k: np.round(np.asarray(v, float), 4).tolist() for k, v in sorted(p.items())},
    }


# --- measuring ------------------------------------------------------------------------------


def folds_of(pages, shared, count):
    """Page ids by fold; pages of one site share a fold."""
    sites = {
        row["id"]: urlsplit(row["url"]).netloc.removeprefix("www.") for row in gold_rows(shared)
    }
    order = sorted(set(sites.values()), key=lambda s: hashlib.sha256(s.encode()).hexdigest())
    fold = {name: i % count for i, name in enumerate(order)}
    return [{p.id for p in pages if fold[sites[p.id]] == i} for i in range(count)]


def apart_from(made, held):
    """The made pages that share no furniture with the held-out ones."""
    known = {row.line.text for page in held for row in page.rows if len(row.line.text) > 25}
    return [p for p in made if sum(row.line.text in known for row in p.rows) <= 2]


def cross_validate(pages, made, shared, count, **options):
    """For each page, body flags by a model that has not seen its site."""
    flags = {}
    for ids in folds_of(pages, shared, count):
        held = [page for page in pages if page.id in ids]
        train = [page for page in pages if page.id not in ids] + apart_from(made, held)
        model = as_arrays(as_json(*fit(prepare(train, random.Random(1)), **options)))
        for page in held:
            flags[page.id] = body_lines(features(page.rows), model)
    return flags


def main() -> None:
    """Train on all labelled pages, or cross-validate and print the blocks that are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--hidden", type=int, default=16)
    parser.add_argument("--html", action="store_true", help="the pages as HTML, not as text")
    parser.add_argument("--to", type=Path, default=Path("src/onrecord/data/read"))
    options = parser.parse_args()
    pages = (read_html_pages if options.html else read_text_pages)(options.shared)
    made = [] if options.html else read_made_pages(options.shared)
    if options.folds:
        flags = cross_validate(pages, made, options.shared, options.folds, hidden=options.hidden)
        for page in pages:
            lines = [row.line for row in page.rows]
            blocks = find_layout(page.text, lines=lines, body=flags[page.id]).blocks
            rows = [{"start": b.start, "end": b.end, "kind": b.kind} for b in blocks]
            print(json.dumps({"id": page.id, "blocks": rows, "body": flags[page.id]}))
        return
    model = as_json(*fit(prepare(pages + made, random.Random(1)), hidden=options.hidden))
    name = "markup_model.json" if options.html else "line_model.json"
    written = json.dumps(model, separators=(",", ":"), sort_keys=True)
    (options.to / name).write_text(written + "\n")


if __name__ == "__main__":
    main()
