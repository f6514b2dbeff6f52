"""Engines give the results of tasks in the order of the work, whatever the number of workers, and survive lost ones."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import exporters, pipeline, readers
from kg.cli import main
from kg.commands.build import ENGINES as NAMES
from kg.config import InputConfig
from kg.engines import ENGINES, partitions, work
from kg.engines.local import Local
from kg.engines.work import Row, Work
from kg.engines.work import recognize as recognize_truly
from kg.engines.work import relate as relate_truly
from kg.errors import KGError, Problem
from kg.exporters import jsonl
from kg.model import Article
from kg.registry import Registry
from kg.relations import Relations
from kg.store import Corpus
from tests.engines.test_workers import alive, fail_at_seven, forked, square
from tests.store.test_store import BLANK, TEXTS, page


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(piece: tuple[int, str]) -> int:
    """Kills its own process the first time that it works on 7."""
    number, folder = piece
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
    assert len({process for _, process in found}) <= workers, "this process is one of them"
    assert workers == 1 or len({process for _, process in found}) > 1


def test_work_is_taken_as_it_is_needed() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with Local(2) as engine:
        results = engine.map(square, numbers())
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


def test_a_job_aside_is_done_meanwhile_or_when_it_is_waited_for() -> None:
    for workers, there in ((1, False), (2, sys.platform == "linux")):
        with Local(workers).aside(os.getpid) as result:
            assert (result() != os.getpid()) == there
        with pytest.raises(KGError, match="seven"), Local(workers).aside(fail_in_our_way) as failing:
            failing()


def fail_in_our_way() -> None:
    raise KGError("seven")


@pytest.mark.skipif(sys.platform != "linux", reason="where processes are forked")
def test_a_job_aside_that_is_killed_is_a_clear_error_and_one_that_nobody_waits_for_is_ended() -> None:
    with (
        pytest.raises(KGError, match=r"worker process was killed.*--workers 1"),
        Local(2).aside(lambda: die_at_seven(7)) as result,
    ):
        result()
    with pytest.raises(RuntimeError, match="failed, see above"), Local(2).aside(lambda: 1 / 0) as failing:
        failing()
    start = time.monotonic()
    with Local(2).aside(lambda: time.sleep(60)):
        pass
    assert time.monotonic() - start < 30


ORPHANS = """
import os, sys, time
from kg.engines.local import Local

def work(number):
    if number > 1:
        os.write(1, b"%d\\n" % os.getpid())  # one by one: print may write the end of a line apart
        time.sleep(600)
    return number

