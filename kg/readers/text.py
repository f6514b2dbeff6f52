"""Plain text: header lines (``url:``, ``date:``) where it has them, a title line where the first line looks like one.

Header lines and the title line leave the text, everything else stays as it is, datelines and noise included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.datelines import LATIN, agency, dateline_date
from kg.readers.dates import date_line, parse_date, printed_date
from kg.readers.jekyll import language_tag
from kg.readers.markup import markup_of, one_line, visible_lines, web_address

NAME = "text"

_HEADER = re.compile(
    r"(url|link|from|date|published|title|headline|author|source|publisher|language|lang)[ \t]*:"
    r"[ \t]*(\S[^\n]{0,1000}?)?[ \t]*\r?(?:\n|\Z)",
    re.I,
)
_SIGNATURE = re.compile(r"(?:来源|來源|Source|Quelle)\s*[:：]\s*([^\s:：|，,]{1,30})")
_SENTENCE_END = re.compile(r"[.。!！?？:：;；,，…][\"”’」』)）]*$")
_TITLE_END = re.compile(r"[!！?？…][\"”’」』)）]*$")
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_]{2,}")
_FIRST_LINE = re.compile(r"\s*([^\n]+)(\n\s*\n|\n|\Z)")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def claims(head: str, name: str) -> bool:
    """Any text: the last reader to be asked."""
    return True


def read(source: str, text: str, settings: InputConfig) -> Iterator[Article | Problem]:
    """One article."""
    fields, start = headers(text)
    title = one_line(fields.get("title") or fields.get("headline"))
    if title is None and (end := title_end(text, start)):
        title, start = one_line(text[start:end]), end
    body = text[start:]
    lines = visible_lines(body)
    yield Article(
        source=source,
        text=body,
        markup=markup_of(body),
        title=title,
        published=parse_date(fields.get("date"))
        or parse_date(fields.get("published"))
        or printed_date(lines)
        or dateline_date(lines),
        url=next(filter(None, (web_address(fields.get(key)) for key in ("url", "link", "from"))), None),
        publisher=one_line(fields.get("publisher") or fields.get("source") or fields.get("author"), 100)
        or agency(lines)
        or _signature(lines),
        language=language_tag(fields.get("language") or fields.get("lang")),
    )


def headers(text: str) -> tuple[dict[str, str], int]:
    """The header lines at the top, and where the text behind them begins. They count only where one of them holds an
    address or a date: ``From: ...`` may also begin a letter."""
    fields: dict[str, str] = {}
    at = 0
    while match := _HEADER.match(text, at):
        fields.setdefault(match[1].lower(), match[2] or "")
        at = match.end()
    if any(map(web_address, fields.values())) or parse_date(fields.get("date") or fields.get("published")):
        return fields, at
    return {}, 0


def title_end(text: str, start: int = 0) -> int:
    """Where the title line ends, or 0 where the first line is none: a title is short, no sentence, no date, no
    dateline, and stands over a blank line, a date or longer text, or is soon repeated."""
    match = _FIRST_LINE.match(text, start)
    if match is None or match[2] == "" or _HEADER.match(text, match.start(1)):
        return 0
    line = match[1].strip()
    most = 80 if _HAN.search(line) else 200
    ends_as_sentence = _SENTENCE_END.search(line) and not _TITLE_END.search(line)
    if len(line) > most or ends_as_sentence or date_line(line) or LATIN.match(line) or len(_WORD.findall(line)) < 3:
        return 0
    below = visible_lines(text[match.end() : match.end() + 1000])[:5]
    rest = below[0] if below else ""
    over_text = date_line(rest) or LATIN.match(rest) or len(rest) > len(line) + 20 or _SENTENCE_END.search(rest)
    if match[2] == "\n" and not over_text and line not in below:
        return 0
    return match.end(1) + len(match[2])


def _signature(lines: list[str]) -> str | None:
    """The source that stands behind a printed date: ``2024-01-28 10:34 来源：...``."""
    for line in lines[:6]:
        if date_line(line) and (match := _SIGNATURE.search(line)):
            return one_line(match[1], 100)
    return None
