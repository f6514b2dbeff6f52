"""Chinese: with whom: phrases behind 与, pronouns and offices behind it, and lists of parties before the verb."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.zh.subjects import is_free
from kg.relations.consult.zh.words import ABOUT, COMITATIVE, GRAMMAR, HEAVY, LETTERS, PLACED, WITH_PRONOUN, WITH_UNNAMED
from kg.relations.parts import Group
from kg.relations.scene import Scene, holder_of


def partner_of(scene: Scene, start: int, end: int) -> Group | None:
    """The phrase behind the last 与, 和, 同 or 跟 before the trigger, where little stands between them."""
    best = None
    for match in COMITATIVE.finditer(scene.masked, start, end):
        name = next(name for name in "ghi" if match[name])
        group = scene.group_at(match.start(name))
        between = PLACED.sub("", ABOUT.sub("", scene.masked[match.end(name) : end]))
        if group and len(between) <= 32 and not HEAVY.search(between) and _usable(group):
            best = group if not KIN.match(between) else None
    return best or _unnamed_partner(scene, start, end) or _partner_pronoun(scene, start, end)


KIN = re.compile(
    r"的[^，。；会谈]{0,8}(?:顾问|幕僚长|助理|家人|家属|亲人|律师|父亲|母亲|父母|妻子|太太|丈夫|儿子|女儿|支持者|幕僚|助手|粉丝|朋友|好友|同事|发言人|办公室|"
    r"选民|律师团|竞选团队|代理人)"
)
"""与伤者的家人交谈: not with himself."""


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
