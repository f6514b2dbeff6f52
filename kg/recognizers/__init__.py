"""Document -> Mention: people, agencies, organizations, countries and places, with a recognizer made for each language.

Order: knowledge, jieba and title evidence, trained pipelines; ties are settled (`overlap`); then names in brackets and
further occurrences of names found (`consistency`), settled again; then titles give roles and countries.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.config import Config
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
from kg.recognizers.mend import mend
from kg.recognizers.overlap import RANKS, settle
from kg.recognizers.reconcile import reconcile
from kg.recognizers.watchlist import Watched, read_watchlist

__all__ = ["Recognizer", "Watched", "read_watchlist"]


class Recognizer:
    """Recognizes names with one configuration; models and tables are loaded when first needed and then kept."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.watched: tuple[Watched, ...] = read_watchlist(Path(config.watchlist)) if config.watchlist else ()
        self._names = watchlist.automaton(self.watched) if self.watched else None

    def recognize(self, document: Document) -> list[Mention]:
        """The mentions of a document by start; a country may stand inside the name of its agency, else none overlap."""
        found: list[Candidate] = []
        for language in sorted({passage.language for passage in document.passages}):
            found.extend(self._language(document, language))
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
            for c in settle(found)
        ]

    def _language(self, document: Document, language: str) -> list[Candidate]:
        passages = tuple(passage for passage in document.passages if passage.language == language)
        text = _only(document.analysed, passages)
        pipeline = self._config.pipeline(language)
        words = segment.words(text, tagged=pipeline == "blank") if language == "zh" else []
        covers = segment.cover(words, len(text)) if words else None
        titled = titles.hits(text, language)
        found = gazetteer.candidates(text, language, covers)
        found += missions.candidates(text, language, found)
        found += statistical.candidates(document, passages, pipeline)
        found += people.candidates(text, language, words, titled, trained=pipeline != "blank")
        if language == "zh" and covers:
            taken = {at for c in found if c.recognizer == "gazetteer" for at in range(c.start, c.end)}
            found += short_names.candidates(text, covers, taken)
            found += glosses.titled(text, titled)
            found += statistical.latin_in_chinese(text, people.latin_names(text), self._config.pipeline("en"))
            found += gazetteer.candidates(_latin_only(text), "en")
        if self._names:
            found += watchlist.candidates(text, self._names)
        known = {(c.start, c.end) for c in found if c.recognizer == "gazetteer" and c.type in ("country", "place")}
        found = mend(text, found, known, people.mined_forms() if language == "zh" else frozenset(), covers)
        settled = settle(reconcile(text, _confirmed(titles.trim(text, found, titled)), covers))
        settled = consistency.agree(text, settled, language)
        settled = settle([*settled, *glosses.candidates(text, settled)])
        settled = settle([*settled, *consistency.candidates(text, settled, language)])
        return titles.give_roles(text, settled, titled, language)


def _only(text: str, passages: tuple[Passage, ...]) -> str:
    """The text with everything outside the passages blanked, so that offsets stay."""
    if len(passages) == 1 and len(passages[0].span) == len(text):
        return text
    kept = [c if c == "\n" else " " for c in text]
    for passage in passages:
        kept[passage.span.start : passage.span.end] = text[passage.span.start : passage.span.end]
    return "".join(kept)


def _latin_only(text: str) -> str:
    """Chinese text with all but Latin letters blanked: WHO, DEA, Reuters in a Chinese sentence."""
    return "".join(c if ord(c) < 0x250 else "\n" for c in text)


def _confirmed(candidates: list[Candidate]) -> list[Candidate]:
    """Contextual names (confidence 0) stand only where a trained pipeline found a name of their sort at the same span."""
    sorts = {(c.start, c.end, _sort(c)) for c in candidates if c.recognizer == "statistical"}
    return [
        c if c.confidence else replace(c, confidence=0.7, rank=RANKS["gazetteer"])
        for c in candidates
        if c.confidence or (c.start, c.end, _sort(c)) in sorts
    ]


def _sort(candidate: Candidate) -> str:
    return {"agency": "body", "organization": "body", "country": "place"}.get(candidate.type, candidate.type)
