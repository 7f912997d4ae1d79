"""Annotated pages in, what the arrangements models train on out: labelled words, pairs and links.

python training/arrangements/data.py --out runs/pages.pkl ANNOTATIONS.jsonl [...]

An annotation file has one page a line, as `benchmarks/arrangements/pages.jsonl` has.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import pickle
import re
from collections import Counter
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from tokenizers import Tokenizer

from onrecord.language.arrangements.chains import Chain
from onrecord.language.arrangements.finding import scene_of
from onrecord.language.arrangements.grammar import is_main_verb, main_word
from onrecord.language.arrangements.links import links_of
from onrecord.language.arrangements.mentions import (
    Mention,
    find_mentions,
    may_name,
    mention_at,
    round_of,
    sentence_numbers,
)
from onrecord.language.arrangements.pairs import LAYERS, Pair, pairs_of
from onrecord.language.arrangements.parties import cast_of, name_places
from onrecord.language.arrangements.pieces import cut_pieces
from onrecord.language.arrangements.words import WordFeatures
from onrecord.language.pipeline import COMPONENTS, as_doc, load_pipeline
from onrecord.language.statements.tagger import WEIGHTS as STATEMENTS
from onrecord.record import Page, When, make_id

IGNORE = "?"
"""The label of a pair that is neither right nor wrong to find."""

NOTHING = ""
"""The label of what says nothing."""

OFTEN = 2
"""So many times a word must name an arrangement in the training pages to be looked at."""


def main() -> None:
    """Write the training pages of all annotation files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotations", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--splits", nargs="*", default=["dev", "train"])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for path in args.annotations for line in path.open(encoding="utf-8")]
    rows = [row for row in rows if row["split"] in args.splits]
    nlp = load_pipeline()
    nlp.disable_pipe(COMPONENTS[-1])
    docs = [read_doc(nlp, args.shared / "data", row) for row in rows]
    heads = find_heads(docs, rows)
    tokenizer = Tokenizer.from_file(str(STATEMENTS / "tokenizer.json"))
    pages = [
        {**page_data(doc, row, heads), **reader_data(doc, row, tokenizer)}
        for doc, row in zip(docs, rows, strict=True)
    ]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(pickle.dumps({"heads": sorted(heads), "pages": pages}))
    print(len(pages), "pages,", len(heads), "words that may name an arrangement")


def read_doc(nlp: Any, data: Path, row: dict[str, Any]) -> Doc:
    """An annotated page, parsed. Raises SystemExit where its text is not the one annotated."""
    text = text_of(data, row["page"])
    if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
        raise SystemExit(f"{row['page']}: the text is not the one that was annotated")
    page = Page(make_id("page", row["page"]), row["page"], "", "txt", text, published=When())
    return nlp(as_doc(nlp, page))


