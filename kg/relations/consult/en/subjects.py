"""English: who acts, and with whom: phrases, pronouns, offices and the clauses around."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.en.words import (
    AND,
    AS,
    BEFORE_NOUN,
    BREAKS,
    FREED,
    FRONTED,
    GOVERNED,
    GRAMMAR,
    HE,
    OBJECT,
    OBJECT_PRONOUN,
    PRONOUN,
    THEY,
    UNNAMED,
    UNNAMED_OBJECT,
    URGED,
    VERB,
)
from kg.relations.consult.frames import clause_of, clauses, those
from kg.relations.consult.tables import Hit
from kg.relations.parts import ANY_PARTY, Group, Party
from kg.relations.scene import Scene, holder_of


def object_behind(scene: Scene, end: int) -> Group | None:
    """The phrase right behind the trigger: '(met) with the visiting French president', 'the EU and Japan'."""
    match = re.compile(
        rf"\s+(?:the\s+|his\s+|her\s+|its\s+|both\s+|a\s+|an\s+)?(?:[a-z-]+\s+){{0,3}}?(?P<g>{ANY_PARTY})"
    ).match(scene.masked, end)
    if not match or NOT_BEFORE_OBJECT.search(match.group()[: match.start("g") - match.start()]):
        return unnamed_behind(scene, end)
    return scene.group_at(match.start("g"))


NOT_BEFORE_OBJECT = re.compile(
    r"\b(?:of|in|to|on|at|by|from|over|about|for|and|with|as|after|before|while|when|that|which|who|against|between|among|"
    r"than|into|via|under|or|but|amid|during|until|since)\b"
)


def unnamed_behind(scene: Scene, end: int) -> Group | None:
    """'(met) with the prime minister': the one person of the article who holds that office."""
    match = UNNAMED_OBJECT.match(scene.masked, end)
    who = holder_of(match["title"], GRAMMAR, scene.context) if match else None
    return Group(span=Span(start=match.start("title"), end=match.end()), parties=(who,)) if match and who else None


def subject_of(scene: Scene, hit: Hit, spans: list[Span], *, nominal: bool) -> tuple[Party, ...]:
    """Who acts. ``nominal``: the trigger is a noun or participle, whose subject may also stand behind it."""
    index = clause_of(spans, hit.span.start)
    own = spans[index]
    if nominal and (
        owner := re.search(
            rf"(?P<g>{ANY_PARTY})['’]s?\s+(?:[\w-]+\s+){{0,4}}$", scene.masked[own.start : hit.span.start]
        )
    ):
        group = scene.group_at(own.start + owner.start("g"))
        if group:
            return group.parties
    near = [g for g in scene.groups if own.start <= g.span.start and g.span.end <= hit.span.start and is_free(scene, g)]
    near = [g for g in near if not (nominal and _before_noun(scene, g, hit))]
    if near and URGED.search(scene.masked, near[-1].span.end, hit.span.start):
        urged = next((g for g in near[:-1] if g.parties[0].type == "person"), None)  # 'she said A urged her to meet B'
        who = urged.parties[0] if urged else scene.context.subject
        return (who,) if who and who.entity != near[-1].parties[0].entity else ()
    if not near:
        near = [g for g in scene.groups if g.span.start == own.start + 1 and scene.masked[: own.start].endswith("whom")]
    if near:
        group = near[-1]
        pronoun = re.search(r"\b(?:he|she)\s+and\s+(?:the\s+)?$", scene.masked[: group.span.start])
        who = meant_by_pronoun(scene, pronoun.start()) if pronoun else None
        return (who, *group.parties) if who else group.parties
    if THEY.search(scene.masked, own.start, hit.span.start):
        return those(scene)[0]
    pronoun = PRONOUN.search(scene.masked, own.start, hit.span.start)
    if pronoun:
        who = meant_by_pronoun(scene, pronoun.start())
        return (who,) if who else ()
    if title := UNNAMED.search(scene.masked, own.start, hit.span.start):
        holder = holder_of(title["title"], GRAMMAR, scene.context)
        return (holder,) if holder else ()
    if scene.masked[max(0, own.start - 5) : own.start].endswith("who"):
        before = [g for g in scene.groups if g.span.end <= own.start - 3]
        gap = scene.masked[before[-1].span.end : own.start - 3] if before else "-"
        return before[-1].parties if re.fullmatch(r"[\s,]*", gap) else ()
    for i in range(index - 1, -1, -1):
        if scene.masked[: spans[i].start].endswith(("who", "which", "whom")):
            continue  # 'A, who was ousted by B, met C'
        for group in scene.groups:
            if spans[i].start <= group.span.start and group.span.end <= spans[i].end and is_free(scene, group):
                return group.parties
        if (pronoun := PRONOUN.search(scene.masked, spans[i].start, spans[i].end)) and (
            who := meant_by_pronoun(scene, pronoun.start())
        ):
            return (who,)
    if nominal and FRONTED.match(scene.masked) and (behind := HE.search(scene.masked, hit.span.end)):
        who = meant_by_pronoun(scene, behind.start())  # 'On a trip to Peru he met'
        return (who,) if who else ()
    if nominal and index + 1 < len(spans):
        later = [
            g
            for g in scene.groups
            if g.span.start >= spans[index + 1].start and g.span.start <= spans[index + 1].start + 6
        ]
        return later[0].parties if later and is_free(scene, later[0]) else ()
    return ()


def _before_noun(scene: Scene, group: Group, hit: Hit) -> bool:
    """'an Oval Office meeting' is no meeting of the Oval Office."""
    last = group.parties[-1]
    body = last.type in ("agency", "organization") and not last.role
    return body and hit.span.start - group.span.end <= 2 and bool(BEFORE_NOUN.search(scene.masked[: group.span.start]))


def is_free(scene: Scene, group: Group) -> bool:
    """No preposition governs it, it owns nothing, and it is no bare adjective ('Chinese vase')."""
    head = scene.masked[max(0, group.span.start - 24) : group.span.start]
    if AS.search(head) and VERB.match(scene.masked, group.span.end):  # 'as A prepared to meet B'
        return True
    if AND.search(head) and VERB.match(scene.masked, group.span.end):  # '... and A was to meet B'
        return True
    if GOVERNED.search(head) and not FREED.search(head):
        return False
    if OBJECT.search(head):
        return False
    tail = scene.masked[group.span.end : group.span.end + 14]
    if not group.acts:
        return (
            group.parties[0].type == "country"
            and re.match(
                r"\s+(?:and|has|have|had|will|would|is|are|held|said|began|agreed|wants|plans|also|on|took|takes?|attend\w*|"
                r"participat\w+|start\w*|open\w*|resum\w*|conclud\w*|sign\w*)\b",
                tail,
            )
            is not None
        )
    return not tail.startswith(("’s", "'s"))


def object_pronoun(scene: Scene, end: int, spans: list[Span]) -> Group | None:
    """'B met him', 'talks with her': the first person of the clauses before, else the one of the sentence before."""
    match = OBJECT_PRONOUN.match(scene.masked, end)
    if match is None:
        return None
    start = spans[clause_of(spans, end)].start
    before = (g for g in scene.groups if g.span.end <= start and g.parties[0].type == "person" and is_free(scene, g))
    first = next(before, None)
    who = first.parties[0] if first else scene.context.subject
    return Group(span=Span(start=match.start(1), end=match.end(1)), parties=(who,)) if who else None


def meant_by_pronoun(scene: Scene, position: int) -> Party | None:
    """The person whom 'he' means: the first one free before it in the sentence, else, in 'When he met A, B said', the
    one behind it, else the sentence before's."""
    for group in scene.groups:
        if group.span.end <= position and group.parties[0].type == "person" and is_free(scene, group):
            return group.parties[0]
    if FRONTED.match(scene.masked):
        spans = clauses(scene.masked, BREAKS)
        for span in spans[clause_of(spans, position) + 1 :]:
            behind = next(
                (g for g in scene.groups if span.start <= g.span.start <= span.start + 12 and is_free(scene, g)), None
            )
            if behind and behind.parties[0].type == "person":
                return behind.parties[0]
        if clause_of(spans, position) == 0 and len(spans) > 1:
            return None
    return scene.context.subject
