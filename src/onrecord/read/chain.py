"""Line features in, body or furniture out: each line agrees with its neighbours.

`training/blocks/train.py` makes the model: a small network scores lines, a chain joins them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from onrecord.data import load_json

Model = Mapping[str, Any]


@cache
def load_model(name: str = "line_model") -> Model:
    """The model of lines of text, or that of lines of HTML (`markup_model`)."""
    return as_arrays(load_json(f"read/{name}.json"))


def as_arrays(stored: Model) -> Model:
    """A model as it is stored, made ready to use."""
    arrays = {key: np.array(value) for key, value in stored.items() if key != "names"}
    return {**arrays, "index": {name: i for i, name in enumerate(stored["names"])}}


def body_lines(rows: Sequence[Mapping[str, float]], model: Model | None = None) -> list[bool]:
    """Whether each line is article: the likeliest course through the page, taken as a whole.

    Where that is no line at all, the likeliest stretch of lines.
    """
    if not rows:
        return []
    model = load_model() if model is None else model
    scores = line_scores(rows, model)
    course = _best_course(scores, model["trans"].ravel(), model["start"], model["end"])
    return course if any(course) else _best_stretch(scores, rows)


def line_scores(rows: Sequence[Mapping[str, float]], model: Model) -> list[float]:
    """How much more each line looks like article than like furniture, by itself."""
    index = model["index"]
    x = np.zeros((len(rows), len(index)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                x[i, index[name]] = value
    hidden = np.tanh(np.einsum("ij,jk->ik", x, model["w1"]) + model["b1"])
    straight, bent = np.einsum("ij,j->i", x, model["w0"]), hidden @ model["w2"]
    scores: list[float] = (straight + bent).tolist()
    return scores


def _best_course(
    scores: Sequence[float], trans: Sequence[float], start: Sequence[float], end: Sequence[float]
) -> list[bool]:
    out, body = start[0], start[1] + scores[0]
    came_from: list[tuple[bool, bool]] = []
    for score in scores[1:]:
        to_out = (out + trans[0], body + trans[2])
        to_body = (out + trans[1], body + trans[3])
        came_from.append((bool(to_out[1] > to_out[0]), bool(to_body[1] > to_body[0])))
        out, body = max(to_out), max(to_body) + score
    course = [bool(body + end[1] > out + end[0])]
    for from_out, from_body in reversed(came_from):
        course.append(from_body if course[-1] else from_out)
    return course[::-1]


def _best_stretch(scores: Sequence[float], rows: Sequence[Mapping[str, float]]) -> list[bool]:
    """The run of lines that looks most like article beside the rest; long lines weigh more.

    No line, where none on the page reads as sentences.
    """
    usual = sorted(scores)[max(0, len(scores) * 9 // 10 - 1)]
    best, best_at, run, start = 0.0, (0, 0), 0.0, 0
    for i, (score, row) in enumerate(zip(scores, rows, strict=True)):
        if run <= 0:
            run, start = 0.0, i
        run += (score - usual) * row["chars"] ** 4
        if run > best and any(r["strong"] for r in rows[start : i + 1]):
            best, best_at = run, (start, i + 1)
    return [best_at[0] <= i < best_at[1] for i in range(len(scores))]
