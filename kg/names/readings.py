"""East Asian names by reading: can these letters be what the characters are read as, and in which language?

Matching a given Latin name is easier than reading a name aloud: any combination of readings that yields the letters
counts, weighted by how usual each reading is. Mandarin comes from `kg.names.mandarin`, the other languages from
``data/readings.tsv`` (Unihan and SudachiDict, made by `kg.training.readings`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from kg.names import cantonese, korean, romanize
from kg.names.spelling import fold, han_parts, script_of, simplify

System = Literal["pinyin", "taiwanese", "korean", "cantonese", "japanese", "vietnamese"]

SYSTEMS: Mapping[System, float] = MappingProxyType(
    {"pinyin": 1.0, "taiwanese": 0.95, "korean": 0.92, "cantonese": 0.9, "japanese": 0.95, "vietnamese": 0.85}
)
"""How much a fit says, at best: more spellings and readings for a character fit by chance more often."""

_USUAL = 0.12
"""The share (geometric mean over the characters) from which a Japanese reading is as good as any."""
_WORST = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A Latin name as a reading of a Han or Hangul one. ``score`` in (0, 1]. ``family_first``: the order of the Latin
    name. ``extra``: a Western given name that stands before or behind the reading (Joshua Wong Chi-fung)."""

    system: System
    score: float
    family_first: bool
    extra: str = ""


@cache
def _columns() -> dict[str, dict[str, str]]:
    """Column -> character -> cell of ``readings.tsv``."""
    text = (files("kg.names") / "data" / "readings.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return {
        name: {row[0]: row[at] for row in lines[1:] if row[at]} for at, name in enumerate(lines[0]) if name != "char"
    }


@lru_cache(maxsize=20_000)
def spellings(char: str, system: System, surname: bool = False) -> Mapping[str, float]:
    """Letters that a character (or Hangul syllable) can stand for in a system, with a weight in (0, 1]; empty where
    it has no reading there.

    >>> spellings("蔡", "taiwanese")["tsai"], spellings("文", "korean", True)["moon"]
    (1.0, 0.97)
    """
    if system in ("pinyin", "taiwanese"):
        return _mandarin(char, system, surname)
    cell = char if korean.is_hangul(char) and system == "korean" else _columns()[system].get(char, "")
    found: dict[str, float] = {}
    for one in cell.split():
        for text, weight in _written(one, system, surname):
            found[text] = max(weight, found.get(text, 0.0))
    if system == "japanese" and found:
        top = sum(int(one.partition(":")[2]) for one in cell.split())
        found = {text: weight / top for text, weight in found.items()}
    return found


def _written(one: str, system: System, surname: bool) -> Iterator[tuple[str, float]]:
    if system == "korean":
        yield from korean.spellings(one, surname).items()
    elif system == "cantonese":
        yield from cantonese.spellings(one).items()
    elif system == "vietnamese":
        yield one, 1.0
    else:
        reading, _, count = one.partition(":")
        for text in japanese_spellings(reading):
            yield text, float(count)


def _mandarin(char: str, system: System, surname: bool) -> dict[str, float]:
    from kg.names.han import SURNAME_READINGS
    from kg.names.mandarin import syllables

    read = syllables(char)[:4]
    if surname and char in SURNAME_READINGS:
        read = (SURNAME_READINGS[char], *read)
    if system == "pinyin":
        return dict.fromkeys(read, 1.0)
    return {text: 1.0 for syllable in read for text in romanize.spellings(syllable)}


def japanese_spellings(reading: str) -> set[str]:
    """A reading with its long vowels spelled out, left out and with an h, and n as m before the next part:
    ``shinzou`` is also ``shinzo`` and ``shinzoh``."""
    short = reading.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    found = {reading, short}
    if short != reading and short.endswith("o"):
        found.add(short + "h")
    if reading.endswith("n"):
        found |= {one[:-1] + "m" for one in found}
    return found


@lru_cache(maxsize=30_000)
def spelled(han: str, letters: str, system: System, surname: bool = False) -> float:
    """How well the letters are a reading of all the characters: the geometric mean of the weights of the best
    combination, 0 where there is none.

    >>> spelled("晋三", "shinzo", "japanese") > 0.1, spelled("晋三", "shinji", "japanese")
    (True, 0.0)
    """
    row: dict[int, float] = {0: 0.0}
    for char in han:
        options = spellings(char, system, surname)
        new: dict[int, float] = {}
        for at, score in row.items():
            for text, weight in options.items():
                if letters.startswith(text, at):
                    end, value = at + len(text), score + math.log(max(weight, _WORST))
                    if value > new.get(end, -math.inf):
                        new[end] = value
        row = new
        if not row:
            return 0.0
    best = row.get(len(letters))
    return 0.0 if best is None else math.exp(best / len(han))


