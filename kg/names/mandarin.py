"""Mandarin readings of characters and texts in pinyin without tones, as pypinyin gives them; ü is u.

The tables (``data/mandarin.tsv``, ``data/mandarin_phrases.tsv``; made by `python -m kg.training mandarin` from pypinyin's)
hold what is left of its dictionary when tones are left out: it takes a sixth of a second to load, they a fifth of that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    characters: Mapping[str, tuple[str, ...]]
    phrases: Collection[str]
    odd: Mapping[str, str]  # readings of the phrases in which a character has not its usual one
    longest: int


def _lines(name: str) -> list[list[str]]:
    text = (files("kg.names") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _tables() -> _Tables:
    characters: dict[str, tuple[str, ...]] = {}
    for syllables, chars in _lines("mandarin.tsv"):
        characters |= dict.fromkeys(chars, tuple(syllables.split(" ")))
    phrases: set[str] = set()
    odd: dict[str, str] = {}
    for reading, cell in _lines("mandarin_phrases.tsv"):
        group = cell.split(" ")
        phrases.update(group)
        if reading:
            odd |= dict.fromkeys(group, reading)
    return _Tables(characters=characters, phrases=phrases, odd=odd, longest=max(map(len, phrases)))


def syllables(char: str) -> tuple[str, ...]:
    """All readings of a character, the usual one first; of another sign, the sign itself."""
    return _tables().characters.get(char) or (char.replace("ü", "u"),)


def spoken(text: str) -> str:
    """The reading of a text without blanks; what is no Chinese character stays. Phrases that are in the table, the longest
    first from left to right, are read as a whole: 长 is zhang in 长大 and chang in 长江."""
    tables = _tables()
    found: list[str] = []
    at = 0
    while at < len(text):
        ends = range(min(len(text), at + tables.longest), at + 1, -1)
        end = next((end for end in ends if text[at:end] in tables.phrases), at + 1)
        found.append(tables.odd.get(text[at:end]) or "".join([syllables(char)[0] for char in text[at:end]]))
        at = end
    return "".join(found)
