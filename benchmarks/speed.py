"""Times a whole build against bare spaCy on the same text, in one run, one core each.

    python benchmarks/speed.py [--shared ../shared] [--repeat 5]

For each pile of pages: processor seconds of bare spaCy over the pages' article text, those of the
build by rules and with the trained model, both with the language model loaded already, pages a
second, the peak memory of the build, and the wall time of the whole command from a cold start. The
best of `--repeat` runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def time_bare(pages: Path, repeat: int) -> dict[str, float]:
    """Bare spaCy over the article text of the pages."""
    import spacy

    from onrecord.language.document import article_text
    from onrecord.language.pipeline import find_model
    from onrecord.read import find_pages, read_source
    from onrecord.record import Page

    found = [item for source in find_pages([pages]) for item in read_source(source)]
    texts = [article_text(page) for page in found if isinstance(page, Page)]
    nlp = spacy.load(find_model(None))
    nlp(texts[0])
    best = min(_timed(lambda: [nlp(text) for text in texts]) for _ in range(repeat))
    return {"seconds": best, "pages": len(texts)}


def time_build(pages: Path, repeat: int, *, trained: bool) -> dict[str, float]:
    """The whole build of a new story, with the pipeline loaded before the clock starts."""
    from onrecord import story
    from onrecord.language.pipeline import load_pipeline

    nlp = load_pipeline(None, trained=trained)
    nlp("Holt said on Monday that the bridge was safe.")
    story.load_pipeline = lambda *_, **__: nlp
    best = min(_timed(lambda: _build(story, pages, trained)) for _ in range(repeat))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": best, "megabytes": peak}


def _build(story: object, pages: Path, trained: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        story.build_story([pages], Path(folder) / "s", trained=trained)


def _timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of processor time, which do not count what else the machine does."""
    start = clock()
    work()
    return clock() - start


def child(mode: str, pages: Path, repeat: int) -> dict[str, float]:
    """The figures of one mode, measured in a process of its own."""
    command = [sys.executable, __file__, "--child", mode, "--pages", pages, "--repeat", repeat]
    done = subprocess.run(
        list(map(str, command)),
        env={**os.environ, **ONE_CORE},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def time_command(pages: Path) -> float:
    """Wall seconds of the whole command, interpreter and model loading included."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "onrecord.cli", "build", str(pages), "--to", folder + "/s"]
        return _timed(
            lambda: subprocess.run(command, capture_output=True, check=False), time.perf_counter
        )


def report(name: str, pages: Path, repeat: int) -> None:
    """Print the row of one pile."""
    bare = child("bare", pages, repeat)
    for mode in ("rules", "model"):
        build = child(mode, pages, repeat)
        print(
            f"{name:8} {mode:6} bare spaCy {bare['seconds']:.2f} s, build {build['seconds']:.2f} s "
            f"({build['seconds'] / bare['seconds']:.2f}x), "
            f"{bare['pages'] / build['seconds']:.1f} pages/s, peak {build['megabytes']:.0f} MB"
        )
    print(f"{name:8} whole command from a cold start: {time_command(pages):.1f} s")


def main() -> None:
    """Read the options and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--child", choices=("bare", "rules", "model"))
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    if options.child == "bare":
        print(json.dumps(time_bare(options.pages, options.repeat)))
    elif options.child:
        trained = options.child == "model"
        print(json.dumps(time_build(options.pages, options.repeat, trained=trained)))
    else:
        report("example", ROOT / "examples" / "pages", options.repeat)
        report("seeds", options.shared / "seeds", options.repeat)


if __name__ == "__main__":
    main()
