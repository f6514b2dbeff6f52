"""English dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kg.model import Span, Status
from kg.relations.dates import arithmetic as on
from kg.relations.dates.rules import DateRule, When, run

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHIFT = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}

# 'may' and 'march' are also verbs: month names count only with a capital
_MONTH = (
    r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|%|,\d{3})"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FULL_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_WEEKDAY = r"(?P<w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"


def _month(when: When) -> int:
    return _MONTHS[when.match["m"].lower()[:3]]


def _weekday(when: When) -> int:
    return _DAY_NAMES.index(when.match["w"].lower())


def _shifted_weekday(when: When) -> str:
    shift = when.match["s"].lower()
    if shift == "last":  # 'last Friday' said on a Tuesday is the Friday before
        return on.weekday(when.published, _weekday(when), "held")
    return on.weekday_of_week(when.published, _weekday(when), 1 if shift == "next" else 0)


def _rule(
    pattern: str, value: Callable[[When], str | None], example: str, *, absolute: bool = False, monthly: bool = False
) -> DateRule:
    return DateRule(
        pattern=re.compile(rf"\b{pattern}"), value=value, example=example, absolute=absolute, monthly=monthly
    )


RULES: tuple[DateRule, ...] = (
    _rule(
        rf"[Ss]ince (?:{_MONTH.replace('?P<m>', '?:')} )?(?:19|20)\d\d\b",
        lambda w: None,
        "the first since 1979",
        absolute=True,
    ),
    _rule(
        rf"{_DAY} ?(?:to|until|and|[-–]) ?\d{{1,2}} {_MONTH}\b",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "from 20 to 22 May",
    ),
    _rule(
        rf"{_MONTH} {_DAY} ?(?:to|until|and|[-–]) ?\d{{1,2}}(?!\d|,? (?:19|20))\b",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "May 20-22",
    ),
    _rule(
        rf"{_MONTH} {_DAY},? {_FULL_YEAR}\b",
        lambda w: on.iso_day(w.number("y"), _month(w), w.number("d")),
        "on March 18, 2021",
        absolute=True,
    ),
    _rule(
        rf"{_DAY} (?:of )?{_MONTH},? {_FULL_YEAR}\b",
        lambda w: on.iso_day(w.number("y"), _month(w), w.number("d")),
        "18 March 2021",
        absolute=True,
    ),
    _rule(
        rf"{_MONTH}(?: of|,)? {_FULL_YEAR}\b",
        lambda w: on.iso_month(w.number("y"), _month(w)),
        "in November 2023",
        absolute=True,
    ),
    _rule(
        rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)\b",
        lambda w: on.iso_day(w.number("y"), w.number("m"), w.number("d")),
        "2021-03-18",
        absolute=True,
    ),
    _rule(
        rf"(?P<s>[Ll]ast|[Tt]his|[Nn]ext) {_MONTH}\b",
        lambda w: (
            on.iso_month(w.published.year + _SHIFT[w.match["s"].lower()], _month(w))
            if w.match["s"].lower() != "last"
            else on.named_month(w.published, _month(w), "held")
        ),
        "last November",
    ),
    _rule(
        rf"{_MONTH} {_DAY}\b", lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status), "on March 3"
    ),
    _rule(
        rf"(?:the )?{_DAY} (?:of )?{_MONTH}",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "on 3 March",
    ),
    _rule(
        rf"(?P<s>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming) (?:week(?:'s|’s)? (?:on )?)?{_WEEKDAY}",
        _shifted_weekday,
        "last Friday",
    ),
    _rule(_WEEKDAY, lambda w: on.weekday(w.published, _weekday(w), w.status), "met Tuesday"),
    _rule(
        r"(?P<s>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming) week(?!end)",
        lambda w: on.whole_week(w.published, _SHIFT[w.match["s"].lower()]),
        "last week",
    ),
    _rule(
        r"(?P<s>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming) month",
        lambda w: on.month_from(w.published, _SHIFT[w.match["s"].lower()]),
        "earlier this month",
    ),
    _rule(
        r"(?P<s>[Ll]ast|[Tt]his|[Nn]ext) year",
        lambda w: str(w.published.year + _SHIFT[w.match["s"].lower()]),
        "last year",
    ),
    _rule(r"(?:[Yy]esterday|[Ll]ast night)\b", lambda w: on.day_from(w.published, -1), "yesterday"),
    _rule(
        r"(?:[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b",
        lambda w: on.day_from(w.published, 0),
        "today",
    ),
    _rule(r"[Tt]omorrow\b", lambda w: on.day_from(w.published, 1), "tomorrow"),
    _rule(
        rf"(?:[Ii]n|[Dd]uring|[Ll]ate|[Ee]arly|[Mm]id-?) ?{_YEAR}\b", lambda w: w.match["y"], "in 2022", absolute=True
    ),
    _rule(rf"{_YEAR}(?=, when\b)", lambda w: w.match["y"], "back to 1994, when they met", absolute=True),
    _rule(
        rf"{_MONTH}(?=\W|$)", lambda w: on.named_month(w.published, _month(w), w.status), "in November", monthly=True
    ),
)


def resolve(text: str, published: date | None, status: Status, near: date | None = None) -> list[tuple[Span, str]]:
    """English dates."""
    return run(RULES, text, published, status, near)
