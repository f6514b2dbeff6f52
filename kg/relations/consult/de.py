"""German: who met whom.

The frames run on the masked sentence (see `kg.relations.scene`). German word order is free, so the participants are the
phrases of the trigger's clause that no preposition but 'mit' governs; a noun takes its partner from 'mit' or 'zwischen'
behind it and its other side from the clause it stands in.
"""

from __future__ import annotations

import re

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, Hit, clause_of, clauses, distinct, hits, title_words, without_own_country
from kg.relations.scene import ANY_PARTY, FILL, Grammar, Group, Party, Scene

LETTERS = "ⓅⒸⒶⓄⓁ"
HEAD = (
    rf"(?:{title_words('de')}|[\w-]*(?:[Pp]räsident|[Mm]inister|[Kk]anzler|[Pp]remier|[Cc]hef|[Bb]otschafter|[Bb]eauftragt|[Gg]esandt|[Kk]önig|[Pp]rinz|[Pp]apst|[Ss]enator|"
    r"[Gg]ouverneur|[Bb]ürgermeister|[Gg]eneral|[Ss]ekretär|[Vv]orsitzend|[Dd]iplomat|[Ss]precher|[Bb]erater|[Kk]ommissar|[Dd]irektor|[Ll]eiter|"
    r"[Ff]ührer|[Gg]ründer|[Tt]rainer|[Rr]ichter|[Vv]ize|[Rr]at|[Kk]andidat|[Mm]inisterpräsident|[Aa]bgeordnet|[Rr]egierungschef|[Ss]taatschef|"
    r"[Aa]nwalt|[Aa]nwält|[Uu]nterhändler|[Aa]mtskollege?|[Kk]ollege?|[Kk]oordinator|[Ee]mir|[Ss]cheich|[Rr]epräsentant|[Ff]raktionschef|Dr|Herr|Frau)"
    r"(?:innen|in|en|es|er|e|n|s|ern)?\.?)"
)
ARTICLE = r"(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Ee]ine?[mnrs]?|[Ss]eine?[mnrs]?|[Ii]hre?[mnrs]?|[Dd]essen|[Dd]eren)"
ADJECTIVE = r"(?:[\w-]+(?:e|en|er|em|es))"
PEOPLE = (
    r"(?:Beamte[nr]?|Vertreter[ns]?|Regierung(?:en|svertretern?|schefs?)?|Delegation(?:en)?|Diplomat(?:en)?|Unterhändlern?|Minister[ns]?|"
    r"[\w-]*[Mm]inister(?:in|s|n)?|[\w-]*[Pp]räsident(?:en|in)?|Kanzler(?:in|s)?|Kollegen?|Amtskollegen?|Führung|Staatschefs?|Premier(?:s)?|"
    r"Botschafter(?:in|s|n)?|Behörden|Spitze|Staats- und Regierungschefs?|Außenminister(?:n|s|in)?|Seite|Generäle|Politikern?)"
)
GRAMMAR = Grammar(
    before_person=re.compile(rf"(?:['’]?s)?(?:-|\s+)(?:(?:{ADJECTIVE}|[A-ZÄÖÜ][\w-]*|für|und|des|der|im|von)\s+){{0,4}}?{HEAD}\s+(?:a\.\s?D\.\s+)?"),
    title_alone=re.compile(rf"(?:\b{ARTICLE}\s+)?(?:\b{ADJECTIVE}\s+){{0,2}}\b{HEAD}(?:\s+und\s+[\w-]+)?\s+$"),
    chain=re.compile(r"(?:-|\s+|s\s+)(?:frühere[nrs]?\s+)?"),
    after_person=re.compile(r"\s*\([^()]{1,40}\)"),
    officials=re.compile(rf"(?:-|\s+(?:und\s+)?)(?:(?!und\b){ADJECTIVE}\s+){{0,2}}?{PEOPLE}\b"),
    people_of=re.compile(
        r"\b(?:[Dd]ie\s+)?[\w-]*(?:[Mm]inister|[Pp]räsidenten|[Cc]hefs|[Vv]ertreter|[Dd]elegationen|[Uu]nterhändler|[Bb]otschafter|[Ss]pitzen|[Gg]eneräle)n?\s+"
        r"(?:von|aus|der)\s+(?:der\s+|den\s+)?$"
    ),
    joint=re.compile(
        rf"\s*(?:,\s*und|,\s*sowie|,|und|sowie|wie auch|-|–|/)\s*(?:auch\s+)?(?:{ARTICLE}\s+)?(?:{ADJECTIVE}\s+)?"
    ),
    final=re.compile(r"\bund\b|sowie|wie auch|^\s*[-–/]\s*$"),
    apposition=re.compile(rf",\s+(?:{ARTICLE}\s+)?[^,;:.\"„“]{{0,60}}?\b{HEAD}\b[^,;:.\"„“]{{0,60}},(?=\s)"),
    inverse=re.compile(rf"\b(?:{ARTICLE})\s+[^,;:.\"„“]{{0,50}}?\b{HEAD}\b[^,;:.\"„“]{{0,40}},\s+$"),
    stand_in=re.compile(r"-?(?:s)?[\s-](?:Regierung|Administration|Lager|Team|Sprecher|Anwält|Anwalt|Berater|Stiftung|Familie)"),
    offices={
        "Präsident": "president", "Präsidenten": "president", "Präsidentin": "president", "Staatspräsident": "president",
        "Ministerpräsident": "premier", "Ministerpräsidenten": "premier", "Premier": "premier", "Premierminister": "premier",
        "Premierministerin": "premier", "Kanzler": "chancellor", "Kanzlerin": "chancellor", "Bundeskanzlerin": "chancellor",
        "Bundeskanzler": "chancellor", "Außenminister": "foreign", "Außenministerin": "foreign", "Außenministers": "foreign",
        "Verteidigungsminister": "defence", "Finanzminister": "finance", "König": "king", "Staatschef": "president",
    },
)
BREAKS = re.compile(r"[;:„“”\"»«—]| – |,(?!\d)|\n")
GOVERNED = re.compile(
    r"\b(?:in|im|ins|aus|von|vom|bei|beim|nach|für|gegen|gegenüber|über|durch|wegen|laut|unter|zu|zum|zur|an|am|auf|um|vor|seit|ohne|zwischen|bis|"
    r"trotz|während|hinter|neben|als|wie|statt|innerhalb|außerhalb|anti|pro|so)[\s-]+(?:(?:der|dem|den|des|die|das|einem|einer|einen|ein|seine\w*|ihre\w*)\s+)?"
    r"(?:[\w-]+(?:en|er|em)\s+)?$",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"[A-ZÄÖÜ][\w-]+\s+(?:[Dd]er|[Dd]es)\s+(?:\w+en\s+)?$")
