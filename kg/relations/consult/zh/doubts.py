"""Chinese: what looks like a contact and is none, or none of those who are named. One rule each, with its example."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.parts import Party
from kg.relations.scene import Scene

NOBODY = re.compile(
    r"(?:没有|尚无|还没|从来没有|并无)(?:任何|一个|一位|一名|哪个|什么)|(?:难以|很难|无法)想[像象]|不可想象"
)
"""没有任何部长访问该岛: nobody in particular stayed away; 很难想象两国会谈判."""
OTHER_PEOPLE = re.compile(r"智库|学者|企业|商界|业者|媒体|民间|青年|留学|学生|球队|民众|人民|粉丝|网民|专家")
"""中美智库峰会: those who met are none of the states."""
POLICY = re.compile(r"接触")
"""对华接触政策: contact as a policy, not as a meeting."""

ANNIVERSARY = re.compile(r"[^，。；]{0,6}?(?:周年|[一二三四五六七八九十\d]+年纪念)")
"""访华50周年: the day is another one."""


def is_doubtful(scene: Scene, clause: Span, trigger: Span, parties: tuple[Party, ...]) -> bool:
    """Whether the sentence only speaks of contacts in general."""
    before = scene.masked[clause.start : trigger.start]
    if NOBODY.search(before):
        return True
    if POLICY.search(trigger.of(scene.text)) and not parties[-1].acts:
        return True
    if ANNIVERSARY.match(scene.masked, trigger.end):
        return True
    bare = all(party.type == "country" and not party.role for party in parties)
    return bare and OTHER_PEOPLE.search(before[-8:] + trigger.of(scene.text)) is not None
