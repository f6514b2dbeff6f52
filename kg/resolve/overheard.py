"""What names sound like, found out beside resolution: that is one process's work, and the workers of an engine wait for it.

Invariant: what is found here is what `kg.resolve.bridges` and `kg.resolve.spoken` find out themselves where nobody does
it for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from kg.resolve.aliases import AliasTable
from kg.resolve.bridges import HAN, LATIN, may_be_foreign
from kg.resolve.evidence import Evidence
from kg.resolve.keys import Key
from kg.resolve.sounds import Sounding, Words, families_of, hear
from kg.resolve.spoken import Names, Readable, read_aloud, readable

T = TypeVar("T")
R = TypeVar("R")

TYING = ("fact", "row", "latin")
"""Forms of names that tell whose a Han name is that stands with them."""

WORDS, NAMES, PIECES = 64, 256, 32
"""So many Han words, or names, a worker compares at a time at least, some hundredths of a second, or one in so many of them: with
each piece goes what they are compared with."""


class Beside(Protocol):
    """Has others work, such as `kg.engines.Engine.beside`."""

    def __call__(self, task: Callable[[T], R], work: Iterable[T], /) -> Iterator[R]:
        """``task(piece)`` for each piece of ``work``, all taken at once, in its order; nothing where there is nobody."""


def nobody(task: Callable[[T], R], work: Iterable[T], /) -> Iterator[R]:
    """There is nobody."""
    return iter(())


class Overheard:
    """What others find out ``beside`` about most Han names that neither a table nor a gloss ties to a Latin one; nothing
    where there is nobody."""

    def __init__(self, evidence: Evidence, table: AliasTable, beside: Beside) -> None:
        self._words = 0  # pieces, which are all taken at once
        self._coming = beside(_listen, self._pieces(evidence, table))

    def _pieces(self, evidence: Evidence, table: AliasTable) -> Iterator[Words | Names]:
        people = [key for key in evidence.articles if key.space == "person" and not key.sense]
        untied = [key for key in people if key.form in HAN and not _tied(key, evidence, table)]
        latin = [key for key in people if key.form in LATIN]
        surnames = tuple(sorted({family for key in latin for family in families_of(key)}))
        foreign = (key for key in untied if key.form == "dotted" or may_be_foreign(key.name))
        for words in _parts({key.name.split("·")[-1] for key in foreign}, WORDS) if surnames else ():
            self._words += 1
            yield Words(words, surnames)
        full = tuple(sorted(key.name for key in latin if key.form == "latin"))
        spoken = {key.name for key in untied if key.form == "han" and readable(key.name)}
        for names in _parts(spoken, NAMES) if full else ():
            yield Names(names, full)

    def sounds(self) -> dict[str, Sounding]:
        """Of Han words the surnames that they sound like. Waits for it."""
        return {word: heard for sounds, _ in islice(self._coming, self._words) for word, heard in sounds}

    def readings(self) -> dict[str, Readable]:
        """Of Han names the Latin ones that they may be. Waits for it; to be asked for after `sounds`."""
        return {name: found for _, readings in self._coming for name, found in readings}


def _listen(piece: Words | Names) -> tuple[list[tuple[str, Sounding]], list[tuple[str, Readable]]]:
    return (hear(piece), []) if isinstance(piece, Words) else ([], read_aloud(piece))


def _tied(key: Key, evidence: Evidence, table: AliasTable) -> bool:
    return bool(table.listing(key)) or any(other.form in TYING for other in evidence.together[key])


def _parts(texts: Iterable[str], least: int) -> Iterator[tuple[str, ...]]:
    """Texts in their order, so many at a time at least."""
    ordered = sorted(texts)
    size = max(least, len(ordered) // PIECES)
    return (tuple(ordered[start : start + size]) for start in range(0, len(ordered), size))