WITH = re.compile(r"\bmit\s+(?:(?:der|dem|den|seine[mnr]|ihre[mnr]|deren|dessen|einem|einer)\s+)?(?:[\w-]+(?:en|er|em)\s+){0,2}(?:auch\s+)?$", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:er|sie|Er|Sie|ihm|ihr)\b")
PLANNED = re.compile(
    r"\b(?:wird|werden|würde|soll|sollen|sollten|sollte|will|wollen|wollte|möchte|plan(?:t|en|te)|geplant\w*|erwartet|voraussichtlich|demnächst|kommende\w?|nächste\w?|"
    r"morgen|bevorstehend\w*|ein(?:ge)?l(?:ä|a|u)d\w*|Einladung|vorgesehen|angekündigt\w*|könnte|kann|können|beabsichtig\w*|dürfte|bereit|hoff\w*|vereinbar\w* (?:ein|weitere)\w*|zu treffen|zu empfangen|"
    r"zu besuchen|zu sprechen|zu reisen|anberaumt\w*|hofft|forder\w+|schl[aä]gt\w*|Vorschlag|angestrebt\w*)\b"
)
PASSIVE_PAST = re.compile(r"\b(?:wurde|wurden|worden)\b")
REFUSED = re.compile(
    r"\b(?:abgesagt\w*|absag\w+|sagte\w? [^,]{0,60} ab\b|verweiger\w+|abgelehnt\w*|lehn\w+|kein\w*|nicht|nie|niemals|verzicht\w*|verschob\w*|verschoben\w*|ausgesetzt\w*|gestrichen\w*|"
    r"geplatzt\w*|platz\w+|dementier\w+|bestritt\w*|bestreitet|weiger\w+|abgebrochen\w*|ohne)\b|\bab\s*$"
)
REMOTE = re.compile(r"\b(?:[Tt]elefon\w*|[Vv]ideo\w*|virtuell\w*|online)\b")


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
    if re.search(r"\b(?:wurde|wurden|worden|von|vom)\b", scene.masked[hit.span.start - 30 if hit.span.start > 30 else 0 : hit.span.start]) and hit.span.of(
            scene.text) == "getroffen" and not re.search(r"\bmit\b|\bsich\b", scene.masked):
        return []
    if SPORT.search(scene.masked):
        return []
    inside = [g for g in _arguments(scene, _clause(spans, hit)) if not re.search(r"\bund\s+$", scene.masked[: g.span.start])]
    partners = _with(scene, _clause(spans, hit))
    parties = [p for g in (*inside, *partners) for p in g.parties if p.acts and p.type != "organization"]
    clause = _clause(spans, hit)
    open_subject = RELATIVE.match(scene.masked, clause.start) or PRONOUN.search(scene.masked, clause.start, clause.end)
    if not parties or not partners and len(parties) < 2 and not open_subject:
        return []
    if len({p.entity for p in parties}) < 2:
        parties = [*_elsewhere(scene, spans, hit), *parties]
    return _finding(scene, hit, spans, parties, (), "met")


