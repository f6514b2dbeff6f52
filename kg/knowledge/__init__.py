"""What is known beforehand: countries, agencies, organizations, places, titles, triggers, aliases.

Every table is a TSV file in ``data/`` with a header line and an ``origin`` column. In cells that hold names, ``|``
separates them, the first is the label, and a leading ``~`` marks a name that counts only in the context of its
country (``~国务院`` is the State Department only where the United States stand before it, or where no other
country is near and the article is about them). Chinese cells come in pairs, ``zh-Hans`` and ``zh-Hant``: regional
names differ in more than script (川普, 蒲亭), and matching runs on Simplified text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

from kg.model import Alias, EntityType

LANGUAGE_TAGS = ("en", "de", "zh-Hans", "zh-Hant")

TABLES: tuple[tuple[str, EntityType], ...] = (
    ("countries", "country"),
    ("agencies", "agency"),
    ("organizations", "organization"),
    ("places", "place"),
)
"""Tables of facts, in the order in which a name that stands in two of them is settled."""

ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
"""Endings of a German adjective in the positive degree: ``chinesisch`` -> chinesische, chinesischen, ..."""


_FORMS = (
    ("en-adjectives", "en", "adjective", ("",)),
    ("de-people", "de", "adjective", ("",)),
    ("de-adjectives", "de", "adjective", ADJECTIVE_ENDINGS),
    ("zh-short", "zh-Hans", "short", ("",)),
)
"""Columns of other forms than names: column, language, form, and the endings that a cell leaves out."""


class Name(NamedTuple):
    """A spelling of a fact's name. ``contextual``: counts only in its country's context. ``form``: ``name``, or for
    countries ``adjective`` (also demonyms) and ``short`` (single characters such as 美). A tuple: every start makes 90,000."""

    text: str
    language: str
    contextual: bool = False
    form: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A known real-world thing. ``id`` is ``<type>:<slug>`` (``country:US``, ``agency:us-department-of-state``);
    ``kind`` groups bodies of the same office over countries (``foreign-ministry``) and places by sort (``city``)."""

    id: str
    type: EntityType
    label: str
    country: str | None
    kind: str | None
    names: tuple[Name, ...]
    origin: str

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """Names to show: no adjectives, no single characters."""
        return tuple(sorted({Alias(language=n.language, name=n.text) for n in self.names if n.form == "name"}))

    def name_in(self, language: str) -> str | None:
        """The first name in a language tag, or None."""
        return next((n.text for n in self.names if n.language == language and n.form == "name"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """An office or form of address that stands at a person's name. ``kind``: the kind of agency it belongs to
    (``foreign-ministry`` for a foreign minister), or None. ``group`` is one word per office over all languages."""

    group: str
    kind: str | None
    names: Mapping[str, tuple[str, ...]]


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<table>.tsv`` as dictionaries; lines that begin with ``#`` are comments."""
    header, *lines = _lines(table) or [""]
    names = header.split("\t")
    for line in lines:
        yield dict(zip(names, line.split("\t"), strict=True))


def cells(table: str) -> list[list[str]]:
    """The rows of ``data/<table>.tsv`` as the cells of each, in the order of its columns."""
    return [line.split("\t") for line in _lines(table)[1:]]


def _lines(table: str) -> list[str]:
    text = (files(__name__) / "data" / f"{table}.tsv").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def split_names(cell: str | None) -> list[tuple[str, bool]]:
    """(name, contextual) pairs of a cell."""
    if not cell:
        return []
    parts = (part.strip() for part in cell.split("|"))
    return [(part.lstrip("~"), part[0] == "~") for part in parts if part]


def _names(row: Mapping[str, str]) -> tuple[Name, ...]:
    """The names in a row, in the order of the columns. Every start makes 70,000: nothing is looked at twice here, and a
    test says that no cell holds white space at an end of a name, or a name twice."""
    found: list[Name] = []
    for tag in LANGUAGE_TAGS:
        cell = row.get(tag)
        if cell and "~" in cell:
            found += [Name(text, tag, contextual) for text, contextual in split_names(cell)]
        elif cell:
            found += map(Name, cell.split("|"), repeat(tag))
    for column, language, form, endings in _FORMS:
        if cell := row.get(column):
            found += [Name(text + ending, language, False, form) for text, _ in split_names(cell) for ending in endings]
    return tuple(found)


@cache
def facts() -> Mapping[str, Fact]:
    """All facts by id, in table order."""
    found: dict[str, Fact] = {}
    for table, type_ in TABLES:
        for row in rows(table):
            names = _names(row)
            fact = Fact(
                id=f"{type_}:{row['id']}", type=type_, label=names[0].text, names=names, origin=row["origin"],
                country=row["id"] if type_ == "country" else (row.get("country") or None), kind=row.get("kind") or None,
            )
            if fact.id in found:
                raise ValueError(f"{table}.tsv: {fact.id} stands twice")
            found[fact.id] = fact
    return found


@cache
def agency_kinds() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Names of offices that every country has, by kind and language tag: ``foreign-ministry`` -> 外交部, ..."""
    return {
        row["kind"]: {tag: tuple(name for name, _ in split_names(row.get(tag))) for tag in LANGUAGE_TAGS}
        for row in rows("agency_kinds")
    }


@cache
def titles() -> tuple[Title, ...]:
    """All titles, as the table lists them."""
    return tuple(
        Title(
            group=row["group"], kind=row.get("kind") or None,
            names={tag: tuple(name for name, _ in split_names(row.get(tag))) for tag in LANGUAGE_TAGS},
        )
        for row in rows("titles")
    )


@cache
def words(table: str) -> frozenset[str]:
    """A plain word list: ``data/<table>.txt``, one per line, ``#`` begins a comment."""
    text = (files(__name__) / "data" / f"{table}.txt").read_text(encoding="utf-8")
    return frozenset(line for raw in text.split("\n") if (line := raw.split("#")[0].strip()))


@cache
def given_names() -> frozenset[str]:
    """Given names in Latin script."""
    return words("en_given_names") | words("de_given_names")


def by_id(ids: Iterable[str]) -> list[Fact]:
    """The facts with these ids, unknown ones left out."""
    return [facts()[id_] for id_ in ids if id_ in facts()]
