"""The tables are plain: cells between tabs, and nothing quoted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import knowledge
from kg.knowledge import split_names

DATA = Path(knowledge.__file__).parent / "data"


@pytest.mark.parametrize("table", sorted(path.stem for path in DATA.glob("*.tsv")))
def test_rows_are_those_that_a_csv_reader_reads(table: str) -> None:
    with (DATA / f"{table}.tsv").open(encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        read = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(knowledge.rows(table)) == read


def test_cells_hold_names_between_bars_and_mark_those_that_need_a_context() -> None:
    assert split_names("a| ~b ||~") == [("a", False), ("b", True), ("", True)]
    assert split_names("") == split_names(None) == []


@pytest.mark.parametrize("table", [table for table, _ in knowledge.TABLES])
def test_cells_are_as_they_are_read(table: str) -> None:
    for row in knowledge.rows(table):
        names = knowledge._names(row)
        assert len(set(names)) == len(names)
        assert all(name.text and name.text == name.text.strip() for name in names)
