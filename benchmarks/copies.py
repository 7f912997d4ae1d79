"""Copies and rewrites among pages, scored on the made and the real captures of ../shared/data.

Prints the figures of our relations and origins, and of a plain baseline at its best threshold.
Run: python benchmarks/copies.py [--shared ../shared] [--set made|real]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from onrecord.language.document import article_text
from onrecord.link.copies import copy_relations, find_matches, find_origins
from onrecord.link.texts import plain_words
from onrecord.read import page_from_text


def main():
    """Score each set."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--set", choices=["made", "real"], action="append")
    asked = ask.parse_args()
    sys.path.insert(0, str(asked.shared / "eval"))
    for name in asked.set or ["made", "real"]:
        run(asked.shared / "data" / "copies" / name)


def run(folder):
    """Figures of one set: ours by relations and by origins, then the baselines."""
    gold = json.loads((folder / "pairs.json").read_text("utf-8"))
    pages = [load(folder / "text" / f"{name}.txt") for name in sorted(gold["docs"])]
    empty = sum(1 for page in pages if not article_text(page).strip())
    print(f"{folder.name}: {len(pages)} pages, no article found in {empty}")
    start = time.perf_counter()
    matches = find_matches(pages)
    origins = find_origins(pages, matches)
    spent = time.perf_counter() - start
    relations = copy_relations(matches, origins)
    report("relations", gold, [(each.a, each.b) for each in relations], kinds=True)
    report("origins", gold, origins)
    print(f"  {spent:.1f} s, {len(pages) / spent:.0f} pages a second")
    for size in (3, 5):
        best_jaccard(gold, pages, size)


def load(path):
    """The page of a file, its id the file's name."""
    return replace(page_from_text(path.stem, path.read_text("utf-8")), id=path.stem)


def report(name, gold, found, *, kinds=False):
    """One line of figures, and one for each kind."""
    from score_copies import score

    figures = score(gold, found)
    print(f"  {name:22} P {figures['p']:.3f}  R {figures['r']:.3f}  F1 {figures['f1']:.3f}")
    if kinds:
        hits = [f"{kind} {part['recall']:.2f}" for kind, part in figures["per_kind"].items()]
        print("    recall:", ", ".join(hits))
        wrong = [f"{kind} {n} of {all_}" for kind, (n, all_) in figures["false_pairs"].items()]
        print("    false pairs:", ", ".join(wrong))
    return figures["f1"]


def best_jaccard(gold, pages, size):
    """The baseline: word n-grams in common over all, at the threshold that suits it best."""
    from score_copies import score

    grams = {page.id: shingles(plain_words(article_text(page)), size) for page in pages}
    scored = [
        (a, b, len(grams[a] & grams[b]) / max(len(grams[a] | grams[b]), 1))
        for a, b in combinations(sorted(grams), 2)
    ]
    steps = [step / 100 for step in range(1, 60)]
    best = max(steps, key=lambda step: score(gold, scored, thr=step)["f1"])
    report(f"{size}-gram Jaccard >= {best}", gold, [pair for pair in scored if pair[2] >= best])


def shingles(words, size):
    """All runs of so many words."""
    return {words[at : at + size] for at in range(len(words) - size + 1)}


if __name__ == "__main__":
    main()
