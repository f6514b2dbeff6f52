"""Archives (.zip, .tar, .tar.gz/bz2/xz, single .gz/.bz2/.xz files) as streams of their files.

Nothing is unpacked to disk. Names are data here, never paths: members that climb out, links and devices are Problems.
What may be unpacked is bounded by bytes, by ratio and by depth.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, cast

from kg.config import InputConfig
from kg.errors import Problem
from kg.readers.decode import decode
from kg.readers.markup import printable
from kg.readers.raw import REPACK, Budget, Meter, Raw, Unreadable, failures, problem

DEPTH = 2
"""Archives that may lie in one another."""

PACKED_SUFFIXES = {".gz": "gz", ".tgz": "gz", ".bz2": "bz2", ".tbz2": "bz2", ".tbz": "bz2", ".xz": "xz", ".txz": "xz"}
MAGIC = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip"}
ZIPPED_DOCUMENTS = (
    ".xlsx",
    ".xlsm",
    ".docx",
    ".docm",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".epub",
    ".jar",
    ".apk",
    ".whl",
    ".kmz",
    ".npz",
)

_CLIMBS = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")


def kind(head: bytes, name: str) -> str | None:
    """``zip``, ``tar``, ``gz``, ``bz2`` or ``xz``: an archive by its content or, where that is damaged, by its name."""
    lower = name.lower()
    if lower.endswith(ZIPPED_DOCUMENTS):
        return None
    for magic, found in MAGIC.items():
        if head.startswith(magic):
            return found
    if head[257:262] == b"ustar" or lower.endswith(".tar"):
        return "tar"
    if lower.endswith(".zip"):
        return "zip"
    return next((found for suffix, found in PACKED_SUFFIXES.items() if lower.endswith(suffix)), None)


OPENERS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    "gz": lambda packed: cast(IO[bytes], gzip.open(packed)),  # noqa: SIM115
    "bz2": lambda packed: cast(IO[bytes], bz2.open(packed)),  # noqa: SIM115
    "xz": lambda packed: cast(IO[bytes], lzma.open(packed)),  # noqa: SIM115
}


def hidden(path: str) -> bool:
    """Whether a part of the path is hidden, or a leftover of macOS."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


@dataclass(slots=True)
class Rejoined:
    """A Raw as a stream from its beginning, for tarfile's stream mode."""

    raw: Raw
    at: int = 0

    def read(self, size: int) -> bytes:
        part = self.raw.head[self.at : self.at + size]
        self.at += len(part)
        return part or (b"" if self.raw.whole_in_head else self.raw.meter.read(size))


def unpacked(
    raw: Raw, stream: IO[bytes] | None, budget: Budget, settings: InputConfig, depth: int = 1
) -> Iterator[Raw | Problem]:
    """The files of an archive, and of archives in it. Use each before asking for the next. ``stream``: the archive
    itself, seekable, where there is one; else what the zip format needs is spooled."""
    found = kind(raw.head, raw.name)
    if depth > DEPTH:
        yield problem(raw.source, f"archive more than {DEPTH} deep in archives", "unpack the inner ones first")
        return
    try:
        if found == "zip" and stream is not None:
            yield from _zipped(raw.source, stream, budget, settings, depth)
        elif found == "zip":
            with raw.spooled() as file:
                yield from _zipped(raw.source, file, budget, settings, depth)
        elif found == "tar":
            yield from _tarred(raw, budget, settings, depth)
        else:
            yield from _packed(raw, str(found), budget, settings, depth)
    except Unreadable as error:
        if error.whole and depth > 1:
            raise
        yield problem(raw.source, error.reason, error.hint)


def _within(raw: Raw, budget: Budget, settings: InputConfig, depth: int) -> Iterator[Raw | Problem]:
    if kind(raw.head, raw.name):
        yield from unpacked(raw, None, budget, settings, depth + 1)
    else:
        yield raw


