"""Stand-off names projected onto text."""

from __future__ import annotations

import json
from pathlib import Path

from kg.training.annotated import project, read_articles


def _found(text: str, names: dict[str, str | None], *, chinese: bool = False) -> list[tuple[str, str | None]]:
    return [(text[a:b], kind) for a, b, kind in project(text, names, chinese=chinese)]


def test_longest_first_and_whole_words() -> None:
    text = "The New York Times of New York wrote of Yorkshire."
    assert _found(text, {"New York": "LOC", "New York Times": "ORG", "York": "LOC"}) == [
        ("New York Times", "ORG"),
        ("New York", "LOC"),
    ]


def test_a_genitive_s_belongs_to_the_name() -> None:
    assert _found("Özdemirs Plan, Özdemir sagte", {"Özdemir": "PER"}) == [("Özdemirs", "PER"), ("Özdemir", "PER")]


def test_ignored_names_stay_open() -> None:
    assert _found("by Jo Doe in Paris", {"Jo Doe": None, "Paris": "LOC"}) == [("Jo Doe", None), ("Paris", "LOC")]


def test_a_single_character_counts_only_where_it_is_a_word() -> None:
    names: dict[str, str | None] = {"美": "LOC", "中": "LOC"}
    assert _found("中美会谈", names, chinese=True) == [("中", "LOC"), ("美", "LOC")]
    assert ("美", None) in _found("他喜欢美食", names, chinese=True)
    assert ("中", None) in _found("其中有人", names, chinese=True)


def test_latin_names_in_chinese_text_end_at_letters() -> None:
    assert _found("WHO说，WHOLE不是", {"WHO": "ORG"}, chinese=True) == [("WHO", "ORG")]


def test_articles_come_simplified_and_with_their_entities(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "ann").mkdir()
    text = "蔡先生訪問東京\n\n臺灣的陳小明昨天到東京訪問，並在當地發表演說，說明兩地合作的計畫。會後他搭機返國。"
    (tmp_path / "docs" / "one.txt").write_text(text, encoding="utf-8")
    answer = {
        "id": "one",
        "lang": "zh-Hant",
        "ignore": ["蔡"],
        "contacts": [],
        "published": None,
        "entities": [
            {"key": "x", "type": "person", "label": "x", "names": ["陳小明"]},
            {"key": "tokyo", "type": "place", "label": "Tokyo", "names": ["東京"]},
        ],
    }
    (tmp_path / "ann" / "one.json").write_text(json.dumps(answer), encoding="utf-8")
    (example,) = read_articles(tmp_path, "zh")
    assert {(example.text[a:b], kind) for a, b, kind in example.spans} == {
        ("陈小明", "PER"),
        ("东京", "LOC"),
        ("蔡", None),
    }
    assert ("PER", frozenset({"陈小明"})) in example.entities
    assert list(read_articles(tmp_path, "de")) == []
