"""What queries return: rows (small frozen values) in tuples that show themselves as text, HTML, and data frames."""

from __future__ import annotations

import dataclasses
import html
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Cell = str | int | float | None

MAX_CELL = 60
"""Columns of a printed table are cut to this many terminal cells, and further where the terminal is narrower."""
MIN_CELL = 12
"""What a column keeps, so that dates stay whole, until the terminal is narrower than that."""
NARROW_CELL = 7
"""What a column keeps then, dates apart."""
NARROWEST = 4
"""What a column keeps in the narrowest terminal."""
DAY = len("2024-01-31")
LEAST_QUOTE = 14
"""A quote of fewer cells tells nothing."""
MOST_ROWS = 200
"""Rows that a notebook shows of a table."""
PLAIN_WIDTH = 160
"""Width of a table that goes to no terminal."""


class Row(Protocol):
    """A value with one cell per column."""

    @classmethod
    def columns(cls) -> tuple[str, ...]: ...

    def cells(self) -> tuple[Cell, ...]: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage that says so. ``text`` is in the article's own script, ``start`` and ``end`` are code points of the
    article's text; ``published`` is an ISO date or datetime."""

    publisher: str | None
    published: str | None
    language: str
    text: str
    title: str | None
    source: str
    url: str | None
    article: str
    start: int
    end: int

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.publisher, (self.published or "")[:10], self.language) if part)
        return f"“{' '.join(self.text.split())}” ({where})"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("published", "publisher", "language", "text", "source")

    def cells(self) -> tuple[Cell, ...]:
        return ((self.published or "")[:10] or None, self.publisher, self.language, self.text, self.source)


