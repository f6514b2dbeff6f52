"""The tables that the extractors read: triggers (``data/triggers.<language>.tsv``) and the titles of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.knowledge import rows, titles
from kg.model import MODES, Mode, Span
from kg.relations.consult.alternation import alternation
from kg.relations.consult.needed import needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that reports a contact. ``frame`` names the way to its participants; ``-`` is a word that only looks
    like a trigger and takes its place. ``needs``: what it can't match without (see `needed`), None where nothing is known."""

    pattern: re.Pattern[str]
    frame: str
    mode: Mode
    needs: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A trigger in a sentence."""

    span: Span
    frame: str
    mode: Mode


@cache
def triggers(language: str) -> tuple[Trigger, ...]:
    """The trigger table of a language, in its written order."""
    found = []
    for row in rows(f"triggers.{language}"):
        mode = next((mode for mode in MODES if mode == row["mode"]), MODES[0])
        pattern = re.compile(row["pattern"])
        found.append(Trigger(pattern=pattern, frame=row["frame"], mode=mode, needs=needed(pattern)))
    return tuple(found)


def hits(masked: str, language: str, text: str | None = None) -> list[Hit]:
    """The triggers of a masked sentence, by position; of overlapping ones in one frame the first in the table.

    ``text`` is the same sentence unmasked: nicknames of meetings (马习会) are made of names, and are looked for there.
    """
    taken: list[Hit] = []
    for trigger in _among(language, masked):
        for match in trigger.pattern.finditer(text or masked if trigger.frame == NICKNAMES else masked):
            span = Span(start=match.start(), end=match.end())
            if not any(hit.span.overlaps(span) and (hit.frame == trigger.frame or hit.frame == "-") for hit in taken):
                taken.append(Hit(span=span, frame=trigger.frame, mode=trigger.mode))
    return sorted((hit for hit in taken if hit.frame != "-"), key=lambda hit: (hit.span.start, -len(hit.span)))


NICKNAMES = "initials"
"""The frame of triggers that are looked for in the unmasked sentence."""


def _among(language: str, masked: str) -> list[Trigger]:
    """The triggers that a masked sentence can hold, in the order of the table: a quick look, which spares it most."""
    table, (looking, places, always) = triggers(language), _places(language)
    numbers = set(always)
    for word in set(looking.findall(masked)):
        numbers |= places[word]
    return [table[number] for number in sorted(numbers)]


@cache
def _places(language: str) -> tuple[re.Pattern[str], dict[str, set[int]], set[int]]:
    """A pattern that finds all that triggers need, by these words their numbers, and the numbers of all others.

    At each place it finds the longest word; the triggers of those that begin like it go with it.
    """
    needs = {number: one.needs for number, one in enumerate(triggers(language)) if one.needs and one.frame != NICKNAMES}
    words = {word for known in needs.values() for word in known}
    places = {word: {number for number, known in needs.items() if word.startswith(tuple(known))} for word in words}
    always = set(range(len(triggers(language)))) - needs.keys()
    return re.compile(f"(?=({alternation(words)}))"), places, always


@cache
def title_words(tag: str, besides: str = "(?!)") -> str:
    """The offices of the title table in one language tag, as a pattern that tries longer ones first; ``(?!)`` if none.
    Those that the pattern ``besides`` matches wholly are left out."""
    words = {word for title in titles() for word in title.names.get(tag, ())} - {"host"}  # 'will host Xi Jinping'
    known = re.compile(besides)
    return alternation(word for word in words if not known.fullmatch(word))
