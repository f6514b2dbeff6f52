"""Finds what the knowledge tables hold, and composes a country with its office: 中国 + 外交部, US + State Department.

Rules, in this order (each with the example that put it there):
1. The longest spelling wins among those that overlap (美国国会 over 国会).
2. A Latin spelling needs word borders; a German one may carry a genitive s (Chinas, Bundestags).
3. A two-character Chinese spelling may not tear a word (法国 in 中法国际关系).
4. An agency before 长 is part of a title (外交部长王毅), as is 国务院 before 总理 and 'Treasury' before 'Secretary'.
5. An office or contextual name right behind a country, or 'of'/'in' the country, is that country's
   (中国外交部, 'the Chinese Foreign Ministry', 'Außenministerium in Peking' by the capital's country).
6. Alone, it is the one composed before under the same spelling, else that of the country that the article names most
   and that has such an office; with no country at all it is left out ('the ministry').
7. Any other contextual name (~Essen, ~苹果) counts where the same fact stands under a plain name in the article;
   else it is only offered (rank 0) for a trained pipeline to confirm. A news agency in brackets stands: BEIJING (AP).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg import knowledge
from kg.model import EntityType
from kg.recognizers.automaton import longest
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover, torn
from kg.recognizers.overlap import RANKS
from kg.recognizers.vocabulary import Entry, Reading, office_id, vocabulary

WEAK_KINDS = frozenset(
    {
        "armed-forces",
        "army",
        "navy",
        "air-force",
        "marines",
        "border-guard",
        "cabinet",
        "coast-guard",
        "competition-authority",
        "consulate",
        "customs",
        "embassy",
        "police",
        "prosecutor",
        "representative-office",
        "royal-court",
        "meteorology",
        "information-ministry",
        "tax",
    }
)
"""Kinds of bodies whose bare names mean no certain body. In annotated news none of 40 bare embassies and
consulates and none of 27 bare 警方 and 警察 was a body."""

_LATIN = frozenset(char for char in map(chr, range(0x250)) if (char.isascii() and char.isalnum()) or char >= "À")
"""Letters and digits that make a Latin spelling part of a longer word."""
_BEFORE_OFFICE = re.compile(r"(?:[\s-]|['’]s? |的|政府)?")
_AFTER_OFFICE = re.compile(r" (?:of|in|von|des|der) (?:the |der |den )?")
_ZONE = re.compile("(?:经济|深圳|珠海|汕头|厦门)$")
"""Before 特区政府: a city's, which is no body of Hong Kong or Macau (rule 6)."""
_OFFICE_END = "部局署厅司处院会台"
_RANK = RANKS["gazetteer"]


class Hit(NamedTuple):
    """An occurrence of a spelling: where, and its readings."""

    start: int
    end: int
    entry: Entry


def find(text: str, language: str, covers: Cover | None = None) -> list[Hit]:
    """The spellings of the tables that stand in ``text``, by rules 1 to 4; ``covers`` are the words of Chinese text."""
    hits = [
        (start, border, entry)
        for start, end, entry in vocabulary(language).find(text)
        if (border := end if text[start] not in _LATIN and text[end - 1] not in _LATIN else _border(text, start, end, language))
        and not (end - start == 2 and covers and torn(start, end, covers))
        and not (entry.office and heads_title(text, end))
        and not (text.startswith("特区政府", start) and _ZONE.search(text, 0, start))
    ]
    return [Hit(*hit) for hit in longest(hits)]


def _border(text: str, start: int, end: int, language: str) -> int:
    """The end of the spelling with its genitive s, or 0 where it is part of a longer word."""
    if text[start] in _LATIN and start and text[start - 1] in _LATIN:
        return 0
    if text[end - 1] not in _LATIN or end == len(text) or text[end] not in _LATIN:
        return end
    if language == "de" and text[end] == "s" and (end + 1 == len(text) or text[end + 1] not in _LATIN):
        return end + 1
    return 0


def heads_title(text: str, end: int) -> bool:
    """True where the agency's name that ends at ``end`` is the beginning of a title: 外交部 | 长, 国务院 | 总理,
    'Treasury | Secretary Yellen'."""
    if text[end - 1] in _OFFICE_END and text[end : end + 1] == "长":
        return True
    return (text[end - 1] == "院" and text.startswith(("总理", "副总理"), end)) or text.startswith(" Secretary ", end)


