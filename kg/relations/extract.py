"""One article's sentences to reports: the extractor of each sentence's language, then date, place and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType

from kg.knowledge import facts
from kg.model import Document, Entity, Evidence, Mention, Participant, Role, Span
from kg.registry import Registry
from kg.relations.consult import tables
from kg.relations.consult.frames import Extractor, Finding
from kg.relations.grammar import Grammar
from kg.relations.journeys import complete
from kg.relations.namesakes import by_name, homes_of
from kg.relations.parts import Party
from kg.relations.report import Report
from kg.relations.scene import Context, Scene, Sentence
from kg.relations.sentences import MAX_SENTENCE, language_of, mark_names, promising, split_names
from kg.relations.setting import Clock, when_and_where
from kg.relations.spots import Name

CAPTION = re.compile(r"\s{0,2}[（(](?:\d{4}年)?\d{1,2}月\d{1,2}日[^（）()]{0,6}[）)]")
"""The date behind the sentence of a picture's caption: …会见时握手。（2019年11月18日）"""


class Language:
    """An event extractor and the grammar of noun phrases that it needs.

    Its rules are compiled when the first sentence needs them: those of a language take up to half a second.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _rules(self) -> ModuleType:
        return import_module(f"kg.relations.consult.{self.name}")

    def load(self) -> None:
        """Compiles the rules, and reads the triggers."""
        if self._rules:
            tables.load(self.name)

    @property
    def find(self) -> Extractor:
        """The contacts that one sentence states."""
        extractor: Extractor = self._rules.find
        return extractor

    @property
    def grammar(self) -> Grammar:
        """What noun phrases look like."""
        grammar: Grammar = self._rules.GRAMMAR
        return grammar


EXTRACTORS: Registry[Language] = Registry("event extractor", [(name, Language(name)) for name in ("zh", "en", "de")])


def reports(document: Document, named: Sequence[tuple[Mention, Entity]]) -> list[Report]:
    """What one article says about who met whom, in the order of its sentences.

    ``named`` are its mentions, sorted by position and free of overlaps, each with its entity.
    """
    return stated(document, [(m.at.start, m.at.end, e.id, e.type, e.country) for m, e in named])


def stated(document: Document, names: Sequence[Name]) -> list[Report]:
    """As `reports`; ``names`` are the same as plain values. Most sentences report nothing, and most of those are passed over
    after a quick look (`promising`)."""
    inside = split_names(document.sentences, names)
    marked = mark_names(document.analysed, inside)
    languages = {document.language, *(passage.language for passage in document.passages)}
    nicknamed = cache(lambda: initials(document.analysed, names))
    chosen = set(promising(document, marked, sorted(languages & set(EXTRACTORS)), nicknamed))
    if not chosen:
        return []
    context = Context(
        text=document.analysed,
        marked=marked,
        homes={country: id_ for _, _, id_, type_, country in names if type_ == "country" and country},
        initials=nicknamed,
        home=cache(lambda: _home(names)),
        sport=cache(lambda: len(SPORT.findall(document.analysed)) >= MATCHES),
    )
    kept = [
        (sentence, language_of(document, sentence), own, number in chosen)
        for number, (sentence, own) in enumerate(zip(document.sentences, inside, strict=True))
        if len(sentence) <= MAX_SENTENCE
    ]
    kept = [one for one in kept if one[1] in EXTRACTORS]
    context.sentences = [Sentence(sentence, own, EXTRACTORS[language].grammar, context) for sentence, language, own, _ in kept]
    try:
        found = _found(document, kept, context)
        if not found:
            return []
        met = frozenset(entity for report in found for entity in report.who)
        telling = (one for one in context.sentences if one.of_people and one.names_any(met))
        homes = homes_of((party for one in telling for party in one.parties), context.homes)
    finally:
        context.sentences = ()  # they know it as well: Python would find out late that nobody needs the two any more
    return complete(_without_echoes(by_name(found, homes), homes))


def _found(document: Document, kept: Sequence[tuple[Span, str, Sequence[Name], bool]], context: Context) -> list[Report]:
    """What sentences report, one after another. ``kept``: the sentences of the context with their languages and names, and
    whether they may report."""
    clock = cache(lambda: Clock.of(document))
    found: list[Report] = []
    for number, (sentence, language, own, hopeful) in enumerate(kept):
        if not hopeful or not (own or context.pair):
            continue
        context.here = number
        scene = context.sentences[number].scene
        caption = CAPTION.match(document.analysed, sentence.end)
        scene = replace(scene, caption=caption.group()) if caption else scene
        findings = EXTRACTORS[language].find(scene)
        told = [_report(document, sentence, scene, finding, language, clock()) for finding in findings]
        found += told
        if told and not findings[-1].inherited:
            context.pair_told = (told[-1].mode, told[-1].occurred_on, told[-1].place)
            context.pair, context.pair_at = (*findings[-1].actors, *findings[-1].recipients), number
    return found


ECHOES = ("en:paired", "en:joined", "de:paired", "de:joined")
"""Not in Chinese, where two countries in one word (中美会谈) are as often another meeting than that of their people."""


def _without_echoes(found: Sequence[Report], homes: Mapping[str, frozenset[str]]) -> list[Report]:
    """Without the 'EU-Japan summit' whose countries are there in person in another report of the article."""
    met = {home for report in found for entity in report.who for home in homes.get(entity, ())}
    return [r for r in found if not r.evidence.extractor.endswith(ECHOES) or not _countries(r) or not _countries(r) <= met]


def _countries(report: Report) -> frozenset[str]:
    return frozenset(entity for entity in report.who if entity.startswith("country:"))


SPORT = re.compile(
    r"\b[Uu]?n?[Ss]eeded\b|\b[Cc]hampionships?\b|\b[Tt]itle-?holder\b|\b[Ww]orld [Rr]ecord\b|\b[Ii]nnings\b|\b[Bb]irdies?\b|"
    r"\b[Gg]rand [Pp]rix\b|"
    r"\b[Oo]lympic champion\b|\b\d\d?-\d\d?(?= \d\d?-\d)|\b[Tt]riple jump\b|"
    r"\b(?:[Hh]alb|[Vv]iertel|[Aa]chtel)?[Ff]inale\b|\b[Ss]et points?\b|\b[Qq]uarter-?finals?\b|\b[Ss]emi-?finals?\b|"
    r"\b(?:ATP|WTA|UEFA|FIFA|NBA|NFL|"
    r"NHL)\b|\b(?:Bundes|Premier |Champions |Europa |Regional|Ober)[Ll](?:iga|eague)\b|\b[Tt]ie-?break|\bTorhüter\b|"
    r"\bTore\b|\b[Gg]oalkeeper\b|"
    r"\b[Mm]idfielder\b|\b[Ss]triker\b|\bHalbzeit\b|\b[Hh]alf-?time\b|\bMatch(?:es|ball)?\b|\bSpielminute\b|"
    r"\b\d\d?:\d\d?\b(?! Uhr)|\b[Tt]ennis\b|"
    r"\b[Ff]ußball\b|\bTrainer\b|\b[Hh]ead coach\b|\b[Ww]ickets?\b|\bTurnier\b|\b[Tt]ournament\b|\b\d-\d\b(?! (?:decision|"
    r"vote|ruling))"
)
MATCHES = 3
"""So many words of sport make an article one of sport."""


def _home(names: Sequence[Name]) -> str | None:
    """The code of the country that most of an article's mentions belong to, None where two share that."""
    counts = Counter(country for *_, country in names if country).most_common(2)
    return counts[0][0] if counts and (len(counts) == 1 or counts[0][1] > counts[1][1]) else None


