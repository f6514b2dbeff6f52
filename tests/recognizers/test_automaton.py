"""Names of a table in a text, and which of them stand."""

from __future__ import annotations

from random import Random

import pytest

from kg.recognizers import automaton
from kg.recognizers.automaton import Automaton, longest, occurrences


def text_of(random: Random, length: int) -> str:
    return "".join(random.choice("aab 美国") for _ in range(length))


def table_of(random: Random) -> dict[str, int]:
    names = [text_of(random, random.randint(1, 4)) for _ in range(random.randint(0, 12))]
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def test_every_occurrence_is_found_overlapping_ones_included() -> None:
    assert Automaton({"aa": 1, "a": 2}).find("aaa") == [(0, 1, 2), (0, 2, 1), (1, 2, 2), (1, 3, 1), (2, 3, 2)]


@pytest.mark.parametrize("short", [0, 100])
def test_names_of_one_text_are_found_as_with_an_automaton(short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "SHORT", short)
    random = Random(7)
    for _ in range(200):
        table, text = table_of(random), text_of(random, random.randint(0, 60))
        taken = bytearray(random.randint(0, 9) // 8 for _ in text)
        hits = [hit for hit in Automaton(table).find(text) if not any(taken[hit[0] : hit[1]])]
        assert occurrences(table, text, taken) == hits


def plainly(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """`longest` as its docstring has it: each in turn, the longest first."""
    taken: list[tuple[int, int, int]] = []
    for start, end, value in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= other[0] or other[1] <= start for other in taken):
            taken.append((start, end, value))
    return sorted(taken)


def test_the_longest_of_overlapping_hits_stand() -> None:
    assert longest([(0, 2, 1), (1, 5, 2), (5, 7, 3), (6, 8, 4)]) == [(1, 5, 2), (5, 7, 3)]
    random = Random(3)
    for _ in range(300):
        starts = [random.randint(0, 40) for _ in range(random.randint(0, 25))]
        hits = [(start, start + random.randint(1, 6), number) for number, start in enumerate(starts)]
        assert longest(hits) == plainly(hits)
