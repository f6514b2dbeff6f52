"""What the page embeds, compactly: numbers in place of ids, columns in place of records.

Two parts, so that the page opens before it has parsed what nobody may ever click: the graph (names, pairs, events),
and the evidence (passages with the places of names in them, and the articles they come from).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from typing import Any

from kg.exporters.html.pairs import Pair
from kg.graph.schema import LANGUAGE_LABELS, TYPE_COLORS, labels
from kg.model import ENTITY_TYPES, MODES, STATUSES, Build, Document, Entity, Evidence
from kg.names.spelling import simplify

LANGUAGES = tuple(LANGUAGE_LABELS)
ALIASES_KEPT = 40
NAME_CHARS = 160
QUOTE_CHARS = 1_200
CO_MENTION_QUOTES = 6
EVENT_REPORTS = 30
ARTICLES_KEPT = 40
"""The newest articles of an entity that its panel lists; its counts are of all."""

_HAN = re.compile("[\u3400-\u9fff]")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def utf16(text: str, at: int) -> int:
    """The offset that JavaScript counts for code point ``at``: characters beyond the basic plane count twice."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def script_table(names: Iterable[str]) -> dict[str, str]:
    """Traditional to Simplified characters, as far as the names need it: the search box folds with it."""
    wanted = {char for name in names for char in simplify(name) if _HAN.match(char)}
    every = [chr(code) for code in range(0x3400, 0xA000)]
    simple = simplify("\n".join(every)).split("\n")
    return {one: other for one, other in zip(every, simple, strict=True) if one != other and other in wanted}


class Evidences:
    """Passages and articles, each embedded once and known by its number."""

    def __init__(self, build: Build, number: dict[str, int]) -> None:
        self.articles: list[list[Any]] = []
        self.quotes: list[list[Any]] = []
        self._documents = {document.id: document for document in build.documents}
        self._article: dict[str, int] = {}
        self._quote: dict[tuple[str, int, int], int] = {}
        self._marks: dict[str, list[tuple[int, int, int]]] = {}
        for mention, entity in build.mentions:
            marks = self._marks.setdefault(mention.article, [])
            marks.append((mention.span.start, mention.span.end, number[entity]))
        for marks in self._marks.values():
            marks.sort()

    def article(self, id_: str) -> int:
        """The number of an article: [title, publisher, date, URL or "", language, source]."""
        if id_ not in self._article:
            document: Document | None = self._documents.get(id_)
            self._article[id_] = len(self.articles)
            self.articles.append([
                _cut(document.title or "", 300), _cut(document.publisher or "", 120), (document.published or "")[:10],
                _web(document.url), document.tag, _cut(document.source, 300),
            ] if document else ["", "", "", "", "", id_])
        return self._article[id_]

    def quote(self, evidence: Evidence) -> int:
        """The number of a passage: [article, text, marks], marks flat: start, end, entity, start, end, ..."""
        key = (evidence.article, evidence.span.start, evidence.span.end)
        if key not in self._quote:
            self._quote[key] = len(self.quotes)
            text = _cut(evidence.quote, QUOTE_CHARS)
            self.quotes.append([self.article(evidence.article), text, self._within(evidence, text)])
        return self._quote[key]

    def _within(self, evidence: Evidence, text: str) -> list[int]:
        marks = self._marks.get(evidence.article, [])
        found: list[int] = []
        used = 0
        at = bisect.bisect_left(marks, (evidence.span.start, 0, 0))
        while at < len(marks) and marks[at][1] <= evidence.span.end:
            start, end = marks[at][0] - evidence.span.start, marks[at][1] - evidence.span.start
            if start >= used and end <= len(text):
                found += [utf16(text, start), utf16(text, end), marks[at][2]]
                used = end
            at += 1
        return found


def _web(url: str | None) -> str:
    """The URL where it is one of the web, else nothing: ``javascript:`` and its kind never reach the page."""
    return url if url and re.match(r"https?://[^\s\"'<>]+\Z", url, re.IGNORECASE) and len(url) <= 2000 else ""


def _aliases(entity: Entity) -> list[list[str]]:
    """Names by language, in the order of `LANGUAGES`, then others; each list cut."""
    found: list[list[str]] = [[] for _ in LANGUAGES]
    for alias in entity.aliases:
        place = LANGUAGES.index(alias.language) if alias.language in LANGUAGES else 0
        if len(found[place]) < ALIASES_KEPT:
            found[place].append(_cut(alias.name, NAME_CHARS))
    return found


