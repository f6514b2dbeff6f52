"""How Python is set while kg works."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest

from kg import machine


@pytest.fixture(autouse=True)
def _thresholds() -> object:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10), (5_000_000, 5, 5)])
def test_the_collector_of_somebody_elses_process_is_set_for_a_while(before: tuple[int, int, int]) -> None:
    gc.set_threshold(*before)
    with pytest.raises(KeyError), machine.collecting_seldom():
        assert gc.get_threshold() == (machine.COLLECTION if before[0] == 700 else before)
        raise KeyError
    assert gc.get_threshold() == before


def test_a_process_of_our_own_is_set_but_for_what_the_user_says() -> None:
    code = (
        "import gc, os; from kg import machine; machine.settle();"
        "print(gc.get_threshold() == machine.COLLECTION, *map(os.environ.get, machine.THREADS))"
    )
    environment = {name: value for name, value in os.environ.items() if name not in machine.THREADS}
    command = [sys.executable, "-c", code]
    found = subprocess.run(
        command, env=environment | {"MKL_NUM_THREADS": "3"}, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["True", "1", "1", "3"]


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_leaving_without_somewhere_to_print(closed: str) -> None:
    code = f"import sys; from kg import machine; sys.{closed} = None; machine.leave(3)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (3, "")


@pytest.mark.parametrize("status", [0, 2])
def test_leaving_does_what_was_registered_and_writes_what_was_printed(status: int) -> None:
    code = (
        "import atexit, sys; from kg import machine; atexit.register(print, 'last');"
        f"print('out'); print('err', file=sys.stderr); machine.leave({status})"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (found.stdout.split(), found.stderr.split(), found.returncode) == (["out", "last"], ["err"], status)
