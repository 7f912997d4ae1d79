"""Descriptions and pronouns, from left to right: each joins the entity it stands for, if clear."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.language.actors import descriptions, pronouns, speech, titles
from onrecord.language.actors.cluster import Entities
from onrecord.language.actors.mentions import Mention
from onrecord.language.actors.nominals import find_nominals, find_pronouns
from onrecord.language.actors.tokens import SUBJECTS, Tokens

MAIN = frozenset(("ROOT", "conj"))


@dataclass(slots=True)
class Reading:
    """What is known at a point of the page."""

    tokens: Tokens
    entities: Entities
    subject_of: dict[int, int]
    quote_subject: dict[int, int]
    at: dict[int, Mention] = field(default_factory=dict)  # mention by its head token
    names_from: dict[int, Mention] = field(default_factory=dict)  # by first token, title included
    last: dict[int, int] = field(default_factory=dict)  # entity to its last mention's place
    seen: list[Mention] = field(default_factory=list)
    speaker: int | None = None  # entity that spoke last, outside quotations
    doubted: dict[str, int] = field(default_factory=dict)  # gender to the last open sentence

    def entity_at(self, token: int | None) -> int | None:
        """The entity of the mention whose head is `token`."""
        mention = self.at.get(token) if token is not None else None
        return mention.entity if mention else None

    def see(self, mention: Mention) -> None:
        """Go past `mention`."""
        self.at[mention.head] = mention
        if mention.entity is None:
            return
        self.last[mention.entity] = len(self.seen)
        self.seen.append(mention)
        tokens, head = self.tokens, titles.described(self.tokens, mention.head)
        verb = tokens.head[head]
        says = not tokens.quote[head] and speech.is_speech(tokens, verb)
        if says and self.subject_of.get(verb) == head:
            self.speaker = mention.entity
        elif mention.entity != self.speaker and self._takes_over(mention):
            self.speaker = None

    def _takes_over(self, mention: Mention) -> bool:
        """Whether somebody else is now what the text is about."""
        tokens, head = self.tokens, titles.described(self.tokens, mention.head)
        person = self.entities[mention.entity or 0].kind == "person"
        leads = tokens.dep[head] in SUBJECTS and tokens.dep[tokens.head[head]] in MAIN
        return person and leads and not tokens.quote[head]


def resolve_rest(tokens: Tokens, names: list[Mention], entities: Entities) -> None:
    """Give descriptions and pronouns their entities; new ones are made for the unnamed."""
    roles, described = _add_roles(tokens, names, entities)
    taken = {i for m in names for i in range(m.start, m.end)} | roles
    rest = find_nominals(tokens, taken) + find_pronouns(tokens)
    subject_of = speech.subjects(tokens)
    reading = Reading(tokens, entities, subject_of, speech.quote_subjects(tokens, subject_of))
    reading.at = {m.head: m for m in (*described, *names) if m.entity is not None}
    reading.names_from = {m.titles[0][0] if m.titles else m.start: m for m in names}
    named = [m for m in names if m.entity is not None]
    for mention in sorted(named + rest, key=lambda m: (m.head, -m.size)):
        if mention.form == "nominal":
            descriptions.resolve(reading, mention)
        elif mention.form == "pronoun":
            pronouns.resolve(reading, mention)
        else:
            descriptions.introduce(reading, mention)
        reading.see(mention)
    pronouns.resolve_first_person(reading, rest)


def _add_roles(
    tokens: Tokens, names: list[Mention], entities: Entities
) -> tuple[set[int], list[Mention]]:
    """Roles in apposition go to the person; their tokens are no descriptions of others."""
    used: set[int] = set()
    described: list[Mention] = []
    for mention in names:
        for start, end in mention.titles:
            used.update(range(start, end))
        if mention.entity is None or mention.kind != "person":
            continue
        pieces = titles.after(tokens, mention.end)
        pieces += titles.said_of(tokens, mention.head, mention.start)
        entities[mention.entity].roles += pieces
        for start, end in pieces:
            used.update(range(start, end))
            description = Mention(start, end, _noun(tokens, start, end), "nominal", kind="person")
            entities[mention.entity].take(description)
            described.append(description)
    return used, described


def _noun(tokens: Tokens, start: int, end: int) -> int:
    """The token of a role that the others hang on."""
    outside = [i for i in range(start, end) if not start <= tokens.head[i] < end]
    return outside[0] if outside else start
