"""Raw: one file as its bytes come, from disk or out of an archive, with every way of failing turned into one.

Invariant: only `Unreadable` leaves a stream, and its reason and hint become a Problem. Nothing is held that was
not asked for: lines are read one by one, and no read can pass the limits of the budget.
"""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from kg.errors import Problem

if TYPE_CHECKING:
    from kg.readers.decode import Decoded

HEAD = 65_536
"""Bytes that are looked at to choose a reader."""

CHUNK = 1 << 20

RATIO = 250
"""An archive that unpacks to more than this many times its own size is a bomb: news text packs 3 to 30 times."""

FREE = 100_000_000
"""Bytes that an archive may unpack to whatever its ratio."""

FAILURES = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    struct.error,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    MemoryError,
)
"""What the standard library raises for broken packed data (RuntimeError: compressed in an unknown way; MemoryError: a
dictionary size that no archive needs). Only calls into it are wrapped, so that bugs of our own still crash."""

REPACK = "copy or pack it again; whole .zip, .tar, .tar.gz, .tar.bz2 and .tar.xz archives are read"


class Unreadable(Exception):
    """This file (``whole``: also everything behind it in its archive) can't be read. Becomes a Problem."""

    def __init__(self, reason: str, hint: str, *, whole: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.whole = reason, hint, whole


def problem(source: str, reason: str, hint: str) -> Problem:
    """A Problem of the stage ``read``."""
    return Problem(source=source, stage="read", reason=reason, hint=hint)


@dataclass(slots=True)
class Budget:
    """What one archive, with all archives inside it, may still unpack to. ``packed``: its size on disk, in bytes."""

    packed: int
    most: int
    used: int = 0

    def spend(self, size: int) -> None:
        """Count ``size`` unpacked bytes. Raises `Unreadable` where that is too much."""
        self.used += size
        if self.used > self.most:
            raise Unreadable(
                f"archive unpacks to more than {self.most:,} bytes",
                "split it, or raise input.max_archive_bytes",
                whole=True,
            )
        if self.used > FREE and self.used > RATIO * self.packed:
            raise Unreadable(
                f"archive unpacks to more than {RATIO} times its size, as a zip bomb does",
                "unpack it yourself and give the folder, if you trust it",
                whole=True,
            )


@dataclass(slots=True)
class Meter:
    """A stream that counts what is read against a budget, and fails only with `Unreadable`."""

    stream: IO[bytes]
    budget: Budget | None = None

    def _counted(self, data: bytes) -> bytes:
        if self.budget is not None:
            self.budget.spend(len(data))
        return data

    def read(self, size: int = CHUNK) -> bytes:
        with failures():
            return self._counted(self.stream.read(size))

    def readline(self, size: int) -> bytes:
        with failures():
            return self._counted(self.stream.readline(size))


@contextmanager
def failures(reason: str = "damaged or truncated", hint: str = REPACK, *, whole: bool = False) -> Iterator[None]:
    """Turns the failures of packed data and of disks into `Unreadable`."""
    try:
        yield
    except PermissionError:
        raise Unreadable("no permission to read it", "change its permissions (chmod u+r)") from None
    except FAILURES as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise Unreadable(f"{reason} ({said[:200]})", hint, whole=whole) from None


@dataclass(slots=True, kw_only=True)
class Raw:
    """One file. ``name`` is its own name (the suffix counts), ``limit`` the most bytes that it may have as a whole,
    ``decoded`` its text where that is known already.

    Read it once: either by `lines` or by one of the others.
    """

    source: str
    name: str
    meter: Meter
    limit: int
    head: bytes = field(init=False)
    decoded: Decoded | None = None

    def __post_init__(self) -> None:
        parts: list[bytes] = []
        size = 0
        while size < HEAD and (part := self.meter.read(HEAD - size)):
            parts.append(part)
            size += len(part)
        self.head = b"".join(parts)

    @property
    def suffix(self) -> str:
        """The last suffix of the name in lower case, with its dot, or an empty string."""
        stem, dot, suffix = self.name.rpartition(".")
        return dot + suffix.lower() if stem else ""

    @property
    def whole_in_head(self) -> bool:
        return len(self.head) < HEAD

    def _chunks(self) -> Iterator[bytes]:
        size = len(self.head)
        yield self.head
        while not self.whole_in_head and (part := self.meter.read()):
            size += len(part)
            if size > self.limit:
                raise Unreadable(
                    f"larger than {self.limit:,} bytes",
                    "split it, write it as JSON Lines, or raise input.max_file_bytes",
                )
            yield part

    def data(self) -> bytes:
        """All bytes. Raises `Unreadable`, also where there are more than ``limit``."""
        return b"".join(self._chunks())

    @contextmanager
    def spooled(self) -> Iterator[IO[bytes]]:
        """All bytes as a seekable stream: in memory while small, else in an unnamed temporary file."""
        with tempfile.SpooledTemporaryFile(max_size=16 * CHUNK) as file:
            for part in self._chunks():
                file.write(part)
            file.seek(0)
            yield file

    def lines(self, most: int) -> Iterator[bytes | None]:
        """Lines with their ends, one by one; None for a line of more than ``most`` bytes, which is left out."""
        opening = io.BytesIO(self.head)
        while line := self._line(opening, most):
            if len(line) <= most:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._line(opening, CHUNK)
            yield None

    def _line(self, opening: io.BytesIO, most: int) -> bytes:
        line = opening.readline(most + 1)
        if line.endswith(b"\n") or len(line) > most or self.whole_in_head:
            return line
        return line + self.meter.readline(most + 1 - len(line))
