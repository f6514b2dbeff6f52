"""German: who acts, and with whom: phrases, pronouns, offices and the clauses around."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.de.status import clause_at
from kg.relations.consult.de.words import FREED, GENITIVE, GOVERNED, GRAMMAR, PRONOUN, RELATIVE, UNNAMED, WITH
from kg.relations.consult.frames import clause_of
from kg.relations.consult.tables import Hit
from kg.relations.parts import ANY_PARTY, Group, Party
from kg.relations.scene import Scene, holder_of


def arguments(scene: Scene, clause: Span) -> list[Group]:
    """The phrases of a clause that no preposition and no noun before a genitive governs."""
    return [
        g
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and is_free(scene, g)
        and not WITH.search(scene.masked[clause.start : g.span.start])
    ]


def with_groups(scene: Scene, clause: Span) -> list[Group]:
    """The phrases of a clause behind 'mit'."""
    return [
        g
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and WITH.search(scene.masked[clause.start : g.span.start])
    ]


def is_free(scene: Scene, group: Group) -> bool:
    """Whether neither a preposition nor a noun before a genitive governs a phrase."""
    head = scene.masked[max(0, group.span.start - 40) : group.span.start]
    if FREED.search(head):
        return True
    return not GOVERNED.search(head) and not GENITIVE.search(head)


def other_side(scene: Scene, spans: list[Span], hit: Hit, partner: Group) -> tuple[Party, ...]:
    """Who the noun's other side is: 'Merkels Treffen mit', else a subject of its clause, else of another."""
    own = clause_at(spans, hit)
    owner = re.search(rf"(?P<g>{ANY_PARTY})(?:['’]?s?)\s+(?:\w+\s+){{0,2}}$", scene.masked[own.start : hit.span.start])
    group = scene.group_at(own.start + owner.start("g")) if owner else None
    if group and group.acts and group is not partner:
        return group.parties
    if POSSESSIVE.search(scene.masked[own.start : hit.span.start]) and (who := _whose(scene, spans, hit)):
        return (who,)
    loose = any(p.type == "country" and not p.acts for p in partner.parties)
    inside = [
        g for g in arguments(scene, own) if g is not partner and (g.acts or (loose and g.parties[0].type == "country"))
    ]
    return inside[0].parties if inside else subject_elsewhere(scene, spans, hit)


POSSESSIVE = re.compile(r"\b(?:[Ss]eine[mnrs]?|[Ii]hre[mnrs]?)\s+(?:[\w-]+\s+){0,2}$")


def _whose(scene: Scene, spans: list[Span], hit: Hit) -> Party | None:
    """Nach seinem Treffen mit A sagte B: the subject of a later clause that is no relative one, if none stands before."""
    if any(g.span.end <= hit.span.start and g.acts and is_free(scene, g) for g in scene.groups):
        return None
    for span in spans[clause_of(spans, hit.span.start) :]:
        if RELATIVE.match(scene.masked, span.start):
            continue
        later = [g for g in arguments(scene, span) if g.acts and g.span.start > hit.span.end]
        if later:
            return later[0].parties[0] if later[0].parties[0].type == "person" else None
    return scene.context.subject


def subject_elsewhere(scene: Scene, spans: list[Span], hit: Hit) -> tuple[Party, ...]:
    """The subject of the clauses before, nearest first; a pronoun's person; the clause behind."""
    index = clause_of(spans, hit.span.start)
    if title := UNNAMED.search(scene.masked, spans[index].start, spans[index].end):
        holder = holder_of(title["title"], GRAMMAR, scene.context)
        return (holder,) if holder else ()
    pronoun = PRONOUN.search(scene.masked, spans[index].start, spans[index].end)
    for i in range(index - 1, -1, -1):
        for group in arguments(scene, spans[i]):
            if group.acts and group.parties[0].type == "person":
                return group.parties[:1] if pronoun else group.parties
    if pronoun and scene.context.subject:
        return (scene.context.subject,)
    pronoun = None
    later = [g for span in spans[index + 1 : index + 2] for g in arguments(scene, span) if g.acts]
    return later[0].parties if later and not pronoun else ()
