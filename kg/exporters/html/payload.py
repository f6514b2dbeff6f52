"""What the page embeds, compactly: numbers in place of ids, columns in place of records.

In parts, so that the page opens before it has read what nobody may ever click: the graph (names, pairs, events), what
the search box needs, the articles' titles, and the passages in chunks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kg.exporters.html.core import strength
from kg.exporters.html.packing import deltas
from kg.exporters.html.pairs import Pair
from kg.exporters.html.passages import REPORTS_KEPT, Passages, cut, together
from kg.graph.census import census_of
from kg.graph.schema import LANGUAGE_LABELS, TYPE_COLORS, labels
from kg.model import ENTITY_TYPES, MODES, STATUSES, Build, Document, Entity, Event, Evidence, Relation
from kg.names.spelling import simplify

LANGUAGES = tuple(LANGUAGE_LABELS)
ALIASES_KEPT = 40
NAME_CHARS = 160
UNDATED = -1_000_000
"""The day of an article without a date: before all days that there are."""
CHUNK_CHARS = 300_000
"""Passages per chunk: what one click has to decode."""

_HAN = re.compile("[\u3400-\u9fff]")


def script_table(names: Iterable[str]) -> dict[str, str]:
    """Traditional to Simplified characters, as far as the names need it: the search box folds with it."""
    used = "".join(sorted(set("".join(names))))
    wanted = {char for char in simplify(used) if _HAN.match(char)}
    every = [chr(code) for code in range(0x3400, 0xA000)]
    simple = simplify("\n".join(every)).split("\n")
    return {one: other for one, other in zip(every, simple, strict=True) if one != other and other in wanted}


def by_date(build: Build) -> list[Document]:
    """The articles as the page numbers them: by date of publication, undated ones first."""
    return sorted(build.documents, key=lambda document: (_day(document.published), document.id))


def _day(published: str | None) -> int:
    """Days since 1970 (before: below 0); `UNDATED` where there is no date, or none that a calendar has."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal() - 719_163
    except ValueError:
        return UNDATED


def _web(url: str | None) -> str:
    """The URL where it is one of the web, else nothing: ``javascript:`` and its kind never reach the page."""
    return url if url and re.match(r"https?://[^\s\"'<>]+\Z", url, re.IGNORECASE) and len(url) <= 2000 else ""


def article_facts(documents: Sequence[Document]) -> tuple[dict[str, Any], list[str]]:
    """Columns by which articles are filtered (``day``; ``publisher``; ``language``), and the publishers."""
    counts: dict[str, int] = {}
    for document in documents:
        counts[document.publisher or ""] = counts.get(document.publisher or "", 0) + 1
    publishers = sorted(counts, key=lambda name: (-counts[name], name))
    number = {name: index for index, name in enumerate(publishers)}
    return {
        "day": [_day(document.published) for document in documents],
        "publisher": [number[document.publisher or ""] for document in documents],
        "language": [LANGUAGES.index(d.tag) if d.tag in LANGUAGES else 0 for d in documents],
    }, [cut(name, 120) for name in publishers]


def article_titles(documents: Sequence[Document]) -> dict[str, list[str]]:
    """Columns that are only read: ``title``, ``url`` ("" unless http or https), ``source``."""
    return {
        "title": [cut(document.title or "", 300) for document in documents],
        "url": [_web(document.url) for document in documents],
        "source": [cut(document.source, 300) for document in documents],
    }


def entity_columns(build: Build, articles: dict[str, int]) -> dict[str, Any]:
    """Entities as columns; ``names`` one list per language (empty where there is none, null where it is the label);
    ``seen`` the numbers of the articles that name each, as `deltas`."""
    census = census_of(build)
    # the census numbers all articles by id, the page those it holds by date
    here = [articles.get(id_, -1) for id_ in census.number]
    seen = ([number for every in census.named.get(one.id, ()) if (number := here[every]) >= 0] for one in build.entities)
    shown = [labels(entity, census.spelled.get(entity.id, {})) for entity in build.entities]

    def name(entity: Entity, found: str) -> str | None:
        return None if found == entity.label else cut(found, NAME_CHARS)

    return {
        "id": [entity.id for entity in build.entities],
        "label": [cut(entity.label, NAME_CHARS) for entity in build.entities],
        "names": [
            [name(entity, found.get(language, "")) for entity, found in zip(build.entities, shown, strict=True)]
            for language in LANGUAGES
        ],
        "type": [ENTITY_TYPES.index(entity.type) for entity in build.entities],
        "country": [entity.country or "" for entity in build.entities],
        "articles": [entity.articles for entity in build.entities],
        "mentions": [entity.mentions for entity in build.entities],
        "seen": [deltas(sorted(numbers)) for numbers in seen],
    }


def _aliases(entity: Entity) -> list[list[str]]:
    """Names by language, in the order of `LANGUAGES`, then others; each list cut."""
    found: list[list[str]] = [[] for _ in LANGUAGES]
    for alias in entity.aliases:
        place = LANGUAGES.index(alias.language) if alias.language in LANGUAGES else 0
        if len(found[place]) < ALIASES_KEPT:
            found[place].append(cut(alias.name, NAME_CHARS))
    return found


