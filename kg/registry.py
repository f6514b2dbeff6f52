"""Registry: an immutable named table of interchangeable plug-ins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from kg.errors import KGError

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """Maps names to plug-ins in the order given; refuses duplicate names; its error lists what exists.

    >>> Registry("exporter", [("csv", 1)])["cvs"]
    Traceback (most recent call last):
    kg.errors.KGError: no exporter named 'cvs'; there are: csv
    """

    def __init__(self, kind: str, rows: list[tuple[str, T]]) -> None:
        self.kind = kind
        self._rows: dict[str, T] = {}
        for name, row in rows:
            if name in self._rows:
                raise ValueError(f"two {kind}s are named {name!r}")
            self._rows[name] = row

    def __getitem__(self, name: str) -> T:
        try:
            return self._rows[name]
        except KeyError:
            raise KGError(f"no {self.kind} named {name!r}; there are: {', '.join(self._rows)}") from None

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
