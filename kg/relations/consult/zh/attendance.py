"""Chinese: who was there together: attendance, company, guests at a table."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.frames import Finding, clause_of, clauses
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import subject_of
from kg.relations.consult.zh.words import (
    ADVERBS,
    BREAKS,
    CHAIRED,
    CHAIRS,
    DEFINITE,
    LISTED,
    THOSE_ARE,
)
from kg.relations.parts import Group, Party
from kg.relations.scene import Scene


def beside(main: Finding, others: tuple[Party, ...]) -> Finding:
    """总统会见A，部长陪同会见: who is at the side of one of them took part."""
    known = {p.entity for p in (*main.actors, *main.recipients)}
    beside = tuple(p for p in others if p.entity not in known)
    if len(beside) == len(others) or main.mode == "visit":
        return main
    if main.recipients:
        return replace(main, recipients=(*main.recipients, *beside))
    return replace(main, actors=(*main.actors, *beside))


def also(scene: Scene, hit: Hit) -> tuple[Party, ...]:
    """甲宴请乙，丙也应邀出席: he and, to say whose side he is at, one of those told of before."""
    clause = scene.masked[max(0, hit.span.start - 16) : hit.span.start]
    group = next((g for g in reversed(scene.groups) if g.span.end <= hit.span.start), None)
    before = next((g for g in scene.groups), None)
    if group is None or before is None or group is before or not ALSO.search(clause):
        return ()
    near = hit.span.start - group.span.end <= 6
    return (*before.parties, *(p for p in group.parties if p.type == "person")) if near else ()


ALSO = re.compile(r"(?:也|亦|均|都|一同|一起)[^，。；]{0,4}$")


def together(scene: Scene, hit: Hit) -> Finding | None:
    """在部长和市长等人陪同下参观; 三位董事长等人皆出席例会; 甲致辞，乙也出席: persons who are there together."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    group = next(
        (g for g in reversed(scene.groups) if g.span.end <= hit.span.start and g.span.start >= clause.start), None
    )
    if group is None and index and ADVERBS.fullmatch(scene.masked[clause.start : hit.span.start]):  # A、B等人，2日出席
        group = next((g for g in scene.groups if g.span.end == spans[index - 1].end and len(g.parties) > 1), None)
    if group is None:
        return _those_are(scene, hit, clause)
    if not any(p.type == "person" for p in group.parties) or group.parties[-1].type not in ("person", "organization"):
        return None
    if "陪同" in hit.span.of(scene.text):
        subject = subject_of(scene, spans, index, group.span.start)
        governed = (
            re.search(r"(?:在|由)$", scene.masked[max(0, group.span.start - 2) : group.span.start])
            or hit.span.end == clause.end
        )
        return make_finding(scene, hit, clause, (*subject, *group.parties), (), "accompanied") if governed else None
    if chaired := CHAIRED.match(scene.masked, hit.span.end):
        chair = scene.group_at(chaired.start("g"))
        return make_finding(scene, hit, clause, (*group.parties, *(chair.parties if chair else ())), (), "attended")
    people = _attending(scene, hit, group)
    pair = scene.context.pair if scene.context.pair_age <= 1 else ()
    if pair and (DEFINITE.match(scene.masked, hit.span.end) or DEFINITE.fullmatch(hit.span.of(scene.text)[2:])):
        finding = make_finding(scene, hit, clause, (*pair, *people), (), "attended", inherited=True)
        return None if finding and finding.status == "refused" else finding
    finding = make_finding(scene, hit, clause, people, (), "attended")
    return (
        None if finding and finding.status == "refused" else finding
    )  # those who stayed away didn't refuse each other


def _those_are(scene: Scene, hit: Hit, clause: Span) -> Finding | None:
    """参加座谈的有A、B等: those who attend are listed behind."""
    match = THOSE_ARE.match(scene.masked, hit.span.end)
    listed: list[Party] = []
    end = match.end() if match else 0
    for group in scene.groups if match else ():
        if group.span.start >= end and LIST_GAP.fullmatch(scene.masked[end : group.span.start]):
            listed += [p for p in group.parties if p.type == "person"]
            end = group.span.end
    return make_finding(scene, hit, clause, listed, (), "attended") if len(listed) > 1 else None


LIST_GAP = re.compile(r"[，、和及与]{0,2}[^，。；、]{0,8}")


def _attending(scene: Scene, hit: Hit, group: Group) -> tuple[Party, ...]:
    """Those before the verb, and the persons whom the sentence lists before them or who attend in its other clauses."""
    found = [
        p
        for g in scene.groups
        if g.span.end <= group.span.end and g.span.start > _after_stop(scene, group)
        for p in g.parties
        if p.type == "person" and (g is group or LISTED.fullmatch(scene.masked[g.span.end : g.span.end + 1]))
    ]
    found += [
        p
        for g in scene.groups
        if g.span.start > _after_stop(scene, group) and CHAIRS.match(scene.masked, g.span.end)
        for p in g.parties
        if p.type == "person"
    ]
    for other in hits(scene.masked, "zh"):
        if other.frame == "joint" and other.span != hit.span:
            before = [g for g in scene.groups if g.span.end <= other.span.start and other.span.start - g.span.end <= 24]
            found += [p for p in before[-1].parties if p.type == "person"] if before else []
    return tuple(found)


def _after_stop(scene: Scene, group: Group) -> int:
    return max((m.end() for m in re.finditer(r"[。；：]", scene.masked[: group.span.start])), default=-1)
