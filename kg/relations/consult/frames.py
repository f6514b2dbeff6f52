"""What the extractors of all languages share: what they return, and the way to a sentence's clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.model import Mode, Span, Status
from kg.relations.parts import Party
from kg.relations.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A contact that a sentence states.

    ``trigger`` in code points of the sentence; ``clause`` is where its date and place stand; ``recipients`` are
    hosts of a visit or those received, empty where all take part alike. ``ahead``: its day lies after the
    publication (planned, or planned and then refused). ``inherited``: its participants are those of the report
    before. ``plain``: nothing in the sentence says that it was held; it is taken for held as it is not said to be planned.
    """

    mode: Mode
    status: Status
    trigger: Span
    clause: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    rule: str = ""
    ahead: bool = False
    inherited: bool = False
    plain: bool = False


Extractor = Callable[[Scene], list[Finding]]


def clauses(masked: str, breaks: re.Pattern[str]) -> list[Span]:
    """The stretches between clause breaks; empty ones left out."""
    found, start = [], 0
    for match in breaks.finditer(masked):
        if match.start() > start:
            found.append(Span(start=start, end=match.start()))
        start = match.end()
    if start < len(masked):
        found.append(Span(start=start, end=len(masked)))
    return found


def clause_of(spans: Sequence[Span], position: int) -> int:
    """The index of the clause that holds a position (the nearest before it where it stands on a break)."""
    return max((i for i, span in enumerate(spans) if span.start <= position), default=0)


def distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Parties without repeats of an entity, first ones kept; organizations may take part."""
    seen: set[str] = set()
    found = []
    for party in parties:
        if party.entity not in seen:
            seen.add(party.entity)
            found.append(party)
    return tuple(found)


def without_own_country(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Someone's own country is no participant beside him: 'the Lebanese president' received by a Lebanese."""
    people = [party for party in parties if party.type in ("person", "agency")]
    own = {party.country for party in people} | {owner for party in people for owner in party.owners}
    return tuple(p for p in parties if p.type != "country" or (p.country not in own and p.entity not in own))


def sides(
    actors: Sequence[Party], recipients: Sequence[Party], mode: Mode
) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """Both sides of a contact without repeats, and without the countries whose people are there (a visitor's host is
    his country's name); None where fewer than two are left."""
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    if mode != "visit":
        second = tuple(p for p in without_own_country((*first, *second)) if p in second)
    return (first, second) if len(first) + len(second) > 1 else None


def those(scene: Scene) -> tuple[tuple[Party, ...], bool]:
    """Whom 'they' and 'the two sides' mean, and whether these are the participants of the contact told of last: those,
    if the sentence before told of it and they are alike (two persons, two countries), else the persons it named side by
    side."""
    context = scene.context
    kinds = {party.type for party in context.pair}
    if context.pair_age <= 1 and (len(kinds) == 1 or not kinds & {"country"}):
        return context.pair, True
    return context.duo, False


def one_by_one(finding: Finding, partners: Sequence[Party]) -> list[Finding]:
    """Calls and separate talks with several partners are one contact with each of them."""
    others = {partner.entity for partner in partners}
    rest = tuple(p for p in (*finding.actors, *finding.recipients) if p.entity not in others)
    if not rest or len(others) < 2:
        return [finding]
    return [replace(finding, actors=(*rest, partner), recipients=()) for partner in partners]
