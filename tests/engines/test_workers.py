"""Worker processes: what they have loaded, who helps them, what goes on beside, and how they end."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from kg.engines import pool
from kg.engines.local import BEHIND, SWITCH, Local
from kg.errors import KGError

forked = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fail_at_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"  # dead, and nobody asked how it ended


def test_what_is_prepared_is_done_before_workers_are_made() -> None:
    done: list[int] = []
    with Local(2) as engine:
        engine.prepare(done.append, 1)
        engine.prepare(int, "no number")  # its map will say so
        assert list(engine.map(abs, [-1, -2, -3])) == [1, 2, 3]
        assert done == ([1] if sys.platform == "linux" else [])
    with Local(1) as engine:
        engine.prepare(done.append, 2)
    assert 2 not in done


loaded: list[float] = []


def load_slowly(seconds: float) -> None:
    time.sleep(seconds)
    loaded.append(seconds)


def number_and_loaded(number: int) -> tuple[int, list[float], int]:
    time.sleep(0.01)
    return number, loaded.copy(), os.getpid()


@forked
def test_workers_stay_and_what_is_prepared_meanwhile_makes_new_ones_that_have_it() -> None:
    loaded.clear()
    with Local(2) as engine:
        first = list(engine.map(number_and_loaded, range(20)))
        second = engine.map(number_and_loaded, range(20))
        found = [next(second)]
        engine.prepare(load_slowly, 0.2)  # while workers work: this process does it
        found += second
        third = list(engine.map(number_and_loaded, range(20)))
        workers = set(engine._pool._processes) if engine._pool else set()
    assert [number for number, _, _ in first] == [number for number, _, _ in found] == list(range(20))
    at_first, later, at_last = ({process for _, _, process in found} for found in (first, found, third))
    assert later <= at_first - {os.getpid()}, "the workers of before, and all work is theirs"
    assert at_last <= workers and at_last.isdisjoint(later), "new ones"
    assert [(number, [0.2]) for number in range(20)] == [(number, own) for number, own, _ in third]
    assert not any(alive(worker) for worker in workers)


@forked
def test_workers_are_warmed_where_there_are_some() -> None:
    loaded.clear()
    with Local(2) as engine:
        engine.warm(load_slowly, 0.1)
        assert list(engine.map(number_and_loaded, [1])) == [(1, [], os.getpid())]

        def numbers() -> Iterator[int]:
            yield from range(8)
            engine.warm(load_slowly, 0.1)

        assert [number for number, _, _ in engine.map(number_and_loaded, numbers())] == list(range(8))
        warm = [own for _, own, _ in engine.map(number_and_loaded, range(20))]
        assert loaded == [] and [0.1] in warm
    with Local(1) as engine:
        engine.warm(load_slowly, 0.1)
    assert loaded == []


@forked
def test_workers_begin_before_somebody_asks_for_results(tmp_path: Path) -> None:
    with Local(2) as engine:
        results = engine.map(Path.touch, [tmp_path / name for name in "abc"])
        until = time.monotonic() + 60
        while not (tmp_path / "c").exists() and time.monotonic() < until:
            time.sleep(0.01)
        assert (tmp_path / "c").exists()
        assert len(list(results)) == 3


def niceness(_: object = None) -> tuple[int, int]:
    return os.getpid(), os.nice(0)


@pytest.mark.skipif(not hasattr(os, "nice"), reason="there is no niceness here")
def test_jobs_aside_give_way_to_the_process_that_they_are_done_beside() -> None:
    here, own = niceness()
    with Local(2) as engine, engine.aside(niceness) as job:
        process, aside = job()
    assert os.nice(0) == own
    assert (process, aside) == (here, own) or aside == min(19, own + BEHIND)  # where processes can't be forked, it is this one


def number_and_process(number: int) -> tuple[int, int]:
    time.sleep(0.01)
    return number, os.getpid()


@forked
def test_this_process_helps_where_it_would_wait() -> None:
    with Local(3) as engine:
        helped = list(engine.map(number_and_process, range(60), helping=True))
        plain = list(engine.map(number_and_process, range(60)))
    assert [number for number, _ in helped] == [number for number, _ in plain] == list(range(60))
    assert [process for _, process in helped].count(os.getpid()) > 5
    assert os.getpid() not in [process for _, process in plain[1:]]  # the first piece says whether there is more


@forked
def test_a_thread_that_prepares_has_this_process_to_itself() -> None:
    with Local(2) as engine:
        list(engine.map(number_and_process, range(3)))
        results = engine.map(number_and_process, range(20), helping=True)
        engine.prepare(time.sleep, 1.0)
        assert os.getpid() not in [process for _, process in islice(results, 1, 10)]


@forked
def test_threads_change_more_often_while_there_are_workers_or_something_is_prepared() -> None:
    before, ours = sys.getswitchinterval(), pytest.approx(SWITCH)
    assert before > SWITCH
    with Local(2) as engine:
        engine.prepare(abs, 1)
        assert sys.getswitchinterval() == ours
        with Local(2) as other:
            list(other.map(abs, range(3)))
            assert other._calming is None, "another engine leaves it"
        assert sys.getswitchinterval() == ours
        list(engine.map(abs, range(3)))
        assert sys.getswitchinterval() == ours
        with pytest.raises(ValueError, match="seven"):
            list(engine.map(fail_at_seven, range(9)))
        assert sys.getswitchinterval() == pytest.approx(before), "no workers are left"
        list(engine.map(abs, range(3)))
    assert sys.getswitchinterval() == pytest.approx(before)
    forgotten = Local(2)
    list(forgotten.map(abs, range(3)))
    assert sys.getswitchinterval() == ours
    del forgotten  # nobody ended it
    gc.collect()
    assert sys.getswitchinterval() == pytest.approx(before)
    try:
        sys.setswitchinterval(SWITCH / 2)  # somebody's own
        with Local(2) as engine:
            list(engine.map(abs, range(3)))
            assert sys.getswitchinterval() == pytest.approx(SWITCH / 2)
        assert sys.getswitchinterval() == pytest.approx(SWITCH / 2)
    finally:
        sys.setswitchinterval(before)


@forked
def test_an_interruption_while_something_is_prepared_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.getswitchinterval()

    def interrupted(self: object, **_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Local(2) as engine:
        list(engine.map(abs, range(3)))
        engine.prepare(time.sleep, 0.1)
        monkeypatch.setattr(type(engine._preparing), "shutdown", interrupted)
    assert engine._pool is None and engine._preparing is None
    assert sys.getswitchinterval() == pytest.approx(before)


@forked
def test_pipes_to_and_from_workers_hold_what_a_piece_of_work_has() -> None:
    import fcntl

    made, ends = pool.pool_of(1), os.pipe()
    try:
        assert list(made.map(len, [b"x" * 3 * pool.PIPE])) == [3 * pool.PIPE]
        fcntl.fcntl(ends[0], fcntl.F_SETPIPE_SZ, pool.PIPE)
        sizes = [fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ) for pipe in pool.pipes(made)]
        assert len(sizes) == 2 and min(sizes) >= pool.PIPE
    except OSError as error:
        pytest.skip(f"pipes can't be made larger here: {error}")
    finally:
        made.shutdown()
        for end in ends:
            os.close(end)


def fail_here(process: int) -> int:
    time.sleep(0.01)
    if os.getpid() == process:
        raise ValueError("here")
    return process


@forked
def test_a_piece_that_fails_while_this_process_helps_ends_the_workers() -> None:
    with Local(2) as engine:
        with pytest.raises(ValueError, match="here"):
            list(engine.map(fail_here, [0, *[os.getpid()] * 40], helping=True))
        assert engine._pool is None
        assert list(engine.map(abs, range(-9, 0))) == list(range(9, 0, -1))


KILLED = """
import os, sys, time
from kg.engines.local import Local

