"""Many documents at once."""

from __future__ import annotations

import pytest

from kg.config import Config
from kg.model import Document, Mention
from kg.recognizers import Recognizer, statistical
from kg.recognizers.candidate import Candidate
from tests.recognizers.finding import document

TEXTS = (
    "美国国务卿布林肯周二在北京会见中国外交部长王毅。记者 Marta Kowalsky 和 Global Harbor Group 的发言人也在场。布林肯随后离开。",
    "Chancellor Olaf Scholz met Emmanuel Macron in Paris on Monday. Scholz said the French Foreign Ministry had agreed.",
    "Außenministerin Annalena Baerbock reiste nach Warschau. Dort traf Baerbock den Leiter des Auswärtigen Amtes.",
    "日本首相岸田文雄访问韩国首尔，与尹锡悦会谈。美日韩三国将合作，Tom Weatherby 撰文。",
    "Nothing of note happened.",
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [document(text) for text in TEXTS]


def mentions(document: Document, found: list[Candidate]) -> list[Mention]:
    return [
        Mention.of(document, c.span, c.type, c.recognizer, confidence=c.confidence, known=c.known, country=c.country, role=c.role)
        for c in found
    ]


def test_a_document_has_the_mentions_that_it_has_alone(documents: list[Document]) -> None:
    recognizer = Recognizer(Config())
    alone = [recognizer.recognize(document) for document in documents]
    assert [len(found) > 1 for found in alone] == [True, True, True, True, False]
    for some in (documents, documents[::-1]):
        together = zip(some, recognizer.find(some), strict=True)
        told = {document.id: mentions(document, found) for document, found in together}
        assert [told[document.id] for document in documents] == alone
    assert recognizer.find([]) == []


def test_few_texts_go_through_a_pipeline_at_once(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = Recognizer(Config())
    together = recognizer.find(documents)
    monkeypatch.setattr(statistical, "TOGETHER", 10)
    assert [len(some) for some in statistical._together(["a" * 6, "b" * 6, "c" * 4, "d" * 30])] == [1, 2, 1]
    assert recognizer.find(documents) == together


def test_a_candidate_keeps_what_its_mention_says(documents: list[Document]) -> None:
    found = Recognizer(Config()).find(documents[:1])[0]
    told = [(m.at.start, m.at.end, m.type, m.recognizer, m.confidence, m.known, m.country, m.role)
            for m in mentions(documents[0], found)]
    assert [candidate.found for candidate in found] == told


def test_types_of_latin_names_are_told_again_when_many_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Marta Kowalsky", "Global Harbor Group"]
    first = statistical.latin_types(names, "shipped")
    monkeypatch.setattr(statistical, "_LATIN_KEPT", 0)
    assert statistical.latin_types([*names, "Tom Weatherby"], "shipped") == first | statistical.latin_types(
        ["Tom Weatherby"], "shipped"
    )
    assert statistical.latin_types(["Some Body"], "blank") == {"Some Body": None}
