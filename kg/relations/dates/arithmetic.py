"""From a partial date in a text (a weekday, a day of the month) to an ISO date, seen from the publication date.

Invariant: nothing here is more precise than what the text says. A week is given as its month (or year) where all its
days lie in that month (or year), since ``YYYY-MM-DD``, ``YYYY-MM`` and ``YYYY`` are all there is.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import Status


def iso_day(year: int, month: int, day: int) -> str | None:
    """``YYYY-MM-DD``, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def iso_month(year: int, month: int) -> str | None:
    """``YYYY-MM``, or None for a month outside 1..12."""
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None


def weekday(published: date, day: int, status: Status) -> str:
    """A bare weekday (Monday is 0): the last one for what was held, the next one for what is planned."""
    if status == "planned":
        return (published + timedelta(days=(day - published.weekday()) % 7)).isoformat()
    return (published - timedelta(days=(published.weekday() - day) % 7)).isoformat()


def weekday_of_week(published: date, day: int, weeks: int) -> str:
    """The weekday (Monday is 0) of the week that lies ``weeks`` after the week of publication."""
    return (published - timedelta(days=published.weekday()) + timedelta(days=day, weeks=weeks)).isoformat()


def whole_week(published: date, weeks: int) -> str | None:
    """The month, else the year, that all working days of a week lie in; None for a week over New Year."""
    first = published - timedelta(days=published.weekday()) + timedelta(weeks=weeks)
    last = first + timedelta(days=4)
    if (first.year, first.month) == (last.year, last.month):
        return iso_month(first.year, first.month)
    return str(first.year) if first.year == last.year else None


def month_from(published: date, months: int) -> str:
    """``YYYY-MM``, ``months`` after the month of publication."""
    count = published.year * 12 + published.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def day_from(published: date, days: int) -> str:
    """``YYYY-MM-DD``, ``days`` after publication."""
    return (published + timedelta(days=days)).isoformat()


def day_of_month(published: date, day: int, status: Status) -> str | None:
    """'the 30th' without a month: of the months before, of and after publication the one that fits the status."""
    for months in (0, 1) if status == "planned" else (0, -1):
        year, month = map(int, month_from(published, months).split("-"))
        found = iso_day(year, month, day)
        if found is None:
            continue
        # two days of grace: articles are dated in UTC, and 'planned' events may begin on the day before
        late = date.fromisoformat(found) - published
        if (status == "planned" and late.days >= -2) or (status != "planned" and late.days <= 1):
            return found
    return None


def month_and_day(published: date, month: int, day: int, status: Status) -> str | None:
    """'30 January' without a year: the next one for what is planned, else the last one, or one that is near: the
    present tense ('besucht am 22. Mai') speaks of what is to come.

    A planned event whose day passed some months ago is no reading: the day belongs to something else.
    """
    this_year = iso_day(published.year, month, day)
    if this_year is None:
        return None
    late = (date.fromisoformat(this_year) - published).days
    if status == "planned":
        if late >= -31:
            return this_year
        return iso_day(published.year + 1, month, day) if late < -180 else None
    return this_year if late <= 60 else iso_day(published.year - 1, month, day)


def named_month(published: date, month: int, status: Status) -> str | None:
    """'in November' without a year: the last one for what was held, the next one for what is planned."""
    year = published.year
    if status == "planned" and month < published.month:
        year += 1
    elif status != "planned" and month > published.month:
        year -= 1
    return iso_month(year, month)
