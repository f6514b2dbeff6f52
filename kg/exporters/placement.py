"""Finished files into place: all of them or none, whatever raises, and whoever kills the process.

New files are written to a folder beside the target, ``.NAME-xxxxxxxx.partial``. A build's folder is then exchanged as a
whole: the old one is renamed into the folder beside, the new one into place. What a killed process left beside is put
right by the next export to the same target; a lock that ends with its process tells the dead from the living.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import KGError

_NEW = "new"
_OLD = "old"
"""The folder that was in place, as a whole."""
_REPLACED = "replaced"
"""Files that were in place, one by one."""
_SPENT = "spent"
"""The same when all new files are in place."""


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new folder next to ``target``, on the same disk, with an empty folder ``new`` to write into. What dead
    processes left there is put right first. Raises `KGError` where nothing can be written there."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", suffix=".partial", dir=_ground(target)))
        lock = _locked(made)
        (made / _NEW).mkdir()
    except OSError as error:
        raise KGError(f"{target.parent}: can't write there ({error.strerror}); choose another --out") from None
    try:
        yield made
    finally:
        try:
            with suppress(OSError):  # what can't be put right now is put right by the next export
                _put_right(made, target)
        finally:
            if lock is not None:
                os.close(lock)


def place(made: Path, target: Path, names: Sequence[str], *, whole: bool) -> None:
    """Moves the files ``names`` from ``made``, a folder of `beside`, to ``target``; signals wait until that is done.

    ``whole``: they are all that a build has, so the folder is exchanged, and what else is in it moved over. Raises
    `OSError` and leaves the target as it was.
    """
    for name in names:
        if (target / name).is_dir():  # a person's: renaming it away would lose what is in it
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target / name))
    with _signals_wait():
        if whole and _can_move(target) and made.parent == target.parent:
            _exchange_folder(made, target)
        else:
            _exchange_files(made, target, names)


def sweep(target: Path) -> None:
    """Puts right what exports to ``target`` left beside it when they were killed: the old build comes back where it is
    not in place, the rest is removed. Folders of running exports stay."""
    if not _ground(target).is_dir():
        return
    left = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}\.partial")
    for entry in sorted(_ground(target).iterdir()):
        if left.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
            lock = _locked(entry)
            if lock is not None:
                try:
                    _put_right(entry, target)
                finally:
                    os.close(lock)


def _ground(target: Path) -> Path:
    """Where the folder beside is made: next to the target; in it, where that is another disk (a volume of a container)
    or not ours to write."""
    inside = target.is_dir() and (os.path.ismount(target) or not os.access(target.parent, os.W_OK))
    return target if inside else target.parent


def _put_right(made: Path, target: Path) -> None:
    """Moves back what is not in place any more, then removes ``made``."""
    old, replaced = made / _OLD, made / _REPLACED
    if old.is_dir() and not os.path.lexists(target):
        os.rename(old, target)
    elif old.is_dir():  # the new build is in place: whatever else the old folder held belongs there too
        _move_others(old, target, [])
    if replaced.is_dir():
        target.mkdir(exist_ok=True)
        _move_all(replaced, target)
    shutil.rmtree(made, ignore_errors=True)


def _can_move(target: Path) -> bool:
    """Whether a folder can be renamed without harm: not where we, or the shell that started us, are in it."""
    return target not in (Path.cwd(), *Path.cwd().parents)


def _exchange_folder(made: Path, target: Path) -> None:
    new, old = made / _NEW, made / _OLD
    if not target.is_dir():
        os.rename(new, target)
        return
    shutil.copymode(target, new)
    moved: list[str] = []
    try:
        os.rename(target, old)
        os.rename(new, target)
        _move_others(old, target, moved)
    except BaseException:
        for name in moved:
            os.rename(target / name, old / name)
        if old.is_dir() and os.path.lexists(target):
            os.rename(target, new)
        if old.is_dir():
            os.rename(old, target)
        raise


def _move_others(old: Path, target: Path, moved: list[str]) -> None:
    """Moves what ``target`` has nothing of that name for; adds the names to ``moved``."""
    for entry in sorted(old.iterdir()):
        if not os.path.lexists(target / entry.name):
            os.rename(entry, target / entry.name)
            moved.append(entry.name)


def _exchange_files(made: Path, target: Path, names: Sequence[str]) -> None:
    new, replaced = made / _NEW, made / _REPLACED
    target.mkdir(exist_ok=True)
    replaced.mkdir()
    placed: list[str] = []
    try:
        for name in names:
            if os.path.lexists(target / name):
                os.rename(target / name, replaced / name)
            os.rename(new / name, target / name)
            placed.append(name)
        os.rename(replaced, made / _SPENT)  # from here on nothing is to be moved back
    except BaseException:
        for name in placed:
            os.rename(target / name, new / name)
        _move_all(replaced, target)
        raise


def _move_all(folder: Path, target: Path) -> None:
    for entry in sorted(folder.iterdir()):
        os.replace(entry, target / entry.name)


def _locked(folder: Path) -> int | None:
    """An open descriptor of the folder with a lock that ends with this process, or None where another process has it
    or the system knows no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing there is swept
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Ctrl-C and requests to end come through at the end of the block. In other threads than the main one, where
    Python allows no handlers, they come when they come."""
    caught: list[int] = []
    before: dict[signal.Signals, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if handler is not None:  # one that was not set from Python can't be put back from Python
                before[number] = handler
                signal.signal(number, lambda came, _: caught.append(came))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for caught_number in dict.fromkeys(caught):
            signal.raise_signal(caught_number)
