"""Titles and the word lists of name grammar."""

from __future__ import annotations

import pytest

from kg.knowledge import LANGUAGE_TAGS, rows, split_names, titles, words


def _group(language: str, name: str) -> str | None:
    return next((title.group for title in titles() if name in title.names[language]), None)


def test_no_title_stands_in_two_groups_and_every_group_speaks_all_languages() -> None:
    for tag in LANGUAGE_TAGS:
        names = [name for title in titles() for name in title.names[tag]]
        assert len(set(names)) == len(names)
    silent = [title.group for title in titles() if not all(title.names[tag] for tag in LANGUAGE_TAGS)]
    assert silent == []
    assert len({title.group for title in titles()}) == len(titles())


def test_kinds_are_those_of_agencies() -> None:
    known = {row["kind"] for row in rows("agency_kinds")}
    assert {title.kind for title in titles() if title.kind} <= known


@pytest.mark.parametrize(
    ("language", "name", "group"),
    [
        ("zh-Hans", "国务卿", "foreign-minister"),
        ("zh-Hans", "外长", "foreign-minister"),
        ("en", "Secretary of State", "foreign-minister"),
        ("de", "US-Außenministers", "foreign-minister"),
        ("de", "Bundeskanzlerin", "chancellor"),
        ("zh-Hant", "閣揆", "prime-minister"),
        ("zh-Hant", "行政院長", "prime-minister"),
        ("zh-Hans", "特首", "chief-executive"),
        ("de", "Regierungssprecher", "spokesperson"),
        ("zh-Hant", "發言人", "spokesperson"),
        ("zh-Hant", "立委", "representative"),
        ("en", "Rep.", "representative"),
        ("zh-Hans", "政治局委员", "party-secretary"),
        ("de", "SPD-Chef", "party-leader"),
        ("zh-Hans", "王储", "prince"),
        ("en", "national security adviser", "national-security-adviser"),
        ("de", "Abgeordneter", "representative"),
        ("zh-Hans", "女士", "mr"),
        ("de", "Oberbürgermeisterin", "mayor"),
        ("zh-Hant", "執行長", "secretary-general"),
    ],
)
def test_offices(language: str, name: str, group: str) -> None:
    assert _group(language, name) == group


def test_ordinary_nouns_are_no_titles() -> None:
    for name in ("相", "官员", "学生", "男子"):
        assert _group("zh-Hans", name) is None
    assert _group("de", "Koch") is None


def test_cells_hold_no_empty_names() -> None:
    for row in rows("titles"):
        for tag in LANGUAGE_TAGS:
            assert "||" not in row[tag] and all(name for name, _ in split_names(row[tag]))


def test_word_lists() -> None:
    surnames = words("zh_surnames")
    assert len(surnames) >= 350 and all(len(name) == 1 for name in surnames)
    assert set("王李张刘陈杨黄赵吴周习") <= surnames
    assert not surnames & set("的和是在但由")
    assert {"欧阳", "司马", "诸葛"} <= words("zh_compound_surnames")
    assert len(words("en_given_names")) >= 1500 and {"Antony", "Vladimir", "Volodymyr"} <= words("en_given_names")
    assert len(words("de_given_names")) >= 800 and {"Annalena", "Jürgen"} <= words("de_given_names")
