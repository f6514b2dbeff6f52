"""The table of countries: complete, unambiguous, in all four variants, and equal to what its generator writes."""

from __future__ import annotations

import pytest

from kg.knowledge import LANGUAGE_TAGS, facts, rows, split_names
from kg.training.countries import DEPENDENT, converters, country_rows, inflect_people, spellings, territories

FORMER = {"SU", "YU", "CS", "DD"}
IN_BOTH_SCRIPTS = set("台")
"""What OpenCC turns into a rarer form (臺), but that Traditional texts use as they are."""


def test_every_territory_is_a_country_or_a_place() -> None:
    ids = {row["id"] for row in rows("countries")}
    assert ids == (territories() - set(DEPENDENT)) | FORMER
    assert {"TW", "HK", "MO", "XK", "PS", "VA"} <= ids
    assert len(territories()) == 249


def test_table_is_what_the_generator_writes() -> None:
    table = [dict(row) for row in rows("countries")]
    made = country_rows()
    assert [(row["id"], row["en"].split("|")[0]) for row in table] == [
        (row["id"], row["en"].split("|")[0]) for row in made
    ]


def test_ids_are_unique_and_every_country_has_a_name_in_every_variant() -> None:
    table = list(rows("countries"))
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        for tag in LANGUAGE_TAGS:
            assert split_names(row[tag]), f"{row['id']} has no name in {tag}"


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("US", "en", "U.S."),
        ("US", "de", "Vereinigten Staaten"),
        ("US", "zh-Hans", "美利坚合众国"),
        ("US", "en", "America"),
        ("CN", "en", "PRC"),
        ("CN", "zh-Hant", "中國大陸"),
        ("TW", "zh-Hant", "中華民國"),
        ("TW", "zh-Hant", "台灣"),
        ("KR", "zh-Hant", "南韓"),
        ("KR", "zh-Hant", "韓國"),
        ("KP", "zh-Hans", "北韩"),
        ("SA", "zh-Hant", "沙烏地阿拉伯"),
        ("NZ", "zh-Hans", "纽西兰"),
        ("NZ", "zh-Hant", "新西蘭"),
        ("LA", "zh-Hant", "寮國"),
        ("IT", "zh-Hans", "义大利"),
        ("AE", "zh-Hant", "阿拉伯聯合大公國"),
        ("CZ", "en", "Czech Republic"),
        ("MM", "en", "Burma"),
        ("NL", "de", "Holland"),
        ("DE", "de", "Bundesrepublik"),
        ("GB", "de", "Großbritannien"),
        ("HK", "zh-Hant", "香港特別行政區"),
    ],
)
def test_names_of_all_regions(code: str, language: str, name: str) -> None:
    assert name in {each.text for each in facts()[f"country:{code}"].names if each.language == language}


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("US", "US-amerikanischen"),
        ("US", "Amerikanerin"),
        ("CN", "chinesische"),
        ("CN", "Chinesen"),
        ("DE", "Deutschen"),
        ("FR", "Französin"),
        ("GB", "Briten"),
        ("PL", "Polin"),
        ("US", "Americans"),
        ("GB", "Britons"),
        ("CN", "Sino"),
    ],
)
def test_adjectives_and_people(code: str, form: str) -> None:
    assert form in {each.text for each in facts()[f"country:{code}"].names if each.form == "adjective"}


def test_words_that_are_also_other_things_count_only_in_context() -> None:
    contextual = {
        (fact.id, name.text)
        for fact in facts().values()
        for name in fact.names
        if fact.type == "country" and name.contextual
    }
    assert {
        ("country:GE", "Georgia"),
        ("country:JO", "Jordan"),
        ("country:TD", "Chad"),
        ("country:CN", "大陆"),
    } <= contextual


def test_single_characters_belong_to_one_country_each() -> None:
    short = [(name.text, fact.id) for fact in facts().values() for name in fact.names if name.form == "short"]
    assert len({text for text, _ in short}) == len(short)
    assert dict(short)["澳"] == "country:AU"
    assert {"美", "中", "俄", "日", "韩", "朝", "台", "港"} <= {text for text, _ in short}


def test_traditional_cells_hold_no_simplified_name() -> None:
    _, to_traditional = converters()
    for table in ("countries", "places"):
        for row in rows(table):
            simplified = {name for name, _ in split_names(row["zh-Hans"])}
            for name, _ in split_names(row["zh-Hant"]):
                converted = to_traditional(name)
                strange = {old for old, new in zip(name, converted, strict=True) if old != new} - IN_BOTH_SCRIPTS
                assert name not in simplified or not strange, f"{row['id']}: {name} {strange}"


def test_inflection_and_spellings() -> None:
    assert inflect_people("Schweizer") == ["Schweizer", "Schweizern", "Schweizers", "Schweizerin", "Schweizerinnen"]
    assert inflect_people("Türke") == ["Türke", "Türken", "Türkin", "Türkinnen"]
    assert inflect_people("Saudi") == ["Saudi", "Saudis"]
    assert spellings("Congo - Kinshasa", "en") == []
    assert spellings("St. Kitts & Nevis", "en")[-1] == "Saint Kitts and Nevis"
    assert spellings("Côte d’Ivoire", "de") == ["Côte d'Ivoire"]
