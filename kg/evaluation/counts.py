"""Counts of right, false and missed, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DIGITS = 3


@dataclass(slots=True, kw_only=True)
class Counts:
    """``right`` (true positives), ``false`` (false positives) and ``missed`` (false negatives)."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right; 0 where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """Of what is there, the part that was found; 0 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (van Rijsbergen 1979, Information Retrieval, ch. 7)."""
        return harmonic(self.precision, self.recall)

    def record(self) -> dict[str, float]:
        """For JSON, rounded."""
        return {
            "p": round(self.precision, DIGITS), "r": round(self.recall, DIGITS), "f1": round(self.f1, DIGITS),
            "tp": self.right, "fp": self.false, "fn": self.missed,
        }


@dataclass(slots=True, kw_only=True)
class Share:
    """``right`` of ``total``."""

    right: int = 0
    total: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.total += 1

    @property
    def value(self) -> float | None:
        """0 to 1; None where there was nothing to count."""
        return self.right / self.total if self.total else None


def harmonic(a: float, b: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * a * b / (a + b) if a + b else 0.0


def total(parts: Iterable[Counts]) -> Counts:
    """All counts added up."""
    result = Counts()
    for part in parts:
        result.right += part.right
        result.false += part.false
        result.missed += part.missed
    return result
