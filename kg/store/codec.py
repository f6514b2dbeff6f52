"""Values to rows of tables and back; what a stage found in one article is one value: whole numbers, and JSON behind them.

Any program can read that, it is safe to read from a file that somebody sent, and who needs the numbers alone needs to
read nothing else. Articles as they were read are JSON and compressed, which makes half of them; the rest gains little.
Workers pack and unpack, so that the process that keeps the store only passes bytes on.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from kg.model import Article, Document, Evidence, Mention, Participant, Passage, Span

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

if TYPE_CHECKING:
    from kg.normalize import Sketch
    from kg.relations import Report


def pack(numbers: Sequence[int], rest: object) -> bytes:
    """How many numbers there are, the numbers, four bytes each, the lowest first, and JSON of plain values."""
    count = len(numbers)
    return struct.pack(f"<{count + 1}I", count, *numbers) + _json(rest).encode("utf-8", "surrogatepass")


def unpack_numbers(data: bytes) -> tuple[int, ...]:
    """The numbers that were packed."""
    return struct.unpack_from(f"<{int.from_bytes(data[:4], 'little')}I", data, 4)


def unpack_rest(data: bytes) -> Any:
    """What was packed behind the numbers."""
    return json.loads(data[4 + 4 * int.from_bytes(data[:4], "little") :])  # of bytes it takes half a surrogate pair too


_ARTICLE = tuple(field.name for field in fields(Article) if field.init)


def pack_article(article: Article, level: int = 1) -> bytes:
    """All that was read of an article but its id, as JSON. ``level`` says how hard it is compressed, 0 for not at all."""
    told = _json({name: getattr(article, name) for name in _ARTICLE})
    return zlib.compress(told.encode("utf-8", "surrogatepass"), level)


def unpack_article(data: bytes) -> Article:
    """The inverse of `pack_article`."""
    return Article(**json.loads(zlib.decompress(data)))


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
    """What a document has besides its columns: analysed text (where it differs), anchors, passages, sentences.

    Numbers: how many runs of anchors there are and how many passages, then runs, starts and ends of passages, starts and
    ends of sentences. The rest: languages of passages, analysed text.
    """
    runs = () if document.anchors is None else _steps(document.anchors)
    numbers = [len(runs) // 2, len(document.passages), *runs]
    for spans in ([passage.span for passage in document.passages], document.sentences):
        numbers += [span.start for span in spans]
        numbers += [span.end for span in spans]
    analysed = None if document.analysed == document.text else document.analysed
    return pack(numbers, [[passage.language for passage in document.passages], analysed])


def unpack_analysis(data: bytes, text: str) -> Mapping[str, Any]:
    """The fields of a `Document` that `pack_analysis` packed. Those of a few short ones are kept: who looks at an article
    twice does so soon."""
    return (_kept_analysis if len(text) <= KEPT_CHARACTERS else _analysis)(data, text)


def _analysis(data: bytes, text: str) -> Mapping[str, Any]:
    numbers = unpack_numbers(data)
    languages, analysed = unpack_rest(data)
    runs, passages = 2 + 2 * numbers[0], numbers[1]
    sentences = runs + 2 * passages
    covered = zip(_spans(numbers[runs:sentences]), languages, strict=True)
    return {
        "analysed": text if analysed is None else analysed,
        "anchors": _positions(numbers[2:runs]) if runs > 2 else None,
        "passages": tuple([Passage(span=span, language=language) for span, language in covered]),
        "sentences": tuple(_spans(numbers[sentences:])),
    }


def _spans(places: Sequence[int]) -> list[Span]:
    """Of all starts and, behind them, all ends."""
    count = len(places) // 2
    return [Span(start=start, end=end) for start, end in zip(places[:count], places[count:], strict=True)]


_kept_analysis = lru_cache(maxsize=32)(_analysis)


def _steps(positions: Sequence[int]) -> list[int]:
    """Positions as runs (first, how many follow one by one): conversion of Chinese seldom changes a length."""
    if isinstance(positions, range):
        return [positions[0], len(positions)]
    breaks = [place for place, (one, other) in enumerate(pairwise(positions), 1) if other != one + 1]
    starts = [0, *breaks]
    return [number for start, end in pairwise([*starts, len(positions)]) for number in (positions[start], end - start)]


def _positions(runs: Sequence[int]) -> Sequence[int]:
    if len(runs) == 2:
        return range(runs[0], runs[0] + runs[1])
    return tuple(chain.from_iterable([range(first, first + count) for first, count in zip(runs[::2], runs[1::2], strict=True)]))


def pack_sketch(sketch: Sketch) -> bytes:
    """A document's sketch without what its columns hold. The hashes, eight bytes each, stand where the numbers of others
    are, two for each."""
    hashes = sketch.hashes.astype("<u8", copy=False).tobytes()
    rest = _json([sketch.bound, sketch.size, sorted(sketch.numbers), sketch.openings, sketch.beginning])
    return (len(hashes) // 4).to_bytes(4, "little") + hashes + rest.encode("utf-8", "surrogatepass")


def unpack_sketch(data: bytes, columns: Row) -> Sketch:
    """The sketch of the document with these ``columns``: id, source, language, length of the text, published."""
    import numpy as np

    from kg.normalize import Sketch

    id_, source, language, length, published = columns
    bound, size, numbers, openings, beginning = unpack_rest(data)
    return Sketch(
        id=id_, source=source, language=language, length=length, published=published, duplicates=(),
        hashes=np.frombuffer(data, "<u8", int.from_bytes(data[:4], "little") // 2, 4), bound=bound, size=size,
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
    """As `pack_mentions`, before mentions are made of what was found.

    Numbers: all starts, all ends, and for each the number of what was said. The rest: all that was said.
    """
    said: dict[tuple[Any, ...], int] = {}
    numbers = [said.setdefault(one[2:], len(said)) for one in found]
    return pack([*(one[0] for one in found), *(one[1] for one in found), *numbers], list(said))


def _unpack_found(data: bytes) -> Iterator[tuple[int, int, list[Any]]]:
    """Start and end in analysed code points, and what was said: the rest of `Found`."""
    numbers, said = unpack_numbers(data), unpack_rest(data)
    count = len(numbers) // 3
    return zip(numbers[:count], numbers[count : 2 * count], map(said.__getitem__, numbers[2 * count :]), strict=True)


def unpack_mentions(data: bytes, document: Document) -> list[Mention]:
    """The mentions that were packed for ``document``."""
    return [
        Mention.of(
            document, Span(start=start, end=end), type_, recognizer, confidence=confidence, known=known,
            country=country, role=role,
        )
        for start, end, (type_, recognizer, confidence, known, country, role) in _unpack_found(data)
    ]


def unpack_places(data: bytes, row: Row) -> list[tuple[int, int, str, str, float]]:
    """Of the mentions that were packed for the document of a row, without making them: start and end in its own script,
    text, recognizer and confidence."""
    text, analysis = row[_TEXT], row[_ANALYSIS]
    found = _unpack_found(data)
    numbers = unpack_numbers(analysis)
    if not numbers[0]:
        return [(a, b, text[a:b], said[1], said[2]) for a, b, said in found]
    anchors = _positions(numbers[2 : 2 + 2 * numbers[0]])
    spans = [(anchors[a], max(anchors[b], anchors[a] + 1), said) for a, b, said in found]
    return [(a, b, text[a:b], said[1], said[2]) for a, b, said in spans]


def unpack_spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Where packed mentions start and end, in analysed code points."""
    numbers = unpack_numbers(data)
    count = len(numbers) // 3
    return zip(numbers[:count], numbers[count : 2 * count], strict=True)


