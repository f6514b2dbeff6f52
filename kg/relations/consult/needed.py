"""What a pattern can't match without: a look for a few letters spares most sentences the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from typing import Any

try:
    _READER: Any = import_module("re._parser")
except ImportError:  # it is no public module: a Python without it is slower, no more
    _READER = None
"""The parser of `re`: it alone knows what a pattern means. It has no type hints."""
SPELLINGS = 24
"""Spellings of one stretch that are told apart: [Mm]eet(?:s|ing)."""


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Strings of which each match of a pattern holds one, or has one reaching over its end where it looks ahead;
    None where there are none.

    >>> sorted(needed(re.compile(r"(?<!no )[Tt]alks? with")))
    [' with']
    """
    if _READER is None or pattern.flags & re.IGNORECASE:
        return None
    return _best(_needed(_READER.parse(pattern.pattern, pattern.flags)))


def _best(found: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The set whose shortest string is longest; of those the one with the fewest."""
    known = [one for one in found if one and "" not in one]
    return max(known, key=lambda one: (min(map(len, one)), -len(one), sorted(one)), default=None)


def _needed(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Sets of strings, one of each of which stands in what a parsed sequence matches."""
    found: list[frozenset[str]] = []
    run = [""]
    for sort, value in parsed:
        letters = _letters(sort, value)
        if letters is not None and len(run) * len(letters) <= SPELLINGS:
            run = [before + letter for before, letter in product(run, letters)]
            continue
        name = str(sort)
        if name in ("AT", "ASSERT_NOT") or (name == "ASSERT" and value[0] < 0):
            continue  # takes no place: the stretch goes on behind it
        if name == "ASSERT":
            found.append(frozenset(before + ahead for before, ahead in product(run, _beginnings(value[1]))))
            continue
        found.append(frozenset(run))
        run = [""] if letters is None else letters
        found += _inside(name, value)
    return [*found, frozenset(run)]


def _letters(sort: Any, value: Any) -> list[str] | None:
    """The letters that a part of one place can be, None where it is anything else."""
    if str(sort) == "LITERAL":
        return [chr(value)]
    if str(sort) == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return [chr(letter) for _, letter in value]
    return None


def _beginnings(parsed: Sequence[tuple[Any, Any]]) -> list[str]:
    """The letters that what a look-ahead sees can begin with; an empty string where it can be any."""
    first = _letters(*parsed[0]) if len(parsed) else None
    return [""] if first is None else first


def _inside(name: str, value: Any) -> list[frozenset[str]]:
    """What the inside of a group, a choice or a repetition asks for."""
    if name == "SUBPATTERN":
        return [] if value[1] & re.IGNORECASE else _needed(value[3])
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(value[2]) if value[0] else []
    if name == "BRANCH":
        branches = [_best(_needed(branch)) for branch in value[1]]
        known = [branch for branch in branches if branch is not None]
        return [frozenset().union(*known)] if len(known) == len(branches) else []
    return []
