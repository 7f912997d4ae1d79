"""What the rules and the words say of a candidate in, how likely each label is out.

A linear model over named features (multinomial logistic regression), one for each layer; trained by
`training/arrangements`. Every chance can be told apart into the weights of its features.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parents[2] / "models" / "arrangements" / "weights.json.gz"

THOUSAND = 1000

Features = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The labels of one layer, the first for "nothing", and what each feature says of them.

    Weights are whole thousandths: their sums are the same on every machine.
    """

    labels: tuple[str, ...]
    bias: NDArray[np.int64]
    rows: Mapping[str, int]
    weights: NDArray[np.int64]
    threshold: float
    ruled: float
    """How likely a label must be, and how likely where the rules give it too."""

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of the features' weights for each label."""
        rows = [row for feature in features if (row := self.rows.get(feature)) is not None]
        totals: list[int] = (self.bias + self.weights[rows].sum(axis=0)).tolist()
        return [total / THOUSAND for total in totals]

    def chances(self, features: Iterable[str]) -> tuple[float, ...]:
        """How likely each label is; they sum to one."""
        scores = self.scores(features)
        top = max(scores)
        parts = [exp(score - top) for score in scores]
        total = sum(parts)
        return tuple(part / total for part in parts)


def layers() -> dict[str, Layer]:
    """The layers by name."""
    return _read()[0]


def heads() -> frozenset[str]:
    """Words beside those of the lists that named an arrangement in the training pages."""
    return _read()[1]


@cache
def _read() -> tuple[dict[str, Layer], frozenset[str]]:
    """The shipped weights, read once."""
    held = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    found = {
        name: Layer(
            labels=tuple(row["labels"]),
            bias=np.array(row["bias"], np.int64),
            rows={feature: at for at, feature in enumerate(row["weights"])},
            weights=np.array(list(row["weights"].values()), np.int64),
            threshold=row["threshold"],
            ruled=row["ruled"],
        )
        for name, row in held["layers"].items()
    }
    return found, frozenset(held["heads"])
