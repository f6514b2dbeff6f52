"""Article -> Document: clean, detect, convert, cut into sentences; and fold copies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.errors import Problem
from kg.languages import LANGUAGES
from kg.languages.conversion import convert, needs_conversion
from kg.model import Article, Document, Passage, Span
from kg.normalize.clean import CleanText, clean
from kg.normalize.detect import article_language, guess, language_name, paragraph_language, script
from kg.normalize.fold import find_copies, fold
from kg.normalize.likeness import Sketch, sketch
from kg.normalize.sentences import sentence_spans

__all__ = ["Sketch", "find_copies", "fold", "normalize", "sketch"]

_NO_LANGUAGE = frozenset(("zxx", "und", "mul"))
"""BCP 47 tags that name no language: no linguistic content, undetermined, several."""

SUPPORTED = ", ".join(f"{language.name} ({tag})" for tag, language in LANGUAGES.items())


def normalize(article: Article) -> Document | Problem:
    """The article as a document ready for analysis, or why there is none (empty, or in a language we don't know)."""
    cleaned = clean(article)
    if not cleaned.paragraphs and not cleaned.title:
        return Problem(
            source=article.source, stage="clean", reason="no text is left after cleaning",
            hint="the file is empty or holds only markup, links or boilerplate",
        )
    everything = [*([cleaned.title] if cleaned.title else []), *cleaned.paragraphs]
    guesses = [guess(paragraph, ask=False) for paragraph in everything]
    language = article_language(everything, guesses, article.language)
    if language in _NO_LANGUAGE:
        language = None
    if language is None or language not in LANGUAGES:
        name = f"the article is in {language_name(language)}" if language else "the language can't be told"
        return Problem(source=article.source, stage="detect", reason=name, hint=f"supported languages: {SUPPORTED}")
    spoken = [
        paragraph_language(paragraph, found, language) for paragraph, found in zip(everything, guesses, strict=True)
    ]
    return _document(article, cleaned, language, spoken)


def _layout(cleaned: CleanText) -> tuple[str, list[tuple[int, int]]]:
    """The text of a document (title, blank line, paragraphs) and where each of its parts starts and ends."""
    body = "\n".join(cleaned.paragraphs)
    text = f"{cleaned.title}\n\n{body}" if cleaned.title else body
    parts: list[tuple[int, int]] = []
    at = 0
    if cleaned.title:
        parts.append((0, len(cleaned.title)))
        at = len(cleaned.title) + 2
    for paragraph in cleaned.paragraphs:
        parts.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    return text.rstrip("\n"), parts


def _document(article: Article, cleaned: CleanText, language: str, spoken: list[str | None]) -> Document:
    text, parts = _layout(cleaned)
    analysed, positions = convert(text) if needs_conversion(text) else (text, None)
    anchors: Sequence[int] | None = positions
    if anchors is None and analysed != text:
        anchors = range(len(text) + 1)
    passages = tuple(_passages(parts, spoken, positions))
    sentences = tuple(
        sentence
        for passage in passages
        for sentence in sentence_spans(analysed, passage.span.start, passage.span.end, passage.language)
    )
    return Document(
        id=article.id, source=article.source, language=language, script=script(text) if language == "zh" else "Latn",
        text=text, analysed=analysed, anchors=anchors, passages=passages, sentences=sentences,
        title=cleaned.title, published=article.published, url=article.url, publisher=article.publisher,
    )


def _passages(
    parts: list[tuple[int, int]], languages: list[str | None], positions: tuple[int, ...] | None
) -> Iterator[Passage]:
    """Neighbouring parts in one language, in analysed code points; parts in an unknown language are left out."""
    for language, group in groupby(zip(languages, parts, strict=True), key=lambda pair: pair[0]):
        members = [part for _, part in group]
        if language is None:
            continue
        start, end = members[0][0], members[-1][1]
        if positions is not None:
            start, end = bisect_left(positions, start), bisect_left(positions, end)
        yield Passage(span=Span(start=start, end=end), language=language)
