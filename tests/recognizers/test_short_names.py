"""Single characters that stand for countries, and those that don't."""

from __future__ import annotations

import pytest

from kg.recognizers import segment, short_names
from kg.recognizers.cover import Cover


def countries(text: str) -> list[tuple[str, str | None]]:
    found = short_names.candidates(text, Cover(segment.borders(text)), set())
    return [(text[c.start : c.end], c.country) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("美中两国官员会谈", [("美", "US"), ("中", "CN")]),
        ("他下周访华", [("华", "CN")]),
        ("对台军售", [("台", "TW")]),
        ("美、中、台三方", [("美", "US"), ("中", "CN"), ("台", "TW")]),
        ("英媒报道说", [("英", "GB")]),
        ("中美关系出现转机", [("中", "CN"), ("美", "US")]),
        ("中日韩三国外长", [("中", "CN"), ("日", "JP"), ("韩", "KR")]),
        ("美食节在公园举行", []),
        ("日前有消息说", []),
        ("其中一人受伤", []),
        ("台中的一家工厂", []),
        ("他以中文回答", []),
    ],
)
def test_short_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert countries(text) == expected
