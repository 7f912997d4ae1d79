"""An invented affair as a Record, built by hand: rich enough to show every part of a report.

Two lake countries quarrel over the sluices of a dam. Nobody and nothing in it is real.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from maker import Maker, day

from onrecord.record import (
    Actor,
    Arrangement,
    Change,
    Deadline,
    Party,
    Place,
    Position,
    Problem,
    Record,
    Relation,
    Role,
    Span,
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


def build_story() -> Record:
    """The whole record."""
    maker = Maker()
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


def _pages(make: Maker) -> None:
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


def _actors(make: Maker) -> list[Actor]:
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


def _statements(make: Maker) -> None:
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


def _events(make: Maker) -> None:
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


def _happenings(make: Maker) -> None:
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


def _arrangements(make: Maker) -> list[Arrangement]:
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


def _relations(make: Maker) -> list[Relation]:
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
