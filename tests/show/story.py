"""An invented affair as a Record, built by hand: rich enough to show every part of a report.

Two lake countries quarrel over the sluices of a dam. Nobody and nothing in it is real.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from onrecord.record import (
    Actor,
    Arrangement,
    Block,
    Change,
    Deadline,
    Event,
    Happening,
    Page,
    Party,
    Place,
    Position,
    Problem,
    Record,
    Relation,
    Role,
    Span,
    Statement,
    Step,
    Term,
    When,
    make_id,
)

WIRE = """\
Skip to content
Estria and Norvale agree to open the Orlu sluices
By Tamsin Vole
KELL, March 12, 2031 (Meridian Wire) - Estria and Norvale agreed on Wednesday to open the sluices \
of the Orlu Dam by April 1, ending a winter of threats.
Foreign Minister Ilse Brandt of Norvale met her Estrian colleague, Davit Oren, in the lake port of \
Kell.
"We have water, and we have a date," Brandt said. "My wish is that the fishing families see both \
before Easter."
Under the accord, Estria would release 40 cubic metres a second if Norvale guarantees safe passage \
for its barges. Norvale would withdraw its patrol boats by March 20.
A senior Estrian official, who asked not to be named, said the army had doubts about the plan.
Some 400 families left the northern shore in January, Oren said.
Accept all cookies | Share this story | (c) 2031 Norvale Courier
"""

COPY = """\
HARBOR GAZETTE - weather, tides, tenders
Estria and Norvale agree to open the Orlu sluices
KELL, March 12, 2031 (Meridian Wire) - Estria and Norvale agreed on Wednesday to open the sluices \
of the Orlu Dam by April 1, ending a winter of threats.
Foreign Minister Ilse Brandt of Norvale met her Estrian colleague, Davit Oren, in the lake port of \
Kell.
"We have water, and we have a date," Brandt said.
Under the accord, Estria would release 40 cubic metres a second if Norvale guarantees safe passage \
for its barges.
Log in | Forgot your password?
"""

DENIAL = """\
Army: there is no date for the sluices
Estria Today, 14 March 2031
"There is no date, and nobody in uniform has agreed to one," General Roza Mikel told reporters in \
the capital on Friday.
Mikel opposed the accord. Oren, asked about her words, said the army had been told of April 1 and \
had not objected.
The ministry counts 250 families who left the northern shore.
"""

MOVED = """\
Lakeland Radio \U0001f4fb news
Sluices to stay shut until the end of April
Oren said on Wednesday that the gates of the Orlu Dam would open by April 30, scrapping the \
earlier date of April 1.
"The turbines need four more weeks," he said. Brandt called the delay a disappointment but said \
that Norvale still supports the accord if the boats of both sides stay in port.
Norvale withdrew its patrol boats on March 19, the harbour master said.
"""

SPLICE = """\
Lake deal at last as neighbours make up
Norvale and Estria have come to terms on opening the gates of the Orlu Dam by April 1, bringing \
to a close months of threats.
"We have water, and we have a date," said Ilse Brandt, Norvale's foreign minister.
Read also: ten lakes to visit this summer
"""

HOSTILE = """\
<script>document.title = "owned"</script> \u202egnihton \u2028 </script><img src=x onerror=alert(1)>
\U0001f6a8\U0001f6a8 Fishermen in Kell plan to blockade the port on April 2 unless the boats go, \
their union said.
"""

_FURNITURE = ("Skip to", "Accept all", "HARBOR GAZETTE", "Log in", "Read also", "Lakeland Radio")


def build_story() -> Record:
    """The whole record."""
    maker = _Maker()
    _pages(maker)
    _statements(maker)
    _events(maker)
    _happenings(maker)
    return Record(
        pages=tuple(maker.pages.values()),
        actors=tuple(_actors(maker)),
        statements=tuple(maker.statements.values()),
        events=tuple(maker.events.values()),
        happenings=tuple(maker.happenings),
        arrangements=tuple(_arrangements(maker)),
        relations=tuple(_relations(maker)),
        problems=(
            Problem("captures/empty.html", "the file is empty: capture the page again"),
            Problem("captures/tender.pdf", "PDF is not read: save the page as HTML or text"),
        ),
    )


def build_long_story(pages: int) -> Record:
    """The same affair told by `pages` pages: for looking at what a long report is like."""
    base = build_story()
    lists: dict[str, list[Any]] = {name: [] for name in Record.__slots__}
    for number in range(-(-pages // len(base.pages))):
        for name in Record.__slots__:
            if name != "actors":
                lists[name].extend(_renamed(item, f"-{number}") for item in getattr(base, name))
    lists["pages"] = lists["pages"][:pages]
    kept = {page.id for page in lists["pages"]}
    for name in ("statements", "events"):
        lists[name] = [item for item in lists[name] if item.page in kept]
    lists["happenings"] = [item for item in lists["happenings"] if item.headline.page in kept]
    lists["relations"] = [one for one in lists["relations"] if {s.page for s in one.spans} <= kept]
    lists["arrangements"] = lists["arrangements"][: len(base.arrangements)]
    return Record(**{name: tuple(items) for name, items in lists.items()} | {"actors": base.actors})


def day(first: str, last: str | None = None, **more: Any) -> When:
    """A When whose basis is stated unless told otherwise."""
    return When(first, last or first, **({"basis": "stated"} | more))


class _Maker:
    """What has been built so far, by short keys."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.statements: dict[str, Statement] = {}
        self.events: dict[str, Event] = {}
        self.happenings: list[Happening] = []

    def at(self, key: str, words: str, nth: int = 0) -> Span:
        """The span of the nth occurrence of these words in the page."""
        page = self.pages[key]
        start = -1
        for _ in range(nth + 1):
            start = page.text.index(words, start + 1)
        return Span(page.id, start, start + len(words), words)

    def near(self, key: str, words: str, to: Span) -> Span:
        """The occurrence of these words that lies nearest to the span."""
        text = self.pages[key].text
        found = [self.at(key, words, nth) for nth in range(text.count(words))]
        return min(found, key=lambda span: abs(span.start - to.start))

    def page(self, key: str, text: str, **fields: Any) -> None:
        """Add a page; its blocks are its lines."""
        page_id = make_id("page", key, text)
        headline = fields.pop("headline", None)
        byline = fields.pop("byline", None)
        dateline = fields.pop("dateline", None)
        page = Page(
            page_id,
            f"captures/{key}.txt",
            hashlib.sha256(text.encode()).hexdigest(),
            "text/plain",
            text,
            language="en",
            **({"origin": page_id} | fields),
        )
        self.pages[key] = page
        self.pages[key] = replace(
            page,
            headline=self.at(key, headline) if headline else None,
            byline=(self.at(key, byline),) if byline else (),
            dateline=self.at(key, dateline) if dateline else None,
            blocks=tuple(_blocks(text, headline, byline)),
        )

    def say(self, key: str, page: str, *content: str, **fields: Any) -> None:
        """Add a statement."""
        spans = tuple(self.at(page, words) for words in content)
        source = self.at(page, fields.pop("source"), fields.pop("nth", 0))
        cue = self.near(page, fields.pop("cue"), source)
        form = fields.pop("form", "direct")
        statement_id = make_id("statement", key)
        page_id = self.pages[page].id
        self.statements[key] = Statement(
            statement_id, page_id, (source,), (cue,), spans, form, **fields
        )

    def event(self, key: str, page: str, sentence: str, trigger: str, kind: str, **fields: Any):
        """Add an event; actors and recipients are (actor id, words) pairs."""
        sides = {
            side: tuple(Party(actor, self.at(page, words)) for actor, words in fields.pop(side, ()))
            for side in ("actors", "recipients")
        }
        where = fields.pop("where", None)
        self.events[key] = Event(
            make_id("event", key),
            self.pages[page].id,
            kind,
            fields.pop("mode", None),
            sides["actors"],
            sides["recipients"],
            (self.at(page, trigger),),
            self.at(page, sentence),
            where=self.at(page, where) if where else None,
            **fields,
        )

    def happening(self, page: str, headline: str, when: When, **fields: Any) -> None:
        """Add a happening; events, statements and pages are given by their keys."""
        pages = tuple(sorted(self.pages[key].id for key in fields.pop("pages")))
        events = tuple(sorted(self.events[key].id for key in fields.pop("events", ())))
        said = tuple(sorted(self.statements[key].id for key in fields.pop("statements", ())))
        where = fields.pop("where", None)
        self.happenings.append(
            Happening(
                make_id("happening", headline),
                self.at(page, headline),
                when,
                self.at(page, where) if where else None,
                fields.pop("actors"),
                events,
                said,
                pages,
                fields.pop("origins"),
                storyline=fields.pop("storyline", "storyline-orlu"),
            )
        )


