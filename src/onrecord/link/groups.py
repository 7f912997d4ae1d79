"""Things that belong together, found two at a time (union-find). Ids in, groups of ids out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Sets of ids that `join` merges; each id starts alone."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Start with each of `ids` in a group of its own."""
        self._parent = {key: key for key in ids}

    def top(self, key: str) -> str:
        """The least id that the group of `key` was built from."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Make the groups of both ids one."""
        low, high = sorted((self.top(one), self.top(other)))
        self._parent[high] = low

    def members(self) -> list[list[str]]:
        """All groups, each sorted, in the order of their first ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            found[self.top(key)].append(key)
        return [found[key] for key in sorted(found)]
