"""A record in, a report out that opens by double click: one folder, or one file, and no network.

The pages' words never become markup: they travel as data, and our scripts insert them as text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from string import Template

from onrecord.record import Page, Record
from onrecord.show.exports import to_json
from onrecord.show.index import index_record
from onrecord.show.report.payload import page_data, story_data

SCRIPTS = (
    "base.js",
    "parts.js",
    "overview.js",
    "timeline.js",
    "said.js",
    "chart.js",
    "arranged.js",
    "pages.js",
    "text.js",
    "reader.js",
    "main.js",
)
STYLES = ("frame.css", "views.css", "reader.css", "screens.css")

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
    "base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types onrecord"
)
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


def write_report(record: Record, folder: Path, *, title: str, single_file: bool = False) -> Path:
    """Write `index.html` into the folder, beside its `assets/` unless it is to be one file."""
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.html"
    pages = list(index_record(record).pages.values())
    story = embed(story_data(record, title))
    if single_file:
        index.write_text(_one_file(story, pages, title), "utf-8", newline="\n")
        return index
    _write_assets(folder / "assets", story, pages)
    index.write_text(_folder_page(title), "utf-8", newline="\n")
    return index


def embed(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end or open one.

    A lone surrogate, which UTF-8 cannot hold, becomes one U+FFFD, so that offsets still fit.
    """
    text = to_json(value)
    if "\\ud" in text:
        text = to_json(_encodable(value))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def page_file(page: str) -> str:
    """The name of the script that carries a page's text."""
    plain = _PLAIN_ID.fullmatch(page)
    return f"{page if plain else hashlib.sha256(page.encode()).hexdigest()[:16]}.js"


def _write_assets(folder: Path, story: str, pages: list[Page]) -> None:
    """Style, scripts and data; page files of an earlier report are taken away."""
    texts = folder / "pages"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir(parents=True)
    for name in (*STYLES, *SCRIPTS):
        (folder / name).write_text(_asset(name), "utf-8", newline="\n")
    for page in pages:
        script = f"receivePage({embed(page.id)}, {embed(page_data(page))});\n"
        (texts / page_file(page.id)).write_text(script, "utf-8", newline="\n")
    files = embed({page.id: page_file(page.id) for page in pages})
    (folder / "story.js").write_text(f"receiveStory({story}, {files});\n", "utf-8", newline="\n")


def _folder_page(title: str) -> str:
    """The page of a report that has its assets beside it; `file:` lets it open by double click."""
    names = (*SCRIPTS, "story.js")
    return _page(
        title,
        policy=_POLICY.format(scripts="'self' file:", styles="'self' file:"),
        style="\n".join(f'<link rel="stylesheet" href="assets/{name}">' for name in STYLES),
        scripts="\n".join(f'<script src="assets/{name}"></script>' for name in names),
    )


def _one_file(story: str, pages: list[Page], title: str) -> str:
    """The page of a report that is one file: only the scripts and styles of ours may run."""
    code = "\n".join(map(_asset, (*SCRIPTS, "inline.js")))
    style = "\n".join(map(_asset, STYLES))
    texts = [_data(f"text-{page.id}", embed(page_data(page))) for page in pages]
    return _page(
        title,
        policy=_POLICY.format(scripts=_hashes([code]), styles=_hashes([style])),
        style=f"<style>{style}</style>",
        scripts="\n".join([_data("story", story), *texts, f"<script>{code}</script>"]),
    )


def _page(title: str, *, policy: str, style: str, scripts: str) -> str:
    """The template, filled."""
    return Template(_asset("index.html")).substitute(
        title=html.escape(_SURROGATE.sub("\ufffd", title)),
        policy=html.escape(policy),
        style=style,
        scripts=scripts,
    )


def _data(name: str, text: str) -> str:
    """A data element, which no browser runs."""
    return f'<script type="application/json" data-name="{html.escape(name)}">{text}</script>'


def _hashes(texts: Iterable[str]) -> str:
    """Sources of a content policy that name these texts and nothing else."""
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _asset(name: str) -> str:
    """One of our own files."""
    return resources.files(__name__).joinpath("assets", name).read_text("utf-8")


def _encodable(value: object) -> object:
    """The value with each lone surrogate in its texts replaced."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, (list, tuple)) else value
