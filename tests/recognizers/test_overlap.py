"""Ties between candidates."""

from __future__ import annotations

from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS, settle


def candidate(
    start: int, end: int, type_: str = "organization", recognizer: str = "gazetteer", known: str | None = None
) -> Candidate:
    return Candidate(start=start, end=end, type=type_, recognizer=recognizer, rank=RANKS[recognizer], known=known)  # type: ignore[arg-type]


def test_the_longest_wins() -> None:
    long, short = candidate(0, 9, recognizer="statistical"), candidate(0, 2, "country", known="country:FR")
    assert settle([short, long]) == [long]


def test_equal_spans_go_to_the_higher_rank() -> None:
    known, guessed = candidate(0, 3), candidate(0, 3, "person", "statistical")
    assert settle([guessed, known]) == [known]


def test_a_watched_name_wins_over_a_longer_one() -> None:
    watched, long = candidate(2, 4, "person", "watchlist"), candidate(0, 9)
    assert settle([long, watched]) == [watched]


def test_a_country_stays_inside_its_agency_only() -> None:
    agency, country = candidate(0, 5, "agency"), candidate(0, 2, "country", known="country:US")
    settled = settle([agency, country])
    assert [(c.start, c.end, c.nested) for c in settled] == [(0, 5, False), (0, 2, True)]


def test_the_order_of_candidates_does_not_matter() -> None:
    some = [
        candidate(0, 4),
        candidate(3, 6),
        candidate(5, 9, "person", "statistical"),
        candidate(0, 2, "country", known="country:US"),
    ]
    assert settle(some) == settle(some[::-1])
