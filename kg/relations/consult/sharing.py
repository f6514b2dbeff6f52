"""Patterns that have one long part in common: it is parsed once for all of them, which takes most of the time."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from kg.relations.consult.needed import _READER

try:
    _COMPILER: Any = import_module("re._compiler")
except ImportError:  # it is no public module: a Python without it is slower, no more
    _COMPILER = None
"""It makes patterns of parsed ones, as of texts."""
MARK = "\uf8ff"
"""Stands for the part in a pattern that is parsed without it."""


def sharing(part: str) -> Callable[[str], re.Pattern[str]]:
    """As `re.compile`, but faster for patterns in which ``part`` stands, a group ``(?:...)`` that captures nothing. What it
    gives matches the same, but does not know its own text.

    >>> compiled = sharing("(?:minister|president)")
    >>> compiled("(?:minister|president)s?").findall("ministers, a president")
    ['ministers', 'president']
    """
    parsed = _READER.parse(part, 0) if _READER and _COMPILER else None
    if parsed is None or parsed.state.groups > 1:
        return re.compile

    def compiled(pattern: str) -> re.Pattern[str]:
        tree = _READER.parse(pattern.replace(part, MARK), 0)
        if _put(parsed, tree) != pattern.count(part):
            return re.compile(pattern)  # a mark went into a set: (?:...|x), where the part would stand alone
        made: re.Pattern[str] = _COMPILER.compile(tree)
        return made

    return compiled


def _put(part: Any, place: Any) -> int:
    """Puts a parsed part where its mark stands, at any depth of a parsed pattern; returns how often it did."""
    if isinstance(place, tuple | list):
        return sum(_put(part, inside) for inside in place)
    if not isinstance(place, _READER.SubPattern):
        return 0
    data: list[Any] = []
    times = 0
    for sort, value in place.data:
        if str(sort) == "LITERAL" and value == ord(MARK):
            data += part.data
            times += 1
        else:
            times += _put(part, value)
            data.append((sort, value))
    place.data, place.width = data, None
    return times
