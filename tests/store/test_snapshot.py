"""The articles of one build, by id, on disk."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

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


def test_its_file_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = Snapshot(map(kept, DOCUMENTS), {doc.id: () for doc in DOCUMENTS})
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    del found
    gc.collect()
    assert not list(tmp_path.iterdir())
