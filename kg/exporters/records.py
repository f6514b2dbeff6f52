"""Values to interchange records (plain dictionaries, keys in the order of the format) and back.

Invariant: ``value_of(record_of(value)) == value`` for everything that the interchange format holds. What it leaves
out on purpose: the analysed text of documents, and what only recognizers need to know about a mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import Problem
from kg.graph.names import keys
from kg.model import (
    Document,
    Entity,
    Event,
    Evidence,
    Judgement,
    Mention,
    Notice,
    Office,
    Participant,
    Relation,
    Span,
    make_aliases,
)

Record = dict[str, Any]

SCRIPTS = {"zh-Hans": ("zh", "Hans"), "zh-Hant": ("zh", "Hant")}
MEASURES = ("held", "planned", "refused", "sentences", "articles", "npmi")
"""Measures of relations, in the order in which they are written; others follow by name."""

RELATION_KEYS = frozenset(
    ("source", "target", "type", "weight", "count", "first_seen", "last_seen", "languages", "titles", "evidence")
)


def document_record(document: Document) -> Record:
    return {
        "id": document.id, "source": document.source, "language": document.tag, "title": document.title,
        "published": document.published, "url": document.url, "publisher": document.publisher,
        "duplicates": list(document.duplicates), "text": document.text,
    }


def document_of(record: Mapping[str, Any]) -> Document:
    """The document of a line of ``articles.jsonl``; its analysed text is the original one."""
    language, script = SCRIPTS.get(record["language"], (record["language"], "Latn"))
    return Document(
        id=record["id"], source=record["source"], language=language, script=script, text=record["text"],
        analysed=record["text"], title=record["title"], published=record["published"], url=record["url"],
        publisher=record["publisher"], duplicates=tuple(record["duplicates"]),
    )


def entity_record(entity: Entity) -> Record:
    aliases: dict[str, list[str]] = {}
    for alias in entity.aliases:
        aliases.setdefault(alias.language, []).append(alias.name)
    return {
        "id": entity.id, "former_ids": list(entity.former_ids), "type": entity.type, "label": entity.label,
        "labels": {one.language: one.name for one in entity.labels}, "aliases": aliases, "country": entity.country,
        "articles": entity.articles, "mentions": entity.mentions,
        "keys": list(keys(entity)),
    }


def entity_of(record: Mapping[str, Any]) -> Entity:
    pairs = ((language, name) for language, names in record["aliases"].items() for name in names)
    return Entity(
        id=record["id"], type=record["type"], label=record["label"], aliases=make_aliases(pairs),
        country=record["country"], articles=record["articles"], mentions=record["mentions"],
        former_ids=tuple(record["former_ids"]), labels=make_aliases(record.get("labels", {}).items()),
    )


def mention_record(mention: Mention, entity: str) -> Record:
    """What `kg.exporters.lines.place_lines` writes, faster."""
    return {
        "article": mention.article, "entity": entity, "text": mention.text, "start": mention.span.start,
        "end": mention.span.end, "recognizer": mention.recognizer, "confidence": mention.confidence,
    }


def mention_of(record: Mapping[str, Any], entity: Entity) -> tuple[Mention, str]:
    """The mention of a line of ``mentions.jsonl``, typed as its entity is, and the entity's id."""
    span = Span(start=record["start"], end=record["end"])
    mention = Mention(
        article=record["article"], span=span, text=record["text"], at=span, name=record["text"], type=entity.type,
        recognizer=record["recognizer"], confidence=record.get("confidence", 1.0), country=entity.country,
    )
    return mention, entity.id


def _participants(participants: tuple[Participant, ...]) -> list[Record]:
    return [{"entity": participant.entity, "role": participant.role} for participant in participants]


def evidence_record(evidence: Evidence) -> Record:
    return {
        "article": evidence.article, "quote": evidence.quote, "start": evidence.span.start, "end": evidence.span.end,
        "trigger": evidence.trigger, "participants": _participants(evidence.participants), "status": evidence.status,
        "date": evidence.occurred_on, "place": evidence.place, "extractor": evidence.extractor,
        "confidence": evidence.confidence,
    }


