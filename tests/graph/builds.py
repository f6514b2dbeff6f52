"""Small builds made by hand, for tests of the graph and of exporters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import Problem
from kg.model import (
    Build,
    Document,
    Entity,
    EntityType,
    Event,
    Evidence,
    Mention,
    Mode,
    Participant,
    Relation,
    Span,
    Status,
    digest,
    make_aliases,
)

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
EVIL_URL = "javascript:alert(3)"


def document(source: str, text: str, tag: str = "en", **facts: str | None) -> Document:
    language, _, script = tag.partition("-")
    return Document(
        id=digest(source, text), source=source, language=language, script=script or "Latn", text=text, analysed=text,
        title=facts.get("title"), published=facts.get("published"), url=facts.get("url"),
        publisher=facts.get("publisher"),
    )


def entity(
    id_: str, type_: EntityType, label: str, country: str | None = None, articles: int = 1, **names: str,
) -> Entity:
    """An entity; ``names`` maps languages (``zh_Hans`` for ``zh-Hans``) to names separated by ``|``."""
    pairs = [(tag.replace("_", "-"), name) for tag, cell in names.items() for name in cell.split("|")]
    return Entity(
        id=id_, type=type_, label=label, aliases=make_aliases([*pairs, ("en", label)]), country=country,
        articles=articles, mentions=2 * articles,
    )


def evidence(doc: Document, quote: str, **facts: str | None) -> Evidence:
    start = doc.text.index(quote)
    status: Status | None = facts.get("status")  # type: ignore[assignment]
    return Evidence(
        article=doc.id, span=Span(start=start, end=start + len(quote)), quote=quote, extractor="test",
        trigger=facts.get("trigger") or "", status=status, occurred_on=facts.get("date"), place=facts.get("place"),
    )


def event(
    id_: str, who: list[str], said: tuple[Evidence, ...], status: Status = "held", mode: Mode = "meeting",
    date: str | None = None, place: str | None = None,
) -> Event:
    return Event(
        id=id_, type="consult", mode=mode, status=status, occurred_on=date, place=place, evidence=said,
        participants=tuple(Participant(entity=name) for name in sorted(who)), confidence=0.9,
    )


def relation(
    a: str, b: str, type_: str, said: tuple[Evidence, ...], weight: int = 1, **measures: float,
) -> Relation:
    source, target = sorted((a, b))
    return Relation(
        source=source, target=target, type=type_, weight=weight, count=weight + 1, evidence=said,
        measures=measures, first_seen="2024-01-26", last_seen="2024-02-01", languages=("en", "zh-Hans"),
    )


def mentions(
    docs: tuple[Document, ...], names: Mapping[str, tuple[EntityType, str]],
) -> tuple[tuple[Mention, str], ...]:
    """Every occurrence of the names (regular expressions) in the documents."""
    found = []
    for doc in docs:
        for id_, (type_, pattern) in names.items():
            for match in re.finditer(pattern, doc.text):
                at = Span(start=match.start(), end=match.end())
                found.append((Mention.of(doc, at, type_, "test"), id_))
    return tuple(sorted(found, key=lambda pair: (pair[0].article, pair[0].span, pair[1])))


def demo() -> Build:
    """Three articles, eight entities (two named Wang), three events, a hostile publisher and URL."""
    english = document(
        "a/en.md",
        "Talks in Bangkok\n\nWang Yi met Jake Sullivan in Bangkok on Friday. Joe Biden hopes to see Xi Jinping.",
        title="Talks in Bangkok", published="2024-01-27T10:00:00+00:00", url="https://news.example/1",
        publisher="Example News",
    )
    chinese = document(
        "a/zh.html", "王毅会见沙利文\n\n𠮷王毅26日在曼谷会见沙利文。拜登未到场。", "zh-Hans",
        title="王毅会见沙利文", published="2024-01-26", url=EVIL_URL, publisher=HOSTILE,
    )
    german = document(
        "b/de.txt", f"Kurz notiert\n\nWang Li sprach {HOSTILE} über die DEA.\u2028Ende", "de", title=HOSTILE,
    )
    entities = (
        entity("country:CN", "country", "China", "CN", 3, de="China", zh_Hans="中国", zh_Hant="中國"),
        entity("p1", "person", "Wang Yi", "CN", 2, zh_Hans="王毅", de="Wang Yi"),
        entity("p2", "person", "Jake Sullivan", "US", 2, zh_Hans="沙利文", zh_Hant="蘇利文"),
        entity("p3", "person", "Joe Biden", "US", 2, zh_Hans="拜登", en="Biden"),
        entity("p4", "person", "Xi Jinping", "CN", 1, zh_Hans="习近平", zh_Hant="習近平"),
        entity("p5", "person", "Wang Li", None, 1, en="Wang", zh_Hans="王毅"),
        entity("agency:dea", "agency", "Drug Enforcement Administration", "US", 1, en="DEA"),
        entity("place:bangkok", "place", "Bangkok", "TH", 2, zh_Hans="曼谷"),
    )
    en_met = evidence(
        english, "Wang Yi met Jake Sullivan in Bangkok on Friday.", status="held", date="2024-01-26", trigger="met",
    )
    zh_met = evidence(chinese, "𠮷王毅26日在曼谷会见沙利文。", status="held", date="2024-01-26", trigger="会见")
    hopes = evidence(english, "Joe Biden hopes to see Xi Jinping.", status="planned", trigger="see")
    absent = evidence(chinese, "拜登未到场。", status="refused")
    odd = evidence(german, f"Wang Li sprach {HOSTILE} über die DEA.")
    docs = tuple(sorted((english, chinese, german), key=lambda doc: doc.id))
    names: dict[str, tuple[EntityType, str]] = {
        "p1": ("person", "Wang Yi|王毅"), "p2": ("person", "Jake Sullivan|沙利文"), "p3": ("person", "Joe Biden|拜登"),
        "p4": ("person", "Xi Jinping"), "p5": ("person", "Wang Li"), "agency:dea": ("agency", "DEA"),
        "place:bangkok": ("place", "Bangkok|曼谷"),
    }
    events = (
        event("e1", ["p1", "p2"], (en_met, zh_met), date="2024-01-26", place="place:bangkok"),
        event("e2", ["p3", "p4"], (hopes,), status="planned", mode="call"),
        event("e3", ["p1", "p3"], (absent,), status="refused", date="2024-01"),
    )
    relations = (
        relation("p1", "p2", "co_mentioned", (en_met, zh_met), 2, sentences=2, articles=2, npmi=0.6131),
        relation("p1", "p2", "met", (en_met, zh_met), 2, held=2, planned=0, refused=0),
        relation("p1", "p3", "co_mentioned", (absent,), 1, sentences=0, articles=1, npmi=-0.1),
        relation("p1", "p3", "met", (absent,), 0, held=0, planned=0, refused=1),
        relation("p3", "p4", "met", (hopes,), 0, held=0, planned=1, refused=0),
        relation("p5", "agency:dea", "co_mentioned", (odd,), 1, sentences=1, articles=1, npmi=1.0),
    )
    return Build(
        documents=docs, entities=tuple(sorted(entities, key=lambda e: e.id)), mentions=mentions(docs, names),
        events=events, relations=tuple(sorted(relations, key=lambda r: (r.source, r.target, r.type))),
        problems=(Problem(source="c/x.bin", stage="read", reason="binary file", hint="give text"),),
        settings={"tables": "1", "languages": {"en": "blank"}},
    )


EMPTY = Build(documents=(), entities=(), mentions=(), events=(), relations=())
