"""Chinese: how a contact ends up: held, planned or refused; and the finding that says so."""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, distinct, without_own_country
from kg.relations.consult.tables import Hit
from kg.relations.consult.zh.words import (
    AFTER_PLANNED,
    AFTER_REFUSED,
    HELD_WORDS,
    LETTERS,
    ORIGINALLY,
    PLANNED,
    REFUSED,
    REMOTE,
    SPEECH_VERB,
)
from kg.relations.parts import FILL, Party
from kg.relations.scene import Scene

TREATED = re.compile(r"共进|餐叙|茶叙|出席|与会")
BY_NOW = re.compile(r"[今昨前][天日早晚]|上午|中午|日前|上周")
WILL = re.compile(r"将|拟|计划|预计|希望|打算")
"""今天上午邀请A共进早餐 was a breakfast; 将邀请A共进早餐 is a plan."""


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan; words behind the trigger count only where they are about it."""
    before = scene.masked[clause.start : trigger.start]
    after = re.sub(rf"^[{LETTERS}]{FILL}*", "", scene.masked[trigger.end :])
    if REFUSED.search(before[-24:]) or AFTER_REFUSED.search(after[:48]):
        return "refused"
    if HELD_WORDS.search(before) or (
        TREATED.match(scene.masked, trigger.start) and BY_NOW.search(before) and not WILL.search(before)
    ):
        return "held"
    if PLANNED.search(before) or AFTER_PLANNED.match(after):
        return "planned"
    return "held"


def _reach(scene: Scene, clause: Span, actors: tuple[Party, ...]) -> Span:
    """The clause from its subject on, where that stands in a clause before: 蓬佩奥将展开亚洲之行，出访日本."""
    group = next((g for g in scene.groups if actors[0] in g.parties and g.span.end <= clause.start), None)
    if group is None:
        return clause
    between = scene.masked[group.span.end : clause.start]
    spoken = [match.end() for match in SPEECH_VERB.finditer(between)]
    start = group.span.end + (spoken[-1] if spoken else 0)
    return Span(start=min(start, clause.start), end=clause.end) if not re.search(r"[。；！？]", between) else clause


def make_finding(
    scene: Scene,
    hit: Hit,
    clause: Span,
    actors: tuple[Party, ...] | list[Party],
    recipients: tuple[Party, ...] | list[Party],
    rule: str,
    *,
    inherited: bool = False,
) -> Finding | None:
    """The finding that these parties met (``recipients`` were visited or received), if two or more are left."""
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    second = second if hit.mode == "visit" else tuple(p for p in without_own_country((*first, *second)) if p in second)
    if len(first) + len(second) < 2:
        return None
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : hit.span.end + 4]):
        mode = "call"
    status = status_of(scene, _reach(scene, clause, first), hit.span)
    ahead = status != "held" and bool(
        PLANNED.search(scene.masked[clause.start : clause.end]) or ORIGINALLY.search(scene.masked)
    )
    return Finding(
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
