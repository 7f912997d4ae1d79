"""How well article is told from furniture: `python benchmarks/pages.py [--shared ../shared]`.

Prints the figures of several ways on the labelled pages, as text and as HTML, and the speed.
`--predictions FILE…` adds what `training/blocks/train.py --folds 6` (or `--html --folds 5`) wrote:
the honest figures, each page judged by a model that has not seen its site.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from onrecord.read import find_blocks, read_bytes
from onrecord.read.decode import decode_markup
from onrecord.read.features import furniture_groups
from onrecord.read.html import article_lines, as_lines, body_of_html, visible_markup
from onrecord.read.lines import find_lines

SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")


def all_lines(text):
    """Every line is kept."""
    return [(line.start, line.end) for line in find_lines(text)]


def rules_only(text):
    """Long lines that end as sentences do and show no phrase of furniture are kept."""
    return [
        (line.start, line.end)
        for line in find_lines(text)
        if len(line.text) >= 80 and SENTENCE.search(line.text) and not furniture_groups(line.text)
    ]


def our_blocks(text):
    """What `find_blocks` says, its model trained on these very pages."""
    return [(b.start, b.end) for b in find_blocks(text) if b.kind == "body"]


def texts(shared: Path) -> dict[str, str]:
    """The labelled pages as text."""
    return {
        p.stem: p.read_text("utf-8") for p in sorted((shared / "data/pages/text").glob("*.txt"))
    }


def score(shared: Path, rows: dict[str, list], *options: str) -> str:
    """The scorer's line for body stretches by page."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for page, spans in rows.items():
            blocks = [{"start": s, "end": e, "kind": "body"} for s, e in spans]
            file.write(json.dumps({"id": page, "blocks": blocks}) + "\n")
        file.flush()
        command = [
            sys.executable,
            shared / "eval/score_blocks.py",
            shared / "data/pages/labels.jsonl",
        ]
        command += [file.name, "--pages", shared / "data/pages/text", "--json", *options]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return "  ".join(f"{k} {found[k]:.4f}" for k in ("macro_p", "macro_r", "macro_f1", "micro_f1"))


def shingles(text: str) -> Counter:
    """Runs of four words, as article-extraction-benchmark counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def agreement(found: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of shingles."""
    a, b = shingles(found), shingles(gold)
    both = sum((a & b).values())
    p, r = both / max(1, sum(a.values())), both / max(1, sum(b.values()))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def html_figures(shared: Path, flags: dict[str, list[bool]]) -> None:
    """Shingle agreement with the gold articles, by way."""
    gold = json.loads((shared / "data/pages/html-ground-truth.json").read_text("utf-8"))
    rows: dict[str, list] = {}
    for path in sorted((shared / "data/pages/html").glob("*.gz")):
        page = path.name.removesuffix(".html.gz")
        source, _, _ = decode_markup(page, gzip.decompress(path.read_bytes()))
        markup, extract = visible_markup(source)
        lines = as_lines(markup)
        ways = {
            "trafilatura alone": extract,
            "visible lines that trafilatura kept": kept(lines, article_lines(markup, extract)),
            "ours, trained on these pages": kept(lines, body_of_html(markup, extract)),
        }
        if page in flags:
            ways["model alone, cross-validated"] = kept(lines, flags[page])
        for way, found in ways.items():
            rows.setdefault(way, []).append(agreement(found, gold[page]["articleBody"]))
    for way, values in rows.items():
        p, r, f = (sum(column) / len(values) for column in zip(*values, strict=True))
        print(f"html  {way}: precision {p:.4f}  recall {r:.4f}  f1 {f:.4f}")


def kept(lines, flags) -> str:
    """The kept lines as text."""
    return "\n".join(line.text for line, flag in zip(lines, flags or [], strict=False) if flag)


def speed(shared: Path) -> None:
    """Milliseconds for each page, of processor time."""
    sources = [p.read_bytes() for p in sorted((shared / "data/pages/text").glob("*.txt"))]
    began = time.process_time()
    for data in sources:
        read_bytes("a.txt", data)
    spent = 1000 * (time.process_time() - began)
    size = sum(map(len, sources)) / len(sources)
    print(f"speed text {spent / len(sources):.1f} ms a page of {size / 1000:.1f} kB")
    packed = [p.read_bytes() for p in sorted((shared / "data/pages/html").glob("*.gz"))]
    began = time.process_time()
    for data in packed:
        read_bytes("a.html.gz", data)
    spent = 1000 * (time.process_time() - began)
    print(f"speed html {spent / len(packed):.1f} ms a page")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--predictions", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    pages = texts(options.shared)
    flags: dict[str, list[bool]] = {}
    for way in (all_lines, rules_only, our_blocks):
        rows = {page: way(text) for page, text in pages.items()}
        print(f"text  {way.__doc__} {score(options.shared, rows)}")
    for path in options.predictions:
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        if all(row["blocks"][-1]["end"] <= len(pages[row["id"]]) for row in found):
            rows = {
                row["id"]: [(b["start"], b["end"]) for b in row["blocks"] if b["kind"] == "body"]
                for row in found
            }
            print(f"text  Cross-validated by site. {score(options.shared, rows)}")
        else:
            flags = {row["id"]: row["body"] for row in found}
    html_figures(options.shared, flags)
    speed(options.shared)


if __name__ == "__main__":
    main()
