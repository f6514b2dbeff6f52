"""English: how a contact ends up: held, planned or refused; and the finding that says so."""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.en.words import AFTER_PLANNED, AFTER_REFUSED, BEGAN, HAD_WANTED, PLANNED, REFUSED, REMOTE
from kg.relations.consult.frames import Finding, clause_of, sides
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
    if HAD_WANTED.search(before) and re.match(r"[^.;:]*\bbut\b", after):
        return "refused"
    if scene.masked[: clause.start].endswith(("before", "after", "and then")) and _gerund(scene, clause, trigger):
        before = scene.masked[max(0, clause.start - 100) : clause.start] + before  # 'will meet A before visiting B'
    if BEGAN.search(scene.masked[clause.start : trigger.start]) or re.search(
        r"\balready\b|\b(?:flew|travell?ed|went|came to|arrived|returned)\b[^,;]*\bto\s+\w+$", before
    ):
        return "held"
    verb = scene.text[trigger.start : trigger.end].lower()
    if verb.startswith(("visits", "meets", "hosts")) and scene.masked[: trigger.start].endswith(
        ("when he ", "when she ")
    ):
        return "planned"
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


def _gerund(scene: Scene, clause: Span, trigger: Span) -> bool:
    """Whether a clause begins with its trigger in -ing: 'before visiting B'."""
    first = scene.masked[trigger.start : trigger.end].split(" ")[0]
    return first.endswith("ing") and not scene.masked[clause.start : trigger.start].strip()


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
            actors=both[0],
            recipients=both[1],
            rule=rule,
            inherited=inherited,
        )
    ]
