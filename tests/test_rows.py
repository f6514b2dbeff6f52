"""Collections that are made anew each time."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.rows import Made, room_for


def test_values_are_made_anew_unless_they_are_few() -> None:
    made: list[int] = []

    def make() -> Iterator[int]:
        for value in (1, 2, 3):
            made.append(value)
            yield value

    for keep, expected in ((0, 6), (2, 6), (3, 3)):
        made.clear()
        rows = Made(3, make, keep)
        assert list(rows) == list(rows) == [1, 2, 3]
        assert len(made) == expected


def test_two_may_go_through_them_at_once() -> None:
    rows = Made(3, lambda: iter("abc"))
    assert [(one, other) for one in rows for other in rows] == [(one, other) for one in "abc" for other in "abc"]


def test_rows_are_equal_to_collections_of_equal_values() -> None:
    rows = Made(2, lambda: iter("ab"))
    assert rows == ("a", "b") and rows == ["a", "b"] and rows == Made(2, lambda: ["a", "b"])
    assert rows != ("a", "c") and rows != ("a",) and rows != "ab"
    assert "a" in rows and "c" not in rows


def test_rows_are_pickled_as_a_tuple() -> None:
    assert pickle.loads(pickle.dumps(Made(2, lambda: iter("ab")))) == ("a", "b")


def test_rows_have_places_and_slices() -> None:
    rows = Made(5, lambda: iter(range(5)))
    assert (rows[0], rows[-1], rows[1:4], rows[::-1], rows[::2]) == (0, 4, (1, 2, 3), (4, 3, 2, 1, 0), (0, 2, 4))
    with pytest.raises(IndexError, match="there are 5"):
        rows[5]


def test_want_of_room_is_told(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="set TMPDIR to a larger disk"), room_for(tmp_path / "kg-1"):
        raise OSError(28, "No space left on device")
