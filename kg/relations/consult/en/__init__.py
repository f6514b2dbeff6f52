"""English: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). The partner stands right behind the trigger; the
*subject* is the nearest phrase to the left that no preposition governs, then a possessive, a pronoun's person, the
clauses before, and for a fronted phrase ('After talks with A, B said') the clause behind.
"""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.en.status import make_finding
from kg.relations.consult.en.subjects import meant_by_pronoun, object_behind, subject_of
from kg.relations.consult.en.visits import visit
from kg.relations.consult.en.words import BOTH, BREAKS, GOVERNED, GRAMMAR, INVITED_TO, LETTERS
from kg.relations.consult.frames import Finding, clause_of, clauses
from kg.relations.consult.tables import Hit, hits
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
    group = object_behind(scene, hit.span.end)
    if group is None:
        return []
    if scene.text[: hit.span.end].endswith("between"):
        return make_finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
    subject = subject_of(
        scene, hit, spans, nominal=not scene.masked[hit.span.start :].lower().startswith(("met", "spoke"))
    )
    return make_finding(scene, hit, spans, (*subject, *group.parties), (), "with")


def meet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A met B; A and B met; he and B met."""
    group = object_behind(scene, hit.span.end)
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
        if len(parties) > 1 and all(p.acts for p in parties) and not governed:
            return make_finding(scene, hit, spans, parties, (), "joint")
        break
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return make_finding(scene, hit, spans, scene.context.pair, (), "both sides", inherited=True)
    return []


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
    "visit": visit,
}
