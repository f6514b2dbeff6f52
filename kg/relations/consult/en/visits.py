"""English: who visited which country."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.en.status import make_finding
from kg.relations.consult.en.subjects import object_behind, subject_of
from kg.relations.consult.en.words import MODIFIES, PURPOSE
from kg.relations.consult.frames import Finding
from kg.relations.consult.tables import Hit
from kg.relations.parts import FILL, Party
from kg.relations.scene import Scene


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A visited C; A's visit to C; the visit of A to C."""
    match = re.compile(rf"\s+(?:the\s+)?(?P<g>[ⒸⓁ]{FILL}*)(?!['’])").match(scene.masked, hit.span.end)
    of = re.compile(
        rf"\s+(?:of|by)\s+(?:the\s+|then\s+|former\s+|then-)*(?P<v>Ⓟ{FILL}*)\s+to\s+(?:the\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
    ).match(scene.masked, hit.span.end)
    match = of or match
    if match is None:
        return _call_on(scene, hit, spans)
    if MODIFIES.match(scene.masked, match.end()):  # 'visited the Polish embassy'
        return []
    hosts = _hosts(scene, match.start("g"))
    word = hit.span.of(scene.text).lower()
    if word.startswith(("travel", "fl", "arriv", "head", "went", "tour")) and not PURPOSE.search(scene.masked):
        return []
    visitor = scene.group_at(of.start("v")) if of else None
    visitors = visitor.parties if visitor else subject_of(scene, hit, spans, nominal=True)
    guests = [p for p in visitors if p.acts and p.type != "organization"]
    found: list[Finding] = []
    for host in hosts:
        abroad = [
            p
            for p in guests
            if p.entity != host.entity
            and (p.country is None or p.country != host.country)
            and host.entity not in p.owners
        ]
        found += make_finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found


def _call_on(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A visited B, where B is a person: they met."""
    group = object_behind(scene, hit.span.end)
    if group is None or any(p.type != "person" for p in group.parties):
        return []
    if scene.masked[group.span.end : group.span.end + 2] in ("’s", "'s") or hit.span.of(scene.text).startswith("tour"):
        return []
    subject = [p for p in subject_of(scene, hit, spans, nominal=False) if p.type == "person"]
    return (
        make_finding(scene, replace(hit, mode="meeting"), spans, subject, group.parties, "called on") if subject else []
    )


def _hosts(scene: Scene, start: int) -> list[Party]:
    """The countries of the phrase at a position: named there, or the country of the city named there."""
    group = scene.group_at(start)
    if group:
        return [p for p in group.parties if p.type == "country" and not p.role]
    place = next((p for p in scene.places if p.span.start == start), None)
    home = scene.context.homes.get(place.country or "") if place else None
    return (
        [Party(span=place.span, entity=home, type="country", acts=False, country=place.country)]
        if place and home
        else []
    )
