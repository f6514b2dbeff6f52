"""Whatever fails while files are put into place, and wherever the process is killed: the old build or the new, whole."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KGError
from kg.exporters import EXPORTERS, export_all, export_one
from kg.exporters.placement import beside, place
from kg.model import Build
from tests.graph.builds import EMPTY, demo

STEPS = 40
"""More than any exchange has."""


class Killed(BaseException):
    """Nothing that runs afterwards does anything: as if the process were gone."""


class Faults:
    """Lets the first ``steps`` renames through and raises at the next; ``for_good``: at every later one too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, steps: int, fault: BaseException, for_good: bool) -> None:
        self.steps, self.fault, self.for_good, self.raised = steps, fault, for_good, False
        for name in ("rename", "replace"):
            monkeypatch.setattr(os, name, self._faulty(getattr(os, name)))

    def _faulty(self, real: Callable[..., None]) -> Callable[..., None]:
        def rename(*arguments: Any) -> None:
            self.steps -= 1
            if self.steps == -1 or (self.steps < -1 and self.for_good):
                self.raised = True
                raise self.fault
            real(*arguments)

        return rename


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def export_everything(build: Build, target: Path) -> None:
    export_all(build, target)


def export_from_inside(build: Build, target: Path) -> None:
    before = Path.cwd()
    os.chdir(target)  # the folder can't be exchanged: its files are
    try:
        export_all(build, Path("."))
    finally:
        os.chdir(before)


def export_tables(build: Build, target: Path) -> None:
    export_one(build, "csv", target)


EXPORTS = pytest.mark.parametrize("export", [export_everything, export_from_inside, export_tables])


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A build with foreign files in it."""
    folder = tmp_path / "exports"
    export_all(demo(), folder)
    (folder / "notes.txt").write_text("mine")
    (folder / "more").mkdir()
    (folder / "more" / "deep.txt").write_text("mine too")
    return folder


@EXPORTS
@pytest.mark.parametrize("fault", [OSError(5, "broken", "x"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_build(
    target: Path, monkeypatch: pytest.MonkeyPatch, export: Callable[[Build, Path], None], fault: BaseException
) -> None:
    before, failures = contents(target), 0
    for steps in range(STEPS):
        with monkeypatch.context() as patch:
            faults = Faults(patch, steps, fault, for_good=False)
            try:
                export(EMPTY, target)
            except (KGError, KeyboardInterrupt):
                failures += 1
        assert os.listdir(target.parent) == ["exports"]
        if not faults.raised:
            break
        assert contents(target) == before, steps
    assert failures >= 3 and not faults.raised
    assert contents(target) != before and contents(target)["more/deep.txt"] == b"mine too"


@EXPORTS
def test_the_next_export_puts_right_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Callable[[Build, Path], None]
) -> None:
    export_all(demo(), tmp_path / "new")
    export(EMPTY, tmp_path / "new")
    finished = contents(tmp_path / "new")
    for steps in range(STEPS):
        target = tmp_path / str(steps) / "exports"
        export_all(demo(), target)
        (target / "notes.txt").write_text("mine")
        before = contents(target)
        with monkeypatch.context() as patch:
            faults = Faults(patch, steps, Killed(), for_good=True)
            patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            with suppress(Killed):
                export(EMPTY, target)
        assert os.listdir(target.parent) != ["exports"]
        with beside(target):  # what any export begins with
            after = contents(target)
            assert after["notes.txt"] == b"mine"
        if not faults.raised:
            break
        assert after in (before, before | finished), steps
        assert os.listdir(target.parent) == ["exports"]
    assert steps >= 3 and not faults.raised


def test_what_a_killed_export_left_beside_is_removed_and_other_things_stay(target: Path) -> None:
    left = [".exports-abcd0123.partial"]
    others = [".exports-more-abcd0123.partial", ".exports.partial", "exports-abcd0123.partial", ".other-abcd0123.partial"]
    for name in left + others:
        (target.parent / name / "new").mkdir(parents=True)
    export_all(EMPTY, target)
    assert sorted(os.listdir(target.parent)) == sorted([*others, "exports"])


def test_a_running_export_to_the_same_folder_is_left_alone(target: Path) -> None:
    with beside(target) as made:
        export_all(EMPTY, target)
        assert (made / "new").is_dir()


def test_ctrl_c_waits_until_the_files_are_in_place(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.rename

    def rename(*arguments: Any) -> None:
        signal.raise_signal(signal.SIGINT)
        real(*arguments)

    monkeypatch.setattr(os, "rename", rename)
    before = contents(target)
    found = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is started without it
    try:
        with pytest.raises(KeyboardInterrupt):
            export_all(EMPTY, target)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, found)
    after = contents(target)
    same = {name for name in before if after[name] == before[name]} - {"judgements.jsonl"}  # neither build has any
    assert same == {"notes.txt", "more/deep.txt"}


def test_the_folder_keeps_its_mode(target: Path) -> None:
    target.chmod(0o750)
    export_all(EMPTY, target)
    assert target.stat().st_mode & 0o777 == 0o750


def test_a_folder_with_a_name_of_ours_is_not_removed(target: Path) -> None:
    (target / "graph.gexf").unlink()
    (target / "graph.gexf").mkdir()
    with pytest.raises(KGError, match=r"graph\.gexf"):
        export_one(EMPTY, "gexf", target)
    with beside(target) as made, pytest.raises(IsADirectoryError):
        place(made, target, EXPORTERS["gexf"].files, whole=True)
    assert (target / "graph.gexf").is_dir()


def test_a_disk_of_its_own_is_written_from_inside(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = contents(target), os.rename
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)

    def rename(old: Path, new: Path) -> None:
        assert target in old.parents and target in new.parents  # anything else would be another disk
        real(old, new)

    monkeypatch.setattr(os, "rename", rename)
    (target / ".exports-abcd0123.partial").mkdir()
    export_all(EMPTY, target)
    assert contents(target).keys() == before.keys() and contents(target) != before
    assert not any(name.endswith(".partial") for name in os.listdir(target))
