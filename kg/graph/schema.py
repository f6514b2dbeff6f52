"""What nodes and edges carry: every attribute named once, flat (str, int, float), never None, never a list.

Reserved names stay out: no ``id``, ``start``, ``end``, and no edge attribute ``type`` (GEXF readers lose it).
A node attribute that an entity lacks is the empty string, so that all nodes have the same columns; an edge has only
the measures of its own relation.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from kg.knowledge import facts
from kg.model import Entity, EntityType, Office, Relation

NODE_ATTRIBUTES = {
    "label": "name shown", "type": "person, agency, organization, country or place (event where events are nodes)",
    "country": "ISO 3166 alpha-2 code, or empty", "aliases": "all names, joined by ' | '",
    "label_en": "English name, or empty", "label_de": "German name, or empty",
    "label_zh_hans": "Chinese name in Simplified script, or empty",
    "label_zh_hant": "Chinese name in Traditional script, or empty",
    "articles": "articles that name it", "mentions": "times it is named",
    "first_seen": "date of the earliest article that names it, or empty", "last_seen": "date of the latest one",
    "offices": "a person's offices in English, with body and dates, the most named first, joined by ' | '; or empty",
    "color": "colour of its type, #rrggbb", "size": "diameter for drawing, from the number of articles",
    "x": "layout, -1000 to 1000", "y": "layout, -1000 to 1000",
}
EDGE_ATTRIBUTES = {
    "relation": "met, co_mentioned, ...", "weight": "independent reports (of held meetings for met)",
    "count": "all reports", "held": "meetings held (met)", "planned": "meetings planned (met)",
    "refused": "meetings refused or denied (met)", "status": "held, planned or refused: the strongest reported (met)",
    "sentences": "sentences that name both (co_mentioned)", "articles": "articles that name both (co_mentioned)",
    "npmi": "normalised pointwise mutual information over articles, -1 to 1 (co_mentioned)",
    "first_seen": "date of the earliest report, or empty", "last_seen": "date of the latest report, or empty",
    "title": "titles as articles write them, joined by ' | ' (holds_role)",
    "title_en": "the same in English (holds_role)",
    "languages": "languages of the reports, joined by '|'", "quote": "one short passage that says so",
}

TYPE_COLORS = {
    "person": "#e0803a", "agency": "#2f7ebc", "organization": "#8a63c4", "country": "#2e9b6f", "place": "#7d8793",
    "event": "#c8a415",
}
"""One colour per type, told apart also by red-green blind readers (they differ in lightness too)."""

LANGUAGE_LABELS = {"en": "label_en", "de": "label_de", "zh-Hans": "label_zh_hans", "zh-Hant": "label_zh_hant"}

QUOTE_CHARS = 240
"""Quotes on edges are cut to this many code points."""

Attributes = dict[str, str | int | float]


def node_size(articles: int) -> float:
    """Diameter of a node that ``articles`` articles name: grows with the logarithm, 8 to about 60."""
    return round(8.0 + 4.5 * math.log2(1 + max(0, articles)), 2)


def _choose(names: list[str], type_: EntityType, counts: dict[str, int], chinese: bool) -> str:
    """The name to show of several in one language: the most used, but a person's full name rather than a part of it.

    Chinese texts call foreigners by their surname (拜登): there the most used name is the usual one, and of equally
    used ones the shortest.
    """

    def rank(name: str) -> tuple[bool, int, int, str]:
        if chinese:
            return (len(name) < 2, -counts.get(name, 0), len(name), name)
        return (type_ == "person" and " " not in name, -counts.get(name, 0), -len(name), name)

    return min(names, key=rank)


def labels(entity: Entity, counts: dict[str, int]) -> dict[str, str]:
    """The name to show in each language of `LANGUAGE_LABELS`, where one is known.

    ``counts`` tells how often each surface form of the entity was read. The entity's own label wins in its language.
    """
    if entity.labels:
        return {alias.language: alias.name for alias in entity.labels if alias.language in LANGUAGE_LABELS}
    fact = facts().get(entity.id)
    found: dict[str, str] = {}
    for language in LANGUAGE_LABELS:
        names = [alias.name for alias in entity.aliases if alias.language == language]
        known = fact.name_in(language) if fact else None
        if known in names:
            found[language] = str(known)
        elif entity.label in names:
            found[language] = entity.label
        elif names:
            found[language] = _choose(names, entity.type, counts, language.startswith("zh"))
    return found


SHOWN_OFFICES = 5
"""A node names at most this many offices."""


def offices(relations: Iterable[Relation], names: Mapping[str, str]) -> dict[str, str]:
    """The offices of each person by id, as nodes name them; ``names`` has the labels of the bodies."""
    found: dict[str, list[tuple[int, str]]] = {}
    for relation in relations:
        if not relation.titles:
            continue
        body = names.get(relation.target, relation.target)
        uses: dict[str, list[Office]] = {}
        for office in relation.titles:
            uses.setdefault(office.english, []).append(office)
        for english, same in uses.items():
            days = sorted(day for office in same for day in (office.first_seen, office.last_seen) if day)
            when = f", {days[0]} to {days[-1]}" if days else ""
            count = sum(office.count for office in same)
            found.setdefault(relation.source, []).append((-count, f"{english}, {body}{when}"))
    return {person: " | ".join(text for _, text in sorted(held)[:SHOWN_OFFICES]) for person, held in found.items()}


def node_attributes(entity: Entity, counts: dict[str, int], first: str, last: str, held: str = "") -> Attributes:
    """The attributes of an entity's node. ``first`` and ``last``: dates of its articles, or empty; ``held``: what
    `offices` says of it."""
    shown = labels(entity, counts)
    names = dict.fromkeys([entity.label, *(alias.name for alias in entity.aliases)])
    return {
        "label": entity.label, "type": entity.type, "country": entity.country or "", "aliases": " | ".join(names),
        **{key: shown.get(language, "") for language, key in LANGUAGE_LABELS.items()},
        "articles": entity.articles, "mentions": entity.mentions, "first_seen": first, "last_seen": last, "offices": held,
        "color": TYPE_COLORS[entity.type], "size": node_size(entity.articles),
    }


def relation_status(relation: Relation) -> str:
    """``held``, ``planned`` or ``refused``: the strongest that is reported; empty where the relation has no status."""
    return next((status for status in ("held", "planned", "refused") if relation.measures.get(status)), "")


def short_quote(relation: Relation) -> str:
    """The shortest passage that is long enough to be a sentence, cut to `QUOTE_CHARS`."""
    quotes = [" ".join(e.quote.split()) for e in relation.evidence]
    best = min(quotes, key=lambda q: (len(q) < 12, len(q), q)) if len(quotes) > 1 else quotes[0]
    return best if len(best) <= QUOTE_CHARS else best[: QUOTE_CHARS - 1] + "…"


def edge_attributes(relation: Relation) -> Attributes:
    """The attributes of a relation's edge: `EDGE_ATTRIBUTES`, without the measures of other relations."""
    found: Attributes = {"relation": relation.type, "weight": relation.weight, "count": relation.count}
    measures = relation.measures
    for name in sorted(measures):
        found[name] = measures[name]
    if "npmi" in found:
        found["npmi"] = float(found["npmi"])
    status = relation_status(relation)
    if status:
        found["status"] = status
    if relation.titles:
        found["title"] = " | ".join(dict.fromkeys(office.title for office in relation.titles))
        found["title_en"] = " | ".join(dict.fromkeys(office.english for office in relation.titles))
    found["first_seen"], found["last_seen"] = relation.first_seen or "", relation.last_seen or ""
    found["languages"], found["quote"] = "|".join(relation.languages), short_quote(relation)
    return found
