"""German: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). German word order is free, so the participants are the
phrases of the trigger's clause that no preposition but 'mit' governs; a noun takes its partner from 'mit' or 'zwischen'
behind it and its other side from the clause it stands in.
"""

from __future__ import annotations

import re

from kg.model import Span
from kg.relations.consult.de.receptions import ARTICLES, attend, give, greet, guest, whom
from kg.relations.consult.de.status import clause_at, make_finding
from kg.relations.consult.de.subjects import arguments, is_free, other_side, subject_elsewhere, with_groups
from kg.relations.consult.de.visits import trip, visit
from kg.relations.consult.de.words import (
    BREAKS,
    GRAMMAR,
    PRONOUN,
    RELATIVE,
    SPORT,
    UNNAMED,
)
from kg.relations.consult.frames import Finding, clauses, one_by_one, those
from kg.relations.consult.tables import Hit, hits
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene, holder_of

__all__ = ["GRAMMAR", "find"]


def find(scene: Scene) -> list[Finding]:
    """The contacts that one German sentence states."""
    found: list[Finding] = []
    found_hits = hits(scene.masked, "de")
    if not found_hits:
        return []
    spans = _parted(scene, clauses(scene.masked, BREAKS), found_hits)
    for hit in found_hits:
        if spans and not any(f.trigger.overlaps(hit.span) for f in found):
            found += _FRAMES[hit.frame](scene, hit, spans)
    return found


def _parted(scene: Scene, spans: list[Span], found: list[Hit]) -> list[Span]:
    """Two verbs of one subject are two clauses: 'hatte X besucht | und Y getroffen'."""
    for hit in found:
        match = AND.match(scene.masked, hit.span.end)
        cut = match.end() if match else 0
        if match and any(later.span.start >= cut and later.span.of(scene.text)[0].islower() for later in found):
            spans = [
                part
                for span in spans
                for part in (
                    [Span(start=span.start, end=cut), Span(start=cut, end=span.end)]
                    if span.start < cut < span.end
                    else [span]
                )
            ]
    return spans


AND = re.compile(r"\s(?=und\s)und\s")


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
    if scene.context.sport() or SPORT.search(scene.masked):
        return []
    if " oder " in scene.masked[clause_at(spans, hit).start : clause_at(spans, hit).end]:
        return []
    if UPON.match(scene.masked, hit.span.end) or re.search(r"\boder\b", scene.masked[hit.span.end : hit.span.end + 12]):
        return []  # 'A traf auf B': opponents, or by chance
    inside = [
        g
        for g in arguments(scene, clause_at(spans, hit))
        if not re.search(r"\bund\s+$", scene.masked[clause_at(spans, hit).start : g.span.start])
    ]
    partners = with_groups(scene, clause_at(spans, hit))
    parties = [p for g in (*inside, *partners) for p in g.parties if p.acts and p.type != "organization"]
    clause = clause_at(spans, hit)
    parties += _meant(scene, clause)
    if partners and not inside and PRONOUN.search(scene.masked, clause.start, clause.end):
        parties = [*subject_elsewhere(scene, spans, hit), *parties]  # 'traf er mit A und mit B zusammen'
    title = UNNAMED.search(scene.masked, clause.start, clause.end)
    if title:
        holder = holder_of(title["title"], GRAMMAR, scene.context)
        if holder is None and (not inside or not partners):
            return []  # 'der Präsident traf A und B': nobody knows which
        parties += [holder] if holder else []
    if not parties and BEIDE.search(scene.masked, clause.start, clause.end):
        both, inherited = those(scene)
        return make_finding(scene, hit, spans, both, (), "both sides", inherited=inherited) if both else []
    cues = (RELATIVE.match(scene.masked, clause.start), PRONOUN.search(scene.masked, clause.start, clause.end))
    open_subject = any(cues) or scene.masked[: clause.start].endswith("und ")
    open_subject = open_subject or UNNAMED.search(scene.masked, clause.start, clause.end) is not None
    if not parties or (not partners and len(parties) < 2 and not open_subject):
        return []
    if len({p.entity for p in parties}) < 2:
        parties = [*subject_elsewhere(scene, spans, hit), *parties]
    return make_finding(scene, hit, spans, parties, (), "met")


