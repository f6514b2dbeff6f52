"""English: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). The partner stands right behind the trigger; the
*subject* is the nearest phrase to the left that no preposition governs, then a possessive, a pronoun's person, the
clauses before, and for a fronted phrase ('After talks with A, B said') the clause behind.
"""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.en.gatherings import after_talks, attend, hosted, joined, such, told
from kg.relations.consult.en.status import make_finding
from kg.relations.consult.en.subjects import meant_by_pronoun, object_behind, object_pronoun, subject_of
from kg.relations.consult.en.visits import country_trip, visit
from kg.relations.consult.en.words import (
    BREAKS,
    GOVERNED,
    GRAMMAR,
    INVITED_TO,
    LETTERS,
    PRONOUN,
    SEPARATE,
    THEY,
)
from kg.relations.consult.frames import Finding, clause_of, clauses, one_by_one, those
from kg.relations.consult.tables import Hit, hits
from kg.relations.parts import Group, Party
from kg.relations.scene import Scene

__all__ = ["GRAMMAR", "find"]


def find(scene: Scene) -> list[Finding]:
    """The contacts that one English sentence states."""
    found: list[Finding] = []
    found_hits = hits(scene.masked, "en")
    spans = clauses(scene.masked, BREAKS) if found_hits else []
    for hit in found_hits:
        if spans and not any(f.trigger.overlaps(hit.span) for f in found):
            found += _FRAMES[hit.frame](scene, hit, spans)
    return found


def with_whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Talks with A; a meeting between A and B; after meeting with A, B said."""
    group = object_behind(scene, hit.span.end) or object_pronoun(scene, hit.span.end, spans)
    if group is None:
        return []
    if scene.text[: hit.span.end].endswith("between"):
        return make_finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
    subject = subject_of(
        scene, hit, spans, nominal=not scene.masked[hit.span.start :].lower().startswith(("met", "spoke"))
    )
    if not subject and len(group.parties) > 1 and SEVERAL.search(hit.span.of(scene.text)):
        return []  # 'talks with A and B' don't say that A and B met
    found = make_finding(scene, hit, spans, (*subject, *group.parties), (), "with")
    clause = spans[clause_of(spans, hit.span.start)]
    if found and SEPARATE.search(scene.masked[clause.start : hit.span.end + 1]):
        return one_by_one(found[0], group.parties)
    return found


def meet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A met B; A and B met; he and B met."""
    if scene.context.sport():  # opponents meet in finals
        return []
    if found := after_talks(scene, hit, spans):
        return found
    group = object_behind(scene, hit.span.end) or object_pronoun(scene, hit.span.end, spans)
    if group and group.acts and all(p.acts for p in group.parties):
        subject = subject_of(scene, hit, spans, nominal=False)
        acting = tuple(p for p in subject if p.acts)
        return make_finding(scene, hit, spans, (*acting, *group.parties), (), "met") if acting else []
    return whom_met(scene, hit, spans) or joint(scene, hit, spans)


