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
        rf"(?:(?:视察|参观|参访|在|于|抵达|飞抵|来到)[^，。；、ⓅⒶⓄⒸⓁ的]{{0,8}}?|访问?了?|"
        rf"(?:到|赴|前往)(?=[ⒸⓁ][^，。]{{1,12}}(?:视察|访问|参观|出席|会晤|会谈))|(?=Ⓛ{FILL}*(?:会谈|会晤|会面|峰会)))"
        rf"(?P<p>{_PLACE})(?![{FILL}])"
    ),
    "en": re.compile(
        rf"\b(?:[Ii]n|[Aa]t|[Oo]utside|near|inside|(?:flew|fl(?:y|ies|ying)|travel\w*|went|came|arriv\w+|head(?:ed|s|ing)|return\w*|"
        rf"(?:welcom|invit)\w+\s[ⓅⒸ]{FILL}*)\s(?:back\s|on\s)?to)\s(?:the\s|downtown\s|central\s|[\w]+\sof\s)?"
        rf"(?P<p>{_PLACE})(?!['’]s)"
    ),
    "de": re.compile(rf"\b(?:[Ii]n|[Ii]m|[Bb]ei|[Nn]ahe|nach)\s(?:der\s|dem\s|den\s)?(?P<p>{_PLACE})"),
}
DATELINES: dict[str, re.Pattern[str]] = {
    "zh": re.compile(rf"[^。，]{{0,24}}?(?P<p>Ⓛ{FILL}*)\d{{1,2}}日[^。，]{{0,6}}?电"),
    "en": re.compile(rf"\W*(?P<p>Ⓛ{FILL}*)[^.;—–]{{0,40}}?\s?[—–-]{{1,2}}\s"),
    "de": re.compile(rf"\W*(?P<p>Ⓛ{FILL}*)[^.;—–]{{0,40}}?\s?[—–-]{{1,2}}\s"),
}
"""The city before the dash or 电 at the head of an agency's report."""
BUILDING = re.compile(
    r"(?i:hotel|guest ?house|palace|airport|hall|house|castle|cent(?:er|re)|office|residence|villa|estate|schloss|palais|flughafen|"
    r"kanzleramt|haus)$|(?:宾馆|饭店|酒店|大会堂|机场|庄园|官邸|总统府|宫|楼|馆|大厦|中心|医院|学校|寺|礼堂|会所)$"
)
"""Names of buildings: the city around them says where a meeting was."""
NO_CITY, ELSEWHERE = 80, 200
"""Code points that a building or a country, and a phrase of another clause, stand farther than they do."""


def find_place(scene: Scene, finding: Finding, language: str) -> str | None:
    """The entity id of the place of a finding, or None. A visit takes place in its host country, or in its city."""
    if finding.mode == "call":
        return None
    hosts = [party for party in finding.recipients if party.type == "country"]
    found = _phrases(scene, finding, language)
    if finding.mode == "visit" and hosts:
        cities = [
            (far, name)
            for far, name in found
            if name.type == "place" and name.country and name.country == hosts[0].country and far < ELSEWHERE
        ]
        return min(cities, key=lambda pair: pair[0])[1].entity if cities else hosts[0].entity
    if found:
        return min(found, key=lambda pair: pair[0])[1].entity
    line = DATELINES[language].match(scene.masked) if language in DATELINES and finding.status == "held" else None
    return next((name.entity for name in scene.places if line and name.span.start == line.start("p")), None)


def _phrases(scene: Scene, finding: Finding, language: str) -> list[tuple[int, Named]]:
    """The places of a sentence in phrases of place, each with how far it is from the trigger."""
    pattern = PHRASES.get(language)
    found: list[tuple[int, Named]] = []
    for match in pattern.finditer(scene.masked) if pattern else ():
        names = [
            name for name in scene.places if name.span.start >= match.start("p") and name.span.end <= match.end("p")
        ]
        far = _distance(match.start(), match.end(), finding)
        found += [(far + (0 if _is_city(scene, name) else NO_CITY), name) for name in names]
    return found


def _is_city(scene: Scene, name: Named) -> bool:
    return name.type == "place" and (name.entity in facts() or not BUILDING.search(name.span.of(scene.text)))


def _distance(start: int, end: int, finding: Finding) -> int:
    """Code points between a phrase and the trigger; one in another clause is as far as can be."""
    clause, trigger = finding.clause, finding.trigger
    gap = trigger.start - end if end <= trigger.start else start - trigger.end
    return gap if Span(start=start, end=end).overlaps(clause) else gap + ELSEWHERE
