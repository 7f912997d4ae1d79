"""Pages grouped by happening and storyline, scored on ../shared/data/stories.

Run: python benchmarks/stories.py [--shared ../shared] [--reader]   figures of ours and a baseline
     python benchmarks/stories.py --fit      the regression of data/link/likeness.json, two folds
     python benchmarks/stories.py --counts   data/link/word_pages.tsv, on standard output
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from onrecord.data import load_json
from onrecord.link import alike
from onrecord.link.clusters import average_groups
from onrecord.link.happenings import SAME_HAPPENING, SAME_STORYLINE
from onrecord.link.texts import plain_words
from onrecord.read import page_from_text
from onrecord.record import When

STEPS = [step / 100 for step in range(8, 40, 2)]


def main():
    """Do what is asked."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--reader", action="store_true", help="let the reader find the article")
    ask.add_argument("--fit", action="store_true")
    ask.add_argument("--counts", action="store_true")
    asked = ask.parse_args()
    if asked.counts:
        count_words(asked.shared / "data")
        return
    sys.path.insert(0, str(asked.shared / "eval"))
    gold = json.loads((asked.shared / "data/stories/groups.json").read_text("utf-8"))
    folder = asked.shared / "data/stories/text"
    pages = [load(folder / f"{name}.txt", plain=not asked.reader) for name in sorted(gold)]
    if asked.fit:
        fit_folds(gold, pages)
    else:
        run(gold, pages)


def load(path, *, plain):
    """The page of a file, undated, its id the file's name."""
    page = page_from_text(path.stem, path.read_text("utf-8"), plain=plain)
    return replace(page, id=path.stem, published=When())


def run(gold, pages):
    """Figures undated and dated, in one pile and in a pile for each source of pages."""
    start = time.perf_counter()
    pile = alike.pile_of(pages)
    news, topics = alike.news_likeness(pile), alike.topic_likeness(pile)
    print(f"{len(pages)} pages in {time.perf_counter() - start:.0f} s")
    report("happening, undated", gold, "happening", average(gold, news, SAME_HAPPENING))
    dated = alike.news_likeness(alike.pile_of([date_page(page, gold) for page in pages]))
    report("happening, dated", gold, "happening", average(gold, dated, SAME_HAPPENING))
    report("storyline", gold, "storyline", average(gold, topics, SAME_STORYLINE))
    for level in ("happening", "storyline"):
        plain = plain_tfidf(pages)
        tried = [(step, average(gold, plain, step)) for step in STEPS]
        step, best = max(tried, key=lambda each: figures(gold, level, each[1])["b3_f1"])
        report(f"{level}, TF-IDF >= {step}", gold, level, best)


def date_page(page, gold):
    """The page with the date that its collection gives it, if any."""
    day = (gold[page.id]["date"] or "")[:10]
    return replace(page, published=When(day, day, "metadata")) if day else page


def average(ids, likeness, least):
    """Group numbers by page."""
    groups = average_groups(ids, likeness, least=least)
    return {page: number for number, group in enumerate(groups) for page in group}


def figures(gold, level, found):
    """The scorer's figures over the pages that have a group at the level."""
    from score_groups import score

    ids = [page for page in found if gold[page][level]]
    return score({page: gold[page][level] for page in ids}, {page: found[page] for page in ids})


def report(name, gold, level, found):
    """One line of figures."""
    got = figures(gold, level, found)
    keys = ("b3_p", "b3_r", "b3_f1", "pair_f1", "groups_exact")
    print(f"  {name:28}", "  ".join(f"{key} {got[key]:.3f}" for key in keys))


def plain_tfidf(pages):
    """The baseline: cosines of whole pages, words weighed by the pile itself."""
    counts = {page.id: Counter(plain_words(page.text)) for page in pages}
    holders = Counter(word for words in counts.values() for word in words)
    size = len(pages)

    def weigh(word):
        return alike.log((size + 1) / (holders[word] + 1))

    pile = alike.pile_of(pages)
    vectors = {name: alike.unit_vector(words, weigh) for name, words in counts.items()}
    return alike._cosines(pile, vectors)


def topic(name, gold):
    """What must stay in one fold: an ECB+ topic with its twin, a storyline of the others."""
    entry = gold[name]
    if entry["source"] == "ecbplus":
        return re.match(r"ecb:\d+", entry["happening"]).group()
    return entry["storyline"] or entry["happening"]


