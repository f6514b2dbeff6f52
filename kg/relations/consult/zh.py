"""Chinese: who met whom, from Simplified text.

The frames run on the masked sentence (see `kg.relations.scene`). A *subject* is the nearest phrase to the left that no
preposition governs; where the trigger's own clause has none, the clauses before it are asked (Chinese drops what the
reader knows), and at last the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, clause_of, clauses, distinct, one_by_one, without_own_country
from kg.relations.consult.tables import Hit, hits
from kg.relations.consult.words.zh import (
    ABOUT,
    ADVERBS,
    AFTER_PLANNED,
    AFTER_REFUSED,
    BOTH,
    BREAKS,
    COMITATIVE,
    COMPANION,
    GOVERNED,
    GRAMMAR,
    HEAVY,
    HELD_WORDS,
    INTERVIEW,
    LEADING_PRONOUN,
    LETTERS,
    LISTED,
    NEAR,
    ORIGINALLY,
    OTHERS,
    PLACED,
    PLANNED,
    PRONOUN,
    PURPOSE,
    REFUSED,
    REMOTE,
    SPEECH_VERB,
    STOPS,
    TRAVELLERS,
    UNNAMED,
)
from kg.relations.parts import ANY_PARTY, FILL, Group, Party
from kg.relations.scene import Scene, holder_of


def find(scene: Scene) -> list[Finding]:
    """The contacts that one Chinese sentence states."""
    found: list[Finding] = []
    for hit in hits(scene.masked, "zh", scene.text):
        if any(f.trigger.overlaps(hit.span) for f in found):
            continue
        finding = _FRAMES[hit.frame](scene, hit)
        if finding:
            found += _separate(scene, finding)
    return found


def _separate(scene: Scene, finding: Finding) -> list[Finding]:
    """A tour is one visit per host, phone calls are one per partner; 分别 (each on his own) parts the others too."""
    each = re.search("分别|先后|相继|逐一", scene.masked[finding.clause.start : finding.trigger.start])
    if finding.mode == "visit":
        actors = [(actor,) for actor in finding.actors] if each else [finding.actors]
        return [replace(finding, actors=a, recipients=(host,)) for a in actors for host in finding.recipients]
    if finding.rule == "received" and each:
        return one_by_one(finding, finding.actors)
    phoned = re.fullmatch("通.*话", finding.trigger.of(scene.text)) is not None
    if finding.rule == "with" and (each or phoned):
        group = next((g for g in reversed(scene.groups) if g.span.end <= finding.trigger.start), None)
        return one_by_one(finding, [p for p in finding.actors if group and p in group.parties])
    if finding.rule == "joined" and phoned and len(finding.actors) > 2:
        first, second = finding.actors[0].span, finding.actors[1].span
        if re.search("[与同跟]", scene.text[first.end : second.start]):  # 甲与乙、丙通电话
            return one_by_one(finding, finding.actors[1:])
    return [finding]


def with_whom(scene: Scene, hit: Hit) -> Finding | None:
    """王毅与沙利文在曼谷举行的会谈; 拜登星期五同普京通电话; 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    partner = _partner(scene, clause.start, hit.span.start)
    if partner and hit.span.of(scene.text) == "接触" and hit.span.start - partner.span.end > 4:
        return None  # 飞机、船舰接触频繁
    if partner is None:
        partner = _joined(scene, clause.start, hit.span.start)
        if partner is None:
            return _both_sides(scene, hit, clause)
        if len(partner.parties) < 2:
            return None
        return _finding(scene, hit, clause, partner.parties, (), "joined")
    subject = _subject(scene, spans, index, partner.span.start)
    if subject is None and len(partner.parties) < 2:
        return None
    return _finding(scene, hit, clause, (*(subject or ()), *partner.parties), (), "with")


