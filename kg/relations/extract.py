"""One article's sentences to reports: the extractor of each sentence's language, then date, place and evidence."""

from __future__ import annotations

import re
from datetime import timedelta
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Document, Entity, Evidence, Mention, Participant, Role, Span
from kg.registry import Registry
from kg.relations.consult import de, en, zh
from kg.relations.consult.frames import Extractor, Finding
from kg.relations.dates import dateline_day, published_day, resolve_dates
from kg.relations.places import find_place
from kg.relations.report import Report
from kg.relations.scene import Context, Grammar, Party, Scene, learn_offices, make_scene, names_in

MAX_SENTENCE = 1200
"""Longer 'sentences' are lists and tables: no frame can be trusted on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """An event extractor and the grammar of noun phrases that it needs."""

    find: Extractor
    grammar: Grammar


EXTRACTORS: Registry[Language] = Registry("event extractor", [
    ("zh", Language(find=zh.find, grammar=zh.GRAMMAR)),
    ("en", Language(find=en.find, grammar=en.GRAMMAR)),
    ("de", Language(find=de.find, grammar=de.GRAMMAR)),
])


def reports(document: Document, named: Sequence[tuple[Mention, Entity]]) -> list[Report]:
    """What one article says about who met whom, in the order of its sentences.

    ``named`` are its mentions, sorted by position and free of overlaps, each with its entity.
    """
    context = Context(
        homes={entity.country: entity.id for _, entity in named if entity.type == "country" and entity.country},
        initials=initials(named),
    )
    sentences = [
        (sentence, language, names_in(document, sentence, named)) for sentence in document.sentences
        if (language := _language(document, sentence)) in EXTRACTORS and len(sentence) <= MAX_SENTENCE
    ]
    for sentence, language, names in sentences:
        learn_offices(sentence.of(document.analysed), names, EXTRACTORS[language].grammar, context)
    found: list[Report] = []
    for sentence, language, names in sentences:
        extractor = EXTRACTORS[language]
        scene = make_scene(sentence.of(document.analysed), sentence.start, names, extractor.grammar, context)
        findings = extractor.find(scene) if names or context.pair else []
        found += [_report(document, sentence, scene, finding, language) for finding in findings]
        remember(scene, findings)
        remember_setting(document, scene, language)
    return found


def initials(named: Sequence[tuple[Mention, Entity]]) -> dict[str, Party]:
    """The persons of an article by the first character of their Chinese names; of several the most mentioned one."""
    counts: Counter[tuple[str, str]] = Counter()
    parties: dict[str, Party] = {}
    for mention, entity in named:
        if entity.type == "person" and "一" <= mention.name[0] <= "鿿":
            counts[mention.name[0], entity.id] += 1
            parties.setdefault(entity.id, Party(
                span=mention.at, entity=entity.id, type="person", acts=True, country=entity.country))
    best: dict[str, str] = {}
    for character, entity_id in sorted(counts, key=lambda key: (counts[key], key)):
        best[character] = entity_id
    return {character: parties[entity_id] for character, entity_id in best.items()}


def _language(document: Document, sentence: Span) -> str:
    return next((p.language for p in document.passages if p.span.contains(sentence)), document.language)


def remember(scene: Scene, findings: Sequence[Finding]) -> None:
    """What later sentences can refer back to."""
    context = scene.context
    context.pair_age += 1
    if findings and not findings[-1].inherited:
        context.pair, context.pair_age = (*findings[-1].actors, *findings[-1].recipients), 0
    person = next((p for group in scene.groups for p in group.parties
                   if p.type == "person" and not (p.role or "").endswith("记者")), None)
    context.subject = person or context.subject


def _report(document: Document, sentence: Span, scene: Scene, finding: Finding, language: str) -> Report:
    roles: dict[str, Role] = {p.entity: "recipient" for p in finding.recipients}
    for party in finding.actors:
        roles[party.entity] = "actor" if finding.recipients else "participant"
    participants = tuple(sorted(Participant(entity=entity, role=role) for entity, role in roles.items()))
    occurred_on = _occurred_on(document, scene, finding, language)
    place = find_place(scene, finding, language)
    if goes_on(scene, finding):
        occurred_on = occurred_on or (scene.context.when if scene.context.when_age <= SETTING else None)
        place = place or (scene.context.where if scene.context.where_age <= SETTING and finding.mode == "meeting" else None)
    status = finding.status
    today = published_day(document.published)
    if status == "held" and today and occurred_on and len(occurred_on) == 10 and occurred_on > (today + timedelta(days=1)).isoformat():
        status = "planned"  # 'besucht vom 20. bis 22. Mai': the present tense of what is to come
    return Report(
        mode=finding.mode, status=status, participants=participants, occurred_on=occurred_on, place=place,
        evidence=Evidence(
            article=document.id, span=document.original(sentence), quote=document.quote(sentence),
            extractor=f"consult-{language}:{finding.rule}", trigger=finding.trigger.of(scene.text), confidence=0.8,
            participants=participants, status=status, occurred_on=occurred_on, place=place,
        ),
    )


SETTING = 6
"""For how many sentences a gathering's day and place hold on."""
ANAPHORA = re.compile(r"\s*(?:其中|会中|会上|席间|会后|会前|与会|期间|随后|Dabei|There\b|During the (?:meeting|talks|summit))")


