"""Measures how well arrangements are read: mentions, links, terms, history, deadlines, positions.

Reads the annotations in `arrangements/pages.jsonl` (offsets and labels only) and the pages' own
text from the shared data folder. How things are matched is said in `arrangements/ANNOTATION.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import spacy

from onrecord.language.arrangements import ArrangementFinder
from onrecord.language.pipeline import annotation_of, as_doc, find_model, load_pipeline
from onrecord.record import Actor, Annotation, Arrangement, Page, When, make_id

HERE = Path(__file__).parent
NEAR = 40
"""Characters that may lie between the words of a gold and a found change."""


@dataclass
class Tally:
    """What was found, what should have been, and what of it was right."""

    right: float = 0
    found: int = 0
    wanted: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return _figures(self.right, self.found, self.right, self.wanted)

    def line(self, name: str) -> str:
        """Precision, recall and F1 on one line."""
        precision, recall, f1 = self.figures()
        counts = f"{self.right:g} right, {self.found} found, {self.wanted} wanted"
        return f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({counts})"


def _figures(right: float, found: int, met: float, wanted: int) -> tuple[float, float, float]:
    """Precision (what is right of the found), recall (what is met of the wanted) and F1."""
    precision = right / found if found else 0.0
    recall = met / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def main() -> None:
    """Print the figures of one part of the benchmark."""
    args = _arguments()
    if args.agreement:
        print_agreement(HERE / "arrangements/passes.jsonl")
        return
    if args.speed:
        print_speed(args.shared)
        return
    lines = args.annotations.read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if args.part in {"all", row["split"]}]
    nlp = load_pipeline()
    if args.linear:
        nlp.get_pipe("onrecord_arrangements").reader = None
    tallies = new_tallies()
    for row in rows:
        text = (args.shared / "data" / row["page"]).read_bytes().decode("utf-8")
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
            raise SystemExit(f"{row['page']}: the text is not the one that was annotated")
        page = page_of(row, text)
        score_page(row, annotation_of(nlp(as_doc(nlp, page)), page), tallies)
    print(f"{len(rows)} pages ({args.part})")
    for name, tally in tallies.items():
        print(tally.line(name))
        for line in (tally.wrong + tally.missed) if args.show in {name, "all"} else ():
            print("   ", line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--annotations", type=Path, default=HERE / "arrangements/pages.jsonl")
    parser.add_argument("--part", choices=["dev", "test", "train", "all"], default="dev")
    parser.add_argument("--linear", action="store_true", help="without the reader")
    parser.add_argument("--agreement", action="store_true", help="of two readers, no more")
    parser.add_argument("--speed", action="store_true", help="how long the step takes, no more")
    parser.add_argument("--show", default="", help="list the errors of one layer, or `all`")
    return parser.parse_args()


def print_speed(shared: Path) -> None:
    """Processor time of the step, against bare spaCy on the same texts; the best of three runs."""
    bare, nlp = spacy.load(find_model(None)), load_pipeline()
    finder = nlp.get_pipe("onrecord_arrangements")
    nlp.disable_pipe("onrecord_arrangements")
    piles = {
        "sixty stories, by the order of their digests": sorted(
            (shared / "data/stories/text").glob("*.txt"),
            key=lambda path: hashlib.sha256(path.name.encode()).hexdigest(),
        )[:60],
        "the seeds": sorted((shared / "seeds").glob("*.txt")),
    }
    for name, paths in piles.items():
        texts = [path.read_bytes().decode("utf-8") for path in paths]
        docs = [nlp(text) for text in texts]
        alone = min(_seconds(bare, texts) for _ in range(3))
        words = sum(len(text.split()) for text in texts)
        for who, step in (("with the reader", finder), ("without", ArrangementFinder(None))):
            took = min(_seconds(step, docs) for _ in range(3))
            print(f"{name}, {who}: {1e6 * took / words:.0f} µs a word, {took / alone:.1%}")


def _seconds(step: Callable, things: list) -> float:
    start = time.process_time()
    for thing in things:
        step(thing)
    return time.process_time() - start


def new_tallies() -> dict[str, Tally]:
    """One empty tally for each layer."""
    names = ("mentions", "links", "links-strict", "terms", "terms-any", "history", "deadlines",
             "positions")  # fmt: skip
    return {name: Tally() for name in names}


def page_of(row: dict, text: str) -> Page:
    """The page of one row, without furniture and without a date."""
    name = row["page"]
    published = When(row["date"], row["date"], "metadata") if row.get("date") else When()
    return Page(make_id("page", name), name, "", "txt", text, published=published)


@dataclass(frozen=True)
class Both:
    """A page's annotated and found arrangements."""

    gold: list[dict]
    system: tuple[Arrangement, ...]
    page: str
    text: str


