"""A parsed text in, attributions out, by rules over the parse: what runs without the model.

The frames follow the attribution literature (Pareti 2015; Newell et al. 2018): a cue verb or noun,
its subject as source, and its clause, infinitive or object as content, with quotations widened to
their marks. The cue lists are in `data/statements/cues.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.data import load_json
from onrecord.language.document import text_of
from onrecord.language.statements.attribution import Attribution, Place
from onrecord.language.statements.layout import cut_out
from onrecord.language.statements.quotes import find_quotes

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "advmod"})


def find_attributions(doc: Doc) -> list[Attribution]:
    """The attributions in `doc`, those inside another's content included, by place."""
    quotes = find_quotes(text_of(doc))
    found = [a for token in doc if (a := _at_verb(token, quotes) or _at_noun(token))]
    found += [a for token in doc if (a := _according_to(token))]
    found += _colon_headlines(doc)
    return sorted(_without_repeats(found), key=lambda a: (a.content, a.cue))


def outermost(doc: Doc, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those that do not stand in a quotation or in another one's content."""
    holders = [*find_quotes(text_of(doc)), *(place for a in attributions for place in a.content)]
    return [a for a in attributions if not _inside(a.cue[0], holders)]


def _inside(place: Place, holders: Iterable[Place]) -> bool:
    return any(low <= place[0] and place[1] <= high for low, high in holders)


def frame_words(frame: str) -> frozenset[str]:
    """The lemmas that a frame of `cues.json` lists: verbs, and nouns for the frame `noun`."""
    return _frames()[frame]


@cache
def _frames() -> dict[str, frozenset[str]]:
    lists = load_json("statements/cues.json")
    return {name: frozenset(entry["words"]) for name, entry in lists.items()}


def _at_verb(verb: Token, quotes: list[Place]) -> Attribution | None:
    if verb.pos_ not in {"VERB", "AUX"} or not _is_cue(verb):
        return None
    source = _source_of(verb)
    content = _content_of(verb, source)
    if any(start <= verb.idx < end for start, end in quotes):
        pass
    elif not content:
        content = _quotes_beside(verb, quotes)
    elif verb.lemma_.lower() in frame_words("clause") | frame_words("person_clause"):
        content = _widened(content, quotes)
    cue = _cue_place(verb)
    pieces = _without(content, [cue, *source])
    return Attribution(tuple(source), (cue,), tuple(pieces)) if pieces else None


def _is_cue(verb: Token) -> bool:
    return any(verb.lemma_.lower() in words for name, words in _frames().items() if name != "noun")


def _source_of(verb: Token) -> list[Place]:
    """The place of the cue's source, none where it has none."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        agents = [c for a in verb.children if a.dep_ == "agent" for c in a.children]
        return [_noun_place(agent) for agent in agents[:1]]
    seen = verb
    for _ in range(4):
        subjects = [child for child in seen.children if child.dep_ in SUBJECTS]
        if subjects:
            return _subject_place(subjects[0], seen)
        if seen.dep_ == "acl" and seen.head.pos_ in {"NOUN", "PROPN"}:
            return [_noun_place(seen.head)]
        if seen.dep_ not in {"conj", "advcl", "xcomp", "pcomp"}:
            break
        seen = seen.head
    return []


def _subject_place(subject: Token, verb: Token) -> list[Place]:
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return [_noun_place(verb.head)]
    if subject.lower_ == "it" and any(c.dep_ == "auxpass" for c in verb.children):
        return []
    return [_noun_place(subject)]


def _noun_place(noun: Token) -> Place:
    """The noun phrase without the clauses and appositions that follow a comma."""
    stop = noun.right_edge.i
    for word in noun.doc[noun.i + 1 : stop + 1]:
        if word.dep_ == "relcl" or (word.text == "," and word.head == noun):
            stop = word.i - 1 if word.text == "," else word.left_edge.i - 1
            break
    start = noun.left_edge
    while start.i < noun.i and (start.is_punct or start.is_space):
        start = start.nbor()
    end = noun.doc[max(stop, noun.i)]
    return start.idx, end.idx + len(end)


def _cue_place(verb: Token) -> Place:
    start = verb
    while start.i and start.nbor(-1).head == verb and start.nbor(-1).dep_ in CUE_PARTS:
        start = start.nbor(-1)
    return start.idx, verb.idx + len(verb)


def _content_of(verb: Token, source: list[Place]) -> list[Place]:
    lemma = verb.lemma_.lower()
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if clauses and lemma in frame_words("clause") | frame_words("person_clause"):
        return [_subtree_place(clause) for clause in clauses]
    if lemma in frame_words("infinitive"):
        found = [c for c in verb.children if c.dep_ == "xcomp" and _has_to(c)]
        if found:
            return [_subtree_place(clause) for clause in found]
    if lemma in frame_words("object") and source:
        return [_subtree_place(c) for c in verb.children if c.dep_ in {"dobj", "dative"}]
    if lemma in frame_words("about") and source:
        return [_subtree_place(c) for c in verb.children if c.dep_ == "prep" and c.text == "about"]
    return []


def _has_to(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _subtree_place(head: Token) -> Place:
    start, end = head.left_edge, head.right_edge
    while start.i < head.i and (start.is_space or start.text in {",", ".", ";"}):
        start = start.nbor()
    while end.i > head.i and (end.is_space or end.text in {",", ";"}):
        end = end.nbor(-1)
    return start.idx, end.idx + len(end)


def _quotes_beside(verb: Token, quotes: list[Place]) -> list[Place]:
    """Quotations in the cue's sentence, and one that a preceding sentence of the line ends with."""
    if verb.lemma_.lower() not in frame_words("clause") | frame_words("person_clause"):
        return []
    start, end = verb.sent.start_char, verb.sent.end_char
    return [
        quote
        for quote in quotes
        if quote[0] < end and quote[1] > start - 2 and len(quote_words(verb.doc, quote)) > 1
    ]


def _widened(content: list[Place], quotes: list[Place]) -> list[Place]:
    """The content with any quotation that it enters taken in as a whole."""
    low = min(start for start, _ in content)
    high = max(end for _, end in content)
    for start, end in quotes:
        if start < high and end > low:
            low, high = min(low, start), max(high, end)
    return [(low, high)]


def _without(content: Iterable[Place], holes: Iterable[Place]) -> list[Place]:
    """The content cut up where cue and source stand in it; crumbs between them are left out."""
    return [place for place in cut_out(content, holes) if place[1] - place[0] > 2]


def _at_noun(noun: Token) -> Attribution | None:
    """Attributions such as "his claim that the bridge was safe"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in frame_words("noun"):
        return None
    owners = [child for child in noun.children if child.dep_ == "poss"]
    clauses = [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and _has_that(c)]
    if not clauses:
        return None
    source = tuple((o.left_edge.idx, o.idx + len(o)) for o in owners[:1])
    return Attribution(source, ((noun.idx, noun.idx + len(noun)),), (_subtree_place(clauses[0]),))


def _has_that(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def _according_to(token: Token) -> Attribution | None:
    if token.lower_ != "to" or not token.i or token.nbor(-1).lower_ != "according":
        return None
    objects = [child for child in token.children if child.dep_ == "pobj"]
    if not objects:
        return None
    cue = (token.nbor(-1).idx, token.idx + len(token))
    source = _noun_place(objects[0])
    sentence = (token.sent.start_char, token.sent.end_char)
    pieces = [_stripped(token.doc, piece) for piece in _without([sentence], [cue, source])]
    longest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
    return Attribution((source,), (cue,), (longest,)) if longest else None


def _stripped(doc: Doc, place: Place) -> Place:
    start, end = place
    while start < end - 1 and text_of(doc)[start] in " ,\n\t":
        start += 1
    while end > start + 1 and text_of(doc)[end - 1] in " ,\n\t.":
        end -= 1
    return start, end


def _colon_headlines(doc: Doc) -> list[Attribution]:
    """Lines such as "Mayor: bridge is safe": a short name, a colon, and a clause, with no stop."""
    found: list[Attribution] = []
    heads = [b for b in doc._.blocks if b.kind == "headline"]
    for block in heads:
        line = text_of(doc)[block.start : block.end]
        name, colon, rest = line.partition(": ")
        words = doc.char_span(block.start, block.start + len(name), alignment_mode="expand")
        if not colon or not words or len(words) > 4 or words[-1].pos_ not in {"PROPN", "NOUN"}:
            continue
        at = block.start + len(name)
        content = (at + 2, at + 2 + len(rest.rstrip()))
        if content[1] > content[0]:
            found.append(Attribution(((block.start, at),), ((at, at + 1),), (content,)))
    return found


def quote_words(doc: Doc, quote: Place) -> list[Token]:
    """The words inside a quotation."""
    words = doc.char_span(*quote, alignment_mode="contract")
    return [token for token in words or () if not token.is_punct and not token.is_space]


def _without_repeats(found: list[Attribution]) -> list[Attribution]:
    """Of attributions with the same content, the one whose cue stands nearest to it."""
    best: dict[tuple[Place, ...], Attribution] = {}
    for attribution in found:
        rival = best.get(attribution.content)
        if rival is None or _distance(attribution) < _distance(rival):
            best[attribution.content] = attribution
    return list(best.values())


def _distance(attribution: Attribution) -> int:
    cue = attribution.cue[0]
    return min(min(abs(cue[0] - end), abs(start - cue[1])) for start, end in attribution.content)
