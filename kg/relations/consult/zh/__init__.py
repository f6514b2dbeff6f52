"""Chinese: who met whom, from Simplified text.

The frames run on the masked sentence (see `kg.relations.scene`). A *subject* is the nearest phrase to the left that no
preposition governs; where the trigger's own clause has none, the clauses before it are asked (Chinese drops what the
reader knows), and at last the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.frames import Finding, clause_of, clauses, one_by_one
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import behind_occasion, joined_before, partner_of, subject_of
from kg.relations.consult.zh.visits import visit
from kg.relations.consult.zh.words import (
    ADVERBS,
    ATTENDS,
    BOTH,
    BREAKS,
    CHAIRED,
    CHAIRS,
    DEFINITE,
    GRAMMAR,
    LETTERS,
    LISTED,
    SHORT_QUOTE,
    THOSE_ARE,
)
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene

__all__ = ["GRAMMAR", "find"]


def find(scene: Scene) -> list[Finding]:
    """The contacts that one Chinese sentence states."""
    scene = replace(scene, masked=SHORT_QUOTE.sub(r"·\1·", scene.masked))
    found: list[Finding] = []
    for hit in hits(scene.masked, "zh", scene.text):
        if any(f.trigger.overlaps(hit.span) for f in found):
            continue
        finding = _FRAMES[hit.frame](scene, hit)
        if finding and found and finding.rule == "accompanied":
            found[-1] = _beside(found[-1], (*finding.actors, *finding.recipients))
        elif finding is None and found and hit.frame == "joint":
            found[-1] = _beside(found[-1], _also(scene, hit))
        elif finding:
            found += _separate(scene, finding)
    return found


def told(scene: Scene, hit: Hit) -> Finding | None:
    """总统A告诉总理B: who speaks to the holder of an office met him, if he holds one himself."""
    finding = whom(scene, hit)
    officers = {entity for holders in scene.context.holders.values() for entity in holders}
    people = {p.entity for p in (*finding.actors, *finding.recipients)} if finding else set()
    return replace(finding, rule="told") if finding and people <= officers else None


def _beside(main: Finding, others: tuple[Party, ...]) -> Finding:
    """总统会见A，部长陪同会见: who is at the side of one of them took part."""
    known = {p.entity for p in (*main.actors, *main.recipients)}
    beside = tuple(p for p in others if p.entity not in known)
    if len(beside) == len(others) or main.mode == "visit":
        return main
    if main.recipients:
        return replace(main, recipients=(*main.recipients, *beside))
    return replace(main, actors=(*main.actors, *beside))


def _also(scene: Scene, hit: Hit) -> tuple[Party, ...]:
    """甲宴请乙，丙也应邀出席: he and, to say whose side he is at, one of those told of before."""
    clause = scene.masked[max(0, hit.span.start - 16) : hit.span.start]
    group = next((g for g in reversed(scene.groups) if g.span.end <= hit.span.start), None)
    before = next((g for g in scene.groups), None)
    if group is None or before is None or group is before or not ALSO.search(clause):
        return ()
    near = hit.span.start - group.span.end <= 6
    return (*before.parties, *(p for p in group.parties if p.type == "person")) if near else ()


ALSO = re.compile(r"(?:也|亦|均|都|一同|一起)[^，。；]{0,4}$")


def _separate(scene: Scene, finding: Finding) -> list[Finding]:
    """A tour is one visit per host, phone calls are one per partner; 分别 (each on his own) parts the others too."""
    each = re.search("分别|先后|相继|逐一", scene.masked[finding.clause.start : finding.trigger.start])
    if finding.mode == "visit":
        actors = [(actor,) for actor in finding.actors] if each else [finding.actors]
        return [replace(finding, actors=a, recipients=(host,)) for a in actors for host in finding.recipients]
    if finding.rule == "received" and each:
        return one_by_one(finding, finding.actors)
    phoned = re.fullmatch("通.*话", finding.trigger.of(scene.text)) is not None
    if finding.rule == "with" and (each or phoned):
        group = next((g for g in reversed(scene.groups) if g.span.end <= finding.trigger.start), None)
        return one_by_one(finding, [p for p in finding.actors if group and p in group.parties])
    if finding.rule == "joined" and phoned and len(finding.actors) > 2:
        first, second = finding.actors[0].span, finding.actors[1].span
        if re.search("[与同跟]", scene.text[first.end : second.start]):  # 甲与乙、丙通电话
            return one_by_one(finding, finding.actors[1:])
    return [finding]


def with_whom(scene: Scene, hit: Hit) -> Finding | None:
    """王毅与沙利文在曼谷举行的会谈; 拜登星期五同普京通电话; 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    partner = partner_of(scene, clause.start, hit.span.start)
    if partner and hit.span.of(scene.text) == "接触" and hit.span.start - partner.span.end > 4:
        return None  # 飞机、船舰接触频繁
    if partner is None:
        partner = joined_before(scene, clause.start, hit.span.start)
        if partner is None:
            return _both_sides(scene, hit, clause)
        if len(partner.parties) < 2:
            return None
        parties = partner.parties
        if ATTENDS.search(scene.masked[clause.start : partner.span.start]):  # he sits there for his country
            guests = [p for p in subject_of(scene, spans, index, partner.span.start) if p.type == "person"]
            held = [h[p.entity] for p in guests for h in scene.context.holders.values() if p.entity in h]
            homes = {p.country for p in (*guests, *held)} | {owner for p in (*guests, *held) for owner in p.owners}
            parties = (*guests, *(p for p in parties if p.country not in homes and p.entity not in homes))
        return make_finding(scene, hit, clause, parties, (), "joined")
    subject = subject_of(scene, spans, index, partner.span.start) or behind_occasion(scene, spans, index)
    if not subject and len(partner.parties) < 2:
        return None
    return make_finding(scene, hit, clause, (*(subject or ()), *partner.parties), (), "with")


