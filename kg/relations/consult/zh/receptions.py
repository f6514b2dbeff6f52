"""Chinese: who received whom, called on whom, told whom."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.frames import Finding, clause_of, clauses
from kg.relations.consult.tables import Hit
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import behind_occasion, is_free, subject_of
from kg.relations.consult.zh.words import AT_END, BREAKS, GRAMMAR, LETTERS, WELCOMES
from kg.relations.parts import ANY_PARTY, FILL, Group
from kg.relations.scene import Scene, holder_of


def told(scene: Scene, hit: Hit) -> Finding | None:
    """总统A告诉总理B: who speaks to the holder of an office met him, if he holds one himself."""
    finding = whom(scene, hit)
    if finding is None:
        return None
    people = {p.entity for p in (*finding.actors, *finding.recipients)}
    return replace(finding, rule="told") if scene.context.in_office(people) else None


def whom(scene: Scene, hit: Hit) -> Finding | None:
    """总统会见了到访的外长; 获得教宗接见."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    match = re.compile(
        rf"(?:了|过|到)?(?:(?:正在)?[^，。；、{LETTERS}]{{0,8}}?的)?(?P<g>{ANY_PARTY})(?!{FILL})(?!通缉|嫌犯|家属|记者|难民|学生|民众|留学|的(?!会|要求)|之后的|时代|政府|当局)"
    ).match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if group is None:
        passive = re.search(
            rf"(?:不?获得?|受到?|被|由|得到|未获|未获得)(?:(?P<g>{ANY_PARTY})|(?P<t>总统|总理|首相|教宗|国王|女王))(?:的|亲自)?$",
            scene.masked[: hit.span.start],
        )
        group = _passive_host(scene, passive) if passive else None
        if passive is None or group is None:
            return _awaited(scene, hit, spans, index)
        subject = subject_of(scene, spans, index, passive.start())
        if not subject and scene.context.subject and not any(g.span.end <= passive.start() for g in scene.groups):
            subject = (scene.context.subject,)  # 等了四天，都不获总统接见
        return make_finding(scene, hit, clause, subject, group.parties, "received by") if subject else None
    if not group.acts or (group.parties[0].type == "agency" and not hit.span.of(scene.text).startswith("会")):
        return None
    subject = subject_of(scene, spans, index, hit.span.start) or behind_occasion(scene, spans, index)
    if not subject:
        return None
    if hit.mode == "meeting" and scene.text[hit.span.start : hit.span.end] in ("拜会", "拜访", "晋见", "觐见", "拜见"):
        return make_finding(scene, hit, clause, subject, group.parties, "called on")
    return make_finding(scene, hit, clause, group.parties, subject, "received")


def _passive_host(scene: Scene, passive: re.Match[str]) -> Group | None:
    """Who receives: a phrase, or the one holder of an office that the article names."""
    if passive["g"]:
        return scene.group_at(passive.start("g"))
    holder = holder_of(passive["t"], GRAMMAR, scene.context)
    span = Span(start=passive.start("t"), end=passive.end("t"))
    return Group(span=span, parties=(holder,)) if holder else None


def _awaited(scene: Scene, hit: Hit, spans: list[Span], index: int) -> Finding | None:
    """议长抵达机场，外长到场迎接。 Who was told of before is met where the verb has no object."""
    if not AT_END.match(scene.masked, hit.span.end) or hit.span.of(scene.text) not in WELCOMES:
        return None
    hosts = next((g for g in reversed(scene.groups) if spans[index].start <= g.span.start and g.span.end <= hit.span.start), None)
    if hosts is None or not all(p.type == "person" for p in hosts.parties) or not is_free(scene, hosts):
        return None
    lead = next((g for g in scene.groups if spans[index].start <= g.span.start and g.span.end < hosts.span.start), None)
    led = LEADS.search(scene.masked, 0, hosts.span.start)
    own = (*(lead.parties if lead and led else ()), *hosts.parties)
    earlier = [p for g in scene.groups if g.span.end <= spans[index].start for p in g.parties if p.type == "person"]
    guest = earlier[0] if earlier else scene.context.subject
    return make_finding(scene, hit, spans[index], (guest,), own, "received") if guest else None


LEADS = re.compile(r"(?:率领?|率同|偕同?|带领|陪同)$")
