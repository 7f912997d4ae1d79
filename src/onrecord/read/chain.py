"""Line features in, body or furniture out: a trained chain, so that a line agrees with its
neighbours. `training/blocks/train.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.data import load_json


def body_lines(rows: Sequence[Mapping[str, float]], model: Any = None) -> list[bool]:
    """Whether each line is article: the likeliest course through the page, taken as a whole."""
    model = model or load_json("read/line_weights.json")
    weights = model["weights"]
    emit = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    return _best_course(emit, model["transitions"], model["start"], model["end"])


def _best_course(
    emit: Sequence[float], trans: Sequence[float], start: Sequence[float], end: Sequence[float]
) -> list[bool]:
    if not emit:
        return []
    out, body = start[0], start[1] + emit[0]
    came_from: list[tuple[bool, bool]] = []
    for score in emit[1:]:
        to_out = (out + trans[0], body + trans[2])
        to_body = (out + trans[1], body + trans[3])
        came_from.append((to_out[1] > to_out[0], to_body[1] > to_body[0]))
        out, body = max(to_out), max(to_body) + score
    course = [body + end[1] > out + end[0]]
    for from_out, from_body in reversed(came_from):
        course.append(from_body if course[-1] else from_out)
    return course[::-1]
