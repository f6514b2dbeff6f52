"""Treebanks as parts of speech and as sentences with open proper nouns."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.training.treebanks import partial_examples, parts_of_speech


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "treebanks" / "de"
    folder.mkdir(parents=True)
    lines = "Anna##PROPN Klotz##PROPN kauft##VERB im##_ in##ADP dem##DET Laden##NOUN ein##ADV Brot##NOUN .##PUNCT\n"
    (folder / "gsd-train.pos-only.txt").write_text(lines, encoding="utf-8")
    return tmp_path


def test_parts_of_speech(data: Path) -> None:
    found = parts_of_speech(data, "de")
    assert (found["anna"], found["laden"], found["kauft"], found["im"]) == ("P", "N", "V", "O")
    assert "dem" not in found


def test_only_proper_nouns_and_given_names_are_open(data: Path) -> None:
    (example,) = partial_examples(data, "de", frozenset({"Brot"}))
    # small words and nouns within two words of an open one may belong to its name: open too
    assert example.text == "Anna Klotz kauft im Laden ein Brot ."
    assert [example.text[a:b] for a, b, _ in example.spans] == ["Anna", "Klotz", "im", "Laden", "Brot", "."]
    assert {kind for _, _, kind in example.spans} == {None}