def evidence_of(record: Mapping[str, Any]) -> Evidence:
    return Evidence(
        article=record["article"], span=Span(start=record["start"], end=record["end"]), quote=record["quote"],
        extractor=record.get("extractor", ""), trigger=record["trigger"], confidence=record.get("confidence", 1.0),
        participants=tuple(Participant(**participant) for participant in record["participants"]),
        status=record["status"], occurred_on=record["date"], place=record["place"],
    )


def event_record(event: Event) -> Record:
    first = event.first_reported
    return {
        "id": event.id, "type": event.type, "mode": event.mode, "status": event.status,
        "participants": _participants(event.participants), "date": event.occurred_on, "place": event.place,
        "evidence": [evidence_record(evidence) for evidence in event.evidence], "confidence": event.confidence,
        "reports": event.reports, "languages": list(event.languages), "publishers": list(event.publishers),
        "first_reported": {"article": first.article, "published": first.published} if first else None,
        "history": [
            {"published": notice.published, "status": notice.status, "article": notice.article}
            for notice in event.history
        ],
    }


def event_of(record: Mapping[str, Any]) -> Event:
    """The event of a line of ``events.jsonl``; what other writers of the format may leave out has defaults."""
    evidence = tuple(evidence_of(evidence) for evidence in record["evidence"])
    return Event(
        id=record["id"], type=record["type"], mode=record["mode"], status=record["status"],
        participants=tuple(Participant(**participant) for participant in record["participants"]),
        evidence=evidence, occurred_on=record["date"], place=record["place"], confidence=record["confidence"],
        reports=record.get("reports", len({one.article for one in evidence})),
        languages=tuple(record.get("languages", ())), publishers=tuple(record.get("publishers", ())),
        history=tuple(Notice(**notice) for notice in record.get("history", ())),
    )


def relation_record(relation: Relation) -> Record:
    """What `kg.exporters.lines.relation_lines` writes, faster."""
    return {**relation_head(relation), "evidence": [evidence_record(evidence) for evidence in relation.evidence]}


def relation_head(relation: Relation) -> Record:
    """All but the evidence, which comes last."""
    names = [name for name in MEASURES if name in relation.measures]
    names += sorted(set(relation.measures) - set(MEASURES))
    titles = {"titles": [_office_record(office) for office in relation.titles]} if relation.titles else {}
    return {
        "source": relation.source, "target": relation.target, "type": relation.type, "weight": relation.weight,
        "count": relation.count, **{name: relation.measures[name] for name in names},
        "first_seen": relation.first_seen, "last_seen": relation.last_seen, "languages": list(relation.languages),
        **titles,
    }


def _office_record(office: Office) -> Record:
    return {
        "title": office.title, "english": office.english, "language": office.language, "count": office.count,
        "first_seen": office.first_seen, "last_seen": office.last_seen,
    }


def relation_of(record: Mapping[str, Any]) -> Relation:
    return Relation(
        source=record["source"], target=record["target"], type=record["type"], weight=record["weight"],
        count=record["count"], evidence=tuple(evidence_of(evidence) for evidence in record["evidence"]),
        measures={name: value for name, value in record.items() if name not in RELATION_KEYS},
        first_seen=record["first_seen"], last_seen=record["last_seen"], languages=tuple(record["languages"]),
        titles=tuple(Office(**office) for office in record.get("titles", ())),
    )


def problem_record(problem: Problem) -> Record:
    return {"source": problem.source, "stage": problem.stage, "reason": problem.reason, "hint": problem.hint}


def problem_of(record: Mapping[str, Any]) -> Problem:
    return Problem(
        source=record["source"], stage=record["stage"], reason=record["reason"], hint=record["hint"]
    )


def judgement_record(judgement: Judgement) -> Record:
    return {
        "left": judgement.left, "right": judgement.right, "verdict": judgement.verdict, "score": judgement.score,
        "rule": judgement.rule, "reasons": list(judgement.reasons), "features": dict(judgement.features),
        "left_entity": judgement.left_entity, "right_entity": judgement.right_entity,
        "articles": list(judgement.articles),
    }


def judgement_of(record: Mapping[str, Any]) -> Judgement:
    return Judgement(
        left=record["left"], right=record["right"], verdict=record["verdict"], score=record["score"],
        rule=record["rule"], reasons=tuple(record["reasons"]), features=tuple(record["features"].items()),
        left_entity=record["left_entity"], right_entity=record["right_entity"], articles=tuple(record["articles"]),
    )
