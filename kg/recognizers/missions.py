"""Embassies and consulates: 中国驻美大使馆, 驻成都总领事馆, 'the Chinese consulate in Houston', 'US-Konsulat in Chengdu'.

Each is one agency, known by whose it is, what it is, and where: ``agency:CN/consulate/houston``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS
from kg.recognizers.short_names import short_names

_ZH = re.compile(r"驻([^\s，。、；：“”（）驻]{1,12}?)(大使馆|总领事馆|总领馆|领事馆|使馆|领馆)")
_WHERE = r"(?:(?:in|at|of|to|der|dem|die|das|den|the|Stadt|city|südwestlichen) )+"
_EN = re.compile(rf"\b([Cc]onsulate[- ][Gg]eneral|[Gg]eneral [Cc]onsulate|[Cc]onsulates?|[Ee]mbassy)(?: {_WHERE})?")
_DE = re.compile(rf"(?<![a-zß])((?:General)?[Kk]onsulate?s?|(?:General)?konsulat(?:e?s)?|Botschaft)\b(?: {_WHERE})?")
_SIGNS = {"zh": ("馆",), "en": ("onsulate", "mbassy"), "de": ("onsulat", "otschaft")}
"""What every mission has one of: most articles have none."""


def candidates(text: str, language: str, known: list[Candidate]) -> list[Candidate]:
    """The missions in ``text``; ``known`` are the countries and places that the gazetteer found there."""
    if not any(sign in text for sign in _SIGNS[language]):
        return []
    if language == "zh":
        return list(_chinese(text, known))
    return list(_latin(text, known, _EN if language == "en" else _DE))


def _chinese(text: str, known: list[Candidate]) -> Iterator[Candidate]:
    ends = {c.end: c for c in known if c.type == "country"}
    starts = {c.start: c for c in known if c.type in ("country", "place")}
    for match in _ZH.finditer(text):
        owner, start = ends.get(match.start()), match.start()
        if owner and text[owner.end - 1] == "方":
            owner = None
        if owner:
            start = owner.start
        elif start and text[start - 1] in short_names():
            start -= 1
        country = owner.country if owner else _short(text[start]) if start < match.start() else None
        host = starts.get(match.start(1))
        last = [c for c in known if c.type == "place" and match.start(1) <= c.start and c.end <= match.end(1)]
        where = _slug(last[-1]) if last else _slug(host) if host else _short(match[1])
        if where:
            yield _mission(start, match.end(), country, _kind(match[2]), where)


def _latin(text: str, known: list[Candidate], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    ends = {c.end: c for c in known if c.type == "country"}
    starts = {c.start: c for c in known if c.type in ("country", "place")}
    for match in pattern.finditer(text):
        owner = ends.get(match.start() - 1)
        where = starts.get(match.end()) if match.end() > match.end(1) else None
        if owner is None and where is None:
            continue
        start = owner.start if owner else match.start()
        end = where.end if where else match.end(1)
        yield _mission(start, end, owner.country if owner else None, _kind(match[1]), _slug(where) if where else None)


def _mission(start: int, end: int, country: str | None, kind: str, where: str | None) -> Candidate:
    known = f"agency:{country}/{kind}" + (f"/{where}" if where else "") if country else None
    return Candidate(
        start=start, end=end, type="agency", recognizer="mission", rank=RANKS["mission"], known=known, country=country
    )


def _kind(word: str) -> str:
    return "consulate" if re.search("[Kk]onsulat|[Cc]onsulate|领", word) else "embassy"


def _slug(candidate: Candidate | None) -> str | None:
    return candidate.known.split(":")[1] if candidate and candidate.known else None


def _short(name: str) -> str | None:
    known = short_names().get(name)
    return known.split(":")[1] if known else None
