"""Chinese: who acts: phrases, pronouns, offices and the clauses around."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.zh.words import (
    ABOUT,
    ADVERBS,
    GOVERNED,
    GRAMMAR,
    LEADING_PRONOUN,
    LED,
    OCCASION,
    OFFICIAL,
    OTHERS,
    PLACED,
    PRONOUN,
    QUOTING,
    SCHOLAR,
    SPEECH_VERB,
    STOPS,
    UNNAMED,
)
from kg.relations.parts import Group, Party
from kg.relations.scene import Scene, holder_of


def subject_of(scene: Scene, spans: list[Span], index: int, before: int) -> tuple[Party, ...]:
    """Who acts: the nearest free phrase in the clause, else a pronoun's person, else the topic of a clause before."""
    begins = LEADING_PRONOUN.match(scene.masked, spans[index].start)
    for group in reversed(scene.groups):
        if spans[index].start <= group.span.start and group.span.end <= before and is_free(scene, group):
            if begins and not SPEECH_VERB.search(scene.masked, begins.end(), group.span.start):
                break
            return group.parties if not hides_subject(scene, group.span.end, before) else ()
    own = scene.masked[spans[index].start : before]
    if not begins and any(
        g.span.start <= spans[index].start + 1 and g.span.end < before and not scene.masked.startswith("的", g.span.end)
        for g in scene.groups
        if g.span.start >= spans[index].start
    ):
        return ()  # the clause has a subject of its own, if none that can take part
    if speaker := _speaker(scene, spans, index, own):
        return speaker
    if OTHERS.search(own):
        return ()
    if title := UNNAMED.search(own):
        holder = holder_of(title.group(), GRAMMAR, scene.context)
        return (holder,) if holder and _recent(scene, holder) else ()
    pronoun = PRONOUN.search(own) is not None
    topic = _topic(scene, spans, index, pronoun=pronoun)
    if topic is not None:
        return topic
    if scene.context.subject and (pronoun or ADVERBS.fullmatch(scene.masked[:before])):
        return (scene.context.subject,)
    return ()


def _is_country_alone(scene: Scene, group: Group) -> bool:
    """Whether a country begins a clause as its subject: no 'of', no noun that it modifies."""
    verb = BEGINS_VERB.match(scene.masked, group.span.end)
    return group.parties[0].type == "country" and not group.parties[0].role and verb is not None


BEGINS_VERB = re.compile(
    r"尊重|认为|表示|欢迎|支持|反对|同意|要求|批准|呼吁|承诺|提出|透过|通过|长期|一贯|始终|派|感谢|遭|受|面临|发动|加强"
)


def _speaker(scene: Scene, spans: list[Span], index: int, own: str) -> tuple[Party, ...]:
    """“我今早与总统通了话”: whoever is quoted, in this sentence or as the last one named before it."""
    if not I_MYSELF.search(own):
        return ()
    for group in reversed(scene.groups):
        if group.span.end <= spans[index].start and group.parties[0].type == "person" and is_free(scene, group):
            return group.parties[:1] if SPEECH_VERB.search(scene.masked, group.span.end, spans[index].start) else ()
    return (scene.context.subject,) if scene.context.subject else ()


I_MYSELF = re.compile(r"(?<!自)我(?!们|国|方|党|军|的|是|认为|觉得)")


def _recent(scene: Scene, party: Party) -> bool:
    """Whether the last sentences name someone: only then an office alone (总统) is his, but
    in a headline of whoever the article names."""
    scenes = (*scene.context.earlier[-RECENT:], scene)
    return len(scenes) == 1 or any(p.entity == party.entity for one in scenes for g in one.groups for p in g.parties)


RECENT = 4


def hides_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether an office without a name stands between a phrase and the verb: 总统批评议长访台."""
    between = LED.sub("", PLACED.sub("", ABOUT.sub("", scene.masked[start:end])))
    return OFFICIAL.search(between) is not None


def _topic(scene: Scene, spans: list[Span], index: int, *, pronoun: bool) -> tuple[Party, ...] | None:
    """Whom the clauses before are about, the nearest first; None where none of them tells."""
    for i in range(index - 1, -1, -1):
        gap = scene.masked[spans[i].end : spans[i + 1].start]
        if (STOPS.search(gap) or QUOTING.search(gap)) and not pronoun:
            return None
        for group in scene.groups:
            if not (spans[i].start <= group.span.start and group.span.end <= spans[i].end):
                continue
            if not is_free(scene, group):
                if not pronoun and group.span.start == spans[i].start and _is_country_alone(scene, group):
                    return group.parties  # 部长表示，台湾尊重邻国，将继续与其协商
                continue
            if scene.masked[group.span.start - 1 : group.span.start] in COMPANIONS:
                continue
            if not pronoun and SCHOLAR.search(group.parties[0].role or ""):
                return None  # 教授王明指出，...，同中国谈判: who speaks about others
            if not pronoun or group.parties[0].type == "person":
                return group.parties[:1] if pronoun else group.parties
    return None


COMPANIONS = ("与", "同", "跟")


def behind_occasion(scene: Scene, spans: list[Span], index: int) -> tuple[Party, ...]:
    """The subject of the clause behind, where the own one is fronted: 在同A会谈时，B表示."""
    own = scene.masked[spans[index].start : spans[index].end]
    if index + 1 >= len(spans) or not OCCASION.search(own) or spans[index + 1].start - spans[index].end > 1:
        return ()
    start = spans[index + 1].start
    group = next((g for g in scene.groups if start <= g.span.start <= start + 2), None)
    return group.parties if group and group.acts and is_free(scene, group) else ()


AGENT = re.compile(r"(?:亲自|代表)?(?:出席|主持|率|陪同|前往|代表|带领|出面|与|和)")


def is_free(scene: Scene, group: Group, *, two: bool = False) -> bool:
    """Whether a phrase can be a subject: no preposition before it, and it doesn't modify what follows. ``two``: as the
    two whom 双方 means, for whom 'since' may stand before them and anything behind."""
    head = scene.masked[max(0, group.span.start - 4) : group.span.start]
    tail = scene.masked[group.span.end : group.span.end + 2]
    if (group.parties[-1].role or "").endswith("记者"):
        return False
    if head.endswith(("（", "(")) and tail.startswith(("）", ")")):
        return False  # a gloss: 在机场（Ben Gurion）迎接
    if two:
        return True
    if head.endswith("由") and AGENT.match(scene.masked, group.span.end):
        return group.acts  # 改由主任出席，与代表见面
    if GOVERNED.search(head) or tail.startswith(("的", "籍", "时间", "当地")):
        return False
    if not group.acts:
        return (
            group.parties[0].type == "country"
            and re.match(
                r"[，与和同跟将已曾在于也还周星今昨明日就对正拟双两本上下取拒希宣举恢重准邀近几却仍并没未不曾再都此坚继愿能一应必需持推积主避寻努争尽决试反]|$",
                tail,
            )
            is not None
        )
    return True
