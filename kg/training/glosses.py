"""Cutting the Chinese name out of what stands before a Latin name in brackets: 美国国务卿蓬佩奥（Mike Pompeo）.

Three kinds of evidence, in this order: a middle dot and the sound of both parts; the sound of the family name (or the
pinyin reading); and agreement between contexts of one Latin name, where the sound says nothing (储百亮, Chris Buckley).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.knowledge import titles
from kg.names.han import korean_match, latin_keys, split_surname
from kg.names.latin import PARTICLES, parse
from kg.names.spelling import MIDDLE_DOTS, fold, simplify
from kg.names.transliterate import likely_initials, log_odds, similarity


def word_list(name: str) -> frozenset[str]:
    """The words of ``kg/training/words/<name>.txt``, separated by blanks and lines; ``#`` begins a comment."""
    text = (files("kg.training") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.split("\n") if not line.startswith("#") for word in line.split())


_DOT = re.compile(f"[{MIDDLE_DOTS}]")
_WORD = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ſ][A-Za-zÀ-ÖØ-öø-ÿĀ-ſ'’\-]*\.?$|^[A-Z]\.(?:[A-Z]\.)*$")
_ADDRESS = re.compile("(?:" + "|".join(sorted(word_list("address_zh"))) + ")+$")
NOT_IN_NAMES = frozenset("也到說说指的者和与與及是在由于於被将將位名岁歲或向让讓从從为為这這该該其他她卿")
"""Characters that end a cut: words of grammar, and 者 and 卿, which end titles."""
ENDS_OF_TITLES = frozenset("授员員长長师師官家人士手商民生")
MAX_HAN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands before a Latin name in brackets, how often, and in which sources."""

    text: str
    count: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A Han name cut from a context. ``left`` is what stood before it; ``full`` where it has a given name too;
    ``sure`` from 0 to 1 by sound; ``way`` is the evidence: dotted, sound, reading or agreement."""

    name: str
    left: str
    full: bool
    sure: float
    way: str


def read_glosses(path: Path) -> dict[str, list[Context]]:
    """Contexts by Latin name."""
    found: dict[str, list[Context]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            latin = " ".join(row["latin"].replace("’", "'").split())
            found[latin].append(
                Context(text=row["left_context"], count=int(row["count"]), sources=tuple(row["sources"].split(",")))
            )
    return dict(found)


def person_shaped(latin: str) -> bool:
    """Two to five capitalised words, particles aside, of which the first and the last could be names."""
    words = latin.split()
    if not 2 <= len(words) <= 5:
        return False
    if not all(_WORD.match(word) or word.casefold() in PARTICLES for word in words):
        return False
    if any(word.count("-") > 1 for word in words):
        return False
    letters = [word for word in words if len(word.strip(".")) > 1]
    return len(letters) >= 1 and sum(word.isupper() and len(word) > 1 for word in words) <= 1 and len(words[-1]) > 1


def cut(context: str, latin: str) -> Cut | None:
    """The name by its sound, or None where nothing at the end of the context sounds like the Latin name. A title
    (总统, 国务卿) ends before the name and lends it weight."""
    parts = parse(latin)
    context = strip_address(context)
    segments = _DOT.split(context)
    if len(segments) > 1:
        return _dotted(segments, latin)
    read = _reading(context, latin)
    if read is not None:
        return read
    whole = {
        " ".join((parts.given, *parts.middle, parts.family)),
        f"{parts.given} {parts.family}",
        f"{parts.family} {parts.given}",
    }
    families = {parts.family, parts.bare_family}
    edge = title_end(context)
    best: tuple[float, str, bool] | None = None
    for length in range(1, min(MAX_HAN, len(context) - edge) + 1):
        tail = context[-length:]
        if tail[0] in NOT_IN_NAMES:
            break
        bonus = -3.0 if tail[0] in ENDS_OF_TITLES else 3.0 if length == len(context) - edge and edge else 0.0
        options = [(log_odds(tail, family) + bonus, False) for family in families if length >= 2]
        options += [(log_odds(tail, text) + bonus, True) for text in whole if length >= 3]
        for odds, full in options:
            if best is None or odds > best[0]:
                best = (odds, tail, full)
    if best is None or best[0] <= 0:
        return _behind_title(context, edge)
    _, tail, full = best
    sure = max(similarity(tail, text) for text in (whole if full else families))
    if sure < 0.5 and edge:
        return _behind_title(context, edge) or Cut(
            name=tail, left=context[: -len(tail)], full=full, sure=sure, way="sound"
        )
    return Cut(name=tail, left=context[: -len(tail)], full=full, sure=sure, way="sound")


def _behind_title(context: str, edge: int) -> Cut | None:
    """What stands behind a title, if it is as short as a name."""
    tail = context[edge:]
    if edge and 2 <= len(tail) <= 5:
        return Cut(name=tail, left=context[:edge], full=False, sure=0.3, way="title")
    return None


@cache
def _titles() -> tuple[frozenset[str], int]:
    """Simplified Chinese titles of two characters and more, and the length of the longest."""
    found = {name for title in titles() for tag in ("zh-Hans", "zh-Hant") for name in title.names[tag]}
    found |= set(word_list("titles_zh"))
    plain = frozenset(simplify(name) for name in found if len(name) >= 2)
    return plain, max(map(len, plain))


def strip_address(context: str) -> str:
    """The context without a form of address at its end: 亚伯拉罕·林肯总统."""
    return _ADDRESS.sub("", context)


def title_end(context: str) -> int:
    """Where the last title within the context's tail ends; 0 where there is none."""
    plain, longest = _titles()
    text = simplify(context)
    if len(text) != len(context):
        return 0
    for end in range(len(text) - 1, 1, -1):
        for length in range(min(longest, end), 1, -1):
            if text[end - length : end] in plain:
                return end
    return 0


def hong_kong_style(latin: str) -> bool:
    """An English given name, a surname and two syllables: ``Paul Chan Mo-po``. Their Chinese names have three
    characters."""
    words = latin.split()
    return (
        len(words) == 3 and bool(re.fullmatch(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}", words[2])) and len(words[1]) <= 6
    )


def _reading(context: str, latin: str) -> Cut | None:
    """A Chinese name whose reading, in pinyin or a Taiwanese spelling, is the Latin name; or a Korean one whose
    surname is."""
    tail = context[-3:]
    if korean_match(tail, latin):
        sure = 0.9 if len(context) in (3, title_end(context) + 3) else 0.6
        return Cut(name=tail, left=context[:-3], full=True, sure=sure, way="reading")
    if hong_kong_style(latin) and len(tail) == 3 and split_surname(tail):
        sure = 0.9 if len(context) in (3, title_end(context) + 3) else 0.6
        return Cut(name=tail, left=context[:-3], full=True, sure=sure, way="reading")
    letters = fold(latin).replace(" ", "")
    for length in (4, 3, 2):
        tail = context[-length:]
        if len(tail) == length and split_surname(tail) and letters in latin_keys(tail):
            return Cut(name=tail, left=context[:-length], full=True, sure=1.0, way="reading")
    return None


def _dotted(segments: Sequence[str], latin: str) -> Cut | None:
    """The parts after the first dot are whole; the given name is cut from the first by its sound."""
    parts = parse(latin)
    family = segments[-1]
    if not family or len(family) > 8:
        return None
    names = {parts.family, parts.bare_family, fold(latin).split()[-1]}
    sure = max(similarity(family, name) for name in names)
    given = _given(segments[0], parts.given)
    if given is None or given[1] < 0.4:
        return Cut(name=family, left="", full=False, sure=sure, way="dotted") if sure >= 0.5 else None
    name = "·".join((given[0], *segments[1:]))
    return Cut(
        name=name,
        left=segments[0][: -len(given[0])],
        full=True,
        sure=max(sure, 0.3) * 0.5 + given[1] * 0.5,
        way="dotted",
    )


def _given(segment: str, latin: str) -> tuple[str, float] | None:
    """The tail of a segment that sounds most like the given name, with its similarity."""
    if not segment or not latin:
        return None
    if len(latin) == 1:
        tail = segment[-1]
        return (tail, 0.5) if latin in likely_initials(tail) and len(segment) == 1 else None
    scored = []
    edge = title_end(segment)
    for length in range(1, min(7, len(segment) - edge) + 1):
        first = segment[-length]
        if first in NOT_IN_NAMES:
            break
        odds = log_odds(segment[-length:], latin) - (3.0 if first in ENDS_OF_TITLES else 0.0)
        scored.append((odds, segment[-length:]))
    if not scored:
        return None
    _, tail = max(scored)
    return tail, similarity(tail, latin)


def agreed(contexts: Iterable[Context]) -> str | None:
    """The name by agreement: a tail of two to four characters that stood alone and also behind different words."""
    rows = list(contexts)
    best: tuple[int, int, str] | None = None
    for context in rows:
        tail = context.text
        if not 2 <= len(tail) <= 4 or _DOT.search(tail):
            continue
        behind = {row.text[-len(tail) - 1] for row in rows if row.text != tail and row.text.endswith(tail)}
        found = (len(behind), context.count, tail)
        if (behind or context.count >= 5) and (best is None or found > best):
            best = found
    return best[2] if best else None


def iterate(path: Path) -> Iterator[tuple[str, list[Context]]]:
    """Person-shaped Latin names with their contexts, sorted."""
    yield from ((latin, rows) for latin, rows in sorted(read_glosses(path).items()) if person_shaped(latin))
