"""How the tables of date rules run: in their written order, the first rule to claim a stretch of text keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Span, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a date rule may look at: the match, the publication date, and whether the event lies behind or ahead."""

    match: re.Match[str]
    published: date
    status: Status

    def number(self, group: str) -> int:
        """The number in a named group."""
        return int(self.match[group])


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """``absolute`` rules need no publication date, ``monthly`` ones
    can do with any date near it. ``example`` is what put the rule there."""

    pattern: re.Pattern[str]
    value: Callable[[When], str | None]
    example: str
    absolute: bool = False
    monthly: bool = False


def run(
    rules: Sequence[DateRule], text: str, published: date | None, status: Status, near: date | None = None
) -> list[tuple[Span, str]]:
    """All dates that the rules find, in the order of the text; what no rule can value is still consumed."""
    claimed: list[Span] = []
    found: list[tuple[Span, str]] = []
    for rule in rules:
        today = published or (near if rule.monthly else None)
        if today is None and not rule.absolute:
            continue
        for match in rule.pattern.finditer(text):
            at = Span(start=match.start(), end=match.end())
            if any(at.overlaps(other) for other in claimed):
                continue
            claimed.append(at)
            value = rule.value(When(match=match, published=today or date.min, status=status))
            if value is not None:
                found.append((at, value))
    return sorted(found)
