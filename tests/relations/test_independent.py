"""Which articles report an event on their own."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document, Evidence, Span
from kg.relations.independent import newsroom, originals
from tests.relations.cases import document

SENTENCE = "The two ministers met in Geneva on Tuesday and spoke about grain exports, the ministry said."


def said(article: str, quote: str) -> Evidence:
    return Evidence(article=article, span=Span(start=0, end=len(quote)), quote=quote, extractor="test")


def by_id(*documents: Document) -> dict[str, Document]:
    return {one.id: one for one in documents}


def test_the_sentence_of_an_agency_counts_once() -> None:
    documents = by_id(document("a", SENTENCE, published="2024-05-16"), document("b", SENTENCE, published="2024-05-15"))
    assert originals([said("a", SENTENCE), said("b", SENTENCE.replace("spoke", "talked"))], documents) == {
        "a": "b", "b": "b",
    }


def test_own_words_count_each() -> None:
    documents = by_id(document("a", "x"), document("b", "x"))
    told = [said("a", SENTENCE), said("b", "On Tuesday grain was the topic when the ministers sat down in Geneva.")]
    assert originals(told, documents) == {"a": "a", "b": "b"}


def test_short_sentences_prove_nothing() -> None:
    documents = by_id(document("a", "x"), document("b", "x"))
    assert len(set(originals([said("a", "They met."), said("b", "They met.")], documents).values())) == 2


def test_both_scripts_of_chinese_are_compared() -> None:
    simplified = document("a", "x", language="zh", published="2024-05-15")
    traditional = replace(document("b", "x", language="zh", published="2024-05-16"), script="Hant")
    told = [said("a", "两国外长周二在日内瓦会谈并讨论粮食出口问题"), said("b", "兩國外長週二在日內瓦會談並討論糧食出口問題")]
    assert originals(told, by_id(simplified, traditional))["b"] == "a"


def test_a_newsrooms_other_language_is_a_translation_for_some_days() -> None:
    english = replace(document("a", "x", published="2024-05-15"), url="https://www.paper.example/en/1")
    german = replace(document("b", "x", language="de", published="2024-05-16"), url="https://paper.example/de/2")
    late = replace(german, id="c", published="2024-05-30")
    told = [said("a", SENTENCE), said("b", "Die Minister trafen sich in Genf."), said("c", "Sie trafen sich im Mai.")]
    assert originals(told, by_id(english, german, late)) == {"a": "a", "b": "a", "c": "c"}


def test_newsrooms_are_told_by_domain_else_by_name() -> None:
    base = document("a", "x")
    assert newsroom(replace(base, url="https://news.paper.com.tw/1")) == "paper.com.tw"
    assert newsroom(replace(base, url="https://www.paper.de/1")) == "paper.de"
    assert newsroom(replace(base, publisher="The Paper")) == "the paper"
    assert newsroom(base) is None
