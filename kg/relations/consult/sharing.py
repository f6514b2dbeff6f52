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
        _put(parsed, tree)
        made: re.Pattern[str] = _COMPILER.compile(tree)
        return made

    return compiled


def _put(part: Any, place: Any) -> None:
    """Puts a parsed part where its mark stands, at any depth of a parsed pattern."""
    if isinstance(place, tuple | list):
        for inside in place:
            _put(part, inside)
    elif isinstance(place, _READER.SubPattern):
        data: list[Any] = []
        for sort, value in place.data:
            if str(sort) == "LITERAL" and value == ord(MARK):
                data += part.data
            else:
                _put(part, value)
                data.append((sort, value))
        place.data, place.width = data, None
