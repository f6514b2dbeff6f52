"""The annotations are valid: names and evidence stand in the article, keys mean one thing, every language is there."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.evaluation import GoldArticle, read_gold
from tests.quality.floors import ARTICLES

GOLD = read_gold(ARTICLES / "ann")


def text_of(article: GoldArticle) -> str:
    (path,) = (ARTICLES / "docs").glob(f"{article.id}.*")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.id)
def test_names_and_evidence_stand_in_the_article(article: GoldArticle) -> None:
    text = text_of(article)
    names = [name for entity in article.entities for name in entity.names]
    evidence = [contact.evidence for contact in article.contacts]
    assert [part for part in (*names, *article.ignore, *evidence) if part not in text] == []
    assert set(names) & set(article.ignore) == set()


def test_every_article_is_annotated() -> None:
    assert sorted(path.stem for path in (ARTICLES / "docs").iterdir()) == sorted(article.id for article in GOLD)


def test_a_key_means_the_same_in_every_article_and_language() -> None:
    meanings = {(entity.key, entity.type, entity.label) for article in GOLD for entity in article.entities}
    twice = [key for key, count in Counter(key for key, _, _ in meanings).items() if count > 1]
    assert twice == []


def test_every_language_has_five_articles_and_every_status_is_there() -> None:
    languages = Counter(article.lang for article in GOLD)
    assert set(languages) == {"zh-Hans", "zh-Hant", "en", "de"}
    assert min(languages.values()) >= 5
    assert {contact.status for article in GOLD for contact in article.contacts} == {"held", "planned", "refused"}
    assert {contact.kind for article in GOLD for contact in article.contacts} == {"meeting", "call", "visit"}