def whom(scene: Scene, hit: Hit) -> Finding | None:
    """总统会见了到访的外长; 获得教宗接见."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    match = re.compile(
        rf"(?:了|过|到)?(?:(?:正在)?[^，。；、{LETTERS}]{{0,8}}?的)?(?P<g>{ANY_PARTY})(?!{FILL})(?!的(?!会|要求)|之后的|时代|政府|当局)"
    ).match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if group is None:
        passive = re.search(
            rf"(?:不?获得?|受到?|被|由|得到|未获|未获得)(?P<g>{ANY_PARTY})(?:的|亲自)?$", scene.masked[: hit.span.start]
        )
        group = scene.group_at(passive.start("g")) if passive else None
        if passive is None or group is None:
            return None
        subject = _subject(scene, spans, index, passive.start())
        return _finding(scene, hit, clause, subject, group.parties, "received by") if subject else None
    if not group.acts or (group.parties[0].type == "agency" and not hit.span.of(scene.text).startswith("会")):
        return None
    subject = _subject(scene, spans, index, hit.span.start)
    if not subject:
        return None
    if hit.mode == "meeting" and scene.text[hit.span.start : hit.span.end] in ("拜会", "拜访", "晋见", "觐见", "拜见"):
        return _finding(scene, hit, clause, subject, group.parties, "called on")
    return _finding(scene, hit, clause, group.parties, subject, "received")


def together(scene: Scene, hit: Hit) -> Finding | None:
    """在部长和市长等人陪同下参观; 三位董事长等人皆出席例会; 甲致辞，乙也出席: persons who are there together."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    group = next(
        (g for g in reversed(scene.groups) if g.span.end <= hit.span.start and g.span.start >= clause.start), None
    )
    if group is None or any(p.type not in ("person", "organization") for p in group.parties):
        return None
    if "陪同" in hit.span.of(scene.text):
        subject = _subject(scene, spans, index, group.span.start)
        governed = (
            re.search(r"(?:在|由)$", scene.masked[max(0, group.span.start - 2) : group.span.start])
            or hit.span.end == clause.end
        )
        return _finding(scene, hit, clause, (*subject, *group.parties), (), "accompanied") if governed else None
    finding = _finding(scene, hit, clause, _attending(scene, hit, group), (), "attended")
    return (
        None if finding and finding.status == "refused" else finding
    )  # those who stayed away didn't refuse each other


def _attending(scene: Scene, hit: Hit, group: Group) -> tuple[Party, ...]:
    """Those before the verb, and the persons whom the sentence lists before them or who attend in its other clauses."""
    found = [
        p
        for g in scene.groups
        if g.span.end <= group.span.end and g.span.start > _after_stop(scene, group)
        for p in g.parties
        if p.type == "person" and (g is group or LISTED.fullmatch(scene.masked[g.span.end : g.span.end + 1]))
    ]
    for other in hits(scene.masked, "zh"):
        if other.frame == "joint" and other.span != hit.span:
            before = [g for g in scene.groups if g.span.end <= other.span.start and other.span.start - g.span.end <= 24]
            found += [p for p in before[-1].parties if p.type == "person"] if before else []
    return tuple(found)


def _after_stop(scene: Scene, group: Group) -> int:
    return max((m.end() for m in re.finditer(r"[。；：]", scene.masked[: group.span.start])), default=-1)


def by_initials(scene: Scene, hit: Hit) -> Finding | None:
    """马习会, 拜习会: two persons of the article by the first characters of their names."""
    first, second = (scene.context.initials.get(c) for c in hit.span.of(scene.text)[:2])
    if first is None or second is None:
        return None
    clause = Span(start=0, end=len(scene.masked))
    return _finding(scene, hit, clause, (first, second), (), "initials")