def whom_met(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """B, whom he met twice, said."""
    clause = spans[clause_of(spans, hit.span.start)]
    if not WHOM.search(scene.masked[: clause.start]):
        return []
    before = next((g for g in reversed(scene.groups) if g.span.end <= clause.start and g.acts), None)
    pronoun = PRONOUN.search(scene.masked, clause.start, hit.span.start)
    if before is None or pronoun is None or not re.fullmatch(r",? whom", scene.masked[before.span.end : clause.start]):
        return []
    who = next((p for p in (meant_by_pronoun(scene, before.span.start), scene.context.subject) if p), None)
    return make_finding(scene, hit, spans, (who, *before.parties), (), "whom") if who else []


WHOM = re.compile(r"\bwhom$")
SEVERAL = re.compile(
    r"\b(?:talks|meetings|negotiations|discussions|consultations|conversations|calls)\b", re.IGNORECASE
)


def joint(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A and B met; he and B met; the two sides held talks."""
    clause = spans[clause_of(spans, hit.span.start)]
    for group in reversed(scene.groups):
        if group.span.start < clause.start or group.span.end > hit.span.start:
            continue
        between = scene.masked[group.span.end : hit.span.start]
        if len(between) > 40 or re.search(rf"[{LETTERS[:4]}]|\b(?:said|says|told)\b", between):
            break
        parties = group.parties
        pronoun = re.search(r"\b(?:he|she)\s+and\s+$", scene.masked[: group.span.start])
        if pronoun and (who := meant_by_pronoun(scene, pronoun.start())):
            parties = (who, *parties)
        governed = GOVERNED.search(scene.masked[: group.span.start]) and not pronoun
        if len(parties) == 1 and (other := _joined_by_comma(scene, group)):
            parties = (*other.parties, *parties)
        if len(parties) > 1 and not governed and (all(p.acts for p in parties) or _talk(parties, scene, hit)):
            return make_finding(scene, hit, spans, parties, (), "joint")
        break
    before = [p for g in scene.groups if g.span.end <= clause.start for p in g.parties if p.type == "person"]
    if len({p.entity for p in before}) == 2 and THEY.match(scene.masked[clause.start : hit.span.start].lstrip()):
        return make_finding(scene, hit, spans, before, (), "both named")  # 'B praised A after they met'
    parties, inherited = those(scene)
    if parties and THEY.search(scene.masked[clause.start : hit.span.start]):
        return make_finding(scene, hit, spans, parties, (), "both sides", inherited=inherited)
    return []


def _talk(parties: tuple[Party, ...], scene: Scene, hit: Hit) -> bool:
    """Bare countries act where they talk: 'Chile and Mexico started negotiations'."""
    return all(p.type == "country" for p in parties) and TALKS.search(hit.span.of(scene.text)) is not None


TALKS = re.compile(r"\b(?:talks|negotiations|consultations|discussions|summit)\b")


def _joined_by_comma(scene: Scene, group: Group) -> Group | None:
    """Headlines write 'A, B hold talks'; and 'A, whom B met' names the other one before the comma."""
    before = next((g for g in reversed(scene.groups) if g.span.end <= group.span.start), None)
    gap = scene.masked[before.span.end : group.span.start] if before else ""
    headline = before is not None and before.span.start <= 2 and gap == ", "
    return before if before and before.acts and (headline or re.fullmatch(r",? whom ", gap)) else None


def paired(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """US-China talks: countries that a hyphen joins, right before the noun."""
    group = next((g for g in scene.groups if g.span.end == hit.span.start), None)
    if group is None or len(group.parties) < 2 or any(p.type == "organization" for p in group.parties):
        return []
    return (
        make_finding(scene, hit, spans, group.parties, (), "paired") if JOINER.search(group.span.of(scene.text)) else []
    )


JOINER = re.compile(r"[-–/]")


def invite(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A invited B to a meeting."""
    group = object_behind(scene, hit.span.end)
    if group is None or not group.acts or not INVITED_TO.match(scene.masked, group.span.end):
        return []
    subject = tuple(p for p in subject_of(scene, hit, spans, nominal=False) if p.acts)
    return make_finding(scene, hit, spans, group.parties, subject, "invited") if subject else []


def whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A hosted B: the guest is the actor."""
    group = object_behind(scene, hit.span.end)
    if group is None or not all(p.acts and p.type != "agency" for p in group.parties):
        return []
    if re.match(r"['’]s|\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]+", scene.masked[group.span.end :]):
        return []  # 'received the Nobel Prize'
    subject = tuple(
        p
        for p in subject_of(scene, hit, spans, nominal=False)
        if p.type == "person" or (p.acts and p.type == "country")
    )
    return make_finding(scene, hit, spans, group.parties, subject, "received") if subject else []


def phone(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A called his counterpart B; A called B to congratulate him; but not 'A called B a liar'."""
    group = object_behind(scene, hit.span.end)
    if group is None or any(p.type != "person" for p in group.parties):
        return []
    counterpart = "counterpart" in scene.text[hit.span.end : group.span.end]
    if not counterpart and not CALLED_TO.match(scene.masked, group.span.end):
        return []
    subject = tuple(p for p in subject_of(scene, hit, spans, nominal=False) if p.type == "person")
    return make_finding(scene, hit, spans, (*subject, *group.parties), (), "phoned") if subject else []


CALLED_TO = re.compile(
    r"(?: on \w+| last \w+| earlier| \w+day){0,2} (?:to (?:congratulate|discuss|express|offer|thank|wish|inform|convey|"
    r"press|reassure|warn|"
    r"say|tell|ask)\b|by phone\b|on the phone\b)"
)


def by_whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A was received by B; after being visited by B."""
    group = object_behind(scene, hit.span.end)
    subject = subject_of(scene, hit, spans, nominal=True)
    if group is None or not group.acts or not subject:
        return []
    if hit.span.of(scene.text).endswith("visited by"):
        return make_finding(scene, hit, spans, group.parties, subject, "visited by")
    return make_finding(scene, hit, spans, subject, group.parties, "received by")


_FRAMES = {
    "with": with_whom,
    "meet": meet,
    "joint": joint,
    "object": whom,
    "phone": phone,
    "by": by_whom,
    "invite": invite,
    "paired": paired,
    "attend": attend,
    "told": told,
    "hosted": hosted,
    "after talks": after_talks,
    "joined": joined,
    "such": such,
    "visit": visit,
    "country trip": country_trip,
}
