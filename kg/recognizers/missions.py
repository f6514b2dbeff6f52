"""Embassies and consulates, each one agency known by whose it is, what it is, and where: ``agency:CN/consulate/houston``.

Rules, each with the example that put it there:
1. Whose it is stands before it (中国驻休斯敦总领事馆, 'the Chinese consulate in Houston', 'China's consulate', 'US-Konsulat
   in Chengdu'), in Latin script also behind it ('the Consulate General of China in Houston', 'Konsulat Chinas'); behind
   'Botschaft', which is a message, too, only where a place follows ('Botschaft der USA in Wien').
2. Where it is stands behind 驻 or 'in', or beside whose it is: 中国休斯敦总领馆, 旧金山中国领事馆, 成都美领馆, 'the Houston
   consulate'. Hong Kong and Macau have no missions, they are where some are: 'the U.S. Hong Kong consulate'.
3. An embassy is to a country, whatever city it is in: 美国驻北京大使馆 is 美国驻华大使馆.
4. Where nobody says whose it is ('the consulate in Chengdu', 休斯敦总领馆), it is that of the country whose mission of this
   kind in this place the article names, or else of the one country that has the place's country as its guest there: in
   return for the Chinese consulate in Houston, that in Chengdu is the American one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg import knowledge
from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS
from kg.recognizers.short_names import short_names

_ZH = re.compile(r"(?:驻([^\s，。、；：“”（）驻]{1,12}?))?(大使馆|总领事馆|总领馆|领事馆|使馆|领馆)(?!区)")
_EN = re.compile(r"\b(?:[Cc]onsulate[- ][Gg]eneral|[Gg]eneral [Cc]onsulate|[Cc]onsulates?|[Ee]mbassy)\b")
_DE = re.compile(r"(?<![a-zß])(?:(?:General)?[Kk]onsulate?s?|(?:General)?konsulat(?:e?s)?|Botschaft)\b")
_SIGNS = {"zh": ("馆",), "en": ("onsulate", "mbassy"), "de": ("onsulat", "otschaft")}
"""What every mission has one of: most articles have none."""
_OF = re.compile(r" (?:of|der|des|von) (?:the )?")
_GENITIVE = re.compile(" ")
_IN = re.compile(r" (?:[Ii]n|(?<=mbassy )to)(?: (?:the|der|dem|die|das|den))?(?:(?: \w+(?:ern|en))? (?:city of|Stadt))? ")
_JOINED = re.compile(r"['’]s? |[ -]")
_SITES = frozenset({"HK", "MO"})
_DAY = re.compile(r"[\d一二三四五六七八九十当今昨近次即翌同每明单]$")
_WORDS = frozenset("新立古波星土沙委加意苏和以中日")
"""Characters that are words or ends of words before a city as well: 以休斯敦总领馆为, 过程中成都, 27日成都."""


class _Mission(NamedTuple):
    """``owner``: the country whose it is; ``where``: a country or the id of a place."""

    start: int
    end: int
    owner: str | None
    kind: str
    where: str | None

    @property
    def host(self) -> str | None:
        """The country that it is in."""
        place = knowledge.facts().get(f"place:{self.where}")
        return place.country if place else self.where


def candidates(text: str, language: str, known: Sequence[Candidate]) -> list[Candidate]:
    """The missions in ``text``; ``known`` is what the gazetteer found there."""
    if not any(sign in text for sign in _SIGNS[language]):
        return []
    found = list(_chinese(text, known) if language == "zh" else _latin(text, known, language))
    owned = [mission for mission in found if mission.owner]
    return [_candidate(mission if mission.owner else _given(mission, owned)) for mission in found]


def _given(mission: _Mission, owned: Sequence[_Mission]) -> _Mission:
    """Rule 4."""
    same = {other.owner for other in owned if (other.kind, other.where) == (mission.kind, mission.where)}
    owners = same or {other.host for other in owned if other.owner == mission.host}
    return mission._replace(owner=min(owners, key=str)) if len(owners) == 1 else mission


def _candidate(mission: _Mission) -> Candidate:
    where = mission.host if mission.kind == "embassy" else mission.where
    known = "/".join([f"agency:{mission.owner}", mission.kind, *filter(None, [where])]) if mission.owner else None
    return Candidate(
        start=mission.start,
        end=mission.end,
        type="agency",
        recognizer="mission",
        rank=RANKS["mission"],
        known=known,
        country=mission.owner,
    )


class _Places:
    """The countries and places in a text, by their starts and ends."""

    def __init__(self, known: Sequence[Candidate]) -> None:
        self.starts = {c.start: c for c in known if c.type in ("country", "place") and c.known}
        self.ends = {c.end: c for c in self.starts.values()}


def _has_missions(found: Candidate) -> bool:
    return found.type == "country" and found.country not in _SITES


def _chinese(text: str, known: Sequence[Candidate]) -> Iterator[_Mission]:
    places = _Places(known)
    for match in _ZH.finditer(text):
        owner, where, start = _beside(text, match.start(), places, stationed=bool(match[1]))
        if match[1]:
            inside = [places.starts[at] for at in range(*match.span(1)) if at in places.starts]
            cities = [c for c in inside if c.type == "place" and c.end <= match.end(1)]
            where = _id(cities[-1] if cities else places.starts.get(match.start(1))) or _short(match[1])
            if where is None and owner is None:  # 驻港美领馆
                where, owner = _short(match[1][:-1]), _short(match[1][-1])
        if where:
            yield _abroad(_Mission(start, match.end(), owner, _kind(match[2]), where))


def _beside(text: str, at: int, places: _Places, *, stationed: bool) -> tuple[str | None, str | None, int]:
    """Whose and where a mission is by what stands right before ``at``, and where that begins. Only beside a place, or
    where it is ``stationed`` (驻), a single character names its country: 成都美领馆, 美成都领馆, 美驻成都领馆."""
    owner = where = None
    while True:
        found = places.ends.get(at)
        if found and _has_missions(found) and not owner and text[at - 1] != "方":
            owner, at = found.country, found.start
        elif found and not _has_missions(found) and not where and not stationed:
            where, at = _id(found), found.start
        elif not owner and (short := _short_before(text, at, places, leading=stationed or bool(where))):
            owner, at = short, at - 1
        else:
            return owner, where, at


def _short_before(text: str, at: int, places: _Places, *, leading: bool) -> str | None:
    """The country of the single character before ``at``: behind a place it can mean nothing else (成都美领馆), and where it
    leads (美驻成都, 美成都) it may be no end of another word."""
    short = _short(text[at - 1 : at])
    if short is None or at - 1 in places.ends:
        return short
    return short if leading and text[at - 1] not in _WORDS and not _DAY.search(text, 0, at - 1) else None


def _latin(text: str, known: Sequence[Candidate], language: str) -> Iterator[_Mission]:
    places = _Places(known)
    for match in (_EN if language == "en" else _DE).finditer(text):
        owner, where, start = _before(text, match.start(), places)
        end = match.end()
        named = None if owner else _owned(text, end, places, language)
        stands = _behind(text, named.end if named else end, _IN, places)
        if stands and (text[stands.start : stands.end] in _adjectives() or text.startswith(("'s", "’s"), stands.end)):
            stands = None
        if named and (stands or match[0] != "Botschaft"):
            owner, end = named.country, named.end
        if stands and not where:
            where, end = _id(stands), stands.end
        if owner or where:
            yield _abroad(_Mission(start, end, owner, _kind(match[0]), where))


def _owned(text: str, at: int, places: _Places, language: str) -> Candidate | None:
    """The country whose a mission is, behind it: 'of China', 'der USA', 'Chinas'."""
    found = _behind(text, at, _OF, places)
    if found is None and language == "de":
        found = _behind(text, at, _GENITIVE, places)
        found = found if found and text[found.end - 1] == "s" else None
    return found if found and _has_missions(found) and text[found.start : found.end] not in _adjectives() else None


def _before(text: str, at: int, places: _Places) -> tuple[str | None, str | None, int]:
    """Whose and where a mission is by what stands before ``at``, and where that begins: 'China's Houston consulate'."""
    owner = where = None
    for width in (1, 2, 3) * 2:
        found = places.ends.get(at - width)
        if found is None or owner or not _JOINED.fullmatch(text, found.end, at):
            continue
        if _has_missions(found):
            owner, at = found.country, found.start
        elif not where:
            where, at = _id(found), found.start
    return owner, where, at


def _behind(text: str, at: int, link: re.Pattern[str], places: _Places) -> Candidate | None:
    """The country or place behind a ``link`` at ``at``."""
    match = link.match(text, at)
    return places.starts.get(match.end()) if match else None


@cache
def _adjectives() -> frozenset[str]:
    """Of countries, in all languages: 'the embassy in the British capital' doesn't say where."""
    facts = (fact for fact in knowledge.facts().values() if fact.type == "country")
    return frozenset(name.text for fact in facts for name in fact.names if name.form == "adjective")


def _abroad(mission: _Mission) -> _Mission:
    """Nobody has a mission in a country of his own: 美国旧金山总领馆 is another country's."""
    return mission._replace(owner=None) if mission.owner == mission.host else mission


def _kind(word: str) -> str:
    return "consulate" if re.search("[Kk]onsulat|[Cc]onsulate|领", word) else "embassy"


def _id(candidate: Candidate | None) -> str | None:
    """``CN`` of ``country:CN``, ``houston`` of ``place:houston``."""
    return candidate.known.split(":")[1] if candidate and candidate.known else None


def _short(name: str) -> str | None:
    known = short_names().get(name)
    return known.split(":")[1] if known else None