def score_page(row: dict, found: Annotation, tallies: dict[str, Tally]) -> None:
    """Add one page to the tallies."""
    gold, system = row["arrangements"], found.arrangements
    both = Both(gold, system, row["page"], found.page.text)
    pairs = match_mentions(gold, system)
    _mentions(both, pairs, tallies["mentions"])
    _bcubed(gold, system, pairs, tallies)
    same = aligned(pairs)
    for name, attribute, fits in (
        ("terms", "terms", _same_term),
        ("history", "history", _same_change),
        ("deadlines", "deadlines", _same_deadline),
    ):
        _layer(both, same, attribute, fits, tallies[name])
    everything = {(g, s) for g in range(len(gold)) for s in range(len(system))}
    _layer(both, everything, "terms", _same_term, tallies["terms-any"])
    actors = {actor.id: actor for actor in found.actors}
    _layer(both, same, "positions", _same_position(actors), tallies["positions"])


def match_mentions(gold: list[dict], system: tuple[Arrangement, ...]) -> dict:
    """Pairs of a gold head word and the shortest found mention that holds it, one to one."""
    wanted = {(g, start, end) for g, one in enumerate(gold) for start, end in one["mentions"]}
    found = sorted(
        ((span.end - span.start, span.start, span.end, s)
         for s, one in enumerate(system) for span in one.mentions)
    )  # fmt: skip
    pairs = {}
    for _, start, end, s in found:
        inside = sorted((w for w in wanted if start <= w[1] and w[2] <= end), key=lambda w: w[1])
        if inside:
            pairs[s, start, end] = inside[0]
            wanted.discard(inside[0])
    return pairs


def aligned(pairs: dict) -> set[tuple[int, int]]:
    """Gold and found arrangements that share a mention."""
    return {(gold[0], system[0]) for system, gold in pairs.items()}


def _mentions(both: Both, pairs: dict, tally: Tally) -> None:
    gold, system, page, text = both.gold, both.system, both.page, both.text
    tally.right += len(pairs)
    tally.found += sum(len(one.mentions) for one in system)
    tally.wanted += sum(len(one["mentions"]) for one in gold)
    for s, one in enumerate(system):
        for span in one.mentions:
            if (s, span.start, span.end) not in pairs:
                tally.wrong.append(f"- {page} {_around(text, span.start, span.end)}")
    taken = set(pairs.values())
    for g, one in enumerate(gold):
        for start, end in one["mentions"]:
            if (g, start, end) not in taken:
                tally.missed.append(f"+ {page} {_around(text, start, end)}")


def _bcubed(gold, system, pairs, tallies) -> None:
    """B-cubed over the mentions that both have, and over all of them (unmatched score nothing)."""
    by_system: dict[int, set] = {}
    by_gold: dict[int, set] = {}
    for (s, start, end), (g, *_) in pairs.items():
        by_system.setdefault(s, set()).add((s, start, end))
        by_gold.setdefault(g, set()).add((s, start, end))
    precision = recall = strict_p = strict_r = 0.0
    for key, (g, *_) in pairs.items():
        both = len(by_system[key[0]] & by_gold[g])
        precision += both / len(by_system[key[0]])
        recall += both / len(by_gold[g])
        strict_p += both / len(system[key[0]].mentions)
        strict_r += both / len(gold[g]["mentions"])
    _add_ratio(tallies["links"], precision, recall, len(pairs), len(pairs))
    _add_ratio(
        tallies["links-strict"], strict_p, strict_r,
        sum(len(one.mentions) for one in system), sum(len(one["mentions"]) for one in gold),
    )  # fmt: skip


def _add_ratio(tally: Tally, precision: float, recall: float, found: int, wanted: int) -> None:
    """B-cubed has two numerators; they are kept apart until the line is printed."""
    if not isinstance(tally, Ratio):
        tally.__class__ = Ratio
        tally.precision = tally.recall = 0.0
    tally.precision += precision
    tally.recall += recall
    tally.found += found
    tally.wanted += wanted


class Ratio(Tally):
    """A tally whose precision and recall are sums of their own."""

    precision: float
    recall: float

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        return _figures(self.precision, self.found, self.recall, self.wanted)

    def line(self, name: str) -> str:
        """Precision, recall and F1 on one line."""
        p, r, f1 = self.figures()
        return f"{name:12} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   (B-cubed)"


def _layer(
    both: Both, same: set[tuple[int, int]], attribute: str, fits: Callable, tally: Tally
) -> None:
    """Match what hangs on arrangements that are the same, one to one, in order."""
    gold, system, page, text = both.gold, both.system, both.page, both.text
    wanted = [(g, one) for g, a in enumerate(gold) for one in a[attribute]]
    found = _once([(s, one) for s, a in enumerate(system) for one in getattr(a, attribute)],
                  attribute)  # fmt: skip
    open_items = list(range(len(wanted)))
    for s, one in found:
        hit = next(
            (n for n in open_items if (wanted[n][0], s) in same and fits(wanted[n][1], one)), None
        )
        if (
            hit is None
            and any((g, s) in same and fits(other, one) for g, other in wanted)
            and attribute in {"history", "positions"}
        ):
            continue  # the same thing told twice
        tally.found += 1
        if hit is None:
            tally.wrong.append(f"- {page} {_label(one)} {_place(one, text)}")
        else:
            tally.right += 1
            open_items.remove(hit)
    tally.wanted += len(wanted)
    for n in open_items:
        one = wanted[n][1]
        start, end = one.get("span") or one["does"]
        label = one.get("status") or one.get("stance") or ""
        if "holder" in one:
            label += " " + text[slice(*one["holder"])]
        tally.missed.append(f"+ {page} {label} {_around(text, start, end)}")


