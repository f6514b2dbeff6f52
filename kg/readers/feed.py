"""Feed pages without front matter: ``<!--epoch milliseconds-->``, ``[title](url)``, ``------``, then HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.datelines import agency, dateline_date
from kg.readers.dates import from_epoch, printed_date
from kg.readers.markup import markup_of, one_line, visible_lines, web_address

NAME = "feed"

EPOCH = re.compile(r"\s*<!--\s*(\d{1,20}|NaN|null|undefined)\s*-->[ \t]*(?:\r?\n|\Z|(?=\[))")
_LINK = re.compile(r"\s*\[([^\n]{0,2000})\]\(([^\s]{0,4000})\)[ \t]*(?:\r?\n|\Z)")
_RULE = re.compile(r"\s*-{3,}[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the feed lines at the top say, and the text behind them."""

    published: str | None
    title: str | None
    url: str | None
    body: str


def opening(text: str) -> Opening:
    """Splits off the feed lines; each of the three may be missing, but a link and a rule count only behind an epoch
    comment or with each other (text may begin with a link or a rule of its own)."""
    epoch = EPOCH.match(text)
    at = epoch.end() if epoch else 0
    link = _LINK.match(text, at)
    rule = _RULE.match(text, link.end() if link else at)
    if not epoch and not (link and rule):
        return Opening(published=None, title=None, url=None, body=text)
    end = rule.end() if rule else link.end() if link else at
    return Opening(
        published=from_epoch(epoch[1]) if epoch else None,
        title=one_line(link[1]) if link else None,
        url=web_address(link[2]) if link else None,
        body=text[end:],
    )


def claims(head: str, name: str) -> bool:
    """Content that begins with an epoch comment, or with a link line and a rule."""
    return len(opening(head).body) < len(head)


def read(source: str, text: str, settings: InputConfig) -> Iterator[Article | Problem]:
    """One article."""
    top = opening(text)
    lines = visible_lines(top.body)
    yield Article(
        source=source,
        text=top.body,
        markup=markup_of(top.body),
        title=top.title,
        url=top.url,
        publisher=agency(lines),
        published=top.published or printed_date(lines) or dateline_date(lines),
    )
