"""Ties between candidates."""

from __future__ import annotations

from random import Random

from kg.recognizers import overlap
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


def plainly(candidates: list[Candidate]) -> list[Candidate]:
    """`settle` with each candidate against all others, wherever they stand."""
    taken: list[Candidate] = []
    inside: list[Candidate] = []
    for c in sorted(sorted(candidates, key=lambda c: c.start), key=overlap._precedence):
        over = [other for other in taken if other.overlaps(c)]
        if not over:
            taken.append(c)
        elif c.known and over[0].start <= c.start and c.end <= over[0].end and over[0].type == "agency":
            shorter = c.end - c.start < over[0].end - over[0].start
            if shorter and (c.type == "country" or (c.type == "place" and over[0].recognizer == "mission")):
                inside.append(c._replace(nested=True))
    for c in sorted(inside, key=lambda c: (c.start - c.end, c.start)):
        if not any(other.nested and other.overlaps(c) for other in taken):
            taken.append(c)
    return sorted(taken, key=lambda c: (c.start, -c.end))


def test_stretches_are_settled_as_the_whole_is() -> None:
    random = Random(11)
    for _ in range(300):
        some = []
        for _ in range(random.randint(0, 25)):
            start = random.randint(0, 50)
            kind = random.choice(("agency", "country", "place", "person"))
            by = random.choice(("gazetteer", "statistical", "mission", "watchlist"))
            some.append(candidate(start, start + random.randint(1, 7), kind, by, random.choice((None, "country:US"))))
        assert settle(some) == plainly(some)
        assert settle(settle(some)) == settle(some)


def test_what_stands_stands_again() -> None:
    agency, country = candidate(0, 5, "agency"), candidate(0, 2, "country", known="country:US")
    other = candidate(8, 9, "person", "statistical")
    settled = settle([other, country, agency])
    assert settle(settled) == settled
    assert settle([]) == []
