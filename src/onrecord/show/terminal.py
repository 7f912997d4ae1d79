"""A record in, the story printed on a Rich console: timeline, words, arrangements, comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.record import Arrangement, Record, Relation, Span, Statement, Term
from onrecord.show.arranged import (
    CourseStep,
    according_to,
    arrangements,
    course,
    latest_status,
    positions,
    reported,
)
from onrecord.show.clean import clean
from onrecord.show.compare import Side, relations_by_kind, sides
from onrecord.show.dates import is_known, month_of, say_reported, say_short, say_when
from onrecord.show.index import (
    Index,
    actor_name,
    index_record,
    origins,
    outlets,
    page_label,
    say_sources,
    source_words,
)
from onrecord.show.labels import (
    ACTUALITY,
    ARRANGEMENT_KINDS,
    FORMS,
    RELATION_NOTES,
    RELATIONS,
    STANCES,
    STATUSES,
    count,
    say,
)
from onrecord.show.said import Saying, Speaker, said_by, who_said_what
from onrecord.show.timeline import Line, timeline

MOST_SPANS = 3
"""Words shown for one side of a comparison; the report shows all."""


def show_story(record: Record, console: Console, *, width: int | None = None) -> None:
    """Print the whole story; `width` overrides the console's own."""
    index = index_record(record)
    _title(console, index, width)
    for heading, show in _PARTS:
        rows = show(index)
        if rows:
            console.print()
            console.print(Rule(Text(heading, style="bold"), align="left", style="dim"), width=width)
            for row in rows:
                console.print(row, width=width, soft_wrap=False)


def words(text: str, style: str = "") -> Text:
    """A page's words as Rich text: no markup is read in them and no control character left."""
    return Text(clean(text), style=style)


def _title(console: Console, index: Index, width: int | None) -> None:
    """What the record holds, in numbers."""
    pages = tuple(index.pages)
    line = [
        say_sources(len(pages), origins(index, pages)),
        count(len(index.record.happenings), "happening"),
        count(len(index.record.statements), "statement"),
        count(len(index.record.arrangements), "arrangement"),
    ]
    console.print(Text(" · ".join(line), style="bold"), width=width)


def _timeline(index: Index) -> list[Text | Table]:
    """Month headings and one grid row for each line."""
    rows: list[Text | Table] = []
    heading = ""
    for line in timeline(index):
        month = month_of(line.when)
        if month != heading:
            rows.append(Text(f"\n{month}", style="bold"))
            heading = month
        rows.append(_line(index, line))
    return rows


def _line(index: Index, line: Line) -> Table:
    """A line: its date, its words, its sources, its people."""
    named = [actor_name(index, actor) for actor in line.actors]
    people = ", ".join(clean(name) for name in named if name)
    sources = say_sources(len(line.pages), line.origins)
    labels = _labels(index, tuple(page.id for page in line.pages))
    body = Text.assemble(words(line.headline.text), "\n", (f"{sources}: {labels}", "dim"))
    if people:
        body.append(f"\n{people}", style="cyan")
    if line.actuality:
        body.append(f"\n{', '.join(say(ACTUALITY, one) for one in line.actuality)}", style="yellow")
    for _, label in line.disputes:
        body.append(f"\n{label}", style="red")
    return _grid(Text(_date(line), style="dim"), body)


def _date(line: Line) -> str:
    """When it was; where that is not known, when its first page was published."""
    if is_known(line.when):
        return say_short(line.when)
    return say_reported(line.when, line.reported) if is_known(line.reported) else ""


def _labels(index: Index, pages: tuple[str, ...]) -> str:
    """Whose pages these are."""
    return ", ".join(clean(label) for label in outlets(index, pages))


def _said(index: Index) -> list[Text | Table]:
    """Speakers, each with what they said."""
    rows: list[Text | Table] = []
    for speaker in who_said_what(index):
        rows.append(_speaker(index, speaker))
        rows.extend(_saying(index, saying) for saying in speaker.sayings)
    return rows


def _speaker(index: Index, speaker: Speaker) -> Text:
    """The name with its first title as written, and how much is said."""
    actor = index.actors.get(speaker.actor or "")
    title = f", {clean(actor.roles[0].title)}" if actor and actor.roles else ""
    number = count(len(speaker.sayings), "statement")
    return Text.assemble("\n", (clean(said_by(speaker)), "bold"), title, (f"  {number}", "dim"))


def _saying(index: Index, saying: Saying) -> Table:
    """The words, how they are given, and the pages that carry them."""
    lead = saying.lead
    pages = tuple(one.page for one in (lead, *saying.others))
    labels = _labels(index, pages)
    note = f"{say(FORMS, lead.form)} · {clean(source_words(lead))} · {labels}"
    dated = f" · {say_when(lead.made)}" if is_known(lead.made) else ""
    body = Text.assemble(_content(lead), "\n", (note + dated, "dim"))
    return _grid(Text("“" if lead.form != "indirect" else "–", style="dim"), body, left=2)


def _content(statement: Statement) -> Text:
    """What was said; an ellipsis of ours stands where the cue interrupts."""
    return words(" … ".join(span.text for span in statement.content))


