"""The trained reader: a parsed page in, how likely its words name and tell arrangements out.

An encoder (MPNet, Song et al. 2020, its first layers, fine-tuned) reads the page's word pieces; a
small network over what it makes of a word, or of two words, weighs the labels. Trained by
`training/arrangements`. Needs onnxruntime and tokenizers, the extra `model`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from spacy.tokens import Doc

from onrecord.errors import ModelError
from onrecord.language.arrangements.mentions import sentence_numbers
from onrecord.language.arrangements.pieces import SIZE, Pieces, cut_pieces
from onrecord.language.statements.tagger import WEIGHTS as STATEMENTS
from onrecord.language.trained import load_libraries, open_session

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

WEIGHTS = Path(__file__).parents[2] / "models" / "arrangements"
READER_FILES = ("reader.json", "reader.npz", "encoder.onnx")

START, STOP, SHIFT = 0, 2, 4
"""MPNet's end marks, and how far its ids lie from those of BERT's tokenizer, which we share."""

FIRST_POSITION = 2
DISTANCES = 16
"""Steps of distance between two words, on either side."""

APART = 3
"""Sentences between two words are told apart up to so many."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the encoder makes of some words, each once, and which of them each pair has."""

    values: Floats
    at: Ints

    def through(self, matrix: Floats) -> Floats:
        """The product with a matrix, a row a pair."""
        product: Floats = (self.values @ matrix)[self.at]
        return product


