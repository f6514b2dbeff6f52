"""A build in its folder, read only as far as a question needs: lines are found in the files by the ids in them.

Invariant: answers are those that the whole build would give. Files are sorted by id, so that a line is found by halving;
where nothing is sorted by what is asked for (the events of an entity), the bytes are searched, which is some hundred
times faster than reading JSON.
"""

from __future__ import annotations

import json
import mmap
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildFormatError
from kg.exporters import jsonl, records
from kg.graph.columns import Columns, Link, Naming
from kg.graph.names import NameIndex
from kg.graph.stats import Stats, by_month, by_publisher, counted, ranked
from kg.model import Build, Document, Entity, Event, Judgement, Relation

T = TypeVar("T")

_TEXT = rb'"[^"\\]*(?:\\.[^"\\]*)*"'
_ENDS = rb'\{"source": (' + _TEXT + rb'), "target": (' + _TEXT + rb'), "type": "(\w+)", "weight": (\d+), '
_REST = rb'[^\n]*\n?'
_WEIGHED = re.compile(_ENDS + rb'"count": \d+(?:, "held": (\d+))?' + _REST)
_DATED = re.compile(
    _ENDS + rb'"count": \d+(?:, "held": (\d+))?(?:, "\w+": -?[\d.e-]+)*, "first_seen": (?:null|"([^"]*)")' + _REST
)
_MENTION = re.compile(
    rb'\{"article": "([^"]*)", "entity": (' + _TEXT + rb'), "text": ' + _TEXT + rb', "start": (\d+), "end": (\d+)' + _REST
)
_EVENT = re.compile(rb'\{"id": "[^"]*", "type": "[^"]*", "mode": "(\w+)", "status": "(\w+)"' + _REST)
_TYPE = re.compile(rb'\{"id": ' + _TEXT + rb', "former_ids": \[[^\]]*\], "type": "(\w+)"' + _REST)
_KIND = re.compile(rb'\{"source": ' + _TEXT + rb', "target": ' + _TEXT + rb', "type": "(\w+)"' + _REST)

CHUNK = 8_000_000
"""Bytes searched at a time."""
COUNTED = 32_000_000
"""Files of at most so many bytes are checked against the manifest's counts when they are opened."""


@lru_cache
def _strong(least: int) -> re.Pattern[bytes]:
    """`_DATED` that takes any number of co-mentions below a weight in one go, before the line that it finds (if any)."""
    if least < 2:
        return _DATED
    below = "|".join(map(str, range(1, least))).encode()
    weak = rb'\{"source": ' + _TEXT + rb', "target": ' + _TEXT + rb', "type": "co_mentioned", "weight": (?:' + below + rb"),"
    return re.compile(rb"(?=\{)(?:" + weak + _REST + rb")*+(?:" + _DATED.pattern + rb")?")


class _Places(dict[bytes, int]):
    """Words to numbers, in the order in which they are first asked for."""

    def __missing__(self, word: bytes) -> int:
        number = self[word] = len(self)
        return number