def _blocks(text: str, headline: str | None, byline: str | None) -> list[Block]:
    """Each line of the text as a block."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True) if "\u2028" not in text else _lines(text):
        stripped = line.rstrip("\n")
        kind: Any = "body"
        if stripped.startswith(_FURNITURE):
            kind = "boilerplate"
        elif headline and stripped == headline:
            kind = "headline"
        elif byline and stripped == byline:
            kind = "byline"
        if stripped:
            blocks.append(Block(start, start + len(stripped), kind))
        start += len(line)
    return blocks


def _lines(text: str) -> list[str]:
    """Lines split at line feeds alone."""
    return [f"{line}\n" for line in text.split("\n")]


def _pages(make: _Maker) -> None:
    """The six pages, the sixth of them hostile."""
    make.page(
        "courier",
        WIRE,
        headline="Estria and Norvale agree to open the Orlu sluices",
        byline="By Tamsin Vole",
        dateline="KELL",
        outlet="Norvale Courier",
        agency="Meridian Wire",
        url="https://courier.example/lake/orlu-sluices",
        captured="2031-03-13T08:00:00Z",
    )
    stated = make.at("courier", "March 12, 2031")
    make.pages["courier"] = replace(
        make.pages["courier"],
        published=day(
            "2031-03-12",
            span=stated,
            because=(Step("a full date stands beside the dateline", stated),),
        ),
    )
    make.page(
        "gazette",
        COPY,
        headline="Estria and Norvale agree to open the Orlu sluices",
        outlet="Harbor Gazette",
        agency="Meridian Wire",
        origin=make.pages["courier"].id,
        published=day("2031-03-12"),
        url="https://gazette.example/a/1",
    )
    make.page(
        "today",
        DENIAL,
        headline="Army: there is no date for the sluices",
        outlet="Estria Today",
        published=day("2031-03-14"),
        url="https://today.example/army",
    )
    make.page(
        "radio",
        MOVED,
        headline="Sluices to stay shut until the end of April",
        outlet="Lakeland Radio",
        url="javascript:alert(document.domain)",
    )
    weekday = make.at("radio", "Wednesday")
    make.pages["radio"] = replace(
        make.pages["radio"],
        published=When(
            "2031-03-19",
            "2031-03-26",
            "inferred",
            weekday,
            (
                Step("the page speaks of a Wednesday", weekday),
                Step("boats that left on March 19 have left already", make.at("radio", "March 19")),
                Step("the date of April 1 has not come", make.at("radio", "April 1")),
            ),
        ),
    )
    make.page(
        "ledger",
        SPLICE,
        headline="Lake deal at last as neighbours make up",
        outlet="Daily Ledger Online",
        origin=make.pages["courier"].id,
        published=When(
            "2031-03-12", None, "inferred", None, (Step("it carries words of March 12"),)
        ),
    )
    make.page("post", HOSTILE, url="https://post.example/<b>?q='\"")


def _actors(make: _Maker) -> list[Actor]:
    """Who is in it."""

    def who(actor_id: str, name: str, kind: Any, *mentions: Span, **fields: Any) -> Actor:
        return Actor(actor_id, name, kind, mentions=tuple(sorted(mentions)), **fields)

    at = make.at
    title = at("courier", "Foreign Minister")
    general = at("today", "General")
    return [
        who(
            "actor-brandt",
            "Ilse Brandt",
            "person",
            at("courier", "Ilse Brandt"),
            at("radio", "Brandt"),
            at("ledger", "Ilse Brandt"),
            country="NOR",
            aliases=("Brandt",),
            roles=(Role("Foreign Minister", title),),
            sectors=("GOV",),
        ),
        who(
            "actor-oren",
            "Davit Oren",
            "person",
            at("courier", "Davit Oren"),
            at("radio", "Oren"),
            aliases=("Oren",),
            country="EST",
            sectors=("GOV",),
        ),
        who(
            "actor-mikel",
            "Roza Mikel",
            "person",
            at("today", "Roza Mikel"),
            country="EST",
            roles=(Role("General", general),),
            sectors=("MIL",),
        ),
        who("actor-estria", "Estria", "government", at("courier", "Estria"), country="EST"),
        who("actor-norvale", "Norvale", "government", at("courier", "Norvale"), country="NOR"),
        who("actor-army", "the army", "organization", at("courier", "the army"), sectors=("MIL",)),
        who(
            "actor-official",
            "A senior Estrian official",
            "person",
            at("courier", "A senior Estrian official"),
            unnamed=True,
        ),
        who("actor-union", "their union", "organization", at("post", "their union")),
    ]


def _statements(make: _Maker) -> None:
    """Who said what."""
    quote = "quote-water"
    stated = day("2031-03-12")
    for key, page, source in (
        ("water-1", "courier", "Brandt said"),
        ("water-2", "gazette", "Brandt said"),
        ("water-3", "ledger", "Ilse Brandt, Norvale"),
    ):
        make.say(
            key,
            page,
            "We have water, and we have a date,",
            source=source.removesuffix(" said").removesuffix(", Norvale"),
            nth=0 if page == "ledger" else 1,
            cue="said",
            speaker="actor-brandt",
            made=stated,
            quote=quote,
        )
    make.say(
        "wish",
        "courier",
        "My wish is that the fishing families see both before Easter.",
        source="Brandt",
        nth=1,
        cue="said",
        speaker="actor-brandt",
        made=stated,
    )
    make.say(
        "doubts",
        "courier",
        "the army had doubts about the plan",
        source="A senior Estrian official",
        cue="said",
        form="indirect",
        source_actor="actor-official",
        anonymous=True,
        made=stated,
    )
    make.say(
        "families-400",
        "courier",
        "Some 400 families left the northern shore in January",
        source="Oren",
        nth=1,
        cue="said",
        form="indirect",
        speaker="actor-oren",
        made=stated,
    )
    make.say(
        "no-date",
        "today",
        "There is no date, and nobody in uniform has agreed to one,",
        source="General Roza Mikel",
        cue="told",
        speaker="actor-mikel",
        to=(Party(None, make.at("today", "reporters")),),
        made=day("2031-03-14"),
    )
    make.say(
        "told",
        "today",
        "the army had been told of April 1 and had not objected",
        source="Oren",
        cue="said",
        form="indirect",
        speaker="actor-oren",
        made=day("2031-03-14"),
    )
    moved = When("2031-03-19", "2031-03-26", "relative", make.at("radio", "Wednesday"))
    make.say(
        "moved",
        "radio",
        "the gates of the Orlu Dam would open by April 30, scrapping the earlier date of April 1",
        source="Oren",
        cue="said",
        form="indirect",
        speaker="actor-oren",
        made=moved,
    )
    make.say(
        "turbines",
        "radio",
        "The turbines need four more weeks,",
        source="he",
        nth=4,
        cue="said",
        speaker="actor-oren",
        made=moved,
    )
    make.say(
        "delay",
        "radio",
        "the delay a disappointment",
        "that Norvale still supports the accord if the boats of both sides stay in port",
        source="Brandt",
        cue="called",
        form="mixed",
        speaker="actor-brandt",
        made=moved,
    )
    make.say(
        "boats",
        "radio",
        "Norvale withdrew its patrol boats on March 19",
        source="the harbour master",
        cue="said",
        form="indirect",
        anonymous=True,
        made=moved,
    )
    make.say(
        "blockade",
        "post",
        "Fishermen in Kell plan to blockade the port on April 2 unless the boats go,",
        source="their union",
        cue="said",
        form="indirect",
        speaker="actor-union",
    )


def _events(make: _Maker) -> None:
    """Who did what to whom."""
    kell = Place("Kell", "NOR", 61.25, -7.5)
    sentence = (
        "Foreign Minister Ilse Brandt of Norvale met her Estrian colleague, Davit Oren, "
        "in the lake port of Kell."
    )
    for key, page in (("meeting-1", "courier"), ("meeting-2", "gazette")):
        make.event(
            key,
            page,
            sentence,
            "met",
            "CONSULT",
            mode="third-party",
            actors=(("actor-brandt", "Ilse Brandt"), ("actor-oren", "Davit Oren")),
            where="Kell",
            place=kell,
            when=day("2031-03-12"),
            contexts=("diplomatic",),
        )
    make.event(
        "agree",
        "courier",
        "Estria and Norvale agreed on Wednesday to open the sluices of the Orlu Dam by April 1, "
        "ending a winter of threats.",
        "agreed",
        "AGREE",
        actors=(("actor-estria", "Estria"), ("actor-norvale", "Norvale")),
        when=day("2031-03-12"),
    )
    make.event(
        "no-date",
        "today",
        '"There is no date, and nobody in uniform has agreed to one," General Roza Mikel told '
        "reporters in the capital on Friday.",
        "no date",
        "REJECT",
        mode="yield",
        actors=(("actor-mikel", "General Roza Mikel"),),
        when=day("2031-03-14"),
        actuality="denied",
        according_to=make.statements["no-date"].id,
    )
    make.event(
        "withdrew",
        "radio",
        "Norvale withdrew its patrol boats on March 19, the harbour master said.",
        "withdrew",
        "RETREAT",
        mode="withdraw",
        actors=(("actor-norvale", "Norvale"),),
        when=day("2031-03-19"),
        according_to=make.statements["boats"].id,
    )
    make.event(
        "left",
        "courier",
        "Some 400 families left the northern shore in January, Oren said.",
        "left",
        "RETREAT",
        actors=((None, "400 families"),),
        when=day("2031-01-01", "2031-01-31", basis="relative"),
        according_to=make.statements["families-400"].id,
        background=True,
    )
    make.event(
        "blockade",
        "post",
        "\U0001f6a8\U0001f6a8 Fishermen in Kell plan to blockade the port on April 2 unless the "
        "boats go, their union said.",
        "blockade",
        "PROTEST",
        mode="obstruct",
        actors=((None, "Fishermen in Kell"),),
        where="Kell",
        place=kell,
        actuality="planned",
        according_to=make.statements["blockade"].id,
    )


def _happenings(make: _Maker) -> None:
    """The timeline."""
    make.happening(
        "courier",
        "Some 400 families left the northern shore in January, Oren said.",
        day("2031-01-01", "2031-01-31", basis="relative", span=make.at("courier", "January")),
        actors=(),
        events=("left",),
        statements=("families-400",),
        pages=("courier", "today"),
        origins=2,
    )
    make.happening(
        "courier",
        "Foreign Minister Ilse Brandt of Norvale met her Estrian colleague, Davit Oren, "
        "in the lake port of Kell.",
        make.pages["courier"].published,
        actors=("actor-brandt", "actor-oren", "actor-estria", "actor-norvale"),
        events=("meeting-1", "meeting-2", "agree"),
        statements=("water-1", "water-2", "water-3", "wish", "doubts"),
        pages=("courier", "gazette", "ledger"),
        origins=1,
        where="Kell",
    )
    make.happening(
        "today",
        "Army: there is no date for the sluices",
        day("2031-03-14", span=make.at("today", "14 March 2031")),
        actors=("actor-mikel", "actor-oren"),
        events=("no-date",),
        statements=("no-date", "told"),
        pages=("today",),
        origins=1,
    )
    make.happening(
        "radio",
        "Oren said on Wednesday that the gates of the Orlu Dam would open by April 30, scrapping "
        "the earlier date of April 1.",
        make.pages["radio"].published,
        actors=("actor-oren", "actor-brandt"),
        events=(),
        statements=("moved", "turbines", "delay"),
        pages=("radio",),
        origins=1,
    )
    make.happening(
        "radio",
        "Norvale withdrew its patrol boats on March 19, the harbour master said.",
        day("2031-03-19", span=make.at("radio", "March 19")),
        actors=("actor-norvale",),
        events=("withdrew",),
        statements=("boats",),
        pages=("radio",),
        origins=1,
        storyline="storyline-boats",
    )
    make.happening(
        "post",
        "\U0001f6a8\U0001f6a8 Fishermen in Kell plan to blockade the port on April 2 unless the "
        "boats go, their union said.",
        When(),
        actors=("actor-union",),
        events=("blockade",),
        statements=("blockade",),
        pages=("post",),
        origins=1,
        storyline="storyline-boats",
        where="Kell",
    )


def _arrangements(make: _Maker) -> list[Arrangement]:
    """What is arranged: the accord, and a threatened blockade's opposite, the stay in port."""
    at = make.at
    april = day("2031-04-01", span=at("courier", "April 1"))
    later = day("2031-04-30", span=at("radio", "April 30"))
    moved = make.statements["moved"].made
    deadlines = (
        Deadline("deadline-april", april, at("courier", "by April 1"), "deadline-end"),
        Deadline("deadline-end", later, at("radio", "by April 30")),
    )
    terms = (
        Term(
            Party("actor-estria", at("courier", "Estria", 3)),
            at("courier", "release 40 cubic metres a second"),
            None,
            at("courier", "if Norvale guarantees safe passage for its barges"),
            When(),
            at("courier", "Estria would release 40 cubic metres a second"),
        ),
        Term(
            Party("actor-norvale", at("courier", "Norvale", 5)),
            at("courier", "withdraw its patrol boats"),
            None,
            None,
            day("2031-03-20", span=at("courier", "March 20")),
            at("courier", "Norvale would withdraw its patrol boats by March 20"),
        ),
        Term(
            None,
            at("radio", "the gates of the Orlu Dam would open"),
            None,
            None,
            later,
            at("radio", "the gates of the Orlu Dam would open by April 30"),
        ),
    )
    history = (
        Change("agreed", day("2031-03-12"), at("courier", "agreed")),
        Change("postponed", moved, at("radio", "scrapping the earlier date of April 1")),
    )
    positions = (
        Position("actor-army", "doubts", day("2031-03-12"), at("courier", "had doubts"), None),
        Position(
            "actor-mikel",
            "opposes",
            day("2031-03-14"),
            at("today", "Mikel opposed the accord"),
            make.statements["no-date"].id,
        ),
        Position("actor-norvale", "supports", day("2031-03-12"), at("courier", "agreed")),
        Position(
            "actor-norvale",
            "conditional",
            moved,
            at("radio", "Norvale still supports the accord"),
            make.statements["delay"].id,
        ),
    )
    mentions = (at("courier", "the accord"), at("today", "the accord"), at("radio", "the accord"))
    accord = Arrangement(
        "arrangement-accord",
        "the accord",
        "agreement",
        ("the plan",),
        ("actor-estria", "actor-norvale"),
        (*mentions, at("courier", "the plan")),
        terms,
        history,
        deadlines,
        positions,
    )
    threat = Arrangement(
        "arrangement-blockade",
        "plan to blockade the port",
        "proposal",
        mentions=(at("post", "plan to blockade the port"),),
        history=(Change("proposed", When(), at("post", "plan to blockade the port")),),
    )
    return [accord, threat]


