"""English: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). The partner stands right behind the trigger; the
*subject* is the nearest phrase to the left that no preposition governs, then a possessive, a pronoun's person, the
clauses before, and for a fronted phrase ('After talks with A, B said') the clause behind.
"""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, clause_of, clauses, distinct, without_own_country
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.words.en import (
    AFTER_PLANNED,
    AFTER_REFUSED,
    BEFORE_NOUN,
    BOTH,
    BREAKS,
    FRONTED,
    GOVERNED,
    GRAMMAR,
    INVITED_TO,
    LETTERS,
    MODIFIES,
    PLANNED,
    PRONOUN,
    PURPOSE,
    REFUSED,
    REMOTE,
    UNNAMED,
)
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene, holder_of


def find(scene: Scene) -> list[Finding]:
    """The contacts that one English sentence states."""
    found: list[Finding] = []
    spans = clauses(scene.masked, BREAKS)
    for hit in hits(scene.masked, "en"):
        if spans and not any(f.trigger.overlaps(hit.span) for f in found):
            found += _FRAMES[hit.frame](scene, hit, spans)
    return found


def _object(scene: Scene, end: int) -> Group | None:
    """The phrase right behind the trigger: '(met) with the visiting French president', 'the EU and Japan'."""
    match = re.compile(
        rf"\s+(?:the\s+|his\s+|her\s+|its\s+|both\s+|a\s+|an\s+)?(?:[a-z-]+\s+){{0,3}}?(?P<g>{ANY_PARTY})"
    ).match(scene.masked, end)
    if not match or re.search(
        r"\b(?:of|in|to|on|at|by|from|over|about|for|and)\b", match.group()[: match.start("g") - match.start()]
    ):
        return None
    return scene.group_at(match.start("g"))


def with_whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Talks with A; a meeting between A and B; after meeting with A, B said."""
    group = _object(scene, hit.span.end)
    if group is None:
        return []
    if scene.text[: hit.span.end].endswith("between"):
        return _finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
    subject = _subject(
        scene, hit, spans, nominal=not scene.masked[hit.span.start :].lower().startswith(("met", "spoke"))
    )
    return _finding(scene, hit, spans, (*subject, *group.parties), (), "with")


def meet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A met B; A and B met; he and B met."""
    group = _object(scene, hit.span.end)
    if group and group.acts and all(p.acts for p in group.parties):
        subject = _subject(scene, hit, spans, nominal=False)
        acting = tuple(p for p in subject if p.acts)
        return _finding(scene, hit, spans, (*acting, *group.parties), (), "met") if acting else []
    return joint(scene, hit, spans)


