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
from dataclasses import dataclass

from kg import knowledge
from kg.model import EntityType
from kg.recognizers.automaton import longest
from kg.recognizers.candidate import Candidate
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

_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_BEFORE_OFFICE = re.compile(r"(?:[\s-]|['’]s? |的|政府)?")
_AFTER_OFFICE = re.compile(r" (?:of|in|von|des|der) (?:the |der |den )?")
_OFFICE_END = "部局署厅司处院会台"


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a spelling: where, and its readings."""

    start: int
    end: int
    entry: Entry


def find(text: str, language: str, covers: list[tuple[int, int]] | None = None) -> list[Hit]:
    """The spellings of the tables that stand in ``text``, by rules 1 to 4; ``covers`` are the words of Chinese text."""
    hits = [
        (start, border, entry)
        for start, end, entry in vocabulary(language).find(text)
        if (border := _border(text, start, end, language))
        and not (covers and end - start == 2 and _torn(start, end, covers))
        and not _in_title(text, end, entry)
    ]
    return [Hit(start, end, entry) for start, end, entry in longest(hits)]


def _torn(start: int, end: int, covers: list[tuple[int, int]]) -> bool:
    from kg.recognizers.segment import torn

    return torn(start, end, covers)


def _border(text: str, start: int, end: int, language: str) -> int:
    """The end of the spelling with its genitive s, or 0 where it is part of a longer word."""
    if _LATIN.match(text[start]) and start and _LATIN.match(text[start - 1]):
        return 0
    if not _LATIN.match(text[end - 1]) or end == len(text) or not _LATIN.match(text[end]):
        return end
    if language == "de" and text[end] == "s" and (end + 1 == len(text) or not _LATIN.match(text[end + 1])):
        return end + 1
    return 0


def heads_title(text: str, end: int) -> bool:
    """True where the agency's name that ends at ``end`` is the beginning of a title: 外交部 | 长, 国务院 | 总理,
    'Treasury | Secretary Yellen'."""
    if text[end - 1] in _OFFICE_END and text[end : end + 1] == "长":
        return True
    return (text[end - 1] == "院" and text.startswith(("总理", "副总理"), end)) or text.startswith(" Secretary ", end)


def _in_title(text: str, end: int, entry: Entry) -> bool:
    agency = any(reading.kind or (reading.fact or "").startswith("agency:") for reading in entry)
    return agency and heads_title(text, end)


def candidates(text: str, language: str, covers: list[tuple[int, int]] | None = None) -> list[Candidate]:
    """Candidates for every known name in ``text``, by the rules above."""
    hits = find(text, language, covers)
    plain = Counter(fact for hit in hits for fact in [_plain(hit.entry)] if fact)
    found: list[Candidate] = []
    places = _Neighbours(text, hits)
    composed: dict[str, str] = {}
    alone: list[Hit] = []
    for hit in hits:
        fact = _plain(hit.entry)
        neighbour = places.country_at(hit) if _office(hit.entry) else None
        if neighbour:
            country, start, end = neighbour
            known = _body(hit.entry, country)
            if known:
                composed.setdefault(text[hit.start : hit.end], known)
                found.append(_candidate(start, end, "agency", known, country))
                continue
        if fact:
            found.append(_candidate(hit.start, hit.end, knowledge.facts()[fact].type, fact))
        else:
            alone.append(hit)
    ranking = [country for country, _ in _countries(plain).most_common()]
    found.extend(c for hit in alone for c in _contextual(text, hit, ranking, composed, plain))
    inside = [c for agency in found if agency.type == "agency" for c in _nested(text, agency, language)]
    return found + inside


def _nested(text: str, agency: Candidate, language: str) -> Iterator[Candidate]:
    """The countries that stand inside an agency's name: 美国 in 美国国务院, US in US-Kongress."""
    name = text[agency.start : agency.end]
    hits = [
        (start, border, fact)
        for start, end, entry in vocabulary(language).find(name)
        if (fact := _plain(entry)) and fact.startswith("country:") and (border := _border(name, start, end, language))
    ]
    for start, end, fact in longest(hits):
        if end - start < len(name):
            yield _candidate(agency.start + start, agency.start + end, "country", fact)


def _candidate(start: int, end: int, type_: EntityType, known: str, country: str | None = None) -> Candidate:
    fact = knowledge.facts().get(known)
    return Candidate(
        start=start,
        end=end,
        type=type_,
        recognizer="gazetteer",
        rank=RANKS["gazetteer"],
        known=known,
        country=country or (fact.country if fact else None),
    )


def _plain(entry: Entry) -> str | None:
    """The first fact that the spelling means without any context."""
    return next((reading.fact for reading in entry if reading.fact and not reading.contextual), None)


def _office(entry: Entry) -> bool:
    return any(reading.kind or (reading.fact or "").startswith("agency:") for reading in entry)


def _body(entry: Entry, country: str) -> str | None:
    """The agency of ``country`` that the spelling means, or None."""
    facts = knowledge.facts()
    for reading in entry:
        if reading.fact and reading.fact.startswith("agency:") and facts[reading.fact].country == country:
            return reading.fact
    kinds = (reading.kind for reading in entry if reading.kind and (reading.fact is None or reading.contextual))
    return next((office_id(country, kind) for kind in kinds), None)


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
    if _office(hit.entry):
        if all(reading.fact is None and reading.kind in WEAK_KINDS for reading in hit.entry):
            return
        known = composed.get(spelling) or next((b for c in ranking if (b := _fact_body(hit.entry, c))), None)
        known = known or next((b for c in ranking if (b := _body(hit.entry, c))), None)
        if known:
            yield _candidate(hit.start, hit.end, "agency", known)
        return
    facts = knowledge.facts()
    readings: list[Reading] = [reading for reading in hit.entry if reading.fact]
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


def _fact_body(entry: Entry, country: str) -> str | None:
    facts = knowledge.facts()
    return next(
        (r.fact for r in entry if r.fact and r.fact.startswith("agency:") and facts[r.fact].country == country), None
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
            country = _country_of(before.entry) if before else None
            if before and country and _BEFORE_OFFICE.fullmatch(self._text[hit.start - gap : hit.start]):
                return country, before.start, hit.end
        link = _AFTER_OFFICE.match(self._text, hit.end)
        if link:
            behind = self._by_start.get(link.end())
            country = _country_of(behind.entry) if behind else None
            if behind and country:
                return country, hit.start, behind.end
        return None


def _country_of(entry: Entry) -> str | None:
    facts = knowledge.facts()
    ids = (reading.fact for reading in entry if reading.fact)
    return next((facts[id_].country for id_ in ids if facts[id_].type == "country"), None)
