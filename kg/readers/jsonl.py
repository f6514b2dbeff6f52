"""JSON Lines: one object per line, read line by line; also ``.json`` files with one object or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.decode import decode
from kg.readers.lines import text_lines
from kg.readers.raw import Raw, problem
from kg.readers.rows import Row, articles

NAME = "jsonl"

_OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\})")
_LIST = re.compile(r"\s*\[")
_ONE_PER_LINE = re.compile(r"\s*\{.*\}\s*$")


def claims(head: str, name: str) -> bool:
    """Content that begins with a JSON object or a list of them, or any file named .jsonl, .ndjson or .json."""
    return _OBJECT.match(head) is not None or name.lower().endswith((".jsonl", ".ndjson", ".json"))


def read(raw: Raw, settings: InputConfig) -> Iterator[Article | Problem]:
    """An article per object, named ``file.jsonl/<id>`` or ``file.jsonl/<line>``; bad lines are Problems."""
    head = decode(raw.head)
    opening = head.text if head else ""
    first = opening.lstrip().split("\n", 1)[0]
    whole = _LIST.match(opening) or (raw.name.lower().endswith(".json") and not _ONE_PER_LINE.match(first))
    yield from articles(raw.source, _whole(raw) if whole else _lines(raw, settings), settings)


def _lines(raw: Raw, settings: InputConfig) -> Iterator[tuple[int, Row] | Problem]:
    for number, line in text_lines(raw, settings):
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            yield _row(f"{raw.source}/{number}", number, line)


def _row(source: str, number: int, line: str) -> tuple[int, Row] | Problem:
    hint = 'write one JSON object per line, such as {"text": "..."}'
    try:
        row = json.loads(line, strict=False)
    except RecursionError:
        return problem(source, "JSON nested too deeply", hint)
    except ValueError as error:
        return problem(source, f"line is not JSON ({error})", hint)
    return (number, row) if isinstance(row, dict) else problem(source, "line is JSON, but no object", hint)


def _whole(raw: Raw) -> Iterator[tuple[int, Row] | Problem]:
    hint = "write a list of objects, or one object per line (.jsonl)"
    decoded = decode(raw.data())
    try:
        rows = json.loads(decoded.text if decoded else "", strict=False)
    except RecursionError:
        yield problem(raw.source, "JSON nested too deeply", hint)
        return
    except ValueError as error:
        yield problem(raw.source, f"not JSON ({error})", hint)
        return
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        if isinstance(row, dict):
            yield number, row
        else:
            yield problem(f"{raw.source}/{number}", "JSON, but no object", hint)
