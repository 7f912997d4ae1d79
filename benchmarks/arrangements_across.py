"""How well arrangements of several pages about one affair are found to be one and the same.

python benchmarks/arrangements_across.py [--part dev|test] [--shared ../shared] [--show STORY]

The gold is `arrangements/across.jsonl`: a story a line, its `groups` of arrangements by the number
that each has on its page. Scored on the mentions that both have: B-cubed (Bagga and Baldwin 1998)
over all of a story's, and pairs of mentions of different pages.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from arrangements import annotation_of, match_mentions, page_of
from onrecord.language.pipeline import as_doc, load_pipeline
from onrecord.link.actors import merge_actors
from onrecord.link.arrangement_pairs import Side, shipped_weights
from onrecord.link.arrangements import grouped, sides_in
from onrecord.record import Annotation

HERE = Path(__file__).parent
LABELS = (HERE / "arrangements/pages.jsonl", HERE.parent / "training/arrangements/real.jsonl")


def main() -> None:
    """Print the figures of each story, and of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=["dev", "test"], default="dev")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", default="", help="list the arrangements of one story")
    args = parser.parse_args()
    nlp = load_pipeline()
    total: Counter[str] = Counter()
    pages = 0
    for row in stories_of(args.part):
        story = read_story(nlp, row, args.shared / "data")
        groups = grouped(story.sides, shipped_weights())
        counts = story.counts(groups)
        total, pages = total + counts, pages + len(story.notes)
        print(line(story.name, len(story.notes), counts))
        if args.show == story.name:
            story.show(groups)
    print(line("all", pages, total))


@dataclass(frozen=True)
class Mark:
    """A mention that both have: the number of its page, its group and the found arrangement."""

    page: int
    group: int
    arrangement: str
    text: str


@dataclass(frozen=True)
class Story:
    """A story as the program reads it, page by page, and what of it the gold has too."""

    name: str
    notes: list[Annotation]
    sides: list[Side]
    marks: list[Mark]

    def counts(self, groups: list[list[Side]]) -> Counter[str]:
        """Sums of B-cubed's precision and recall, and pairs over pages: right, found, wanted."""
        marks = [(mark.page, mark.group, at) for mark, at in self._found(groups)]
        counts: Counter[str] = Counter(mentions=len(marks))
        gold, found = Counter(mark[1] for mark in marks), Counter(mark[2] for mark in marks)
        both = Counter(mark[1:] for mark in marks)
        for _, wanted, got in marks:
            counts["precision"] += both[wanted, got] / found[got]
            counts["recall"] += both[wanted, got] / gold[wanted]
        for one, other in combinations(marks, 2):
            if one[0] != other[0]:
                counts["wanted"] += one[1] == other[1]
                counts["found"] += one[2] == other[2]
                counts["right"] += one[1:] == other[1:]
        return counts

    def show(self, groups: list[list[Side]]) -> None:
        """The found arrangements, each with its mentions, their pages and gold groups."""
        by_found: dict[int, list[Mark]] = {}
        for mark, at in self._found(groups):
            by_found.setdefault(at, []).append(mark)
        for marks in sorted(by_found.values(), key=len, reverse=True):
            print("  *", ", ".join(f"P{one.page}:g{one.group} {one.text!r}" for one in marks))

    def _found(self, groups: list[list[Side]]) -> list[tuple[Mark, int]]:
        number = {side.arrangement.id: n for n, group in enumerate(groups) for side in group}
        return [(mark, number[mark.arrangement]) for mark in self.marks]


def stories_of(part: str) -> list[dict]:
    """The rows of the gold that belong to a part."""
    rows = map(json.loads, (HERE / "arrangements/across.jsonl").open(encoding="utf-8"))
    return [row for row in rows if row["split"] == part]


def read_story(nlp, row: dict, data: Path) -> Story:
    """Read the pages of a story, the days of which are known."""
    labels = {page["page"]: page for path in LABELS for page in map(json.loads, path.open())}
    group_of = {tuple(one): n for n, group in enumerate(row["groups"]) for one in group}
    notes, marks = [], []
    for number, (name, date) in enumerate(row["pages"]):
        page = page_of(labels[name] | {"date": date}, (data / name).read_bytes().decode("utf-8"))
        note = annotation_of(nlp(as_doc(nlp, page)), page)
        pairs = match_mentions(labels[name]["arrangements"], note.arrangements)
        for (found, start, end), (gold, *_) in sorted(pairs.items()):
            arrangement = note.arrangements[found].id
            marks.append(Mark(number, group_of[number, gold], arrangement, page.text[start:end]))
        notes.append(note)
    _, ids = merge_actors(tuple(sorted(notes, key=lambda note: (note.page.id, note.page.name))))
    return Story(row["story"], notes, sides_in(notes, ids), marks)


def line(name: str, pages: int, counts: Counter[str]) -> str:
    """The figures on one line."""
    p, r = (counts[part] / max(1, counts["mentions"]) for part in ("precision", "recall"))
    q, s = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["wanted"])
    return (
        f"{name[:24]:24} {pages:3} pages  B-cubed P {p:.3f} R {r:.3f} F1 {_f1(p, r):.3f}   "
        f"pairs P {q:.3f} R {s:.3f} F1 {_f1(q, s):.3f}"
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
