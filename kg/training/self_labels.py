"""Raw articles labelled by a recognizer, for a second one to learn from (self-training).

Only what the first is sure of counts; what it doubts is left open. A name that it is sure of somewhere in an article is
marked everywhere in that article, which is where the second one learns what the first one didn't know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.models.recognizer import Name, Recognizer
from kg.training.annotated import Example

SURE = 0.9
LATIN_EDGE = (r"(?<![^\W_])", r"(?![^\W_])")


def label(
    recognizers: Sequence[Recognizer], texts: Iterable[str], *, chinese: bool, size: int = 64
) -> Iterator[Example]:
    """Texts with the names on which all recognizers agree; where they differ or doubt, open spans."""
    queue = list(texts)
    for at in range(0, len(queue), size):
        part = queue[at : at + size]
        answers = [recognizer.names(part) for recognizer in recognizers]
        for number, text in enumerate(part):
            found = _agreed([answer[number] for answer in answers])
            yield Example(source=f"raw:{at + number}", text=text, spans=_spread(text, found, chinese=chinese))


def _agreed(answers: Sequence[Sequence[Name]]) -> list[tuple[int, int, str | None]]:
    votes: dict[tuple[int, int, str], list[float]] = defaultdict(list)
    for names in answers:
        for start, end, kind, sure in names:
            votes[start, end, kind].append(sure)
    return [
        (start, end, kind if sum(sures) / len(answers) > SURE else None)
        for (start, end, kind), sures in sorted(votes.items())
    ]


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
