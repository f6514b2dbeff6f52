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
from kg.relations.consult.zh.attendance import also, beside, takes_part, together
from kg.relations.consult.zh.partners import joined_before, partner_of
from kg.relations.consult.zh.receptions import told, whom
from kg.relations.consult.zh.status import make_finding
from kg.relations.consult.zh.subjects import behind_occasion, is_free, subject_of
from kg.relations.consult.zh.visits import visit
from kg.relations.consult.zh.words import ATTENDS, BOTH, BREAKS, GRAMMAR, PRONOUN, SHORT_QUOTE, SIGNED_AT, SIGNED_ON
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene

__all__ = ["GRAMMAR", "find"]


def find(scene: Scene) -> list[Finding]:
    """The contacts that one Chinese sentence states."""
    masked = SHORT_QUOTE.sub(r"·\1·", scene.masked)
    scene = scene if masked == scene.masked else replace(scene, masked=masked)
    found: list[Finding] = []
    for hit in hits(scene.masked, "zh", scene.text):
        if any(f.trigger.overlaps(hit.span) for f in found):
            continue
        finding = _FRAMES[hit.frame](scene, hit)
        if finding and found and finding.rule == "accompanied":
            found[-1] = beside(found[-1], (*finding.actors, *finding.recipients))
        elif finding is None and found and hit.frame == "joint":
            found[-1] = beside(found[-1], also(scene, hit, found[-1]))
        elif finding and found and finding.rule == "attended" and (both := takes_part(scene, hit, found[-1], finding)):
            found[-1] = both
        elif finding:
            found += _separate(scene, finding)
    return found


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
    if hit.span.of(scene.text) in ("会晤", "密会") and (ahead := OBJECT.match(scene.masked, hit.span.end)):
        group = scene.group_at(ahead.start("g"))
        if group and group.acts:
            return None  # 甲和乙没有会晤丙: whom they met stands behind
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
            held = [h[p.entity] for p in guests for h in scene.context.officers.holders.values() if p.entity in h]
            homes = {p.country for p in (*guests, *held)} | {owner for p in (*guests, *held) for owner in p.owners}
            parties = (*guests, *(p for p in parties if p.country not in homes and p.entity not in homes))
        return make_finding(scene, hit, clause, parties, (), "joined")
    subject = subject_of(scene, spans, index, partner.span.start) or behind_occasion(scene, spans, index)
    if subject and {p.entity for p in subject} == {p.entity for p in partner.parties}:  # 甲去世，乙悼念：曾与他长谈
        other = [p for g in scene.groups if g.span.end <= clause.start for p in g.parties if p.type == "person"]
        subject = tuple(p for p in other if p.entity != subject[0].entity)[-1:]
    subject = _for_his_country(scene, clause, hit, subject, partner)
    if not subject:
        return None  # 公司正与A和B谈判: they didn't meet each other
    return make_finding(scene, hit, clause, (*(subject or ()), *partner.parties), (), "with")


def talk(scene: Scene, hit: Hit) -> Finding | None:
    """部长与议员讨论了关税: only with those whom a preposition names."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    partner = partner_of(scene, spans[index].start, hit.span.start)
    if partner is None:
        both = _both_sides(scene, hit, spans[index])
        told = both is not None and both.status == "held" and hit.span.of(scene.text)[0] in "进展交"
        return both if told else None  # 两国防长交换意见, but not 双方讨论…的可能
    if not partner.acts:
        return None
    subject = subject_of(scene, spans, index, partner.span.start)
    people = [p for p in (*subject, *partner.parties) if p.type == "person"]
    return make_finding(scene, hit, spans[index], (*subject, *partner.parties), (), "with") if subject and people else None


def signed(scene: Scene, hit: Hit) -> Finding | None:
    """两国外长在白宫签署协议: who sign in one place are there; countries, if on one day."""
    spans = clauses(scene.masked, BREAKS)
    clause = spans[clause_of(spans, hit.span.start)]
    if not SIGNED_AT.search(scene.masked, clause.start, hit.span.start):
        return None
    finding = with_whom(scene, hit)
    dated = SIGNED_ON.search(scene.masked, clause.start, hit.span.start) is not None
    there = finding is not None and (dated or all(p.acts for p in (*finding.actors, *finding.recipients)))
    return replace(finding, rule="signed") if finding and there else None


OBJECT = re.compile(rf"(?:了|过)?(?P<g>{ANY_PARTY})(?!{FILL}|的(?!会))")


def by_initials(scene: Scene, hit: Hit) -> Finding | None:
    """马习会, 拜习会: two persons of the article by the first characters of their names."""
    first, second = (scene.context.initials().get(c) for c in hit.span.of(scene.text)[:2])
    head = Span(start=hit.span.start, end=hit.span.start + 2)
    inside = any(g.span.overlaps(head) and not (head.contains(g.span) and len(g.span) == 1) for g in scene.groups)
    if first is None or second is None or inside:
        return None  # 与外相拉布会面: two characters of one name
    clause = Span(start=0, end=len(scene.masked))
    return make_finding(scene, hit, clause, (first, second), (), "initials")


def _for_his_country(
    scene: Scene, clause: Span, hit: Hit, subject: tuple[Party, ...], partner: Group
) -> tuple[Party, ...]:
    """部长指出，将继续与邻国协商: it is his country that negotiates with another, if the article names it."""
    speaker = subject[0] if len(subject) == 1 else None
    if speaker is None or speaker.type != "person" or any(party.type != "country" for party in partner.parties):
        return subject
    if speaker.span.end > clause.start or not NEGOTIATES.search(hit.span.of(scene.text)):
        return subject
    if PRONOUN.search(scene.masked, clause.start, hit.span.start) or not SPOKE.match(scene.masked, speaker.span.end):
        return subject
    home = scene.context.homes.get(speaker.country or "")
    return (replace(speaker, entity=home, type="country", role=None, owners=()),) if home else ()


NEGOTIATES = re.compile(r"谈判|磋商|协商|对话|接触|讨论")
SPOKE = re.compile(r"[^，。；]{0,12}?(?:指出|表示|说|称|认为|强调|透露|宣布)，")


def _both_sides(scene: Scene, hit: Hit, clause: Span) -> Finding | None:
    """双方 and 两人 are the two whom a clause before names, else those of the report before."""
    both = BOTH.search(scene.masked[clause.start : hit.span.start])
    if both:
        kinds = ("person", "person") if "人" in both.group() else ("country", "country")
        pairs = [g for g in scene.groups if g.span.end <= clause.start and tuple(p.type for p in g.parties) == kinds]
        if pairs and is_free(scene, pairs[-1], two=True):
            return make_finding(scene, hit, clause, pairs[-1].parties, (), "both sides")
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
    "talk": talk,
    "signed": signed,
}
