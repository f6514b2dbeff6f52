"""German: who received, greeted or hosted whom, and who took part."""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.de.status import clause_at, make_finding
from kg.relations.consult.de.subjects import arguments, is_free, subject_elsewhere, with_groups
from kg.relations.consult.de.words import (
    DEFINITE,
    GATHERING,
    PRESS,
)
from kg.relations.consult.frames import Finding, clause_of
from kg.relations.consult.tables import Hit
from kg.relations.parts import ANY_PARTY, Group
from kg.relations.scene import Scene

ARTICLES = r"(?:(?:der|dem|den|des|seine[mnr]|ihre[mnr]|einem|einer)\s+)?(?:[\w-]+(?:en|er|em)\s+){0,2}"


def whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A empfing B; B wurde von A empfangen: the guest is the actor where it can be told."""
    clause = clause_at(spans, hit)
    if re.search(r"\bBesuch\b", scene.masked[clause.start : clause.end]):
        return []  # 'empfing Besuch': the noun says of whom
    inside = [g for g in arguments(scene, clause) if g.acts]
    host = next(
        (
            g
            for g in scene.groups
            if clause.start <= g.span.start
            and g.span.end <= clause.end
            and re.search(r"\bvo[nm]\s+(?:\w+\s+){0,2}$", scene.masked[: g.span.start])
        ),
        None,
    )
    if host and host.acts and inside:
        return make_finding(scene, hit, spans, inside[0].parties, host.parties, "received by")
    if len(inside) >= 2:
        return make_finding(scene, hit, spans, inside[1].parties, inside[0].parties, "received")
    subject = subject_elsewhere(scene, spans, hit) if inside else ()
    return make_finding(scene, hit, spans, inside[0].parties, subject, "received") if subject else []


def greet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A begrüßte B in Berlin, but not 'A begrüßte Bs Vorschlag' nor 'A begrüßte, dass'."""
    clause = clause_at(spans, hit)
    inside = [g for g in arguments(scene, clause) if g.acts]
    owning = any(re.match(r"['’]?s? (?:\w+[en] )?[A-ZÄÖÜ]\w", scene.masked[g.span.end :]) for g in inside)
    persons = all(p.type == "person" for g in inside for p in g.parties)
    passive = re.search(r"\bw[uo]rden?\b", scene.masked[clause.start : clause.end])
    if PRESS.search(scene.masked, clause.start, clause.end):
        return []
    return whom(scene, hit, spans) if persons and not owning and (passive or len(inside) > 1) else []


def give(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A überreichte B die Urkunde: they stood before each other."""
    clause = clause_at(spans, hit)
    if not AWARD.search(scene.masked, clause.start, clause.end):
        return []
    people = [
        g
        for g in scene.groups
        if clause.start <= g.span.start and g.span.end <= clause.end and g.parties[0].type == "person"
        if is_free(scene, g) or re.search(r"\ban(?: den| die)?\s$", scene.masked[: g.span.start])
    ]
    if len(people) != 2:
        return []
    return make_finding(scene, hit, spans, people[0].parties, people[1].parties, "given")


def _countries(group: Group) -> bool:
    """Several countries side by side take part as such."""
    return len(group.parties) > 1 and all(p.type == "country" for p in group.parties)


BESIDE = re.compile(r"\b(?:neben|gemeinsam mit|zusammen mit)\s(?:der\s|dem\s|den\s)?$")
RELATIVE_AT = re.compile(r"\s*(?:bei|an|auf|zu) (?:dem|der|denen)\b")
AWARD = re.compile(
    r"\b(?:\w*[Uu]rkunden?|\w*[Bb]escheid|\w*[Pp]reis|\w*[Ss]check|\w*[Oo]rden|\w*[Mm]edaille|\w*[Kk]reuz|\w*[Nn]adel|"
    r"\w*[Ss]chlüssel|Zuwendung|"
    r"Auszeichnung|Geschenk|Blumen\w*|Buch|Petition|\w*[Uu]nterschriften|Bericht|Gutachten)\b"
)


def guest(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A war zu Gast bei B."""
    match = re.compile(rf"\s+{ARTICLES}(?P<g>{ANY_PARTY})").match(scene.masked, hit.span.end)
    host = scene.group_at(match.start("g")) if match else None
    if host is None or not host.acts or host.parties[0].type == "organization":
        return []
    inside = [g for g in arguments(scene, clause_at(spans, hit)) if g.acts and g is not host]
    guests = inside[0].parties if inside else subject_elsewhere(scene, spans, hit)
    return make_finding(scene, hit, spans, guests, host.parties, "guest") if guests else []


def attend(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A, B und C nahmen an dem Treffen teil; auch C nahm an dem Treffen teil."""
    clause = clause_at(spans, hit)
    begin = clause.start
    if RELATIVE_AT.match(scene.masked, clause.start) and (index := clause_of(spans, hit.span.start)):
        begin = spans[index - 1].start  # 'der Gipfel, bei dem A und B vertreten waren'
    if not GATHERING.search(scene.masked, begin, clause.end):
        return []
    inside = [g for g in arguments(scene, clause) if g.acts or _countries(g)]
    if relative := RELATIVE_AT.match(scene.masked, clause.start):
        inside += [g for g in scene.groups if g.span.start == relative.end() + 1 and g.acts]
    inside += [
        g
        for g in scene.groups
        if inside and clause.start <= g.span.start and BESIDE.search(scene.masked[: g.span.start])
    ]
    people = [
        p
        for g in inside
        for p in g.parties
        if (p.acts or _countries(g) or p.type == "country") and p.type != "organization"
    ]
    people += [p for g in with_groups(scene, clause) for p in g.parties if p.type == "person"]
    if len(people) == 1 and scene.context.pair_age <= 1 and DEFINITE.search(scene.masked, clause.start, clause.end):
        found = make_finding(scene, hit, spans, [*scene.context.pair, *people], (), "attended", inherited=True)
    else:
        found = make_finding(scene, hit, spans, people, (), "attended") if len(people) > 1 else []
    return [f for f in found if f.status != "refused"]  # those who stayed away didn't refuse each other