def _usual(value: float, system: System) -> float:
    """A spelling's weight as a share of the system's best score."""
    if system != "japanese":
        return SYSTEMS[system] * math.sqrt(value)
    return SYSTEMS[system] * float(min(1.0, value / _USUAL) ** 0.3)


@lru_cache(maxsize=30_000)
def surname_read_as(han: str, letters: str) -> tuple[System, float] | None:
    """The best system in which the letters are a reading of the characters as a family name alone, or None.

    >>> surname_read_as("安倍", "abe")[0], surname_read_as("习", "xi")[0], surname_read_as("习", "li")
    ('japanese', 'pinyin', None)
    """
    scored = [(_usual(value, one), one) for one in SYSTEMS if (value := spelled(simplify(han), letters, one, True))]
    return (max(scored)[1], round(max(scored)[0], 3)) if scored else None


@lru_cache(maxsize=30_000)
def read_as(han: str, latin: str) -> Reading | None:
    """The best way to read a full name in characters (Han or Hangul, two to six, no middle dot) as the Latin name, in
    either order of family and given name; None where there is none.

    >>> [read_as(*pair).system for pair in (("文在寅", "Moon Jae-in"), ("菅義偉", "Yoshihide Suga"))]
    ['korean', 'japanese']
    """
    name, words = simplify(han).replace(" ", ""), tuple(fold(latin).split())
    if not 2 <= len(name) <= 6 or len(han_parts(name)) != 1 or not 1 <= len(words) <= 6:
        return None
    if script_of(name) != "Han" and not korean.is_hangul(name):
        return None
    found = list(_readings(name, words, ""))
    if not found and len(words) >= 3:
        found = [*_readings(name, words[1:], words[0]), *_readings(name, words[:-1], words[-1])]
    return max(found, key=lambda one: (one.score, one.family_first, one.system), default=None)


def hangul_as(hangul: str, han: str) -> float:
    """0.92 where the characters are read as the Hangul syllables, else 0.0.

    >>> hangul_as("문재인", "文在寅"), hangul_as("김정은", "金正日")
    (0.92, 0.0)
    """
    name, syllables = simplify(han), hangul.replace(" ", "")
    if len(name) != len(syllables):
        return 0.0
    for char, syllable in zip(name, syllables, strict=True):
        read = _columns()["korean"].get(char, "").split()
        if korean.initial_law(syllable) not in {korean.initial_law(one) for one in read}:
            return 0.0
    return SYSTEMS["korean"]


def _readings(name: str, words: tuple[str, ...], extra: str) -> Iterator[Reading]:
    factor = 0.95 if extra else 1.0
    if len(words) == 1:
        if spelled(name, words[0], "pinyin"):
            yield Reading(system="pinyin", score=0.9 * factor, family_first=True, extra=extra)
        return
    firsts = {word[0] for word in words}
    for system in _possible(name):
        if not firsts.isdisjoint(initials(name[0], system)) and not firsts.isdisjoint(_given_initials(name, system)):
            for score, first in _orders(name, words, system):
                yield Reading(system=system, score=round(factor * score, 3), family_first=first, extra=extra)


def _possible(name: str) -> tuple[System, ...]:
    return ("korean",) if korean.is_hangul(name[0]) else tuple(SYSTEMS)


@lru_cache(maxsize=15_000)
def _given_initials(name: str, system: System) -> frozenset[str]:
    """Letters with which the given name can begin."""
    return frozenset(text[0] for cut in _cuts(name, system) for text in spellings(name[cut : cut + 1], system))


@lru_cache(maxsize=20_000)
def initials(char: str, system: System) -> frozenset[str]:
    """Letters with which a reading of the character as a surname can begin."""
    return frozenset(text[0] for text in spellings(char, system, True))


@lru_cache(maxsize=15_000)
def _cuts(name: str, system: System) -> tuple[int, ...]:
    """How many characters the family name can have: one, two where it is a known surname of two or the name has four,
    up to three for Japanese ones."""
    from kg.names.han import surnames

    if system == "japanese":
        return tuple(range(1, min(4, len(name))))
    return (1, 2) if len(name) >= 4 or (len(name) == 3 and name[:2] in surnames()) else (1,)


def _orders(name: str, words: tuple[str, ...], system: System) -> Iterator[tuple[float, bool]]:
    """(score, family name first) of every way to part characters and words into family name and given name."""
    firsts = initials(name[0], system)
    for at in range(1, len(words)):
        head, tail = "".join(words[:at]), "".join(words[at:])
        for family, given, first in ((head, tail, True), (tail, head, False)):
            if family[0] not in firsts:
                continue
            for cut in _cuts(name, system):
                left = spelled(name[:cut], family, system, True) if cut < len(name) else 0.0
                right = left and spelled(name[cut:], given, system)
                if left and right:
                    yield (_usual(left, system) * _usual(right, system)) ** 0.5, first
