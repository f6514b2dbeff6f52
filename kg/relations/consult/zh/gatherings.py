"""Chinese: who else was at a gathering that an article tells of over several sentences."""

from __future__ import annotations

import re

from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.zh.words import ABSENT
from kg.relations.parts import ANY_PARTY, Party
from kg.relations.scene import Scene

AT_SUMMIT = re.compile(r"(?:参加|出席|主持)(?:了|过)?[^，。；]{0,14}?峰会")
"""Two summits in one article are rare: whoever attends 'the summit' is at the same one."""
OTHER_TIME = re.compile(r"上届|上一届|往年|去年|前年|首届|下届|明年|曾")
DATED = re.compile(r"\s*[^，。；]{0,6}[年月日号]")
"""2000年甲出席；2010年，乙出席: each on his own day."""
ATTENDING = re.compile(rf"(?:与会|在场|一同参加峰会|共同出席峰会)的(?P<g>{ANY_PARTY})")
GOES_ON = re.compile(r"\s*(?:其中|会中|会上|席间|与会|另外|此外)")


def others_there(scene: Scene, hit: Hit) -> tuple[Party, ...]:
    """The persons whom the sentences before put at the gathering of a trigger.

    甲将在开幕式致词；乙应会出席 goes on behind a semicolon; 与会的教授甲说 …… 其中，乙、丙发言 goes on with 'among them'; and
    甲参加了峰会 …… 乙也出席峰会 names the same summit.
    """
    earlier = scene.context.earlier
    found: list[Party] = []
    if earlier and earlier[-1].text.rstrip().endswith("；") and not DATED.match(scene.masked):
        found += _attending(earlier[-1])
    if GOES_ON.match(scene.masked):
        found += [p for one in earlier for p in _named_as_attending(one)]
    if AT_SUMMIT.match(scene.masked, hit.span.start) or AT_SUMMIT.search(hit.span.of(scene.text)):
        if OTHER_TIME.search(scene.masked):
            return tuple(found)
        for one in earlier:
            if AT_SUMMIT.search(one.masked) and not OTHER_TIME.search(one.masked):
                found += _attending(one, summit=True)
    return tuple(found)


def _attending(scene: Scene, *, summit: bool = False) -> list[Party]:
    """The persons before the attending verbs of a sentence."""
    found: list[Party] = []
    for hit in hits(scene.masked, "zh"):
        if hit.frame != "joint" or ABSENT.search(scene.masked, 0, hit.span.start):
            continue
        if summit and not AT_SUMMIT.match(scene.masked, hit.span.start):
            continue
        before = [g for g in scene.groups if g.span.end <= hit.span.start and hit.span.start - g.span.end <= 24]
        found += [p for p in before[-1].parties if p.type == "person"] if before else []
    return found


def _named_as_attending(scene: Scene) -> list[Party]:
    found: list[Party] = []
    for match in ATTENDING.finditer(scene.masked):
        group = scene.group_at(match.start("g"))
        found += [p for p in group.parties if p.type == "person"] if group else []
    return found