_EVIDENCE = tuple(field.name for field in fields(Evidence) if field.name not in ("article", "quote"))


def pack_reports(reports: Sequence[Report]) -> bytes:
    """What one article reports; quotes are cut from its text again."""
    told = []
    for report in reports:
        row: dict[str, Any] = {field.name: getattr(report, field.name) for field in fields(report)}
        evidence: dict[str, Any] = {name: getattr(report.evidence, name) for name in _EVIDENCE}
        for record in (row, evidence):
            record["participants"] = [asdict(participant) for participant in record["participants"]]
        told.append(row | {"evidence": evidence | {"span": asdict(report.evidence.span)}})
    return pack((), told)


NOTHING_TOLD = pack((), [])
"""Of an article that reports nothing."""


def unpack_reports(data: bytes, row: Row) -> list[Report]:
    """The reports that were packed for the document of a row."""
    from kg.relations import Report

    article, text = row[0], row[_TEXT]
    found = []
    for report in unpack_rest(data):
        told = report.pop("evidence")
        span = Span(**told.pop("span"))
        who = _participants(told.pop("participants"))
        evidence = Evidence(article=article, span=span, quote=span.of(text), participants=who, **told)
        found.append(Report(participants=_participants(report.pop("participants")), evidence=evidence, **report))
    return found


def _participants(parts: Sequence[dict[str, Any]]) -> tuple[Participant, ...]:
    return tuple(Participant(**part) for part in parts)
