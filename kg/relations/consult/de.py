"""German: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). German word order is free, so the participants are the
phrases of the trigger's clause that no preposition but 'mit' governs; a noun takes its partner from 'mit' or 'zwischen'
behind it and its other side from the clause it stands in.
"""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, clause_of, clauses, distinct, one_by_one, without_own_country
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.words.de import (
    BREAKS,
    GENITIVE,
    GOVERNED,
    GRAMMAR,
    PASSIVE_PAST,
    PLANNED,
    PRONOUN,
    PURPOSE,
    REFUSED,
    RELATIVE,
    REMOTE,
    SPORT,
    UNNAMED,
    WITH,
)
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene, holder_of


def find(scene: Scene) -> list[Finding]:
    """The contacts that one German sentence states."""
    found: list[Finding] = []
    spans = clauses(scene.masked, BREAKS)
    for hit in hits(scene.masked, "de"):
        if spans and not any(f.trigger.overlaps(hit.span) for f in found):
            found += _FRAMES[hit.frame](scene, hit, spans)
    return found


def meet(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A traf B; A trifft sich mit B; A und B haben sich getroffen."""
    if (
        re.search(
            r"\b(?:wurde|wurden|worden|von|vom)\b",
            scene.masked[hit.span.start - 30 if hit.span.start > 30 else 0 : hit.span.start],
        )
        and hit.span.of(scene.text) == "getroffen"
        and not re.search(r"\bmit\b|\bsich\b", scene.masked)
    ):
        return []
    if SPORT.search(scene.masked):
        return []
    inside = [
        g for g in _arguments(scene, _clause(spans, hit)) if not re.search(r"\bund\s+$", scene.masked[: g.span.start])
    ]
    partners = _with(scene, _clause(spans, hit))
    parties = [p for g in (*inside, *partners) for p in g.parties if p.acts and p.type != "organization"]
    clause = _clause(spans, hit)
    open_subject = RELATIVE.match(scene.masked, clause.start) or PRONOUN.search(scene.masked, clause.start, clause.end)
    open_subject = open_subject or UNNAMED.search(scene.masked, clause.start, clause.end)
    if not parties or (not partners and len(parties) < 2 and not open_subject):
        return []
    if len({p.entity for p in parties}) < 2:
        parties = [*_elsewhere(scene, spans, hit), *parties]
    return _finding(scene, hit, spans, parties, (), "met")


def speak(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A sprach mit B; A und B telefonierten: without 'mit' only a subject of two counts."""
    clause = _clause(spans, hit)
    partners = [p for g in _with(scene, clause) for p in g.parties if p.acts or p.type == "country"]
    inside = [g for g in _arguments(scene, clause) if g.acts]
    if partners:
        subject = [p for g in inside[:1] for p in g.parties] or list(_elsewhere(scene, spans, hit))
        return _finding(scene, hit, spans, [*subject, *partners], (), "spoke")
    word = hit.span.of(scene.text)
    joined = next((g for g in inside if len(g.parties) > 1 and all(p.acts for p in g.parties)), None)
    if joined and (
        word.startswith(("telefon", "zusammen", "verhandel", "k")) or re.search(r"\bmiteinander\b", scene.masked)
    ):
        return _finding(scene, hit, spans, joined.parties, (), "spoke together")
    return []


def noun(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Nach einem Treffen mit A sagte B; Gespräche zwischen A und B; das Treffen von A und B; EU-Türkei-Gipfel."""
    gap = r"(?:\s+(?!mit\b|zwischen\b|von\b)[^,;:.ⓅⒶⓄ]{1,40}?)?"
    match = re.compile(
        rf"{gap}\s+(?P<prep>mit|zwischen|von)\s+(?:(?:der|dem|den|seine[mnr]|ihre[mnr]|einem|einer)\s+)?(?:[\w-]+(?:en|er|em)\s+){{0,2}}(?P<g>{ANY_PARTY})"
    ).match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if match and group:
        if match["prep"] != "mit":
            return _finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
        if all(p.type == "organization" for p in group.parties):  # 'im Gespräch mit der Zeitung' is an interview
            return []
        found = _finding(scene, hit, spans, [*_other_side(scene, spans, hit, group), *group.parties], (), "noun with")
        several = hit.mode == "call" and re.search(r"(?:Telefonat|gespräch)en?$", hit.span.of(scene.text))
        return one_by_one(found[0], group.parties) if found and several else found
    shared = [g for g in _arguments(scene, _clause(spans, hit)) if len(g.parties) > 1]
    if len(shared) == 1 and _acting_together(scene, hit, shared[0]):
        return _finding(scene, hit, spans, shared[0].parties, (), "at their meeting")
    before = next(
        (g for g in reversed(scene.groups) if g.span.end <= hit.span.start and hit.span.start - g.span.end <= 12), None
    )
    if (
        before
        and len(before.parties) > 1
        and re.fullmatch(r"[\s-]*(?:\w+[\s-]+)?", scene.masked[before.span.end : hit.span.start])
    ):
        return _finding(scene, hit, spans, before.parties, (), "joined")
    return []


def _acting_together(scene: Scene, hit: Hit, group: Group) -> bool:
    """Bei einem Treffen vereinbarten A und B; A und B setzten ihre Gespräche fort."""
    before = scene.masked[max(0, hit.span.start - 40) : hit.span.start]
    if re.search(r"\bihre[nr]?\s+(?:[\w-]+\s+){0,2}$", before):
        return True
    return (
        all(p.acts for p in group.parties)
        and re.search(r"\b(?:[Bb]ei|[Nn]ach|[Aa]uf|[Vv]or)\s+(?:einem|ihrem|dem|diesem)\s+(?:[\w-]+\s+){0,2}$", before)
        is not None
    )


def whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A empfing B; B wurde von A empfangen: the guest is the actor where it can be told."""
    clause = _clause(spans, hit)
    inside = [g for g in _arguments(scene, clause) if g.acts]
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
        return _finding(scene, hit, spans, inside[0].parties, host.parties, "received by")
    if len(inside) >= 2:
        return _finding(scene, hit, spans, inside[1].parties, inside[0].parties, "received")
    subject = _elsewhere(scene, spans, hit) if inside else ()
    return _finding(scene, hit, spans, inside[0].parties, subject, "received") if subject else []


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A besuchte C; bei seinem Besuch in C sagte A."""
    clause = _clause(spans, hit)
    hosts = [
        p
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and not g.acts
        and not GOVERNED.search(scene.masked[: g.span.start])
        for p in g.parties
        if p.type == "country"
    ]
    return _visits(scene, hit, spans, hosts)


def trip(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Der Besuch von A in C; A reiste nach C."""
    word = hit.span.of(scene.text).lower()
    where = rf"\b(?:in|im|bei|nach)\s+(?:der\s+|die\s+|den\s+|dem\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
    match = re.compile(rf"[^,;:.]{{0,40}}?{where}").match(scene.masked, hit.span.end)
    if match is None and word.startswith(("reis", "gereis", "fl", "gefl")):  # the verb closes the clause
        match = re.compile(where.replace("in|im|bei|", "")).search(
            scene.masked, _clause(spans, hit).start, hit.span.start
        )
    if match is None:
        return []
    if not word.endswith(("besuch", "besuchs", "besuches", "reise")) and not PURPOSE.search(scene.masked):
        return []
    group = scene.group_at(match.start("g"))
    hosts = [p for p in group.parties if p.type == "country"] if group else []
    place = next((p for p in scene.places if p.span.start == match.start("g")), None)
    home = scene.context.homes.get(place.country or "") if place and not hosts else None
    if place and home:
        hosts = [Party(span=place.span, entity=home, type="country", acts=False, country=place.country)]
    return _visits(scene, hit, spans, hosts)


def _visits(scene: Scene, hit: Hit, spans: list[Span], hosts: list[Party]) -> list[Finding]:
    own = re.compile(rf"\s+(?:von|des|der)\s+(?:\w+\s+)?(?P<g>Ⓟ{FILL}*)").match(scene.masked, hit.span.end)
    group = scene.group_at(own.start("g")) if own else None
    inside = [g for g in _arguments(scene, _clause(spans, hit)) if g.acts]
    visitors = group.parties if group else inside[0].parties if inside else ()
    clause = _clause(spans, hit)
    verb = hit.span.of(scene.text)[0].islower()
    if not visitors and (
        not verb or RELATIVE.match(scene.masked, clause.start) or PRONOUN.search(scene.masked, clause.start, clause.end)
    ):
        visitors = _elsewhere(scene, spans, hit)
    found: list[Finding] = []
    for host in hosts:
        abroad = [
            p
            for p in visitors
            if p.acts
            and p.type != "organization"
            and p.entity != host.entity
            and host.entity not in p.owners
            and (p.country is None or p.country != host.country)
        ]
        found += _finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found


def _clause(spans: list[Span], hit: Hit) -> Span:
    return spans[clause_of(spans, hit.span.start)]


def _arguments(scene: Scene, clause: Span) -> list[Group]:
    """The phrases of a clause that no preposition and no noun before a genitive governs."""
    return [
        g
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and _free(scene, g)
        and not WITH.search(scene.masked[clause.start : g.span.start])
    ]


def _with(scene: Scene, clause: Span) -> list[Group]:
    return [
        g
        for g in scene.groups
        if clause.start <= g.span.start
        and g.span.end <= clause.end
        and WITH.search(scene.masked[clause.start : g.span.start])
    ]


def _free(scene: Scene, group: Group) -> bool:
    head = scene.masked[max(0, group.span.start - 40) : group.span.start]
    return not GOVERNED.search(head) and not GENITIVE.search(head)


def _other_side(scene: Scene, spans: list[Span], hit: Hit, partner: Group) -> tuple[Party, ...]:
    """Who the noun's other side is: 'Merkels Treffen mit', else a subject of its clause, else of another."""
    own = _clause(spans, hit)
    owner = re.search(rf"(?P<g>{ANY_PARTY})(?:['’]?s?)\s+(?:\w+\s+){{0,2}}$", scene.masked[own.start : hit.span.start])
    group = scene.group_at(own.start + owner.start("g")) if owner else None
    if group and group.acts:
        return group.parties
    loose = any(p.type == "country" and not p.acts for p in partner.parties)
    inside = [
        g for g in _arguments(scene, own) if g is not partner and (g.acts or (loose and g.parties[0].type == "country"))
    ]
    return inside[0].parties if inside else _elsewhere(scene, spans, hit)


def _elsewhere(scene: Scene, spans: list[Span], hit: Hit) -> tuple[Party, ...]:
    """The subject of the clauses before, nearest first; a pronoun's person; the clause behind."""
    index = clause_of(spans, hit.span.start)
    if title := UNNAMED.search(scene.masked, spans[index].start, spans[index].end):
        holder = holder_of(title["title"], GRAMMAR, scene.context)
        return (holder,) if holder else ()
    pronoun = PRONOUN.search(scene.masked, spans[index].start, spans[index].end)
    for i in range(index - 1, -1, -1):
        for group in _arguments(scene, spans[i]):
            if group.acts and group.parties[0].type == "person":
                return group.parties[:1] if pronoun else group.parties
    if pronoun and scene.context.subject:
        return (scene.context.subject,)
    pronoun = None
    later = [g for span in spans[index + 1 : index + 2] for g in _arguments(scene, span) if g.acts]
    return later[0].parties if later and not pronoun else ()


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """German verbs close the clause: the whole clause counts. A passive in the past is held."""
    text = scene.masked[clause.start : clause.end]
    if REFUSED.search(text):
        return "refused"
    return "planned" if PLANNED.search(text) and not PASSIVE_PAST.search(text) else "held"


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
    clause = _clause(spans, hit)
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : clause.end]):
        mode = "call"
    if scene.masked[clause.start : clause.end].lstrip().startswith("um "):
        index = clause_of(
            spans, clause.start
        )  # 'reist nach A, um mit B zu sprechen': time and status stand in the main clause
        clause = Span(start=spans[max(index - 1, 0)].start, end=clause.end)
    status = status_of(scene, clause, hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]))
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


_FRAMES = {"meet": meet, "speak": speak, "noun": noun, "object": whom, "visit": visit, "trip": trip}
