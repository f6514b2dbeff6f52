"""English: how a contact ends up: held, planned or refused; and the finding that says so."""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.en.words import AFTER_PLANNED, AFTER_REFUSED, PLANNED, REFUSED, REMOTE
from kg.relations.consult.frames import Finding, clause_of, distinct, without_own_country
from kg.relations.consult.tables import Hit
from kg.relations.parts import Party
from kg.relations.scene import Scene


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan; the words count in the trigger's clause, up to its verb, and right behind it."""
    before = scene.masked[clause.start : trigger.start] + scene.masked[trigger.start : trigger.end].split(" ")[0]
    after = scene.masked[trigger.end :]
    start = scene.masked[max(0, trigger.start - 5) : trigger.start]
    if REFUSED.search(before[-60:]) or AFTER_REFUSED.search(after):
        return "refused"
    if re.search(r"\balready\b|\b(?:flew|travell?ed|went|came|arrived|returned)\b[^,;]*\bto\s+\w+$", before):
        return "held"
    verb = scene.text[trigger.start : trigger.end].lower()
    if (
        PLANNED.search(before)
        or AFTER_PLANNED.search(after)
        or (
            start.endswith(" to ")
            and verb.startswith(("meet", "hold", "visit", "travel", "speak", "talk", "negotiate"))
        )
    ):
        return "planned"
    return "held"


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
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    if len(first) + len(second) < 2:
        return []
    clause = spans[clause_of(spans, hit.span.start)]
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[max(clause.start, hit.span.start - 30) : hit.span.end]):
        mode = "call"
    status = status_of(scene, clause, hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]) or status == "planned")
    return [
        Finding(
            mode=mode,
            status=status,
            ahead=ahead,
            trigger=hit.span,
            clause=clause,
            actors=first,
            recipients=second,
            rule=rule,
            inherited=inherited,
        )
    ]
