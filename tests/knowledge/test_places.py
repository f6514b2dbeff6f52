"""The table of places: complete by class, unambiguous, in all four variants, and equal to what its generator writes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from kg.knowledge import LANGUAGE_TAGS, facts, rows, split_names
from kg.training.countries import DEPENDENT, converters
from kg.training.places import inhabitants, place_rows, slug

KINDS = {"city", "region", "sea", "building", "island", "river", "mountain", "district", "territory"}


def test_table_is_what_the_generator_writes() -> None:
    assert [(row["id"], row["en"].split("|")[0]) for row in rows("places")] == [
        (row["id"], row["en"].split("|")[0]) for row in place_rows()
    ]


def test_rows_are_well_formed() -> None:
    table = list(rows("places"))
    assert len({row["id"] for row in table}) == len(table) > 2000
    codes = {row["id"] for row in rows("countries")}
    for row in table:
        assert re.fullmatch(r"[a-z0-9-]+", row["id"]), row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert not row["country"] or row["country"] in codes, row["id"]
        assert row["origin"], row["id"]
        for tag in LANGUAGE_TAGS:
            assert split_names(row[tag]), f"{row['id']} has no name in {tag}"


def _sure_names() -> Iterator[tuple[tuple[str, str], str]]:
    to_simplified, _ = converters()
    for fact in facts().values():
        if fact.type not in ("country", "place"):
            continue
        for name in fact.names:
            if not name.contextual and name.form != "short":
                chinese = name.language.startswith("zh")
                yield ("zh", to_simplified(name.text)) if chinese else (name.language, name.text), fact.id


def test_no_sure_name_means_two_places() -> None:
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, id_ in _sure_names():
        meanings[key].add(id_)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    "state",
    [
        "baden-wuerttemberg",
        "bavaria",
        "berlin",
        "brandenburg",
        "bremen",
        "hamburg",
        "hesse",
        "mecklenburg-vorpommern",
        "lower-saxony",
        "north-rhine-westphalia",
        "rhineland-palatinate",
        "saarland",
        "saxony",
        "saxony-anhalt",
        "schleswig-holstein",
        "thuringia",
    ],
)
def test_all_german_states(state: str) -> None:
    assert facts()[f"place:{state}"].country == "DE"


def test_classes_are_complete() -> None:
    count: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows("places"):
        count[row["country"], row["kind"]] += 1
    assert count["US", "region"] >= 50
    assert count["CN", "city"] >= 120
    assert count["DE", "city"] >= 150
    assert count["TW", "city"] >= 16
    assert count["JP", "region"] + count["JP", "city"] >= 47
    assert sum(row["kind"] == "territory" for row in rows("places")) == len(DEPENDENT)


@pytest.mark.parametrize(
    ("name", "language", "id_"),
    [
        ("華府", "zh-Hant", "washington-dc"),
        ("Washington, D.C.", "en", "washington-dc"),
        ("雪梨", "zh-Hant", "sydney"),
        ("悉尼", "zh-Hant", "sydney"),
        ("三藩市", "zh-Hant", "san-francisco"),
        ("杜拜", "zh-Hans", "dubai"),
        ("首爾", "zh-Hant", "seoul"),
        ("Nahen Osten", "de", "middle-east"),
        ("台海", "zh-Hant", "taiwan-strait"),
        ("尖閣諸島", "zh-Hant", "senkaku-islands"),
        ("Gazastreifen", "de", "gaza-strip"),
        ("旺角", "zh-Hant", "mong-kok"),
        ("巴薩", "zh-Hant", ""),
        ("Kiew", "de", "kyiv"),
        ("格陵蘭", "zh-Hant", "greenland"),
        ("Berliner", "de", "berlin"),
        ("europäischen", "de", "europe"),
    ],
)
def test_lookups(name: str, language: str, id_: str) -> None:
    found = {
        fact.id
        for fact in facts().values()
        if fact.type == "place"
        for each in fact.names
        if (each.text, each.language) == (name, language)
    }
    assert found == ({f"place:{id_}"} if id_ else set())


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Essen"),
        ("de", "Singen"),
        ("en", "Nice"),
        ("en", "Reading"),
        ("en", "Split"),
        ("zh-Hans", "中山"),
        ("zh-Hans", "朝阳"),
    ],
)
def test_ordinary_words_count_only_in_context(language: str, word: str) -> None:
    marks = [
        name.contextual
        for fact in facts().values()
        if fact.type == "place"
        for name in fact.names
        if (name.text, name.language) == (word, language)
    ]
    assert marks and all(marks)


def test_slugs_and_inhabitants() -> None:
    assert slug("Côte d'Azur") == "cote-dazur"
    assert inhabitants("Hamburg") == ["Hamburger"]
    assert inhabitants("Recklinghausen") == ["Recklinghausener", "Recklinghäuser"]
    assert inhabitants("New York") == []
