"""Chinese: who acts, and with whom: phrases, pronouns, offices and the clauses around."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.zh.words import (
    ABOUT,
    ADVERBS,
    COMITATIVE,
    GOVERNED,
    GRAMMAR,
    HEAVY,
    LEADING_PRONOUN,
    LETTERS,
    OCCASION,
    OTHERS,
    PLACED,
    PRONOUN,
    SPEECH_VERB,
    STOPS,
    UNNAMED,
    WITH_PRONOUN,
    WITH_UNNAMED,
)
from kg.relations.parts import Group, Party
from kg.relations.scene import Scene, holder_of


def partner_of(scene: Scene, start: int, end: int) -> Group | None:
    """The phrase behind the last 与, 和, 同 or 跟 before the trigger, where little stands between them."""
    best = None
    for match in COMITATIVE.finditer(scene.masked, start, end):
        name = next(name for name in "ghi" if match[name])
        group = scene.group_at(match.start(name))
        between = PLACED.sub("", ABOUT.sub("", scene.masked[match.end(name) : end]))
        if group and len(between) <= 32 and not HEAVY.search(between) and _usable(group):
            best = group
    return best or _unnamed_partner(scene, start, end) or _partner_pronoun(scene, start, end)


def _partner_pronoun(scene: Scene, start: int, end: int) -> Group | None:
    """A说，B与他通了电话: the first person of the clauses before, else the one of the sentence before."""
    match = WITH_PRONOUN.search(scene.masked, start, end)
    if match is None or len(scene.masked[match.end() : end]) > 12 or HEAVY.search(scene.masked, match.end(), end):
        return None
    before = (g for g in scene.groups if g.span.end <= start and g.parties[0].type == "person" and is_free(scene, g))
    first = next(before, None)
    who = first.parties[0] if first else scene.context.subject
    return Group(span=Span(start=match.start(), end=match.end()), parties=(who,)) if who else None


def _unnamed_partner(scene: Scene, start: int, end: int) -> Group | None:
    """与总统会面, where the article names one president."""
    for match in WITH_UNNAMED.finditer(scene.masked, start, end):
        holder = holder_of(match["title"], GRAMMAR, scene.context)
        between = PLACED.sub("", ABOUT.sub("", scene.masked[match.end() : end]))
        if holder and len(between) <= 12 and not HEAVY.search(between):
            return Group(span=Span(start=match.start("title"), end=match.end("title")), parties=(holder,))
    return None


def _usable(group: Group) -> bool:
    return all(party.type != "place" for party in group.parties)


def joined_before(scene: Scene, start: int, end: int) -> Group | None:
    """A phrase of several parties before the trigger: 中美高层会谈, 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
    for group in reversed(scene.groups):
        if start <= group.span.start and group.span.end <= end and len(group.parties) > 1:
            between = PLACED.sub("", ABOUT.sub("", scene.masked[group.span.end : end]))
            if (
                len(between) <= 24
                and not HEAVY.search(between)
                and "的" not in between[:-1]
                and not re.search(f"[{LETTERS[:4]}]", between)
            ):
                return group
            return None
    return None


def subject_of(scene: Scene, spans: list[Span], index: int, before: int) -> tuple[Party, ...]:
    """Who acts: the nearest free phrase in the clause, else a pronoun's person, else the topic of a clause before."""
    begins = LEADING_PRONOUN.match(scene.masked, spans[index].start)
    for group in reversed(scene.groups):
        if spans[index].start <= group.span.start and group.span.end <= before and is_free(scene, group):
            if begins and not SPEECH_VERB.search(scene.masked, begins.end(), group.span.start):
                break
            return group.parties
    own = scene.masked[spans[index].start : before]
    if not begins and any(
        g.span.start <= spans[index].start + 1 and g.span.end < before and not scene.masked.startswith("的", g.span.end)
        for g in scene.groups
        if g.span.start >= spans[index].start
    ):
        return ()  # the clause has a subject of its own, if none that can take part
    if OTHERS.search(own):
        return ()
    if title := UNNAMED.search(own):
        holder = holder_of(title.group(), GRAMMAR, scene.context)
        return (holder,) if holder else ()
    pronoun = PRONOUN.search(own) is not None
    for i in range(index - 1, -1, -1):
        if STOPS.search(scene.masked[spans[i].end : spans[i + 1].start]) and not pronoun:
            break
        for group in scene.groups:
            inside = spans[i].start <= group.span.start and group.span.end <= spans[i].end
            topic = (
                inside
                and is_free(scene, group)
                and scene.masked[group.span.start - 1 : group.span.start] not in COMPANIONS
            )
            if topic and (not pronoun or group.parties[0].type == "person"):
                return group.parties[:1] if pronoun else group.parties
    if pronoun and scene.context.subject:
        return (scene.context.subject,)
    if scene.context.subject and ADVERBS.fullmatch(scene.masked[:before]):
        return (scene.context.subject,)
    return ()


COMPANIONS = ("与", "同", "跟")


def behind_occasion(scene: Scene, spans: list[Span], index: int) -> tuple[Party, ...]:
    """The subject of the clause behind, where the own one is fronted: 在同A会谈时，B表示."""
    own = scene.masked[spans[index].start : spans[index].end]
    if index + 1 >= len(spans) or not OCCASION.search(own) or spans[index + 1].start - spans[index].end > 1:
        return ()
    start = spans[index + 1].start
    group = next((g for g in scene.groups if start <= g.span.start <= start + 2), None)
    return group.parties if group and group.acts and is_free(scene, group) else ()


def is_free(scene: Scene, group: Group) -> bool:
    """Whether a phrase can be a subject: no preposition before it, and it doesn't modify what follows."""
    head = scene.masked[max(0, group.span.start - 4) : group.span.start]
    tail = scene.masked[group.span.end : group.span.end + 2]
    if (group.parties[-1].role or "").endswith("记者"):
        return False
    if GOVERNED.search(head) or tail.startswith(("的", "籍", "时间", "当地")):
        return False
    if not group.acts:
        return (
            group.parties[0].type == "country"
            and re.match(
                r"[，与和同跟将已曾在于也还周星今昨明日就对正拟双两本上下取拒希宣举恢重准邀近几却仍并没未不曾再都此]|$",
                tail,
            )
            is not None
        )
    return True
