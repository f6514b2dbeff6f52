"""Candidates inside a stretch of text."""

from __future__ import annotations

from random import Random

from kg.recognizers.candidate import Candidate
from kg.recognizers.within import Within


def test_those_inside_are_found_by_start() -> None:
    random = Random(5)
    for _ in range(100):
        spans = [(start, start + random.randint(0, 6)) for start in random.choices(range(30), k=random.randint(0, 20))]
        candidates = [Candidate(start=start, end=end, type="place", recognizer="gazetteer") for start, end in spans]
        within = Within(candidates)
        start = random.randint(0, 30)
        end = start + random.randint(0, 12)
        plain = [c for c in sorted(candidates, key=lambda c: c.start) if start <= c.start and c.end <= end]
        assert within.inside(start, end) == plain
    assert Within([]).inside(0, 9) == []
