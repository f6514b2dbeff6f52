"""German: who visited which country."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.de.status import clause_at, make_finding
from kg.relations.consult.de.subjects import arguments, subject_elsewhere
from kg.relations.consult.de.words import GOVERNED, PRONOUN, PURPOSE, RELATIVE
from kg.relations.consult.frames import Finding
from kg.relations.consult.tables import Hit
from kg.relations.parts import FILL, Party
from kg.relations.scene import Scene


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A besuchte C; bei seinem Besuch in C sagte A."""
    clause = clause_at(spans, hit)
    people = [g for g in arguments(scene, clause) if g.parties[0].type == "person"]
    several = re.search(r"\bsowohl\b|\boder\b", scene.masked[clause.start : clause.end])
    if (
        len(people) == 2
        and not several
        and not any(re.match(r"['’]?s? [A-ZÄÖÜ]\w", scene.masked[g.span.end :]) for g in people)
    ):  # whoever visits a person meets him
        first, second = (g.parties for g in people)
        return make_finding(scene, replace(hit, mode="meeting"), spans, first, second, "called on")
    hosts = [
        p
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and not GOVERNED.search(scene.masked[: g.span.start])
        for p in g.parties
        if (p.type == "country" and not g.acts) or (p.type == "agency" and not p.role)
    ]
    return _visits(scene, hit, spans, hosts)


def trip(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Der Besuch von A in C; A reiste nach C."""
    word = hit.span.of(scene.text).lower()
    where = (
        rf"\b(?:in|im|bei|nach)\s+(?:der\s+|die\s+|den\s+|dem\s+)?(?:[a-zäöü]\w+(?:en|er)\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
        rf"(?!\s+(?!(?:Hauptstadt|Metropole)\b)[A-ZÄÖÜ]\w+(?:stadt|stadion|halle)\b)"
    )
    match = re.compile(rf"[^,;:.]{{0,40}}?{where}").match(scene.masked, hit.span.end)
    before = clause_at(spans, hit).start, hit.span.start
    if match is None and word.startswith(("reis", "gereis", "fl", "gefl")):  # the verb closes the clause
        match = re.compile(where.replace("in|im|bei|", "")).search(scene.masked, *before)
    if match is None and word.startswith("zu"):  # 'ist in B zu Besuch'
        match = re.compile(where).search(scene.masked, *before)
    if match is None:
        return []
    if not word.endswith(("besuch", "besuchs", "besuches", "reise")) and not PURPOSE.search(scene.masked):
        return []
    group = scene.group_at(match.start("g"))
    hosts = [p for p in group.parties if p.type == "country"] if group else []
    place = next((p for p in scene.places if p.span.start == match.start("g")), None)
    code = (place.country or place.entity.partition(":")[2]) if place else ""
    home = scene.context.homes.get(code) if place and not hosts else None
    if place and home:
        hosts = [Party(span=place.span, entity=home, type="country", acts=False, country=place.country)]
    return _visits(scene, hit, spans, hosts)


def _visits(scene: Scene, hit: Hit, spans: list[Span], hosts: list[Party]) -> list[Finding]:
    own = re.compile(rf"\s+(?:(?:von|des|der)\s+(?:\w+\s+)?)?(?P<g>Ⓟ{FILL}*)").match(scene.masked, hit.span.end)
    group = scene.group_at(own.start("g")) if own else None
    inside = [g for g in arguments(scene, clause_at(spans, hit)) if g.acts]
    visitors = group.parties if group else inside[0].parties if inside else ()
    clause = clause_at(spans, hit)
    verb = hit.span.of(scene.text)[0].islower()
    if not visitors and (
        not verb or RELATIVE.match(scene.masked, clause.start) or PRONOUN.search(scene.masked, clause.start, clause.end)
    ):
        visitors = subject_elsewhere(scene, spans, hit)
    found: list[Finding] = []
    for host in hosts:
        abroad = [
            p
            for p in visitors
            if p.acts
            and p.type != "organization"
            and (host.type == "country" or p.type == "person")
            and p.entity != host.entity
            and host.entity not in p.owners
            and (p.country is None or p.country != host.country)
        ]
        found += make_finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found
