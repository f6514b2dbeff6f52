"""All spellings that the knowledge tables hold for one language, ready to be found in a text.

Chinese spellings are Simplified, those of Taiwan and Hong Kong after conversion, because matching runs on converted
text: 緝毒局 is found as 缉毒局, 蒲亭 as itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from kg import knowledge
from kg.knowledge import Fact
from kg.languages.conversion import convert
from kg.recognizers.automaton import Automaton

TAGS = {"zh": ("zh-Hans", "zh-Hant"), "en": ("en",), "de": ("de", "en")}
"""Language tags whose names are looked for in a text of each language. German news names many bodies in English."""


class Reading(NamedTuple):
    """One meaning of a spelling: a fact (``fact``), or an office that every country has (``kind``)."""

    fact: str | None
    kind: str | None
    contextual: bool
    form: str


class Entry:
    """The readings of a spelling, facts before kinds, in table order; what is asked about them is found out once."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings

    @cached_property
    def plain(self) -> str | None:
        """The first fact that the spelling means without any context."""
        return next((reading.fact for reading in self.readings if reading.fact and not reading.contextual), None)

    @cached_property
    def office(self) -> bool:
        """Whether it can be an agency."""
        return any(reading.kind or (reading.fact or "").startswith("agency:") for reading in self.readings)

    @cached_property
    def agencies(self) -> dict[str | None, str]:
        """The first agency of each country that has one of this name."""
        facts = knowledge.facts()
        ids = [reading.fact for reading in self.readings if reading.fact and reading.fact.startswith("agency:")]
        return {facts[id_].country: id_ for id_ in reversed(ids)}

    @cached_property
    def kind(self) -> str | None:
        """The first kind of office that the spelling means in the context of any country."""
        kinds = (r.kind for r in self.readings if r.kind and (r.fact is None or r.contextual))
        return next(kinds, None)

    @cached_property
    def country(self) -> str | None:
        """The country that the spelling names."""
        facts = knowledge.facts()
        ids = (reading.fact for reading in self.readings if reading.fact)
        return next((facts[id_].country for id_ in ids if facts[id_].type == "country"), None)


_GOVERNMENT = re.compile(
    r"(?:政府|当局|官方|国务院系统)$|\b(?:government|administration|authorities|officials)\b|(?<!Bundes)regierung|Administration",
    re.IGNORECASE,
)
"""A country's government is the country (中国政府, 'the US government'); only names of its own make it a body of its own
(港府, Bundesregierung). Of some 200 such finds in annotated news 172 were no bodies, and most of the
others had such a name."""


def simplified(names: Iterable[str]) -> dict[str, str]:
    """Each of many names in Simplified Chinese. Names are lines of one text, for no phrase goes over the end of a line."""
    wanted = list(dict.fromkeys(names))
    return dict(zip(wanted, convert("\n".join(wanted))[0].split("\n"), strict=True)) if wanted else {}


def simplifier() -> Callable[[str], str]:
    """Traditional to Simplified for names."""
    return lambda name: convert(name)[0]


def _entries(language: str) -> Iterator[tuple[str, Entry]]:
    """The spellings of a language, each with the entry of one of its readings, in table order."""
    tags = frozenset(TAGS[language])
    simple = _simplified() if language == "zh" else {}
    for fact in knowledge.facts().values():
        kind = fact.kind if fact.type == "agency" else None
        country, government = fact.type == "country", fact.kind == "government"
        datelined = language != "zh" and (country or fact.kind == "city")
        foreign = language == "de" and fact.type in ("country", "place")  # their English names are left out
        contextually, formed, entry = False, "name", Entry((Reading(fact.id, kind, False, "name"),))
        for text, tag, contextual, form in fact.names:
            if tag not in tags or form == "short" or len(text) < 2 or (foreign and tag == "en"):
                continue  # single characters have rules of their own: kg.recognizers.short_names
            text = simple[text] if tag == "zh-Hant" else text.removeprefix("the ")
            if government and not contextual and _GOVERNMENT.search(text):
                continue
            if contextual != contextually or form != formed:
                contextually, formed, entry = contextual, form, Entry((Reading(fact.id, kind, contextual, form),))
            yield text, entry
            if datelined and not contextual and len(text) > 3:
                yield text.upper(), entry  # datelines: MANILA, WASHINGTON
            if country and form == "adjective" and text[0].islower():
                yield text[0].upper() + text[1:], entry
    for kind, names_of in knowledge.agency_kinds().items():
        if kind == "government":
            continue
        entry = Entry((Reading(None, kind, contextual=True, form="name"),))
        for tag in TAGS[language]:
            for text in names_of[tag]:
                text = simple[text] if tag == "zh-Hant" else text
                if len(text) > 1:
                    yield text, entry


def _simplified() -> dict[str, str]:
    """The Traditional names of all facts and offices, Simplified."""
    names = [name.text for fact in knowledge.facts().values() for name in fact.names if name.language == "zh-Hant"]
    return simplified([*names, *(name for names_of in knowledge.agency_kinds().values() for name in names_of["zh-Hant"])])


@cache
def vocabulary(language: str) -> Automaton[Entry]:
    """The spellings of ``zh``, ``en`` or ``de`` with their readings, facts before kinds, in table order."""
    table: dict[str, Entry] = {}
    for text, entry in _entries(language):
        known = table.setdefault(text, entry)
        if known is not entry and entry.readings[0] not in known.readings:
            table[text] = Entry(known.readings + entry.readings)
    return Automaton(table)


@cache
def offices() -> dict[tuple[str, str], Fact]:
    """The body that holds an office in a country: (``US``, ``foreign-ministry``) -> the State Department. Where a
    country has several of a kind (police forces), the first in the table stands for it."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in knowledge.facts().values():
        if fact.type == "agency" and fact.country and fact.kind:
            found.setdefault((fact.country, fact.kind), fact)
    return found


def office_id(country: str, kind: str) -> str:
    """The id of a country's office: that of its fact, or ``agency:CN/coast-guard`` where the tables have none."""
    fact = offices().get((country, kind))
    return fact.id if fact else f"agency:{country}/{kind}"
