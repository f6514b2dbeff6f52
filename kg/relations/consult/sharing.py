"""Patterns that have one long part in common: it is parsed and compiled once for all of them, which takes most of the time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
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

SAMPLE = "x(?:ab|cd)*(?:ef|(?:ab|cd))"


def sharing(part: str) -> Callable[[str], re.Pattern[str]]:
    """As `re.compile`, but faster for patterns in which ``part`` stands, a group ``(?:...)`` that captures nothing. What it
    gives matches the same, but does not know its own text.

    >>> compiled = sharing("(?:minister|president)")
    >>> compiled("(?:minister|president)s?").findall("ministers, a president")
    ['ministers', 'president']
    """
    shared = _Shared(part) if _works() else None
    return shared if shared and shared.captures_nothing else re.compile


@cache
def _works() -> bool:
    """Whether this Python compiles patterns as those for which this was written."""
    if _READER is None or _COMPILER is None:
        return False
    try:
        found = _Shared("(?:ab|cd)").code(SAMPLE)
        return found is not None and found[1] == _COMPILER._code(_READER.parse(SAMPLE, 0), 0)
    except (AttributeError, LookupError, TypeError, ValueError):
        return False


class _Shared:
    """A part of patterns, parsed and compiled."""

    def __init__(self, part: str) -> None:
        self._text = part
        self._parsed = _READER.parse(part, 0)
        self._code: list[int] = []
        _COMPILER._compile(self._code, self._parsed.data, self._parsed.state.flags)

    @property
    def captures_nothing(self) -> bool:
        """Whether it has no groups, whose numbers would be others in each pattern."""
        return bool(self._parsed.state.groups == 1)

    def __call__(self, pattern: str) -> re.Pattern[str]:
        """The pattern of a text."""
        if (found := self.code(pattern)) is None:
            return re.compile(pattern)
        state, code = found
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        made: re.Pattern[str] = _COMPILER._sre.compile(
            None, state.flags, code, state.groups - 1, state.groupdict, tuple(names)
        )
        return made

    def code(self, pattern: str) -> tuple[Any, list[int]] | None:
        """What the parser says of a pattern, and its code, just as `re` makes it; None where the part can't be put in."""
        tree = _READER.parse(pattern.replace(self._text, MARK), 0)
        code: list[int] = []
        flags = tree.state.flags
        if flags != self._parsed.state.flags or _put(self._spliced(code), tree) != pattern.count(self._text):
            return None  # a mark went into a set: (?:...|x), where the part would stand alone
        _COMPILER._compile_info(code, tree, flags)
        _COMPILER._compile(code, tree.data, flags)
        code.append(_COMPILER.SUCCESS)
        return tree.state, code

    def _spliced(self, code: list[int]) -> Any:
        """The part for a pattern whose code is being made: the compiler, which goes through all parts of a pattern, finds
        nothing in it, but its code put in."""
        own = self._code

        class Spliced(_READER.SubPattern):  # type: ignore[misc]
            def __iter__(self) -> Iterator[Any]:
                code.extend(own)
                return iter(())

        part = Spliced(self._parsed.state, self._parsed.data)
        part.width = self._parsed.getwidth()
        return part


def _put(part: Any, place: Any) -> int:
    """Puts a part where its mark stands, at any depth of a parsed pattern that has no flags of its own there; returns how
    often it did."""
    if isinstance(place, tuple | list):
        return sum(_put(part, inside) for inside in place)
    if not isinstance(place, _READER.SubPattern):
        return 0
    data: list[Any] = []
    times = 0
    for sort, value in place.data:
        name = str(sort)
        if name == "LITERAL" and value == ord(MARK):
            data.append((_COMPILER.SUBPATTERN, (None, 0, 0, part)))
            times += 1
            continue
        if name != "SUBPATTERN" or not (value[1] or value[2]):
            times += _put(part, value)
        data.append((sort, value))
    place.data, place.width = data, None
    return times
