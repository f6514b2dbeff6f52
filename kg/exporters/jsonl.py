"""The interchange files: seven JSON Lines files and ``manifest.json``, format version 1. `write` and `read` are inverse.

Invariant: the bytes depend on the build alone, not on the day, the machine, or the order of anything.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildFormatError
from kg.exporters import records
from kg.exporters.records import Record
from kg.model import Build, Entity, Judgement
from kg.versions import kg_version

FORMAT_VERSION = 1
NAMES = ("articles", "entities", "mentions", "events", "relations", "problems")
MANIFEST = "manifest.json"
FILES = (*(f"{name}.jsonl" for name in NAMES), MANIFEST)
JUDGEMENTS = "judgements.jsonl"
"""Why names are or are not one entity. Builds of earlier versions have none: reading goes on without."""

T = TypeVar("T")

_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What ``str.splitlines`` and some readers take for the end of a line: written as JSON escapes."""


def _line(record: Record) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    if not text.isascii():
        text = _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    try:
        return text.encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 can't hold: ASCII escapes can
        return json.dumps(record, allow_nan=False).encode("ascii") + b"\n"


def _write_lines(path: Path, lines: Iterable[Record]) -> None:
    with path.open("wb") as file:
        file.writelines(map(_line, lines))


def manifest(build: Build) -> Record:
    """What ``manifest.json`` says: versions, settings and counts; nothing that changes from day to day."""
    languages = Counter(document.tag for document in build.documents)
    stages = Counter(problem.stage for problem in build.problems)
    counts = {
        "articles": len(build.documents), "entities": len(build.entities), "mentions": len(build.mentions),
        "events": len(build.events), "relations": len(build.relations), "problems": len(build.problems),
    }
    return {
        "format": FORMAT_VERSION,
        "kg": kg_version(),
        "settings": dict(build.settings),
        "input": {
            "articles": len(build.documents),
            "duplicates": sum(len(document.duplicates) for document in build.documents),
            "languages": dict(sorted(languages.items())),
        },
        "counts": counts,
        "problems": dict(sorted(stages.items())),
    }


def write(build: Build, folder: Path) -> tuple[Path, ...]:
    """Writes the interchange files of ``build`` into ``folder`` (made where it is missing); returns their paths.

    Writes in place: `kg.exporters.export_all` is the one that leaves older files whole when something goes wrong.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / "articles.jsonl", map(records.document_record, sorted(build.documents, key=lambda d: d.id)))
    _write_lines(folder / "entities.jsonl", map(records.entity_record, sorted(build.entities, key=lambda e: e.id)))
    mentions = sorted(build.mentions, key=lambda m: (m[0].article, m[0].span.start, m[0].span.end, m[1]))
    _write_lines(folder / "mentions.jsonl", (records.mention_record(*pair) for pair in mentions))
    _write_lines(folder / "events.jsonl", map(records.event_record, sorted(build.events, key=lambda e: e.id)))
    relations = sorted(build.relations, key=lambda r: (r.source, r.target, r.type))
    _write_lines(folder / "relations.jsonl", map(records.relation_record, relations))
    _write_lines(folder / "problems.jsonl", map(records.problem_record, sorted(build.problems)))
    _write_lines(folder / JUDGEMENTS, map(records.judgement_record, build.judgements))
    text = json.dumps(manifest(build), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
    return tuple(folder / name for name in (*FILES, JUDGEMENTS))


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
