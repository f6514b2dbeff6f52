"""Traditional -> Simplified Chinese, equal to OpenCC's ``t2s``, with the position that every character came from.

OpenCC takes the longest phrase of its table first, then the leftmost, and maps what is left character by character.
Only phrases whose characters would not become the same one by one matter, and a text without any of them is a plain
character map: that is nearly every text, so nearly all of the work is one `str.translate`. Regional words stay
(記憶體 becomes 记忆体, not 内存): a name must still be the name that the article used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.languages.codes import PLANE, code_points, table_of, text_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG = 200
"""Code points from which on a text is looked at as an array: names are shorter, articles longer."""

_EASTERN = re.compile("[^\x00-\u2e7f]")
"""Where Chinese characters are, and more: what there is none of in most other texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    characters: dict[int, str]
    phrases: dict[str, str]
    convertible: frozenset[str]
    decisive: re.Pattern[str]
    traditional: frozenset[str]
    simplified: frozenset[str]


def _read(name: str) -> dict[str, str]:
    """A table of OpenCC: all choices, a blank between them; OpenCC itself takes the first."""
    text = (files("opencc") / "dictionary" / name).read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.split("\n"))
    return {key: value.strip() for key, _, value in rows if value}


def _first(table: dict[str, str]) -> dict[str, str]:
    return {key: value.partition(" ")[0] for key, value in table.items()}


def _either(keys: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(keys, key=lambda key: (-len(key), key)))) or r"(?!)")


@cache
def _tables() -> _Tables:
    characters = _first(_read("TSCharacters.txt"))
    phrases = _first(_read("TSPhrases.txt"))
    traditional_of = _read("STCharacters.txt")
    decisive = [key for key, value in phrases.items() if value != "".join(characters.get(c, c) for c in key)]
    changing = [key for key, value in characters.items() if key != value]
    return _Tables(
        characters={ord(key): value for key, value in characters.items()},
        phrases=phrases,
        convertible=frozenset([*changing, *(c for key in decisive for c in key if c not in phrases[key])]),
        decisive=_either(decisive),
        traditional=frozenset(key for key in changing if key not in traditional_of),
        simplified=frozenset(
            key for key, choices in traditional_of.items() if key not in choices and key not in characters
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrays:
    """The tables by code points below `PLANE`. ``simple``: what each becomes; the others say where it belongs."""

    simple: NDArray[np.uint32]
    convertible: NDArray[np.bool_]
    traditional: NDArray[np.bool_]
    simplified: NDArray[np.bool_]


@cache
def _arrays() -> _Arrays:
    import numpy as np

    tables = _tables()
    simple = np.arange(PLANE, dtype=np.uint32)
    below = {code: ord(letter) for code, letter in tables.characters.items() if code < PLANE}
    simple[list(below)] = list(below.values())
    return _Arrays(
        simple=simple, convertible=table_of(tables.convertible), traditional=table_of(tables.traditional),
        simplified=table_of(tables.simplified),
    )


def script_counts(text: str) -> tuple[int, int]:
    """How many different characters exist only in Simplified, and how many only in Traditional Chinese."""
    codes = code_points(text) if len(text) >= LONG else None
    if codes is None:
        used = set(text)
        return len(used & _tables().simplified), len(used & _tables().traditional)
    import numpy as np

    arrays = _arrays()
    found = np.zeros(PLANE, dtype=bool)
    found[codes] = True
    return int(np.count_nonzero(found & arrays.simplified)), int(np.count_nonzero(found & arrays.traditional))


def convertible() -> frozenset[str]:
    """The characters that `convert` may change."""
    return _tables().convertible


def needs_conversion(text: str) -> bool:
    """Whether `convert` could change ``text``."""
    if _EASTERN.search(text) is None:
        return False
    codes = code_points(text) if len(text) >= LONG else None
    return bool(_arrays().convertible[codes].any()) if codes is not None else not _tables().convertible.isdisjoint(text)


def convert(text: str) -> tuple[str, tuple[int, ...] | None]:
    """``text`` in Simplified Chinese, and for each of its code points, and its end, the position in ``text``.

    The positions are None where the length did not change: then every character stands where it stood.
    """
    tables = _tables()
    codes = code_points(text) if len(text) >= LONG else None
    if tables.convertible.isdisjoint(text) if codes is None else not _arrays().convertible[codes].any():
        return text, None
    if tables.decisive.search(text) is None:
        converted = text.translate(tables.characters) if codes is None else text_of(_arrays().simple[codes])
        if len(converted) == len(text):
            return converted, None
    return _convert_pieces(text, _phrases_in(text, tables), tables)


@cache
def _phrase() -> re.Pattern[str]:
    return _either(list(_tables().phrases))


def _phrases_in(text: str, tables: _Tables) -> list[tuple[int, int]]:
    """(start, end) of the phrases that OpenCC picks, ascending: the longest first, then the leftmost."""
    found: list[tuple[int, int]] = []
    longest = max(map(len, tables.phrases))
    at = 0
    while match := _phrase().search(text, at):
        start = match.start()
        found.extend(
            (start, start + length) for length in range(2, longest + 1)
            if start + length <= len(text) and text[start : start + length] in tables.phrases
        )
        at = start + 1
    taken: set[int] = set()
    picked: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda pair: (pair[0] - pair[1], pair[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            picked.append((start, end))
    return sorted(picked)


def _convert_pieces(
    text: str, phrases: list[tuple[int, int]], tables: _Tables
) -> tuple[str, tuple[int, ...] | None]:
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for start, end in [*phrases, (len(text), len(text))]:
        pieces.append((at, start, text[at:start].translate(tables.characters)))
        pieces.append((start, end, tables.phrases.get(text[start:end], "")))
        at = end
    converted = "".join(piece for _, _, piece in pieces)
    if all(len(piece) == end - start for start, end, piece in pieces):
        return converted, None
    anchors = [
        start + index * (end - start) // len(piece) for start, end, piece in pieces for index in range(len(piece))
    ]
    return converted, (*anchors, len(text))
