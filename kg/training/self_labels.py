"""Raw articles labelled by a recognizer, for a second one to learn from (self-training).

Only what the first is sure of counts; what it doubts is left open. A name that it is sure of somewhere in an article is
marked everywhere in that article, which is where the second one learns what the first one didn't know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.models.crf import Floats, Ints, read_spans
from kg.models.features import Offsets
from kg.models.recognizer import Recognizer
from kg.training.annotated import Example

SURE = 0.9
SURE_OUTSIDE = 0.97
LATIN_EDGE = (r"(?<![^\W_])", r"(?![^\W_])")


def label(recognizer: Recognizer, texts: Iterable[str], *, chinese: bool, size: int = 64) -> Iterator[Example]:
    """Texts with the names that the recognizer is sure of; what it doubts is an open span."""
    queue = list(texts)
    for at in range(0, len(queue), size):
        part = queue[at : at + size]
        found: list[list[tuple[int, int, str | None]]] = [[] for _ in part]
        for number, tokens, path, chance in recognizer.decode(part):
            found[number] += _judge(tokens, path, chance, recognizer.labels)
        for number, text in enumerate(part):
            yield Example(
                source=f"raw:{at + number}",
                text=text,
                spans=_spread(text, sorted(found[number], key=lambda s: s[0]), chinese=chinese),
            )


def _judge(tokens: Offsets, path: Ints, chance: Floats, labels: Sequence[str]) -> Iterator[tuple[int, int, str | None]]:
    """The names of one line, sure or open, and the tokens outside of them that may belong to a name, as open ones."""
    inside = np.zeros(len(tokens), dtype=bool)
    for first, last, kind in read_spans(path, labels):
        inside[first:last] = True
        sure = float(np.min(chance[np.arange(first, last), path[first:last]]))
        yield tokens[first][0], tokens[last - 1][1], kind if sure > SURE else None
    for i in np.flatnonzero(~inside & (chance[:, 0] < SURE_OUTSIDE)):
        yield *tokens[i], None


def _spread(
    text: str, found: list[tuple[int, int, str | None]], *, chinese: bool
) -> tuple[tuple[int, int, str | None], ...]:
    """The sure names wherever they stand, longest first, then the doubtful spans where nothing sure stands."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for start, end, kind in found:
        if kind:
            kinds[text[start:end]].add(kind)
    taken = bytearray(len(text))
    spans: list[tuple[int, int, str | None]] = []

    def put(start: int, end: int, kind: str | None) -> None:
        if not any(taken[start:end]):
            spans.append((start, end, kind))
            taken[start:end] = b"\1" * (end - start)

    for start, end, kind in found:
        if kind:
            put(start, end, kind)
    before, after = ("", "") if chinese else LATIN_EDGE
    for name in sorted(kinds, key=lambda name: (-len(name), name)):
        if len(name) < (2 if chinese else 3):
            continue
        for match in re.finditer(before + re.escape(name) + after, text):
            # in Chinese, two characters may be part of a word or of a longer name
            sure = len(kinds[name]) == 1 and (not chinese or len(name) > 2)
            put(*match.span(), next(iter(kinds[name])) if sure else None)
    for start, end, kind in found:
        if kind is None:
            put(start, end, None)
    return tuple(sorted(spans, key=lambda span: span[0]))


def raw_texts(archive: Path, language: str, measured: Iterable[str], characters: int) -> list[str]:
    """Clean texts of about ``characters`` code points in all from raw articles: a sample that depends on the articles
    alone, without any that share a line with the ``measured`` texts. A text is cut after 4,000 code points."""
    from kg import readers
    from kg.config import InputConfig
    from kg.model import Article, Document
    from kg.normalize import normalize

    known = {line[:LINE] for text in measured for line in text.split("\n") if len(line) >= LINE}
    articles = [one for one in readers.read([archive], InputConfig()) if isinstance(one, Article)]
    texts: list[str] = []
    size = 0
    for article in sorted(articles, key=lambda one: one.id):
        if size >= characters:
            break
        document = normalize(article)
        if not isinstance(document, Document) or document.language != language:
            continue
        if not any(line[:LINE] in known for line in document.analysed.split("\n")):
            texts.append(document.analysed[:4000])
            size += len(texts[-1])
    return texts


LINE = 20
