"""The alias table: names that belong to one thing, mined from glosses (`python -m kg.training aliases`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.resolve.keys import Key, body_key, person_key

FAMOUS = 100
"""Glosses from which a row's person is so well known that a bare surname is read as this person's even near a
relative of the same surname."""
DOMINANT = 0.8


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
            found[Key("person", "dotted" if "·" in name else "han", name) if self.person else body_key(name, None)] += (
                count
            )
        for name, count in self.hant.items():
            found[person_key(name) if self.person else body_key(name, None)] += count
        return dict(found)


@dataclass(frozen=True, slots=True)
class AliasTable:
    """Rows by their own key, and by the key of every variant with its count."""

    rows: Mapping[Key, AliasRow]
    by_variant: Mapping[Key, Mapping[Key, int]]
    by_family: Mapping[str, Mapping[Key, int]]
    _bearers: dict[Key, Key | None] = field(default_factory=dict, repr=False, compare=False)

    def bearer(self, short: Key) -> Key | None:
        """The row of the person whom a short form nearly always means: `FAMOUS` glosses or more, and 80 % of all."""
        counts = self.by_family.get(short.name) if short.form == "family" else self.by_variant.get(short)
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
        raw = {row: math.sqrt(count * max(count, self.rows[row].count)) for row, count in counts.items()}
        total = sum(raw.values())
        return {row: weight / total for row, weight in raw.items()}

    def holds(self, row: Key, key: Key) -> bool:
        """Is this key one of the row's variants?"""
        return row in self.by_variant.get(key, {})


def _counts(cell: str) -> dict[str, int]:
    pairs = (part.rpartition(":") for part in cell.split("|") if part)
    return {name: int(count) for name, _, count in pairs}


def read_rows() -> tuple[AliasRow, ...]:
    """All rows of ``aliases.tsv``."""
    from kg.knowledge import rows

    return tuple(
        AliasRow(
            latin=tuple(row["latin"].split("|")),
            person=row["type"] == "person",
            hans=_counts(row["zh-Hans"]),
            hant=_counts(row["zh-Hant"]),
            count=int(row["count"]),
            origin=row["origin"],
        )
        for row in rows("aliases")
    )


def index_rows(rows: tuple[AliasRow, ...]) -> AliasTable:
    """The rows by every key they hold."""
    from kg.names.latin import parse

    by_variant: dict[Key, dict[Key, int]] = defaultdict(dict)
    by_family: dict[str, dict[Key, int]] = defaultdict(dict)
    own = [row.key for row in rows]
    for row, mine in zip(rows, own, strict=True):
        for key in row.latin_keys():
            by_variant[key][mine] = row.count
        for key, count in row.han_counts().items():
            by_variant[key][mine] = by_variant[key].get(mine, 0) + count
        if row.person:
            parts = parse(row.latin[0])
            for family in {parts.family, parts.bare_family}:
                by_family[family][mine] = row.count
    return AliasTable(dict(zip(own, rows, strict=True)), dict(by_variant), dict(by_family))


@cache
def alias_table() -> AliasTable:
    """The shipped table."""
    return index_rows(read_rows())
