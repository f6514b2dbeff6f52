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
from kg.relations.consult.zh.attendance import also, beside, together
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import behind_occasion, joined_before, partner_of, subject_of
from kg.relations.consult.zh.visits import visit
from kg.relations.consult.zh.words import (
    ATTENDS,
    BOTH,
    BREAKS,
    GRAMMAR,
    LETTERS,
    SHORT_QUOTE,
)
from kg.relations.parts import ANY_PARTY, FILL
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
            found[-1] = beside(found[-1], (*finding.actors, *finding.recipients))
        elif finding is None and found and hit.frame == "joint":
            found[-1] = beside(found[-1], also(scene, hit))
        elif finding:
            found += _separate(scene, finding)
    return found


def told(scene: Scene, hit: Hit) -> Finding | None:
    """总统A告诉总理B: who speaks to the holder of an office met him, if he holds one himself."""
    finding = whom(scene, hit)
    officers = {entity for holders in scene.context.holders.values() for entity in holders}
    people = {p.entity for p in (*finding.actors, *finding.recipients)} if finding else set()
    return replace(finding, rule="told") if finding and people <= officers else None


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
    """外长与特使在日内瓦举行的会谈; 拜登星期五同普京通电话; 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
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
