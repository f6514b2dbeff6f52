"""Records to lines of JSON. The evidence of relations is encoded once: one sentence supports every pair that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as quoted

from kg.exporters import records
from kg.exporters.records import Record
from kg.model import Evidence, Relation

HELD = 20_000
"""Pieces of evidence whose lines are held: the relations of one entity follow each other, and share sentences."""

_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What ``str.splitlines`` and some readers take for the end of a line: written as JSON escapes."""

_TOGETHER = ("sentences", "articles", "npmi")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _text(record: Record) -> str:
    text = _ENCODER.encode(record)
    return text if text.isascii() else _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _ascii(record: Record) -> bytes:
    """For a lone surrogate, which UTF-8 can't hold: ASCII escapes can."""
    return json.dumps(record, allow_nan=False).encode("ascii") + b"\n"


def line(record: Record) -> bytes:
    """A record as one line."""
    try:
        return _text(record).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return _ascii(record)


def _head(relation: Relation) -> str:
    """What `_text` makes of a relation without its evidence; of co-mentions, nearly all relations, at a third of the cost."""
    found = relation.measures
    if relation.type != "co_mentioned" or tuple(found) != _TOGETHER or relation.titles or not -1.0 <= found["npmi"] <= 1.0:
        return _text(records.relation_head(relation))
    first, last = ("null" if day is None else quoted(day) for day in (relation.first_seen, relation.last_seen))
    text = (
        f'{{"source": {quoted(relation.source)}, "target": {quoted(relation.target)}, "type": "co_mentioned", '
        f'"weight": {relation.weight!r}, "count": {relation.count!r}, "sentences": {found["sentences"]!r}, '
        f'"articles": {found["articles"]!r}, "npmi": {found["npmi"]!r}, "first_seen": {first}, "last_seen": {last}, '
        f'"languages": [{", ".join(map(quoted, relation.languages))}]}}'
    )
    return text if text.isascii() else _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def relation_lines(relations: Iterable[Relation]) -> Iterator[bytes]:
    """The lines of relations: what `line` makes of their records."""
    held: dict[int, tuple[Evidence, str]] = {}  # by identity, which lasts as long as the evidence is held

    def encoded(evidence: Evidence) -> str:
        found = held.get(id(evidence))
        if found is None:
            if len(held) >= HELD:
                held.clear()
            found = held[id(evidence)] = evidence, _text(records.evidence_record(evidence))
        return found[1]

    for relation in relations:
        head = _head(relation)
        told = ", ".join([encoded(evidence) for evidence in relation.evidence])
        try:
            yield f'{head[:-1]}, "evidence": [{told}]}}\n'.encode()
        except UnicodeEncodeError:
            yield _ascii(records.relation_record(relation))
