"""HTML in; out come its visible text, one block element a line, and what its head says.

Each run of the text keeps its place in the source. Time is linear in the size of the source.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from onrecord.data import load_json

_NAMES = load_json("read/html.json")
_BLOCK = frozenset(_NAMES["block"])
_VOID = frozenset(_NAMES["void"])
_RAW = frozenset(_NAMES["raw"])
_CONTEXTS = frozenset(_NAMES["contexts"])
_HINTS = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in sorted(_NAMES["class_hints"].items())),
    re.I,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TAG_END = re.compile(r"[>\"']")
_PIECE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|[ \t\n\r\f]+|[^& \t\n\r\f]+|&"
)
_PLAIN = re.compile(r"[^&\t\n\r\f]*")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][-\w:.]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_HIDDEN = re.compile(r"(?:^|[\s\"'])hidden(?![\w-])|display\s*:\s*none", re.I)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = " \t\n\r\f"
_MAX_DEPTH = 200
"""An end tag closes nothing that is buried deeper than this."""
_CELL = 60
"""After no more characters than this, the next cell of a table stays on the line of its row."""
_MAX_JSON = 500_000
"""A larger block of metadata describes no page."""


@dataclass(frozen=True, slots=True)
class MarkupLine:
    """A line `[start, end)` of the visible text.

    `inside` names the elements and kinds of class names that it stands in; `linked` counts its
    characters that are links.
    """

    start: int
    end: int
    inside: frozenset[str]
    linked: int = 0


@dataclass(slots=True)
class Markup:
    """An HTML page: its visible text and lines, and the contents of its head.

    `runs` are `(text start, text end, source start, source end)`.
    """

    text: str = ""
    lines: list[MarkupLine] = field(default_factory=list)
    runs: list[tuple[int, int, int, int]] = field(default_factory=list)
    title: str = ""
    language: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""
    json_blocks: list[str] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)
    preformatted: bool = False


def parse_markup(source: str, *, hidden: bool = False) -> Markup:
    """What a reader of the page `source` sees, in order; `hidden` adds what is hidden from them."""
    return _Parser(source, hidden).run()


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes written in a start tag, names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match[2] if match[2] is not None else match[3] if match[3] is not None else match[4]
        found.setdefault(match[1].lower(), html.unescape(value or "").strip())
    return found


class _Parser:
    """One pass over the source; the state is the stack of open elements and the open line."""

    def __init__(self, source: str, hidden: bool) -> None:
        self.source = source
        self.lower = source.lower() if len(source.lower()) == len(source) else source
        self.show_hidden = hidden
        self.last_quote = {mark: source.rfind(mark) for mark in "\"'"}
        self.stack: list[tuple[str, frozenset[str], bool]] = []
        self.inside: frozenset[str] = frozenset()
        self.unseen = False
        self.made = Markup()
        self.parts: list[str] = []
        self.at = 0  # length of the text made
        self.line_start = 0
        self.line_inside: frozenset[str] = frozenset()
        self.linked = 0
        self.pending: tuple[str, int, int] | None = None  # white space not yet written
        self.broken = False  # a <br> stands before the next words

    def run(self) -> Markup:
        source, at, size = self.source, 0, len(self.source)
        while at < size:
            open_at = source.find("<", at)
            if open_at != at:
                self._words(at, size if open_at < 0 else open_at)
            if open_at < 0:
                break
            at = self._markup(open_at)
        self._end_line()
        self.made.text = _SURROGATE.sub("\ufffd", "".join(self.parts))
        return self.made

    # --- tags ------------------------------------------------------------------------------

    def _markup(self, at: int) -> int:
        """Read what starts with `<` at `at`; the place after it."""
        if self.source.startswith("<!--", at):
            end = self.source.find("-->", at + 4)
            return len(self.source) if end < 0 else end + 3
        if self.source.startswith(("<!", "<?"), at):
            end = self.source.find(">", at)
            return len(self.source) if end < 0 else end + 1
        match = _TAG.match(self.source, at)
        if not match:
            self._words(at, at + 1)
            return at + 1
        end = self._tag_end(match.end())
        name = match[2].lower()
        if match[1]:
            self._close(name)
            return end
        return self._open(name, match.end(), end)

    def _tag_end(self, at: int) -> int:
        """The place after the `>` that ends a tag; quoted ones do not count."""
        while found := _TAG_END.search(self.source, at):
            if found[0] == ">":
                return found.end()
            close = (
                self.source.find(found[0], found.end())
                if found.end() <= self.last_quote[found[0]]
                else -1
            )
            at = close + 1 if close >= 0 else found.end()
        return len(self.source)

    def _open(self, name: str, start: int, end: int) -> int:
        tag = self.source[start : end - 1]
        if name in _RAW and not tag.endswith("/"):
            return self._raw(name, tag, end)
        if name == "br":
            self.broken = True
            return end
        if name in ("td", "th") and 0 < self.at - self.line_start < _CELL:
            self._blank(start, start)
        elif name in _BLOCK:
            self._end_line()
        if name in ("meta", "link", "html", "time"):
            self._head(name, tag)
        if name not in _VOID:
            self._push(name, tag)
        return end

    def _push(self, name: str, tag: str) -> None:
        if (
            self.stack
            and self.stack[-1][0] in ("p", "li", "dt", "dd", "option")
            and name in _BLOCK
            and (self.stack[-1][0] == name or self.stack[-1][0] == "p")
        ):
            self._pop()
        self.stack.append((name, self.inside, self.unseen))
        added = set()
        if name in _CONTEXTS or name == "a":
            added.add(name)
        if name == "pre":
            self.made.preformatted = True
        if name in _BLOCK and ("class" in tag or "id=" in tag):
            added |= _class_hints(tag)
        if added:
            self.inside = self.inside | added
        if not self.show_hidden and name not in ("html", "body") and _is_hidden(tag):
            self.unseen = True

    def _pop(self) -> None:
        _, self.inside, self.unseen = self.stack.pop()

    def _close(self, name: str) -> None:
        if name in _BLOCK and name not in ("td", "th"):
            self._end_line()
        if name == "p" or name in _VOID:
            self.broken = self.broken or name == "br"
        for back, (open_name, _, _) in enumerate(reversed(self.stack[-_MAX_DEPTH:]), 1):
            if open_name == name:
                for _ in range(back):
                    self._pop()
                return

    def _raw(self, name: str, tag: str, at: int) -> int:
        """Skip an element whose content is not shown as text, keeping titles and metadata."""
        end = self.lower.find(f"</{name}", at)
        if end < 0:
            return at if name not in ("script", "style") else len(self.source)
        content = self.source[at:end]
        if name == "title" and not self.made.title:
            self.made.title = " ".join(html.unescape(content[:1000]).split())
        if name == "script" and "ld+json" in tag.lower() and len(content) <= _MAX_JSON:
            self.made.json_blocks.append(content)
        return self._tag_end(end + 2)

    def _head(self, name: str, tag: str) -> None:
        values = attributes_of(tag)
        if name == "html":
            self.made.language = (
                self.made.language or values.get("lang") or values.get("xml:lang", "")
            )
        elif name == "meta":
            key = (
                values.get("property")
                or values.get("name")
                or values.get("itemprop")
                or values.get("http-equiv")
            )
            if key and values.get("content"):
                self.made.metas.append((key.lower(), values["content"][:2000]))
        elif name == "link":
            if values.get("rel", "").lower() == "canonical":
                self.made.canonical = self.made.canonical or values.get("href", "")
        elif values.get("datetime"):
            self.made.times.append((self.at, values["datetime"][:100]))

    # --- words -----------------------------------------------------------------------------

    def _words(self, start: int, end: int) -> None:
        if self.unseen:
            return
        if "pre" in self.inside:
            self._preformatted(start, end)
            return
        plain = _PLAIN.match(self.source, start, end)
        if plain and plain.end() == end and "  " not in self.source[start:end]:
            self._plain(start, end)
            return
        for match in _PIECE.finditer(self.source, start, end):
            self._piece(match[0], match.start(), match.end())

    def _plain(self, start: int, end: int) -> None:
        """Words with single blanks between: one run."""
        words = self.source[start:end]
        inner = words.strip(" ")
        if not inner:
            self._blank(start, end)
            return
        low = start + words.find(inner[0])
        if low > start:
            self._blank(start, low)
        self._write(inner, low, low + len(inner))
        if low + len(inner) < end:
            self._blank(low + len(inner), end)

    def _piece(self, piece: str, start: int, end: int) -> None:
        if piece[0] in _SPACE:
            self._blank(start, end)
            return
        shown = html.unescape(piece) if piece[0] == "&" else piece
        if shown.strip(_SPACE):
            self._write(shown, start, end)
        else:
            self._blank(start, end)

    def _preformatted(self, start: int, end: int) -> None:
        for i, line in enumerate(re.split("(\n)", self.source[start:end])):
            if i % 2:
                self._end_line()
            elif line:
                for match in _PIECE.finditer(self.source, start, start + len(line)):
                    self._piece(match[0], match.start(), match.end())
            start += len(line)

    def _blank(self, start: int, end: int) -> None:
        if self.at > self.line_start and not self.pending:
            self.pending = (" ", start, end)

    def _write(self, words: str, start: int, end: int) -> None:
        if self.broken:
            self._break(words)
        if self.at == self.line_start:
            self.line_inside = self.inside
        elif self.pending:
            self._add(*self.pending)
        self.pending = None
        self._add(words, start, end)
        if "a" in self.inside or "button" in self.inside:
            self.linked += len(words)

    def _break(self, words: str) -> None:
        """A `<br>` ends the line, unless it stands inside a sentence."""
        self.broken = False
        if self.at == self.line_start:
            return
        before = self.parts[-1][-1:]
        if words[:1].islower() and (before.isalnum() or before == ","):
            self.pending = self.pending or (" ", 0, 0)
        else:
            self._end_line()

    def _add(self, words: str, start: int, end: int) -> None:
        self.parts.append(words)
        made = (self.at, self.at + len(words), start, end)
        self.at += len(words)
        runs = self.made.runs
        if end <= start:
            return
        straight = end - start == len(words) and words in (" ", self.source[start:end])
        if straight and runs and _continues(runs[-1], made):
            runs[-1] = (runs[-1][0], made[1], runs[-1][2], made[3])
        else:
            runs.append(made)

    def _end_line(self) -> None:
        self.pending = None
        self.broken = False
        if self.at == self.line_start:
            return
        self.made.lines.append(MarkupLine(self.line_start, self.at, self.line_inside, self.linked))
        self.parts.append("\n")
        self.at += 1
        self.line_start = self.at
        self.linked = 0


def _continues(run: tuple[int, int, int, int], after: tuple[int, int, int, int]) -> bool:
    """Whether `after` goes on where `run` ends, both letter by letter."""
    return run[1] == after[0] and run[3] == after[2] and run[1] - run[0] == run[3] - run[2]


def _is_hidden(tag: str) -> bool:
    """Whether an element's own attributes keep it from being seen."""
    if not _HIDDEN.search(tag):
        return False
    values = attributes_of(tag)
    style = values.get("style", "").replace(" ", "").lower()
    return "display:none" in style or values.get("hidden", "until-found") != "until-found"


def _class_hints(tag: str) -> set[str]:
    values = attributes_of(tag[:2000])
    names = f"{values.get('class', '')} {values.get('id', '')} {values.get('itemprop', '')}"
    return {f".{match.lastgroup}" for match in _HINTS.finditer(names)} if names.strip() else set()
