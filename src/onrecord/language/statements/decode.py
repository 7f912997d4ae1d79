"""A window's scores in, attributions out: cues first, then the source and content of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.language.statements.attribution import Attribution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.language.statements.windows import Pieces, Window

    Floats = NDArray[np.floating[Any]]
    Ints = NDArray[np.int64]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
HIDDEN = 128  # width of the layer that joins a cue and a piece
FACTOR = 64  # width of the product of a cue and a piece, for each role
ROLES = 2  # source, content
# How far a piece stands from the cue, in pieces; signed, so twice this many buckets and one.
DISTANCES = (1, 2, 4, 8, 16, 32, 64, 128)
BUCKETS = 2 * len(DISTANCES) + 1
# Columns of a model's output: tags, then what a piece says as a member, then as part of a cue.
PARTS = (len(TAGS), HIDDEN, ROLES * FACTOR, HIDDEN, ROLES * FACTOR)
WIDTH = sum(PARTS)
NEVER = 1e3  # log odds against what cannot be
QUIET = 4.0  # log odds against a word being anyone's content, from which it is passed over


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of the decoder."""

    cue: float = 0.4  # probability from which a word is cue
    source: float = 0.5  # added to the log odds of every source word
    content: float = -0.5  # added to the log odds of every content word
    enter: float = 2.5  # what a piece of content costs, in log odds
    keep: float = 0.3  # score from which an attribution is kept
    tags: float = 0.4  # weight of the tags beside the links


@dataclass(frozen=True, slots=True)
class Joint:
    """The small weights that join a cue with the pieces around it."""

    out: Floats  # [ROLES, HIDDEN]
    bias: Floats  # [ROLES]
    distance: Floats  # [BUCKETS, HIDDEN]
    paragraph: Floats  # [2, HIDDEN], another paragraph or the same


def bucket(offsets: Ints) -> Ints:
    """Signed distances as bucket numbers, 0 to BUCKETS - 1."""
    steps = np.searchsorted(DISTANCES, np.abs(offsets), side="right")
    return np.where(offsets < 0, len(DISTANCES) - steps, len(DISTANCES) + steps)


def cue_offsets(size: int, start: int, stop: int) -> Ints:
    """For each of `size` pieces, its distance from a cue: 0 within, negative before."""
    at = np.arange(size)
    return np.where(at < start, at - start, np.where(at >= stop, at - stop + 1, 0))


def link(output: Floats, cues: Sequence[tuple[int, int]], paragraphs: Ints, joint: Joint) -> Floats:
    """How likely each piece is source or content of each cue: [cues, pieces, ROLES]."""
    _, hidden, factor, cue_hidden, cue_factor = np.split(output, np.cumsum(PARTS)[:-1], axis=1)
    size = len(output)
    out = np.empty((len(cues), size, ROLES), np.float32)
    factors = factor.reshape(size, ROLES, FACTOR)
    for n, (start, stop) in enumerate(cues):
        same = (paragraphs == paragraphs[start]).astype(np.int64)
        far = bucket(cue_offsets(size, start, stop))
        own = cue_hidden[start:stop].mean(axis=0)
        mixed = np.maximum(hidden + own + joint.distance[far] + joint.paragraph[same], 0)
        query = cue_factor[start:stop].mean(axis=0).reshape(ROLES, FACTOR)
        product = np.einsum("nrf,rf->nr", factors, query) / np.sqrt(FACTOR)
        out[n] = mixed @ joint.out.T + product + joint.bias
    return 1 / (1 + np.exp(-out))


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def decode(
    outputs: Sequence[Floats],
    joints: Sequence[Joint],
    pieces: Pieces,
    window: Window,
    settings: Settings,
) -> list[Attribution]:
    """The attributions whose cues stand in the window's core, in order.

    `outputs` holds each model's scores of the window's pieces; the models are averaged.
    """
    words = pieces.words[window.start : window.stop]
    paragraphs = pieces.paragraphs[window.start : window.stop]
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    tags = pool(mean([softmax(out[:, : len(TAGS)]) for out in outputs]), firsts)
    cues = find_cues(tags, settings.cue)
    bounds = np.append(firsts, len(words))
    spans = [(int(bounds[s]), int(bounds[e])) for s, e in cues]
    core = range(window.core_start - window.start, window.core_stop - window.start)
    linked = mean(
        [link(out, spans, paragraphs, joint) for out, joint in zip(outputs, joints, strict=True)]
    )
    probs = np.stack([pool(one, firsts) for one in linked]) if cues else linked
    found = settle(probs, tags, cues, settings)
    at = Places(pieces.starts[window.start + firsts], pieces.ends[window.start + bounds[1:] - 1])
    return [at.attribution(one) for one in found if int(bounds[one.cue[0]]) in core]


def mean(arrays: list[Floats]) -> Floats:
    """The average of arrays of one shape."""
    return np.mean(np.stack(arrays), axis=0) if len(arrays) > 1 else arrays[0]


def pool(values: Floats, firsts: Ints) -> Floats:
    """Pieces' values averaged over their words."""
    if not len(firsts):
        return values
    sizes = np.diff(np.append(firsts, len(values)))
    return np.add.reduceat(values, firsts, axis=0) / sizes[:, None]


