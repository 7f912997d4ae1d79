"""Words of a page in, the actors that they name out, as parties to an arrangement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language.arrangements.grammar import joined, lemma, main_word, subjects
from onrecord.language.arrangements.lexicon import countries, lexicon
from onrecord.language.arrangements.mentions import Mention
from onrecord.language.document import chars
from onrecord.record import Actor, Party

ACTING = frozenset({"person", "organization", "government", "armed_group", "people", "media"})
LANDS = frozenset({"country", "nation", "government", "capital", "power", "state"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Where the page names its actors, for quick look-up."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    actors: tuple[Actor, ...]

    def at(self, token: Token) -> Actor | None:
        """The actor whose innermost mention ends on, or else covers, the token."""
        at = bisect_right(self.starts, token.idx) - 1
        for index in range(at, max(-1, at - 12), -1):
            if self.starts[index] <= token.idx < self.ends[index]:
                return self.actors[index]
        return None


def cast_of(doc: Doc) -> Cast:
    """The actors of the page by place."""
    rows = sorted(
        ((span.start, span.end, number)
         for number, actor in enumerate(doc._.actors or ()) for span in actor.mentions)
    )  # fmt: skip
    actors = doc._.actors or ()
    return Cast(
        tuple(row[0] for row in rows),
        tuple(row[1] for row in rows),
        tuple(actors[row[2]] for row in rows),
    )


def party_of(cast: Cast, token: Token) -> Party:
    """The party that the noun phrase of `token` names."""
    actor = cast.at(token)
    start, end = noun_phrase(token)
    doc = token.doc
    span = chars(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    return Party(actor.id if actor else None, span)


def noun_phrase(token: Token, *, row: bool = False) -> tuple[int, int]:
    """The noun's phrase without clauses after it; with `row`, with what it is coordinated with."""
    start = min([token.i] + [c.left_edge.i for c in token.lefts if c.dep_ not in {"cc", "punct"}])
    last = joined(token)[-1] if row else token
    end = last.i + 1
    for child in last.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            end = max(end, child.right_edge.i + 1) if child.right_edge.i - end < 6 else end
    return start, end


def actors_in(cast: Cast, doc: Doc, start: int, end: int) -> list[str]:
    """Ids of the actors named among the tokens, in order, each once."""
    found: list[str] = []
    for token in doc[start:end]:
        actor = cast.at(token)
        if actor and actor.kind in ACTING and actor.id not in found and not _is_counted(actor):
            found.append(actor.id)
    return found


def _is_counted(actor: Actor) -> bool:
    """Whether the actor is but a number of others, who have names: "the two countries"."""
    first = actor.name.lower().removeprefix("the ").split(" ")[0]
    return first in lexicon().words["counted"]


def parties_named(doc: Doc, mentions: Iterable[Mention], cast: Cast) -> list[str]:
    """Ids of the actors that an arrangement's mentions name, or whose doing they are, in order."""
    found: dict[str, None] = {}
    for mention in mentions:
        found.update(dict.fromkeys(actors_in(cast, doc, mention.start, mention.end)))
        found.update(dict.fromkeys(_two_lands(doc, mention, cast)))
        found.update(dict.fromkeys(_doers(doc, mention, cast)))
    return list(found)


def _two_lands(doc: Doc, mention: Mention, cast: Cast) -> list[str]:
    """Of "the two countries" in a mention, which they are: those of the people named before.

    Only where the people of the sentence, up to the mention, are of just two countries, which the
    page names as well.
    """
    counted = any(
        doc[at].lower_ in {"two", "both"} and doc[at].head.lemma_.lower() in LANDS
        for at in range(mention.start, mention.end)
    )
    if not counted:
        return []
    start = doc[mention.head].sent.start
    people = [cast.at(doc[at]) for at in range(start, mention.start)]
    lands = {one.country for one in people if one and one.kind == "person" and one.country}
    if len(lands) != 2:
        return []
    named = {
        countries().get(actor.name.lower()): actor.id
        for actor in reversed(cast.actors) if actor.kind == "government"
    }  # fmt: skip
    ids = [named.get(land.lower()) for land in sorted(lands)]
    return [one for one in ids if one is not None] if all(ids) else []


def _doers(doc: Doc, mention: Mention, cast: Cast) -> list[str]:
    """Who proposes, offers, negotiates or agrees it."""
    head = doc[mention.head]
    verb = head if mention.gate == "frame" else head.head
    binding = lexicon().words["binding"]
    if mention.gate != "frame" and (head.dep_ != "dobj" or lemma(verb) not in binding):
        return []
    actors = [cast.at(token) for token in subjects(verb)]
    return [actor.id for actor in actors if actor]


def name_places(doc: Doc) -> dict[int, str]:
    """The place of the main word of each mention of an actor, and the actor's id.

    Of two mentions at one place it is the longer one's; places that are no more than that are left
    out.
    """
    found: dict[int, tuple[int, str]] = {}
    for actor in doc._.actors or ():
        if actor.kind == "place":
            continue
        for span in actor.mentions:
            word = main_word(doc, span.start, span.end)
            if word is not None:
                row = (span.start - span.end, actor.id)
                found[word.i] = min(row, found.get(word.i, row))
    return {place: row[1] for place, row in found.items()}