def candidates(text: str, language: str, covers: Cover | None = None) -> list[Candidate]:
    """Candidates for every known name in ``text``, by the rules above."""
    hits = find(text, language, covers)
    plain = Counter([fact for hit in hits if (fact := hit.entry.plain)])
    facts = knowledge.facts()
    found: list[Candidate] = []
    places = _Neighbours(text, hits)
    composed: dict[str, str] = {}
    alone: list[Hit] = []
    for hit in hits:
        fact = hit.entry.plain
        neighbour = places.country_at(hit) if hit.entry.office else None
        if neighbour:
            country, start, end = neighbour
            known = _body(hit.entry, country)
            if known:
                composed.setdefault(text[hit.start : hit.end], known)
                found.append(_candidate(start, end, "agency", known, country))
                continue
        if fact:
            found.append(_candidate(hit.start, hit.end, facts[fact].type, fact))
        else:
            alone.append(hit)
    ranking = [country for country, _ in _countries(plain).most_common()]
    found.extend(c for hit in alone for c in _contextual(text, hit, ranking, composed, plain))
    inside = [c for agency in found if agency.type == "agency" for c in _nested(text, agency, language)]
    return found + inside


def _nested(text: str, agency: Candidate, language: str) -> Iterator[Candidate]:
    """The countries that stand inside an agency's name: 美国 in 美国国务院, US in US-Kongress."""
    for start, end, fact in _countries_in(text[agency.start : agency.end], language):
        yield _candidate(agency.start + start, agency.start + end, "country", fact)


@lru_cache(maxsize=20_000)
def _countries_in(name: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, fact) of the countries inside a name. The same agencies come again in many articles: kept."""
    hits = [
        (start, border, fact)
        for start, end, entry in vocabulary(language).find(name)
        if (fact := entry.plain) and fact.startswith("country:") and (border := _border(name, start, end, language))
    ]
    return tuple((start, end, fact) for start, end, fact in longest(hits) if end - start < len(name))


def _candidate(start: int, end: int, type_: EntityType, known: str, country: str | None = None) -> Candidate:
    fact = None if country else knowledge.facts().get(known)
    return Candidate(start, end, type_, "gazetteer", _RANK, known=known, country=fact.country if fact else country)


def _body(entry: Entry, country: str) -> str | None:
    """The agency of ``country`` that the spelling means, or None."""
    return entry.agencies.get(country) or (office_id(country, entry.kind) if entry.kind else None)


def _countries(plain: Counter[str]) -> Counter[str]:
    """How often the article names each country, by its names or those of its agencies and places."""
    counts: Counter[str] = Counter()
    facts = knowledge.facts()
    for fact, count in sorted(plain.items()):
        country = facts[fact].country
        if country:
            counts[country] += count * (3 if facts[fact].type == "country" else 1)
    return counts


def _contextual(
    text: str, hit: Hit, ranking: list[str], composed: dict[str, str], plain: Counter[str]
) -> Iterator[Candidate]:
    """Rules 6 and 7 for a spelling that stands alone."""
    spelling = text[hit.start : hit.end]
    if hit.entry.office:
        if all(reading.fact is None and reading.kind in WEAK_KINDS for reading in hit.entry.readings):
            return
        known = composed.get(spelling) or next((b for c in ranking if (b := hit.entry.agencies.get(c))), None)
        known = known or next((b for c in ranking if (b := _body(hit.entry, c))), None)
        if known:
            yield _candidate(hit.start, hit.end, "agency", known)
        return
    facts = knowledge.facts()
    readings: list[Reading] = [reading for reading in hit.entry.readings if reading.fact]
    for reading in readings:
        if plain[reading.fact or ""]:
            yield _candidate(hit.start, hit.end, facts[reading.fact or ""].type, reading.fact or "")
            return
    for reading in readings[:1]:
        fact = facts[reading.fact or ""]
        if (
            fact.kind == "news-agency"
            and text[hit.start - 1 : hit.start] in ("(", "（")
            and text[hit.end : hit.end + 1] in (")", "）")
        ):
            yield _candidate(hit.start, hit.end, fact.type, fact.id)
            return
        yield Candidate(
            start=hit.start,
            end=hit.end,
            type=fact.type,
            recognizer="gazetteer",
            rank=0,
            known=fact.id,
            country=fact.country,
            confidence=0.0,
        )


class _Neighbours:
    """Countries (and capitals' countries) right before or behind a spelling."""

    def __init__(self, text: str, hits: list[Hit]) -> None:
        self._text = text
        self._by_end = {hit.end: hit for hit in hits}
        self._by_start = {hit.start: hit for hit in hits}

    def country_at(self, hit: Hit) -> tuple[str, int, int] | None:
        """(country, start, end) of the office's name with its country, or None."""
        for gap in (0, 1, 2, 3):
            before = self._by_end.get(hit.start - gap)
            country = before.entry.country if before else None
            if before and country and _BEFORE_OFFICE.fullmatch(self._text[hit.start - gap : hit.start]):
                return country, before.start, hit.end
        link = _AFTER_OFFICE.match(self._text, hit.end)
        if link:
            behind = self._by_start.get(link.end())
            country = behind.entry.country if behind else None
            if behind and country:
                return country, hit.start, behind.end
        return None
