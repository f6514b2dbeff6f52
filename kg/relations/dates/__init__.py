"""Dates in a text, resolved against the publication date to the precision that the text supports."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from kg.model import Span, Status
from kg.relations.dates import arithmetic, de, en, zh

Resolver = Callable[[str, "date | None", Status, "date | None"], list[tuple[Span, str]]]

RESOLVERS: dict[str, Resolver] = {"zh": zh.resolve, "en": en.resolve, "de": de.resolve}


def published_day(published: str | None) -> date | None:
    """The day of an ISO date or datetime, or None where there is none (or no day)."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


_DATELINE = re.compile(r"[（(][^（）()\n]{0,30}?(?P<d>\d{1,2})日[^（）()\n]{0,10}?(?:电|讯|消息)[）)]")


def dateline_day(text: str, published: date | None) -> date | None:
    """The day from which 'today' counts: a dateline's (（法新社华盛顿17日电）) where it is of the last three days, else
    the publication day. Sites publish agency reports a day late."""
    match = _DATELINE.search(text[:600])
    if published is None or match is None:
        return published
    found = arithmetic.day_of_month(published, int(match["d"]), "held")
    day = date.fromisoformat(found) if found else published
    return day if 0 <= (published - day).days <= 3 else published


def resolve_dates(
    text: str, language: str, published: date | None, status: Status = "held", *, near: date | None = None
) -> list[tuple[Span, str]]:
    """Where ``text`` names a time, and which: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, in the order of the text.

    ``status`` says whether 'Friday' lies behind or ahead. Without a publication date only absolute dates count, and,
    seen from ``near`` (the latest date that the article names), months: 'in October' beside 'November 2023'.
    """
    resolver = RESOLVERS.get(language)
    return resolver(text, published, status, near) if resolver else []


def latest_date(text: str, language: str) -> date | None:
    """The last day of the latest absolute month or day that a text names, or None."""
    found = [value for _, value in resolve_dates(text, language, None) if len(value) >= 7]
    if not found:
        return None
    year, month, *_ = (int(part) for part in max(found).split("-"))
    return date(year, month, monthrange(year, month)[1])
