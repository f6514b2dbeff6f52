"""What a recognizer's answers become for the next one to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kg.models.recognizer import Name, Recognizer
from kg.training.self_labels import label


class _Fixed:
    def __init__(self, names: list[Name]) -> None:
        self._names = names

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        return [self._names for _ in texts]


def _label(text: str, *answers: list[Name], chinese: bool = False) -> list[tuple[str, str | None]]:
    recognizers = [cast(Recognizer, _Fixed(answer)) for answer in answers]
    (example,) = label(recognizers, [text], chinese=chinese)
    return [(example.text[a:b], kind) for a, b, kind in example.spans]


def test_a_sure_name_is_marked_everywhere() -> None:
    assert _label("Doe came. Then Doe left, Doel stayed.", [(0, 3, "PER", 0.99)]) == [("Doe", "PER"), ("Doe", "PER")]


def test_doubt_stays_open() -> None:
    assert _label("Doe came.", [(0, 3, "PER", 0.6)]) == [("Doe", None)]


def test_what_not_all_see_stays_open() -> None:
    assert _label("Doe came.", [(0, 3, "PER", 0.99)], []) == [("Doe", None)]


def test_two_types_of_one_name_stay_open_elsewhere() -> None:
    found = _label("Ford. Ford! Ford?", [(0, 4, "PER", 0.99), (6, 10, "ORG", 0.99)])
    assert found == [("Ford", "PER"), ("Ford", "ORG"), ("Ford", None)]


def test_short_chinese_names_stay_open_elsewhere() -> None:
    assert _label("王毅说，王毅力很强", [(0, 2, "PER", 0.99)], chinese=True) == [("王毅", "PER"), ("王毅", None)]
