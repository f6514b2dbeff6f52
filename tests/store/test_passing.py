"""What holds the articles of one build: the same answers as a store's, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import KGError, Problem
from kg.model import Article, Document
from kg.normalize import normalize, sketch
from kg.store import Articles, Corpus, Passing, codec
from kg.store.corpus import Batch
from kg.store.passing import _Lines
from tests.store.test_store import BLANK, TEXTS, folder, written

__all__ = ["folder"]

MAKERS: dict[str, Callable[[Path], Articles]] = {
    "store": lambda path: Corpus.open(path / "s.kg"), "passing": lambda path: Passing(),
}
ARTICLES = [Article(source=f"{number}.md", text=text) for number, text in enumerate(TEXTS)]


@pytest.fixture(params=MAKERS)
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Articles]:
    with MAKERS[request.param](tmp_path) as made:
        yield made


def normalized(article: Article) -> codec.Row:
    document = normalize(article)
    assert isinstance(document, Document)
    return (*codec.document_row(document), codec.pack_sketch(sketch(document)))


def test_articles_that_were_replaced_or_are_gone_are_left_out(corpus: Articles) -> None:
    first, second, third, *_ = ARTICLES
    corpus.put(Batch(articles=[(first, "/1"), (second, "/2")]))
    corpus.put(Batch(articles=[(third, "/3")], removed=[first.id]))
    kept = [codec.unpack_article(packed) for packed in corpus.unnormalized("1")]
    assert kept == [second, third] and corpus.count_unnormalized("1") == 2
    corpus.put(Batch(articles=[(first, "/1")], removed=[second.id]))  # as it was at first again
    kept = [codec.unpack_article(packed) for packed in corpus.unnormalized("1")]
    assert kept == [third, first] and corpus.count_unnormalized("1") == 2


def test_it_answers_as_a_store_does(corpus: Articles) -> None:
    rows = [normalized(article) for article in ARTICLES]
    ids = [row[0] for row in rows]
    corpus.put(Batch(articles=[(article, f"/{article.source}") for article in ARTICLES]))
    corpus.put_documents("1", [*rows[:4], ("0", "6.md", "detect", "no language", "leave it out")])
    corpus.put_documents("1", rows[4:])
    sketches = {one.id: one for one in corpus.sketches()}
    assert {id_: codec.pack_sketch(one) for id_, one in sketches.items()} == {row[0]: row[-1] for row in rows}
    assert [(one.source, one.length, one.published) for one in sketches.values()] == [(r[1], len(r[8]), r[5]) for r in rows]
    assert list(corpus.documents(dict.fromkeys(ids[1:]))) == [row[:-1] for row in rows[1:]]
    reports = codec.pack((), ["not empty"])
    corpus.put_reports([(ids[1], "2", reports), (ids[2], "2", codec.NOTHING_TOLD)])
    assert corpus.told() == {ids[1]: reports}
    corpus.put_unread("in", [Problem(source="z.bin", stage="read", reason="binary file", hint="no")])
    assert [problem.source for problem in corpus.problems()] == ["6.md", "z.bin"]


def test_a_build_is_what_a_store_gives(folder: Path, tmp_path: Path) -> None:
    for number in range(8):
        (folder / f"copy {number}.md").write_bytes((folder / f"{number % 5}.md").read_bytes())
    (folder / "bad.html").write_bytes(b"")
    (folder / "numbers.txt").write_text("1 2 3 4 5\n" * 40, encoding="utf-8")
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, [folder], BLANK)
        kept = written(pipeline.assemble(corpus, BLANK), tmp_path / "kept")
    build = pipeline.build([folder, folder / "0.md"], BLANK)
    assert written(build, tmp_path / "built") == kept and len(build.documents) == 6
    assert [problem.source for problem in build.problems] == ["bad.html", "numbers.txt"]


def test_its_files_go_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Passing() as corpus:
        corpus.put(Batch(articles=[(article, article.source) for article in ARTICLES]))
        assert [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full, as Linux has one")
def test_a_full_disk_is_said() -> None:
    with pytest.raises(KGError, match="make room there"), Passing() as corpus:
        corpus._documents = _Lines(Path("/dev/full"))
        corpus.put_documents("1", [normalized(article) for article in ARTICLES])
        list(corpus.documents(()))
