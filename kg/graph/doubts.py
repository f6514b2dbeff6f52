"""Pairs of entities that may be one: where the evidence was neither enough to join them nor to tell them apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.graph.explain import shown
from kg.graph.passages import passage
from kg.graph.results import Cell, Quote
from kg.graph.source import Source
from kg.model import Entity, Evidence, Judgement

EXAMPLES = 2
"""Sentences shown of each of the two."""
NAMES = 6
"""Names shown of each in one language."""

Quotes = Callable[[Iterable[Evidence]], tuple[Quote, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of a doubtful pair: what it is called, how often it stands, and two sentences that name it."""

    id: str
    label: str
    type: str
    country: str | None
    articles: int
    mentions: int
    names: Mapping[str, tuple[str, ...]]
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A doubtful pair. ``score`` is the best judgement's (0..1), ``rule`` and ``reasons`` say where it comes from,
    ``articles`` counts those that would move if the two were one: the articles of the rarer one. ``about`` are the two
    names that were compared: one of them may stand for a third entity too (克林顿 for Bill and for Hillary)."""

    left: Side
    right: Side
    score: float
    rule: str
    reasons: tuple[str, ...]
    articles: int
    about: tuple[str, str]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Headings of a table."""
        return ("score", "articles", "one", "other", "rule", "why")

    def cells(self) -> tuple[Cell, ...]:
        """One per column."""
        return (self.score, self.articles, _short(self.left), _short(self.right), self.rule, "; ".join(self.reasons))


def _short(side: Side) -> str:
    return f"{side.label} ({side.type}, {side.articles})"


def doubtful(source: Source, near: str | None = None) -> list[tuple[Judgement, Entity, Entity]]:
    """The best unsure judgement of each pair of entities, those first on which most hangs: the score times the logarithm
    of the articles of the rarer one. ``near`` is the id of an entity that has to be one of the two."""
    best: dict[tuple[str, str], Judgement] = {}
    for one in source.judgements() if near is None else source.judgements_of(near):
        pair = min(one.left_entity, one.right_entity), max(one.left_entity, one.right_entity)
        open_ = one.verdict == "unsure" and all(pair) and pair[0] != pair[1]
        if open_ and (pair not in best or one.score > best[pair].score):
            best[pair] = one
    found: list[tuple[Judgement, Entity, Entity]] = []
    for (left, right), judgement in best.items():
        a, b = source.entity(left), source.entity(right)
        if a is not None and b is not None:
            first, second = sorted((a, b), key=lambda entity: (-entity.articles, entity.id))
            found.append((judgement, first, second))
    return sorted(found, key=lambda row: (-weight(row[0].score, row[2].articles), row[1].id, row[2].id))


def weight(score: float, articles: int) -> float:
    """How much a doubtful pair matters."""
    return score * math.log1p(articles)


def doubt(source: Source, quotes: Quotes, row: tuple[Judgement, Entity, Entity]) -> Doubt:
    """A doubtful pair with examples from the articles."""
    judgement, left, right = row
    return Doubt(
        left=_side(source, quotes, left), right=_side(source, quotes, right), score=judgement.score,
        rule=judgement.rule, reasons=(*judgement.reasons, *(f"{name} {n:g}" for name, n in judgement.features)),
        articles=right.articles, about=(shown(judgement.left, left, right), shown(judgement.right, left, right)),
    )


def _side(source: Source, quotes: Quotes, entity: Entity) -> Side:
    names: dict[str, list[str]] = {}
    for alias in entity.aliases:
        names.setdefault(alias.language, []).append(alias.name)
    return Side(
        id=entity.id, label=entity.label, type=entity.type, country=entity.country, articles=entity.articles,
        mentions=entity.mentions, evidence=quotes(_examples(source, entity)),
        names={language: tuple(found[:NAMES]) for language, found in sorted(names.items())},
    )


def _examples(source: Source, entity: Entity) -> list[Evidence]:
    """The first sentences with the entity of two articles, in different languages where there are."""
    spans = source.spans_of(entity.id)
    found: dict[str, Evidence] = {}
    rest: list[Evidence] = []
    for article in sorted(spans)[:50]:
        document = source.document(article)
        if document is None:
            continue
        sentence = passage(document, spans[article])
        if document.tag in found:
            rest.append(sentence)
        else:
            found[document.tag] = sentence
        if len(found) >= EXAMPLES:
            break
    return [*found.values(), *rest][:EXAMPLES]
