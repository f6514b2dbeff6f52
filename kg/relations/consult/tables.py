"""The tables that the extractors read: triggers (``data/triggers.<language>.tsv``) and the titles of persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.knowledge import rows, titles
from kg.model import MODES, Mode, Span


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


@cache
def triggers(language: str) -> tuple[Trigger, ...]:
    """The trigger table of a language, in its written order."""
    found = []
    for row in rows(f"triggers.{language}"):
        mode = next((mode for mode in MODES if mode == row["mode"]), MODES[0])
        found.append(Trigger(pattern=re.compile(row["pattern"]), frame=row["frame"], mode=mode))
    return tuple(found)


def hits(masked: str, language: str, text: str | None = None) -> list[Hit]:
    """The triggers of a masked sentence, by position; of overlapping ones in one frame the first in the table.

    ``text`` is the same sentence unmasked: nicknames of meetings (马习会) are made of names, and are looked for there.
    """
    if text is None and not any_trigger(language).search(masked):
        return []
    taken: list[Hit] = []
    for trigger in triggers(language):
        for match in trigger.pattern.finditer(text or masked if trigger.frame == "initials" else masked):
            span = Span(start=match.start(), end=match.end())
            if not any(hit.span.overlaps(span) and (hit.frame == trigger.frame or hit.frame == "-") for hit in taken):
                taken.append(Hit(span=span, frame=trigger.frame, mode=trigger.mode))
    return sorted((hit for hit in taken if hit.frame != "-"), key=lambda hit: (hit.span.start, -len(hit.span)))


@cache
def any_trigger(language: str) -> re.Pattern[str]:
    """All triggers of a language in one pattern: most sentences hold none."""
    return re.compile("|".join(f"(?:{trigger.pattern.pattern})" for trigger in triggers(language)))


@cache
def title_words(tag: str) -> str:
    """The offices of the title table in one language tag, as an alternation, longest first; ``(?!)`` if none."""
    words = {word for title in titles() for word in title.names.get(tag, ())} - {"host"}  # 'will host Xi Jinping'
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
