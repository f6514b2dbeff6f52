"""Publication dates as inputs print them, to ISO. Never a guess: where day and month could change places, None.

A time with a zone gives a UTC datetime (``2020-08-27T17:56:02Z``); one without gives the date alone, since nobody
says where the clock hung.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

EARLIEST, LATEST = 1900, 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner jän",
            "february feb februar feber",
            "march mar märz mrz maerz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_TIME = r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,](\d{1,9}))?"
_ZONE = r"\s*(Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)"

ISO = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?)(?:(?:T|\s+|\s*/\s*){_TIME}(?:{_ZONE})?)?(?!\d)", re.I)
MAIL = re.compile(rf"(?:\w{{3}},\s*)?(\d\d?)\s+{_MONTH}\s+(\d{{4}})\s+{_TIME}{_ZONE}", re.I)
HAN = re.compile(r"(\d{4})\s*年\s*(\d\d?)\s*月\s*(\d\d?)\s*日")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")
DOTTED = re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)")
DAY_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})\s+-\s+\d\d?:\d\d")
SLASHED = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})(?!\d)")
DAY_MONTH = re.compile(rf"(\d\d?)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})(?!\d)", re.I)
MONTH_DAY = re.compile(rf"{_MONTH}\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)


def iso_date(year: str | int, month: str | int, day: str | int) -> str | None:
    """``YYYY-MM-DD``, or None where the calendar has no such day (or none that news could have)."""
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None


def from_epoch(digits: str) -> str | None:
    """The UTC datetime of an epoch in seconds (10 digits) or milliseconds (12 or 13)."""
    if not digits.isascii() or not digits.isdigit() or not 9 <= len(digits) <= 13:
        return None
    seconds, milliseconds = divmod(int(digits), 1000) if len(digits) > 10 else (int(digits), 0)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, milliseconds=milliseconds)
    return _utc(moment) if moment.year <= LATEST else None


def _utc(moment: datetime) -> str:
    precision = "milliseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def _moment(day: str | None, clock: tuple[str | None, ...], zone: str | None) -> str | None:
    if day is None or zone is None or clock[0] is None:
        return day
    offset = "+00:00" if zone.upper() in {"Z", "UTC", "GMT"} else f"{zone[:3]}:{zone[-2:]}"
    thousandths = (clock[3] or "").ljust(3, "0")[:3]
    try:
        return _utc(datetime.fromisoformat(f"{day}T{clock[0]:0>2}:{clock[1]}:{clock[2] or '00'}.{thousandths}{offset}"))
    except (ValueError, OverflowError):
        return day


def _slashed(match: re.Match[str]) -> str | None:
    """``18/11/2020`` can only be one day; ``03/04/2024`` could be two, so it is none."""
    first, second, year = match.groups()
    readings = {iso_date(year, second, first), iso_date(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


Read = Callable[[re.Match[str]], str | None]

FORMS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (ISO, lambda m: _moment(iso_date(m[1], m[2], m[3]), (m[4], m[5], m[6], m[7]), m[8])),
    (MAIL, lambda m: _moment(iso_date(m[3], MONTHS[m[2].lower()], m[1]), (m[4], m[5], m[6], m[7]), m[8])),
    (HAN, lambda m: iso_date(m[1], m[2], m[3])),
    (YEAR_FIRST, lambda m: iso_date(m[1], m[2], m[3])),
    (DOTTED, lambda m: iso_date(m[3], m[2], m[1])),
    (DAY_FIRST, lambda m: iso_date(m[3], m[2], m[1])),
    (SLASHED, _slashed),
    (DAY_MONTH, lambda m: iso_date(m[3], MONTHS[m[2].lower()], m[1])),
    (MONTH_DAY, lambda m: iso_date(m[3], MONTHS[m[1].lower()], m[2])),
)
"""Tried in this order, at one place of the text: MAIL before DAY_MONTH, DAY_FIRST (RFI: ``03/02/2024 - 10:34``)
before SLASHED, so that the form that says more wins."""


def date_at(text: str, start: int = 0) -> tuple[str | None, int] | None:
    """The date that begins at ``start``: (ISO or None where it is ambiguous, its end), or None where there is none."""
    for form, read in FORMS:
        if match := form.match(text, start):
            return read(match), match.end()
    return None


def date_in(text: str) -> str | None:
    """The date somewhere in a short text, or None."""
    return next((read(match) for form, read in FORMS if (match := form.search(text))), None)


def parse_date(value: str | None) -> str | None:
    """The date in a field that holds a date (front matter, a column, a meta tag), or None."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return from_epoch(text)
    text = re.sub(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", "", text, flags=re.I)
    found = date_at(text)
    return found[0] if found else None


_DIGIT = re.compile(r"\d")
_LABEL = re.compile(
    r"(?:published(?: on| at)?|posted(?: on)?|date|first published|veröffentlicht(?: am)?|erstellt(?: am)?|stand|datum"
    r"|发布时间|發布時間|发表时间|發表時間|发布日期|發布日期|时间|時間|日期|发布于|發布於|发表于|最新更新|更新时间|更新時間"
    r"|(?:last )?updated(?: on| at)?|aktualisiert(?: am)?)\s*[:：|]?\s*",
    re.I,
)
_UPDATED = re.compile(r"(?:last )?updated|aktualisiert|更新|最新更新", re.I)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonnabend|sonntag|(?:星期|周|週)[一二三四五六日天])\b[,.，]?\s*",
    re.I,
)
_REST = re.compile(
    rf"[\s,，|/·•-]*(?:(?:um|at)\s+)?(?:{_TIME}|\d{{1,2}}\.\d\d(?=\s*uhr))?\s*(?:uhr|h|[ap]\.?m\.?)?[\s,，|·•-]*"
    r"(?:[A-Z]{1,4}T|UTC|GMT|MEZ|MESZ|Z|[+-]\d\d:?\d\d|北京时间|\([^)]{1,12}\))?[\s,，|·•-]*"
    r"(?:$|(?:来源|來源|source|quelle|作者|author|updated|aktualisiert|更新|\|).*$)",
    re.I,
)


def date_line(line: str) -> tuple[str | None, bool] | None:
    """What a line says that holds nothing but a date (with a clock, a weekday, a label, or the source behind it):
    (ISO or None where it is ambiguous, whether it is the date of an update). None for any other line."""
    text = line.strip()
    if len(text) > 120 or not _DIGIT.search(text):
        return None
    updated = bool(_UPDATED.match(text))
    start = 0
    for lead in (_LABEL, _WEEKDAY):
        if match := lead.match(text, start):
            start = match.end()
    found = date_at(text, start)
    if found is None or not _REST.match(text, found[1]):
        return None
    return found[0], updated


def printed_date(lines: list[str], most: int = 12) -> str | None:
    """The date of publication among the first lines of a text, where one line holds just that. An update counts only
    where nothing else is dated; an ambiguous date ends the search, since what follows may be another thing's date."""
    update: str | None = None
    for line in lines[:most]:
        found = date_line(line)
        if found is None:
            continue
        if not found[1]:
            return found[0]
        update = update or found[0]
    return update