def initials(text: str, names: Sequence[Name]) -> dict[str, Party]:
    """The persons of an article by the first character of their Chinese names; of several the most mentioned one."""
    counts: Counter[tuple[str, str]] = Counter()
    parties: dict[str, Party] = {}
    for start, end, id_, type_, country in names:
        if type_ == "person" and "一" <= text[start] <= "鿿":
            counts[text[start], id_] += 1
            if id_ not in parties:
                span = Span(start=start, end=end)
                parties[id_] = Party(span=span, entity=id_, type="person", acts=True, country=country)
    best: dict[str, str] = {}
    for character, entity_id in sorted(counts, key=lambda key: (counts[key], key)):
        best[character] = entity_id
    return {character: parties[entity_id] for character, entity_id in best.items()}


def _roles(finding: Finding, place: str | None) -> dict[str, Role]:
    """The visitor is the actor, the host the recipient: whose country the place is in, where that is known of one side
    (布林肯在北京会见习近平: Xi is the host); nobody where all are abroad; else as the sentence puts it."""
    roles: dict[str, Role] = {p.entity: "recipient" for p in finding.recipients}
    for party in finding.actors:
        roles[party.entity] = "actor" if finding.recipients else "participant"
    fact = facts().get(place) if place else None
    parties = [*finding.actors, *finding.recipients]
    if not finding.recipients or finding.mode != "meeting" or fact is None or fact.country is None:
        return roles
    home = {p.entity for p in parties if fact.country == (p.country or p.entity.partition(":")[2])}
    if home and len(home) < len(roles):
        return {entity: "recipient" if entity in home else "actor" for entity in roles}
    if not home and all(p.country for p in parties):
        return dict.fromkeys(roles, "participant")
    return roles


def _past(day: str | None, clock: Clock) -> bool:
    """Whether a date lies before the day, month or year of the publication."""
    return day is not None and (clock.today is None or day < clock.today.isoformat()[: len(day)])


def _report(document: Document, sentence: Span, scene: Scene, finding: Finding, language: str, clock: Clock) -> Report:
    occurred_on, place = when_and_where(scene, finding, language, clock)
    roles = _roles(finding, place)
    participants = tuple(sorted(Participant(entity=entity, role=role) for entity, role in roles.items()))
    mode, status = finding.mode, finding.status
    if finding.inherited and finding.rule in ("attended", "such"):
        mode, day, where = scene.context.pair_told
        occurred_on, place = occurred_on or day, place or where
    over = len(occurred_on or "") == 10 and _past(occurred_on, clock)
    if status == "planned" and language == "zh" and not finding.ahead and over:
        status = "held"  # 欢迎总统访问 with a day that is over
    soon = clock.today + timedelta(days=1) if clock.today else None
    if status == "held" and soon and occurred_on and occurred_on > soon.isoformat():
        status = "planned"  # 'besucht vom 20. bis 22. Mai': the present tense of what is to come
    return Report(
        mode=mode,
        status=status,
        participants=participants,
        occurred_on=occurred_on,
        place=place,
        plain=finding.plain and status == "held" and not _past(occurred_on, clock),
        evidence=Evidence(
            article=document.id,
            span=document.original(sentence),
            quote=document.quote(sentence),
            extractor=f"consult-{language}:{finding.rule}",
            trigger=finding.trigger.of(scene.text),
            confidence=0.8,
            participants=participants,
            status=status,
            occurred_on=occurred_on,
            place=place,
        ),
    )