def _first_quote(evidence: Sequence[Quote]) -> str | None:
    return " ".join(evidence[0].text.split()) if evidence else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """That an article reports a meeting, and as what (``held``, ``planned`` or ``refused``)."""

    published: str | None
    publisher: str | None
    status: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting, call or visit. ``participants`` and ``place`` are labels; ``date`` is ``YYYY-MM-DD``, ``YYYY-MM``,
    ``YYYY`` or None. ``reports`` counts independent ones, ``history`` tells who reported it as what, first ones first."""

    event: str
    date: str | None
    status: str
    mode: str
    participants: tuple[str, ...]
    place: str | None
    confidence: float
    evidence: tuple[Quote, ...]
    reports: int = 1
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    history: tuple[Report, ...] = ()

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("date", "status", "mode", "participants", "place", "reports", "quote")

    def cells(self) -> tuple[Cell, ...]:
        who = ", ".join(self.participants)
        return (self.date, self.status, self.mode, who, self.place, self.reports, _first_quote(self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMention:
    """Two entities that the same articles name. ``weight`` counts independent articles, ``npmi`` is -1 to 1."""

    left: str
    right: str
    articles: int
    sentences: int
    npmi: float
    weight: int
    evidence: tuple[Quote, ...]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("left", "right", "articles", "sentences", "npmi", "weight", "quote")

    def cells(self) -> tuple[Cell, ...]:
        return (
            self.left, self.right, self.articles, self.sentences, self.npmi, self.weight, _first_quote(self.evidence)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An entity that a relation links to the one asked for. ``status`` is that of meetings, else None; ``offices`` are
    the English titles of ``holds_role``, the most used first."""

    entity: str
    label: str
    type: str
    relation: str
    weight: int
    count: int
    status: str | None
    first_seen: str | None
    last_seen: str | None
    offices: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("label", "type", "relation", "weight", "status", "first_seen", "last_seen", "quote")

    def cells(self) -> tuple[Cell, ...]:
        said = self.offices[0] if self.offices else self.status
        return (
            self.label, self.type, self.relation, self.weight, said, self.first_seen, self.last_seen,
            _first_quote(self.evidence),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """An office under which articles name a person: ``title`` as they write it, ``english`` the same in English,
    ``body`` the agency or country. ``count`` counts articles; ``first_seen`` and ``last_seen`` are days of publication."""

    person: str
    title: str
    english: str
    body: str
    country: str | None
    language: str
    count: int
    first_seen: str | None
    last_seen: str | None
    evidence: tuple[Quote, ...]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("person", "english", "title", "body", "count", "first_seen", "last_seen", "quote")

    def cells(self) -> tuple[Cell, ...]:
        return (
            self.person, self.english, self.title, self.body, self.count, self.first_seen, self.last_seen,
            _first_quote(self.evidence),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What articles told for the first time on a day: ``kind`` is ``person``, ``link`` or ``meeting``, ``what`` says
    which; ``id`` is that of the person or event, for a link both ids; ``weight`` counts articles or reports so far."""

    date: str
    kind: str
    what: str
    weight: int
    id: str
    evidence: tuple[Quote, ...]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("date", "kind", "what", "weight", "quote")

    def cells(self) -> tuple[Cell, ...]:
        return (self.date, self.kind, self.what, self.weight, _first_quote(self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a path, with its evidence."""

    left: str
    right: str
    relation: str
    weight: int
    evidence: tuple[Quote, ...]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("left", "relation", "right", "weight", "quote")

    def cells(self) -> tuple[Cell, ...]:
        return (self.left, self.relation, self.right, self.weight, _first_quote(self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A dated thing about an entity: a meeting, call or visit (``kind`` is its mode), or an article that names it."""

    date: str
    kind: str
    status: str | None
    text: str
    place: str | None
    evidence: tuple[Quote, ...]

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("date", "kind", "status", "text", "place", "quote")

    def cells(self) -> tuple[Cell, ...]:
        return (self.date, self.kind, self.status, self.text, self.place, _first_quote(self.evidence))


def width(text: str) -> int:
    """Terminal cells that a text takes: two for wide East Asian characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fit(text: str, cells: int) -> str:
    """The text on one line, without control characters, cut to a number of terminal cells."""
    text = "".join(char if char.isprintable() else " " for char in text)
    if width(text) <= cells:
        return text
    kept, used = [], 0
    for char in text:
        used += width(char)
        if used > cells - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _shown(cell: Cell) -> str:
    return "" if cell is None else f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], most: int | None = None) -> str:
    """A plain text table, wide characters counted as two cells; ``most`` cells wide (None: as the terminal is).

    Where it is narrow, the widest columns are cut first and dates last; a quote of which nothing could be read is left
    out (``--json`` and ``evidence`` have it).
    """
    limit = most or shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
    lines = [list(columns), *([fit(_shown(cell), MAX_CELL) for cell in row] for row in rows)]
    widths = _shrunk([max(width(line[number]) for line in lines) for number in range(len(columns))], limit)
    if columns[-1] == "quote" and widths[-1] < LEAST_QUOTE and len(lines) > 1:
        return table(columns[:-1], (line[:-1] for line in lines[1:]), limit)
    lines = [[fit(cell, size) for cell, size in zip(line, widths, strict=True)] for line in lines]
    return "\n".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _shrunk(widths: list[int], limit: int) -> list[int]:
    """Widths of columns that fit into ``limit`` cells, as far as columns can be cut."""
    for least in (MIN_CELL, NARROW_CELL, NARROWEST):
        while sum(widths) + 2 * (len(widths) - 1) > limit:
            wide = [size for size in widths if size > least and (least < NARROW_CELL or size not in (DAY, least))]
            if not wide:
                break
            widths[widths.index(max(wide))] -= 1
    return widths


class Rows(tuple[R, ...], Generic[R]):
    """The answer to a query: a tuple of rows of one type. ``note`` says what the asker should know, such as other
    entities of the same name."""

    row_type: type[R]
    note: str

    def __new__(cls, row_type: type[R], rows: Iterable[R] = (), note: str = "") -> Rows[R]:
        made = super().__new__(cls, tuple(rows))
        made.row_type = row_type
        made.note = note
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.row_type, tuple(self), self.note)

    @property
    def columns(self) -> tuple[str, ...]:
        return self.row_type.columns()

    def to_pandas(self) -> pd.DataFrame:
        """One line per row; the columns are there even where no row is."""
        import pandas as pd

        return pd.DataFrame([row.cells() for row in self], columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """The same for polars; needs the extra ``polars``."""
        from kg.graph.frames import polars_frame

        return polars_frame(self.columns, (row.cells() for row in self))

    def to_records(self) -> list[dict[str, Any]]:
        """Everything the rows hold, evidence included, ready for JSON."""
        return [dataclasses.asdict(row) for row in self]  # type: ignore[call-overload]

    def __str__(self) -> str:
        text = table(self.columns, (row.cells() for row in self)) if self else "nothing found"
        return f"{text}\n{self.note}" if self.note else text

    def __repr__(self) -> str:
        return f"<{len(self)} of {self.row_type.__name__}>\n{self}"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(cell))}</td>" for cell in row.cells()) + "</tr>"
            for row in self[:MOST_ROWS]
        )
        more = f"{len(self) - MOST_ROWS:,} more rows; to_pandas() has all" if len(self) > MOST_ROWS else ""
        note = "".join(f"<p>{html.escape(text)}</p>" for text in (more, self.note) if text)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
