"""What a pattern can't match without: a look for a few words spares most sentences the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from itertools import product
from typing import Any

try:
    _READER: Any = import_module("re._parser")
except ImportError:  # it is no public module: a Python without it is slower, no more
    _READER = None
"""The parser of `re`: it alone knows what a pattern means. It has no type hints."""
SPELLINGS = 200
"""Spellings of one stretch that are told apart: [Mm]eet(?:s|ing)."""
_WORDS = """a an and as at between by during for from has have he her his in is it its of on or over she that the their they to
was with would am auf aus bei das dem den der des die ein eine einem einen einer es hat ihr im mit nach seine sie über und vom
von war wird zu zum zur zwischen"""
COMMON = frozenset(_WORDS.split())
"""Words that don't tell a sentence from others."""
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Strings of which each match of a pattern holds one, or has one reaching over its end where it looks ahead;
    None where there are none.

    >>> sorted(needed(re.compile(r"(?<!no )[Tt]alks? (?:\\w+ )?with")))
    ['Talk ', 'Talks ', 'talk ', 'talks ']
    """
    if _READER is None or pattern.flags & re.IGNORECASE:
        return None
    return _best(_needed(parsed(pattern)))


def parsed(pattern: re.Pattern[str]) -> Any:
    """What the parser of `re` says of a pattern; not to be changed."""
    return _parsed(pattern.pattern, pattern.flags)


@lru_cache(maxsize=512)
def _parsed(pattern: str, flags: int) -> Any:
    return _READER.parse(pattern, flags)


def _best(found: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The set whose shortest string is longest, of those without a common word where there are any; of those the one with
    the fewest."""
    known = [one for one in found if one and "" not in one]
    return max(known, key=lambda one: (_rare(one), min(map(len, one)), -len(one), sorted(one)), default=None)


def _rare(words: Iterable[str]) -> bool:
    """Whether there is none that most sentences have."""
    return not any(COMMON.issuperset(word.lower().split()) for word in words)


def _needed(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Sets of strings, one of each of which stands in what a parsed sequence matches."""
    found: list[frozenset[str]] = []
    run = [""]
    for sort, value in parsed:
        name, spellings = str(sort), _spellings(sort, value)
        if spellings is not None and len(run) * len(spellings) <= SPELLINGS:
            run = _joined(run, spellings)
            continue
        if name in ("AT", "ASSERT_NOT") or (name == "ASSERT" and value[0] < 0):
            continue  # takes no place: the stretch goes on behind it
        if name == "ASSERT":
            found.append(frozenset(_joined(run, _beginnings(value[1], SPELLINGS // len(run)))))
            continue
        found.append(frozenset(run))
        run = spellings or [""]
        found += _inside(name, value)
    return [*found, frozenset(run)]


def _joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return sorted({before + behind for before, behind in product(first, second)})


def _all(parsed: Iterable[tuple[Any, Any]]) -> list[str] | None:
    """All that a parsed sequence can match, None where that is too much."""
    run = [""]
    for sort, value in parsed:
        spellings = _spellings(sort, value)
        if spellings is None or len(run) * len(spellings) > SPELLINGS:
            return None
        run = _joined(run, spellings)
    return run


def _spellings(sort: Any, value: Any) -> list[str] | None:
    """All that a part can match, None where that is too much or nobody knows."""
    name = str(sort)
    if name == "LITERAL":
        return [chr(value)]
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return [chr(letter) for _, letter in value]
    if name == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _all(value[3])
    if name == "BRANCH":
        branches = [_all(branch) for branch in value[1]]
        known = [branch for branch in branches if branch is not None]
        spellings = sorted({spelling for branch in known for spelling in branch})
        return spellings if len(known) == len(branches) and len(spellings) <= SPELLINGS else None
    if name in REPEATS and value[:2] == (0, 1):
        once = _all(value[2])
        return None if once is None else sorted({"", *once})
    return None


def _beginnings(parsed: Iterable[tuple[Any, Any]], most: int) -> list[str]:
    """What all begins with that a look-ahead sees, in at most so many spellings; an empty string where it can be any."""
    run = [""]
    for sort, value in parsed:
        spellings = _spellings(sort, value)
        if spellings is None and str(sort) == "BRANCH" and run == [""]:
            spellings = sorted({start for branch in value[1] for start in _beginnings(branch, most)})
            return spellings if len(spellings) <= most else run
        if spellings is None or len(run) * len(spellings) > most:
            break
        run = _joined(run, spellings)
    return run


def _inside(name: str, value: Any) -> list[frozenset[str]]:
    """What the inside of a group, a choice or a repetition asks for."""
    if name == "SUBPATTERN":
        return [] if value[1] & re.IGNORECASE else _needed(value[3])
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name in REPEATS:
        return _needed(value[2]) if value[0] else []
    if name == "BRANCH":
        branches = [_best(_needed(branch)) for branch in value[1]]
        known = [branch for branch in branches if branch is not None]
        return [frozenset().union(*known)] if len(known) == len(branches) else []
    return []
