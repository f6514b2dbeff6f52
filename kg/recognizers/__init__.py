"""Document -> Mention: people, agencies, organizations, countries and places, with a recognizer made for each language.

Order: knowledge, jieba and title evidence, trained pipelines; ties are settled (`overlap`); then names in brackets and
further occurrences of names found (`consistency`), settled again; then titles give roles and countries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.config import Config
from kg.languages import LANGUAGES
from kg.model import Document, Mention, Passage
from kg.recognizers import (
    consistency,
    gazetteer,
    glosses,
    missions,
    people,
    segment,
    short_names,
    statistical,
    titles,
    watchlist,
)
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover
from kg.recognizers.mend import mend
from kg.recognizers.overlap import RANKS, settle
from kg.recognizers.reconcile import reconcile
from kg.recognizers.watchlist import Watched, read_watchlist

__all__ = ["Recognizer", "Watched", "read_watchlist"]


class _Part(NamedTuple):
    """What of a document is in one language: its passages, the analysed text with all else blanked, and in Chinese the
    spans of Latin names."""

    document: Document
    language: str
    passages: tuple[Passage, ...]
    text: str
    latin: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, document: Document, language: str) -> _Part:
        passages = tuple(passage for passage in document.passages if passage.language == language)
        text = _only(document.analysed, passages)
        return cls(document, language, passages, text, tuple(people.latin_names(text)) if language == "zh" else ())


class Recognizer:
    """Recognizes names with one configuration; models and tables are loaded when first needed and then kept."""

    def __init__(self, config: Config) -> None:
        self._pipelines = {language: config.pipeline(language) for language in LANGUAGES}
        self.watched: tuple[Watched, ...] = read_watchlist(Path(config.watchlist)) if config.watchlist else ()
        self._names = watchlist.automaton(self.watched) if self.watched else None

    def recognize(self, document: Document) -> list[Mention]:
        """The mentions of a document by start; a country may stand inside the name of its agency, else none overlap."""
        return [
            Mention.of(
                document,
                c.span,
                c.type,
                c.recognizer,
                confidence=c.confidence,
                known=c.known,
                country=c.country,
                role=c.role,
            )
            for c in self.find([document])[0]
        ]

    def find(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """For each document what its mentions are made of. That takes less time for many documents at once, and what is
        found in one doesn't depend on the others."""
        parts = [
            [_Part.of(document, language) for language in sorted({passage.language for passage in document.passages})]
            for document in documents
        ]
        every = [part for own in parts for part in own]
        latin = {part.text[start:end] for part in every for start, end in part.latin}
        types = statistical.latin_types(latin, self._pipelines["en"])
        named = iter(self._named(every))
        found = [[self._settled(part, next(named), types) for part in own] for own in parts]
        return [own[0] if len(own) == 1 else settle(chain.from_iterable(own)) for own in found]

    def _named(self, parts: Sequence[_Part]) -> list[list[Candidate]]:
        """For each part what its language's pipeline finds."""
        found: list[list[Candidate]] = [[] for _ in parts]
        for language in sorted({part.language for part in parts}):
            which = [number for number, part in enumerate(parts) if part.language == language]
            passages = [(parts[number].document, parts[number].passages) for number in which]
            names = statistical.candidates(passages, self._pipelines[language])
            for number, own in zip(which, names, strict=True):
                found[number] = own
        return found

    def _settled(self, part: _Part, named: list[Candidate], types: Mapping[str, str | None]) -> list[Candidate]:
        _, language, _, text, latin = part
        blank = self._pipelines[language] == "blank"
        chinese = language == "zh" and bool(text)
        tagged = segment.tagged(text) if chinese and blank else []
        covers = Cover([0, *(end for _, end, _ in tagged)] if blank else segment.borders(text)) if chinese else None
        titled = titles.hits(text, language)
        found = gazetteer.candidates(text, language, covers)
        found += missions.candidates(text, language, found)
        found += named
        found += people.candidates(text, language, titled, trained=not blank)
        if covers:
            found += people.chinese(text, covers, titled, tagged)
            taken = {at for c in found if c.recognizer == "gazetteer" for at in range(c.start, c.end)}
            found += short_names.candidates(text, covers, taken)
            found += glosses.titled(text, titled)
            found += people.latin_in_chinese(text, latin)
            found += statistical.latin_in_chinese(text, latin, types)
            found += gazetteer.candidates(_latin_only(text), "en")
        if self._names:
            found += watchlist.candidates(text, self._names)
        known = {(c.start, c.end) for c in found if c.recognizer == "gazetteer" and c.type in ("country", "place")}
        found = mend(text, found, known, people.mined_forms() if language == "zh" else frozenset(), covers)
        settled = settle(reconcile(text, _confirmed(titles.trim(text, found, titled)), covers))
        agreed = consistency.agree(text, settled, language)
        more = glosses.candidates(text, agreed)
        settled = settle([*agreed, *more]) if more or agreed != settled else settled  # what is settled stays so
        more = consistency.candidates(text, settled, language)
        settled = settle([*settled, *more]) if more else settled
        return titles.give_roles(text, settled, titled, language)


def _only(text: str, passages: tuple[Passage, ...]) -> str:
    """The text with everything outside the passages blanked, so that offsets stay."""
    if len(passages) == 1 and len(passages[0].span) == len(text):
        return text
    kept = [c if c == "\n" else " " for c in text]
    for passage in passages:
        kept[passage.span.start : passage.span.end] = text[passage.span.start : passage.span.end]
    return "".join(kept)


_AFTER_LATIN = 0x250


def _latin_only(text: str) -> str:
    """Chinese text with all but Latin letters blanked: WHO, DEA, Reuters in a Chinese sentence."""
    import numpy as np

    data = bytearray(text.encode("utf-32-le", "surrogatepass"))
    codes = np.frombuffer(data, dtype="<u4")
    codes[codes >= _AFTER_LATIN] = ord("\n")
    return data.decode("utf-32-le")


def _confirmed(candidates: list[Candidate]) -> list[Candidate]:
    """Contextual names (confidence 0) stand only where a trained pipeline found a name of their sort at the same span."""
    if all(c.confidence for c in candidates):
        return candidates
    sorts = {(c.start, c.end, _sort(c)) for c in candidates if c.recognizer == "statistical"}
    return [
        c if c.confidence else c._replace(confidence=0.7, rank=RANKS["gazetteer"])
        for c in candidates
        if c.confidence or (c.start, c.end, _sort(c)) in sorts
    ]


def _sort(candidate: Candidate) -> str:
    return {"agency": "body", "organization": "body", "country": "place"}.get(candidate.type, candidate.type)
