"""The alias table: names that belong to one thing, mined from glosses (`python -m kg.training aliases`).

It has thousands of rows, of which a build needs some hundred. So rows are made when somebody asks for them, and which of
them list a name stands beside them ready-made in ``data/alias_index.json`` (`python -m kg.training alias-index`).
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.names.latin import parse
from kg.resolve.keys import Key, body_key, person_key

FAMOUS = 100
"""Glosses from which a row's person is so well known that a bare surname is read as this person's even near a
relative of the same surname."""
DOMINANT = 0.8
INDEX = "alias_index.json"

Index = Mapping[str, Mapping[str, Sequence[int]]]
"""The numbers of rows, ascending, by space and form of a key (``person/han``) and by its name; ``surname``: by the surnames
of the first Latin names of people, with particles and without."""

_NOBODY: Mapping[Key, int] = {}
_LATIN, _HAN = frozenset({"latin", "family"}), frozenset({"han", "dotted"})
"""Forms of people's names; those of bodies are the same in both scripts."""
_NAMES, _TYPE, _HANS, _HANT, _COUNT, _ORIGIN = range(6)
"""The columns of ``aliases.tsv``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRow:
    """One thing's Latin names (the first is the label) and its Chinese variants with the glosses seen for each."""

    latin: tuple[str, ...]
    person: bool
    hans: Mapping[str, int]
    hant: Mapping[str, int]
    count: int
    origin: str

    @property
    def key(self) -> Key:
        """The row's own key: by its first Latin name."""
        return Key("person" if self.person else "body", "row", self.latin[0])

    def latin_keys(self) -> list[Key]:
        """Keys of the Latin names."""
        return [person_key(name) if self.person else body_key(name, None) for name in self.latin]

    def han_counts(self) -> dict[Key, int]:
        """Keys of the Chinese variants with their counts. Those in ``hans`` are Simplified as they stand."""
        found: dict[Key, int] = defaultdict(int)
        for name, count in self.hans.items():
            found[Key("person", "dotted" if "·" in name else "han", name) if self.person else body_key(name, None)] += count
        for name, count in self.hant.items():
            found[person_key(name) if self.person else body_key(name, None)] += count
        return dict(found)