with Local(3) as engine:
    list(engine.map(work, range(20)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts processes as Linux does")
def test_workers_end_when_the_main_process_is_killed(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(ORPHANS, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            workers = [int(running.stdout.readline()) for _ in range(2)]  # besides the main process
        finally:
            running.kill()
    until = time.monotonic() + 60
    while any(alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [worker for worker in workers if alive(worker)] == []


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
            told: list[str] = []
            written = exporters.export_all(build, tmp_path / str(workers), tell=told.append, aside=engine.aside)
        made.append((told, {path.name: path.read_bytes() for path in written}))
    assert made[0] == made[1] and len(made[0][0]) == 1


def test_what_there_is_to_do_meanwhile_is_done_when_the_last_piece_was_taken(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    close = Relations.close

    class Watching(Local):
        def map(self, task: Any, work_: Iterable[Any], *, helping: bool = False) -> Iterator[Any]:
            results = super().map(task, self._noted(work_) if task is work.relate else work_, helping=helping)
            return self._ended(results) if task is work.relate else results

        def _noted(self, pieces: Iterable[Any]) -> Iterator[Any]:
            for piece in pieces:
                seen.append(f"{len(piece.things)}")
                yield piece

        def _ended(self, results: Iterator[Any]) -> Iterator[Any]:
            yield from results
            seen.append("told")

    def noted(self: Relations) -> None:
        seen.append("closed")
        close(self)

    monkeypatch.setattr(Relations, "close", noted)
    for workers in (1, 2):
        seen.clear()
        with Watching(workers) as engine:
            pipeline.build([articles], BLANK, engine=engine)
        assert seen[:5] == ["24", "24", "12", "closed", "told"] and work.RELATED == 24
    with Corpus.open(tmp_path / "corpus.kg") as corpus, Watching(1) as engine:
        pipeline.add(corpus, [articles], BLANK)
        for first in (["24", "24", "12"], []):  # then there is nothing new
            seen.clear()
            pipeline.assemble(corpus, BLANK, engine=engine)
            assert seen[: len(first) + 2] == [*first, "closed", "told"]


@forked
def test_the_first_process_helps_to_relate_many_articles(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[int] = []

    def relate(piece: Work[Any]) -> list[Row]:
        here.append(len(piece.things))  # those of workers they add to lists of their own
        return relate_truly(piece)

    relate.__module__, relate.__qualname__ = relate_truly.__module__, relate_truly.__qualname__
    monkeypatch.setattr(work, "relate", relate)
    monkeypatch.setattr(work, "RELATED", 2)
    builds = []
    for worth in (60, 59):
        monkeypatch.setattr(pipeline, "WORTH", worth)
        with Local(2) as engine:
            builds.append(pipeline.build([articles], BLANK, engine=engine))
        assert (sum(here) > 0) == (worth < 60), "there are sixty"
    assert tuple(builds[0].relations) == tuple(builds[1].relations) and builds[0].events == builds[1].events


def recognize(piece: Work[Row]) -> list[Row]:
    """The task of that name, but the first process that works on it is killed."""
    mark = Path(os.environ["KG_TEST_MARK"])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return recognize_truly(piece)


@pytest.mark.slow
def test_a_ray_cluster_gives_the_same_build_and_survives_lost_workers(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray", reason="pip install 'kg[ray]'")
    monkeypatch.setenv("KG_TEST_MARK", str(tmp_path / "died in a build"))
    with ENGINES["ray"](2, None, tmp_path / "partitions") as cluster:
        assert list(cluster.map(die_once, [(number, str(tmp_path)) for number in range(40)])) == [
            number * number for number in range(40)
        ]
        assert (tmp_path / "died").exists()
        monkeypatch.setattr(work, "recognize", recognize)
        build = pipeline.build([articles], BLANK, engine=cluster)
        monkeypatch.undo()
        assert (tmp_path / "died in a build").exists()
        with pytest.raises(KGError, match="can't be written on"):  # an error on another machine comes as itself
            list(cluster.map(partitions.write, [partitions.job(recognize_truly, Work(BLANK, ()), 1, Path("/dev/null"))]))
    there = [path.read_bytes() for path in jsonl.write(build, tmp_path / "ray")]
    here = [path.read_bytes() for path in jsonl.write(pipeline.build([articles], BLANK), tmp_path / "local")]
    assert there == here
    made = {path.name: len(list(path.glob("*.parquet"))) for path in (tmp_path / "partitions").iterdir()}
    assert made == {"read": 1, "normalize": 1, "recognize": 1, "relate": 1}


@pytest.mark.slow
def test_a_cluster_that_nobody_started_is_a_clear_error() -> None:
    pytest.importorskip("ray", reason="pip install 'kg[ray]'")
    with pytest.raises(KGError, match=r"no Ray cluster at 127.0.0.1:9.*start one with 'ray start --head'"):
        ENGINES["ray"](None, "127.0.0.1:9")


@pytest.mark.parametrize(("option", "value"), [("--address", "auto"), ("--partitions", "parts")])
def test_options_of_a_cluster_are_refused_without_one(
    option: str, value: str, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(articles), option, value, "--out", str(articles.parent / "out")]) != 0
    assert f"{option} {value}: only --engine ray has one" in capsys.readouterr().err


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_read_what_this_process_would_in_the_same_order(
    workers: int, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.make_archive(str(tmp_path / "packed"), "zip", articles)
    shutil.move(tmp_path / "packed.zip", articles / "30-packed.zip")
    (articles / "7.md").write_bytes(b"\x00\x01" * 100)
    (articles / "8.md").write_text(page(TEXTS[0] * 9000), encoding="utf-8")
    monkeypatch.setattr("kg.engines.local.FEW", 4)
    plain = list(readers.read([articles], InputConfig()))
    asked: list[Path] = []

    def wanted(path: Path) -> bool:
        asked.append(path)
        return path.name != "9.md"

    with Local(workers) as engine:
        assert list(engine.read(articles, InputConfig(), lambda path: True, lambda path: True)) == plain
        reading = engine.read(articles, InputConfig(), wanted, lambda path: True)
        assert next(reading) == plain[0] and len(asked) == 1, "a file is asked for when it is its turn"
        rest = list(reading)
        later = list(engine.read(articles, InputConfig(), wanted, lambda path: path.name == "9.md"))
    left = [one for one in plain if one.source != "9.md"]
    assert rest == left[1:] and later == left
    assert len(asked) == 2 * 61


@forked
def test_small_files_are_read_by_workers_and_large_ones_here(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "8.md").write_text(page(TEXTS[0] * 9000), encoding="utf-8")
    monkeypatch.setattr("kg.engines.local.FEW", 4)
    plain, here, read_file = list(readers.read([articles], InputConfig())), [], readers.read_file

    def noted(source: str, path: Path, settings: InputConfig) -> Iterator[Article | Problem]:
        here.append(source)
        return read_file(source, path, settings)

    monkeypatch.setattr(readers, "read_file", noted)
    with Local(2) as engine:
        assert list(engine.read(articles, InputConfig(), lambda path: True, lambda path: True)) == plain
        assert "8.md" in here and len(here) == 5, "the first piece is done here, too"
        here.clear()
        assert list(engine.read(articles, InputConfig(), lambda path: True, lambda path: False)) == plain
        assert len(here) == 60, "of what is partly known little is left to read"