def _arranged(index: Index) -> list[Text | Table | Padding]:
    """Each arrangement with parties, terms, course and positions."""
    rows: list[Text | Table | Padding] = []
    for arrangement in arrangements(index):
        rows.append(_arrangement(index, arrangement))
        if arrangement.terms:
            rows.append(Padding(_terms(index, arrangement), (0, 0, 0, 2)))
        rows.extend(_step(step) for step in course(index, arrangement))
        rows.extend(_positions(index, arrangement))
    return rows


def _arrangement(index: Index, arrangement: Arrangement) -> Text:
    """Its name, kind, latest status and parties."""
    status = latest_status(index, arrangement)
    label = say(ARRANGEMENT_KINDS, arrangement.kind)
    if status:
        label += f", {say(STATUSES, status.status)}"
    parties = [actor_name(index, actor) for actor in arrangement.parties]
    named = ", ".join(clean(name) for name in parties if name)
    head = Text.assemble("\n", (clean(arrangement.name), "bold"), (f"  {label}", "dim"))
    return Text.assemble(head, f"\n  {named}") if named else head


def _terms(index: Index, arrangement: Arrangement) -> Table:
    """The table of terms: who, what, on which condition, by when, according to whom."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for heading in ("who", "does what", "if", "by when", "according to"):
        table.add_column(heading, overflow="fold")
    for term in arrangement.terms:
        table.add_row(*_term(index, term))
    return table


def _term(index: Index, term: Term) -> list[Text]:
    """One row of the table of terms."""
    party = term.party.span.text if term.party else ""
    condition = term.condition.text if term.condition else ""
    due = say_when(term.deadline) if is_known(term.deadline) else ""
    return [
        words(party),
        words(term.does.text),
        words(condition),
        Text(due),
        words(_teller(index, term)),
    ]


def _teller(index: Index, term: Term) -> str:
    """Whom the term is according to: the speaker, else the page."""
    statement = according_to(index, term)
    if statement:
        return actor_name(index, statement.speaker) or source_words(statement)
    page = index.pages.get(term.span.page)
    return page_label(page) if page else ""


def _step(step: CourseStep) -> Table:
    """One step of the course."""
    if step.change:
        label = say(STATUSES, step.change.status)
    elif step.moved_to:
        label = f"deadline, moved: {say_when(step.moved_to.when)}"
    else:
        label = "deadline"
    body = Text.assemble((label, "bold"), "  ", words(step.span.text))
    for number, span in enumerate(step.also):
        body.append(" · " if number else "\nalso told: ", style="dim").append(words(span.text))
    return _grid(Text(say_reported(step.when, step.reported), style="dim"), body, left=22)


def _positions(index: Index, arrangement: Arrangement) -> list[Text]:
    """Who stands where, in time order."""
    rows = []
    for actor, stances in positions(index, arrangement).items():
        line = Text(f"  {clean(actor_name(index, actor) or 'not named')}: ", style="cyan")
        for number, one in enumerate(stances):
            line.append("; " if number else "", style="dim")
            when = say_reported(one.when, reported(index, one.when, one.span))
            line.append(f"{say(STANCES, one.stance)} ({when})")
        rows.append(line)
    return rows


def _compared(index: Index) -> list[Text | Table]:
    """Relations by kind, both sides' words below one another."""
    rows: list[Text | Table] = []
    for kind, relations in relations_by_kind(index).items():
        note = say(RELATION_NOTES, kind)
        rows.append(Text.assemble(f"\n{say(RELATIONS, kind)}", (f"  {note}", "dim"), style="bold"))
        for relation in relations:
            rows.extend(_relation(index, relation))
    return rows


def _relation(index: Index, relation: Relation) -> list[Text | Table]:
    """Both sides, then why."""
    rows: list[Text | Table] = [_side(index, side) for side in sides(index, relation)]
    rows.append(Text(f"  {clean(relation.because)}", style="dim italic"))
    return rows


def _side(index: Index, side: Side) -> Table:
    """One side's page, speaker and words."""
    page = index.pages.get(side.page or "")
    label = page_label(page) if page else side.what
    source = Text(clean(label), style="dim")
    if side.who:
        source.append(f"\n{clean(side.who)}")
    shown = " … ".join(clean(span.text) for span in _shown(side))
    more = len(side.spans) - MOST_SPANS
    body = Text(shown or clean(page.name if page else side.id))
    if more > 0:
        body.append(f"  and {count(more, 'more passage')}", style="dim")
    return _grid(source, body, left=22)


def _shown(side: Side) -> tuple[Span, ...]:
    """The first words of a side: a copy may share hundreds."""
    return side.spans[:MOST_SPANS]


def _problems(index: Index) -> list[Text | Table]:
    """What could not be read, and why."""
    problems = sorted(index.record.problems, key=lambda one: (one.name, one.reason))
    return [_grid(words(one.name), words(one.reason), left=30) for one in problems]


def _grid(left_text: Text, body: Text, *, left: int = 20) -> Table:
    """Two columns: a narrow one for the date or the source, and the words."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(width=left, overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(left_text, body)
    return grid


_PARTS: tuple[tuple[str, Callable[[Index], Sequence[RenderableType]]], ...] = (
    ("Timeline", _timeline),
    ("Who said what", _said),
    ("What is arranged", _arranged),
    ("How the pages compare", _compared),
    ("Not read", _problems),
)