def entity_columns(build: Build) -> dict[str, Any]:
    """Entities as columns; names shown as one list per language, empty where there is none."""
    counts: dict[str, dict[str, int]] = {}
    for mention, entity in build.mentions:
        seen = counts.setdefault(entity, {})
        seen[mention.text] = seen.get(mention.text, 0) + 1
    shown = [labels(entity, counts.get(entity.id, {})) for entity in build.entities]
    return {
        "id": [entity.id for entity in build.entities],
        "label": [_cut(entity.label, NAME_CHARS) for entity in build.entities],
        "names": [[_cut(found.get(language, ""), NAME_CHARS) for found in shown] for language in LANGUAGES],
        "type": [ENTITY_TYPES.index(entity.type) for entity in build.entities],
        "country": [entity.country or "" for entity in build.entities],
        "articles": [entity.articles for entity in build.entities],
        "mentions": [entity.mentions for entity in build.entities],
        "aliases": [_aliases(entity) for entity in build.entities],
    }


def _language_bits(pair: Pair) -> int:
    languages = {tag for relation in (pair.met, pair.co_mentioned) if relation for tag in relation.languages}
    return sum(1 << number for number, tag in enumerate(LANGUAGES) if tag in languages)


def pair_columns(pairs: Sequence[Pair]) -> dict[str, list[Any]]:
    """Pairs as columns; ``first`` and ``last`` are the dates of co-mentions."""
    names = ("a", "b", "weight", "sentences", "articles", "held", "planned", "refused")
    found: dict[str, list[Any]] = {name: [getattr(pair, name) for pair in pairs] for name in names}
    found["npmi"] = [round(pair.npmi, 3) for pair in pairs]
    found["first"] = [(p.co_mentioned.first_seen or "")[:10] if p.co_mentioned else "" for p in pairs]
    found["last"] = [(p.co_mentioned.last_seen or "")[:10] if p.co_mentioned else "" for p in pairs]
    found["languages"] = [_language_bits(pair) for pair in pairs]
    return found


def _newest(build: Build, number: dict[str, int], evidences: Evidences) -> list[list[int]]:
    """For each entity the numbers of its newest articles, newest first, undated last."""
    published = {document.id: document.published or "" for document in build.documents}
    named: list[set[str]] = [set() for _ in build.entities]
    for mention, entity in build.mentions:
        named[number[entity]].add(mention.article)

    def newest(ids: set[str]) -> list[str]:
        return sorted(sorted(ids), key=lambda id_: published.get(id_, ""), reverse=True)[:ARTICLES_KEPT]

    return [[evidences.article(id_) for id_ in newest(ids)] for ids in named]


def payload(build: Build, pairs: Sequence[Pair], min_weight: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """(graph, evidence), both ready for JSON; keys as the page's scripts read them."""
    number = {entity.id: index for index, entity in enumerate(build.entities)}
    evidences = Evidences(build, number)
    events = [
        [
            [number[participant.entity] for participant in event.participants], MODES.index(event.mode),
            STATUSES.index(event.status), event.occurred_on or "", number.get(event.place or "", -1),
            len({evidence.article for evidence in event.evidence}),
        ]
        for event in build.events
    ]
    dates = sorted(document.published[:10] for document in build.documents if document.published)
    graph = {
        "articles": len(build.documents), "dates": [dates[0], dates[-1]] if dates else [], "minWeight": min_weight,
        "types": list(ENTITY_TYPES), "colors": [TYPE_COLORS[type_] for type_ in ENTITY_TYPES],
        "languages": list(LANGUAGES), "modes": list(MODES), "statuses": list(STATUSES),
        "entities": entity_columns(build), "pairs": pair_columns(pairs), "events": events,
        "simplified": script_table(alias.name for entity in build.entities for alias in entity.aliases),
    }
    reports = [[[evidences.quote(e), _status(e)] for e in event.evidence[:EVENT_REPORTS]] for event in build.events]
    together = [
        [evidences.quote(e) for e in pair.co_mentioned.evidence[:CO_MENTION_QUOTES]] if pair.co_mentioned else []
        for pair in pairs
    ]
    newest = _newest(build, number, evidences)
    return graph, {
        "articles": evidences.articles, "quotes": evidences.quotes, "events": reports, "pairs": together,
        "entities": newest,
    }


def _status(evidence: Evidence) -> int:
    return STATUSES.index(evidence.status) if evidence.status else -1


