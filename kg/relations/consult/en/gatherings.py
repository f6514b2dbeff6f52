"""English: who took part in a gathering, and what was told at one."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kg.model import Span
from kg.relations.consult.en.status import make_finding
from kg.relations.consult.en.subjects import meant_by_pronoun, object_behind, subject_of
from kg.relations.consult.en.words import DEFINITE, GRAMMAR, MET_THERE, TOLD
from kg.relations.consult.frames import Finding, clause_of
from kg.relations.consult.tables import Hit
from kg.relations.parts import FILL, PERSON, Party
from kg.relations.scene import Scene, holder_of


def after_talks(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A and B agreed after overnight talks; A and B will discuss trade at their meeting on Friday."""
    start = spans[max(clause_of(spans, hit.span.start) - 1, 0)].start
    for group in scene.groups:
        between = scene.masked[group.span.end : hit.span.start]
        if start <= group.span.start and group.span.end < hit.span.start and MET_THERE.search(between):
            pronoun = re.search(r"\b(?:he|she)\s+and\s+$", scene.masked[: group.span.start])
            who = meant_by_pronoun(scene, pronoun.start()) if pronoun else None
            parties = (who, *group.parties) if who else group.parties
            if len(parties) > 1 and all(p.acts for p in parties) and PERSON not in between:
                return make_finding(scene, hit, spans, parties, (), "after talks")
    return []


def hosted(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A summit co-hosted by A and B."""
    group = object_behind(scene, hit.span.end)
    people = group.parties if group and group.acts else ()
    return make_finding(scene, hit, spans, people, (), "hosted") if len(people) > 1 else []


def joined(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A was joined by B at the opening; at a dinner A was joined by B; but a judge's opinion is joined by others."""
    group = object_behind(scene, hit.span.end)
    if group is None or any(p.type != "person" for p in group.parties):
        return []
    clause = spans[clause_of(spans, hit.span.start)]
    if not OCCASION.match(scene.masked, group.span.end) and not AT_EVENT.search(scene.masked, 0, clause.end):
        return []
    subject = [p for p in subject_of(scene, hit, spans, nominal=False) if p.type == "person"]
    return make_finding(scene, hit, spans, [*subject, *group.parties], (), "joined") if subject else []


OCCASION = re.compile(r" (?:at|for|on|in|during)\b(?! (?:voting|opposing|supporting|calling|urging|support))")
AT_EVENT = re.compile(
    r"\b(?:[Aa]t|[Dd]uring) (?:a|an|the|his|her|its|their) (?:[\w’'-]+ ){0,3}?(?:launch|event|rally|press conference|"
    r"news conference|ceremony|dinner|"
    r"lunch|meeting|opening|service|funeral|gala|reception|summit|festival|premiere|conference|concert|briefing|visit)\b"
)


def attend(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A, B and C attended the summit; the summit was attended by A and B; A attended it too."""
    if hit.span.of(scene.text).endswith("by"):
        group = object_behind(scene, hit.span.end)
        parties = group.parties if group else ()
    else:
        parties = subject_of(scene, hit, spans, nominal=False)
    countries = len(parties) > 1 and all(p.type == "country" for p in parties)
    people = [p for p in parties if (p.acts or countries) and p.type != "organization"]
    if len(people) == 1 and scene.context.pair_age <= 1 and DEFINITE.match(scene.masked, hit.span.end):
        found = make_finding(scene, hit, spans, (*scene.context.pair, *people), (), "attended", inherited=True)
    else:
        found = make_finding(scene, hit, spans, people, (), "attended") if len(people) > 1 else []
    return [f for f in found if f.status != "refused"]  # those who stayed away didn't refuse each other


def told(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A told B in a phone call that ...; without the call, only where both hold offices."""
    if hit.span.of(scene.text) == "told" and WRITTEN.search(scene.masked):
        return []
    if found := after_talks(scene, hit, spans):
        return found
    for first, second in itertools.pairwise(scene.groups):
        bare = hit.span.of(scene.text) == "told"
        if bare and not (
            first.span.end <= hit.span.start
            and hit.span.end <= second.span.start
            and scene.context.in_office(p.entity for p in (*first.parties, *second.parties))
        ):
            continue
        if TOLD.fullmatch(scene.masked[first.span.end : second.span.start]) and first.acts and second.acts:
            people = [p for p in (*first.parties, *second.parties) if p.type == "person"]
            return make_finding(scene, hit, spans, [*people, *_hosts_of(scene)], (), "told")
    match = None if hit.span.of(scene.text) == "told" else HE_TOLD.search(scene.masked)
    object_ = scene.group_at(match.start("g")) if match else None
    if match and object_ and object_.acts:
        title = match["title"]
        who = holder_of(title, GRAMMAR, scene.context) if title else meant_by_pronoun(scene, match.start())
        people = [p for p in (who, *object_.parties, *_hosts_of(scene)) if p and p.type == "person"]
        return make_finding(scene, hit, spans, people, (), "told")
    return []


def _hosts_of(scene: Scene) -> list[Party]:
    """'At a dinner hosted by C, A told B'; 'C hosted a dinner where A told B'."""
    match = HOSTED.search(scene.masked)
    group = scene.group_at(match.start("a") if match["a"] else match.start("b")) if match else None
    return [p for p in group.parties if p.type == "person"] if group else []


WRITTEN = re.compile(
    r"\b(?:in|by) (?:a |an |his |her )?(?:[\w-]+ )?(?:letter|message|statement|interview|telegram|email|e-mail|tweet|speech)\b"
)
HE_TOLD = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]he (?P<title>president|prime minister|premier|chancellor|foreign (?:minister|secretary)))"
    rf"(?: had| has| then| also)* (?:told|assured|warned|asked|informed) (?:the )?(?P<g>Ⓟ{FILL}*)"
)
HOSTED = re.compile(
    rf"\bhosted by (?:the |his |her )?(?P<a>Ⓟ{FILL}*)|(?P<b>Ⓟ{FILL}*) (?:had |has )?(?:hosted|gave|held) an? (?:dinner|"
    rf"meeting|lunch)"
)


def such(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """... rejected any such meeting: the one of the sentence before."""
    if scene.context.pair_age > 1 or len(scene.context.pair) < 2:
        return []
    found = make_finding(scene, hit, spans, scene.context.pair, (), "such", inherited=True)
    return [replace(f, status="refused", ahead=True) for f in found]
