"""The days on which a reported contact can have been, and whether two reports can speak of the same one."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Status

RECENT = timedelta(days=7)
"""How far before its publication an undated report of something held may reach: news is told while it is new."""
AHEAD = timedelta(days=60)
"""How far behind its publication an undated announcement may reach."""
BODIES_RECENT, BODIES_AHEAD = timedelta(days=3), timedelta(days=14)
"""The same for countries and agencies without a person: they meet often, and undated talk of 'talks' is general."""
GRACE = timedelta(days=1)
"""Time zones: a meeting in Asia on the 10th is one of the 9th or 10th in American papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """First and last possible day. ``stated``: the text gives a date; ``known``: anything is known at all."""

    first: date
    last: date
    stated: bool = True
    known: bool = True

    @property
    def days(self) -> int:
        """Days from the first to the last; 0 for a single day."""
        return (self.last - self.first).days

    def meets(self, other: Window) -> bool:
        """Whether both share a day; two windows of a day each may lie one day apart."""
        grace = GRACE if self.days == other.days == 0 else timedelta(0)
        return self.first <= other.last + grace and other.first <= self.last + grace

    def narrowed(self, other: Window) -> Window:
        """What both allow; the narrower one where they only touch."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last:
            return min(self, other, key=lambda window: (window.days, window.first))
        return Window(first=first, last=last, stated=self.stated or other.stated, known=self.known or other.known)

    def hull(self, other: Window) -> Window:
        """From the first day of both to the last."""
        return Window(
            first=min(self.first, other.first), last=max(self.last, other.last),
            stated=self.stated or other.stated, known=self.known or other.known,
        )

    def gap(self, other: Window) -> timedelta:
        """How far both lie apart; zero where they share a day."""
        return max(self.first - other.last, other.first - self.last, timedelta(0))

    def distance(self, day: date) -> int:
        """Days between the window and a day; 0 inside."""
        return max((self.first - day).days, (day - self.last).days, 0)


ANY_DAY = Window(first=date.min + timedelta(days=400), last=date.max - timedelta(days=400), stated=False, known=False)


def window_of(occurred_on: str | None, published: date | None, status: Status, *, bodies: bool = False) -> Window:
    """The days that a stated date covers, as far as publication allows (what was held in May and is told on the 10th was
    not on the 20th); without one, the days around publication that the status allows. ``bodies``: no person took part."""
    if occurred_on:
        stated = _covered(occurred_on)
        if published is None or not stated.days:
            return stated
        first, last = stated.first, stated.last
        if status == "held" and first <= published + GRACE:
            last = min(last, published + GRACE)
        elif status != "held" and last >= published - GRACE:
            first = max(first, published - GRACE)
        return Window(first=first, last=last)
    if published is None:
        return ANY_DAY
    recent, ahead = (BODIES_RECENT, BODIES_AHEAD) if bodies else (RECENT, AHEAD)
    before, after = (recent, GRACE) if status == "held" else (GRACE, ahead)
    return Window(first=published - before, last=published + after, stated=False)


def _covered(occurred_on: str) -> Window:
    """From the first to the last day of a day, month or year."""
    parts = [int(part) for part in occurred_on.split("-")]
    year, month, day = parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
    last_month = month or 12
    return Window(
        first=date(year, month or 1, day or 1),
        last=date(year, last_month, day or calendar.monthrange(year, last_month)[1]),
    )
