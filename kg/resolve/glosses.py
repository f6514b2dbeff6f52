"""Glosses: what stands in brackets behind a name. ``布林肯（Antony Blinken）``, ``世界卫生组织（WHO）``,
``Drug Enforcement Administration (DEA)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Document, Mention
from kg.names.han import pinyin_match
from kg.names.latin import parse
from kg.names.spelling import han_parts, script_of
from kg.names.transliterate import similarity

_BRACKET = re.compile(r"[\s”\"’》」』]{0,2}[（(［\[]\s*([^（）()［］\[\]\n]{2,80}?)\s*[）)］\]]")
_OPENING = frozenset("（(［[")
"""One of them stands among the first three characters that `_BRACKET` takes."""
_LEAD = re.compile(r"^(?:简称|又称|英文名?|英语|英译|全名|原名|本名|本名为|音译|德语|法语)\s*[:：为]?\s*[“\"「『]?")
_SPLIT = re.compile(r"[,，;；、/|。:：]")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-ſ][\w'’.\-]*|von|der|de|den|van|bin|ben|al|el|da|di|du|la|le|y|dos|af|zu)$")
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}$|^[A-Z]{2,8}$|^[A-Z]+[&-][A-Z]+$")
_SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "to",
        "de",
        "la",
        "du",
        "des",
        "der",
        "die",
        "das",
        "und",
        "für",
        "von",
        "zur",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """The mention with this index is glossed by ``text``; ``other`` is the index of the mention in the brackets."""

    mention: int
    text: str
    other: int | None


def find_glosses(document: Document, mentions: Sequence[Mention]) -> Iterator[Gloss]:
    """The glosses of a document's mentions (sorted by place), each tested for sense by the type of its mention."""
    analysed = document.analysed
    starts: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        end = mention.at.end
        if mention.type == "country" or _OPENING.isdisjoint(analysed[end : end + 3]):
            continue
        found = _BRACKET.match(analysed, end)
        if found is None:
            continue
        starts = starts or {mention.at.start: index for index, mention in enumerate(mentions)}
        text, start = _first_part(found)
        other = starts.get(start)
        if other is not None and mentions[other].at.end <= found.end(1):
            inner = mentions[other]
            whole = text.startswith(inner.name) and len(inner.name) >= 0.8 * len(text)
            if whole and _same_kind(mention, inner) and _sensible(mention, inner.name):
                yield Gloss(mention=index, text=inner.name, other=other)
                continue
        if _sensible(mention, text):
            yield Gloss(mention=index, text=text, other=None)


def _first_part(found: re.Match[str]) -> tuple[str, int]:
    content, start = found.group(1), found.start(1)
    lead = _LEAD.match(content)
    skip = lead.end() if lead else 0
    text = _SPLIT.split(content[skip:])[0]
    return text.strip(" \"”“」』'"), start + skip + len(text) - len(text.lstrip(' "“'))


def _same_kind(left: Mention, right: Mention) -> bool:
    bodies = {"agency", "organization"}
    return left.type == right.type or {left.type, right.type} <= bodies


def _sensible(mention: Mention, text: str) -> bool:
    if mention.type == "person":
        return person_gloss(mention.name, text)
    if mention.type in {"agency", "organization"}:
        return body_gloss(mention.name, text)
    return False


def person_gloss(name: str, text: str) -> bool:
    """True where ``text`` can be the Latin form of a Han personal name: two to five capitalised words, or one that
    sounds like it. Latin names are not glossed by Latin ones: the bracket behind them holds a party or a place."""
    if script_of(name) != "Han":
        short = len(text) <= 4 or len(han_parts(text)) > 1
        return script_of(text) == "Han" and len(text) <= 12 and person_gloss(text, name) and (short or _sounds(text, name))
    words = text.split()
    if not 1 <= len(words) <= 5 or not all(_NAME_WORD.match(word) for word in words) or _ABBREVIATION.match(text):
        return False
    if text.isupper() and len(text) < 6:
        return False
    return len(words) >= 2 or _sounds(name, text) or pinyin_match(name, text)


def _sounds(han: str, latin: str) -> bool:
    parts, family = han_parts(han), parse(latin).family
    return similarity(parts[-1], family) >= 0.5 or similarity("".join(parts), latin) >= 0.5


def body_gloss(name: str, text: str) -> bool:
    """True where ``text`` can be another name of a body: an abbreviation (of the initials, for Latin names), or a Latin
    name for a Han one."""
    if script_of(text) != "Latn":
        return False
    if _ABBREVIATION.match(text):
        return script_of(name) == "Han" or initials_agree(name, text)
    if script_of(name) == "Han":
        words = [word for word in text.split() if word.casefold() not in _SMALL_WORDS]
        return 1 <= len(words) <= 9 and all(word[:1].isupper() for word in words) and len(text) >= 3
    return bool(_ABBREVIATION.match(name)) and initials_agree(text, name)


def initials_agree(name: str, abbreviation: str) -> bool:
    """True where the abbreviation's letters are initials of the name's words, in order, small words left out or not.

    >>> initials_agree("Centers for Disease Control and Prevention", "CDC")
    True
    """
    words = [word for word in re.split(r"[\s\-–]+", name) if word]
    initials = "".join(word[0] for word in words if word.casefold() not in _SMALL_WORDS).casefold()
    wanted = re.sub(r"[^a-z]", "", abbreviation.casefold())
    if len(wanted) < 2 or len(words) < 2:
        return False
    position = -1
    for letter in wanted:
        position = initials.find(letter, position + 1)
        if position < 0:
            return "".join(word[0] for word in words).casefold() == wanted
    return True
