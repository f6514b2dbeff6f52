"""Values to rows of tables and back; what a stage found in one article is one value of compressed JSON.

Any program can read that, and it is safe to read from a file that somebody sent. Workers pack and unpack, so that the
process that keeps the store only passes bytes on.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from itertools import chain
from typing import Any

from kg.model import Article, Document, Evidence, Mention, Participant, Passage, Span
from kg.normalize import Sketch
from kg.relations import Report


def pack(value: object) -> bytes:
    """Compressed JSON of plain values."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> Any:
    """The inverse of `pack`."""
    return json.loads(zlib.decompress(data))  # of bytes it takes half a surrogate pair too


_ARTICLE = tuple(field.name for field in fields(Article) if field.init)


def pack_article(article: Article) -> bytes:
    """All that was read of an article but its id."""
    return pack({name: getattr(article, name) for name in _ARTICLE})


def unpack_article(data: bytes) -> Article:
    return Article(**unpack(data))


Row = tuple[Any, ...]
"""Plain values: text, bytes, None."""


KEPT_CHARACTERS = 20_000
"""Of longer texts nothing is kept: some forty bytes a character."""

_TEXT, _ANALYSIS = 8, 9
"""Where in a document's row its text is, and what `pack_analysis` made."""


def document_row(document: Document) -> Row:
    """A document but for its copies: the columns that `document` takes."""
    d = document
    return (
        d.id, d.source, d.language, d.script, d.title, d.published, d.url, d.publisher, d.text, pack_analysis(d),
    )


def document(row: Row, duplicates: tuple[str, ...] = ()) -> Document:
    """The inverse of `document_row`."""
    id_, source, language, script, title, published, url, publisher, text, analysis = row
    return Document(
        id=id_, source=source, language=language, script=script, text=text, title=title, published=published, url=url,
        publisher=publisher, duplicates=duplicates, **unpack_analysis(analysis, text),
    )


def outline(row: Row, duplicates: tuple[str, ...] = ()) -> Document:
    """As `document`, without its text: what is told of an article, and cheap to hold."""
    id_, source, language, script, title, published, url, publisher = row[:8]
    return Document(
        id=id_, source=source, language=language, script=script, text="", analysed="", title=title, published=published,
        url=url, publisher=publisher, duplicates=duplicates,
    )


def pack_analysis(document: Document) -> bytes:
    """What a document has besides its columns: analysed text (where it differs), anchors, passages, sentences."""
    anchors = None if document.anchors is None else _steps(document.anchors)
    return pack([
        None if document.analysed == document.text else document.analysed,
        anchors,
        [(passage.span.start, passage.span.end, passage.language) for passage in document.passages],
        [(sentence.start, sentence.end) for sentence in document.sentences],
    ])


def unpack_analysis(data: bytes, text: str) -> Mapping[str, Any]:
    """The fields of a `Document` that `pack_analysis` packed. Those of a few short ones are kept: who looks at an article
    twice does so soon."""
    return (_kept_analysis if len(text) <= KEPT_CHARACTERS else _analysis)(data, text)


def _analysis(data: bytes, text: str) -> Mapping[str, Any]:
    analysed, anchors, passages, sentences = unpack(data)
    return {
        "analysed": text if analysed is None else analysed,
        "anchors": None if anchors is None else _positions(anchors),
        "passages": tuple(Passage(span=Span(start=a, end=b), language=language) for a, b, language in passages),
        "sentences": tuple(Span(start=a, end=b) for a, b in sentences),
    }


_kept_analysis = lru_cache(maxsize=32)(_analysis)


