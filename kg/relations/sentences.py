"""Which names stand in which sentence, and a quick look for the sentences that may report a contact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.model import Document, Span
from kg.relations.consult.tables import Trigger, chances, nicknames
from kg.relations.parts import FILL, MASKS
from kg.relations.spots import Name

MAX_SENTENCE = 1200
"""Longer 'sentences' are lists and tables: no frame can be trusted on them."""


def split_names(sentences: Sequence[Span], names: Sequence[Name]) -> list[list[Name]]:
    """The names of each sentence (ascending, as the names are), in order; of overlapping ones the first. Left out is what
    reaches over the end of its sentence."""
    found: list[list[Name]] = []
    number, count = 0, len(names)
    for sentence in sentences:
        inside: list[Name] = []
        last, stop = sentence.start, sentence.end
        while number < count and names[number][0] < stop:
            start, end = names[number][:2]
            if start >= last and end <= stop:
                inside.append(names[number])
                last = end
            number += 1
        found.append(inside)
    return found


def mark_names(text: str, names: Sequence[Sequence[Name]]) -> str:
    """A text with the names of its sentences masked, of the same length (see `kg.relations.parts`)."""
    parts: list[str] = []
    last = 0
    for inside in names:
        for start, end, _, type_, _ in inside:
            parts += text[last:start], MASKS[type_], FILL * (end - start - 1)
            last = end
    return "".join([*parts, text[last:]])


def language_of(document: Document, sentence: Span) -> str:
    """The language of a sentence."""
    for passage in document.passages:
        if passage.span.contains(sentence):
            return passage.language
    return document.language


def promising(
    document: Document, marked: str, languages: Iterable[str], initials: Callable[[], Mapping[str, object]]
) -> list[int]:
    """The numbers of the sentences in some languages that may hold a trigger, ascending; all others hold none.

    ``marked`` is the text with its names masked, ``initials`` gives the characters that nicknames of meetings (马习会) are of.
    """
    sentences, text = document.sentences, document.analysed
    starts = [sentence.start for sentence in sentences]
    found: set[int] = set()

    def near(places: Iterable[tuple[int, Trigger]], language: str) -> Iterator[tuple[int, int, int, Trigger]]:
        """The numbers of sentences that are not found yet, where they start and end, and triggers."""
        for place, trigger in places:
            number = bisect_right(starts, place) - 1
            if number in found or number < 0 or len(sentences[number]) > MAX_SENTENCE:
                continue
            if language_of(document, sentences[number]) == language:
                yield number, starts[number], sentences[number].end, trigger

    for language in languages:
        for number, start, end, trigger in near(chances(marked, language, starts), language):
            if trigger.loose.search(marked, start, end):
                found.add(number)
        for number, start, end, trigger in near(nicknames(text, language, starts), language):
            named = (match.group()[:2] for match in trigger.pattern.finditer(text, start, end))
            if any(all(character in initials() for character in two) for two in named):
                found.add(number)
    return sorted(found)
