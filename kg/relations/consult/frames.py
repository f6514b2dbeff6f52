"""What the extractors of all languages share: what they return, trigger tables, and the way to a sentence's clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.knowledge import rows, titles
from kg.model import MODES, Mode, Span, Status
from kg.relations.scene import Party, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that reports a contact. ``frame`` names the way to its participants; ``-`` is a word that only looks
    like a trigger and takes its place."""

    pattern: re.Pattern[str]
    frame: str
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A trigger in a sentence."""

    span: Span
    frame: str
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A contact that a sentence states. ``trigger`` in code points of the sentence; ``recipients`` are hosts of a
    visit or those received, empty where all take part alike; ``clause`` is where its date and place stand. ``ahead``: its day lies after the
    publication (planned, or planned and then refused). ``inherited``: its participants are those of the report before."""

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


@cache
def triggers(language: str) -> tuple[Trigger, ...]:
    """The trigger table of a language, in its written order."""
    found = []
    for row in rows(f"triggers.{language}"):
        mode = row["mode"] if row["mode"] in MODES else "meeting"
        found.append(Trigger(pattern=re.compile(row["pattern"]), frame=row["frame"], mode=mode))  # type: ignore[arg-type]
    return tuple(found)


def hits(masked: str, language: str, text: str | None = None) -> list[Hit]:
    """The triggers of a masked sentence, by position; of overlapping ones in one frame the first in the table.

    ``text`` is the same sentence unmasked: nicknames of meetings (马习会) are made of names, and are looked for there.
    """
    taken: list[Hit] = []
    for trigger in triggers(language):
        for match in trigger.pattern.finditer(text or masked if trigger.frame == "initials" else masked):
            span = Span(start=match.start(), end=match.end())
            if not any(hit.span.overlaps(span) and (hit.frame == trigger.frame or hit.frame == "-") for hit in taken):
                taken.append(Hit(span=span, frame=trigger.frame, mode=trigger.mode))
    return sorted((hit for hit in taken if hit.frame != "-"), key=lambda hit: (hit.span.start, -len(hit.span)))


@cache
def title_words(tag: str) -> str:
    """The offices of the title table in one language tag, as an alternation, longest first; ``(?!)`` for an empty table."""
    words = {word for title in titles() for word in title.names.get(tag, ())} - {"host"}  # 'will host Xi Jinping'
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


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
    """A person's own country is no participant beside him: 'the Lebanese president' received by a Lebanese."""
    own = {p.country for p in parties if p.type == "person"} | {o for p in parties if p.type == "person" for o in p.owners}
    return tuple(p for p in parties if p.type != "country" or (p.country not in own and p.entity not in own))
