"""Reading in tests: files made on the spot, read, and split into articles and problems."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers import read

Content = str | bytes


def as_bytes(content: Content) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def read_all(*inputs: Path, **settings: object) -> tuple[list[Article], list[Problem]]:
    """Articles and problems of the inputs, in the order they came."""
    found = list(read(inputs, InputConfig.model_validate(settings)))
    problems = [thing for thing in found if isinstance(thing, Problem)]
    for problem in problems:
        assert problem.stage == "read" and problem.reason and problem.hint and problem.source
    return [thing for thing in found if isinstance(thing, Article)], problems


def read_one(folder: Path, name: str, content: Content, **settings: object) -> Article:
    """The only article in a file of this content; no problems."""
    articles, problems = read_file(folder, name, content, **settings)
    assert problems == []
    (article,) = articles
    return article


def read_file(folder: Path, name: str, content: Content, **settings: object) -> tuple[list[Article], list[Problem]]:
    path = folder / name
    path.write_bytes(as_bytes(content))
    return read_all(path, **settings)


def read_problem(folder: Path, name: str, content: Content, **settings: object) -> Problem:
    """The only problem in a file of this content; no articles."""
    articles, problems = read_file(folder, name, content, **settings)
    assert articles == []
    (problem,) = problems
    return problem


def zipped(members: Mapping[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), as_bytes(content), method)
    return packed.getvalue()


def tarred(members: Mapping[str, Content], mode: str = "w:gz") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(as_bytes(content))
            archive.addfile(member, io.BytesIO(as_bytes(content)))
    return packed.getvalue()
