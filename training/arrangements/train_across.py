"""Stories with known groups of arrangements in, the weights of the evidence that two are one out.

python training/arrangements/train_across.py --shared ../shared [--out WEIGHTS]

Logistic regression over `onrecord.link.arrangement_pairs.evidence_of`, every pair of a story's
arrangements an example; says first how it does on each story when trained on the others. Needs
scikit-learn. WEIGHTS is `src/onrecord/data/link/arrangements.json` unless told otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from arrangements_across import Story, line, read_story, stories_of  # noqa: E402

from onrecord.language.pipeline import load_pipeline  # noqa: E402
from onrecord.link.arrangement_pairs import Weights, evidence_of  # noqa: E402
from onrecord.link.arrangements import grouped  # noqa: E402

ABOUT = (
    "What makes two pages' arrangements one: a logistic regression over the dev stories of "
    "benchmarks/arrangements/across.jsonl, fitted by training/arrangements/train_across.py."
)


@dataclass(frozen=True)
class Table:
    """The examples of one story."""

    evidence: list[dict[str, float]]
    same: list[bool]


def main() -> None:
    """Fit, say how stories held out are grouped, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--out", type=Path, default=ROOT / "src/onrecord/data/link/arrangements.json"
    )
    args = parser.parse_args()
    nlp = load_pipeline()
    stories = [read_story(nlp, row, args.shared / "data") for row in stories_of("dev")]
    tables = [examples(story) for story in stories]
    total: Counter[str] = Counter()
    for at, story in enumerate(stories):
        held = fit(tables[:at] + tables[at + 1 :])
        counts = story.counts(grouped(story.sides, Weights(held["bias"], held["weights"])))
        total += counts
        print(line(story.name, len(story.notes), counts), flush=True)
    print(line("all, each held out", sum(len(story.notes) for story in stories), total))
    args.out.write_text(json.dumps(fit(tables), indent=1) + "\n", "utf-8")


def examples(story: Story) -> Table:
    """The evidence, and whether the two are one, of each pair of which that is known."""
    votes: dict[str, Counter[int]] = {}
    for mark in story.marks:
        votes.setdefault(mark.arrangement, Counter())[mark.group] += 1
    wanted = {one: counts.most_common(1)[0][0] for one, counts in votes.items()}
    sides = [side for side in story.sides if side.arrangement.id in wanted]
    pairs = [(one, other) for n, other in enumerate(sides) for one in sides[:n]]
    return Table(
        [evidence_of(one, other) for one, other in pairs],
        [wanted[a.arrangement.id] == wanted[b.arrangement.id] for a, b in pairs],
    )


def fit(tables: list[Table]) -> dict[str, Any]:
    """The model; a story weighs by the root of its pairs, so that no big one decides alone."""
    names = list(tables[0].evidence[0])
    rows = np.array([list(one.values()) for table in tables for one in table.evidence])
    same = np.array([one for table in tables for one in table.same])
    sizes = np.array([len(table.same) for table in tables for _ in table.same])
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(max_iter=2000)
    model.fit((rows - mean) / spread, same, sample_weight=sizes**-0.5 / (sizes**-0.5).mean())
    values = model.coef_[0] / spread
    return {
        "about": ABOUT,
        "bias": round(float(model.intercept_[0] - values @ mean), 3),
        "weights": {name: round(float(v), 3) for name, v in zip(names, values, strict=True)},
    }


if __name__ == "__main__":
    main()