def _once(found: list, attribute: str) -> list:
    """Positions count once for actor and stance, terms once for what is to be done."""
    if attribute == "positions":
        rows = {(s, one.actor, one.stance): (s, one) for s, one in reversed(found)}
    elif attribute == "terms":
        rows = {(s, one.does): (s, one) for s, one in reversed(found)}
    else:
        return found
    return list(rows.values())[::-1]


def _label(one: object) -> str:
    return " ".join(
        str(getattr(one, name)) for name in ("status", "stance", "actor") if hasattr(one, name)
    )


def _place(one: object, text: str) -> str:
    span = getattr(one, "does", None) or one.span
    return _around(text, span.start, span.end)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    return " ".join(f"{start} …{before}[[{text[start:end]}]]{after}…".split())


def _same_term(gold: dict, term) -> bool:
    """The same first word, or half of what either covers."""
    start, end = gold["does"]
    low, high = max(start, term.does.start), min(end, term.does.end)
    union = max(end, term.does.end) - min(start, term.does.start)
    return abs(start - term.does.start) <= 4 or (high - low) / union >= 0.5


def _same_change(gold: dict, change) -> bool:
    start, end = gold["span"]
    gap = max(start, change.span.start) - min(end, change.span.end)
    return gold["status"] == change.status and gap <= NEAR


def _same_deadline(gold: dict, deadline) -> bool:
    start, end = gold["span"]
    return deadline.span.start < end and start < deadline.span.end


def _same_position(actors: dict[str, Actor]) -> Callable:
    def fits(gold: dict, position) -> bool:
        if gold["stance"] != position.stance or position.actor not in actors:
            return False
        start, end = gold["holder"]
        return any(s.start < end and start < s.end for s in actors[position.actor].mentions)

    return fits


def print_agreement(passes: Path) -> None:
    """How often two independent passes over the same pages agree: F1 of one against the other."""
    by_page: dict[str, list[dict]] = {}
    for line in passes.read_text("utf-8").splitlines():
        row = json.loads(line)
        by_page.setdefault(row["page"], []).append(row)
    for split in ("test", "dev"):
        pairs = [rows for rows in by_page.values() if rows[0]["split"] == split]
        counts: Counter = Counter()
        for one, two in pairs:
            counts.update(_agreed(one["arrangements"], two["arrangements"]))
        print(f"{len(pairs)} pages ({split})")
        for layer in ("mentions", *FITS):
            both, a, b = (counts[layer, part] for part in ("both", "one", "two"))
            print(f"{layer:12} F1 {2 * both / max(1, a + b):.3f}   ({both} of {a} and {b})")


def _agreed(one: list[dict], two: list[dict]) -> Counter:
    """What both passes have and what each has, on arrangements that share a mention."""
    counts: Counter = Counter()
    ends = [{end: n for n, a in enumerate(r) for _, end in a["mentions"]} for r in (one, two)]
    common = ends[0].keys() & ends[1].keys()
    counts.update({("mentions", "both"): len(common), ("mentions", "one"): len(ends[0]),
                   ("mentions", "two"): len(ends[1])})  # fmt: skip
    same = {(ends[0][end], ends[1][end]) for end in common}
    for layer, fits in FITS.items():
        left = [(n, item) for n, a in enumerate(two) for item in a[layer]]
        counts[layer, "two"] += len(left)
        for number, item in ((n, item) for n, a in enumerate(one) for item in a[layer]):
            counts[layer, "one"] += 1
            fitting = (r for r in left if (number, r[0]) in same and fits(item, r[1]))
            hit = next(fitting, None)
            if hit is not None:
                left.remove(hit)
                counts[layer, "both"] += 1
    return counts


def _overlap(one: list[int], two: list[int]) -> int:
    return min(one[1], two[1]) - max(one[0], two[0])


FITS: dict[str, Callable[[dict, dict], bool]] = {
    "terms": lambda a, b: abs(a["does"][0] - b["does"][0]) <= 4,
    "history": lambda a, b: a["status"] == b["status"] and -_overlap(a["span"], b["span"]) <= NEAR,
    "deadlines": lambda a, b: _overlap(a["span"], b["span"]) > 0,
    "positions": lambda a, b: a["stance"] == b["stance"] and _overlap(a["holder"], b["holder"]) > 0,
}
"""Whether two passes have the same item, layer by layer, much as the program is scored."""


if __name__ == "__main__":
    main()
