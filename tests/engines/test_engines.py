"""Engines give the results of tasks in the order of the work, whatever the number of workers, and survive lost ones."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.commands.build import ENGINES as NAMES
from kg.engines import ENGINES
from kg.engines.local import Local
from kg.errors import KGError
from kg.exporters import jsonl
from kg.registry import Registry
from tests.store.test_store import BLANK, TEXTS, page


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(work: tuple[int, str]) -> int:
    """Kills its own process the first time that it works on 7."""
    number, folder = work
    mark = Path(folder) / "died"
    if number == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_the_command_line_names_all_engines() -> None:
    assert isinstance(ENGINES, Registry)
    assert sorted(NAMES) == sorted(ENGINES)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_work(workers: int) -> None:
    with Local(workers) as engine:
        found = list(engine.map(square, range(100)))
    assert [result for result, _ in found] == [number * number for number in range(100)]
    assert len({process for _, process in found}) <= workers + 1
    assert workers == 1 or len({process for _, process in found}) > 1


def test_work_is_taken_as_it_is_needed() -> None:
    taken = []

    def work() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with Local(2) as engine:
        results = engine.map(square, work())
        for _ in range(20):
            next(results)
    assert len(taken) < 60


def test_little_work_starts_no_workers() -> None:
    with Local(4) as engine:
        assert {process for _, process in engine.map(square, [1])} == {os.getpid()}


def test_an_exception_in_a_task_is_seen() -> None:
    with Local(2) as engine, pytest.raises(ValueError, match="seven"):
        list(engine.map(fail_at_seven, range(50)))


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_worker_is_a_clear_error() -> None:
    with Local(2) as engine, pytest.raises(KGError, match=r"worker process was killed.*--workers 1"):
        list(engine.map(die_at_seven, range(50)))


def test_no_workers_are_refused() -> None:
    with pytest.raises(KGError, match="--workers 0: give 1 or more"):
        Local(0)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        text = f"{TEXTS[number % len(TEXTS)]}\n\nDispatch {number * 7919} of the day: {number * 104729} people came.\n" * 2
        (folder / f"{number}.md").write_text(page(text, 1 + number % 28), encoding="utf-8")
    return folder


def test_builds_are_equal_at_any_number_of_workers(articles: Path, tmp_path: Path) -> None:
    made = []
    for workers in (1, 3):
        with Local(workers) as engine:
            build = pipeline.build([articles], BLANK, engine=engine)
        made.append([path.read_bytes() for path in jsonl.write(build, tmp_path / str(workers))])
    assert made[0] == made[1]


@pytest.mark.slow
def test_a_ray_cluster_gives_the_same_build_and_survives_lost_workers(articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="pip install 'kg[ray]'")
    with ENGINES["ray"](2, None) as cluster:
        assert list(cluster.map(die_once, [(number, str(tmp_path)) for number in range(40)])) == [
            number * number for number in range(40)
        ]
        assert (tmp_path / "died").exists()
        build = pipeline.build([articles], BLANK, engine=cluster)
    there = [path.read_bytes() for path in jsonl.write(build, tmp_path / "ray")]
    here = [path.read_bytes() for path in jsonl.write(pipeline.build([articles], BLANK), tmp_path / "local")]
    assert there == here
