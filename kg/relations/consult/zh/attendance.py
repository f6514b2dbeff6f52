"""Chinese: who was there together: attendance, company, guests at a table."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.frames import Finding, clause_of, clauses, distinct, without_own_country
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.zh.gatherings import others_there
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import is_free, subject_of
from kg.relations.consult.zh.words import (
    ABSENT,
    ADVERBS,
    AT_END,
    BREAKS,
    CHAIRED,
    CHAIRS,
    DEFINITE,
    LISTED,
    PRONOUN,
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


def also(scene: Scene, hit: Hit, main: Finding) -> tuple[Party, ...]:
    """甲宴请乙，丙也应邀出席: he and, to say whose side he is at, one of those told of before."""
    clause = scene.masked[max(0, hit.span.start - 16) : hit.span.start]
    group = next((g for g in reversed(scene.groups) if g.span.end <= hit.span.start), None)
    if group is None or not ALSO.search(clause) or hit.span.start - group.span.end > 6:
        return ()
    return (main.actors[0], *(p for p in group.parties if p.type == "person"))


def takes_part(scene: Scene, hit: Hit, main: Finding, finding: Finding) -> Finding | None:
    """两国将举行对话，部长等人以视讯参与: those who take part, without saying in what, take part in what was just told."""
    if main.mode == "visit" or not TAKES_PART.search(hit.span.of(scene.text)) or not AT_END.match(scene.masked, hit.span.end):
        return None
    parties = without_own_country((*main.actors, *main.recipients, *finding.actors))
    return replace(main, actors=distinct(parties), recipients=()) if not main.recipients else None


TAKES_PART = re.compile(r"(?:参与|参加|与会|出席)$")
ALSO = re.compile(r"(?:也|亦|均|都|一同|一起)[^，。；]{0,4}$")


def together(scene: Scene, hit: Hit) -> Finding | None:
    """在部长和市长等人陪同下参观; 三位董事长等人皆出席例会; 甲致辞，乙也出席: persons who are there together."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    group = next(
        (
            g
            for g in reversed(scene.groups)
            if clause.start <= g.span.start and g.span.end <= hit.span.start and not _is_where(scene, g)
        ),
        None,
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
            or (hit.span.end == clause.end and hit.span.start - group.span.end <= 4)
        )
        return make_finding(scene, hit, clause, (*subject, *group.parties), (), "accompanied") if governed else None
    if AMONG.match(hit.span.of(scene.text)):
        return _among(scene, hit, spans, index, group)
    if chaired := CHAIRED.match(scene.masked, hit.span.end):
        chair = scene.group_at(chaired.start("g"))
        return make_finding(scene, hit, clause, (*group.parties, *(chair.parties if chair else ())), (), "attended")
    jointly = hit.span.of(scene.text).startswith(("联合", "共同")) and "出席" not in hit.span.of(scene.text)
    if _stays_away(scene, hit) or (not jointly and PRESS.search(scene.masked, spans[max(0, index - 2)].start, clause.end)):
        return None
    people = (*_attending(scene, hit, group), *others_there(scene, hit))
    pair = scene.context.pair if scene.context.pair_age <= 1 else ()
    if pair and (DEFINITE.match(scene.masked, hit.span.end) or DEFINITE.fullmatch(hit.span.of(scene.text)[2:])):
        finding = make_finding(scene, hit, clause, (*pair, *people), (), "attended", inherited=True)
        return None if finding and finding.status == "refused" else finding
    finding = make_finding(scene, hit, clause, people, (), "attended")
    return (
        None if finding and finding.status == "refused" else finding
    )  # those who stayed away didn't refuse each other


def _is_where(scene: Scene, group: Group) -> bool:
    """部长在台湾以视讯参与: a country behind 'in' attends nothing."""
    bare = all(party.type == "country" and not party.role for party in group.parties)
    return bare and scene.masked[group.span.start - 1 : group.span.start] in ("在", "于", "从")


def _among(scene: Scene, hit: Hit, spans: list[Span], index: int, group: Group) -> Finding | None:
    """她出席了峰会，总理也在其中: those who were there, and the one whom the sentence is about."""
    if not ATTENDED.search(scene.masked, 0, hit.span.start):
        return None
    people = tuple(p for p in group.parties if p.type == "person")
    first = next((g for g in scene.groups if is_free(scene, g) and g is not group), None)
    subject = first.parties if first else ()
    if PRONOUN.search(scene.masked, spans[0].start, group.span.start) and scene.context.subject:
        subject = (scene.context.subject,)
    subject = tuple(p for p in subject if p.type == "person")
    return make_finding(scene, hit, spans[index], (*subject, *people), (), "attended") if subject and people else None


AMONG = re.compile(r"在(?:其中|场|座)")
ATTENDED = re.compile(r"出席|与会|会议|峰会|会谈|会晤|仪式|典礼")


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
        and (g is group or AT_IT.match(scene.masked, hit.span.end))
        for p in g.parties
        if p.type == "person"
    ]
    for other in hits(scene.masked, "zh"):
        if other.frame == "joint" and other.span != hit.span and not _stays_away(scene, other):
            before = [g for g in scene.groups if g.span.end <= other.span.start and other.span.start - g.span.end <= 24]
            found += [p for p in before[-1].parties if p.type == "person"] if before else []
    return tuple(found)


def _stays_away(scene: Scene, hit: Hit) -> bool:
    """主席未出席论坛."""
    return ABSENT.search(scene.masked, 0, hit.span.start) is not None


PRESS = re.compile(r"(?:新闻)?发布会|记者(?:说明)?会|说明会")
"""Officials who face the press together are at work, and meet nobody."""
AT_IT = re.compile(r"(?:了|过)?(?:会议|会见|会谈|座谈会?|活动|仪式|[^，。；]{0,10}?的会议)?(?=[，。；]|$)")
"""A主持会议，B出席 is one meeting; A主持国务会议，B出席青年大会 are two."""


def _after_stop(scene: Scene, group: Group) -> int:
    return max((m.end() for m in re.finditer(r"[。；：]", scene.masked[: group.span.start])), default=-1)
