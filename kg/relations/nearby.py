"""Whether two places of meetings can be one."""

from __future__ import annotations

from collections.abc import Collection

from kg.knowledge import facts


def apart(place: str | None, places: Collection[str]) -> bool:
    """Whether a place is another than all of ``places``: none of them, nor around or inside one of them."""
    return bool(place and places and not any(around(place, other) for other in places))


def around(one: str, other: str) -> bool:
    """Whether two places are one, or one of them is the country or region of the other."""
    if one == other:
        return True
    first, second = facts().get(one), facts().get(other)
    if first is None or second is None or first.country != second.country:
        return False
    return any(fact.type == "country" or fact.kind == "region" for fact in (first, second))