@lru_cache(maxsize=100_000)
def _unquoted(text: bytes) -> str:
    return str(json.loads(text))


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

    def record(self, start: int, end: int, tail: bytes = b"") -> dict[str, Any]:
        """The JSON of a line, or of its beginning with an end of our own. Raises `BuildFormatError`."""
        try:
            found = json.loads(self.data[start:end] + tail)
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

    def chunks(self) -> Iterator[bytes]:
        """The file piece by piece, each with whole lines."""
        start = 0
        while start < len(self.data):
            end = self.data.rfind(b"\n", start, start + CHUNK) + 1
            end = end or self.data.find(b"\n", start + CHUNK) + 1 or len(self.data)
            yield self.data[start:end]
            start = end

    def heads(self, pattern: re.Pattern[bytes]) -> Iterator[Any]:
        """What a pattern, which takes whole lines, finds: the groups of each match, or its one group."""
        return chain.from_iterable(map(pattern.findall, self.chunks()))

    def by_prefix(self, prefix: bytes) -> Iterator[dict[str, Any]]:
        """The records whose lines begin with ``prefix``; the file's lines are sorted."""
        return (self.record(*where) for where in self.prefixed(prefix))

    def prefixed(self, prefix: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of these lines."""
        low, high = 0, len(self.data)
        while low < high:
            start, end = self._line_at((low + high) // 2)
            if self.data[start : min(end, start + len(prefix))] < prefix:
                low = end + 1
            else:
                high = start
        while self.data[low : low + len(prefix)] == prefix:
            start, end = self._line_at(low)
            yield start, end
            low = end + 1

    def having(self, needle: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of the lines that hold some bytes."""
        base = 0
        for chunk in self.chunks():  # bytes are searched several times as fast as what the system maps
            at = chunk.find(needle)
            while at >= 0:
                start, end = chunk.rfind(b"\n", 0, at) + 1, chunk.find(b"\n", at)
                end = len(chunk) if end < 0 else end
                yield base + start, base + end
                at = chunk.find(needle, end)
            base += len(chunk)


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
            found = Lines(self._folder / f"{name}.jsonl")
            self._check(found)
            self._files[name] = found
        return self._files[name]

    def _check(self, found: Lines) -> None:
        """Raises `BuildFormatError` where a file is not as long as the manifest says, so that what is missing in it isn't
        taken for what nobody reported."""
        size = len(found.data)
        meant = self._manifest.get("bytes", {}).get(found.path.name)
        lines = self._manifest["counts"].get(found.path.stem)
        if size == meant:
            return
        whole = not size or found.data[size - 1 :] == b"\n"
        has = sum(chunk.count(b"\n") for chunk in found.chunks()) if meant is not None or size <= COUNTED else lines
        if not whole or (lines is not None and has != lines):
            told = f"{has} lines where {jsonl.MANIFEST} counts {lines}" if has != lines else "the last line has no end"
            raise BuildFormatError(f"{found.path}: cut or changed ({told}); run 'kg build' again to write this folder anew")

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
        for article, entity, start, end in self._lines("mentions").heads(_MENTION):
            day = days.get(article)
            if day:
                before = found.get(entity)
                if before is None or day <= before[0]:
                    naming = (day, article, int(start), int(end))
                    found[entity] = naming if before is None else min(naming, before)
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

    def links(self, least: int = 1, told: Callable[[str], bool] | None = None) -> Iterable[Link]:
        wanted = lru_cache(maxsize=None)(lambda day: told is None or told(day.decode()))
        for groups in self._lines("relations").heads(_strong(least)):
            if groups[0] and (groups[2] == b"met" or wanted(groups[5])):
                yield self._link(*groups)

    def _link(self, source: bytes, target: bytes, type_: bytes, weight: bytes, held: bytes, first: bytes) -> Link:
        count = int(held) if held else None
        return Link(_unquoted(source), _unquoted(target), type_.decode(), int(weight), count, first.decode())

    def columns(self) -> Columns:
        made, places, kinds = Columns(), _Places(), _Places()
        for found in map(_WEIGHED.findall, self._lines("relations").chunks()):
            sources, targets, types, weights, held = zip(*found, strict=True) if found else ((),) * 5
            made.sources.fromlist([places[id_] for id_ in sources])
            made.targets.fromlist([places[id_] for id_ in targets])
            made.types.fromlist([kinds[kind] for kind in types])
            made.weights.fromlist([int(weight) for weight in weights])
            made.held.fromlist([int(count) if count else -1 for count in held])
        made.ids, made.kinds = [json.loads(id_) for id_ in places], [kind.decode() for kind in kinds]
        return made

    def links_of(self, entity: str) -> Sequence[Link]:
        lines = self._lines("relations")
        where = [*lines.prefixed(b'{"source": ' + _quoted(entity) + b", ")]
        where += lines.having(b', "target": ' + _quoted(entity) + b', "type": ')
        found = (_DATED.match(lines.data, start, end) for start, end in sorted(where))
        return [self._link(*match.groups(b"")) for match in found if match]

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
        relations = self._manifest.get("relations") or Counter(self._lines("relations").heads(_KIND))
        events = (b" ".join(pair).decode() for pair in self._lines("events").heads(_EVENT))
        entities = (kind.decode() for kind in self._lines("entities").heads(_TYPE))
        return Stats(
            articles=len(documents), duplicates=sum(len(document.duplicates) for document in documents),
            mentions=int(self._manifest["counts"]["mentions"]), languages=counted(d.tag for d in documents),
            publishers=by_publisher(documents), months=by_month(documents), entities=counted(entities),
            events=counted(events), problems=ranked(self._manifest["problems"]),
            relations=ranked({kind if isinstance(kind, str) else kind.decode(): n for kind, n in relations.items()}),
        )

    def _documents(self) -> Iterator[Document]:
        """All articles, without their texts."""
        lines = self._lines("articles")
        for start, end in lines.prefixed(b"{"):
            text = lines.data.find(b', "text": "', start, end)  # in a string a quotation mark has a backslash before it
            record = lines.record(start, end) if text < 0 else lines.record(start, text, b"}")
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
