"""Which articles tell of one event on their own, and which repeat another one.

Whole copies of an article are folded long before. Here, of the articles that report one event, one repeats an earlier
one where its sentence is that one's sentence, but for a few letters (both took it from one agency), or where the same
newsroom tells it in another language (a translation).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from kg.model import Document, Evidence
from kg.names.spelling import fold, simplify
from kg.relations.dates import published_day

SAME_SENTENCE = 90.0
"""Similarity (0 to 100) from which on two sentences are one: editors change a word, add a date or cut a clause."""
LEAST = {"zh": 14}
"""Letters that a sentence must have to be told apart from one that anybody would write; Chinese needs fewer."""
LEAST_LATIN = 40
TRANSLATED = timedelta(days=3)
"""Translations follow within days: later articles of the newsroom are its own work again."""
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


def originals(evidence: Iterable[Evidence], documents: Mapping[str, Document]) -> dict[str, str]:
    """For each article of one event, the article that it repeats: itself where it tells the event on its own.

    ``documents`` are by id; of two alike the one published first is the original. Articles that ``documents`` lacks
    stand for themselves.
    """
    sentences: dict[str, list[str]] = {}
    for one in evidence:
        sentences.setdefault(one.article, []).append(_letters(one, documents.get(one.article)))
    found: dict[str, str] = {}
    for article in sorted(sentences, key=lambda id_: _rank(id_, documents)):
        found[article] = next(
            (other for other in found if found[other] == other and _repeats(article, other, sentences, documents)), article
        )
    return found


def newsroom(document: Document) -> str | None:
    """Who published an article: the domain that its URL is registered under, else the publisher's name in folded letters."""
    host = urlsplit(document.url or "").hostname or ""
    labels = host.split(".")
    if len(labels) > 1:
        return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL else -2 :])
    return fold(document.publisher) if document.publisher else None


def _rank(article: str, documents: Mapping[str, Document]) -> tuple[str, str]:
    document = documents.get(article)
    return ((document.published if document else None) or "9999", article)


def _letters(evidence: Evidence, document: Document | None) -> str:
    """A sentence without signs, Simplified; empty where it is too short to tell anything."""
    language = document.language if document else ""
    letters = fold(simplify(evidence.quote)).replace(" ", "")
    return letters if len(letters) >= LEAST.get(language, LEAST_LATIN) else ""


def _repeats(
    article: str, other: str, sentences: Mapping[str, list[str]], documents: Mapping[str, Document]
) -> bool:
    return _same_sentence(sentences[article], sentences[other]) or _translates(
        documents.get(article), documents.get(other)
    )


def _same_sentence(some: Iterable[str], others: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    there = [other for other in others if other]
    return any(fuzz.ratio(one, other, score_cutoff=SAME_SENTENCE) for one in some if one for other in there)


def _translates(one: Document | None, other: Document | None) -> bool:
    if one is None or other is None or one.language == other.language:
        return False
    first, second = published_day(one.published), published_day(other.published)
    near = first is not None and second is not None and abs(first - second) <= TRANSLATED
    return near and newsroom(one) is not None and newsroom(one) == newsroom(other)
