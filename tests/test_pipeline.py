"""A build gives what a store gives; articles go through its stages as they come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from kg import pipeline
from kg.config import InputConfig
from kg.engines import local, work
from kg.engines.local import Local
from kg.errors import KGError, Problem
from kg.model import Article
from kg.store import Corpus
from tests.store.test_store import BLANK, TEXTS, folder, page, written

__all__ = ["folder"]

T = TypeVar("T")


def kept(inputs: list[Path], tmp_path: Path) -> dict[str, bytes]:
    """What a build writes that goes through a store."""
    with Corpus.open(tmp_path / "s.kg") as corpus:
        pipeline.add(corpus, inputs, BLANK)
        return written(pipeline.assemble(corpus, BLANK), tmp_path / "kept")


def test_a_build_is_that_of_a_store(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.md").write_text(page(TEXTS[0]), encoding="utf-8")
    (folder / "empty.md").write_text("", encoding="utf-8")
    assert written(pipeline.build([folder], BLANK), tmp_path / "out") == kept([folder], tmp_path)


class Late(Local):
    """While the second input is read, an article of the first changes, and another goes away."""

    def read(
        self, path: Path, settings: InputConfig, wanted: Callable[[Path], bool], fresh: Callable[[Path], bool]
    ) -> Iterator[Article | Problem]:
        yield from super().read(path, settings, wanted, fresh)
        (path / "1.md").write_text(page(TEXTS[1] + " Nobody else came."), encoding="utf-8")
        (path / "2.md").write_text("Это статья на языке, которого программа не знает. " * 9, encoding="utf-8")
        (path / "3.jsonl").write_text("\n".join(LINES[1:]), encoding="utf-8")


LINES = [json.dumps({"title": text[:20], "text": text, "date": "2024-03-20"}) for text in TEXTS]


@pytest.mark.parametrize("workers", [1, 2])
def test_articles_that_are_replaced_while_others_are_read_are_left_out(
    workers: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "KEPT", 2)
    (folder / "3.jsonl").write_text("\n".join(LINES), encoding="utf-8")
    with Late(workers) as engine:
        build = pipeline.build([folder, folder], BLANK, engine=engine)
    assert len(build.problems) == 1
    assert written(build, tmp_path / "out") == kept([folder], tmp_path)


def test_progress_is_told_of_all_stages(folder: Path) -> None:
    told: dict[str, tuple[int | None, list[object]]] = {}

    def progress(work: Iterable[T], verb: str, total: int | None) -> Iterable[T]:
        own: list[object] = []
        told[verb] = total, own
        for one in work:
            own.append(one)
            yield one

    pipeline.build([folder], BLANK, progress)
    assert {verb: (total, len(own)) for verb, (total, own) in told.items()} == {
        "read": (None, 6), "recognize": (6, 6), "relate": (6, 6),
    }


def test_nothing_to_build_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.md").write_text("", encoding="utf-8")
    with pytest.raises(KGError, match=r"1 skipped, first in/empty.md|1 skipped, first empty.md"):
        pipeline.build([tmp_path / "in"], BLANK)


def test_another_input_is_read_by_the_workers_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "PIECE", 1)
    monkeypatch.setattr(local, "AHEAD", 1)
    monkeypatch.setattr(local, "FEW", 1)
    monkeypatch.setattr(work.pieces, "__defaults__", (1,))
    inputs = [tmp_path / name for name in ("first", "second")]
    for number, input in enumerate(inputs):
        input.mkdir()
        for at in range(12 - 6 * number):  # by the second one the first models are prepared
            (input / f"{at}.md").write_text(page(f"{TEXTS[at % len(TEXTS)]} Report {number}, part {at}."), encoding="utf-8")
    alone = written(pipeline.build(inputs, BLANK), tmp_path / "one")
    with Local(2) as engine:
        assert written(pipeline.build(inputs, BLANK, engine=engine), tmp_path / "two") == alone
