"""CSV and TSV with a header line; the delimiter is the one that the header line uses most."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.lines import text_lines
from kg.readers.raw import Raw, problem
from kg.readers.rows import Row, articles

NAME = "csv"

DELIMITERS = ",;\t|"

_QUOTES = "quote cells that hold delimiters, line ends or quotes, and double the quotes inside"


def claims(head: str, name: str) -> bool:
    """A file named .csv, .tsv or .tab: nothing in the content tells a table from a text with commas."""
    return name.lower().endswith((".csv", ".tsv", ".tab"))


def read(raw: Raw, settings: InputConfig) -> Iterator[Article | Problem]:
    """An article per row, named ``file.csv/<id>`` or ``file.csv/<row>``, the header being row 1."""
    yield from articles(raw.source, _rows(raw, settings), settings)


class _Feed:
    """Lines for the csv module, which wants nothing but strings: problems and the record in hand are put aside."""

    def __init__(self, raw: Raw, settings: InputConfig) -> None:
        self._lines = text_lines(raw, settings)
        self.problems: list[Problem] = []
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for _, line in self._lines:
            if isinstance(line, Problem):
                self.problems.append(line)
            else:
                self.record.append(line)
                yield line


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=lambda mark: (header.count(mark), -DELIMITERS.index(mark)))


def _rows(raw: Raw, settings: InputConfig) -> Iterator[tuple[int, Row] | Problem]:
    feed = _Feed(raw, settings)
    lines = iter(feed)
    top = next((line for line in lines if line.strip()), "")
    delimiter = _delimiter(top)
    csv.field_size_limit(settings.max_line_chars)  # one for the whole process; the default, 131,072, cuts long articles
    table = csv.reader(_again(top, lines), delimiter=delimiter)
    header: list[str] | None = None
    number = 0
    while True:
        number += 1
        feed.record.clear()
        try:
            cells = next(table)
        except StopIteration:
            break
        except csv.Error as error:
            yield problem(f"{raw.source}/{number}", f"row is not CSV ({error})", _QUOTES)
            continue
        finally:
            yield from feed.problems
            feed.problems.clear()
        if header is None:
            header = cells
        elif cells:
            yield _row(raw.source, number, header, cells, _unclosed(feed.record, delimiter))


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _unclosed(record: list[str], delimiter: str) -> bool:
    """Whether a row swallowed the rest of the file because a quote is never closed."""
    if sum(line.count('"') for line in record) % 2 == 0:
        return False
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _row(source: str, number: int, header: list[str], cells: list[str], unclosed: bool) -> tuple[int, Row] | Problem:
    where = f"{source}/{number}"
    if unclosed:
        return problem(where, "row with a quote that is never closed (file cut off?)", _QUOTES)
    if any(cell.strip() for cell in cells[len(header) :]):
        return problem(where, f"row of {len(cells)} cells under {len(header)} columns", _QUOTES)
    if any("\x00" in cell for cell in cells):
        return problem(where, "row with NUL characters", "export the table again as UTF-8 text")
    return number, {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
