"""The tables that the extractors read: triggers (``data/triggers.<language>.tsv``) and the titles of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from kg.knowledge import rows, titles
from kg.model import MODES, Mode, Span
from kg.relations.consult.alternation import alternation
from kg.relations.consult.loosened import loosened, shown
from kg.relations.consult.needed import needed


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """A word that reports a contact. ``frame`` names the way to its participants; ``-`` is a word that only looks
    like a trigger and takes its place. ``needs``: what it can't match without (see `needed`), None where nothing is known."""

    pattern: re.Pattern[str]
    frame: str
    mode: Mode
    needs: frozenset[str] | None = None

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """Matches where the pattern may match once phrases are masked (see `loosened`)."""
        return re.compile(loosened(self.pattern) or "", re.DOTALL)


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


LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which stand for nothing alone and in no word."""
NICKNAMES = "initials"
"""The frame of triggers that are looked for in the unmasked sentence."""


def _among(language: str, masked: str) -> list[Trigger]:
    """The triggers that a masked sentence can hold, in the order of the table: a quick look, which spares it most."""
    words, nicknames = _words(language)
    table = triggers(language)
    return [table[number] for number in sorted({*nicknames.numbers, *(number for _, number in words.found(masked, (0,)))})]


def chances(marked: str, language: str, starts: Iterable[int]) -> Iterator[tuple[int, Trigger]]:
    """Where a text in which only the names are masked may hold triggers once its phrases are, and which; those that may be
    anywhere are given for each of ``starts``. Without nicknames, and without words that only look like triggers."""
    table = triggers(language)
    for place, number in _words(language)[0].found(marked, starts):
        if table[number].frame != "-":
            yield place, table[number]


def nicknames(text: str, language: str, starts: Iterable[int]) -> Iterator[tuple[int, Trigger]]:
    """The same for nicknames, in a text without masks."""
    table = triggers(language)
    return ((place, table[number]) for place, number in _words(language)[1].found(text, starts))


class _Words:
    """Finds what some triggers of a table need. ``always``: the ``numbers`` of those of which that is not known."""

    def __init__(self, table: Sequence[Trigger], numbers: Iterable[int]) -> None:
        import ahocorasick_rs

        self.numbers = list(numbers)
        self.always: list[int] = []
        by_word: dict[str, list[int]] = {}
        for number in self.numbers:
            needs = {shown(word) for word in table[number].needs or ("",)}
            for word in needs if "" not in needs else ():
                by_word.setdefault(word, []).append(number)
            self.always += [number] * ("" in needs)
        self._numbers = list(by_word.values())
        self._machine: Any = ahocorasick_rs.AhoCorasick(list(by_word))

    def found(self, text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Where each word of a text begins, and the number of a trigger that needs it; `always` for each of ``starts``."""
        for start in starts if self.always else ():
            for number in self.always:
                yield start, number
        if not self._numbers:
            return
        try:
            matches = self._machine.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            matches = self._machine.find_matches_as_indexes(LONE.sub("?", text), overlapping=True)
        for word, start, _ in matches:
            for number in self._numbers[word]:
                yield start, number


def load(language: str) -> None:
    """Reads the triggers of a language, which else the first sentence does."""
    _words(language)


@cache
def _words(language: str) -> tuple[_Words, _Words]:
    """What triggers need in a masked sentence, and what nicknames need in one that is not."""
    table = triggers(language)
    parts: tuple[list[int], list[int]] = [], []
    for number, trigger in enumerate(table):
        parts[trigger.frame == NICKNAMES].append(number)
    return _Words(table, parts[0]), _Words(table, parts[1])


@cache
def title_names(tag: str) -> frozenset[str]:
    """The offices of the title table in one language tag."""
    return frozenset(word for title in titles() for word in title.names.get(tag, ())) - {"host"}  # 'will host Xi Jinping'


@cache
def title_words(tag: str, besides: str = "(?!)") -> str:
    """The offices of the title table in one language tag, as a pattern that tries longer ones first; ``(?!)`` if none.
    Those that the pattern ``besides`` matches wholly are left out."""
    known = re.compile(besides)
    return alternation(word for word in title_names(tag) if not known.fullmatch(word))
