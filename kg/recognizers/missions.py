"""Embassies and consulates, each one agency known by whose it is, what it is, and where: ``agency:CN/consulate/houston``.

Rules, each with the example that put it there:
1. Whose it is stands before it (中国驻休斯敦总领事馆, 'the Chinese consulate in Houston', 'China's consulate', 'US-Konsulat
   in Chengdu'), in Latin script also behind it ('the Consulate General of China in Houston', 'Konsulat Chinas').
2. Where it is stands behind 驻 or 'in', or beside whose it is: 中国休斯敦总领馆, 旧金山中国领事馆, 成都美领馆, 'the Houston
   consulate'.
3. An embassy is to a country, whatever city it is in (美国驻北京大使馆 is 美国驻华大使馆); but what the article also calls a
   consulate is one.
4. Where nobody says whose it is ('the consulate in Chengdu', 休斯敦总领馆), it is that of the only country that has, or is
   host to, other missions in the article: in return for Chengdu, Houston.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_OF = re.compile(r" (?:(?:of|der|des|von) )?(?:the )?")
_IN = re.compile(r" (?:[Ii]n|at|to|of)(?: (?:the|der|dem|die|das|den))?(?:(?: \w+(?:ern|en))? (?:city of|Stadt))? ")
_JOINED = re.compile(r"['’]s? |[ -]")


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
    owners = {country for mission in found if mission.owner for country in (mission.owner, mission.host)} | {
        c.country for c in known if c.known and c.known.endswith(("/consulate", "/embassy"))
    }
    owned = [mission._replace(owner=mission.owner or _owner(mission, owners)) for mission in found]
    consulates = {(mission.owner, mission.where) for mission in owned if mission.kind == "consulate"}
    return [_candidate(_accredited(mission, consulates)) for mission in owned]


def _owner(mission: _Mission, owners: set[str | None]) -> str | None:
    """Rule 4."""
    others = sorted(owner for owner in owners if owner and owner != mission.host)
    return others[0] if len(others) == 1 else None


def _accredited(mission: _Mission, consulates: set[tuple[str | None, str | None]]) -> _Mission:
    """Rule 3."""
    if mission.kind == "consulate":
        return mission
    if (mission.owner, mission.where) in consulates:
        return mission._replace(kind="consulate")
    return mission._replace(where=mission.host)


def _candidate(mission: _Mission) -> Candidate:
    known = "/".join([f"agency:{mission.owner}", mission.kind, *filter(None, [mission.where])]) if mission.owner else None
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
        short = _short(text[at - 1 : at])
        if found and found.type == "country" and not owner and text[at - 1] != "方":
            owner, at = found.country, found.start
        elif found and found.type == "place" and not where and not stationed:
            where, at = _id(found), found.start
        elif short and not owner and (stationed or where or at - 1 in places.ends):
            owner, at = short, at - 1
        else:
            return owner, where, at


def _latin(text: str, known: Sequence[Candidate], language: str) -> Iterator[_Mission]:
    places = _Places(known)
    for match in (_EN if language == "en" else _DE).finditer(text):
        owner, where, start = _before(text, match.start(), places)
        end = match.end()
        owned = _behind(text, end, _OF, places)
        if owned and owned.type == "country" and not owner:
            owner, end = owned.country, owned.end
        stands = _behind(text, end, _IN, places)
        if stands and not where:
            where, end = _id(stands), stands.end
        if owner or where:
            yield _abroad(_Mission(start, end, owner, _kind(match[0]), where))


def _before(text: str, at: int, places: _Places) -> tuple[str | None, str | None, int]:
    """Whose and where a mission is by what stands before ``at``, and where that begins: 'China's Houston consulate'."""
    owner = where = None
    for width in (1, 2, 3) * 2:
        found = places.ends.get(at - width)
        if found is None or owner or not _JOINED.fullmatch(text, found.end, at):
            continue
        if found.type == "country":
            owner, at = found.country, found.start
        elif not where:
            where, at = _id(found), found.start
    return owner, where, at


def _behind(text: str, at: int, link: re.Pattern[str], places: _Places) -> Candidate | None:
    """The country or place behind a ``link`` at ``at``."""
    match = link.match(text, at)
    return places.starts.get(match.end()) if match else None


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
