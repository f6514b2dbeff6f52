"""Lines of text out of a file that may be larger than memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from kg.config import InputConfig
from kg.errors import Problem
from kg.readers.decode import BOMS, decode
from kg.readers.raw import Raw, problem

_BYTES_PER_CHAR = 4


def text_lines(raw: Raw, settings: InputConfig) -> Iterator[tuple[int, str | Problem]]:
    """(number from 1, line with its end or the Problem that stands for it). Each line is decoded for itself, so that
    one bad line costs one line; UTF-16 and UTF-32 (line ends are no single bytes there) are decoded as a whole."""
    if any(raw.head.startswith(mark) for mark, encoding in BOMS if encoding != "utf-8") or b"\x00" in raw.head[:64]:
        yield from _wide(raw, settings)
        return
    most = settings.max_line_chars
    for number, line in enumerate(raw.lines(most * _BYTES_PER_CHAR), start=1):
        if number == 1 and line is not None:
            line = line.removeprefix(codecs.BOM_UTF8)
        yield number, _text(f"{raw.source}/{number}", line, most)


def too_long(source: str, most: int) -> Problem:
    """The Problem of a line that is longer than ``most`` characters."""
    return problem(source, f"line of more than {most:,} characters", "break the line, or raise input.max_line_chars")


def _text(source: str, line: bytes | None, most: int) -> str | Problem:
    if line is None:
        return too_long(source, most)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode(line)
        if decoded is None:
            return problem(source, "line in no known encoding", "save the file as UTF-8")
        text = decoded.text
    return text if len(text) <= most else too_long(source, most)


def _wide(raw: Raw, settings: InputConfig) -> Iterator[tuple[int, str | Problem]]:
    decoded = decode(raw.data())
    if decoded is None:
        yield 0, problem(raw.source, "text in no known encoding", "save the file as UTF-8")
        return
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        fits = len(line) <= settings.max_line_chars
        yield number, f"{line}\n" if fits else too_long(f"{raw.source}/{number}", settings.max_line_chars)
