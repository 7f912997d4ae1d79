"""How often a source is resolved to the right person: reads speakers/dev.jsonl, prints accuracy.

Usage: python benchmarks/speakers.py [--shared ../shared] [--part develop|aside|all] [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.actors import actor_at
from onrecord.record import Actor

GOLD = Path(__file__).parent / "speakers" / "dev.jsonl"
KINDS = ("pronoun", "description", "surname", "full name", "unnamed")


def load_gold(part: str) -> dict[str, list[dict]]:
    """The annotated speakers of `part`, by document."""
    by_doc: dict[str, list[dict]] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        if part in ("all", row["part"]):
            by_doc.setdefault(row["doc"], []).append(row)
    return by_doc


def is_right(actor: Actor | None, name: list[int] | None, text: str) -> bool:
    """Whether `actor` has the gold naming mention or its words, or is unnamed as it should be."""
    if name is None:
        return not is_given(actor)
    if actor is None:
        return False
    words = text[slice(*name)]
    spans = actor.mentions
    return words in (actor.name, *actor.aliases) or any(
        _is_same(span.start, span.end, *name) for span in spans
    )


def _is_same(start: int, end: int, low: int, high: int) -> bool:
    """Titles and first names may be in or out; a longer phrase around the name is another."""
    if end in (high, high + 2) and start < high:  # two more for a possessive
        return True
    return start == low and end <= high and 2 * (end - start) >= high - low


def is_given(actor: Actor | None) -> bool:
    """Whether anybody was named; a group or a description with no name behind it is nobody."""
    return actor is not None and not actor.unnamed and actor.kind != "people"


def load(model: str | None) -> Language:
    """The pipeline up to our actors; other components are not needed."""
    from onrecord.language.pipeline import DEFAULT_MODELS

    name = model or next(n for n in DEFAULT_MODELS if spacy.util.is_package(n))
    nlp = spacy.load(name)
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    nlp.add_pipe("onrecord_actors")
    return nlp


Result = tuple[dict, Actor | None, bool]


def score(docs: dict[str, Doc], gold: dict[str, list[dict]]) -> list[Result]:
    """Each annotated speaker with the actor that was found for it, and whether that is right."""
    results = []
    for doc, rows in sorted(gold.items()):
        text = docs[doc].text
        for row in rows:
            actor = actor_at(docs[doc], row["start"], row["end"])
            results.append((row, actor, is_right(actor, row["name"], text)))
    return results


def report(results: list[Result]) -> str:
    """A table: accuracy, and the share right of those given, by kind and in all."""
    lines = [f"{'kind':<12} {'n':>4} {'right':>7} {'given':>6} {'right of given':>15}"]
    for kind in (*KINDS, "all"):
        rows = [result for result in results if kind in ("all", result[0]["kind"])]
        right = sum(fits for _, _, fits in rows)
        given = [result for result in rows if is_given(result[1])]
        good = sum(fits for _, _, fits in given)
        share = f"{100 * good / len(given):.1f}" if given else "-"
        of_all = f"{100 * right / len(rows):.1f}" if rows else "-"
        lines.append(f"{kind:<12} {len(rows):>4} {of_all:>7} {len(given):>6} {share:>15}")
    return "\n".join(lines)


def show_errors(results: list[Result]) -> str:
    """The wrong ones as offsets and kinds: the text stays in the shared folder."""
    wrong = [row for row, _, fits in results if not fits]
    lines = [f"{r['doc']} [{r['start']}, {r['end']}) {r['kind']}" for r in wrong]
    counts = Counter(row["kind"] for row in wrong)
    return "\n".join([*lines, str(dict(sorted(counts.items())))])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", choices=("develop", "aside", "all"), default="all")
    parser.add_argument("--model")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gold = load_gold(options.part)
    nlp = load(options.model)
    folder = options.shared / "data" / "polnear" / "dev" / "text"
    docs = {doc: nlp((folder / f"{doc}.txt").read_bytes().decode()) for doc in gold}
    results = score(docs, gold)
    print(report(results))
    if options.errors:
        print(show_errors(results))


if __name__ == "__main__":
    main()