class AliasTable:
    """Rows by their own key, and by the keys and surnames of their names."""

    def __init__(self, rows: Sequence[AliasRow | Sequence[str]], index: Index) -> None:
        """``rows``: made ones, or cells of ``aliases.tsv``; ``index`` is what `index_of` makes of them."""
        self._rows = list(rows)
        self._index = index
        self._listing: dict[Key, dict[Key, int]] = {}
        self._families: dict[str, dict[Key, int]] = {}
        self._bearers: dict[Key, Key | None] = {}
        self._names: dict[Key, frozenset[str]] = {}

    def row(self, key: Key) -> AliasRow | None:
        """The row with this key of its own; of several the last."""
        numbers = self._numbers(key)
        return self._made(numbers[-1]) if numbers and key.form == "row" else None

    def attested(self, least: int) -> Iterator[AliasRow]:
        """The rows of people with so many glosses and more, in the order of the table."""
        for numbers in self._index.get("person/row", {}).values():
            row = self._rows[numbers[-1]]
            if (row.count if isinstance(row, AliasRow) else int(row[_COUNT])) >= least:
                yield self._made(numbers[-1])

    def listing(self, key: Key) -> Mapping[Key, int]:
        """The keys of the rows that list a name, with its glosses in each; of a Latin name those of the whole row."""
        found = self._listing.get(key)
        if found is None:
            if key.form == "row" or not (numbers := self._numbers(key)):
                return _NOBODY
            found = self._listing[key] = {}
            for row in map(self._made, numbers):
                if key.form not in _HAN and key in row.latin_keys():
                    found[row.key] = row.count
                if key.form not in _LATIN and (count := row.han_counts().get(key, 0)):
                    found[row.key] = found.get(row.key, 0) + count
        return found

    def bearers(self, surname: str) -> Mapping[Key, int]:
        """The keys of the rows whose first Latin name has this surname, with their glosses."""
        found = self._families.get(surname)
        if found is None:
            numbers = self._index.get("surname", {}).get(surname, ())
            if not numbers:
                return _NOBODY
            found = self._families[surname] = {row.key: row.count for row in map(self._made, numbers)}
        return found

    def bearer(self, short: Key) -> Key | None:
        """The row of the person whom a short form nearly always means: `FAMOUS` glosses or more, and 80 % of all."""
        counts = self.bearers(short.name) if short.form == "family" else self.listing(short)
        if not counts:
            return None
        if short not in self._bearers:
            self._bearers[short] = self._bearer(counts)
        return self._bearers[short]

    def _bearer(self, counts: Mapping[Key, int]) -> Key | None:
        weights = self.weights(counts)
        best = min(weights, key=lambda row: (-weights[row], row))
        return best if counts[best] >= FAMOUS and weights[best] >= DOMINANT else None

    def weights(self, counts: Mapping[Key, int]) -> dict[Key, float]:
        """Shares of the rows that list one short form: by the form's glosses and by how well known its bearer is."""
        raw = {row: math.sqrt(count * max(count, self._count(row))) for row, count in counts.items()}
        total = sum(raw.values())
        return {row: weight / total for row, weight in raw.items()}

    def names(self, key: Key) -> frozenset[str]:
        """The names by which the row with this key of its own is compared."""
        found = self._names.get(key)
        if found is None and (row := self.row(key)) is not None:
            found = self._names[key] = frozenset([one.name for one in (*row.latin_keys(), *row.han_counts())])
        return found or frozenset()

    def holds(self, row: Key, key: Key) -> bool:
        """Is this key one of the row's variants?"""
        return row in self.listing(key)

    def _count(self, key: Key) -> int:
        row = self.row(key)
        return row.count if row is not None else 0

    def _numbers(self, key: Key) -> Sequence[int]:
        """The rows that have a key."""
        names = self._index.get(f"{key.space}/{key.form}") if not key.sense else None
        return names.get(key.name, ()) if names is not None else ()

    def _made(self, number: int) -> AliasRow:
        row = self._rows[number]
        if not isinstance(row, AliasRow):
            row = self._rows[number] = AliasRow(
                latin=tuple(row[_NAMES].split("|")), person=row[_TYPE] == "person", hans=_counts(row[_HANS]),
                hant=_counts(row[_HANT]), count=int(row[_COUNT]), origin=row[_ORIGIN],
            )
        return row

    @property
    def rows(self) -> Iterator[AliasRow]:
        """All rows in the order of the table."""
        return map(self._made, range(len(self._rows)))


def _counts(cell: str) -> dict[str, int]:
    pairs = (part.rpartition(":") for part in cell.split("|") if part)
    return {name: int(count) for name, _, count in pairs}


def index_of(rows: Iterable[AliasRow]) -> dict[str, dict[str, list[int]]]:
    """What `AliasTable` looks names up in."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        for key in dict.fromkeys((row.key, *row.latin_keys(), *row.han_counts())):
            found[f"{key.space}/{key.form}"][key.name].append(number)
        if row.person:
            parts = parse(row.latin[0])
            for family in dict.fromkeys((parts.family, parts.bare_family)):
                found["surname"][family].append(number)
    return {kind: dict(names) for kind, names in found.items()}


def table_of(rows: Sequence[AliasRow]) -> AliasTable:
    """A table of these rows."""
    return AliasTable(rows, index_of(rows))


@cache
def alias_table() -> AliasTable:
    """The shipped table."""
    from kg.knowledge import cells

    return AliasTable(cells("aliases"), json.loads((files("kg.resolve") / "data" / INDEX).read_bytes()))
