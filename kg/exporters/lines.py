"""Records to lines of JSON. The evidence of relations is encoded once: one sentence supports every pair that it names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any

from kg.exporters import records
from kg.exporters.records import Record
from kg.graph.census import TOGETHER, Place, Run, Sentence, Together
from kg.model import Evidence, Relation

HELD = 20_000
"""Pieces of evidence whose lines are held: the relations of one entity follow each other, and share sentences."""

_LINE_BREAKS = ("\x85", "\u2028", "\u2029")
"""What ``str.splitlines`` and some readers take for the end of a line: written as JSON escapes."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False, check_circular=False)


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


class _Pieces(dict[Any, bytes]):
    """Parts of lines by what they tell, made when they are asked for first, and held for a while."""

    def __init__(self, made: Callable[[Any], str]) -> None:
        super().__init__()
        self._made = made
        self.broken = False
        """Whether any of them had what UTF-8 can't hold: lines with it are not yet what they should be."""

    def __missing__(self, told: Any) -> bytes:
        if len(self) >= HELD:
            self.clear()
        text = _one_line(self._made(told))
        try:
            piece = text.encode()
        except UnicodeEncodeError:
            self.broken, piece = True, text.encode("utf-8", "surrogatepass")
        self[told] = piece
        return piece


def place_lines(places: Iterable[Place]) -> Iterator[bytes]:
    """The lines of mentions: what `line` makes of their records."""
    name = _Pieces(quoted)
    for article, start, end, entity, text, recognizer, confidence in places:
        line = b'{"article": %b, "entity": %b, "text": %b, "start": %d, "end": %d, "recognizer": %b, "confidence": %r}\n' % (
            name[article], name[entity], name[text], start, end, name[recognizer], confidence,
        )
        yield _whole(line) if name.broken else line


def _whole(line: bytes) -> bytes:
    """As `_bytes`, of a line in which half a surrogate pair may stand."""
    return _bytes(line.decode("utf-8", "surrogatepass"))


def _evidence(one: Evidence) -> str:
    """What `_text` makes of the record of a piece of evidence; of a mere sentence, as nearly all are, faster."""
    if one.participants or one.status or one.occurred_on or one.place or one.confidence != 1.0:
        return _text(records.evidence_record(one))
    return _one_line(
        f'{{"article": {quoted(one.article)}, "quote": {quoted(one.quote)}, "start": {one.span.start!r}, '
        f'"end": {one.span.end!r}, "trigger": {quoted(one.trigger)}, "participants": [], "status": null, "date": null, '
        f'"place": null, "extractor": {quoted(one.extractor)}, "confidence": {one.confidence!r}}}'
    )


def _sentence(told: Sentence) -> str:
    """The same of a sentence that shows a co-mention."""
    article, start, end, quote = told
    return (
        f'{{"article": {quoted(article)}, "quote": {quoted(quote)}, "start": {start}, "end": {end}, "trigger": "", '
        f'"participants": [], "status": null, "date": null, "place": null, "extractor": "{TOGETHER}", "confidence": 1.0}}'
    )


def _counts(told: tuple[int, int, int]) -> str:
    weight, count, sentences = told
    return (
        f', "type": "co_mentioned", "weight": {weight}, "count": {count}, "sentences": {sentences}, '
        f'"articles": {weight}, "npmi": '
    )


def _when(told: tuple[str | None, str | None, tuple[str, ...]]) -> str:
    first, last = ("null" if day is None else quoted(day) for day in told[:2])
    return f', "first_seen": {first}, "last_seen": {last}, "languages": [{", ".join(map(quoted, told[2]))}], "evidence": ['


class _Together:
    """The lines of co-mentions, put together from bytes: a sentence, a name, a day stands in many of them."""

    def __init__(self) -> None:
        self._name, self._counted, self._when, self._number = _Pieces(quoted), _Pieces(_counts), _Pieces(_when), _Pieces(repr)
        self._sentences: Mapping[int, Sentence] = {}
        self._shown = _Pieces(str)

    def lines(self, rows: Iterable[Together], sentences: Mapping[int, Sentence]) -> Iterator[bytes]:
        """The lines of one run."""
        if self._sentences is not sentences:
            self._sentences, self._shown = sentences, _Pieces(lambda place: _sentence(sentences[place]))
        name, counted, told, measured, shown = self._name, self._counted, self._when, self._number, self._shown
        for source, target, weight, count, shared, npmi, first, last, languages, places in rows:
            line = b'{"source": %b, "target": %b%b%b%b%b]}\n' % (
                name[source], name[target], counted[weight, count, shared],
                measured[npmi] if npmi else b"%r" % npmi,  # 0.0 and -0.0 are one key
                told[first, last, languages],
                shown[places[0]] if len(places) == 1 else b", ".join([shown[place] for place in places]),
            )
            yield _whole(line) if name.broken or shown.broken else line


def _relation_line(relation: Relation, encoded: Callable[[Evidence], str]) -> bytes:
    told = ", ".join([encoded(evidence) for evidence in relation.evidence])
    return _bytes(f'{_text(records.relation_head(relation))[:-1]}, "evidence": [{told}]}}\n')


def relation_lines(relations: Iterable[Relation | Run]) -> Iterator[bytes]:
    """The lines of relations: what `line` makes of their records."""
    held: dict[int, tuple[Evidence, str]] = {}  # by identity, which lasts as long as the evidence is held
    together = _Together()

    def encoded(evidence: Evidence) -> str:
        found = held.get(id(evidence))
        if found is None:
            if len(held) >= HELD:
                held.clear()
            found = held[id(evidence)] = evidence, _evidence(evidence)
        return found[1]

    for one in relations:
        if isinstance(one, Relation):
            yield _relation_line(one, encoded)
        else:
            yield from together.lines(*one)
