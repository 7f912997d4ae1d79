"""The one path through: pages in, a story folder out. Each step hands its result to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord import __version__
from onrecord.errors import PageError
from onrecord.language.pipeline import annotate_page, load_pipeline, readers
from onrecord.link import link_story
from onrecord.read import Source, apply_manifest, find_pages, load_bytes, read_bytes
from onrecord.record import Annotation, Page, Problem, Record, as_json
from onrecord.show.exports import export_json
from onrecord.show.report import write_report
from onrecord.store.database import Database
from onrecord.store.facts import write_record

Progress = Callable[[str, int, int], None]
"""Called with a step's name, how many of its items are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the record, where its report is, and how many pages it had to read."""

    record: Record
    report: Path
    read: int
    annotated: int


def build_story(  # noqa: PLR0913
    paths: Iterable[Path],
    folder: Path,
    *,
    model: str | None = None,
    trained: bool | None = None,
    manifest: Mapping[str, Mapping[str, str]] | None = None,
    title: str | None = None,
    single_file: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Built:
    """Read `paths` into the story in `folder`, adding to what is there, and write its report.

    Only what is new is read; what several pages tell together is worked out anew. The report's
    `title` is the folder's name unless given. `model` and
    `trained` are those of `load_pipeline`. Raises StoryError where the folder cannot be written,
    ModelError where the language model is missing.
    """
    with Database(folder, create=True) as database:
        if manifest:
            database.set_manifest(manifest)
        read = _read_sources(database, paths, progress)
        keys = {page: page_key(page, readers(model, trained)) for page in _known_pages(database)}
        missing = [page for page, key in keys.items() if not database.has_annotation(page.id, key)]
        _annotate(database, missing, keys, model, trained, progress)
        progress("compare", 0, 1)
        record = link_story(_annotations(database, keys), database.problems())
        write_record(database, record)
        progress("compare", 1, 1)
    write_whole(folder / "record.json", export_json(record))
    report = write_report(
        record, folder, title=title or folder.resolve().name, single_file=single_file
    )
    return Built(record, report, read, len(missing))


def _read_sources(database: Database, paths: Iterable[Path], progress: Progress) -> int:
    """Read what is new into the story; how many sources that were."""
    sources = list(find_pages(paths))
    new = 0
    for number, source in enumerate(sources):
        progress("read", number, len(sources))
        new += _read_source(database, source)
    progress("read", len(sources), len(sources))
    return new


def _read_source(database: Database, source: Source) -> bool:
    """Read one source into the story; whether it was new."""
    data = load_bytes(source)
    if isinstance(data, Problem):
        database.add_problem(data.name, data.reason)
        return False
    sha256 = hashlib.sha256(data).hexdigest()
    if database.has_source(sha256):
        database.name_source(source.name, sha256)
        return False
    name = _free_name(database, source, sha256)
    database.add_source(name, sha256, data, read_bytes(name, data))
    return True


def _free_name(database: Database, source: Source, sha256: str) -> str:
    """The source's name or, where an earlier run read other bytes under it, one that tells more."""
    for name in (source.name, source.path.as_posix()):
        if not database.has_name(name):
            return name
    return f"{source.name}@{sha256[:8]}"


def _known_pages(database: Database) -> list[Page]:
    """The story's pages, with what is known of them from outside."""
    manifest = database.manifest()
    return [
        apply_manifest(page, manifest[page.name]) if page.name in manifest else page
        for page in database.pages()
    ]


def _annotate(  # noqa: PLR0913, PLR0917
    database: Database,
    pages: list[Page],
    keys: Mapping[Page, str],
    model: str | None,
    trained: bool | None,
    progress: Progress,
) -> None:
    """Run the language steps over pages and keep what they find, page by page."""
    if not pages:
        return
    progress("load", 0, 1)
    nlp = load_pipeline(model, trained=trained)
    progress("load", 1, 1)
    for number, page in enumerate(pages):
        progress("annotate", number, len(pages))
        try:
            database.add_annotation(annotate_page(nlp, page), keys[page])
        except PageError as error:
            database.add_problem(error.name, error.reason)
    progress("annotate", len(pages), len(pages))


def _annotations(database: Database, keys: Mapping[Page, str]) -> list[Annotation]:
    """What was found on each page, which is nothing where its words could not be read."""
    return [database.annotation(page.id, key) or Annotation(page) for page, key in keys.items()]


def page_key(page: Page, readers: str) -> str:
    """What an annotation depends on: the page as it was read, and who reads it."""
    facts = json.dumps([as_json(page), readers, __version__], sort_keys=True)
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole or, if we are stopped, as it was before."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, "utf-8", newline="\n")
    draft.replace(path)
