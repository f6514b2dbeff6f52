"""Jekyll posts: YAML front matter between ``---`` lines, then feed lines (often), then HTML or text.

Front matter is read as plain strings (no dates, numbers or booleans out of titles), refused above 20 kB and where it
uses anchors, and read line by line where it is not YAML: titles with quotes inside quotes are common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.datelines import agency, dateline_date
from kg.readers.dates import parse_date, printed_date
from kg.readers.feed import opening
from kg.readers.markup import markup_of, one_line, visible_lines, web_address
from kg.readers.plain_yaml import plain_fields
from kg.readers.raw import problem

NAME = "jekyll"

MOST_CHARS = 20_000

_START = re.compile(r"\s*---[ \t]*\r?\n(?=\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w -]{0,40}[\"']?[ \t]*:)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*][\w-]")
_LINE = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)


def claims(head: str, name: str) -> bool:
    """Content whose first line is ``---`` and whose second is a ``key:``."""
    return _START.match(head) is not None


def read(source: str, text: str, settings: InputConfig) -> Iterator[Article | Problem]:
    """One article, or a Problem where the front matter never ends or says nothing."""
    start = _START.match(text)
    end = _END.search(text, start.end(), start.end() + MOST_CHARS) if start else None
    if start is None or end is None:
        yield problem(
            source,
            f"front matter without an end within {MOST_CHARS:,} characters",
            "close it with a line of three dashes",
        )
        return
    fields = front_matter(text[start.end() : end.start()])
    if not fields:
        yield problem(
            source,
            "front matter that is not YAML",
            "write it as 'key: value' lines, such as title: \"...\" and date: 2024-01-28",
        )
        return
    yield _article(source, fields, text[end.end() :])


def _article(source: str, fields: Mapping[str, object], rest: str) -> Article:
    top = opening(rest)
    lines = visible_lines(top.body)
    stated = (parse_date(_text(fields, key)) for key in ("date", "published", "pubdate", "datetime"))
    return Article(
        source=source,
        text=top.body,
        markup=markup_of(top.body),
        title=one_line(_text(fields, "title")) or top.title,
        published=next(filter(None, stated), None) or top.published or printed_date(lines) or dateline_date(lines),
        url=next(
            filter(None, (web_address(_text(fields, key)) for key in ("from", "url", "link", "canonical_url"))), top.url
        ),
        publisher=one_line(_text(fields, "author") or _text(fields, "publisher") or _text(fields, "source"))
        or agency(lines),
        language=language_tag(_text(fields, "language") or _text(fields, "lang")),
    )


def language_tag(value: object) -> str | None:
    """A declared language, if it has the form of a BCP 47 tag (``zh_TW`` becomes ``zh-TW``)."""
    text = str(value or "").strip().replace("_", "-")
    return text if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", text) else None


def _text(fields: Mapping[str, object], key: str) -> str | None:
    value = fields.get(key)
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def front_matter(block: str) -> dict[str, object]:
    """The fields of a front matter block: strings, lists and dictionaries of strings. Empty where it says nothing."""
    fields = _yaml(block)
    if fields is None:
        fields = {match[1]: _unquoted(match[2]) for match in _LINE.finditer(block)}
    return {key.lower(): value for key, value in fields.items() if isinstance(key, str)}


def _yaml(block: str) -> Mapping[Any, object] | None:
    if _ANCHOR.search(block):
        return None  # anchors multiply (billion laughs), and no post needs them
    plain = plain_fields(block)
    if plain is not None:
        return plain

    import yaml  # 40 ms: only where a post needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        fields = yaml.load(block, Loader=loader)  # BaseLoader builds strings, lists and dictionaries only
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
    return fields if isinstance(fields, dict) else None


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"')
    return value
