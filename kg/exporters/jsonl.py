"""The interchange files: seven JSON Lines files and ``manifest.json``, format version 1. `write` and `read` are inverse.

Invariant: the bytes depend on the build alone, not on the day, the machine, or the order of anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildFormatError
from kg.exporters import records
from kg.exporters.lines import line, place_lines, relation_lines
from kg.exporters.records import Record
from kg.graph.census import Run, Weighed, places_of, weights_of
from kg.model import Build, Document, Entity, Judgement, Relation
from kg.versions import kg_version

FORMAT_VERSION = 1
NAMES = ("articles", "entities", "mentions", "events", "relations", "problems")
MANIFEST = "manifest.json"
FILES = (*(f"{name}.jsonl" for name in NAMES), MANIFEST)
JUDGEMENTS = "judgements.jsonl"
"""Why names are or are not one entity. Builds of earlier versions have none: reading goes on without."""

BUFFER = 1 << 20
"""Bytes that are written together."""

T = TypeVar("T")


def _sorted(things: Collection[T], key: Callable[[T], Any]) -> Iterable[T]:
    """In the order of the files, in which things that are kept on disk come; tuples made by hand may not."""
    return sorted(things, key=key) if isinstance(things, tuple | list) else things


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb", buffering=BUFFER) as file:
        file.writelines(lines)


@dataclass(slots=True)
class _Seen:
    """What is counted while it is written: articles by language, their further copies."""

    languages: Counter[str] = field(default_factory=Counter)
    copies: int = 0

    def documents(self, build: Build) -> Iterator[Document]:
        for document in _sorted(build.documents, lambda document: document.id):
            self.languages[document.tag] += 1
            self.copies += len(document.duplicates)
            yield document


def _links(relations: Collection[Relation]) -> Iterable[Relation | Run]:
    if isinstance(relations, Weighed):
        return relations.plain()
    return _sorted(relations, lambda relation: (relation.source, relation.target, relation.type))


def _mention_lines(build: Build) -> Iterator[bytes]:
    mentions = _sorted(build.mentions, lambda m: (m[0].article, m[0].span.start, m[0].span.end, m[1]))
    return place_lines(places_of(mentions))


def write(build: Build, folder: Path) -> tuple[Path, ...]:
    """Writes the interchange files of ``build`` into ``folder`` (made where it is missing); returns their paths.

    Writes in place: `kg.exporters.export_all` is the one that leaves older files whole when something goes wrong.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seen = _Seen()
    lines: dict[str, Iterable[bytes]] = {
        "articles.jsonl": (line(records.document_record(document)) for document in seen.documents(build)),
        "entities.jsonl": (line(records.entity_record(e)) for e in sorted(build.entities, key=lambda e: e.id)),
        "mentions.jsonl": _mention_lines(build),
        "events.jsonl": (line(records.event_record(e)) for e in _sorted(build.events, lambda e: e.id)),
        "relations.jsonl": relation_lines(_links(build.relations)),
        "problems.jsonl": (line(records.problem_record(problem)) for problem in sorted(build.problems)),
        JUDGEMENTS: (line(records.judgement_record(judgement)) for judgement in build.judgements),
    }
    for name, found in lines.items():
        _write_lines(folder / name, found)
    text = json.dumps(_manifest(build, folder, seen), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
    return tuple(folder / name for name in (*FILES, JUDGEMENTS))


def _manifest(build: Build, folder: Path, seen: _Seen) -> Record:
    """What ``manifest.json`` says: versions, settings and counts; nothing that changes from day to day. ``bytes`` are the
    sizes of the files, so that one that was cut short is noticed."""
    stages = Counter(problem.stage for problem in build.problems)
    links: Counter[str] = Counter()
    for type_, _, count in weights_of(build.relations):
        links[type_] += count
    counts = {
        "articles": len(build.documents), "entities": len(build.entities), "mentions": len(build.mentions),
        "events": len(build.events), "relations": len(build.relations), "problems": len(build.problems),
    }
    return {
        "format": FORMAT_VERSION,
        "kg": kg_version(),
        "settings": dict(build.settings),
        "input": {
            "articles": len(build.documents), "duplicates": seen.copies, "languages": dict(sorted(seen.languages.items())),
        },
        "counts": counts,
        "relations": dict(sorted(links.items())),
        "problems": dict(sorted(stages.items())),
        "bytes": {name: (folder / name).stat().st_size for name in (*FILES[:-1], JUDGEMENTS)},
    }


def _lines(path: Path, convert: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """The values of a file's lines. Raises `BuildFormatError` with file and line."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    try:
                        yield convert(json.loads(line))
                    except (KeyError, TypeError, ValueError, AttributeError) as error:
                        reason = f"no {error}" if isinstance(error, KeyError) else str(error)
                        raise BuildFormatError(
                            f"{path}, line {number}: {reason}; run 'kg build' again to write this folder anew"
                        ) from None
    except FileNotFoundError:
        raise BuildFormatError(
            f"{path}: no such file; a build needs {', '.join(FILES)}: run 'kg build' again"
        ) from None
    except UnicodeDecodeError as error:
        raise BuildFormatError(f"{path}: not UTF-8 ({error.reason}); run 'kg build' again") from None


def read_manifest(folder: Path) -> Record:
    """``manifest.json`` of a build's folder. Raises `BuildFormatError` where it is missing or of another format."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise BuildFormatError(
            f"{folder}: not a build (no {MANIFEST}); write one with 'kg build INPUT... --out {folder}'"
        ) from None
    except ValueError as error:
        raise BuildFormatError(f"{path}: not JSON ({error}); run 'kg build' again") from None
    found_version = found.get("format") if isinstance(found, dict) else None
    if found_version != FORMAT_VERSION:
        raise BuildFormatError(
            f"{path}: format version {found_version!r}, but this kg reads version {FORMAT_VERSION}; "
            "run 'kg build' again, or use the kg that wrote it"
        )
    assert isinstance(found, dict)
    return found


def read_judgements(folder: Path) -> tuple[Judgement, ...]:
    """The judgements of a build's folder; none where an earlier version of kg wrote it. Raises `BuildFormatError`."""
    if not (folder / JUDGEMENTS).exists():
        return ()
    return tuple(_lines(folder / JUDGEMENTS, records.judgement_of))


def read(folder: Path) -> Build:
    """The build whose interchange files are in ``folder``. Raises `BuildFormatError`.

    Documents come back with ``analysed`` equal to ``text``, mentions with the type and country of their entity.
    """
    found = read_manifest(folder)
    entities = tuple(_lines(folder / "entities.jsonl", records.entity_of))
    by_id: dict[str, Entity] = {entity.id: entity for entity in entities}
    return Build(
        documents=tuple(_lines(folder / "articles.jsonl", records.document_of)),
        entities=entities,
        mentions=tuple(
            _lines(folder / "mentions.jsonl", lambda record: records.mention_of(record, by_id[record["entity"]]))
        ),
        events=tuple(_lines(folder / "events.jsonl", records.event_of)),
        relations=tuple(_lines(folder / "relations.jsonl", records.relation_of)),
        problems=tuple(_lines(folder / "problems.jsonl", records.problem_of)),
        settings=found.get("settings", {}),
        judgements=read_judgements(folder),
    )
