"""A build in its folder, read only as far as a question needs: lines are found in the files by the ids in them.

Invariant: answers are those that the whole build would give. Files are sorted by id, so that a line is found by halving;
where nothing is sorted by what is asked for (the events of an entity), the bytes are searched, which is some hundred
times faster than reading JSON.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildFormatError
from kg.exporters import jsonl, records
from kg.graph.names import NameIndex
from kg.graph.source import Link, Naming
from kg.graph.stats import Stats, by_month, by_publisher, counted, ranked
from kg.model import Build, Document, Entity, Event, Judgement, Relation

T = TypeVar("T")

_LINK = re.compile(
    rb'\{"source": ("(?:[^"\\]|\\.)*"), "target": ("(?:[^"\\]|\\.)*"), "type": "(\w+)", "weight": (\d+), '
    rb'"count": \d+(?:, "held": (\d+))?(?:, "\w+": -?[\d.e-]+)*, "first_seen": (?:null|"([^"]*)")'
)
_MENTION = re.compile(
    rb'\{"article": "([^"]*)", "entity": ("(?:[^"\\]|\\.)*"), "text": "(?:[^"\\]|\\.)*", "start": (\d+), "end": (\d+)'
)
_EVENT = re.compile(rb'\{"id": "[^"]*", "type": "[^"]*", "mode": "(\w+)", "status": "(\w+)"')
_TYPE = re.compile(rb'\{"id": "(?:[^"\\]|\\.)*", "former_ids": \[[^\]]*\], "type": "(\w+)"')


class Lines:
    """A JSON Lines file in memory as the system maps it. Raises `BuildFormatError` where it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                empty = file.seek(0, 2) == 0
                self.data: mmap.mmap | bytes = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise BuildFormatError(f"{path}: {error.strerror}; run 'kg build' again") from None

    def _line_at(self, position: int) -> tuple[int, int]:
        """Start and end of the line around a position."""
        start = self.data.rfind(b"\n", 0, position) + 1
        end = self.data.find(b"\n", position)
        return start, len(self.data) if end < 0 else end

    def record(self, start: int, end: int) -> dict[str, Any]:
        """The JSON of a line. Raises `BuildFormatError`."""
        try:
            found = json.loads(self.data[start:end])
        except ValueError as error:
            number = self.data[:start].count(b"\n") + 1
            raise BuildFormatError(
                f"{self.path}, line {number}: {error}; run 'kg build' again to write this folder anew"
            ) from None
        if not isinstance(found, dict):
            raise BuildFormatError(f"{self.path}: a line is no object; run 'kg build' again to write this folder anew")
        return found

    def records(self) -> Iterator[dict[str, Any]]:
        """All records, in order."""
        start = 0
        while start < len(self.data):
            end = self._line_at(start)[1]
            yield self.record(start, end)
            start = end + 1

    def matches(self, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
        """Matches at the beginnings of lines. The rest of a line is skipped, not searched: it is most of the file."""
        start = 0
        while start < len(self.data):
            match = pattern.match(self.data, start)
            if match:
                yield match
            end = self.data.find(b"\n", match.end() if match else start)
            start = len(self.data) if end < 0 else end + 1

    def by_prefix(self, prefix: bytes) -> Iterator[dict[str, Any]]:
        """The records whose lines begin with ``prefix``; the file's lines are sorted."""
        low, high = 0, len(self.data)
        while low < high:
            start, end = self._line_at((low + high) // 2)
            if self.data[start : min(end, start + len(prefix))] < prefix:
                low = end + 1
            else:
                high = start
        while self.data[low : low + len(prefix)] == prefix:
            start, end = self._line_at(low)
            yield self.record(start, end)
            low = end + 1

    def having(self, needle: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of the lines that hold some bytes."""
        at = self.data.find(needle)
        while at >= 0:
            start, end = self._line_at(at)
            yield start, end
            at = self.data.find(needle, end)


def _quoted(text: str) -> bytes:
    """A string as the files have it."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _side(side: str, entity: str) -> bytes:
    return f'"{side}_entity": '.encode() + _quoted(entity)


class Stored:
    """The `kg.graph.source.Source` over a folder that ``kg build`` wrote. Raises `BuildFormatError` where it is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = jsonl.read_manifest(folder)
        self._files: dict[str, Lines] = {}
        missing = [name for name in jsonl.FILES if not (folder / name).is_file()]
        if missing:
            raise BuildFormatError(
                f"{folder / missing[0]}: no such file; a build needs {', '.join(jsonl.FILES)}: run 'kg build' again"
            )
        self.entity = lru_cache(maxsize=None)(self._entity)
        self.document = lru_cache(maxsize=4096)(self._document)

    def _lines(self, name: str) -> Lines:
        if name not in self._files:
            self._files[name] = Lines(self._folder / f"{name}.jsonl")
        return self._files[name]

    @cached_property
    def _build(self) -> Build:
        return jsonl.read(self._folder)

    def build(self) -> Build:
        return self._build

    def counts(self) -> Mapping[str, int]:
        return dict(self._manifest["counts"])

    def languages(self) -> frozenset[str]:
        return frozenset(self._manifest["input"]["languages"])

    def entities(self) -> Iterable[Entity]:
        return (self._made(records.entity_of, record) for record in self._lines("entities").records())

    def events(self) -> Iterable[Event]:
        return (self._made(records.event_of, record) for record in self._lines("events").records())

    def first_named(self) -> Mapping[str, Naming]:
        days = {d.id.encode(): d.published[:10] for d in self._documents() if d.published}
        found: dict[bytes, tuple[str, bytes, int, int]] = {}
        for match in self._lines("mentions").matches(_MENTION):
            article, entity, start, end = match.groups()
            day = days.get(article)
            if day:
                naming = (day, article, int(start), int(end))
                found[entity] = min(naming, found.get(entity, naming))
        return {
            json.loads(entity): Naming(day, article.decode(), start, end)
            for entity, (day, article, start, end) in found.items()
        }

    def names(self) -> NameIndex:
        found, known = [], {}
        for record in self._lines("entities").records():
            entity = self._made(records.entity_of, record)
            found.append(entity)
            known[entity.id] = tuple(record.get("keys", ()))
        return NameIndex(found, known)

    def named(self, key: str) -> tuple[Entity, ...]:
        lines = self._lines("entities")
        found = (lines.record(*where) for where in lines.having(_quoted(key)))
        return tuple(self._made(records.entity_of, record) for record in found if key in record.get("keys", ()))

    def _entity(self, id_: str) -> Entity | None:
        lines = self._lines("entities")
        for record in lines.by_prefix(b'{"id": ' + _quoted(id_)):
            return self._made(records.entity_of, record)
        for where in lines.having(_quoted(id_)):
            record = lines.record(*where)
            if id_ == record["id"] or id_ in record.get("former_ids", ()):
                return self._made(records.entity_of, record)
        return None

    def _document(self, id_: str) -> Document | None:
        found = self._lines("articles").by_prefix(b'{"id": ' + _quoted(id_))
        return next((self._made(records.document_of, record) for record in found), None)

    def events_of(self, entity: str) -> Sequence[Event]:
        lines = self._lines("events")
        found = (lines.record(*where) for where in lines.having(b'{"entity": ' + _quoted(entity)))
        made = (self._made(records.event_of, record) for record in found)
        return [event for event in made if any(participant.entity == entity for participant in event.participants)]

    def relations_of(self, entity: str) -> Sequence[Relation]:
        lines = self._lines("relations")
        found = [*lines.by_prefix(b'{"source": ' + _quoted(entity) + b", ")]
        found += [lines.record(*where) for where in lines.having(b', "target": ' + _quoted(entity) + b', "type": ')]
        made = [self._made(records.relation_of, record) for record in found]
        return sorted(made, key=lambda relation: (relation.source, relation.target, relation.type))

    def relation(self, source: str, target: str, type_: str) -> Relation | None:
        prefix = b'{"source": ' + _quoted(source) + b', "target": ' + _quoted(target) + b', "type": ' + _quoted(type_)
        return next((self._made(records.relation_of, r) for r in self._lines("relations").by_prefix(prefix)), None)

    def links(self) -> Iterable[Link]:
        for match in self._lines("relations").matches(_LINK):
            source, target, type_, weight, held, first = match.groups()
            yield Link(
                json.loads(source), json.loads(target), type_.decode(), int(weight),
                None if held is None else int(held), (first or b"").decode(),
            )

    def spans_of(self, entity: str) -> Mapping[str, tuple[int, int]]:
        lines = self._lines("mentions")
        found: dict[str, tuple[int, int]] = {}
        for where in lines.having(b'"entity": ' + _quoted(entity) + b', "text": '):
            record = lines.record(*where)
            if record["article"] not in found:
                found[record["article"]] = (record["start"], record["end"])
        return found

    def texts_of(self, entity: str) -> Mapping[str, Sequence[tuple[int, int, str]]]:
        lines = self._lines("mentions")
        found: dict[str, list[tuple[int, int, str]]] = {}
        for where in lines.having(b'"entity": ' + _quoted(entity) + b', "text": '):
            record = lines.record(*where)
            found.setdefault(record["article"], []).append((record["start"], record["end"], record["text"]))
        return found

    def judgements(self) -> Iterable[Judgement]:
        return (self._made(records.judgement_of, record) for record in self._lines("judgements").records())

    def judgements_of(self, entity: str) -> Sequence[Judgement]:
        lines = self._lines("judgements")
        found = {where for side in ("left", "right") for where in lines.having(_side(side, entity))}
        return [self._made(records.judgement_of, lines.record(*where)) for where in sorted(found)]

    def stats(self) -> Stats:
        """As `kg.graph.stats.count`, without any evidence being read."""
        documents = [*self._documents()]
        relations = (match[3].decode() for match in self._lines("relations").matches(_LINK))
        events = (f"{m[1].decode()} {m[2].decode()}" for m in self._lines("events").matches(_EVENT))
        entities = (match[1].decode() for match in self._lines("entities").matches(_TYPE))
        return Stats(
            articles=len(documents), duplicates=sum(len(document.duplicates) for document in documents),
            mentions=int(self._manifest["counts"]["mentions"]), languages=counted(d.tag for d in documents),
            publishers=by_publisher(documents), months=by_month(documents), entities=counted(entities),
            events=counted(events), relations=counted(relations), problems=ranked(self._manifest["problems"]),
        )

    def _documents(self) -> Iterator[Document]:
        """All articles, without their texts."""
        for record in self._lines("articles").records():
            yield self._made(records.document_of, record | {"text": ""})

    def _made(self, convert: Callable[[dict[str, Any]], T], record: dict[str, Any]) -> T:
        """The value of a record. Raises `BuildFormatError`."""
        try:
            return convert(record)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise BuildFormatError(
                f"{self._folder}: {reason}; run 'kg build' again to write this folder anew"
            ) from None
