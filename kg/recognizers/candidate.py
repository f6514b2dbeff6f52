"""A possible mention, before ties are settled: small and mutable-free, so that recognizers stay pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch ``start..end`` of the analysed text that may be a name.

    ``rank`` settles ties of equal length: the larger wins (see `kg.recognizers.overlap`). ``nested`` marks a country
    inside the name of one of its agencies (美国 in 美国国务院): it stays although a longer mention covers it.
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

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end
