"""Articles with the entities that their mentions are of."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from kg.graph.census import Placed, places_of
from kg.model import Alias, Document, Entity, Mention, Span
from kg.store import Resolved, Snapshot, codec, resolved
from tests.factory import all_mentions, document

ANN, WANG = (
    Entity(id=f"person:{name}", type="person", label=name, aliases=(Alias(language="en", name=name),)) for name in ("Ann", "Wang")
)
PLAIN = document("Ann met Wang. Ann left.", source="plain.txt")
TRADITIONAL = document("王毅與 Ann 會談。", "zh-Hant", source="traditional.txt")
LONGER = replace(  # one character of the analysed text for two of the article, and two for one
    document("Ann, Wang!!", source="longer.txt"), analysed="Ann Wan!g!", anchors=(0, 1, 2, 3, 4, 5, 6, 8, 8, 9, 11),
)


def of_all(documents: dict[str, tuple[Document, list[Mention], list[int]]]) -> Resolved:
    rows = [(codec.document_row(doc), codec.pack_mentions(mentions)) for doc, mentions, _ in documents.values()]
    starts, numbers = array("q", [0]), array("i")
    for id_ in sorted(documents):
        numbers.extend(documents[id_][2])
        starts.append(len(numbers))
    return Resolved(Snapshot(rows, dict.fromkeys(documents, ())), (ANN, WANG), starts, numbers)


def case(doc: Document, mentions: list[Mention], numbers: list[int]) -> tuple[str, tuple[Document, list[Mention], list[int]]]:
    return doc.id, (doc, mentions, numbers)


def cases() -> Resolved:
    at = [Mention.of(LONGER, Span(start=a, end=b), "person", "hand", confidence=0.5) for a, b in ((7, 8), (4, 7), (4, 8), (0, 3))]
    return of_all(dict([
        case(PLAIN, all_mentions(PLAIN, ("Ann", "person"), ("Wang", "person")), [0, 1, -1]),
        case(TRADITIONAL, all_mentions(TRADITIONAL, ("Ann", "person"), ("王毅", "person")), [1, 0]),
        case(LONGER, at, [0, 1, 1, 0]),
    ]))


@pytest.mark.parametrize("few", [0, 100])
def test_places_are_what_the_mentions_say(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolved, "FEW", few)
    found = cases().mentions()
    assert isinstance(found, Placed)
    assert list(found.places()) == list(places_of(tuple(found))) and len(found) == 8
    assert {place[4] for place in found.places()} >= {"Ann", "王毅", "Wang"}


def test_a_mention_is_cut_from_both_texts() -> None:
    first, *_, last = (mention for mention, _ in cases().mentions() if mention.article == LONGER.id)
    assert (first.text, first.name, first.span, first.at) == ("Ann", "Ann", Span(start=0, end=3), Span(start=0, end=3))
    assert (last.text, last.name, last.span, last.at) == ("g", "!", Span(start=8, end=9), Span(start=7, end=8))
