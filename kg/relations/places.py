"""Where a contact took place: the place in a phrase next to the trigger, not every place around."""

from __future__ import annotations

import re

from kg.knowledge import facts
from kg.model import Span
from kg.relations.consult.frames import Finding
from kg.relations.parts import FILL, Named
from kg.relations.scene import Scene

_PLACE = rf"(?:[ⒸⓁ]{FILL}*[\s,，的]*)*[ⒸⓁ]{FILL}*"
PHRASES: dict[str, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:(?:视察|参观|参访|在|于|抵达|飞抵|来到)[^，。；、ⓅⒶⓄⒸⓁ的]{{0,8}}?|访问?了?|(?:到|赴|前往)(?=[ⒸⓁ][^，。]{{1,12}}(?:视察|访问|参观|出席|会晤|会谈)))(?P<p>{_PLACE})(?![{FILL}])"
    ),
    "en": re.compile(
        rf"\b(?:[Ii]n|[Aa]t|[Oo]utside|near|inside)\s(?:the\s|downtown\s|central\s|[\w]+\sof\s)?(?P<p>{_PLACE})(?!['’]s)"
    ),
    "de": re.compile(rf"\b(?:[Ii]n|[Ii]m|[Bb]ei|[Nn]ahe|nach)\s(?:der\s|dem\s|den\s)?(?P<p>{_PLACE})"),
}


def find_place(scene: Scene, finding: Finding, language: str) -> str | None:
    """The entity id of the place of a finding, or None. A visit takes place in its host country, or in its city."""
    hosts = [party.entity for party in finding.recipients if party.type == "country"]
    if finding.mode == "visit" and hosts:
        return hosts[0]
    if finding.mode == "call":
        return None
    pattern = PHRASES.get(language)
    found: list[tuple[int, Named]] = []
    for match in pattern.finditer(scene.masked) if pattern else ():
        names = [
            name for name in scene.places if name.span.start >= match.start("p") and name.span.end <= match.end("p")
        ]
        cities = [name for name in names if name.entity in facts()] or names  # a city before a hotel in it
        cities = [name for name in cities if name.type == "place"] or cities
        if cities:
            found.append((_distance(match.start(), match.end(), finding), cities[0]))
    return min(found, key=lambda pair: pair[0])[1].entity if found else None


def _distance(start: int, end: int, finding: Finding) -> int:
    """Code points between a phrase and the trigger; one in another clause is as far as can be."""
    clause, trigger = finding.clause, finding.trigger
    gap = trigger.start - end if end <= trigger.start else start - trigger.end
    return gap if Span(start=start, end=end).overlaps(clause) else gap + 200
