"""Rows of tables (JSON Lines, CSV, XLSX) to articles: which column is which, and what a row's source is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.config import COLUMNS, InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.datelines import agency, dateline_date
from kg.readers.dates import parse_date, printed_date
from kg.readers.feed import opening
from kg.readers.jekyll import language_tag
from kg.readers.markup import markup_of, one_line, visible_lines, web_address, without_surrogates
from kg.readers.raw import problem

Row = Mapping[str, object]

PATIENCE = 20
"""Rows without the text column until the whole table is given up."""

_ID = re.compile(r"[\w][\w.:@+=~-]{0,99}")


def articles(
    source: str, rows: Iterable[tuple[int, Row] | Problem], settings: InputConfig
) -> Iterator[Article | Problem]:
    """An article per row; problems pass through. ``rows``: the number by which a person finds the row in the file, and
    its cells by column. A table whose first rows have no text column is one Problem, not thousands."""
    missing: list[Problem] = []
    columns: dict[str, None] = {}
    found = False
    ids: set[str] = set()
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        number, cells = row
        fields = _fields(cells, settings)
        if "text" not in fields:
            columns.update(dict.fromkeys(cells))
            missing.append(problem(f"{source}/{number}", "row without a text column", _hint(settings)))
            if not found and len(missing) >= PATIENCE:
                break
            continue
        found = True
        yield from missing
        missing.clear()
        yield _article(_name(source, number, fields, ids), fields)
    if found:
        yield from missing
    elif missing:
        seen = ", ".join(name[:40] for name in list(columns)[:20]) or "none"
        yield problem(source, f"no column {_wanted(settings)!r}; columns are: {one_line(seen)}", _hint(settings))


def _wanted(settings: InputConfig) -> str:
    return settings.columns.get("text", "text")


def _hint(settings: InputConfig) -> str:
    return "say which column holds the text: --column text=NAME"


def _fields(cells: Row, settings: InputConfig) -> dict[str, object]:
    """The cells under our names; names of columns count without regard to case and blanks at their ends.

    A table without the column that the settings name is read by our own name for it: not all tables of one build are
    made alike.
    """
    theirs = {str(name).strip().lower(): value for name, value in cells.items()}
    found = {}
    for ours in COLUMNS:
        named = settings.columns.get(ours, ours).strip().lower()
        value = theirs.get(named if named in theirs else ours)
        if value is not None:
            found[ours] = value
    return found


def _name(source: str, number: int, fields: Mapping[str, object], ids: set[str]) -> str:
    """``file.jsonl/<id>`` where the id can be part of a path and is new, else ``file.jsonl/<number>``."""
    own = str(fields.get("id", "")).strip()
    if not _ID.fullmatch(own) or own in ids:
        return f"{source}/{number}"
    ids.add(own)
    return f"{source}/{own}"


def _text(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if isinstance(value, (dict, list)):
        return None
    text = without_surrogates(str(value))
    return text if text.strip() and "\x00" not in text else None


def _article(source: str, fields: Mapping[str, object]) -> Article | Problem:
    text = _text(fields["text"])
    if text is None:
        return problem(source, "row whose text is empty or no text", "fill the text column with the article's text")
    top = opening(text)
    lines = visible_lines(top.body)
    return Article(
        source=source,
        text=top.body,
        markup=markup_of(top.body),
        title=one_line(fields.get("title")) or top.title,
        published=parse_date(str(fields.get("published", "")))
        or top.published
        or printed_date(lines)
        or dateline_date(lines),
        url=web_address(fields.get("url")) or top.url,
        publisher=one_line(fields.get("publisher"), 100) or agency(lines),
        language=language_tag(fields.get("language")),
    )
