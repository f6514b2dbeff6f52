"""Bounds of dated questions: ``since`` and ``until``, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from kg.errors import KGError
from kg.registry import meant

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def bound(value: object, name: str) -> str | None:
    """A date bound as text. Raises `KGError` where it is none."""
    if value is None:
        return None
    text = str(value)
    try:
        if len(text) > len("2024-01-31"):  # of a datetime, the day counts
            text = datetime.fromisoformat(text).date().isoformat()
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        raise KGError(
            f"{name} must be a day, month or year of the calendar, such as 2024-01-31, 2024-01 or 2024, not {value!r}"
        ) from None
    return text


def ordered(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Both bounds again. Raises `KGError` where the first is after the last: nothing lies between them."""
    if since and until and since[: len(until)] > until[: len(since)]:
        raise KGError(f"since {since} is after until {until}; give the earlier date as since")
    return since, until


def between(when: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date, exact to the day, month or year, may lie between two bounds. No date: only without bounds."""
    if since is None and until is None:
        return True
    if when is None:
        return False
    return (since is None or when >= since[: len(when)]) and (until is None or when[: len(until)] <= until)


def one_of(value: str | None, known: Iterable[str], name: str) -> None:
    """Raises `KGError` where a value is given that isn't known; the message lists those that are."""
    if value is not None and value not in known:
        raise KGError(f"{name} must be one of {', '.join(sorted(known))}, not {value!r}{meant(value, known)}")
