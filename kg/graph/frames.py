"""Tables of a build, for pandas and polars: articles, entities, mentions, events and relations, one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import KGError
from kg.graph.schema import EDGE_ATTRIBUTES, edge_attributes, labels, short_quote
from kg.model import Build
from kg.registry import choices

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Cell = str | int | float | None
Rows = Iterator[Mapping[str, Cell]]

_LABELS = {"label_en": "en", "label_de": "de", "label_zh_hans": "zh-Hans", "label_zh_hant": "zh-Hant"}


def _articles(build: Build) -> Rows:
    for d in build.documents:
        yield {
            "id": d.id, "source": d.source, "language": d.tag, "title": d.title, "published": d.published,
            "publisher": d.publisher, "url": d.url, "copies": len(d.duplicates), "characters": len(d.text),
        }


def _entities(build: Build) -> Rows:
    for e in build.entities:
        shown = labels(e, {})
        yield {
            "id": e.id, "type": e.type, "label": e.label, "country": e.country, "articles": e.articles,
            "mentions": e.mentions, **{column: shown.get(language) for column, language in _LABELS.items()},
            "aliases": " | ".join(dict.fromkeys(alias.name for alias in e.aliases)),
        }


def _mentions(build: Build) -> Rows:
    for mention, entity in build.mentions:
        yield {
            "article": mention.article, "entity": entity, "text": mention.text, "start": mention.span.start,
            "end": mention.span.end, "recognizer": mention.recognizer,
        }


def _events(build: Build) -> Rows:
    names = {entity.id: entity.label for entity in build.entities}
    for e in build.events:
        who = [participant.entity for participant in e.participants]
        yield {
            "id": e.id, "mode": e.mode, "status": e.status, "date": e.occurred_on,
            "place": names.get(e.place, e.place) if e.place else None,
            "participants": " | ".join(names.get(one, one) for one in who), "participant_ids": " | ".join(who),
            "reports": e.reports, "confidence": e.confidence, "quote": " ".join(e.evidence[0].quote.split()),
        }


def _relations(build: Build) -> Rows:
    names = {entity.id: entity.label for entity in build.entities}
    blank: dict[str, Cell] = dict.fromkeys(name for name in EDGE_ATTRIBUTES if name != "quote")
    for r in build.relations:
        ends = {
            "source": r.source, "target": r.target, "source_label": names.get(r.source, r.source),
            "target_label": names.get(r.target, r.target),
        }
        found = {name: value for name, value in edge_attributes(r).items() if value != "" and name in blank}
        yield ends | blank | found | {"quote": short_quote(r)}


TABLES: dict[str, Callable[[Build], Rows]] = {
    "articles": _articles, "entities": _entities, "mentions": _mentions, "events": _events, "relations": _relations,
}


def _table(name: str) -> Callable[[Build], Rows]:
    if name not in TABLES:
        raise KGError(f"no table {name!r}{choices(name, TABLES)}")
    return TABLES[name]


def to_pandas(build: Build, table: str) -> pd.DataFrame:
    """A table of `TABLES` as a pandas frame. Raises `KGError` where there is none of that name."""
    import pandas as pd

    rows = list(_table(table)(build))
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=list(_columns(table)))


def to_polars(build: Build, table: str) -> pl.DataFrame:
    """A table of `TABLES` as a polars frame. Raises `KGError` where there is none of that name, or no polars."""
    rows = list(_table(table)(build))
    return polars_frame(list(rows[0] if rows else _columns(table)), (tuple(row.values()) for row in rows))


def polars_frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pl.DataFrame:
    """Rows as a polars frame. Raises `KGError` where polars isn't installed."""
    try:
        import polars as pl
    except ImportError:
        raise KGError("polars isn't installed: pip install 'kg[polars]', or use to_pandas()") from None
    return pl.DataFrame(list(rows), schema=list(columns), orient="row", infer_schema_length=None)


def _columns(table: str) -> Iterable[str]:
    """The columns of a table without rows."""
    from kg.model import Document, Entity, Event, Evidence, Mention, Participant, Relation, Span, make_aliases

    at = Span(start=0, end=1)
    said = (Evidence(article="a", span=at, quote="x", extractor=""),)
    pair = (Participant(entity="a"), Participant(entity="b"))
    one = Build(
        documents=(Document(id="a", source="a", language="en", script="Latn", text="x", analysed="x"),),
        entities=(Entity(id="a", type="place", label="x", aliases=make_aliases([("en", "x")])),),
        mentions=((Mention(article="a", span=at, text="x", at=at, name="x", type="place", recognizer=""), "a"),),
        events=(Event(id="e", type="consult", mode="call", status="held", participants=pair, evidence=said),),
        relations=(Relation(source="a", target="b", type="met", weight=1, count=1, evidence=said),),
    )
    return next(TABLES[table](one))