def visit(scene: Scene, hit: Hit) -> Finding | None:
    """王毅访问法国; 蓬佩奥抵达以色列; 国务次卿克拉奇访台; 对丹麦进行访问; 率团访台的捷克议长维特齐."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    hosts, left, right = _hosts(scene, clause, hit)
    word = scene.text[hit.span.start : hit.span.end]
    before = scene.masked[clause.start : hit.span.start]
    around = INTERVIEW.sub("", before + scene.masked[right : right + 30].split("。")[0])
    moving = word[:1] in "抵飞赴来到前启" and not word.startswith(("到访", "来访"))
    arriving = word[:1] in "抵飞" and not TRAVELLERS.search(scene.masked)
    if not hosts or (moving and not arriving and not PURPOSE.search(around)):
        return None
    visitors = _visitors(scene, spans, index, left, right)
    known = not any(place.span == host.span for host in hosts for place in scene.places if place.type == "place")
    guests = [
        p
        for p in visitors
        if p.acts
        and p.type != "organization"
        and not any(_at_home(p, host) for host in hosts)
        and (known or p.country or p.owners)
    ]  # whoever goes to a city may live there
    return _finding(scene, hit, clause, guests, hosts, "visit") if guests else None


def _visitors(scene: Scene, spans: list[Span], index: int, left: int, right: int) -> tuple[Party, ...]:
    """访台的G is a relative clause of its visitor; 习近平访日 has him next to the verb, whatever governs the two."""
    relative = re.compile(rf"的(?:[^，。；最{LETTERS}]{{0,4}})(?P<g>{ANY_PARTY})(?!{FILL})").match(scene.masked, right)
    group = scene.group_at(relative.start("g")) if relative else None
    if group and group.acts:
        return group.parties
    near = next((g for g in reversed(scene.groups) if spans[index].start <= g.span.start and g.span.end <= left), None)
    if near and near.acts and NEAR.fullmatch(scene.masked[near.span.end : left]):
        head = scene.masked[max(0, near.span.start - 4) : near.span.start]
        with_others = COMPANION.search(head)
        return (*_subject(scene, spans, index, near.span.start), *near.parties) if with_others else near.parties
    return _subject(scene, spans, index, left)


def _hosts(scene: Scene, clause: Span, hit: Hit) -> tuple[list[Party], int, int]:
    """The countries visited, and the positions left and right of the verb and its hosts."""
    listed = re.compile(rf"(?:了|过)?(?:[ⒸⓁ]{FILL}*(?:、|和|与|及|以及)?)+").match(scene.masked, hit.span.end)
    if listed:
        inside = [g for g in scene.groups if hit.span.end <= g.span.start and g.span.end <= listed.end()]
        countries = [p for g in inside for p in g.parties if p.type == "country"]
        if countries:
            return countries, hit.span.start, listed.end()
    before = scene.masked[clause.start : hit.span.start]
    governed = re.search(rf"(?:对|到|在|赴|来|前往|抵达|去)(?P<g>[ⒸⒶ]{FILL}*)(?:[^，。{LETTERS}]{{0,10}})$", before)
    group = scene.group_at(clause.start + governed.start("g")) if governed else None
    if governed and group:
        left = clause.start + governed.start()
        kinds = ("country", "agency") if before[governed.start()] == "对" else ("country",)
        return [p for p in group.parties if p.type in kinds], left, hit.span.end
    match = re.compile(rf"(?:了|过)?Ⓛ{FILL}*").match(scene.masked, hit.span.end)
    place = next((p for p in scene.places if match and p.span.end == match.end()), None)
    home = scene.context.homes.get(place.country or "") if place else None
    if place and home:
        host = Party(span=place.span, entity=home, type="country", acts=False, country=place.country)
        return [host], hit.span.start, place.span.end
    return [], hit.span.start, hit.span.end


def _at_home(visitor: Party, host: Party) -> bool:
    return (
        visitor.entity == host.entity
        or (visitor.country is not None and visitor.country == host.country)
        or (host.entity in visitor.owners)
    )


def _partner(scene: Scene, start: int, end: int) -> Group | None:
    """The phrase behind the last 与, 和, 同 or 跟 before the trigger, where little stands between them."""
    best = None
    for match in COMITATIVE.finditer(scene.masked, start, end):
        group = scene.group_at(match.start("g"))
        between = PLACED.sub("", ABOUT.sub("", scene.masked[match.end("g") : end]))
        if group and len(between) <= 32 and not HEAVY.search(between) and _usable(group):
            best = group
    return best


def _usable(group: Group) -> bool:
    return all(party.type != "place" for party in group.parties)


def _joined(scene: Scene, start: int, end: int) -> Group | None:
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


def _subject(scene: Scene, spans: list[Span], index: int, before: int) -> tuple[Party, ...]:
    """Who acts: the nearest free phrase in the clause, else a pronoun's person, else the topic of a clause before."""
    begins = LEADING_PRONOUN.match(scene.masked, spans[index].start)
    for group in reversed(scene.groups):
        if spans[index].start <= group.span.start and group.span.end <= before and _free(scene, group):
            if begins and not SPEECH_VERB.search(scene.masked, begins.end(), group.span.start):
                break
            return group.parties
    own = scene.masked[spans[index].start : before]
    if not begins and any(
        g.span.start <= spans[index].start + 1 and g.span.end < before and not scene.masked.startswith("的", g.span.end)
        for g in scene.groups
        if g.span.start >= spans[index].start
    ):
        return ()  # the clause has a subject of its own, if none that can take part
    if OTHERS.search(own):
        return ()
    if title := UNNAMED.search(own):
        holder = holder_of(title.group(), GRAMMAR, scene.context)
        return (holder,) if holder else ()
    pronoun = PRONOUN.search(own) is not None
    for i in range(index - 1, -1, -1):
        if STOPS.search(scene.masked[spans[i].end : spans[i + 1].start]) and not pronoun:
            break
        for group in scene.groups:
            inside = spans[i].start <= group.span.start and group.span.end <= spans[i].end
            if inside and _free(scene, group) and (not pronoun or group.parties[0].type == "person"):
                return group.parties[:1] if pronoun else group.parties
    if pronoun and scene.context.subject:
        return (scene.context.subject,)
    if scene.context.subject and ADVERBS.fullmatch(scene.masked[:before]):
        return (scene.context.subject,)
    return ()


