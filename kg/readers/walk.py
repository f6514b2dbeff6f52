"""Inputs to files: which inputs there are, what lies in a folder, and what each file's source is called."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import KGError, Problem
from kg.model import Article, digest
from kg.readers.markup import printable
from kg.readers.raw import problem

_INPUTS = "inputs are files, folders, and .zip or .tar archives of articles"


def checked(inputs: Sequence[Path]) -> list[Path]:
    """The inputs, each once, in the order given. Raises `KGError` where there are none or one is missing."""
    if not inputs:
        raise KGError(f"nothing to read; {_INPUTS}")
    paths: dict[Path, Path] = {}
    for path in inputs:
        try:
            path.stat()
        except FileNotFoundError:
            raise KGError(f"{path}: no such file or folder{_near(path)}; {_INPUTS}") from None
        except OSError as error:
            raise KGError(f"{path}: can't be read ({error.strerror}); {_INPUTS}") from None
        paths.setdefault(path.resolve(), path)
    return list(paths.values())


def _near(path: Path) -> str:
    """A hint at names like the one that is missing."""
    folder = path.parent
    while not folder.is_dir():
        folder = folder.parent
    try:
        names = sorted(child.name for child in folder.iterdir() if not child.name.startswith("."))
    except OSError:
        return ""
    wanted = path.relative_to(folder).parts[0] if path != folder else path.name
    near = difflib.get_close_matches(wanted, names, n=3)
    return f" (there is {', '.join(str(folder / name) for name in near)})" if near else ""


def files(path: Path) -> Iterator[tuple[str, Path] | Problem]:
    """(source, path) of the input itself, or of every file below it, sorted; hidden ones are left out."""
    if not path.is_dir():
        yield from _file(printable(path.resolve().name), path)
        return
    waiting: list[tuple[str, Path]] = [("", path)]
    while waiting:
        source, place = waiting.pop()
        if source and not (place.is_dir() and not place.is_symlink()):
            yield from _file(source, place)
            continue
        try:
            names = sorted(name for name in os.listdir(place) if not name.startswith(".") and name != "__MACOSX")
        except OSError as error:
            yield problem(
                source or path.resolve().name, f"folder can't be read ({error.strerror})", "change its permissions"
            )
            continue
        prefix = f"{source}/" if source else ""
        waiting.extend((prefix + printable(name).replace("/", "_"), place / name) for name in reversed(names))


def _file(source: str, path: Path) -> Iterator[tuple[str, Path] | Problem]:
    """The file, or the Problem why it must not be opened: a pipe would wait for ever, a device never ends."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield problem(source, f"can't be read ({error.strerror})", "mend the link, or leave the file out")
        return
    if stat.S_ISREG(mode):
        yield source, path
    elif stat.S_ISDIR(mode):
        yield problem(source, "link to a folder, not followed", "give the folder itself as an input")
    else:
        yield problem(source, "no regular file (a pipe, socket or device)", "copy its content into a file")


class Sources:
    """Sources already given out. Keeps eight bytes of each, so that a million articles cost some 100 MB at most."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._next: dict[int, int] = {}

    def unique(self, article: Article, name: str) -> Article:
        """The article under a source that no other has: its own, or with the input's ``name`` in front, or a number."""
        if self._take(article.source):
            return article
        prefixed = f"{name}/{article.source}"
        if name and self._take(prefixed):
            return replace(article, source=prefixed)
        key = int(digest(prefixed), 16)
        number = self._next.get(key, 2)
        while not self._take(f"{prefixed}-{number}"):
            number += 1
        self._next[key] = number + 1
        return replace(article, source=f"{prefixed}-{number}")

    def _take(self, source: str) -> bool:
        key = int(digest(source), 16)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