def joint(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A and B met; he and B met; the two sides held talks."""
    clause = spans[clause_of(spans, hit.span.start)]
    for group in reversed(scene.groups):
        if group.span.start < clause.start or group.span.end > hit.span.start:
            continue
        between = scene.masked[group.span.end : hit.span.start]
        if len(between) > 40 or re.search(rf"[{LETTERS[:4]}]|\b(?:said|says|told)\b", between):
            break
        parties = group.parties
        pronoun = re.search(r"\b(?:he|she)\s+and\s+$", scene.masked[: group.span.start])
        if pronoun and (who := _pronoun(scene, pronoun.start())):
            parties = (who, *parties)
        governed = GOVERNED.search(scene.masked[: group.span.start]) and not pronoun
        if len(parties) > 1 and all(p.acts for p in parties) and not governed:
            return _finding(scene, hit, spans, parties, (), "joint")
        break
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return _finding(scene, hit, spans, scene.context.pair, (), "both sides", inherited=True)
    return []


def invite(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A invited B to a meeting."""
    group = _object(scene, hit.span.end)
    if group is None or not group.acts or not INVITED_TO.match(scene.masked, group.span.end):
        return []
    subject = tuple(p for p in _subject(scene, hit, spans, nominal=False) if p.acts)
    return _finding(scene, hit, spans, group.parties, subject, "invited") if subject else []


def whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A hosted B: the guest is the actor."""
    group = _object(scene, hit.span.end)
    if group is None or not all(p.acts and p.type != "agency" for p in group.parties):
        return []
    if scene.masked[group.span.end : group.span.end + 2] in ("’s", "'s"):
        return []
    subject = tuple(
        p for p in _subject(scene, hit, spans, nominal=False) if p.type == "person" or (p.acts and p.type == "country")
    )
    return _finding(scene, hit, spans, group.parties, subject, "received") if subject else []


def by_whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A was received by B; after being visited by B."""
    group = _object(scene, hit.span.end)
    subject = _subject(scene, hit, spans, nominal=True)
    if group is None or not group.acts or not subject:
        return []
    if hit.span.of(scene.text).endswith("visited by"):
        return _finding(scene, hit, spans, group.parties, subject, "visited by")
    return _finding(scene, hit, spans, subject, group.parties, "received by")


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A visited C; A's visit to C; the visit of A to C."""
    match = re.compile(rf"\s+(?:the\s+)?(?P<g>[ⒸⓁ]{FILL}*)(?!['’])").match(scene.masked, hit.span.end)
    of = re.compile(
        rf"\s+of\s+(?:the\s+|then\s+|former\s+|then-)*(?P<v>Ⓟ{FILL}*)\s+to\s+(?:the\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
    ).match(scene.masked, hit.span.end)
    match = of or match
    if match is None:
        return []
    if MODIFIES.match(scene.masked, match.end()):  # 'visited the Polish embassy'
        return []
    hosts = _hosts(scene, match.start("g"))
    word = hit.span.of(scene.text).lower()
    if word.startswith(("travel", "fl", "arriv", "head", "went", "tour")) and not PURPOSE.search(scene.masked):
        return []
    visitor = scene.group_at(of.start("v")) if of else None
    visitors = visitor.parties if visitor else _subject(scene, hit, spans, nominal=True)
    guests = [p for p in visitors if p.acts and p.type != "organization"]
    found: list[Finding] = []
    for host in hosts:
        abroad = [
            p
            for p in guests
            if p.entity != host.entity
            and (p.country is None or p.country != host.country)
            and host.entity not in p.owners
        ]
        found += _finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found


def _hosts(scene: Scene, start: int) -> list[Party]:
    """The countries of the phrase at a position: named there, or the country of the city named there."""
    group = scene.group_at(start)
    if group:
        return [p for p in group.parties if p.type == "country" and not p.role]
    place = next((p for p in scene.places if p.span.start == start), None)
    home = scene.context.homes.get(place.country or "") if place else None
    return (
        [Party(span=place.span, entity=home, type="country", acts=False, country=place.country)]
        if place and home
        else []
    )


def _subject(scene: Scene, hit: Hit, spans: list[Span], *, nominal: bool) -> tuple[Party, ...]:
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
    near = [
        g
        for g in scene.groups
        if own.start <= g.span.start
        and g.span.end <= hit.span.start
        and _free(scene, g)
        and not (
            nominal
            and g.parties[-1].type in ("agency", "organization")
            and not g.parties[-1].role
            and BEFORE_NOUN.search(scene.masked[: g.span.start])
            and hit.span.start - g.span.end <= 2
        )
    ]
    if near:
        group = near[-1]
        pronoun = re.search(r"\b(?:he|she)\s+and\s+(?:the\s+)?$", scene.masked[: group.span.start])
        who = _pronoun(scene, pronoun.start()) if pronoun else None
        return (who, *group.parties) if who else group.parties
    pronoun = PRONOUN.search(scene.masked, own.start, hit.span.start)
    if pronoun:
        who = _pronoun(scene, pronoun.start())
        return (who,) if who else ()
    if title := UNNAMED.search(scene.masked, own.start, hit.span.start):
        holder = holder_of(title["title"], GRAMMAR, scene.context)
        return (holder,) if holder else ()
    if scene.masked[max(0, own.start - 5) : own.start].endswith("who"):
        before = [g for g in scene.groups if g.span.end <= own.start - 3]
        gap = scene.masked[before[-1].span.end : own.start - 3] if before else "-"
        return before[-1].parties if re.fullmatch(r"[\s,]*", gap) else ()
    for i in range(index - 1, -1, -1):
        for group in scene.groups:
            if spans[i].start <= group.span.start and group.span.end <= spans[i].end and _free(scene, group):
                return group.parties
        if (pronoun := PRONOUN.search(scene.masked, spans[i].start, spans[i].end)) and (
            who := _pronoun(scene, pronoun.start())
        ):
            return (who,)
    if nominal and index + 1 < len(spans):
        later = [
            g
            for g in scene.groups
            if g.span.start >= spans[index + 1].start and g.span.start <= spans[index + 1].start + 6
        ]
        return later[0].parties if later and _free(scene, later[0]) else ()
    return ()


def _free(scene: Scene, group: Group) -> bool:
    """No preposition governs it, it owns nothing, and it is no bare adjective ('Chinese vase')."""
    if GOVERNED.search(scene.masked[max(0, group.span.start - 24) : group.span.start]):
        return False
    tail = scene.masked[group.span.end : group.span.end + 14]
    if not group.acts:
        return (
            group.parties[0].type == "country"
            and re.match(
                r"\s+(?:and|has|have|had|will|would|is|are|held|said|began|agreed|wants|plans|also|on)\b", tail
            )
            is not None
        )
    return not tail.startswith(("’s", "'s"))


def _pronoun(scene: Scene, position: int) -> Party | None:
    """The person whom 'he' means: the first one free before it in the sentence, else, in 'When he met A, B said', the
    one behind it, else the sentence before's."""
    for group in scene.groups:
        if group.span.end <= position and group.parties[0].type == "person" and _free(scene, group):
            return group.parties[0]
    if FRONTED.match(scene.masked):
        spans = clauses(scene.masked, BREAKS)
        for span in spans[clause_of(spans, position) + 1 :]:
            behind = next(
                (g for g in scene.groups if span.start <= g.span.start <= span.start + 12 and _free(scene, g)), None
            )
            if behind and behind.parties[0].type == "person":
                return behind.parties[0]
        if clause_of(spans, position) == 0 and len(spans) > 1:
            return None
    return scene.context.subject


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan; the words count in the trigger's clause, up to its verb, and right behind it."""
    before = scene.masked[clause.start : trigger.start] + scene.masked[trigger.start : trigger.end].split(" ")[0]
    after = scene.masked[trigger.end :]
    start = scene.masked[max(0, trigger.start - 5) : trigger.start]
    if REFUSED.search(before[-60:]) or AFTER_REFUSED.search(after):
        return "refused"
    if re.search(r"\balready\b", before):
        return "held"
    verb = scene.text[trigger.start : trigger.end].lower()
    if (
        PLANNED.search(before)
        or AFTER_PLANNED.search(after)
        or (
            start.endswith(" to ")
            and verb.startswith(("meet", "hold", "visit", "travel", "speak", "talk", "negotiate"))
        )
    ):
        return "planned"
    return "held"


def _finding(
    scene: Scene,
    hit: Hit,
    spans: list[Span],
    actors: tuple[Party, ...] | list[Party],
    recipients: tuple[Party, ...] | list[Party],
    rule: str,
    *,
    inherited: bool = False,
) -> list[Finding]:
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    if len(first) + len(second) < 2:
        return []
    clause = spans[clause_of(spans, hit.span.start)]
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[max(clause.start, hit.span.start - 30) : hit.span.end]):
        mode = "call"
    status = status_of(scene, clause, hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]) or status == "planned")
    return [
        Finding(
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
    ]


_FRAMES = {
    "with": with_whom,
    "meet": meet,
    "joint": joint,
    "object": whom,
    "by": by_whom,
    "invite": invite,
    "visit": visit,
}
