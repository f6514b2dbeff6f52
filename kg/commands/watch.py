"""``kg watch``: reads new files of a folder into a store as they come, and says what they changed in the graph."""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands.build import add_engine, add_settings, engine_of, settings_of
from kg.commands.printing import command, print_line, printable
from kg.commands.store import add_store
from kg.errors import ConfigError, KGError

if TYPE_CHECKING:
    from kg.model import Build, Entity, Event

INTERVAL = 10.0
"""Seconds between two looks."""


def add_to(adding: Any) -> None:
    """The command and its options."""
    parser = command(adding, "watch", watch, "read new files of a folder into a store as they come", graph=False)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--interval", type=float, default=INTERVAL, metavar="SECONDS", help=f"between two looks (default: {INTERVAL:g})"
    )
    parser.add_argument("--once", action="store_true", help="look once and end, for a timer of your own")
    add_store(parser)
    add_settings(parser)
    add_engine(parser)


def watch(arguments: argparse.Namespace) -> None:
    """Looks again and again, until it is interrupted. Between two looks the store is free for other commands."""
    if arguments.interval <= 0:
        raise ConfigError(f"--interval {arguments.interval:g}: give seconds above 0")
    try:
        before = _look(arguments, None)
        while not arguments.once:
            gc.collect()  # it comes seldom by itself (kg.machine), and this process lives long
            time.sleep(arguments.interval)
            try:
                before = _look(arguments, before)
            except KGError as error:  # another kg has the store, the folder is being moved: the next look may do better
                print_line(f"waiting  {error}")
    except KeyboardInterrupt:
        print_line("stopped; the store holds all that was read")


def _look(arguments: argparse.Namespace, before: Known | None) -> Known:
    """Adds what is new and says what it changed; what is known afterwards."""
    from kg import pipeline, readers
    from kg.store import Corpus

    readers.checked([arguments.folder])
    with Corpus.open(arguments.store) as corpus, engine_of(arguments) as engine:
        config = settings_of(arguments, corpus.config())
        pipeline.check(config)
        corpus.put_config(config)
        if before is None:
            before = Known()
            with suppress(KGError):  # no article yet, or none that can be understood
                before = Known.of(pipeline.assemble(corpus, config, engine=engine))
        counts = pipeline.add(corpus, [arguments.folder], config, engine=engine)
        if not counts.new + counts.replaced + counts.gone:
            return before
        build = pipeline.assemble(corpus, config, engine=engine)
    told = f"{counts.new} new articles, {counts.replaced} replaced, {counts.gone} gone; {len(build.documents)} kept"
    for kind, text in [("read", told), *before.news(build)]:
        if arguments.json:
            print_line(json.dumps({"kind": kind, "text": text}, ensure_ascii=False))
        else:
            print_line(f"{kind:8} {printable(text)}")
    return Known.of(build)


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of the graph: ids of people (of before, too), pairs that met, and where events were told."""

    people: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    told: frozenset[tuple[str, int, str]] = frozenset()

    @classmethod
    def of(cls, build: Build) -> Known:
        """What a build tells."""
        return cls(
            people=frozenset(id_ for entity in build.entities for id_ in (entity.id, *entity.former_ids)),
            pairs=frozenset((r.source, r.target) for r in build.relations if r.type == "met"),
            told=frozenset(place for event in build.events for place in _places(event)),
        )

    def news(self, build: Build) -> Iterator[tuple[str, str]]:
        """(kind, text) of each person, meeting and pair that was not known, and of each new report of a known meeting."""
        entities = {entity.id: entity for entity in build.entities}
        for entity in build.entities:
            if entity.type == "person" and self.people.isdisjoint((entity.id, *entity.former_ids)):
                yield "person", f"{entity.label}, in {entity.articles} articles"
        for event in build.events:
            old = [place in self.told for place in _places(event)]
            if not all(old):
                yield "report" if any(old) else "meeting", _told(event, entities)
        for relation in build.relations:
            if relation.type == "met" and self._new_pair(entities[relation.source], entities[relation.target]):
                yield "link", f"{entities[relation.source].label} – {entities[relation.target].label}"

    def _new_pair(self, one: Entity, other: Entity) -> bool:
        return not any(
            tuple(sorted((a, b))) in self.pairs
            for a in (one.id, *one.former_ids) for b in (other.id, *other.former_ids)
        )


def _places(event: Event) -> Iterator[tuple[str, int, str]]:
    return ((evidence.article, evidence.span.start, evidence.trigger) for evidence in event.evidence)


def _told(event: Event, entities: dict[str, Entity]) -> str:
    who = ", ".join(entities[participant.entity].label for participant in event.participants)
    where = f" in {entities[event.place].label}" if event.place in entities else ""
    return f"{who}: {event.mode} {event.status}{f', {event.occurred_on}' if event.occurred_on else ''}{where}"
