"""The command line: it owns standard output, the clock and the exit status; the library does not.

Exit status: 0 all read; 1 some pages are in `problems`; 2 the command could not run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from onrecord import __version__
from onrecord.errors import OnrecordError, PageError
from onrecord.record import Annotation, Problem

EXIT_PROBLEMS = 1
EXIT_FAILED = 2
EXIT_INTERRUPTED = 130

STEPS = {
    "read": "Reading pages",
    "load": "Loading the language model",
    "annotate": "Reading what they say",
    "compare": "Comparing them",
}

app = typer.Typer(
    help="Puts an unfolding affair on record: pages in, a story of dated, sourced facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Pages = Annotated[list[Path], typer.Argument(help="Files, folders, web archives or feeds.")]
Folder = Annotated[Path, typer.Argument(help="A story folder that `build` made.")]
Model = Annotated[
    str | None, typer.Option("--model", help="An installed spaCy pipeline to read with.")
]
Rules = Annotated[
    bool, typer.Option("--rules", help="Read without the trained encoders: faster, and finds less.")
]


class Format(StrEnum):
    """What `export` can write."""

    json = "json"
    plover = "plover"
    csv = "csv"


@app.command()
def build(  # noqa: PLR0913, PLR0917
    pages: Pages,
    to: Annotated[Path, typer.Option("--to", help="The story folder, made if it is not there.")],
    manifest: Annotated[
        Path | None, typer.Option("--manifest", help="CSV of what is known of pages from outside.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="The report's title; else the folder's name.")
    ] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="Write the report as one file.")
    ] = False,
    model: Model = None,
    rules: Rules = False,
) -> None:
    """Read pages into a story folder: record.sqlite, record.json and the report index.html."""
    from onrecord.read import load_manifest
    from onrecord.story import build_story

    with _progress() as progress:
        built = build_story(
            pages,
            to,
            model=model,
            trained=False if rules else None,
            manifest=load_manifest(manifest) if manifest else None,
            title=title,
            single_file=single_file,
            progress=progress,
        )
    record = built.record
    counts = {
        "pages": record.pages,
        "happenings": record.happenings,
        "statements": record.statements,
        "arrangements": record.arrangements,
    }
    print(", ".join(f"{len(facts)} {name}" for name, facts in counts.items()))
    print(f"{built.annotated} pages read now; the report is {built.report}")
    _finish(record.problems)


@app.command()
def annotate(
    pages: Pages,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write to this file instead of standard output.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="The input is article text alone, without furniture.")
    ] = False,
    model: Model = None,
    rules: Rules = False,
) -> None:
    """Write the layers of each page alone as JSON Lines, one page a line, without comparing."""
    from onrecord.language.pipeline import annotate_page, load_pipeline
    from onrecord.read.jsonl import read_for_annotation
    from onrecord.show.exports import annotation_line, to_json

    problems: list[Problem] = []
    nlp = load_pipeline(model, trained=False if rules else None)
    with _output(to) as write:
        for item in read_for_annotation(pages, plain=plain):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            try:
                annotation = annotate_page(nlp, item)
            except PageError as error:
                problems.append(Problem(error.name, error.reason))
                annotation = Annotation(item)
            write(to_json(annotation_line(annotation)))
    _finish(problems)


@app.command()
def show(folder: Folder) -> None:
    """Print the story: the timeline, who said what, what is arranged, how the pages compare."""
    from onrecord.show.terminal import show_story
    from onrecord.store.database import Database
    from onrecord.store.facts import read_record

    with Database(folder) as database:
        record = read_record(database)
    show_story(record, Console())


@app.command()
def verify(folder: Folder) -> None:
    """Read every span of the record again from the stored bytes of its page."""
    from onrecord.store.database import Database
    from onrecord.store.verify import verify_story

    with Database(folder) as database:
        checked, wrong = verify_story(database)
    for line in wrong:
        print(_plain(line))
    print(f"{checked} spans checked, {len(wrong)} do not hold")
    raise typer.Exit(EXIT_PROBLEMS if wrong else 0)


@app.command()
def export(
    folder: Folder,
    format: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.json,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write to this file instead of standard output.")
    ] = None,
) -> None:
    """Write the record in a format that other tools read."""
    from onrecord.show.exports import export_json
    from onrecord.show.plover import export_csv, export_plover
    from onrecord.store.database import Database
    from onrecord.store.facts import read_record

    writers = {
        Format.json: export_json,
        Format.plover: export_plover,
        Format.csv: export_csv,
    }
    with Database(folder) as database:
        record = read_record(database)
    with _output(to) as write:
        write(writers[format](record).removesuffix("\n"))


@contextmanager
def _output(path: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes a line to `path`, or to standard output."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        yield print
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        yield lambda line: print(line, file=file)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, a line a step elsewhere; both on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as bar:
        tasks = {
            step: bar.add_task(title, total=None, visible=False) for step, title in STEPS.items()
        }
        yield lambda step, done, total: bar.update(
            tasks[step], completed=done, total=total, visible=True
        )


def _plain_progress(step: str, done: int, total: int) -> None:
    if done == total:
        print(f"{STEPS[step]}: {done} of {total}", file=sys.stderr)


def _finish(problems: Iterable[Problem]) -> None:
    """Say what could not be read, and leave with the status that says so."""
    found = list(problems)
    for problem in found:
        print(_plain(f"{problem.name}: {problem.reason}"), file=sys.stderr)
    raise typer.Exit(EXIT_PROBLEMS if found else 0)


def _plain(text: str) -> str:
    """Text with nothing in it that could steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def main() -> None:
    """Run the command line; errors of ours end in one line and status 2."""
    try:
        app(standalone_mode=True)
    except OnrecordError as error:
        print(_plain(f"onrecord: {error}"), file=sys.stderr)
        sys.exit(EXIT_FAILED)
    except KeyboardInterrupt:
        print("onrecord: stopped; run the same command again to go on", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


if __name__ == "__main__":
    main()
