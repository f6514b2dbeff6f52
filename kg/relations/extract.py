"""One article's sentences to reports: the extractor of each sentence's language, then date, place and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kg.knowledge import facts
from kg.model import Document, Entity, Evidence, Mention, Participant, Role, Span
from kg.registry import Registry
from kg.relations.consult import de, en, zh
from kg.relations.consult.frames import Extractor, Finding
from kg.relations.grammar import Grammar
from kg.relations.journeys import complete
from kg.relations.parts import Party
from kg.relations.report import Report
from kg.relations.scene import Context, Scene, learn_offices, make_scene, parties_of, split_names
from kg.relations.setting import Clock, remember, when_and_where

MAX_SENTENCE = 1200
"""Longer 'sentences' are lists and tables: no frame can be trusted on them."""


CAPTION = re.compile(r"\s{0,2}[（(](?:\d{4}年)?\d{1,2}月\d{1,2}日[^（）()]{0,6}[）)]")
"""The date behind the sentence of a picture's caption: …会见时握手。（2019年11月18日）"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """An event extractor and the grammar of noun phrases that it needs."""

    find: Extractor
    grammar: Grammar


EXTRACTORS: Registry[Language] = Registry(
    "event extractor",
    [
        ("zh", Language(find=zh.find, grammar=zh.GRAMMAR)),
        ("en", Language(find=en.find, grammar=en.GRAMMAR)),
        ("de", Language(find=de.find, grammar=de.GRAMMAR)),
    ],
)


def reports(document: Document, named: Sequence[tuple[Mention, Entity]]) -> list[Report]:
    """What one article says about who met whom, in the order of its sentences.

    ``named`` are its mentions, sorted by position and free of overlaps, each with its entity.
    """
    context = Context(
        homes={entity.country: entity.id for _, entity in named if entity.type == "country" and entity.country},
        initials=initials(named),
    )
    sentences = []
    for sentence, names in zip(document.sentences, split_names(document.sentences, named), strict=True):
        language = _language(document, sentence)
        if language in EXTRACTORS and len(sentence) <= MAX_SENTENCE:
            parties = parties_of(sentence.of(document.analysed), names, EXTRACTORS[language].grammar)
            learn_offices(parties, EXTRACTORS[language].grammar, context)
            sentences.append((sentence, language, names, parties))
    clock = Clock.of(document)
    found: list[Report] = []
    for sentence, language, names, parties in sentences:
        extractor = EXTRACTORS[language]
        scene = make_scene(sentence.of(document.analysed), names, parties, extractor.grammar, context)
        caption = CAPTION.match(document.analysed, sentence.end)
        scene = replace(scene, caption=caption.group()) if caption else scene
        findings = extractor.find(scene) if names or context.pair else []
        told = [_report(document, sentence, scene, finding, language, clock) for finding in findings]
        found += told
        if told and not findings[-1].inherited:
            context.pair_told = (told[-1].mode, told[-1].occurred_on, told[-1].place)
        remember(scene, findings)
    return complete(found)


def initials(named: Sequence[tuple[Mention, Entity]]) -> dict[str, Party]:
    """The persons of an article by the first character of their Chinese names; of several the most mentioned one."""
    counts: Counter[tuple[str, str]] = Counter()
    parties: dict[str, Party] = {}
    for mention, entity in named:
        if entity.type == "person" and "一" <= mention.name[0] <= "鿿":
            counts[mention.name[0], entity.id] += 1
            parties.setdefault(
                entity.id, Party(span=mention.at, entity=entity.id, type="person", acts=True, country=entity.country)
            )
    best: dict[str, str] = {}
    for character, entity_id in sorted(counts, key=lambda key: (counts[key], key)):
        best[character] = entity_id
    return {character: parties[entity_id] for character, entity_id in best.items()}


def _language(document: Document, sentence: Span) -> str:
    return next((p.language for p in document.passages if p.span.contains(sentence)), document.language)


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


def _report(document: Document, sentence: Span, scene: Scene, finding: Finding, language: str, clock: Clock) -> Report:
    occurred_on, place = when_and_where(scene, finding, language, clock)
    roles = _roles(finding, place)
    participants = tuple(sorted(Participant(entity=entity, role=role) for entity, role in roles.items()))
    mode, status = finding.mode, finding.status
    if finding.inherited and finding.rule in ("attended", "such"):
        mode, day, where = scene.context.pair_told
        occurred_on, place = occurred_on or day, place or where
    soon = clock.today + timedelta(days=1) if clock.today else None
    if status == "held" and soon and occurred_on and occurred_on > soon.isoformat():
        status = "planned"  # 'besucht vom 20. bis 22. Mai': the present tense of what is to come
    return Report(
        mode=mode,
        status=status,
        participants=participants,
        occurred_on=occurred_on,
        place=place,
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