def _packed(raw: Raw, found: str, budget: Budget, settings: InputConfig, depth: int) -> Iterator[Raw | Problem]:
    """A compressed file: a tar archive, or one file, which keeps the source and loses the suffix of its name."""
    packed = cast(IO[bytes], Rejoined(raw))
    with failures():
        stream = OPENERS[found](packed)
    name = re.sub(r"\.(?:gz|bz2|xz)$", "", raw.name, flags=re.I)
    name = re.sub(r"\.t(?:gz|bz2?|xz)$", ".tar", name, flags=re.I)
    inner = Raw(source=raw.source, name=name, meter=Meter(stream, budget), limit=settings.max_file_bytes)
    if kind(inner.head, name) == "tar":
        yield from _tarred(inner, budget, settings, depth)
    else:
        yield from _within(inner, budget, settings, depth)


def _tarred(raw: Raw, budget: Budget, settings: InputConfig, depth: int) -> Iterator[Raw | Problem]:
    with failures("damaged or truncated archive", whole=False):
        archive = tarfile.open(fileobj=cast(IO[bytes], Rejoined(raw)), mode="r|")  # noqa: SIM115  # the stream is not ours
    while True:
        with failures("damaged or truncated archive"):
            member = archive.next()
        if member is None:
            return
        archive.members.clear()  # type: ignore[attr-defined]  # stream mode would keep all of them
        name = safe_name(member.name)
        if member.isdir() or (name and hidden(name)):
            continue
        where = f"{raw.source}/{name or printable(member.name)}"
        if name is None:
            yield climbing(where)
        elif not member.isreg() or member.issparse():
            yield problem(where, "link, device or sparse file in an archive", "pack the file itself")
        else:
            with failures():
                stream = archive.extractfile(member)
            if stream is not None:
                yield from _member(where, name, stream, None, budget, settings, depth)


def _zipped(source: str, file: IO[bytes], budget: Budget, settings: InputConfig, depth: int) -> Iterator[Raw | Problem]:
    with failures("damaged or truncated archive"):
        archive = zipfile.ZipFile(file)
        members = sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset))
    Budget(packed=budget.packed, most=budget.most, used=budget.used).spend(sum(info.file_size for info in members))
    for info in members:  # info.is_dir() fails where a name is empty
        called = member_name(info)
        name = safe_name(called)
        if info.filename.endswith("/") or (name and hidden(name)):
            continue
        where = f"{source}/{name or printable(called)}"
        mode = info.external_attr >> 16
        if name is None:
            yield climbing(where)
        elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            yield problem(where, "link or device in an archive", "pack the file itself")
        elif info.flag_bits & 1:
            yield problem(where, "encrypted", "unpack the archive with its password and give the folder")
        else:
            try:
                with failures():
                    stream = archive.open(info)
            except Unreadable as error:
                yield problem(where, error.reason, error.hint)
                continue
            yield from _member(where, name, stream, budget, budget, settings, depth)


def _member(
    source: str, name: str, stream: IO[bytes], spends: Budget | None, budget: Budget, settings: InputConfig, depth: int
) -> Iterator[Raw | Problem]:
    """``spends`` is None where the bytes were counted when the whole archive was decompressed."""
    try:
        raw = Raw(
            source=source, name=name.rpartition("/")[2], meter=Meter(stream, spends), limit=settings.max_file_bytes
        )
    except Unreadable as error:
        if error.whole:
            raise
        yield problem(source, error.reason, error.hint)
        return
    yield from _within(raw, budget, settings, depth)


def member_name(info: zipfile.ZipInfo) -> str:
    """A zip member's name; those not marked as UTF-8 are what the packing system had (GBK on Chinese Windows)."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        decoded = decode(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename
    return decoded.text if decoded else info.filename


def safe_name(name: str) -> str | None:
    """A member's name as a relative POSIX path, or None where it would climb out of the archive or is empty."""
    path = name.replace("\\", "/")
    if _CLIMBS.search(path):
        return None
    return printable("/".join(part for part in path.split("/") if part not in {"", "."})) or None


def climbing(source: str) -> Problem:
    """The Problem of a member whose name climbs out of its archive."""
    return problem(source, "name climbs out of the archive", f"pack it with relative names; {REPACK}")
