"""Clusters of keys from judgements: union-find that asks a guard before every union.

The result does not depend on the order in which keys were met: judgements come sorted, strongest rule first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Clusters(Generic[K]):
    """Disjoint sets of keys. ``compatible`` sees the members of both sets and may refuse their union."""

    def __init__(self, compatible: Callable[[list[K], list[K]], bool] | None = None) -> None:
        self._parent: dict[K, K] = {}
        self._members: dict[K, list[K]] = {}
        self._compatible = compatible

    def __contains__(self, key: K) -> bool:
        return key in self._parent

    def add(self, key: K) -> None:
        """A set of its own for a new key."""
        if key not in self._parent:
            self._parent[key] = key
            self._members[key] = [key]

    def find(self, key: K) -> K:
        """The representative of the key's set; an unknown key gets a set of its own."""
        self.add(key)
        root = key
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[key] != root:
            self._parent[key], key = root, self._parent[key]
        return root

    def union(self, left: K, right: K) -> bool:
        """Joins two sets; False where the guard refuses. True also where they were one already."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if self._compatible is not None and not self._compatible(self._members[a], self._members[b]):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        return True

    def members(self, key: K) -> list[K]:
        """All keys of the key's set."""
        return self._members[self.find(key)]

    def sets(self) -> Iterable[list[K]]:
        """All sets."""
        return self._members.values()
