"""Making the tables of names again: alignment, kana, nicknames, and the pairs that transliteration learns from."""

from pathlib import Path

import pytest

from kg.errors import KGError
from kg.training.align import learn
from kg.training.kana import hepburn
from kg.training.nicknames import sensible
from kg.training.readings import read_unihan, simple, table
from kg.training.transliteration_data import Pair, learnable, read_words


def test_alignment_finds_the_letters_of_a_character() -> None:
    counts = learn([("toma", "托马", 1.0), ("toni", "托尼", 1.0), ("mani", "马尼", 1.0)], rounds=8)
    assert max(counts["托"], key=lambda chunk: counts["托"][chunk]) == "to"
    assert max(counts["尼"], key=lambda chunk: counts["尼"][chunk]) == "ni"


@pytest.mark.parametrize(
    ("kana", "letters"),
    [("ヨシヒデ", "yoshihide"), ("ハットリ", "hattori"), ("キョウ", "kyou"), ("ジュン", "jun"), ("ッ", "")],
)
def test_hepburn(kana: str, letters: str) -> None:
    assert hepburn(kana) == letters


def test_nicknames_that_are_names_of_their_own_are_left_out() -> None:
    rows = [("aaron", "erin"), ("erin", "er"), ("alexander", "alex"), ("alex", "al"), ("joseph", "joe")]
    assert set(sensible(rows)) == {("erin", "er"), ("alexander", "alex"), ("alex", "al"), ("joseph", "joe")}


def test_unihan_rows(tmp_path: Path) -> None:
    path = tmp_path / "Unihan_Readings.txt"
    path.write_text("# x\nU+6587\tkCantonese\tman4\nU+6587\tkHangul\t문:0E\nU+6587\tkMandarin\twén\n", encoding="utf-8")
    found = read_unihan(path)
    assert found == {"文": {"cantonese": ["man"], "korean": ["문"]}}
    assert table(found, {"文": [("fumi", 3)]})[-1] == "文\tman\t문\t\tfumi:3"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="Unihan_Readings"):
        read_unihan(tmp_path / "Unihan_Readings.txt")
    with pytest.raises(KGError, match="en-zh-name-words"):
        read_words(tmp_path, "train")


def test_japanese_forms_become_simplified_ones() -> None:
    assert [simple(char) for char in "沢黒桜義"] == ["泽", "黑", "樱", "义"]


def test_pairs_of_a_split(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    path = tmp_path / "names" / "en-zh-name-words.tsv"
    path.write_text(
        "train\tmilgram\t米 爾 格 拉 姆\t2\ntest\txy\t甲\t1\ntrain\tab\t甲乙丙（人）\t1\n", encoding="utf-8"
    )
    pairs = read_words(tmp_path, "train")
    assert pairs == [Pair("milgram", "米尔格拉姆", 2), Pair("ab", "甲乙丙", 1)]
    assert learnable(pairs) == pairs[:1]
