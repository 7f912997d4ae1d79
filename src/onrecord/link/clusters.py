"""Groups of things that are like one another on the whole (average linkage).

Ids and likenesses of pairs in, groups of ids out. The order in which ids are given does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
