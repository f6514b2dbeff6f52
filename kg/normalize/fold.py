"""Folding copies: the same report on several sites, or fetched twice, is one article with ``duplicates``.

When two texts are copies: `kg.normalize.likeness`. Work grows with the number of texts: candidates are found by hashes
in common, never pair by pair. Sketches lie on disk meanwhile; a few hundred bytes of each text stay in memory.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.model import Document
from kg.normalize.likeness import Sketch, similarity, sketch
from kg.rows import room_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CANDIDATES = 16
"""Texts with the most hashes in common that are looked at closely."""

CROWD = 64
"""A hash that stands in this many kept texts is a phrase that a newsroom repeats, and finds no more candidates."""

NEAR = 2048
"""Sketches that stay in memory for the next comparison."""

_INDEXED = int((2**64 - 1) * (1 / 64))
_LOWEST = 4


def fold(documents: Sequence[Document]) -> list[Document]:
    """The documents without copies, ordered by source; each names the sources of its copies in ``duplicates``.

    Of several copies the longest stays, then the one published first, then the smallest source. The result does not
    depend on the order of ``documents``, and folding twice changes nothing.
    """
    copies = find_copies([sketch(document) for document in documents])
    kept = [replace(document, duplicates=copies[document.id]) for document in documents if document.id in copies]
    return sorted({document.id: document for document in kept}.values(), key=lambda document: (document.source, document.id))


def find_copies(sketches: Iterable[Sketch]) -> dict[str, tuple[str, ...]]:
    """The ids of the documents that stay, in the order of their rank, each with the sources of its copies, sorted."""
    kept: dict[str, tuple[str, ...]] = {}
    copies: dict[str, set[str]] = {}
    with room_for(Path(tempfile.gettempdir(), "kg")), tempfile.TemporaryFile(prefix="kg-") as file:
        ranked = _Ranked(file, sketches)
        index = {language: _Index(entries, ranked) for language, entries in ranked.entries.items()}
        for place in range(len(ranked)):
            one = ranked.read(place)
            found = index[one.language].put(one, place)
            original = one if found is None else ranked.near(found)
            if found is None:
                kept[one.id] = ()
            if found is not None or one.duplicates:
                told = copies.setdefault(original.id, set(original.duplicates))
                told.update(() if found is None else (one.source, *one.duplicates))
                kept[original.id] = tuple(sorted(told - {original.source}))
    return kept


class _Ranked:
    """Sketches in a file, by their places in the order of rank. ``entries``: of each language, the hashes that are
    indexed."""

    def __init__(self, file: IO[bytes], sketches: Iterable[Sketch]) -> None:
        self.entries: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._file = file.fileno()
        found = []
        start = 0
        for one in sketches:
            size = file.write(_packed(one))
            found.append((one.rank, start, size))
            start += size
            self.entries[one.language].frombytes(_entries(one).tobytes())
        file.flush()
        found.sort()
        self._starts, self._sizes = array("q", [row[1] for row in found]), array("l", [row[2] for row in found])
        self.near = lru_cache(NEAR)(self.read)

    def __len__(self) -> int:
        return len(self._starts)

    def read(self, place: int) -> Sketch:
        """The sketch at a place; ``near`` does the same for those that may soon be asked for again."""
        return _unpacked(os.pread(self._file, self._sizes[place], self._starts[place]))


class _Index:
    """Texts of one language that stay, by the lowest hashes of their sketches; hashes of one text alone find nothing, and
    are left out."""

    def __init__(self, entries: array[int], ranked: _Ranked) -> None:
        import numpy as np

        hashes = np.frombuffer(entries, dtype=np.uint64)
        hashes.sort()
        repeated, counts = np.unique(hashes[np.isin(hashes, hashes[1:][hashes[1:] == hashes[:-1]])], return_counts=True)
        self._ranked = ranked
        self._hashes: NDArray[np.uint64] = repeated
        self._starts = array("q", [0, *np.cumsum(np.minimum(counts, CROWD)).tolist()])
        self._filled = bytearray(len(repeated))
        self._places = array("l", bytes(self._starts[-1] * array("l").itemsize))

    def put(self, sketch: Sketch, place: int) -> int | None:
        """The place of the text that this one copies, the most similar first; where there is none, it is kept itself."""
        groups = self._groups(sketch)
        shared: Counter[int] = Counter()
        for group in groups:
            start = self._starts[group]
            shared.update(self._places[start : start + self._filled[group]])
        nearest = sorted(shared, key=lambda place: (-shared[place], place))[:CANDIDATES]
        scored = [(similarity(self._ranked.near(other), sketch), -other) for other in nearest]
        best = max(scored, default=(0.0, 0))
        if best[0] > 0:
            return -best[1]
        for group in groups:
            if self._filled[group] < CROWD:
                self._places[self._starts[group] + self._filled[group]] = place
                self._filled[group] += 1
        return None

    def _groups(self, sketch: Sketch) -> list[int]:
        """The numbers of the sketch's entries that other texts have too."""
        import numpy as np

        if not len(self._hashes):
            return []
        entries = _entries(sketch)
        at = np.minimum(np.searchsorted(self._hashes, entries), len(self._hashes) - 1)
        found: list[int] = at[self._hashes[at] == entries].tolist()
        return found


def _entries(sketch: Sketch) -> NDArray[np.uint64]:
    import numpy as np

    return sketch.hashes[: max(_LOWEST, int(sketch.hashes.searchsorted(np.uint64(_INDEXED))))]


def _packed(one: Sketch) -> bytes:
    return marshal.dumps((
        one.id, one.source, one.language, one.length, one.published, one.duplicates, one.hashes.tobytes(), one.bound,
        one.size, tuple(one.numbers), one.openings, one.beginning,
    ))


def _unpacked(data: bytes) -> Sketch:
    import numpy as np

    id_, source, language, length, published, duplicates, hashes, bound, size, numbers, openings, beginning = marshal.loads(data)
    return Sketch(
        id=id_, source=source, language=language, length=length, published=published, duplicates=duplicates,
        hashes=np.frombuffer(hashes, dtype=np.uint64), bound=bound, size=size, numbers=frozenset(numbers),
        openings=openings, beginning=beginning,
    )
