"""Clusters of keys from judgements: union-find that asks a guard before every union, and obeys people's decisions.

The result does not depend on the order in which keys were met: people's decisions come first, then judgements,
sorted, strongest rule first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
Guard = Callable[[list[K], list[K]], bool]


class Clusters(Generic[K]):
    """Disjoint sets of keys. ``compatible`` sees the members of both sets and may refuse their union.

    `force` joins past the guard, `keep_apart` forbids a union for good. Sets that were forced together stay *parts*
    for the guard: who fits Joe Biden still joins him after a person decided that Robinette is Joe Biden too. Where a
    person decided both whom a ``weak`` key (a short name that may mean several) means and whom it doesn't, no rule
    joins its set with another through it.
    """

    def __init__(self, compatible: Guard[K] | None = None, weak: Callable[[K], bool] = lambda key: False) -> None:
        self._parent: dict[K, K] = {}
        self._members: dict[K, list[K]] = {}
        self._compatible = compatible
        self._weak = weak
        self._parts: Clusters[K] | None = None
        self._forced: set[K] = set()
        self._kept: set[K] = set()
        self._enemies: dict[K, dict[K, str]] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._parent

    def add(self, key: K) -> None:
        """A set of its own for a new key."""
        if key not in self._parent:
            self._parent[key] = key
            self._members[key] = [key]

    def find(self, key: K) -> K:
        """The representative of the key's set; an unknown key gets a set of its own."""
        parent = self._parent
        up = parent.get(key)
        if up is None:
            self.add(key)
            return key
        if (root := parent[up]) is up:  # nearly always one step
            return up
        while (up := parent[root]) is not root:
            root = up
        while (up := parent[key]) is not root:
            parent[key] = root
            key = up
        return root

    def union(self, left: K, right: K) -> bool:
        """Joins two sets; False where the guard or a decision refuses. True also where they were one already."""
        a, b = self.find(left), self.find(right)
        if a != b and not self.allows(left, right):
            return False
        if self._parts is not None:
            self._parts.union(left, right)
        self._merge(a, b)
        return True

    def allows(self, left: K, right: K) -> bool:
        """Would `union` join these two?"""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if self.apart(left, right) is not None or self.settled(left) or self.settled(right):
            return False
        if self._compatible is None:
            return True
        if self._parts is None:
            return self._compatible(self._members[a], self._members[b])
        return self._parts.allows(left, right)

    def force(self, left: K, right: K) -> None:
        """Joins two sets because a person decided so, past the guard; contradictions are for the caller to find."""
        if self._parts is None:
            self._parts = Clusters(self._compatible)
            for members in self._members.values():
                for key in members:
                    self._parts._merge(self._parts.find(members[0]), self._parts.find(key))
        self._forced |= {left, right}
        self._merge(self.find(left), self.find(right))

    def keep_apart(self, left: K, right: K, reason: str) -> None:
        """Forbids that these two are ever in one set; ``reason`` says who wants it so."""
        a, b = self.find(left), self.find(right)
        self._kept |= {left, right}
        self._enemies.setdefault(a, {}).setdefault(right, reason)
        self._enemies.setdefault(b, {}).setdefault(left, reason)

    def apart(self, left: K, right: K) -> str | None:
        """Why a person's decision forbids the union of these two; None where none does."""
        if not self._enemies:
            return None
        a, b = self.find(left), self.find(right)
        return next((why for key, why in self._enemies.get(a, {}).items() if self.find(key) == b), None)

    @property
    def free(self) -> bool:
        """Did no person decide anything here?"""
        return not self._forced and not self._kept

    def decided(self, key: K) -> bool:
        """Did a person decide about this key itself?"""
        return key in self._forced or key in self._kept

    def settled(self, key: K) -> bool:
        """Did a person decide whom this weak key means, and whom not? Then no rule asks again."""
        if key not in self._forced or key not in self._kept or not self._weak(key):
            return False
        return not all(map(self._weak, self.members(key)))

    def members(self, key: K) -> list[K]:
        """All keys of the key's set."""
        return self._members[self.find(key)]

    def sets(self) -> Iterable[list[K]]:
        """All sets."""
        return self._members.values()

    def _merge(self, a: K, b: K) -> None:
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        if b in self._enemies:
            self._enemies[a] = self._enemies.pop(b) | self._enemies.get(a, {})