SPORT = re.compile(
    r"\b(?:Minuten?|Tore?|Treffer|Schuss|Lupfer|Elfmeter|Pfosten|Latte|Vorlage|Halbzeit|Wiederanpfiff|Anpfiff|Ball|Siegtreffer|Führung|"
    r"Ausgleich|Bundesliga|Finale|Halbfinale|Viertelfinale|Runde|Pass)\b|\d:\d"
)
RELATIVE = re.compile(r"\s*(?:der|die|das|den|dem)\b")


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
    if joined and (word.startswith(("telefon", "zusammen", "verhandel", "k")) or re.search(r"\bmiteinander\b", scene.masked)):
        return _finding(scene, hit, spans, joined.parties, (), "spoke together")
    return []


def noun(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Nach einem Treffen mit A sagte B; Gespräche zwischen A und B; das Treffen von A und B; EU-Türkei-Gipfel."""
    gap = r"(?:\s+(?!mit\b|zwischen\b|von\b)[^,;:.ⓅⒶⓄ]{1,40}?)?"
    match = re.compile(rf"{gap}\s+(?P<prep>mit|zwischen|von)\s+(?:(?:der|dem|den|seine[mnr]|ihre[mnr]|einem|einer)\s+)?(?:[\w-]+(?:en|er|em)\s+){{0,2}}(?P<g>{ANY_PARTY})").match(
        scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if match and group:
        if match["prep"] != "mit":
            return _finding(scene, hit, spans, group.parties, (), "between") if len(group.parties) > 1 else []
        if all(p.type == "organization" for p in group.parties):  # 'im Gespräch mit der Zeitung' is an interview
            return []
        return _finding(scene, hit, spans, [*_other_side(scene, spans, hit, group), *group.parties], (), "noun with")
    shared = [g for g in _arguments(scene, _clause(spans, hit)) if len(g.parties) > 1]
    if len(shared) == 1 and _acting_together(scene, hit, shared[0]):
        return _finding(scene, hit, spans, shared[0].parties, (), "at their meeting")
    before = next((g for g in reversed(scene.groups) if g.span.end <= hit.span.start and hit.span.start - g.span.end <= 12), None)
    if before and len(before.parties) > 1 and re.fullmatch(r"[\s-]*(?:\w+[\s-]+)?", scene.masked[before.span.end : hit.span.start]):
        return _finding(scene, hit, spans, before.parties, (), "joined")
    return []


def _acting_together(scene: Scene, hit: Hit, group: Group) -> bool:
    """Bei einem Treffen vereinbarten A und B; A und B setzten ihre Gespräche fort."""
    before = scene.masked[max(0, hit.span.start - 40) : hit.span.start]
    if re.search(r"\bihre[nr]?\s+(?:[\w-]+\s+){0,2}$", before):
        return True
    return all(p.acts for p in group.parties) and re.search(
        r"\b(?:[Bb]ei|[Nn]ach|[Aa]uf|[Vv]or)\s+(?:einem|ihrem|dem|diesem)\s+(?:[\w-]+\s+){0,2}$", before) is not None


def whom(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A empfing B; B wurde von A empfangen: the guest is the actor where it can be told."""
    clause = _clause(spans, hit)
    inside = [g for g in _arguments(scene, clause) if g.acts]
    host = next((g for g in scene.groups if clause.start <= g.span.start and g.span.end <= clause.end and re.search(
        r"\bvo[nm]\s+(?:\w+\s+){0,2}$", scene.masked[: g.span.start])), None)
    if host and host.acts and inside:
        return _finding(scene, hit, spans, inside[0].parties, host.parties, "received by")
    if len(inside) >= 2:
        return _finding(scene, hit, spans, inside[1].parties, inside[0].parties, "received")
    subject = _elsewhere(scene, spans, hit) if inside else ()
    return _finding(scene, hit, spans, inside[0].parties, subject, "received") if subject else []


def visit(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """A besuchte C; bei seinem Besuch in C sagte A."""
    clause = _clause(spans, hit)
    hosts = [p for g in scene.groups if clause.start <= g.span.start and g.span.end <= clause.end and not g.acts and
             not GOVERNED.search(scene.masked[: g.span.start]) for p in g.parties if p.type == "country"]
    return _visits(scene, hit, spans, hosts)


def trip(scene: Scene, hit: Hit, spans: list[Span]) -> list[Finding]:
    """Der Besuch von A in C; A reiste nach C."""
    word = hit.span.of(scene.text).lower()
    where = rf"\b(?:in|im|bei|nach)\s+(?:der\s+|die\s+|den\s+|dem\s+)?(?P<g>[ⒸⓁ]{FILL}*)"
    match = re.compile(rf"[^,;:.]{{0,40}}?{where}").match(scene.masked, hit.span.end)
    if match is None and word.startswith(("reis", "gereis", "fl", "gefl")):  # the verb closes the clause
        match = re.compile(where.replace("in|im|bei|", "")).search(scene.masked, _clause(spans, hit).start, hit.span.start)
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


PURPOSE = re.compile(r"\b(?:\w*[Gg]espräch\w*|\w*[Tt]reffen|offiziell\w*|\w*[Bb]esuch\w*|\w*[Gg]ipfel\w*|Delegation\w*|treffen|sprechen)\b")


def _visits(scene: Scene, hit: Hit, spans: list[Span], hosts: list[Party]) -> list[Finding]:
    own = re.compile(rf"\s+(?:von|des|der)\s+(?:\w+\s+)?(?P<g>Ⓟ{FILL}*)").match(scene.masked, hit.span.end)
    group = scene.group_at(own.start("g")) if own else None
    inside = [g for g in _arguments(scene, _clause(spans, hit)) if g.acts]
    visitors = group.parties if group else inside[0].parties if inside else ()
    clause = _clause(spans, hit)
    verb = hit.span.of(scene.text)[0].islower()
    if not visitors and (not verb or RELATIVE.match(scene.masked, clause.start) or PRONOUN.search(scene.masked, clause.start, clause.end)):
        visitors = _elsewhere(scene, spans, hit)
    found: list[Finding] = []
    for host in hosts:
        abroad = [p for p in visitors if p.acts and p.type != "organization" and p.entity != host.entity and host.entity not in p.owners
                  and (p.country is None or p.country != host.country)]
        found += _finding(scene, hit, spans, abroad, (host,), "visit") if abroad else []
    return found


def _clause(spans: list[Span], hit: Hit) -> Span:
    return spans[clause_of(spans, hit.span.start)]


def _arguments(scene: Scene, clause: Span) -> list[Group]:
    """The phrases of a clause that no preposition and no noun before a genitive governs."""
    return [
        g for g in scene.groups
        if clause.start <= g.span.start and g.span.end <= clause.end and _free(scene, g)
        and not WITH.search(scene.masked[clause.start : g.span.start])
    ]


def _with(scene: Scene, clause: Span) -> list[Group]:
    return [
        g for g in scene.groups
        if clause.start <= g.span.start and g.span.end <= clause.end and WITH.search(scene.masked[clause.start : g.span.start])
    ]


def _free(scene: Scene, group: Group) -> bool:
    head = scene.masked[max(0, group.span.start - 40) : group.span.start]
    return not GOVERNED.search(head) and not GENITIVE.search(head)


def _other_side(scene: Scene, spans: list[Span], hit: Hit, partner: Group) -> tuple[Party, ...]:
    """Who the noun's other side is: 'Merkels Treffen mit', else the clause's subject before or behind it, else a clause before."""
    own = _clause(spans, hit)
    owner = re.search(rf"(?P<g>{ANY_PARTY})(?:['’]?s?)\s+(?:\w+\s+){{0,2}}$", scene.masked[own.start : hit.span.start])
    group = scene.group_at(own.start + owner.start("g")) if owner else None
    if group and group.acts:
        return group.parties
    loose = any(p.type == "country" and not p.acts for p in partner.parties)
    inside = [g for g in _arguments(scene, own) if g is not partner and (g.acts or loose and g.parties[0].type == "country")]
    return inside[0].parties if inside else _elsewhere(scene, spans, hit)


def _elsewhere(scene: Scene, spans: list[Span], hit: Hit) -> tuple[Party, ...]:
    """The subject of the clauses before, nearest first; a pronoun's person; the clause behind."""
    index = clause_of(spans, hit.span.start)
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
    scene: Scene, hit: Hit, spans: list[Span], actors: tuple[Party, ...] | list[Party],
    recipients: tuple[Party, ...] | list[Party], rule: str, *, inherited: bool = False,
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
        index = clause_of(spans, clause.start)  # 'reist nach A, um mit B zu sprechen': time and status stand in the main clause
        clause = Span(start=spans[max(index - 1, 0)].start, end=clause.end)
    status = status_of(scene, clause, hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]))
    return [Finding(mode=mode, status=status, ahead=ahead, trigger=hit.span, clause=clause, actors=first,
                    recipients=second, rule=rule, inherited=inherited)]


_FRAMES = {"meet": meet, "speak": speak, "noun": noun, "object": whom, "visit": visit, "trip": trip}
