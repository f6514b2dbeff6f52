"""Where a contact took place: the place in a phrase next to the trigger, not every place around."""

from __future__ import annotations

import re

from kg.knowledge import facts
from kg.model import Span
from kg.relations.consult.frames import Finding
from kg.relations.parts import FILL, Named
from kg.relations.scene import Scene

_PLACE = (
    rf"(?:[ⒸⓁ]{FILL}*[\s,，的]*"
    rf"(?:(?:capital|city|resort|town|Hauptstadt|Stadt|Metropole)(?: of)?,?\s|首都|省会|城市|[东南西北中]部(?:城市)?)?)*[ⒸⓁ]{FILL}*"
)
PHRASES: dict[str, re.Pattern[str]] = {
    "zh": re.compile(
        rf"(?:(?:视察|参观|参访|在|于|抵达|飞抵|来到)[^，。；、ⓅⒶⓄⒸⓁ的]{{0,8}}?|访问?了?|"
        rf"(?:到|赴|前往|飞往)(?=[ⒸⓁ][^，。]{{1,12}}(?:视察|访问|参观|出席|参加|会晤|会谈|会见))|(?=Ⓛ{FILL}*(?:会谈|会晤|会面|峰会|之行)))"
        rf"(?P<p>{_PLACE})(?!{FILL}|[ⒸⓁ的]|大陆|时间|之?前(?!往)|被|遭|出生|籍)"
    ),
    "en": re.compile(
        rf"\b(?:[Ii]n|[Aa]t|[Oo]utside|near|inside|[Vv]isit(?:s|ed|ing)?(?:\sto)?|(?:trip|journey|tour|mission)\s(?:to|of)|"
        rf"(?:flew|fl(?:y|ies|ying)|travel\w*|went|came|arriv\w+|head(?:ed|s|ing)|return\w*|"
        rf"(?:welcom|invit)\w+\s[ⓅⒸ]{FILL}*)\s(?:back\s|on\s)?to)\s(?:the\s|downtown\s|central\s|[\w]+\sof\s)?"
        rf"(?P<p>{_PLACE})(?!['’]s)"
    ),
    "de": re.compile(
        rf"(?<!\b[Dd]er )(?<!\b[Dd]ie )(?<!\b[Dd]as )(?<!\b[Dd]en )(?<!\b[Dd]em )\b(?:[Ii]n|[Ii]m|[Bb]ei|[Nn]ahe|nach)\s"
        rf"(?:der\s|dem\s|den\s)?(?:\w+(?:en|er)\s)?(?P<p>{_PLACE})"
    ),
}
DATELINES: dict[str, re.Pattern[str]] = {
    "zh": re.compile(rf"[^。，]{{0,24}}?(?P<p>Ⓛ{FILL}*)\d{{1,2}}日(?![^。，]{{0,4}}(?:综合|编译))[^。，]{{0,6}}?电"),
    "en": re.compile(rf"\W*(?P<p>Ⓛ{FILL}*)[^.;—–]{{0,40}}?\s?[—–-]{{1,2}}\s"),
    "de": re.compile(rf"\W*(?P<p>Ⓛ{FILL}*)[^.;—–]{{0,40}}?\s?[—–-]{{1,2}}\s"),
}
"""The city before the dash or 电 at the head of an agency's report."""
BUILDING = re.compile(
    r"(?i:hotel|guest ?house|palace|airport|hall|house|castle|cent(?:er|re)|office|residence|villa|estate|schloss|palais|flughafen|"
    r"kanzleramt|haus)$|(?:宾馆|饭店|酒店|大会堂|机场|庄园|官邸|总统府|宫|楼|馆|大厦|中心|医院|学校|寺|礼堂|会所)$"
)
"""Names of buildings: the city around them says where a meeting was."""
DAYS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December"
)
TOPIC = {
    "en": re.compile(
        rf"\b(?:about|on|over|regarding|concerning|into|despite|after)\s(?:the\s|a\s)(?!(?:phone|sidelines|margins|fringes|{DAYS})\b)"
        rf"(?:(?!(?:talks|meeting|summit|visit|at|in|with|between)\b)[a-z-]+\s){{1,4}}$"
    ),
    "de": re.compile(
        r"\b(?:über|wegen|trotz|gegen)\s(?:(?:die|das|den|der|des|dem|einen|eine)\s)?(?:[a-zäöü][\w-]*\s){0,2}[A-ZÄÖÜ][\w-]+\s$"
    ),
}
"""Before a place: what was talked about is there, not who talked."""
WHERE = re.compile(r",?\s(?:where|wo)\s")
"""Behind the place that a relative clause is about."""
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
    return dateline(scene, language) if finding.status == "held" else None


def dateline(scene: Scene, language: str) -> str | None:
    """The entity id of the city at the head of an agency's report, where the sentence begins with one."""
    line = DATELINES[language].match(scene.masked) if language in DATELINES else None
    return next((name.entity for name in scene.places if line and name.span.start == line.start("p")), None)


def _phrases(scene: Scene, finding: Finding, language: str) -> list[tuple[int, Named]]:
    """The places of a sentence in phrases of place, each with how far it is from the trigger."""
    pattern = PHRASES.get(language)
    found: list[tuple[int, Named]] = []
    for match in pattern.finditer(scene.masked) if pattern else ():
        names = [
            name
            for name in scene.places
            if name.span.start >= match.start("p") and name.span.end <= match.end("p") and not _names_a_house(scene, name)
        ]
        if language == "zh" and match.start() >= finding.clause.end:
            continue  # 25日与A会面，之后一直待在B: what is told behind happened later
        names = [name for name in names if not _is_water(name)]
        far = _distance(match.start(), match.end(), finding)
        if (topic := TOPIC.get(language)) and topic.search(scene.masked, 0, match.start()):
            continue  # 'talks on the war in Sudan'
        if far >= ELSEWHERE and finding.mode != "visit" and match.group().lower().startswith("visit"):
            continue  # 'will meet A before visiting Cyprus'
        found += [(far + (0 if _is_city(scene, name) else NO_CITY), name) for name in names]
    for name in scene.places:  # 'from Italy, where he met the pope'
        where = WHERE.match(scene.masked, name.span.end)
        if where and 0 <= finding.trigger.start - where.end() <= 60:
            found.append((0, name))
    return found


def _is_water(name: Named) -> bool:
    """Nobody meets in a sea: 谈到在东海的活动."""
    fact = facts().get(name.entity)
    return fact is not None and fact.kind in ("sea", "river")


def _names_a_house(scene: Scene, name: Named) -> bool:
    """钓鱼台大酒店 is a house, not the island; 北京饭店 stands in its city."""
    fact = facts().get(name.entity)
    return fact is not None and fact.kind not in (None, "city", "district", "building") and HOUSE.match(
        scene.text, name.span.end
    ) is not None


HOUSE = re.compile(r"[国大]?(?:酒店|饭店|宾馆|大厦|机场|大学|医院|会馆|中学|公司)")


def _is_city(scene: Scene, name: Named) -> bool:
    return name.type == "place" and (name.entity in facts() or not BUILDING.search(name.span.of(scene.text)))


def _distance(start: int, end: int, finding: Finding) -> int:
    """Code points between a phrase and the trigger; one in another clause is as far as can be."""
    clause, trigger = finding.clause, finding.trigger
    gap = trigger.start - end if end <= trigger.start else start - trigger.end
    return gap if Span(start=start, end=end).overlaps(clause) else gap + ELSEWHERE
