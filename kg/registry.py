"""Registry: an immutable named table of interchangeable plug-ins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from kg.errors import KGError

T = TypeVar("T")

MOST_LISTED = 20
"""Names that an error message lists."""


def meant(word: str, known: Iterable[str]) -> str:
    """What a message adds about a word that was probably meant, or nothing.

    >>> meant("gefx", ["csv", "gexf"])
    "; did you mean 'gexf'?"
    """
    from difflib import get_close_matches

    by_key = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_key, n=1, cutoff=0.6)
    return f"; did you mean {by_key[near[0]]!r}?" if near else ""


def choices(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that isn't known: what was probably meant, and all that is.

    >>> choices("gefx", ["csv", "gexf"])
    "; did you mean 'gexf'? There are: csv, gexf"
    """
    names = list(known)
    near = meant(word, names)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"{near + ' There' if near else '; there'} are: {', '.join(names[:MOST_LISTED])}{more}"


class Registry(Mapping[str, T], Generic[T]):
    """Maps names to plug-ins in the order given; refuses duplicate names; its error lists what exists.

    >>> Registry("exporter", [("csv", 1)])["cvs"]
    Traceback (most recent call last):
    kg.errors.KGError: no exporter named 'cvs'; did you mean 'csv'? There are: csv
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
            raise KGError(f"no {self.kind} named {name!r}{choices(name, self._rows)}") from None

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