def speak(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A sprach mit B; A und B telefonierten: without 'mit' only a subject of two counts."""
    clause = clause_at(spans, hit)
    partners = [p for g in with_groups(scene, clause) for p in g.parties if p.acts or p.type == "country"]
    inside = [g for g in arguments(scene, clause) if g.acts]
    partners = partners or list(_meant(scene, clause))
    if partners:
        subject = [p for g in inside[:1] for p in g.parties] or list(subject_elsewhere(scene, spans, hit))
        return make_finding(scene, hit, spans, [*subject, *partners], (), "spoke")
    word = hit.span.of(scene.text)
    if not inside and BEIDE.search(scene.masked, clause.start, clause.end):
        parties, inherited = those(scene)
        return make_finding(scene, hit, spans, parties, (), "both sides", inherited=inherited) if parties else []
    joined = next((g for g in inside if len(g.parties) > 1 and all(p.acts for p in g.parties)), None)
    if joined and (
        word.startswith(("telefon", "zusammen", "verhandel", "k", "setz", "tausch", "schüttel", "gab"))
        or re.search(r"\bmiteinander\b", scene.masked)
        or (word in TALKED and ABOUT.search(scene.masked, clause.start, clause.end))
    ):
        return make_finding(scene, hit, spans, joined.parties, (), "spoke together")
    return []


TALKED = ("sprachen", "gesprochen", "sprechen", "berieten", "beraten")
ABOUT = re.compile(r"\büber\b(?! die Lautsprecher)")
BEIDE = re.compile(r"\b(?:[Bb]eide|[Dd]ie (?:beiden|zwei)|[Bb]eide Seiten)\b(?! (?:Länder|Staaten|Häuser|Parteien)\b)")


def _meant(scene: Scene, clause: Span) -> tuple[Party, ...]:
    """'mit ihm': the first person of the clauses before, else the one of the sentence before."""
    if not WITH_PRONOUN.search(scene.masked, clause.start, clause.end):
        return ()
    before = (
        g for g in scene.groups if g.span.end <= clause.start and g.parties[0].type == "person" and is_free(scene, g)
    )
    first = next(before, None)
    who = first.parties[0] if first else scene.context.subject
    return (who,) if who else ()


WITH_PRONOUN = re.compile(r"\bmit (?:ihm|ihr)\b(?! [A-ZÄÖÜ])")


NOUN_WITH = re.compile(
    rf"(?:(?:\s+(?!mit\b|zwischen\b|von\b)[^,;:.ⓅⒶⓄ]{{1,40}}?)?\s+(?P<prep>mit|zwischen)|"
    rf"\s+(?P<of>von))\s+{ARTICLES}(?P<g>{ANY_PARTY})"
)
"""Behind the noun: (am Montag in Bonn) mit dem deutschen Kanzler."""


NOUN_OF = re.compile(
    rf"\s+(?:(?:der|des|von)\s+{ARTICLES})?(?P<o>{ANY_PARTY})\s+(?:[^,;:.ⓅⒶⓄ]{{1,30}}?\s+)?mit\s+{ARTICLES}(?P<g>{ANY_PARTY})"
)
"""Behind the noun: der Kanzlerin mit dem Präsidenten."""


def noun(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Nach einem Treffen mit A sagte B; Gespräche zwischen A und B; das Treffen der A mit B; EU-Türkei-Gipfel."""
    if scene.context.sport():
        return []
    if both := NOUN_OF.match(scene.masked, hit.span.end):
        owner, guest = scene.group_at(both.start("o")), scene.group_at(both.start("g"))
        if owner and guest and owner.acts:
            return make_finding(scene, hit, spans, (*owner.parties, *guest.parties), (), "noun of")
    match = NOUN_WITH.match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if (
        match
        and group
        and match["prep"] == "zwischen"
        and re.search(r"\b(?:die|das|und)\s", match.group()[: -len(match["g"])])
    ):
        return []  # 'beim Treffen dominieren die Konflikte zwischen A und B'
    if match and group:
        if match["of"] and hit.span.of(scene.text) == "Besuch":  # 'A bekam Besuch von B'
            got = GOT.search(scene.masked, spans[0].start, hit.span.start) and group.acts
            other = other_side(scene, spans, hit, group) if got else ()
            return make_finding(scene, hit, spans, group.parties, other, "visited by") if other else []
        if match["prep"] != "mit":
            return make_finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
        if all(p.type == "organization" for p in group.parties):  # 'im Gespräch mit der Zeitung' is an interview
            return []
        other = other_side(scene, spans, hit, group)
        if not other and len(group.parties) > 1 and SEVERAL.search(hit.span.of(scene.text)):
            return []  # 'Gespräche mit A und B' don't say that A and B met
        found = make_finding(scene, hit, spans, [*other, *group.parties], (), "noun with")
        several = hit.mode == "call" and re.search(r"(?:Telefonat|gespräch)en?$", hit.span.of(scene.text))
        return one_by_one(found[0], group.parties) if found and several else found
    clause = clause_at(spans, hit)
    if (partner := _partner_before(scene, hit, clause)) and (other := other_side(scene, spans, hit, partner)):
        return make_finding(scene, hit, spans, [*other, *partner.parties], (), "with before")
    shared = [g for g in arguments(scene, clause) if len(g.parties) > 1]
    if not shared and re.search(r"\b(?:führten|hielten|hatten)\b", scene.masked[clause.start : hit.span.start]):
        shared = [  # bare countries act where they hold talks
            g
            for g in scene.groups
            if g.span.start == clause.start and len(g.parties) > 1 and g.parties[0].type == "country"
        ]
        if shared:
            return make_finding(scene, hit, spans, shared[0].parties, (), "at their meeting")
    if not shared and (host := _with_host(scene, hit)):
        return make_finding(scene, hit, spans, [*other_side(scene, spans, hit, host), *host.parties], (), "noun at")
    between = next(
        (g for g in scene.groups if len(g.parties) > 1 and g.acts and BETWEEN.search(scene.masked[: g.span.start])),
        None,
    )
    if between and between.span.end < hit.span.start and AT.search(scene.masked[between.span.end : hit.span.start]):
        return make_finding(scene, hit, spans, between.parties, (), "at their meeting")
    if len(shared) == 1 and _acting_together(scene, hit, shared[0]):
        return make_finding(scene, hit, spans, shared[0].parties, (), "at their meeting")
    before = next(
        (g for g in reversed(scene.groups) if g.span.end <= hit.span.start and hit.span.start - g.span.end <= 12), None
    )
    if (
        before
        and len(before.parties) > 1
        and re.fullmatch(
            "-" if _double_name(scene, before) else r"[\s-]*(?:\w+[\s-]+)?",
            scene.masked[before.span.end : hit.span.start],
        )
    ):
        return make_finding(scene, hit, spans, before.parties, (), "joined")
    return []


def _partner_before(scene: Scene, hit: Hit, clause: Span) -> Group | None:
    """Mit A habe es ein Gespräch gegeben; er führte mit A Gespräche."""
    if not TOOK_PLACE.search(scene.masked, clause.start, clause.end):
        return None
    near = [g for g in with_groups(scene, clause) if g.acts and 0 < hit.span.start - g.span.end < 60]
    return near[-1] if near and near[-1].parties[0].type != "organization" else None


TOOK_PLACE = re.compile(
    r"\b(?:gab|gebe|gegeben|geben|führ(?:t|te|ten|en)|geführt|hat|hatte[n]?|habe|gehabt|hielt(?:en)?|abgehalten|"
    r"vereinbart\w*|geplant|stattgefunden|"
    r"fand(?:en)?|findet|finden|abgesagt|verschoben)\b"
)


def _with_host(scene: Scene, hit: Hit) -> Group | None:
    """Beim Antrittsbesuch bei A; beim Empfang durch A."""
    match = NOUN_AT.match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    return group if group and group.acts and group.parties[0].type == "person" else None


NOUN_AT = re.compile(rf"(?:\s+(?:am \w+|in [ⒸⓁ]{FILL}*))?\s+(?:bei|beim|durch)\s+{ARTICLES}(?P<g>{ANY_PARTY})")
GOT = re.compile(r"\b(?:bekam(?:en)?|bekommt|bekommen|erhielt(?:en)?|erhalten|erhält|hatten?|empfing(?:en)?)\b")
UPON = re.compile(rf"\s+(?:{ANY_PARTY}\s+)?(?:\w+\s+){{0,3}}?auf\s+(?:den|die|das|einen|eine|[ⓅⒸ])\b")
SEVERAL = re.compile(
    r"(?:Treffen|[Gg]espräche|[Gg]esprächen|[Vv]erhandlungen|[Kk]onsultationen|Telefonate|Telefonaten|Begegnungen)$"
)


BETWEEN = re.compile(r"\b[Zz]wischen\s+(?:(?:dem|der|den)\s+)?$")
AT = re.compile(
    r"\b(?:beim|bei (?:dem|der|ihrem|einem)|auf dem|während (?:des|der)|am Rande (?:des|der))\s(?:[\w\ue000ⒶⒸⓁⓅ-]+[\s-]){0,2}$"
)


def _double_name(scene: Scene, group: Group) -> bool:
    """Whether a hyphen joins two persons: 'Rabmer-Koller' is one, 'das Merkel-Putin-Treffen' is of two."""
    first, second = group.parties[:2]
    return first.type == second.type == "person" and scene.text[first.span.end : second.span.start] == "-"


def _acting_together(scene: Scene, hit: Hit, group: Group) -> bool:
    """Bei einem Treffen vereinbarten A und B; A und B setzten ihre Gespräche fort."""
    before = scene.masked[max(0, hit.span.start - 40) : hit.span.start]
    if group.span.end < hit.span.start and AT.match(scene.masked[group.span.end : hit.span.start].lstrip()):
        return all(p.type == "person" for p in group.parties)  # a caption: 'A und B beim Gipfel in Rom'
    if re.search(r"\bihre[nr]?\s+(?:[\w-]+\s+){0,2}$", before):
        return True
    if all(p.acts for p in group.parties) and re.search(
        r"\b(?:führ(?:t|te|ten|en)|hielt(?:en)?|hatten)\b", scene.masked[group.span.end : hit.span.start]
    ):
        return True
    return (
        all(p.acts for p in group.parties)
        and re.search(
            r"\b(?:(?:[Bb]ei|[Nn]ach|[Aa]uf|[Vv]or)\s+(?:einem|einer|ihrem|ihrer|dem|der|diesem)|[Bb]eim|"
            r"[Aa]m Rande (?:eine[sr]|de[sr]|ihres)|"
            r"[Ww]ährend (?:eine[sr]|de[sr]|ihres))\s+(?:[\w-]+\s+){0,2}$",
            before,
        )
        is not None
    )


_FRAMES = {
    "meet": meet,
    "speak": speak,
    "noun": noun,
    "object": whom,
    "visit": visit,
    "trip": trip,
    "greet": greet,
    "guest": guest,
    "give": give,
    "attend": attend,
}
