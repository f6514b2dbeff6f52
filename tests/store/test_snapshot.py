"""The articles of one build, by id, on disk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.model import Document
from kg.store import Snapshot, codec, snapshot
from tests.factory import document, mention

NAMES = ("Ann", "Ben", "王毅", "Cal", "Dan")
DOCUMENTS = [document(f"{name} spoke.", source=f"{name}.txt") for name in NAMES]


def kept(doc: Document) -> snapshot.Article:
    return codec.document_row(doc), codec.pack_mentions([mention(doc, doc.text.removesuffix(" spoke."))])


@pytest.mark.parametrize("piece", [1, 2, 100])
def test_articles_come_by_id_with_their_mentions(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "PIECE", piece)
    copies = {doc.id: (f"copy of {doc.source}",) for doc in DOCUMENTS}
    found = Snapshot(map(kept, DOCUMENTS), copies)
    assert len(found) == len(DOCUMENTS)
    for _ in range(2):
        articles = list(found)
        assert [doc.id for doc, _ in articles] == sorted(copies)
        assert {doc.source: (mentions[0].text, doc.duplicates) for doc, mentions in articles} == {
            f"{name}.txt": (name, (f"copy of {name}.txt",)) for name in NAMES
        }
    assert list(found.documents()) == [doc for doc, _ in articles]


def test_copies_are_left_out() -> None:
    first, second, *_ = DOCUMENTS
    found = Snapshot(map(kept, (second, first)), {first.id: (second.source,)})
    ((doc, _),) = found
    assert (doc.source, doc.duplicates) == (first.source, (second.source,))


def test_articles_that_come_in_order_are_taken_when_somebody_goes_through_them() -> None:
    copies = {doc.id: (f"copy of {doc.source}",) for doc in DOCUMENTS[1:]}
    taken = []

    def coming() -> Iterator[snapshot.Article]:
        for doc in sorted(DOCUMENTS, key=lambda doc: doc.id):
            taken.append(doc.id)
            yield kept(doc)

    found = Snapshot(coming(), copies, ordered=True)
    assert len(found) == 4 and taken == []
    first = iter(found)
    next(first)
    assert len(taken) <= 2
    rest = list(first)
    assert taken == sorted(doc.id for doc in DOCUMENTS)
    assert list(found)[1:] == rest == list(Snapshot(map(kept, DOCUMENTS), copies))[1:]
    assert len(taken) == 5


def test_what_fails_while_articles_come_is_no_want_of_room() -> None:
    def coming() -> Iterator[snapshot.Article]:
        yield kept(DOCUMENTS[0])
        raise OSError("a model's file is gone")

    found = Snapshot(coming(), {DOCUMENTS[0].id: ()}, ordered=True)
    with pytest.raises(OSError, match="a model's file"):
        list(found)


def test_its_file_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = Snapshot(map(kept, DOCUMENTS), {doc.id: () for doc in DOCUMENTS})
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    del found
    gc.collect()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full, as Linux has one")
@pytest.mark.parametrize("many", [1, 400])
def test_a_full_disk_is_told_as_what_it_is(many: int) -> None:
    with pytest.raises(KGError, match="can't keep temporary files"):
        list(snapshot._kept([kept(DOCUMENTS[0])] * many, Path("/dev/full")))
