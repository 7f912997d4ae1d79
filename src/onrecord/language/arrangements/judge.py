"""Candidates of a page in, how likely each label is out: by the linear model, and by the reader.

Where the reader is installed, both have a say: the weighted geometric mean of their chances (a
logarithmic opinion pool, Genest and Zidek 1986). Each reads what the other cannot: the linear model
what the parse and the rules say, the reader what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from onrecord.language.arrangements.reader import Reader
from onrecord.language.arrangements.weigh import Features, layers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Chances = tuple[float, ...]

FAINT = 0.02
"""What the linear model finds less likely to name an arrangement, the reader is not asked about."""

LEAST = 1e-6


class Judge:
    """Weighs the candidates of one page, which the reader reads as far as it is asked to."""

    def __init__(self, doc: Doc, reader: Reader | None) -> None:
        """Cut the page for the reader, where there is one."""
        self.scale = reader.scale if reader else None
        self.reading = reader.read(doc) if reader else None

    def threshold(self, layer: str) -> float:
        """How likely a label must be."""
        return self.scale["threshold"][layer] if self.scale else layers()[layer].threshold

    def ruled(self, layer: str) -> float:
        """How likely a label must be that the rules give too."""
        return self.scale["ruled"][layer] if self.scale else layers()[layer].ruled

    def of_words(self, words: Sequence[tuple[int, Features]]) -> list[Chances]:
        """The chances that each of the tokens names an arrangement of a kind."""
        layer = layers()["mentions"]
        found = [layer.chances(features) for _, features in words]
        asked = [n for n, chances in enumerate(found) if 1 - chances[0] >= FAINT]
        if self.reading is not None and asked:
            rows = self.reading.of_words([words[n][0] for n in asked])
            for n, row in zip(asked, rows, strict=True):
                found[n] = self._both("mentions", found[n], row)
        return found

    def of_pairs(
        self, layer: str, pairs: Sequence[tuple[tuple[int, int], Features]]
    ) -> list[Chances]:
        """The chances of the layer's labels for each pair of tokens."""
        found = [layers()[layer].chances(features) for _, features in pairs]
        if self.reading is not None:
            rows = self.reading.of_pairs(layer, [pair for pair, _ in pairs])
            found = [one if row is None else self._both(layer, one, row)
                     for one, row in zip(found, rows, strict=True)]  # fmt: skip
        return found

    def _both(self, layer: str, linear: Chances, read: NDArray[np.float32]) -> Chances:
        share = self.scale["share"][layer] if self.scale else 0.0
        scores = [
            share * log(max(float(one), LEAST)) + (1 - share) * log(max(other, LEAST))
            for one, other in zip(read, linear, strict=True)
        ]
        top = max(scores)
        parts = [exp(score - top) for score in scores]
        total = sum(parts)
        return tuple(part / total for part in parts)