def fit_folds(gold, pages):
    """Fit on one half of the topics, group the other half, and the other way round; then on all."""
    import numpy as np

    topics = sorted({topic(name, gold) for name in gold})
    random.Random(1).shuffle(topics)
    fold = {name: topics.index(topic(name, gold)) % 2 for name in gold}
    halves = [[page for page in pages if fold[page.id] == half] for half in (0, 1)]
    data = [examples(gold, half) for half in halves]
    for half in (0, 1):
        weights = logistic(*data[half])
        pairs, rows = features(halves[1 - half])
        odds = rows @ weights[:-1] + weights[-1]
        clipped = (np.clip(odds, -alike.SURE, alike.SURE) + alike.SURE) / (2 * alike.SURE)
        likeness = {pair: float(value) for pair, value in zip(pairs, clipped, strict=True)}
        ids = [page.id for page in halves[1 - half]]
        report(f"words alone, fold {half}", gold, "happening", average(ids, likeness, 0.5))
        ours = alike.news_likeness(alike.pile_of(halves[1 - half]))
        report(f"as shipped, fold {half}", gold, "happening", average(ids, ours, SAME_HAPPENING))
    rows, labels = (np.concatenate(parts) for parts in zip(*data, strict=True))
    names = [*columns(), "bias"]
    for name, weight in zip(names, logistic(rows, labels), strict=True):
        print(f"  {name:14} {weight:6.2f}")


def columns():
    """What the regression weighs, in order."""
    parts = load_json("link/likeness.json")["cosines"]
    return [*parts, *(f"{name}, both" for name, part in parts.items() if "both" in part)]


def features(pages):
    """Pairs of pages that share anything, and their features."""
    import numpy as np

    pile = alike.pile_of(pages)
    vectors = alike._vectors(pile)
    parts = load_json("link/likeness.json")["cosines"]
    cosines = {name: alike._cosines(pile, vectors[name]) for name in parts}
    pairs = [pair for pair, value in sorted(cosines["whole"].items()) if value >= alike.FAINT]
    both = [name for name, part in parts.items() if "both" in part]
    rows = [
        [cosines[name].get(pair, 0.0) for name in parts]
        + [float(bool(vectors[name][pair[0]] and vectors[name][pair[1]])) for name in both]
        for pair in pairs
    ]
    return pairs, np.array(rows)


def examples(gold, pages):
    """Features and labels of pairs: in the whole pile, and in piles of one topic each."""
    import numpy as np

    piles = [pages]
    for name in sorted({topic(page.id, gold) for page in pages}):
        piles.append([page for page in pages if topic(page.id, gold) == name])
    found = []
    for pile in piles:
        if len(pile) > 2 or pile is pages:
            pairs, rows = features(pile)
            for (a, b), row in zip(pairs, rows, strict=True):
                first, second = gold[a]["happening"], gold[b]["happening"]
                if first and second:
                    found.append((row, float(first == second)))
    return np.array([row for row, _ in found]), np.array([label for _, label in found])


def logistic(rows, labels, *, penalty=1e-3, rounds=60):
    """Weights and bias by Newton's method on standardized columns."""
    import numpy as np

    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    inputs = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    weights = np.zeros(inputs.shape[1])
    shrink = np.r_[np.full(len(weights) - 1, penalty), 0]
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - labels) / len(labels) + shrink * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs / len(labels)
        weights -= np.linalg.solve(curve + penalty * np.eye(len(weights)), slope)
    scaled = weights[:-1] / spread
    return np.r_[scaled, weights[-1] - (scaled * mean).sum()]


def count_words(data):
    """How many of the pages of PolNeAR train and TimeBank hold each word, three at least."""
    files = [*(data / "polnear/train").rglob("*.txt"), *(data / "times/timebank").rglob("*.tml")]
    counts = Counter()
    for path in sorted(files):
        text = path.read_text("utf-8")
        counts.update(set(plain_words(text if path.suffix == ".txt" else untagged(text))))
    print(f"word\tpages\n\t{len(files)}")
    for word, number in sorted(counts.items()):
        if number >= 3 and not word[0].isdigit():
            print(f"{word}\t{number}")


def untagged(text):
    """The text without its marks."""
    return re.sub(r"<[^>]+>", " ", text)


if __name__ == "__main__":
    main()
