"""FollowTheMoney entities, one JSON object a line, for Aleph and other tools of that family; needs the extra ``ftm``.

People become ``Person``, agencies and countries ``PublicBody`` (a country that meets another one is its government),
organizations ``Organization``, places ``Address``; each meeting, call or visit an ``Event`` that names who was
``involved``; offices a ``Membership``, co-mentions an ``UnknownLink``. The evidence is in their ``summary``, and
``proof`` points to the articles, which are ``Article`` entities without their text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import KGError
from kg.graph.census import census_of, drawn_of
from kg.model import STATUSES, Build, Document, Entity, Event, Evidence, Relation

if TYPE_CHECKING:
    import networkx as nx

FILE = "entities.ftm.json"
SCHEMATA = {
    "person": "Person", "agency": "PublicBody", "country": "PublicBody", "organization": "Organization", "place": "Address",
}
LANGUAGES = {"en": "eng", "de": "deu", "zh-Hans": "zho", "zh-Hant": "zho"}
QUOTES = 5
"""Quotes in a summary; ``proof`` names every article."""
INSTALL = (
    "the format ftm needs the package followthemoney: pip install 'kg[ftm]'; it uses PyICU, which is compiled on "
    "installation: on Debian and Ubuntu run 'apt-get install libicu-dev pkg-config g++' first"
)

Properties = Mapping[str, Iterable[str | None]]


def schemata() -> Any:
    """The schemata of followthemoney. Raises `KGError` where it isn't installed."""
    try:
        from followthemoney import model
    except ImportError:
        raise KGError(INSTALL) from None
    return model


def ftm_id(id_: str) -> str:
    """An id as followthemoney takes it (letters, digits, dots and hyphens): ``country:CN`` is ``kg-country.CN``; other
    characters are written as their code points."""
    return "kg-" + re.sub("[^0-9A-Za-z:-]", lambda match: f"..{ord(match[0]):06x}", id_).replace(":", ".")


class Lines:
    """Entities of one build as lines of JSON."""

    def __init__(self, build: Build, graph: nx.MultiDiGraph) -> None:
        self._model = schemata()
        self._build = build
        self._graph = graph
        self._statuses = frozenset(graph.graph.get("statuses", STATUSES))
        self._articles = census_of(build).number
        self._entities = {entity.id: entity for entity in build.entities}
        self._cited: set[str] = set()

    def _line(self, schema: str, id_: str, properties: Properties) -> str:
        """An entity through followthemoney's own proxy, which cleans names, dates and codes."""
        proxy = self._model.make_entity(schema)
        proxy.id = ftm_id(id_)
        for name, values in properties.items():
            for value in values:
                if value:
                    proxy.add(name, _text(value), quiet=True)
        found = proxy.to_dict()
        found["properties"] = {name: sorted(found["properties"][name]) for name in sorted(found["properties"])}
        own = {key: found[key] for key in ("id", "schema", "properties")}
        return json.dumps(own, ensure_ascii=False) + "\n"

    def __iter__(self) -> Iterator[str]:
        shown = {node for node in self._graph.nodes if node in self._entities}
        events = [event for event in self._build.events if event.status in self._statuses]
        events = [event for event in events if all(p.entity in shown for p in event.participants)]
        shown |= {event.place for event in events if event.place in self._entities}
        for id_ in sorted(shown):
            yield self._entity(self._entities[id_])
        for event in events:
            yield self._event(event)
        for relation in drawn_of(self._build, self._graph.graph.get("min_weight", 1)):
            if relation.type != "met" and self._graph.has_edge(relation.source, relation.target, relation.type):
                yield self._relation(relation)
        for document in self._build.documents:
            if document.id in self._cited:
                yield self._article(document)

    def _entity(self, entity: Entity) -> str:
        names = {alias.name for alias in entity.aliases} - {entity.label}
        found: dict[str, Iterable[str | None]] = {"name": [entity.label], "country": [entity.country]}
        if entity.type == "place":
            found["full"] = [entity.label]
        elif entity.type == "country":
            found["legalForm"] = ["State"]
        found["summary"] = [f"named {entity.mentions} times in {entity.articles} articles"]
        return self._line(SCHEMATA[entity.type], entity.id, {**found, "alias": sorted(names)})

    def _label(self, id_: str) -> str:
        return self._entities[id_].label if id_ in self._entities else id_

    def _event(self, event: Event) -> str:
        who = ", ".join(self._label(participant.entity) for participant in event.participants)
        place = self._entities.get(event.place or "")
        located: Properties = {"addressEntity": [ftm_id(place.id)]} if place and place.type == "place" else {}
        return self._line("Event", event.id, {
            "name": [f"{event.mode.capitalize()} ({event.status}): {who}"], "date": [event.occurred_on],
            "involved": [ftm_id(p.entity) for p in event.participants if self._entities[p.entity].type != "place"],
            "location": [place.label if place else None], "country": [place.country if place else None],
            "keywords": [event.mode, event.status], **located, **self._evidence(event.evidence, "description"),
        })

    def _relation(self, relation: Relation) -> str:
        office = relation.type == "holds_role" and self._entities[relation.target].type not in ("person", "place")
        ends = ("member", "organization") if office else ("subject", "object")
        id_ = ":".join((relation.source, relation.type.replace("_", "-"), relation.target))
        return self._line("Membership" if office else "UnknownLink", id_, {
            ends[0]: [ftm_id(relation.source)], ends[1]: [ftm_id(relation.target)],
            "role": _roles(relation),
            **self._evidence(relation.evidence, "summary"),
        })

    def _evidence(self, evidence: Iterable[Evidence], name: str) -> Properties:
        """Quotes, and the articles that they are from."""
        reports = [one for one in evidence if one.article in self._articles]
        self._cited |= {one.article for one in reports}
        quotes = dict.fromkeys(" ".join(one.quote.split()) for one in reports)
        return {name: list(quotes)[:QUOTES], "proof": [ftm_id(one.article) for one in reports]}

    def _article(self, document: Document) -> str:
        url = document.url if document.url and urlsplit(document.url).scheme in ("http", "https") else None
        return self._line("Article", document.id, {
            "title": [document.title], "fileName": [document.source.rsplit("/", 1)[-1]],
            "publishedAt": [document.published[:10] if document.published else None], "sourceUrl": [url],
            "publisher": [document.publisher], "language": [LANGUAGES.get(document.tag, document.language)],
        })


def _roles(relation: Relation) -> list[str]:
    """The titles of an office as articles have them; for other links what they are and how many say so."""
    if relation.type == "holds_role":
        return sorted({one.trigger for one in relation.evidence if one.trigger})
    what = "named together" if relation.type == "co_mentioned" else relation.type.replace("_", " ")
    return [f"{what} in {relation.weight} article{'' if relation.weight == 1 else 's'}"]


def _text(value: str) -> str:
    return "".join(char if char.isprintable() else " " for char in value)


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``entities.ftm.json`` into ``folder``. Raises `KGError` where followthemoney isn't installed."""
    lines = Lines(build, graph)
    with (folder / FILE).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(lines)
