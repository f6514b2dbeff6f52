"""Why two entities are linked, and where each number of their link comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.results import Cell, Meeting, Quote, Rows
from kg.graph.source import Source
from kg.model import Event, Relation

SHOWN = 5
"""Passages and meetings that the text of an explanation shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a link, and how it was counted."""

    name: str
    value: str | int | float
    means: str

    def __str__(self) -> str:
        return f"{self.name} {self.value}: {self.means}"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Headings of a table."""
        return ("number", "value", "comes from")

    def cells(self) -> tuple[Cell, ...]:
        """One per column."""
        return (self.name, self.value, self.means)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkExplained:
    """What links ``source`` and ``target`` (labels): the numbers of the relation, the meetings behind ``met``, and the
    passages that say so. Prints as text, and as tables in a notebook."""

    source: str
    target: str
    relation: str
    numbers: Rows[Number]
    meetings: Rows[Meeting]
    evidence: tuple[Quote, ...]

    def _title(self) -> str:
        return f"{self.source} – {self.target}: {self.relation}"

    def __str__(self) -> str:
        parts = [self._title(), *(f"  {number}" for number in self.numbers)]
        if self.meetings:
            parts.append(str(Rows(Meeting, self.meetings[:SHOWN])))
        parts += [f"  {quote}" for quote in self.evidence[:SHOWN]]
        if len(self.evidence) > SHOWN:
            parts.append(f"  and {len(self.evidence) - SHOWN} more passages")
        return "\n".join("".join(c if c.isprintable() or c == "\n" else " " for c in part) for part in parts)

    def _repr_html_(self) -> str:
        import html

        meetings = self.meetings._repr_html_() if self.meetings else ""
        quotes = "".join(f"<li>{html.escape(str(quote))}</li>" for quote in self.evidence)
        return f"<h4>{html.escape(self._title())}</h4>{self.numbers._repr_html_()}{meetings}<ul>{quotes}</ul>"


def numbers(source: Source, relation: Relation, events: Iterable[Event]) -> Rows[Number]:
    """The numbers of a relation; ``events`` are those that both took part in."""
    found = {"met": _met, "co_mentioned": _co_mentioned, "holds_role": _office}.get(relation.type, _other)
    rows = found(source, relation, list(events))
    if relation.first_seen and relation.last_seen:
        what = "day of the meeting, or of publication where it has none" if relation.type == "met" else "day of publication"
        rows.append(Number(name="first_seen", value=relation.first_seen, means=f"earliest {what}"))
        rows.append(Number(name="last_seen", value=relation.last_seen, means=f"latest {what}"))
    rows.append(Number(
        name="languages", value=", ".join(relation.languages), means="languages of the articles that say so",
    ))
    return Rows(Number, rows)


def _copies(source: Source, relation: Relation) -> str:
    documents = (source.document(article) for article in {evidence.article for evidence in relation.evidence})
    copies = sum(len(document.duplicates) for document in documents if document)
    return f"all reports, with {copies} folded copies of their articles" if copies else "all reports; no article has copies"


def _met(source: Source, relation: Relation, events: list[Event]) -> list[Number]:
    held = sum(event.status == "held" for event in events)
    rows = [
        Number(
            name="weight", value=relation.weight,
            means=f"independent reports of contacts that were held; there are {len(events)} contacts, {held} of them held",
        ),
        Number(name="count", value=relation.count, means=_copies(source, relation)),
    ]
    return rows + [
        Number(name=status, value=relation.measures[status], means=f"reports that say {status}")
        for status in ("held", "planned", "refused") if status in relation.measures
    ]


def _co_mentioned(source: Source, relation: Relation, events: list[Event]) -> list[Number]:
    total, both = source.counts()["articles"], int(relation.measures.get("articles", relation.weight))
    one, other = (entity.articles if (entity := source.entity(id_)) else 0 for id_ in (relation.source, relation.target))
    chance = one * other / total if total else 0.0
    times = f", {both / chance:.1f} times as many as chance would have ({chance:.2g})" if chance else ""
    bound = -math.log(both / total) if 0 < both < total else 0.0
    formula = f"log({both}·{total} / ({one}·{other})) / {bound:.3f}" if bound and one and other else "nothing to compare"
    return [
        Number(name="weight", value=relation.weight, means="independent articles that name both"),
        Number(name="count", value=relation.count, means=_copies(source, relation)),
        Number(
            name="articles", value=both,
            means=f"of {total}; one is named in {one}, the other in {other}{times}",
        ),
        Number(name="sentences", value=relation.measures.get("sentences", 0), means="sentences that name both"),
        Number(
            name="npmi", value=relation.measures.get("npmi", 0.0),
            means=f"-1 never together, 0 as by chance, 1 always together: {formula}",
        ),
    ]


def _office(source: Source, relation: Relation, events: list[Event]) -> list[Number]:
    rows = _other(source, relation, events)
    titles = ", ".join(dict.fromkeys(office.english for office in relation.titles))
    titles = titles or ", ".join(dict.fromkeys(one.trigger for one in relation.evidence if one.trigger))
    return [Number(name="title", value=titles, means="titles that stand at the name"), *rows]


def _other(source: Source, relation: Relation, events: list[Event]) -> list[Number]:
    return [
        Number(name="weight", value=relation.weight, means="independent articles that say so"),
        Number(name="count", value=relation.count, means=_copies(source, relation)),
    ]


def strongest(relations: Iterable[Relation]) -> Relation | None:
    """Of the relations of one pair the one that says most: a held meeting, then an office, then any other."""
    def rank(relation: Relation) -> tuple[bool, bool, int, str]:
        held = relation.type == "met" and bool(relation.measures.get("held", relation.weight))
        return (not held, relation.type != "holds_role", -relation.weight, relation.type)

    return min(relations, key=rank, default=None)
