"""All spellings that the knowledge tables hold for one language, ready to be found in a text.

Chinese spellings are Simplified, those of Taiwan and Hong Kong after conversion, because matching runs on converted
text: 緝毒局 is found as 缉毒局, 蒲亭 as itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg import knowledge
from kg.knowledge import Fact
from kg.languages.conversion import convert
from kg.recognizers.automaton import Automaton

TAGS = {"zh": ("zh-Hans", "zh-Hant"), "en": ("en",), "de": ("de", "en")}
"""Language tags whose names are looked for in a text of each language. German news names many bodies in English."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a spelling: a fact (``fact``), or an office that every country has (``kind``)."""

    fact: str | None
    kind: str | None
    contextual: bool
    form: str


Entry = tuple[Reading, ...]

_GOVERNMENT = re.compile(
    r"(?:政府|当局|官方|国务院系统)$|\b(?:government|administration|authorities|officials)\b|(?<!Bundes)regierung|Administration",
    re.IGNORECASE,
)
"""A country's government is the country (中国政府, 'the US government'); only names of its own make it a body of its own
(港府, Bundesregierung). Of some 200 such finds in annotated news 172 were no bodies, and most of the
others had such a name."""


def simplifier() -> Callable[[str], str]:
    """Traditional to Simplified for names."""
    return lambda name: convert(name)[0]


def _readings(language: str) -> Iterator[tuple[str, Reading]]:
    simplify = simplifier() if language == "zh" else str
    tags = TAGS[language]
    for fact in knowledge.facts().values():
        for name in fact.names:
            if name.language not in tags or (len(name.text) == 1 and name.form != "short"):
                continue
            if name.form == "short":
                continue  # single characters have rules of their own: kg.recognizers.short_names
            if language == "de" and name.language == "en" and fact.type in ("country", "place"):
                continue
            text = (
                simplify(name.text)
                if name.language == "zh-Hant"
                else name.text.removeprefix("the ")
            )
            if fact.kind == "government" and _GOVERNMENT.search(text):
                continue
            reading = Reading(
                fact=fact.id,
                kind=fact.kind if fact.type == "agency" else None,
                contextual=name.contextual,
                form=name.form,
            )
            yield text, reading
            if (
                language != "zh"
                and not name.contextual
                and len(text) > 3
                and (fact.type == "country" or fact.kind == "city")
            ):
                yield text.upper(), reading  # datelines: MANILA, WASHINGTON
            if name.form == "adjective" and text[0].islower() and fact.type == "country":
                yield text[0].upper() + text[1:], reading
    for kind, names in knowledge.agency_kinds().items():
        if kind == "government":
            continue
        for tag in tags:
            for text in names[tag]:
                text = simplify(text) if tag == "zh-Hant" else text
                if len(text) > 1:
                    yield text, Reading(fact=None, kind=kind, contextual=True, form="name")


@cache
def vocabulary(language: str) -> Automaton[Entry]:
    """The spellings of ``zh``, ``en`` or ``de`` with their readings, facts before kinds, in table order."""
    table: dict[str, list[Reading]] = {}
    for text, reading in _readings(language):
        found = table.setdefault(text, [])
        if reading not in found:
            found.append(reading)
    return Automaton({text: tuple(readings) for text, readings in table.items()})


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
