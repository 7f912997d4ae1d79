"""Trains what a headline looks like: `python training/blocks/headline.py --shared ../shared`.

A softmax over the lines above each labelled page's article, one of which its labels call title.
`--predictions FILE` gives the body of each page as `train.py --folds` found it.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from train import (
    Labelled,
    Row,
    apart_from,
    features,
    folds_of,
    gold_rows,
    read_made_pages,
    read_text_pages,
    thinned,
)

from onrecord.read.chain import body_lines
from onrecord.read.heading import headline_features
from onrecord.read.lines import find_lines


def titles_of(shared: Path) -> dict[str, set[str]]:
    """For each labelled page, the lines that its labels call title."""
    titles = {}
    for gold in gold_rows(shared):
        text = (shared / f"data/pages/text/{gold['id']}.txt").read_text("utf-8")
        titles[gold["id"]] = {
            text[b["start"] : b["end"]].strip() for b in gold["blocks"] if b.get("title")
        }
    groups = json.loads((shared / "data/copies/made/groups.json").read_text("utf-8"))
    for name, row in groups.items():
        story = (shared / f"data/stories/text/{row['base']}.txt").read_text("utf-8")
        titles[name] = {story.splitlines()[0].strip()}
    return titles


def story_pages(shared: Path, pages: list[Labelled], rng: random.Random) -> list:
    """Bare articles under their titles, some with a few lines of furniture around the title."""
    furniture = [row.line for page in pages for row in page.rows if not row.body]
    furniture = [line for line in furniture if 5 < len(line.text) < 80]
    made = []
    groups = json.loads((shared / "data/stories/groups.json").read_text("utf-8"))
    for name in rng.sample(sorted(groups), 220):
        text = (shared / f"data/stories/text/{name}.txt").read_text("utf-8")
        title, *rest = find_lines(text)
        if not 20 < len(title.text) < 120 or len(rest) < 4 or title.text.endswith("."):
            continue
        rows = [Row(line, False) for line in rng.sample(furniture, rng.choice((0, 0, 1, 2, 3)))]
        rows.append(Row(title, False))
        rows += [Row(line, False) for line in rng.sample(furniture, rng.choice((0, 0, 0, 1, 2)))]
        rows += [Row(line, True) for line in rest]
        made.append((Labelled(name, "", tuple(rows)), {title.text}))
    return made


def examples(page: Labelled, titles, body) -> list:
    """The candidates of a page with a mark for the right one, the nearest to the article."""
    lines = [row.line for row in page.rows]
    found = headline_features(lines, body)
    right = [i for i, _ in found if lines[i].text in titles]
    return [(values, bool(right) and i == right[-1]) for i, values in found]


def fit(pages, *, steps=400, rate=0.05, decay=0.003):
    """Weights by Adam; `no headline` is a candidate of score 0."""
    names = sorted({name for page in pages for values, _ in page for name in values})
    data = []
    for page in pages:
        x = np.array(
            [[values.get(n, 0.0) for n in names] for values, _ in page] + [[0.0] * len(names)]
        )
        right = [mark for _, mark in page]
        y = np.array([*right, not any(right)], float)
        data.append((x, y))
    w, m, v = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, steps + 1):
        grad = -decay * w
        for x, y in data:
            score = x @ w
            p = np.exp(score - score.max())
            grad = grad + x.T @ (y - p / p.sum()) / len(data)
        m, v = 0.9 * m + 0.1 * grad, 0.99 * v + 0.01 * grad**2
        w = w + rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, np.round(w, 3).tolist(), strict=True))


def chosen(page, weights):
    """The place of the best candidate among a page's, or `None`."""
    scores = [sum(weights.get(n, 0) * x for n, x in values.items()) for values, _ in page]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > 0 else None


def main() -> None:
    """Cross-validate, then train on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--predictions", type=Path)
    parser.add_argument(
        "--to", type=Path, default=Path("src/onrecord/data/read/headline_weights.json")
    )
    options = parser.parse_args()
    found = {}
    if options.predictions:
        for row in map(json.loads, options.predictions.read_text("utf-8").splitlines()):
            found[row["id"]] = [
                (b["start"], b["end"]) for b in row["blocks"] if b["kind"] == "body"
            ]
    titles = titles_of(options.shared)
    pages, made = read_text_pages(options.shared), read_made_pages(options.shared)
    rng = random.Random(1)

    def bodies(page):
        if page.id not in found:
            return [row.body for row in page.rows]
        return [
            any(s < r.line.end and r.line.start < e for s, e in found[page.id]) for r in page.rows
        ]

    stories = story_pages(options.shared, pages, rng)

    def all_examples(some):
        rows = [examples(p, titles[p.id], bodies(p)) for p in some]
        for page in some:
            thin = thinned(page.rows, rng)
            rows.append(
                examples(
                    Labelled(page.id, "", tuple(thin)), titles[page.id], [r.body for r in thin]
                )
            )
        rows += [examples(p, marks, body_lines(features(p.rows))) for p, marks in stories]
        return [row for row in rows if row]

    right = wrong = none = 0
    for ids in folds_of(pages, options.shared, 6):
        held = [p for p in pages if p.id in ids]
        weights = fit(all_examples([p for p in pages if p.id not in ids] + apart_from(made, held)))
        for page in held:
            candidates = examples(page, titles[page.id], bodies(page))
            best = chosen(candidates, weights)
            none += best is None
            good = best is not None and candidates[best][1]
            right += good
            wrong += best is not None and not good
    print(f"headline right {right}, wrong {wrong}, none {none} of {len(pages)}")
    weights = fit(all_examples(pages + made))
    options.to.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
