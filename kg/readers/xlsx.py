"""Excel workbooks (.xlsx): every sheet whose first filled row is a header with a text column."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.raw import FREE, RATIO, Raw, problem
from kg.readers.rows import Row, articles

NAME = "xlsx"

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,
    NotImplementedError,
)
"""What openpyxl raises for damaged workbooks: it checks little itself (SyntaxError: XML that is none)."""

_HINT = "open it in a spreadsheet program and save it as .xlsx or .csv again"


def claims(head: str, name: str) -> bool:
    """A file named .xlsx or .xlsm; its content is packed."""
    return name.lower().endswith((".xlsx", ".xlsm"))


def read(raw: Raw, settings: InputConfig) -> Iterator[Article | Problem]:
    """An article per row: ``file.xlsx/<id>`` or ``file.xlsx/<row>``, on further sheets ``file.xlsx/<sheet>/<row>``."""
    with raw.spooled() as stream:
        if reason := _refused(stream, settings):
            yield problem(raw.source, reason, _HINT)
            return
        stream.seek(0)
        sheets = _sheets(stream)
        for number in range(1_000):
            try:
                sheet = next(sheets)
            except StopIteration:
                return
            except BROKEN as error:
                yield problem(raw.source, f"workbook can't be opened ({_said(error)})", _HINT)
                return
            where = raw.source if number == 0 else f"{raw.source}/{_part(sheet.title)}"
            found = articles(where, _rows(where, sheet), settings)
            yield from found if number == 0 else _if_any(found)


def _if_any(found: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
    """Further sheets may hold other things: one without a text column is no problem."""
    for thing in found:
        if isinstance(thing, Problem) and thing.reason.startswith("no column"):
            return
        yield thing


def _refused(stream: IO[bytes], settings: InputConfig) -> str | None:
    """Why a workbook must not be opened: it is packed like a bomb, or its XML defines entities."""
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
            size, own = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if size > settings.max_archive_bytes or (size > FREE and size > RATIO * own):
                return f"workbook unpacks to {size:,} bytes"
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as xml:
                        if b"<!DOCTYPE" in xml.read(1024) or part.flag_bits & 1:
                            return "workbook is encrypted or defines XML entities"
    except BROKEN as error:
        return f"not an Excel workbook, or a damaged one ({_said(error)})"
    return None


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _part(title: object) -> str:
    """A sheet's name as part of a path."""
    return (
        "".join("_" if char in "/\\" or not char.isprintable() else char for char in str(title)).strip(". ") or "sheet"
    )


def _sheets(stream: IO[bytes]) -> Iterator[Any]:
    import openpyxl  # 150 ms: only where a workbook is read

    book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        yield from book.worksheets
    finally:
        book.close()


def _rows(source: str, sheet: Any) -> Iterator[tuple[int, Row] | Problem]:
    header: list[str] | None = None
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if all(cell is None for cell in cells):
                continue
            if header is None:
                header = [str(cell or "") for cell in cells]
            else:
                yield (
                    number,
                    {name: _plain(cell) for name, cell in zip(header, cells, strict=False) if cell is not None},
                )
    except BROKEN as error:
        yield problem(source, f"sheet can't be read to its end ({_said(error)})", _HINT)


def _plain(cell: object) -> str:
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
