"""Chinese: who visited which country."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.frames import Finding, clause_of, clauses
from kg.relations.consult.tables import Hit
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import hides_subject, subject_of
from kg.relations.consult.zh.words import AS, BREAKS, COMPANION, INTERVIEW, LETTERS, NEAR, PURPOSE, TRAVELLERS
from kg.relations.parts import ANY_PARTY, FILL, Party
from kg.relations.scene import Scene


def visit(scene: Scene, hit: Hit) -> Finding | None:
    """王毅访问法国; 蓬佩奥抵达以色列; 国务次卿克拉奇访台; 对丹麦进行访问; 率团访台的捷克议长维特齐."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    hosts, left, right = _hosts(scene, clause, hit)
    word = scene.text[hit.span.start : hit.span.end]
    before = scene.masked[clause.start : hit.span.start]
    around = INTERVIEW.sub("", before + scene.masked[right : right + 30].split("。")[0])
    moving = word[:1] in "抵飞赴来到前启去" and not word.startswith(("到访", "来访"))
    stated = not moving or PURPOSE.search(around) is not None
    arriving = word[:1] in "抵飞赴来前" and not TRAVELLERS.search(scene.masked)
    if not hosts or not (stated or arriving):
        return None
    visitors = _visitors(scene, spans, index, left, right)
    named = all(scene.group_at(p.span.start) for p in visitors)
    if not stated and not (named and scene.context.in_office(p.entity for p in visitors)):
        return None  # only the holder of an office visits by arriving, and only where the sentence names him
    if not stated and word[:1] not in "抵飞" and not all(p.country or p.owners for p in visitors):
        return None  # 来台: of whom nobody knows whether he comes from abroad
    known = not any(place.span == host.span for host in hosts for place in scene.places if place.type == "place")
    guests = [
        p
        for p in visitors
        if p.acts
        and p.type != "organization"
        and not any(_at_home(p, host) for host in hosts)
        and (known or p.country or p.owners)
    ]  # whoever goes to a city may live there
    return make_finding(scene, hit, clause, guests, hosts, "visit") if guests else None


def _visitors(scene: Scene, spans: list[Span], index: int, left: int, right: int) -> tuple[Party, ...]:
    """访台的G is a relative clause of its visitor; 习近平访日 has him next to the verb, whatever governs the two."""
    relative = re.compile(
        rf"[^，。；最{LETTERS}的是]{{0,8}}的(?:[^，。；最{LETTERS}]{{0,4}})(?P<g>{ANY_PARTY})(?!{FILL})"
    ).match(scene.masked, right)
    group = scene.group_at(relative.start("g")) if relative else None
    if group and group.acts:
        return group.parties
    near = next((g for g in reversed(scene.groups) if spans[index].start <= g.span.start and g.span.end <= left), None)
    if near and AS.search(scene.masked, 0, near.span.start):  # 以党主席身分访问
        near = None
    if near and hides_subject(scene, near.span.end, left):  # 总统批评议长访台
        return ()
    if near and near.acts and NEAR.fullmatch(scene.masked[near.span.end : left]):
        head = scene.masked[max(0, near.span.start - 4) : near.span.start]
        with_others = COMPANION.search(head)
        return (*subject_of(scene, spans, index, near.span.start), *near.parties) if with_others else near.parties
    return subject_of(scene, spans, index, left)


def _hosts(scene: Scene, clause: Span, hit: Hit) -> tuple[list[Party], int, int]:
    """The countries visited, and the positions left and right of the verb and its hosts."""
    listed = re.compile(
        rf"(?:了|过|的(?=[Ⓒ]{FILL}*[，。；已是将有曾也]))?(?:民主|友邦|邻国)?(?:[ⒸⓁ]{FILL}*(?:、|和|与|及|以及)?)+"
    ).match(scene.masked, hit.span.end)
    if listed:
        inside = [g for g in scene.groups if hit.span.end <= g.span.start and g.span.end <= listed.end()]
        countries = [p for g in inside for p in g.parties if p.type == "country"]
        if countries:
            return countries, hit.span.start, listed.end()
    before = scene.masked[clause.start : hit.span.start]
    governed = re.search(rf"(?:对|到|在|赴|来|前往|抵达|去)(?P<g>[ⒸⒶ]{FILL}*)(?:[^，。{LETTERS}]{{0,10}})$", before)
    group = scene.group_at(clause.start + governed.start("g")) if governed else None
    if governed and group:
        left = clause.start + governed.start()
        kinds = ("country", "agency") if before[governed.start()] == "对" else ("country",)
        return [p for p in group.parties if p.type in kinds], left, hit.span.end
    match = re.compile(rf"(?:了|过)?Ⓛ{FILL}*").match(scene.masked, hit.span.end)
    place = next((p for p in scene.places if match and p.span.end == match.end()), None)
    home = scene.context.homes.get(place.country or "") if place else None
    if place and home:
        host = Party(span=place.span, entity=home, type="country", acts=False, country=place.country)
        return [host], hit.span.start, place.span.end
    return [], hit.span.start, hit.span.end


def _at_home(visitor: Party, host: Party) -> bool:
    return (
        visitor.entity == host.entity
        or (visitor.country is not None and visitor.country == host.country)
        or (host.entity in visitor.owners)
    )