@dataclass(frozen=True, slots=True)
class Head:
    """The small network over one word, or two: a hidden layer and the labels."""

    weights: dict[str, Floats]

    def of_words(self, words: Floats) -> Floats:
        """The labels' chances, a row a word."""
        return _chances(self._labels(words @ self.weights["a"] + self.weights["bias"]))

    def of_pairs(self, words: Rows, others: Rows, distance: Ints, apart: Ints) -> Floats:
        """The labels' chances, a row a pair."""
        held = self.weights
        hidden = words.through(held["a"]) + others.through(held["b"]) + held["bias"]
        product = words.through(held["p"]) + held["p_bias"]
        product *= others.through(held["q"]) + held["q_bias"]
        hidden += product + held["distance"][distance] + held["apart"][apart]
        return _chances(self._labels(hidden))

    def _labels(self, hidden: Floats) -> Floats:
        return _gelu(hidden) @ self.weights["out"] + self.weights["out_bias"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that the encoder reads, window by window, where it is asked about."""

    pieces: Pieces
    sentences: Sequence[int]
    heads: dict[str, Head]
    encode: Callable[[Sequence[int]], Floats]
    encoded: dict[int, NDArray[np.float16]] = field(default_factory=dict)
    """Kept short: a long page has hundreds of windows."""

    def of_words(self, tokens: Sequence[int]) -> Floats:
        """For each of the tokens, the chances of the labels of `mentions`."""
        rows = [self._row(self.pieces.window_of(at) or 0, at) for at in tokens]
        return self.heads["mentions"].of_words(np.stack(rows))

    def of_pairs(self, layer: str, pairs: Sequence[tuple[int, int]]) -> list[Floats | None]:
        """For each pair of tokens, the chances of the layer's labels.

        None stands where the two are too far from each other to be read together.
        """
        found: list[Floats | None] = [None] * len(pairs)
        places = [(n, window) for n, pair in enumerate(pairs)
                  if (window := self.pieces.window_of(*pair)) is not None]  # fmt: skip
        if not places:
            return found
        kept = [pairs[n] for n, _ in places]
        chances = self.heads[layer].of_pairs(
            self._rows([(window, pairs[n][0]) for n, window in places]),
            self._rows([(window, pairs[n][1]) for n, window in places]),
            np.array([distance_step(word - other) for word, other in kept]),
            np.array([self._apart(word, other) for word, other in kept]),
        )
        for (n, _), row in zip(places, chances, strict=True):
            found[n] = row
        return found

    def _rows(self, places: Sequence[tuple[int, int]]) -> Rows:
        """The rows of tokens in windows."""
        numbers = {place: n for n, place in enumerate(dict.fromkeys(places))}
        rows = np.stack([self._row(*place) for place in numbers])
        return Rows(rows, np.array([numbers[place] for place in places]))

    def _row(self, window: int, token: int) -> Floats:
        start, stop = self.pieces.windows[window]
        if window not in self.encoded:
            self.encoded[window] = self.encode(self.pieces.ids[start:stop]).astype(np.float16)
        row: Floats = self.encoded[window][self.pieces.firsts[token] - start].astype(np.float32)
        return row

    def _apart(self, word: int, other: int) -> int:
        return apart_step(self.sentences[word] - self.sentences[other])


def distance_step(words: int) -> int:
    """Words between two, in steps that grow; each side has DISTANCES of them."""
    step = min(DISTANCES - 1, int(2 * np.log2(abs(words) + 1)))
    return step + (DISTANCES if words > 0 else 0)


def apart_step(sentences: int) -> int:
    """Sentences from one word to another, from 0 (far before) to 2 * APART (far after)."""
    return max(-APART, min(APART, sentences)) + APART


@dataclass(frozen=True, slots=True)
class Reader:
    """The encoder over word vectors, which are kept as bytes with a scale a row, and the heads."""

    session: Any
    tokenizer: Any
    words: NDArray[np.int8]
    scales: NDArray[np.float16]
    positions: Floats
    nearness: Floats
    heads: dict[str, Head]
    scale: dict[str, Any]

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Read the weights. Raises ModelError where they, or what runs them, are not there."""
        runtime, tokenizers = load_libraries()
        try:
            config = json.loads((folder / "reader.json").read_text("utf-8"))
            with np.load(folder / "reader.npz") as held:
                arrays = {name: held[name] for name in held.files}
        except (OSError, ValueError) as error:
            raise ModelError(f"{folder}: no arrangement model to read there ({error})") from error
        heads: dict[str, dict[str, Floats]] = {}
        for name, values in arrays.items():
            if "/" in name:
                layer, part = name.split("/")
                heads.setdefault(layer, {})[part] = values.astype(np.float32)
        return cls(
            session=open_session(runtime, folder / "encoder.onnx"),
            tokenizer=tokenizers.Tokenizer.from_file(str(STATEMENTS / "tokenizer.json")),
            words=arrays["words"],
            scales=arrays["scales"],
            positions=arrays["positions"].astype(np.float32),
            nearness=arrays["nearness"].astype(np.float32),
            heads={layer: Head(weights) for layer, weights in heads.items()},
            scale=config,
        )

    def read(self, doc: Doc) -> Reading:
        """The page as the encoder will see it."""
        pieces = cut_pieces(doc, self.tokenizer)
        return Reading(pieces, sentence_numbers(doc), self.heads, self.encode)

    def encode(self, ids: Sequence[int]) -> Floats:
        """One window through the encoder, without its end marks."""
        row = np.array([START, *(one + SHIFT for one in ids), STOP], np.int64)
        words = self.words[row] * self.scales[row, None].astype(np.float32)
        vectors = words + self.positions[FIRST_POSITION : FIRST_POSITION + len(row)]
        steps = np.arange(len(row))
        nearness = self.nearness[:, steps[None, :] - steps[:, None] + SIZE + 1]
        (out,) = self.session.run(None, {"vectors": vectors[None], "nearness": nearness[None]})
        rows: Floats = out[0, 1:-1]
        return rows


@cache
def shipped_reader() -> Reader:
    """The reader with our weights, read once. Raises ModelError as `Reader.load` does."""
    return Reader.load()


def _gelu(values: Floats) -> Floats:
    """The Gaussian error linear unit, by its tanh form."""
    inner = 0.7978845608 * (values + 0.044715 * values**3)
    out: Floats = 0.5 * values * (1 + np.tanh(inner))
    return out


def _chances(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = parts / parts.sum(axis=-1, keepdims=True)
    return out