def find_cues(tags: Floats, threshold: float) -> list[tuple[int, int]]:
    """Runs of words that are likely cue, cut where another begins."""
    inside = tags[:, 3] + tags[:, 4] > threshold
    begins = tags[:, 3] > tags[:, 4]
    cues: list[list[int]] = []
    for i in np.flatnonzero(inside).tolist():
        if cues and cues[-1][1] == i and not begins[i]:
            cues[-1][1] = i + 1
        else:
            cues.append([i, i + 1])
    return [(s, e) for s, e in cues]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in words of the window."""

    source: list[tuple[int, int]]
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    score: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where the window's words stand in the text."""

    starts: Ints
    ends: Ints

    def attribution(self, found: Found) -> Attribution:
        """The same attribution in offsets of the text."""
        return Attribution(
            source=self.spans(found.source),
            cue=self.spans([found.cue]),
            content=self.spans(found.content),
            score=found.score,
        )

    def spans(self, runs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Runs of words as offsets."""
        return tuple((int(self.starts[s]), int(self.ends[e - 1])) for s, e in runs)


def settle(
    probs: Floats,
    tags: Floats,
    cues: list[tuple[int, int]],
    settings: Settings,
) -> list[Found]:
    """Give each cue its source and content; cues that keep too little are dropped, twice.

    A word is content of one cue at most, so that what a dropped cue held falls to the others.
    """
    if not cues:
        return []
    left = list(range(len(cues)))
    source, content = mix(probs, tags, settings)
    found: list[Found] = []
    for strictness in (0.6, 1.0):
        if not left:
            return []
        mine = [cues[n] for n in left]
        found = share_out(source[left], content[left], tags, mine, settings)
        kept = [f.score >= strictness * settings.keep for f in found]
        left = [n for n, keep in zip(left, kept, strict=True) if keep]
        found = [f for f, keep in zip(found, kept, strict=True) if keep]
    return found


def share_out(
    source: Floats,
    content: Floats,
    tags: Floats,
    cues: list[tuple[int, int]],
    settings: Settings,
) -> list[Found]:
    """The best source and content of every cue, given all the others."""
    taken = np.zeros(len(tags), bool)
    for start, stop in cues:
        taken[start:stop] = True
    source, content = odds(source) + settings.source, odds(content) + settings.content
    source[:, taken] = content[:, taken] = -NEVER
    owner = best_path(content, settings.enter)
    out = []
    for n, cue in enumerate(cues):
        pieces = runs(owner == n)
        own = np.where(owner == n, -NEVER, source[n])
        out.append(Found(best_run(own), cue, pieces, rate(tags, cue, content[n], pieces)))
    return out


def odds(probs: Floats) -> Floats:
    """Log odds, kept finite."""
    safe = np.clip(probs, 1e-4, 1 - 1e-4)
    scores: Floats = np.log(safe / (1 - safe))
    return scores


def best_path(gains: Floats, enter: float) -> Ints:
    """For each word the row that owns it, or -1: the most gain, where entering a row costs."""
    owner = np.full(gains.shape[1], -1)
    live = gains.max(axis=0) > -QUIET
    for start, stop in runs(live):
        owner[start:stop] = walk(gains[:, start:stop], enter)
    return owner


def walk(gains: Floats, enter: float) -> Ints:
    """`best_path` of a stretch, by dynamic programming; the last state stands for no row."""
    rows, size = gains.shape
    steps = np.zeros((size, rows + 1))
    steps[:, :rows] = gains.T
    cost = np.full(rows + 1, enter)
    cost[rows] = 0
    best = steps[0] - cost
    came = np.empty((size, rows + 1), np.int64)
    stay = np.arange(rows + 1)
    for t in range(1, size):
        top = int(best.argmax())
        jump = best[top] - cost
        move = jump > best
        came[t] = np.where(move, top, stay)
        best = np.where(move, jump, best) + steps[t]
    path = np.empty(size, np.int64)
    path[-1] = best.argmax()
    for t in range(size - 1, 0, -1):
        path[t - 1] = came[t, path[t]]
    path[path == rows] = -1
    return path


def mix(probs: Floats, tags: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """Source and content of each cue by links and tags together, as weighted averages."""
    a = settings.tags
    source = probs[:, :, 0] ** (1 - a) * (tags[:, 1] + tags[:, 2]) ** a
    content = probs[:, :, 1] ** (1 - a) * (tags[:, 5] + tags[:, 6]) ** a
    return source, content


def rate(tags: Floats, cue: tuple[int, int], gains: Floats, pieces: list[tuple[int, int]]) -> float:
    """How sure an attribution is: its cue's and its content's probability, multiplied."""
    if not pieces:
        return 0.0
    sure = float((tags[cue[0] : cue[1], 3] + tags[cue[0] : cue[1], 4]).max())
    held = np.concatenate([gains[s:e] for s, e in pieces])
    return round(sure * float((1 / (1 + np.exp(-held))).mean()), 4)


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches where a mask is true."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return [(int(s), int(e)) for s, e in edges.reshape(-1, 2)]


def best_run(gains: Floats) -> list[tuple[int, int]]:
    """The one stretch that gains most, or none."""
    best, found, start, total = 0.0, (0, 0), 0, 0.0
    for i, gain in enumerate(gains.tolist()):
        if total <= 0:
            start, total = i, 0.0
        total += gain
        if total > best:
            best, found = total, (start, i + 1)
    return [found] if best > 0 else []