here = os.getpid()

def work(number):
    if os.getpid() == here:
        time.sleep(0.05)  # this process helps, and has cancelled pieces when the worker dies
        return number
    try:
        os.close(os.open(sys.argv[1], os.O_CREAT | os.O_EXCL))
    except FileExistsError:  # another worker is the one
        time.sleep(0.5)
        return number
    time.sleep(0.3)
    os.kill(os.getpid(), 9)

with Local(3) as engine:
    list(engine.map(abs, range(3)))
    try:
        list(engine.map(work, range(100), helping=True))
    except Exception as error:
        print(error)
"""


@forked
def test_a_worker_that_is_killed_while_this_process_helps_leaves_nobody_behind(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(KILLED, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "killed")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert "a worker process was killed" in done.stdout and done.stderr == ""


@forked
def test_what_is_warmed_where_a_worker_was_killed_is_told_as_that() -> None:
    with Local(2) as engine:
        list(engine.map(abs, range(3)))
        assert engine._pool is not None
        for process in list(engine._pool._processes):
            os.kill(process, signal.SIGKILL)
        until = time.monotonic() + 60
        with pytest.raises(KGError, match="worker process was killed"):
            while time.monotonic() < until:
                engine.warm(abs, 1)
                time.sleep(0.01)


@forked
def test_results_beside_that_nobody_wants_leave_the_workers_to_others() -> None:
    with Local(2) as engine:
        results = engine.map(number_and_process, range(30))
        beside = engine.beside(number_and_process, range(9))
        next(beside)
        del beside
        assert [number for number, _ in results] == list(range(30))


@forked
def test_work_beside_is_done_by_the_workers_that_are_there() -> None:
    def none() -> Iterator[int]:
        raise AssertionError("nobody asks for the pieces where there are no workers")
        yield 0

    with Local(2) as engine:
        assert list(engine.beside(number_and_process, none())) == []
        list(engine.map(number_and_process, range(3)))
        found = list(engine.beside(number_and_process, iter(range(9))))
        assert [number for number, _ in found] == list(range(9))
        assert {process for _, process in found} == set(engine._pool._processes) if engine._pool else False
        failing = engine.beside(fail_at_seven, range(9))
        with pytest.raises(ValueError, match="seven"):
            list(failing)
    with Local(1) as engine:
        assert list(engine.beside(number_and_process, none())) == []


@forked
def test_results_that_nobody_wants_any_more_end_the_workers_and_not_the_engine() -> None:
    with Local(2) as engine:
        results = engine.map(square, range(100))
        processes = {process for _, (_, process) in zip(range(5), results, strict=False)} - {os.getpid()}
        del results
        assert not any(alive(process) for process in processes)
        assert [result for result, _ in engine.map(square, range(10))] == [number * number for number in range(10)]
