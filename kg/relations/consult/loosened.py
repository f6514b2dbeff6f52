"""What a pattern over a masked sentence still asks for where only the names are masked, not the phrases around them.

Masking a phrase hides letters, it never shows others. So a letter that a pattern asks for stands in the sentence already,
while anything may stand where it asks for a mask, for any letter but some, or for nothing of a kind.
"""

from __future__ import annotations

import re
from typing import Any

from kg.relations.consult.needed import _READER, REPEATS, parsed
from kg.relations.parts import AGENCY, COUNTRY, FILL, ORGANIZATION, PERSON, PLACE

HIDING = (PERSON, AGENCY, ORGANIZATION, FILL, "·")
"""Masks that a phrase gets, and the dot that extractors put for quotation marks. A country or a place is masked as such
where its name stands, or as the phrase that begins there."""
SHOWN = (COUNTRY, PLACE)
_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w", "CATEGORY_SPACE": r"\s"}


def shown(word: str) -> str:
    """The longest part of a word that stands in the sentence where only its names are masked."""
    return max(re.split(f"[{''.join(HIDING)}]", word), key=len)


def loosened(pattern: re.Pattern[str]) -> str | None:
    """A pattern that matches wherever in a sentence another one may match once its phrases are masked; None where nothing
    is known. It needs the flag ``re.DOTALL``.

    >>> loosened(re.compile(r"\\b(?<!to )[Mm]et (?!with)[^.]{0,9}Ⓟ"))
    '[Mm]et\\\\ .{0,9}.'
    """
    if _READER is None or pattern.flags & (re.IGNORECASE | re.MULTILINE):
        return None
    try:
        loose = _sequence(parsed(pattern))
        re.compile(loose, re.DOTALL)
    except (LookupError, re.error):  # (?:$)? would become $?, which is no pattern
        return None
    return loose


def _sequence(parsed: Any) -> str:
    return "".join(_part(str(sort), value) for sort, value in parsed)


def _part(name: str, value: Any) -> str:
    """One part of a parsed pattern. Raises `LookupError` for what it doesn't know."""
    if name == "LITERAL":
        return "." if chr(value) in HIDING else re.escape(chr(value))
    if name in ("NOT_LITERAL", "ANY"):
        return "."
    if name == "IN":
        return _set(value)
    if name == "AT":
        return "$" if str(value) == "AT_END" else ""
    if name == "ASSERT_NOT":
        return ""
    if name == "ASSERT":
        return f"({'?=' if value[0] > 0 else '?<='}{_sequence(value[1])})"
    if name == "BRANCH":
        return f"(?:{'|'.join(map(_sequence, value[1]))})"
    if name == "SUBPATTERN" and not value[1] and not value[2]:
        return f"(?:{_sequence(value[3])})"
    if name in REPEATS[:2]:
        return _repeat(name, *value)
    raise LookupError(name)


def _repeat(name: str, least: int, most: Any, parsed: Any) -> str:
    inside = _sequence(parsed)
    inside = inside if len(parsed) == 1 and str(parsed[0][0]) not in REPEATS else f"(?:{inside})"
    times = f"{{{least},{'' if str(most) == 'MAXREPEAT' else most}}}"
    return inside + times + "?" * (name == "MIN_REPEAT") if inside else ""


def _set(parts: Any) -> str:
    """A set of letters, or any letter where a mask may be one of them."""
    letters = ""
    for sort, value in parts:
        name = str(sort)
        if name == "NEGATE" or (name == "CATEGORY" and str(value) not in _CATEGORIES):
            return "."
        first, last = value if name == "RANGE" else (value, value)
        if name != "CATEGORY" and any(chr(first) <= hidden <= chr(last) for hidden in HIDING):
            return "."
        letters += _CATEGORIES[str(value)] if name == "CATEGORY" else re.escape(chr(first))
        letters += f"-{re.escape(chr(last))}" * (name == "RANGE")
    return f"[{letters}]"
