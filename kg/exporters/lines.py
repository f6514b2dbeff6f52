"""Records to lines of JSON. The evidence of relations is encoded once: one sentence supports every pair that it names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring as quoted

from kg.exporters import records
from kg.exporters.records import Record
from kg.graph.census import Place, Together
from kg.model import Evidence, Relation

HELD = 20_000
"""Pieces of evidence whose lines are held: the relations of one entity follow each other, and share sentences."""

_LINE_BREAKS = ("\x85", "\u2028", "\u2029")
"""What ``str.splitlines`` and some readers take for the end of a line: written as JSON escapes."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _text(record: Record) -> str:
    return _one_line(_ENCODER.encode(record))


def _one_line(text: str) -> str:
    if not text.isascii():
        for char in _LINE_BREAKS:
            if char in text:
                text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _bytes(text: str) -> bytes:
    """Of a line of JSON. A lone surrogate, which UTF-8 can't hold, becomes an ASCII escape, as do all other such characters."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(json.loads(text), allow_nan=False).encode("ascii") + b"\n"


def line(record: Record) -> bytes:
    """A record as one line."""
    return _bytes(_text(record) + "\n")


def place_line(place: Place) -> bytes:
    """The line of a mention: what `line` makes of its record."""
    article, start, end, entity, text, recognizer, confidence = place
    return _bytes(
        f'{{"article": {quoted(article)}, "entity": {_one_line(quoted(entity))}, "text": {_one_line(quoted(text))}, '
        f'"start": {start!r}, "end": {end!r}, "recognizer": {quoted(recognizer)}, "confidence": {confidence!r}}}\n'
    )


class _Quoted(dict[str | None, str]):
    """Names and days as JSON, made when they are asked for first, and held for a while."""

    def __missing__(self, name: str | None) -> str:
        if len(self) >= HELD:
            self.clear()
        self[name] = text = "null" if name is None else _one_line(quoted(name))
        return text


def _evidence(one: Evidence) -> str:
    """What `_text` makes of the record of a piece of evidence; of a mere sentence, as nearly all are, faster."""
    if one.participants or one.status or one.occurred_on or one.place or one.confidence != 1.0:
        return _text(records.evidence_record(one))
    return _one_line(
        f'{{"article": {quoted(one.article)}, "quote": {quoted(one.quote)}, "start": {one.span.start!r}, '
        f'"end": {one.span.end!r}, "trigger": {quoted(one.trigger)}, "participants": [], "status": null, "date": null, '
        f'"place": null, "extractor": {quoted(one.extractor)}, "confidence": {one.confidence!r}}}'
    )


class _Shown(dict[int, str]):
    """Evidence of co-mentions as JSON, by place; made when it is asked for first, and held for a while."""

    def __init__(self, evidence: Mapping[int, Evidence]) -> None:
        super().__init__()
        self.of = evidence

    def __missing__(self, place: int) -> str:
        if len(self) >= HELD:
            self.clear()
        self[place] = text = _evidence(self.of[place])
        return text


def relation_lines(relations: Iterable[Relation | Together]) -> Iterator[bytes]:
    """The lines of relations: what `line` makes of their records."""
    held: dict[int, tuple[Evidence, str]] = {}  # by identity, which lasts as long as the evidence is held
    shown, name = _Shown({}), _Quoted()

    def encoded(evidence: Evidence) -> str:
        found = held.get(id(evidence))
        if found is None:
            if len(held) >= HELD:
                held.clear()
            found = held[id(evidence)] = evidence, _evidence(evidence)
        return found[1]

    for one in relations:
        if isinstance(one, Relation):
            told = ", ".join([encoded(evidence) for evidence in one.evidence])
            yield _bytes(f'{_text(records.relation_head(one))[:-1]}, "evidence": [{told}]}}\n')
            continue
        source, target, weight, count, sentences, npmi, first, last, languages, places, evidence = one
        if shown.of is not evidence:
            shown = _Shown(evidence)
        yield _bytes(
            f'{{"source": {name[source]}, "target": {name[target]}, "type": "co_mentioned", "weight": {weight}, '
            f'"count": {count}, "sentences": {sentences}, "articles": {weight}, "npmi": {npmi!r}, '
            f'"first_seen": {name[first]}, "last_seen": {name[last]}, '
            f'"languages": [{", ".join([name[language] for language in languages])}], '
            f'"evidence": [{", ".join([shown[place] for place in places])}]}}\n'
        )