def search_part(build: Build) -> dict[str, Any]:
    """All names (``aliases``), ``former`` ids, and the table that makes Traditional Chinese Simplified."""
    return {
        "aliases": [_aliases(entity) for entity in build.entities],
        "former": {str(index): list(one.former_ids) for index, one in enumerate(build.entities) if one.former_ids},
        "simplified": script_table(alias.name for entity in build.entities for alias in entity.aliases),
    }


def pair_columns(pairs: Sequence[Pair]) -> dict[str, list[int]]:
    """Pairs as columns; ``a`` as `deltas`, ``npmi`` in thousandths."""
    names = ("b", "weight", "sentences", "articles", "held", "planned", "refused")
    found: dict[str, list[int]] = {name: [getattr(pair, name) for pair in pairs] for name in names}
    return found | {"a": deltas(pair.a for pair in pairs), "npmi": [round(1000 * pair.npmi) for pair in pairs]}


def _reported(event: Event, articles: dict[str, int]) -> list[int]:
    """Numbers of all articles that report an event."""
    ids = {notice.article for notice in event.history} | {one.article for one in event.evidence}
    return sorted(articles[id_] for id_ in ids if id_ in articles)


def event_rows(build: Build, articles: dict[str, int]) -> list[list[Any]]:
    """Events: [participants, mode, status, date, place or -1, articles]."""
    number = {entity.id: index for index, entity in enumerate(build.entities)}
    return [
        [
            [number[participant.entity] for participant in event.participants], MODES.index(event.mode),
            STATUSES.index(event.status), event.occurred_on or "", number.get(event.place or "", -1),
            deltas(_reported(event, articles)),
        ]
        for event in build.events
    ]


def _fact(pair: int, relation: Relation, holder_is_a: bool, articles: dict[str, int]) -> list[Any]:
    titles = [
        [cut(office.title, NAME_CHARS), cut(office.english, NAME_CHARS), office.language, office.count,
         (office.first_seen or "")[:10], (office.last_seen or "")[:10]]
        for office in relation.titles
    ]
    said = sorted({articles[one.article] for one in relation.evidence if one.article in articles})
    return [
        pair, relation.type, int(holder_is_a), relation.count, (relation.first_seen or "")[:10],
        (relation.last_seen or "")[:10], titles, deltas(said),
    ]


def fact_rows(build: Build, pairs: Sequence[Pair], articles: dict[str, int]) -> list[list[Any]]:
    """Relations that are neither meetings nor co-mentions: [pair, type, whether the first of the pair is the source,
    reports, first seen, last seen, titles, articles]; titles: [title, in English, language, articles, first, last]."""
    return [
        _fact(number, relation, relation.source == build.entities[pair.a].id, articles)
        for number, pair in enumerate(pairs) for relation in pair.facts
    ]


def graph_part(build: Build, pairs: Sequence[Pair], min_weight: int) -> dict[str, Any]:
    """All that the picture and the filters need."""
    documents = by_date(build)
    number = {document.id: index for index, document in enumerate(documents)}
    facts, publishers = article_facts(documents)
    return {
        "minWeight": min_weight, "types": list(ENTITY_TYPES), "colors": [TYPE_COLORS[type_] for type_ in ENTITY_TYPES],
        "languages": list(LANGUAGES), "modes": list(MODES), "statuses": list(STATUSES), "publishers": publishers,
        "articles": facts, "entities": entity_columns(build, number), "pairs": pair_columns(pairs),
        "events": event_rows(build, number), "facts": fact_rows(build, pairs, number),
    }


def _said(passages: Passages, evidence: Sequence[Evidence]) -> list[list[int]]:
    return [
        [passages.number(one), STATUSES.index(one.status) if one.status else -1] for one in evidence[:REPORTS_KEPT]
    ]


def evidence_part(build: Build, pairs: Sequence[Pair]) -> tuple[dict[str, Any], list[list[Any]]]:
    """Which passages belong to what, and the passages in chunks.

    ``events`` and ``facts``: [passage, status as that article reports it or -1] lists; ``pairs``: passages that name
    both; ``starts``: number of the first passage of each chunk.
    """
    number = {document.id: index for index, document in enumerate(by_date(build))}
    passages = Passages(build, number)
    events = [_said(passages, event.evidence) for event in build.events]
    facts = [_said(passages, relation.evidence) for pair in pairs for relation in pair.facts]
    order = sorted(range(len(pairs)), key=lambda index: (-strength(pairs[index]), index))
    named = together(pairs, passages, order)
    starts, chars = [0], 0
    chunks: list[list[Any]] = [[]]
    for index, passage in enumerate(passages.found):
        if chars > CHUNK_CHARS:
            starts.append(index)
            chunks.append([])
            chars = 0
        chars += len(passage[1])
        chunks[-1].append(passage)
    return {"events": events, "facts": facts, "pairs": named, "starts": starts}, chunks
