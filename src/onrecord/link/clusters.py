"""Groups of things that are like one another: on the whole, or as far as they speak of it.

Ids and likenesses of pairs in, groups of ids out. The order in which ids are given does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush


def average_groups(
    ids: Iterable[str], likeness: Mapping[tuple[str, str], float], *, least: float
) -> list[list[str]]:
    """Merge the two likest groups until none two are like one another to the degree `least`."""
    members = {key: [key] for key in sorted(ids)}
    sums: dict[str, dict[str, float]] = {key: {} for key in members}
    for (a, b), value in sorted(likeness.items()):
        sums[a][b] = sums[b][a] = value
    heap = [(-value, a, b, 1) for (a, b), value in likeness.items() if value >= least]
    heapify(heap)
    while heap:
        _, a, b, size = heappop(heap)
        if a in members and b in members and len(members[a]) * len(members[b]) == size:
            _merge(a, b, members, sums)
            for other, total in sums[a].items():
                size = len(members[a]) * len(members[other])
                if total / size >= least:
                    heappush(heap, (-total / size, *sorted((a, other)), size))  # type: ignore[misc]
    return [sorted(group) for _, group in sorted(members.items())]


def _merge(
    a: str, b: str, members: dict[str, list[str]], sums: dict[str, dict[str, float]]
) -> None:
    """Put the group `b` into `a`; likenesses to the others add up."""
    members[a] += members.pop(b)
    gone = sums.pop(b)
    for other, total in gone.items():
        sums[other].pop(b)
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total


def likest_groups(
    likeness: Mapping[tuple[int, int], float],
    number: int,
    *,
    least: float,
    must_differ: Callable[[list[int], list[int]], bool],
) -> list[list[int]]:
    """Merge the two likest of `number` things until no two are like to the degree `least`.

    How like two groups are is the mean over the likest quarter of their pairs, since most mentions
    of a thing say little of it. Two of which `must_differ` holds stay apart.
    """
    members = {one: [one] for one in range(number)}
    near: dict[int, set[int]] = {one: set() for one in members}
    heap = []
    for (a, b), value in likeness.items():
        near[a].add(b)
        near[b].add(a)
        if value >= least:
            heap.append((-value, min(a, b), max(a, b), 1, 1))
    heapify(heap)
    while heap:
        _, a, b, *sizes = heappop(heap)
        if [len(members.get(one, ())) for one in (a, b)] != sizes:
            continue
        if must_differ(members[a], members[b]):
            continue
        members[a] = sorted(members[a] + members.pop(b))
        near[a] = (near[a] | near.pop(b)) - {a, b}
        for other in sorted(near[a]):
            near[other] = (near[other] - {b}) | {a}
            value = _of_likest(likeness, members[a], members[other])
            if value >= least:
                low, high = sorted((a, other))
                heappush(heap, (-value, low, high, len(members[low]), len(members[high])))
    return [group for _, group in sorted(members.items())]


def _of_likest(
    likeness: Mapping[tuple[int, int], float], ones: list[int], others: list[int]
) -> float:
    """The mean likeness of the likest quarter of all pairs; pairs without one count as nothing."""
    values = sorted(
        (
            value for a in ones for b in others
            if (value := likeness.get((min(a, b), max(a, b)))) is not None
        ),
        reverse=True,
    )  # fmt: skip
    count = max(1, len(ones) * len(others) // 4)
    if len(values) < count:
        return float("-inf")
    return sum(values[:count]) / count