def _steps(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Positions as runs (first, how many follow one by one): conversion of Chinese seldom changes a length."""
    runs: list[tuple[int, int]] = []
    first = previous = None
    for position in positions:
        if first is None or previous is None:
            first = position
        elif position != previous + 1:
            runs.append((first, previous - first + 1))
            first = position
        previous = position
    if first is not None and previous is not None:
        runs.append((first, previous - first + 1))
    return runs


def _positions(runs: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(chain.from_iterable(range(first, first + count) for first, count in runs))


def pack_sketch(sketch: Sketch) -> bytes:
    """A document's sketch without what its columns hold. The hashes, eight bytes each, stand behind the rest as they are:
    nothing makes them shorter."""
    rest = pack([sketch.bound, sketch.size, sorted(sketch.numbers), sketch.openings, sketch.beginning])
    return rest + sketch.hashes.astype("<u8", copy=False).tobytes()


def unpack_sketch(data: bytes, columns: Row) -> Sketch:
    """The sketch of the document with these ``columns``: id, source, language, length of the text, published."""
    import numpy as np

    id_, source, language, length, published = columns
    rest = zlib.decompressobj()
    bound, size, numbers, openings, beginning = json.loads(rest.decompress(data))
    return Sketch(
        id=id_, source=source, language=language, length=length, published=published, duplicates=(),
        hashes=np.frombuffer(rest.unused_data, dtype="<u8"), bound=bound, size=size,
        numbers=frozenset(numbers), openings=tuple(openings), beginning=beginning,
    )


Found = tuple[int, int, str, str, float, str | None, str | None, str | None]
"""Start and end in analysed code points, type, recognizer, confidence, known, country, role."""


def pack_mentions(mentions: Sequence[Mention]) -> bytes:
    """Mentions by their spans and what recognizers said; names and texts are cut from the document again."""
    return pack_found([
        (m.at.start, m.at.end, m.type, m.recognizer, m.confidence, m.known, m.country, m.role) for m in mentions
    ])


def pack_found(found: Sequence[Found]) -> bytes:
    """As `pack_mentions`, before mentions are made of what was found."""
    return pack(found)


def unpack_mentions(data: bytes, document: Document) -> list[Mention]:
    """The mentions that were packed for ``document``."""
    return [
        Mention.of(
            document, Span(start=start, end=end), type_, recognizer, confidence=confidence, known=known,
            country=country, role=role,
        )
        for start, end, type_, recognizer, confidence, known, country, role in unpack(data)
    ]


def unpack_places(data: bytes, row: Row) -> list[tuple[int, int, str, str, float]]:
    """Of the mentions that were packed for the document of a row, without making them: start and end in its own script,
    text, recognizer and confidence."""
    text = row[_TEXT]
    _, runs, _, _ = unpack(row[_ANALYSIS])
    if runs is None:
        return [(a, b, text[a:b], recognizer, confidence) for a, b, _, recognizer, confidence, *_ in unpack(data)]
    anchors = _positions(runs)
    spans = [(anchors[a], max(anchors[b], anchors[a] + 1), *rest) for a, b, *rest in unpack(data)]
    return [(a, b, text[a:b], recognizer, confidence) for a, b, _, recognizer, confidence, *_ in spans]


def unpack_spans(data: bytes) -> list[tuple[int, int]]:
    """Where packed mentions start and end, in analysed code points."""
    return [(start, end) for start, end, *_ in unpack(data)]


_REPORT = tuple(field.name for field in fields(Report))
_EVIDENCE = tuple(field.name for field in fields(Evidence) if field.name not in ("article", "quote"))


def pack_reports(reports: Sequence[Report]) -> bytes:
    """What one article reports; quotes are cut from its text again."""
    told = []
    for report in reports:
        row: dict[str, Any] = {name: getattr(report, name) for name in _REPORT}
        evidence: dict[str, Any] = {name: getattr(report.evidence, name) for name in _EVIDENCE}
        for record in (row, evidence):
            record["participants"] = [asdict(participant) for participant in record["participants"]]
        told.append(row | {"evidence": evidence | {"span": asdict(report.evidence.span)}})
    return pack(told)


def unpack_reports(data: bytes, row: Row) -> list[Report]:
    """The reports that were packed for the document of a row."""
    article, text = row[0], row[_TEXT]
    found = []
    for report in unpack(data):
        told = report.pop("evidence")
        span = Span(**told.pop("span"))
        who = _participants(told.pop("participants"))
        evidence = Evidence(article=article, span=span, quote=span.of(text), participants=who, **told)
        found.append(Report(participants=_participants(report.pop("participants")), evidence=evidence, **report))
    return found


def _participants(parts: Sequence[dict[str, Any]]) -> tuple[Participant, ...]:
    return tuple(Participant(**part) for part in parts)
