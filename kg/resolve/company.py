"""In what company a cluster stands: offices, countries, weeks, and who else stands in its articles.

Contexts are made for single clusters when somebody asks, from a bounded number of articles, and never from texts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.evidence import Evidence
from kg.resolve.homes import Groups
from kg.resolve.offices import SPHERES, VAGUE
from kg.resolve.profiles import Profile

ARTICLES = 60
"""Articles that a context is made from, those with the smallest ids."""
RARE = 0.03
"""The share of all articles that a neighbour may stand in to say something; at least `FEW` articles are allowed."""
FEW = 6
SMALL = 50
"""Articles that a small corpus is taken to be a part of: somebody in two of six articles is not yet everywhere."""
TOGETHER = 6.0
"""What neighbours say at most of two clusters that stand in one article."""
WEEKS_NEAR = 3
"""Weeks on both sides within which two articles may tell of one matter."""


@dataclass(frozen=True, slots=True)
class Context:
    """Counts over a cluster's articles: office groups, countries, weeks (ISO ordinals / 7), rare neighbours."""

    roles: Mapping[str, int]
    countries: Mapping[str, int]
    weeks: frozenset[int]
    neighbours: frozenset[int]
    articles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two contexts agree; each from -1 (contradict) over 0 (nothing known) to 1, ``neighbours`` in nats of surprise."""

    office: float
    country: float
    weeks: float
    neighbours: float
    shared: tuple[int, ...] = ()

    @property
    def support(self) -> float:
        """One figure: above 1 good reason to take them for one, below -1 good reason not to."""
        return 1.2 * self.office + 0.8 * self.country + 0.4 * self.weeks + min(3.0, self.neighbours / 3.0)


class Company:
    """Contexts of clusters; ``homes`` gives for each profile the number of its cluster, as clusters are now."""

    def __init__(self, evidence: Evidence, homes: Sequence[int]) -> None:
        self._evidence, self._homes = evidence, homes
        self._groups = Groups(homes)
        self._spread = self._groups.sums(evidence.spread)
        self._total = max(1, len(evidence.places))
        self._order = evidence.ranks()
        self._contexts: dict[int, Context] = {}

    def context(self, home: int) -> Context:
        """The context of one cluster."""
        if home not in self._contexts:
            profiles = self._evidence.profiles
            self._contexts[home] = self.of_profiles([profiles[index] for index in self._groups[home]], home)
        return self._contexts[home]

    def of_profiles(self, profiles: Sequence[Profile], home: int = -1) -> Context:
        """The context of some profiles; ``home`` is their own cluster, which is no neighbour of itself."""
        roles: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        for profile in profiles:
            roles.update({role: n for role, n in profile.roles.items() if role not in VAGUE})
            countries.update(profile.countries)
        articles = {article for profile in profiles for article in profile.articles}
        chosen = sorted(articles, key=self._order.__getitem__)[:ARTICLES]
        most = max(FEW, RARE * self._total)
        neighbours = {
            other
            for article in chosen
            for other in map(self._homes.__getitem__, self._evidence.rows[article])
            if other != home and self._spread[other] <= most
        }
        weeks = {self._evidence.places[article].day // 7 for article in articles} - {0}
        return Context(roles, countries, frozenset(weeks), frozenset(neighbours), frozenset(articles))

    def likeness(self, left: Context, right: Context) -> Likeness:
        """How two contexts agree. Neighbours count by how rare they are; where both stand in one article, that they
        share its neighbours says little."""
        shared = left.neighbours & right.neighbours
        ranked = sorted(shared, key=lambda home: (self._spread[home], home))
        total = self._total + SMALL
        surprise = sum(math.log(total / self._spread[home]) for home in ranked[:8])
        return Likeness(
            office=offices(left.roles, right.roles),
            country=_agree(left.countries, right.countries),
            weeks=_weeks(left.weeks, right.weeks),
            neighbours=min(
                surprise / math.log(total) * 3.0, TOGETHER if left.articles & right.articles else 99.0
            ),
            shared=tuple(ranked[:3]),
        )


def offices(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    """1 for a group in common, 0 where one has none or both stand in one sphere, -1 for two spheres."""
    if not left or not right:
        return 0.0
    if set(left) & set(right):
        return 1.0
    mine, theirs = ({SPHERES.get(role, role) for role in roles} for roles in (left, right))
    return 0.2 if mine & theirs else -1.0


def _agree(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    if not left or not right:
        return 0.0
    return 1.0 if set(left) & set(right) else -1.0


def _weeks(left: frozenset[int], right: frozenset[int]) -> float:
    if not left or not right:
        return 0.0
    gap = min(abs(a - b) for a in left for b in right) if len(left) * len(right) <= 400 else 0
    return 1.0 if gap <= WEEKS_NEAR else 0.0 if gap <= 26 else -0.5

