"""A possible mention, before ties are settled: small and mutable-free, so that recognizers stay pure functions."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import EntityType, Span


class Candidate(NamedTuple):
    """A stretch ``start..end`` of the analysed text that may be a name.

    ``rank`` settles ties of equal length: the larger wins (see `kg.recognizers.overlap`). ``nested`` marks a country
    inside the name of one of its agencies (美国 in 美国国务院): it stays although a longer mention covers it.

    A tuple, for a hundred of them are made and remade in every article: a frozen dataclass takes three times as long.
    """

    start: int
    end: int
    type: EntityType
    recognizer: str
    rank: int = 0
    confidence: float = 1.0
    known: str | None = None
    country: str | None = None
    role: str | None = None
    nested: bool = False

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)

    @property
    def found(self) -> tuple[int, int, EntityType, str, float, str | None, str | None, str | None]:
        """What of it a store keeps: all but what settled ties."""
        return self.start, self.end, self.type, self.recognizer, self.confidence, self.known, self.country, self.role

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end
