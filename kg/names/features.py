"""What a comparison of two names saw, and how that makes a score."""

from __future__ import annotations

import math
from dataclasses import dataclass

SAME, DIFFERENT = 0.7, 0.3
"""From SAME on two names are one name, with the precision that ``data/match.md`` reports; up to DIFFERENT they are not; what
lies between needs context."""

SURNAME_ONLY = 0.6
"""The score of a surname that fits a full name and says no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """What one comparison saw: its name, its value (0..1), and the parts that it compared."""

    name: str
    value: float
    saw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A score in 0..1 and the features that it was made of."""

    score: float
    features: tuple[Feature, ...]


def feature(name: str, value: float, left: str, right: str = "") -> Feature:
    """A feature that compared two parts; the value is cut to [0, 1]."""
    return Feature(name=name, value=round(min(1.0, max(0.0, value)), 3), saw=f"{left} ~ {right}" if right else left)


def combined(*features: Feature, weight: float = 1.0) -> Match:
    """The geometric mean of the features, times a weight."""
    if not features or any(one.value <= 0 for one in features):
        return Match(score=0.0, features=features)
    mean = math.exp(sum(math.log(one.value) for one in features) / len(features))
    return Match(score=round(weight * mean, 3), features=features)


def scaled(found: Match, by: Feature, weight: float) -> Match:
    """The match with one more feature, whose weight multiplies the score."""
    return Match(score=round(found.score * weight, 3), features=(*found.features, by))


def best(*found: Match | None) -> Match:
    """The match with the highest score, the first of equals."""
    return max((one for one in found if one is not None), key=lambda one: one.score)
