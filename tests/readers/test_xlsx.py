from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest

from tests.readers.reading import read_file, read_one, read_problem, zipped


def workbook(*sheets: list[list[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet(f"More {number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Text", "published", "id"],
        ["部长会见市长。", datetime(2024, 1, 28, 10, 34), 17.0],
        [None, None, None],
        ["They met.", "2024-01-29", None],
    ]
    articles, problems = read_file(tmp_path, "a.xlsx", workbook(rows))
    assert problems == []
    assert [(a.source, a.text, a.published) for a in articles] == [
        ("a.xlsx/17", "部长会见市长。", "2024-01-28"),
        ("a.xlsx/4", "They met.", "2024-01-29"),
    ]


def test_further_sheets(tmp_path: Path) -> None:
    articles, problems = read_file(
        tmp_path, "a.xlsx", workbook([["text"], ["One."]], [["notes"], ["x"]], [["text"], ["Two."]])
    )
    assert [a.source for a in articles] == ["a.xlsx/2", "a.xlsx/More 2/2"] and problems == []


def test_missing_text_column(tmp_path: Path) -> None:
    problem = read_problem(tmp_path, "a.xlsx", workbook([["title", "body"], ["T", "They met."]]))
    assert "title, body" in problem.reason
    assert (
        read_one(tmp_path, "b.xlsx", workbook([["body"], ["They met."]]), columns={"text": "body"}).text == "They met."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 not really",
        workbook([["text"], ["One."]])[:-200],
        zipped({"a.txt": "x"}),
        b"text,title\x00\x01",
        zipped({"[Content_Types].xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
        zipped({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
    ],
)
def test_broken_workbooks(tmp_path: Path, content: bytes) -> None:
    assert "save it" in read_problem(tmp_path, "a.xlsx", content).hint or content.startswith(b"text")


def test_workbook_that_is_a_bomb(tmp_path: Path) -> None:
    problem = read_problem(
        tmp_path, "a.xlsx", zipped({"xl/worksheets/sheet1.xml": "0" * 3_000_000}), max_archive_bytes=1_000_000
    )
    assert "unpacks to 3,000,000 bytes" in problem.reason