def whom(scene: Scene, hit: Hit) -> Finding | None:
    """总统会见了到访的外长; 获得教宗接见."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    match = re.compile(
        rf"(?:了|过|到)?(?:(?:正在)?[^，。；、{LETTERS}]{{0,8}}?的)?(?P<g>{ANY_PARTY})(?!{FILL})(?!的(?!会|要求)|之后的|时代|政府|当局)"
    ).match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if group is None:
        passive = re.search(
            rf"(?:不?获得?|受到?|被|由|得到|未获|未获得)(?P<g>{ANY_PARTY})(?:的|亲自)?$", scene.masked[: hit.span.start]
        )
        group = scene.group_at(passive.start("g")) if passive else None
        if passive is None or group is None:
            return None
        subject = subject_of(scene, spans, index, passive.start())
        return make_finding(scene, hit, clause, subject, group.parties, "received by") if subject else None
    if not group.acts or (group.parties[0].type == "agency" and not hit.span.of(scene.text).startswith("会")):
        return None
    subject = subject_of(scene, spans, index, hit.span.start) or behind_occasion(scene, spans, index)
    if not subject:
        return None
    if hit.mode == "meeting" and scene.text[hit.span.start : hit.span.end] in ("拜会", "拜访", "晋见", "觐见", "拜见"):
        return make_finding(scene, hit, clause, subject, group.parties, "called on")
    return make_finding(scene, hit, clause, group.parties, subject, "received")


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


def by_initials(scene: Scene, hit: Hit) -> Finding | None:
    """马习会, 拜习会: two persons of the article by the first characters of their names."""
    first, second = (scene.context.initials.get(c) for c in hit.span.of(scene.text)[:2])
    if first is None or second is None:
        return None
    clause = Span(start=0, end=len(scene.masked))
    return make_finding(scene, hit, clause, (first, second), (), "initials")


def _both_sides(scene: Scene, hit: Hit, clause: Span) -> Finding | None:
    """双方 and 两人 are those of the report before."""
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return make_finding(scene, hit, clause, scene.context.pair, (), "both sides", inherited=True)
    return None


_FRAMES = {
    "with": with_whom,
    "object": whom,
    "visit": visit,
    "joint": together,
    "initials": by_initials,
    "told": told,
}
