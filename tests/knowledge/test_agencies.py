"""The tables agencies, agency_kinds and organizations: shape, uniqueness, scripts, coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from kg.knowledge import LANGUAGE_TAGS, agency_kinds, rows, split_names

FACT_TABLES = ("agencies", "organizations")
NAME_TABLES = (*FACT_TABLES, "agency_kinds")
FACT_COLUMNS = ["id", "country", "kind", *LANGUAGE_TAGS, "origin"]


def names(table: str) -> Iterator[tuple[str, str, str, bool]]:
    """(row id, language tag, name, contextual) of every name in a table."""
    for row in rows(table):
        for tag in LANGUAGE_TAGS:
            for name, contextual in split_names(row[tag]):
                yield row.get("id") or row["kind"], tag, name, contextual


def owners(tag: str, *, contextual: bool) -> dict[str, set[str]]:
    """Which facts a name belongs to, over both tables; keys are case-folded."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in FACT_TABLES:
        for id_, tag_, name, contextual_ in names(table):
            if tag_ == tag and contextual_ == contextual:
                found[name.casefold()].add(id_)
    return found


@pytest.mark.parametrize("table", FACT_TABLES)
def test_columns_are_the_documented_ones(table: str) -> None:
    for row in rows(table):
        assert list(row) == FACT_COLUMNS
        assert row["origin"]


def test_ids_are_unique_slugs_over_both_tables() -> None:
    ids = [row["id"] for table in FACT_TABLES for row in rows(table)]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not id_.replace("-", "").isalnum() or id_ != id_.lower() or not id_.isascii()] == []


@pytest.mark.parametrize("table", NAME_TABLES)
def test_every_row_has_all_four_languages(table: str) -> None:
    assert [row for row in rows(table) if not all(split_names(row[tag]) for tag in LANGUAGE_TAGS)] == []


@pytest.mark.parametrize("table", NAME_TABLES)
def test_cells_hold_clean_names(table: str) -> None:
    for row in rows(table):
        assert all(value == value.strip() and "  " not in value for value in row.values()), row
        for tag in LANGUAGE_TAGS:
            parts = row[tag].split("|")
            assert all(part and part == part.strip() and not part.startswith("~~") for part in parts), row
            assert len(parts) == len(set(parts)), row


@pytest.mark.parametrize("table", NAME_TABLES)
def test_no_name_is_a_single_character(table: str) -> None:
    assert [(id_, name) for id_, _, name, _ in names(table) if len(name) < 2] == []


@pytest.mark.parametrize("tag", LANGUAGE_TAGS)
def test_a_name_that_needs_no_context_belongs_to_one_fact(tag: str) -> None:
    assert {name: ids for name, ids in owners(tag, contextual=False).items() if len(ids) > 1} == {}


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_name_is_contextual_or_not_but_never_both_in_one_cell(table: str) -> None:
    seen: dict[tuple[str, str, str], bool] = {}
    for id_, tag, name, contextual in names(table):
        assert seen.setdefault((id_, tag, name), contextual) == contextual, (id_, tag, name)


def test_agencies_use_known_kinds_and_every_kind_is_named_once() -> None:
    kinds = [row["kind"] for row in rows("agency_kinds")]
    assert len(kinds) == len(set(kinds))
    assert set(agency_kinds()) == set(kinds)
    assert {row["kind"] for row in rows("agencies") if row["kind"]} <= set(kinds)


def test_organizations_say_what_sort_they_are() -> None:
    assert [row["id"] for row in rows("organizations") if not row["kind"]] == []


@pytest.mark.parametrize("table", FACT_TABLES)
def test_countries_are_alpha_2_codes_or_empty(table: str) -> None:
    codes = {row["country"] for row in rows(table)}
    assert {code for code in codes if code and not (len(code) == 2 and code.isupper() and code.isascii())} == set()


def test_coverage() -> None:
    agencies = list(rows("agencies"))
    assert len(agencies) >= 600
    assert len({row["country"] for row in agencies if row["country"]}) >= 45
    assert sum(not row["country"] for row in agencies) >= 100, "intergovernmental bodies"
    assert len(list(rows("organizations"))) >= 400


@pytest.mark.parametrize("table", NAME_TABLES)
def test_simplified_cells_hold_no_traditional_characters(table: str) -> None:
    opencc = pytest.importorskip("opencc")
    text = "\n".join(row["zh-Hans"] for row in rows(table))
    converted = opencc.OpenCC("t2s").convert(text)
    assert [(a, b) for a, b in zip(text.split("\n"), converted.split("\n"), strict=True) if a != b] == []


@pytest.mark.parametrize("table", NAME_TABLES)
def test_traditional_cells_hold_no_simplified_characters(table: str) -> None:
    """A character that exists only in Simplified changes when it is converted to Traditional."""
    opencc = pytest.importorskip("opencc")
    converter = opencc.OpenCC("s2t")
    # Both scripts use these; s2t picks the older form of what Taiwan and Hong Kong write.
    both = set("台峰干征恒托杰秘里")
    text = "".join(sorted({char for row in rows(table) for char in row["zh-Hant"]} - both))
    assert [char for char in text if converter.convert(char) != char] == []


@pytest.mark.parametrize(
    ("table", "tag", "name", "id_", "contextual"),
    [
        ("agencies", "zh-Hans", "国务院", "us-department-of-state", True),
        ("agencies", "zh-Hans", "国务院", "china-state-council", True),
        ("agencies", "zh-Hant", "緝毒局", "drug-enforcement-administration", False),
        ("agencies", "zh-Hant", "聯準會", "federal-reserve", False),
        ("agencies", "zh-Hant", "美聯儲", "federal-reserve", False),
        ("agencies", "zh-Hant", "歐盟執委會", "european-commission", False),
        ("agencies", "de", "Auswärtigen Amtes", "germany-federal-foreign-office", False),
        ("agencies", "de", "Weißen Hauses", "white-house", False),
        ("agencies", "de", "Vereinten Nationen", "united-nations", False),
        ("agencies", "en", "DEA", "drug-enforcement-administration", False),
        ("agencies", "zh-Hans", "陆委会", "mainland-affairs-council", False),
        ("agencies", "en", "Pentagon", "us-department-of-defense", False),
        ("organizations", "zh-Hans", "民主党", "democratic-party", True),
        ("organizations", "zh-Hans", "共和党", "republican-party", False),
        ("organizations", "zh-Hant", "台積電", "tsmc", False),
        ("organizations", "de", "Deutschen Bank", "deutsche-bank", False),
        ("organizations", "zh-Hans", "苹果", "apple-inc", True),
    ],
)
def test_names_that_must_be_there(table: str, tag: str, name: str, id_: str, contextual: bool) -> None:
    assert (id_, tag, name, contextual) in set(names(table))
