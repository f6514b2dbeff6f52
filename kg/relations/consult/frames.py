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
    before.
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


def one_by_one(finding: Finding, partners: Sequence[Party]) -> list[Finding]:
    """Calls and separate talks with several partners are one contact with each of them."""
    others = {partner.entity for partner in partners}
    rest = tuple(p for p in (*finding.actors, *finding.recipients) if p.entity not in others)
    if not rest or len(others) < 2:
        return [finding]
    return [replace(finding, actors=(*rest, partner), recipients=()) for partner in partners]
