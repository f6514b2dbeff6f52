"""Chinese: how a contact ends up: held, planned or refused; and the finding that says so."""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, sides
from kg.relations.consult.tables import Hit
from kg.relations.consult.zh.doubts import is_doubtful
from kg.relations.consult.zh.words import (
    AFTER_PLANNED,
    AFTER_REFUSED,
    DENIED,
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
HELD_MARKS = re.compile(
    r"[了过曾已刚时后]|正在|期间|以来|[今昨前][天日早晚年]|日前|上周|(?:周|星期)[一二三四五六日天]|握手|合影|继|系|是"
)
"""Words beside which a contact was held; 议长访台 in a headline may tell of what is to come."""
INSTEAD = re.compile(r"^.*(?:而(?!是)|改为|转而|改)(?=赴|前往|访|与|和|同|到|会|接|于|在|$)")
"""推迟报告而前往北京: what was put off is something else."""
BY_NOW = re.compile(r"[今昨前][天日早晚]|上午|中午|日前|上周")
WILL = re.compile(r"将|拟|计划|预计|希望|打算")
"""今天上午邀请A共进早餐 was a breakfast; 将邀请A共进早餐 is a plan."""


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan; words behind the trigger count only where they are about it."""
    clause = _with_head(scene, clause)
    before = scene.masked[clause.start : trigger.start]
    after = re.sub(rf"^[{LETTERS}]{FILL}*", "", scene.masked[trigger.end :])
    if _refuses(scene, clause, trigger) or AFTER_REFUSED.search(after[:48]) or DENIED.match(after):
        return "refused"
    if HELD_WORDS.search(before) or (
        TREATED.match(scene.masked, trigger.start) and BY_NOW.search(before) and not WILL.search(before)
    ):
        return "held"
    if IT_WILL_BE.search(scene.masked, 0, trigger.start) or (INVITED.search(before) and VISITING.search(trigger.of(scene.text))):
        return "planned"
    if PLANNED.search(before) or AFTER_PLANNED.match(after):
        return "planned"
    return "held"


def _with_head(scene: Scene, clause: Span) -> Span:
    """The clause before as well, where this one only goes on: 有可能采取行动，包括派部长访台."""
    if not GOES_ON.match(scene.masked, clause.start) or scene.masked[clause.start - 1 : clause.start] != "，":
        return clause
    cut = max(scene.masked.rfind(stop, 0, clause.start - 1) for stop in "，；。：“")
    return Span(start=cut + 1, end=clause.end)


GOES_ON = re.compile(r"包括|甚至|或者?|继续|以及")
IT_WILL_BE = re.compile(r"这[将会]是")
"""这将是他上任后首次访问."""
INVITED = re.compile(r"(?<!机场)欢迎|邀约|假设")
VISITING = re.compile(r"访|抵|赴|来|到|前往")
"""欢迎总统访台 is an invitation."""


def _refuses(scene: Scene, clause: Span, trigger: Span) -> bool:
    """Whether a word of refusal before the trigger is about it: 没有与A会谈, but not 没有理由对A访台感到担忧."""
    before = INSTEAD.sub("", scene.masked[clause.start : trigger.start])[-24:].split("此行")[-1]
    start = trigger.start - len(before)
    for match in REFUSED.finditer(before):
        names = [g.span.start - start for g in scene.groups if start + match.end() <= g.span.start < trigger.start]
        if not (NEGATORS.fullmatch(match.group()) and names and re.search("[对就因]", before[match.end() : names[0]])):
            return True
    return False


NEGATORS = re.compile(r"没有|没|并未|未能|未获|尚未|从未|未曾|不会|不再|不可能|不存在|不愿|不想|无法")


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
    both = sides(actors, recipients, hit.mode)
    if both is None or is_doubtful(scene, clause, hit.span, (*both[0], *both[1])):
        return None
    first, second = both
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : hit.span.end + 4]):
        mode = "call"
    status = status_of(scene, _reach(scene, clause, first), hit.span)
    ahead = status != "held" and bool(
        PLANNED.search(scene.masked[clause.start : clause.end]) or ORIGINALLY.search(scene.masked)
    )
    told = scene.masked[clause.start : hit.span.end + 6]
    return Finding(
        plain=status == "held" and HELD_MARKS.search(told) is None,
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