def goes_on(scene: Scene, finding: Finding) -> bool:
    """Whether a sentence goes on about what the sentences before were about: 其中，…等8人被安排发言; 双方会谈."""
    return finding.inherited or finding.rule in ("attended", "accompanied") or ANAPHORA.match(scene.masked) is not None


def remember_setting(document: Document, scene: Scene, language: str) -> None:
    """Keep the day and the place that a sentence sets, for those that go on about the same."""
    context = scene.context
    context.when_age += 1
    context.where_age += 1
    probe = Finding(mode="meeting", status="held", trigger=Span(start=0, end=1), clause=Span(start=0, end=len(scene.masked)), actors=())
    day, place = _occurred_on(document, scene, probe, language), find_place(scene, probe, language)
    if day and len(day) == 10:
        context.when, context.when_age = day, 1
    if place:
        context.where, context.where_age = place, 1


SAYING = {
    "zh": re.compile(r"说|表示|称(?!为|呼)|指出|宣布|透露|报导|报道|发表|回应|扬言|强调|提及|反批|批评|认为|告诉|引述|转述"),
    "en": re.compile(r"\b(?:said|says|told|announced|reported|according|statement|added|confirmed|wrote|tweeted|stressed)\b"),
    "de": re.compile(r"\b(?:sagte|sagten|erklärte|berichtete\w*|mitteilte|teilte|kündigte|betonte|hieß|zufolge|laut|twitterte|bestätigte)\b"),
}
"""Verbs of saying: a date on their far side is when it was said."""


def _occurred_on(document: Document, scene: Scene, finding: Finding, language: str) -> str | None:
    """The date expression of the trigger's clause that stands nearest to it, else the nearest one in the sentence; dates
    that belong to a verb of saying are left out."""
    today = dateline_day(document.analysed, published_day(document.published))
    trigger, clause = finding.trigger, finding.clause
    best: tuple[int, int, str] | None = None
    for at, value in resolve_dates(scene.masked, language, today, "planned" if finding.ahead else "held"):
        between = scene.masked[at.end : trigger.start] if at.end <= trigger.start else scene.masked[trigger.end : at.start]
        spoken = SAYING[language].search(between) or (
            language != "zh" and at.end <= trigger.start and SAYING[language].search(scene.masked[max(0, at.start - 16) : at.start]))
        past = finding.status == "planned" and today and len(value) == 10 and value < today.isoformat()
        if spoken or past and not at.overlaps(clause):
            continue
        ranked = (len(between) + (0 if at.overlaps(clause) else 100), at.start, value)
        best = min(best, ranked) if best else ranked
    return best[2] if best else None
