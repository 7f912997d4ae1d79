"""Headlines read again as plain sentences: the parser was trained on prose and trips over them.

"Nepal lifts ban" is parsed as "Nepal lifted ban.", "Governor indicted for fraud" as "Governor
was indicted for fraud."; what is found points at the words of the headline itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.language.events.lexicon import past_of, verb_forms, word_set

LONGEST = 24  # words; what is longer without a full stop is a list or a broken line
CLOSING = frozenset(".!?\"”’'…")

Reader = Callable[[Doc], Doc]


@dataclass(frozen=True, slots=True)
class Reading:
    """A headline parsed as a sentence; `places[i]` is where its word `i` stands on the page."""

    sentence: TokenSpan
    places: tuple[int, ...]


def reader_of(nlp: Language) -> Reader:
    """What tags and parses a new doc as the pipeline did before our own components."""

    def read(doc: Doc) -> Doc:
        for name, pipe in nlp.pipeline:
            if not name.startswith("onrecord_"):
                doc = pipe(doc)
        return doc

    return read


def read_again(sentence: TokenSpan, read: Reader) -> Reading | None:
    """The headline as a sentence, or None where it is none or needs no change."""
    if not _is_headline(sentence):
        return None
    tokens = [token for token in sentence if not token.is_space]
    words, places = [], []
    for word, place in _plain(tokens):
        words.append(word)
        places.append(place)
    if [t.text for t in tokens] == words:
        return None
    words.append(".")
    places.append(places[-1])
    doc = read(Doc(sentence.doc.vocab, words=words))
    return Reading(doc[:], tuple(places))


def _is_headline(sentence: TokenSpan) -> bool:
    words = sentence.text.strip()
    return bool(words) and words[-1] not in CLOSING and len(words.split()) <= LONGEST


def _plain(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    """The words of the headline in plain prose, each with its place on the page."""
    done = False
    for at, token in enumerate(tokens):
        word = token.text
        if not done and _is_comma_for_and(tokens, at):
            yield "and", token.i
            continue
        if not done and at and (plain := _verb(tokens, at)):
            done = True
            for one in plain:
                yield one, token.i
            continue
        if token.lower_ in word_set("finite"):
            done = True
        yield word, token.i


def _is_comma_for_and(tokens: list[Token], at: int) -> bool:
    """In "Russia, China hold drills" two sides stand, not one and its description."""
    if tokens[at].text != "," or not 0 < at < 5 or at + 2 >= len(tokens):
        return False
    following = [token.lower_ for token in tokens[at + 1 : at + 4]]
    return following[0] not in word_set("openers") and any(
        word in verb_forms() or word in verb_forms().values() for word in following[1:]
    )


def _verb(tokens: list[Token], at: int) -> tuple[str, ...] | None:
    """What the word at `at` is in prose, if it is the headline's verb."""
    word = tokens[at].lower_
    before = tokens[at - 1].lower_
    after = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    if word == "to" and after in verb_forms().values():
        return ("shall",)
    lemma = verb_forms().get(word)
    if before in word_set("openers"):
        return None
    if lemma and word.endswith("s") and not _is_plural_here(word, after):
        return (past_of(lemma),)
    if lemma and _is_participle(word, lemma) and after in word_set("after_participle"):
        return "was", tokens[at].text
    two = tokens[at - 2].lower_ if at > 1 else ""
    if (
        (_is_plural(before) or two in {"and", "&", ","})
        and word in verb_forms().values()
        and tokens[at].text.islower()
    ):
        return (past_of(word),)
    return None


def _is_plural_here(word: str, after: str) -> bool:
    """Whether "talks" and the like are nouns, as before a verb or at the end."""
    ends = {"", ",", "in", "on", "over", "with", "between", ":", "as", "after"}
    return word in word_set("plural_nouns") and (after in ends or after in verb_forms())


def _is_participle(word: str, lemma: str) -> bool:
    return word.endswith("ed") or (word != lemma and word == past_of(lemma))


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return ends or word in word_set("plurals")