def _free(scene: Scene, group: Group) -> bool:
    """Whether a phrase can be a subject: no preposition before it, and it doesn't modify what follows."""
    head = scene.masked[max(0, group.span.start - 4) : group.span.start]
    tail = scene.masked[group.span.end : group.span.end + 2]
    if (group.parties[-1].role or "").endswith("记者"):
        return False
    if GOVERNED.search(head) or tail.startswith(("的", "籍", "时间", "当地")):
        return False
    if not group.acts:
        return (
            group.parties[0].type == "country"
            and re.match(
                r"[，与和同跟将已曾在于也还周星今昨明日就对正拟双两本上下取拒希宣举恢重准邀近几却仍并没未不曾再都此]|$",
                tail,
            )
            is not None
        )
    return True


def _both_sides(scene: Scene, hit: Hit, clause: Span) -> Finding | None:
    """双方 and 两人 are those of the report before."""
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return _finding(scene, hit, clause, scene.context.pair, (), "both sides", inherited=True)
    return None


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan; words behind the trigger count only where they are about it."""
    before = scene.masked[clause.start : trigger.start]
    after = re.sub(rf"^[{LETTERS}]{FILL}*", "", scene.masked[trigger.end :])
    if REFUSED.search(before[-24:]) or AFTER_REFUSED.search(after[:48]):
        return "refused"
    if HELD_WORDS.search(before):
        return "held"
    if PLANNED.search(before) or AFTER_PLANNED.match(after):
        return "planned"
    return "held"


def _reach(scene: Scene, clause: Span, actors: tuple[Party, ...]) -> Span:
    """The clause from its subject on, where that stands in a clause before: 蓬佩奥将展开亚洲之行，出访日本."""
    group = next((g for g in scene.groups if actors[0] in g.parties and g.span.end <= clause.start), None)
    if group is None:
        return clause
    between = scene.masked[group.span.end : clause.start]
    spoken = [match.end() for match in SPEECH_VERB.finditer(between)]
    start = group.span.end + (spoken[-1] if spoken else 0)
    return Span(start=min(start, clause.start), end=clause.end) if not re.search(r"[。；！？]", between) else clause


def _finding(
    scene: Scene,
    hit: Hit,
    clause: Span,
    actors: tuple[Party, ...] | list[Party],
    recipients: tuple[Party, ...] | list[Party],
    rule: str,
    *,
    inherited: bool = False,
) -> Finding | None:
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    second = second if hit.mode == "visit" else tuple(p for p in without_own_country((*first, *second)) if p in second)
    if len(first) + len(second) < 2:
        return None
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : hit.span.end + 4]):
        mode = "call"
    status = status_of(scene, _reach(scene, clause, first), hit.span)
    ahead = status != "held" and bool(
        PLANNED.search(scene.masked[clause.start : clause.end]) or ORIGINALLY.search(scene.masked)
    )
    return Finding(
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


_FRAMES = {"with": with_whom, "object": whom, "visit": visit, "joint": together, "initials": by_initials}