def text_of(data: Path, name: str) -> str:
    """The text of a page: of a TimeML file what its TEXT holds; pages that we made up are here."""
    folder = Path(__file__).parent if name.startswith("made/") else data
    text = (folder / name).read_bytes().decode("utf-8")
    if not name.endswith(".tml"):
        return text
    (inside,) = re.findall(r"<TEXT>(.*?)</TEXT>", text, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", inside))


def find_heads(docs: list[Doc], rows: list[dict[str, Any]]) -> frozenset[str]:
    """The words that name an arrangement somewhere in the annotated pages, OFTEN enough."""
    counts: Counter[str] = Counter()
    for doc, row in zip(docs, rows, strict=True):
        for one in row["arrangements"]:
            counts.update(
                doc[at].lemma_.lower() for place in one["mentions"]
                if (at := token_at(doc, *place)) is not None
            )  # fmt: skip
    return frozenset(word for word, count in counts.items() if count >= OFTEN)


def token_at(doc: Doc, start: int, end: int) -> int | None:
    """The main token of a stretch of characters; of "a round of talks", "round"."""
    word = main_word(doc, start, end)
    return (round_of(word) or word).i if word is not None else None


def page_data(doc: Doc, row: dict[str, Any], heads: frozenset[str]) -> dict[str, Any]:
    """One page's words, pairs and links, each with its features and label.

    What the rules take for a mention and the annotation does not is kept among the mentions of the
    pairs, since the model will sometimes take it for one too.
    """
    gold, features = Gold(doc, row["arrangements"]), WordFeatures(doc)
    strays = [Chain([one]) for one in find_mentions(doc) if one.head not in gold.kinds]
    names = name_places(doc)
    chains = [chain for chain in gold.chains if chain.mentions] + strays
    numbers = [n for n, chain in enumerate(gold.chains) if chain.mentions]
    scene = scene_of(doc, chains, cast_of(doc), names)
    known = [one for one, chain in scene.mentions if chain < len(numbers)]
    chain_at = {one.head: chain for one, chain in scene.mentions}
    pairs = [(pair, numbers[pair.chain] if pair.chain < len(numbers) else -1)
             for pair in pairs_of(scene)]  # fmt: skip
    wanted = {layer: sum(len(one[layer]) for one in row["arrangements"])
              for layer in ("mentions", *LAYERS)}  # fmt: skip
    return {
        "page": row["page"],
        "made": row["split"] == "made",
        "wanted": wanted,
        "words": [
            (features.of(token.i), gold.kinds.get(token.i, NOTHING), (token.i,))
            for token in doc if may_name(token, heads)
        ],
        "pairs": [
            (pair.layer, pair.features, gold.label(pair, number, names), key_of(pair, names),
             (pair.word, pair.head))
            for pair, number in pairs
        ],
        "links": [
            (link.features,
             "same" if chain_at[known[link.earlier].head] == chain_at[one.head] else NOTHING,
             (one.head, known[link.earlier].head))
            for later, one in enumerate(known) for link in links_of(known, later)
        ],
    }  # fmt: skip


def reader_data(doc: Doc, row: dict[str, Any], tokenizer: Tokenizer) -> dict[str, Any]:
    """What the reader needs beside: a page's pieces, the sentence of each token, and its kind."""
    kinds = Gold(doc, row["arrangements"]).kinds
    return {
        "pieces": cut_pieces(doc, tokenizer),
        "sentences": sentence_numbers(doc),
        "kinds": [(token.i, kinds.get(token.i, NOTHING)) for token in doc if not token.is_space],
    }


def key_of(pair: Pair, names: dict[int, str]) -> tuple[Any, ...]:
    """What the pair counts as when it is found: several pairs of one key are one thing found."""
    if pair.layer in {"terms", "deadlines"}:
        return (pair.word,)
    if pair.layer == "history":
        return (pair.word, pair.chain)
    return (names[pair.word], pair.chain)


class Gold:
    """The annotation of a page, ready to label words and pairs; each arrangement is one chain."""

    def __init__(self, doc: Doc, rows: list[dict[str, Any]]) -> None:
        """Find each annotated item's words."""
        self.doc = doc
        sentences = sentence_numbers(doc)
        self.kinds: dict[int, str] = {}
        self.chains: list[Chain] = []
        self.terms: dict[int, set[int]] = {}
        self.changes: dict[int, list[tuple[int, str]]] = {}
        self.deadlines: dict[int, set[int]] = {}
        self.stands: list[tuple[int, set[int], str, int]] = []
        for row in rows:
            mentions: list[Mention] = []
            for place in row["mentions"]:
                at = token_at(doc, *place)
                if at is not None and at not in self.kinds:
                    self.kinds[at] = row["kind"]
                    mentions.append(mention_at(doc[at], sentences[at], row["kind"]))
            self.chains.append(Chain(sorted(mentions, key=lambda one: one.head)))
        for number, row in enumerate(rows):
            self._add_items(number, row)

    def _add_items(self, number: int, row: dict[str, Any]) -> None:
        for term in row["terms"]:
            verb = self._verb(*term["does"])
            if verb is not None:
                self.terms.setdefault(verb, set()).add(number)
        for change in row["history"]:
            place = self._trigger(*change["span"])
            if place is not None:
                self.changes.setdefault(place, []).append((number, change["status"]))
        for deadline in row["deadlines"]:
            for at in self._tokens(*deadline["span"]):
                self.deadlines.setdefault(at, set()).add(number)
        for one in row["positions"]:
            span = self._tokens(*one["span"])
            if span:
                holders = set(self._tokens(*one["holder"]))
                self.stands.append((number, holders, one["stance"], span[0]))

    def _tokens(self, start: int, end: int) -> list[int]:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return [token.i for token in span if not token.is_space] if span is not None else []

    def _verb(self, start: int, end: int) -> int | None:
        tokens = [self.doc[at] for at in self._tokens(start, end)]
        return next((one.i for one in tokens[:4] if is_main_verb(one)), None)

    def _trigger(self, start: int, end: int) -> int | None:
        """The word that tells a change: the top verb, else noun or adjective, of its words."""
        words = [
            self.doc[at] for at in self._tokens(start, end)
            if self.doc[at].pos_ in {"VERB", "NOUN", "ADJ"}
            and (at not in self.kinds or self.doc[at].pos_ == "VERB")
        ]  # fmt: skip
        top = min(
            words,
            key=lambda one: (one.pos_ != "VERB", sum(1 for _ in one.ancestors), one.i),
            default=None,
        )
        return top.i if top is not None else None

    def label(self, pair: Pair, number: int, names: dict[int, str]) -> str:
        """The label of a pair whose mention is of the annotated arrangement `number`."""
        if pair.layer == "terms":
            return "term" if number in self.terms.get(pair.word, ()) else NOTHING
        if pair.layer == "deadlines":
            return "deadline" if number in self.deadlines.get(pair.word, ()) else NOTHING
        if pair.layer == "history":
            found = self.changes.get(pair.word, [])
            return next((status for one, status in found if one == number), NOTHING)
        return self._stance(pair, number, names)

    def _stance(self, pair: Pair, number: int, names: dict[int, str]) -> str:
        sentence, near = self.doc[pair.word].sent, NOTHING
        for one, holders, stance, first in self.stands:
            same = names[pair.word] in {names.get(at) for at in holders}
            if one != number or not (same or pair.word in holders):
                continue
            here = pair.word in holders or sentence.start <= first < sentence.end
            if here or self._is_source_over(pair.word, first):
                return stance
            near = IGNORE if abs(pair.word - first) < 60 else near
        return near

    def _is_source_over(self, word: int, place: int) -> bool:
        at, inside = self.doc[word].idx, self.doc[place].idx
        return any(
            any(span.start <= at < span.end for span in one.source)
            and any(span.start <= inside < span.end for span in one.content)
            for one in self.doc._.statements
        )


if __name__ == "__main__":
    main()