def _relations(make: _Maker) -> list[Relation]:
    """How the pages compare."""
    at, said, pages = make.at, make.statements, make.pages
    wire = "Estria and Norvale agreed on Wednesday to open the sluices of the Orlu Dam by April 1"

    def relate(kind: Any, a: str, b: str, because: str, *spans: Span) -> Relation:
        return Relation(make_id("relation", kind, a, b), kind, a, b, because, spans)

    return [
        relate(
            "copy",
            pages["courier"].id,
            pages["gazette"].id,
            "92 % of the words of the shorter text stand in the longer one in the same order",
            at("courier", wire),
            at("gazette", wire),
        ),
        relate(
            "rewrite",
            pages["courier"].id,
            pages["ledger"].id,
            "sentences match in order, reworded",
            at("courier", wire),
            at("ledger", "Norvale and Estria have come to terms"),
        ),
        relate(
            "same_quote",
            said["water-1"].id,
            said["water-3"].id,
            "the same eight quoted words",
            *said["water-1"].content,
            *said["water-3"].content,
        ),
        relate(
            "contradicts",
            said["families-400"].id,
            pages["today"].id,
            "two numbers for the same thing: 400 and 250",
            at("courier", "Some 400 families left the northern shore"),
            at("today", "250 families who left the northern shore"),
        ),
        relate(
            "denies",
            said["no-date"].id,
            said["water-1"].id,
            "“no date” against “a date”",
            *said["no-date"].content,
            *said["water-1"].content,
        ),
        relate(
            "revises",
            "deadline-end",
            "deadline-april",
            "the page says that the earlier date is scrapped",
            at("radio", "by April 30"),
            at("courier", "by April 1"),
        ),
    ]


def _renamed(value: Any, tail: str) -> Any:
    """The value with every id, quote and page reference ending in `tail`; actors keep theirs."""
    if isinstance(value, str):
        return value + tail if _is_id(value) else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, tail) for item in value)
    if hasattr(value, "__slots__"):
        return replace(
            value, **{key: _renamed(getattr(value, key), tail) for key in _fields(value)}
        )
    return value


def _is_id(value: str) -> bool:
    """Whether the text is an id that a copy of the story must not share."""
    kind, _, rest = value.partition("-")
    return kind in _ID_KINDS and bool(rest) and " " not in value


def _fields(value: Any) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(value.__dataclass_fields__)


_ID_KINDS = {"page", "statement", "event", "happening", "arrangement", "relation", "quote"}
