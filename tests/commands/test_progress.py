"""What a person at a terminal sees of a long build, through a terminal of our own; and that pipes see nothing of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from kg.commands.printing import _rate

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

SCRIPT = (
    "import time\nfrom kg.commands import printing\nprinting.LONG_STAGE = 0.1\n"
    "for one in printing.progress(range(60), 'recognize', {total}):\n    time.sleep(0.01)\n"
)


def in_terminal(script: str) -> str:
    """What a script writes to standard error, where that is a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.DEVNULL, stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    found = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not chunk:
            break
        found += chunk
    os.close(ours)
    assert done.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", found.decode())


def test_a_terminal_shows_how_far_how_fast_and_how_long() -> None:
    found = in_terminal(SCRIPT.format(total=60))
    assert re.search(r"recognize .*\b\d+/60 +\d+/s +(0:00:0\d|-:--:--)", found)
    assert re.search(r"recognize +60 in \d s, \d+/s", found)


def test_where_nobody_knows_how_many_there_are() -> None:
    found = in_terminal(SCRIPT.format(total=None))
    assert re.search(r"\d+/\? +\d+/s", found) and re.search(r"60 in \d s", found)


def test_a_pipe_gets_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(total=60)], capture_output=True, text=True, check=True)
    assert done.stderr == done.stdout == ""


def test_rates_are_readable() -> None:
    assert [_rate(done, 60.0) for done in (120_000, 90, 3)] == ["2,000/s", "1.5/s", "3.0/min"]
