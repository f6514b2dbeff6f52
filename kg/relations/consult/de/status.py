"""German: how a contact ends up: held, planned or refused; and the finding that says so."""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.de.words import ADVERSE, AHEAD, HEARSAY, PASSIVE_PAST, PLANNED, REFUSED, REMOTE, TEMPORAL
from kg.relations.consult.frames import Finding, clause_of, sides
from kg.relations.consult.tables import Hit
from kg.relations.parts import Party
from kg.relations.scene import Scene


def clause_at(spans: list[Span], hit: Hit) -> Span:
    """The clause that a trigger stands in."""
    return spans[clause_of(spans, hit.span.start)]


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """German verbs close the clause: the whole clause counts. A passive in the past is held."""
    text = scene.masked[clause.start : clause.end]
    if when := TEMPORAL.search(scene.masked, clause.start, trigger.start):  # 'nach dem Treffen sagten sie nicht, was'
        phrase = scene.masked[when.start() : trigger.end + 30]
        if re.search(r"\b(?:zu \w+|\w+zu\w+)en\s*\.?$", text):  # 'hatte angekündigt, bei dem Treffen zu fragen'
            text = scene.masked[max(0, clause.start - 80) : clause.end]
        if ADVERSE.search(phrase):
            return "refused"
        if when["prep"].lower() == "vor" or AHEAD.search(phrase) or re.search(r"\bwollten?\b", text):
            return "planned"
        if when["prep"].lower().startswith(("nach", "während")):
            return "held"
        return "planned" if PLANNED.search(text) and not PASSIVE_PAST.search(text) else "held"
    if REFUSED.search(text):
        return "refused"
    if HEARSAY.search(scene.masked, clause.start):
        return "held"
    return "planned" if PLANNED.search(text) and not PASSIVE_PAST.search(text) else "held"


def make_finding(
    scene: Scene,
    hit: Hit,
    spans: list[Span],
    actors: tuple[Party, ...] | list[Party],
    recipients: tuple[Party, ...] | list[Party],
    rule: str,
    *,
    inherited: bool = False,
) -> list[Finding]:
    """The finding that these parties met (``recipients`` were visited or received), if two or more are left."""
    both = sides(actors, recipients, hit.mode)
    if both is None:
        return []
    clause = clause_at(spans, hit)
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : clause.end]):
        mode = "call"
    if scene.masked[clause.start : clause.end].lstrip().startswith("um "):
        index = clause_of(
            spans, clause.start
        )  # 'reist nach A, um mit B zu sprechen': time and status stand in the main clause
        clause = Span(start=spans[max(index - 1, 0)].start, end=clause.end)
    status = status_of(scene, clause, hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]))
    return [
        Finding(
            mode=mode,
            status=status,
            ahead=ahead,
            trigger=hit.span,
            clause=clause,
            actors=both[0],
            recipients=both[1],
            rule=rule,
            inherited=inherited,
        )
    ]
