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
from kg.relations.parts import FILL, PLACE, Party
from kg.relations.scene import Scene


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A visited C; A's visit to C; the visit of A to C."""
    match = re.compile(rf"\s+(?:the\s+|Ⓟ{FILL}*['’]s?\s+)?(?P<g>[ⒸⓁ]{FILL}*)(?!['’])").match(scene.masked, hit.span.end)
    of = re.compile(
        rf"\s+(?:of|by)\s+(?:the\s+|then\s+|former\s+|then-)*(?P<v>Ⓟ{FILL}*)\s+to\s+(?:the\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
    ).match(scene.masked, hit.span.end)
    inside = INSIDE.match(scene.masked, hit.span.end) if hit.span.of(scene.text).lower().startswith("visit") else None
    match = of or match or inside
    if match is None:
        return _call_on(scene, hit, spans)
    if scene.masked[match.start("g")] == PLACE and MODIFIES.match(
        scene.masked, match.end()
    ):  # 'visited the London office'
        return []
    hosts = _hosts(scene, match.start("g"))
    word = hit.span.of(scene.text).lower()
    if word.startswith(("travel", "fl", "arriv", "head", "went", "tour")) and not PURPOSE.search(scene.masked):
        return []
    visitor = scene.group_at(of.start("v")) if of else None
    visitors = visitor.parties if visitor else subject_of(scene, hit, spans, nominal=True)
    guests = [p for p in visitors if p.acts and p.type != "organization"]
    sent = FOREIGN.search(scene.masked, max(0, hit.span.start - 20), hit.span.end) or (
        word.startswith("arriv") and " visit" in scene.masked
    )
    found: list[Finding] = []
    for host in hosts:
        abroad = [
            p
            for p in guests
            if p.entity != host.entity
            and p.country != host.country
            and (
                p.country or host.country != scene.context.home() or sent or not _is_city(scene, host)
            )  # 'A visited York' may be at home
            and host.entity not in p.owners
        ]
        found += make_finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found


INSIDE = re.compile(rf"\s(?:(?!(?:with|by|from|in|of|where|who)\b)[\w’'-]+\s){{1,5}}?in\s(?:the\s)?(?P<g>[ⒸⓁ]{FILL}*)")
"""'visited slums in Kenya', 'visiting the shrine in Poland'."""
FOREIGN = re.compile(r"\b(?:state|official|foreign|historic|first|surprise|\w+-day|overseas|diplomatic)\b")


def country_trip(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A's China trip."""
    match = re.compile(rf"(?P<v>[ⓅⒶ]{FILL}*)['’]s?\s(?:\w+\s)?(?P<g>Ⓒ{FILL}*)$").search(scene.masked, 0, hit.span.start)
    visitor = scene.group_at(match.start("v")) if match else None
    if match is None or visitor is None or not visitor.acts:
        return []
    country = next((p for p in scene.places if p.span.start == match.start("g")), None)
    if country is None or country.entity in {visitor.parties[0].entity, f"country:{visitor.parties[0].country}"}:
        return []
    host = Party(span=country.span, entity=country.entity, type="country", acts=False, country=country.country)
    return make_finding(scene, hit, spans, visitor.parties, (host,), "visit")


def _is_city(scene: Scene, host: Party) -> bool:
    return any(place.span == host.span and place.type == "place" for place in scene.places)


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
