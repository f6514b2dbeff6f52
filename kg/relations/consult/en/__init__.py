"""English: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). The partner stands right behind the trigger; the
*subject* is the nearest phrase to the left that no preposition governs, then a possessive, a pronoun's person, the
clauses before, and for a fronted phrase ('After talks with A, B said') the clause behind.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.en.status import make_finding
from kg.relations.consult.en.subjects import meant_by_pronoun, object_behind, object_pronoun, subject_of
from kg.relations.consult.en.visits import visit
from kg.relations.consult.en.words import (
    BOTH,
    BREAKS,
    DEFINITE,
    GOVERNED,
    GRAMMAR,
    INVITED_TO,
    LETTERS,
    SEPARATE,
    TOLD,
)
from kg.relations.consult.frames import Finding, clause_of, clauses, one_by_one
from kg.relations.consult.tables import Hit, hits
from kg.relations.parts import Group
from kg.relations.scene import Scene

__all__ = ["GRAMMAR", "find"]


def find(scene: Scene) -> list[Finding]:
    """The contacts that one English sentence states."""
    found: list[Finding] = []
    spans = clauses(scene.masked, BREAKS)
    for hit in hits(scene.masked, "en"):
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
    found = make_finding(scene, hit, spans, (*subject, *group.parties), (), "with")
    clause = spans[clause_of(spans, hit.span.start)]
    if found and SEPARATE.search(scene.masked[clause.start : hit.span.end + 1]):
        return one_by_one(found[0], group.parties)
    return found


def meet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A met B; A and B met; he and B met."""
    group = object_behind(scene, hit.span.end) or object_pronoun(scene, hit.span.end, spans)
    if group and group.acts and all(p.acts for p in group.parties):
        subject = subject_of(scene, hit, spans, nominal=False)
        acting = tuple(p for p in subject if p.acts)
        return make_finding(scene, hit, spans, (*acting, *group.parties), (), "met") if acting else []
    return joint(scene, hit, spans)


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
        if len(parties) > 1 and all(p.acts for p in parties) and not governed:
            return make_finding(scene, hit, spans, parties, (), "joint")
        break
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return make_finding(scene, hit, spans, scene.context.pair, (), "both sides", inherited=True)
    return []


def _joined_by_comma(scene: Scene, group: Group) -> Group | None:
    """Headlines write 'A, B hold talks'; and 'A, whom B met' names the other one before the comma."""
    before = next((g for g in reversed(scene.groups) if g.span.end <= group.span.start), None)
    gap = scene.masked[before.span.end : group.span.start] if before else ""
    headline = before is not None and before.span.start <= 2 and gap == ", "
    return before if before and before.acts and (headline or re.fullmatch(r",? whom ", gap)) else None


def paired(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """US-China talks: countries that a hyphen joins, right before the noun."""
    group = next((g for g in scene.groups if g.span.end == hit.span.start), None)
    if group is None or len(group.parties) < 2 or any(p.type not in ("country", "agency") for p in group.parties):
        return []
    return (
        make_finding(scene, hit, spans, group.parties, (), "paired") if JOINER.search(group.span.of(scene.text)) else []
    )


JOINER = re.compile(r"[-–/]")


def attend(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A, B and C attended the summit; the summit was attended by A and B; A attended it too."""
    if hit.span.of(scene.text).endswith("by"):
        group = object_behind(scene, hit.span.end)
        parties = group.parties if group else ()
    else:
        parties = subject_of(scene, hit, spans, nominal=False)
    people = [p for p in parties if p.acts and p.type != "organization"]
    if len(people) == 1 and scene.context.pair_age <= 1 and DEFINITE.match(scene.masked, hit.span.end):
        found = make_finding(scene, hit, spans, (*scene.context.pair, *people), (), "attended", inherited=True)
    else:
        found = make_finding(scene, hit, spans, people, (), "attended") if len(people) > 1 else []
    return [f for f in found if f.status != "refused"]  # those who stayed away didn't refuse each other


def told(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A told B in a phone call that ...; without the call, only where both hold offices."""
    officers = {entity for holders in scene.context.holders.values() for entity in holders}
    for first, second in itertools.pairwise(scene.groups):
        bare = hit.span.of(scene.text) == "told"
        if bare and not (
            first.span.end <= hit.span.start
            and hit.span.end <= second.span.start
            and {p.entity for p in (*first.parties, *second.parties)} <= officers
        ):
            continue
        if TOLD.fullmatch(scene.masked[first.span.end : second.span.start]) and first.acts and second.acts:
            people = [p for p in (*first.parties, *second.parties) if p.type == "person"]
            return make_finding(scene, hit, spans, people, (), "told")
    return []


def such(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """... rejected any such meeting: the one of the sentence before."""
    if scene.context.pair_age > 1 or len(scene.context.pair) < 2:
        return []
    found = make_finding(scene, hit, spans, scene.context.pair, (), "such", inherited=True)
    return [replace(f, status="refused", ahead=True) for f in found]


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
    if scene.masked[group.span.end : group.span.end + 2] in ("’s", "'s"):
        return []
    subject = tuple(
        p
        for p in subject_of(scene, hit, spans, nominal=False)
        if p.type == "person" or (p.acts and p.type == "country")
    )
    return make_finding(scene, hit, spans, group.parties, subject, "received") if subject else []


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
    "by": by_whom,
    "invite": invite,
    "paired": paired,
    "attend": attend,
    "told": told,
    "such": such,
    "visit": visit,
}
