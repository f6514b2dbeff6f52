"""jieba's dictionary, read once and in a quarter of jieba's time, for segmentation, tags, and words of our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]

_BITS = 22


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


class Grams:
    """A set of runs of two or three characters that may hold some more, asked about all runs in a text at once."""

    def __init__(self, size: int, texts: Iterable[str], more: Grams | None = None) -> None:
        """The runs of ``size`` in these texts, none of which holds a line break, and those of another set."""
        self._size = size
        self._table: npt.NDArray[np.bool_] = more._table.copy() if more else np.zeros(1 << _BITS, dtype=bool)
        codes = codes_of("\n".join(texts))
        inside = ~np.logical_or.reduce([run == ord("\n") for run in self._runs(codes)])
        self._table[self._places(codes)[inside]] = True

    def among(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """For each character at which a run can begin, whether such a one may."""
        found: npt.NDArray[np.bool_] = self._table[self._places(codes)]
        return found

    def _runs(self, codes: Codes) -> list[Codes]:
        count = max(0, len(codes) - self._size + 1)
        return [codes[at : at + count] for at in range(self._size)]

    def _places(self, codes: Codes) -> Codes:
        runs = self._runs(codes)
        mixed = np.zeros_like(runs[0])
        for run in runs:
            mixed = (run + mixed) * np.uint32(0x9E3779B1)
            mixed ^= mixed >> np.uint32(15)
        places: Codes = mixed >> np.uint32(32 - _BITS)
        return places


class Dictionary:
    """Words with how often they occur (``counts``; none is 0), and their tags. ``total`` is what jieba takes for the sum
    of the counts; ``changed`` are the first two characters of each word whose count differs from that in the dictionary
    that this one was made of."""

    def __init__(
        self,
        counts: dict[str, int],
        tags: Mapping[str, str],
        total: int,
        new: Iterable[str],
        old: Dictionary | None = None,
    ) -> None:
        """``new`` are the words that ``old``, a dictionary of the other words, doesn't hold."""
        self.counts, self.tags, self.total = counts, tags, total
        self.changed: frozenset[str] = frozenset()
        new = list(new)
        self._pairs: Grams = Grams(2, (word for word in new if len(word) == 2), old._pairs if old else None)
        self._triples: Grams = Grams(3, (word for word in new if len(word) > 2), old._triples if old else None)

    def begun(self, codes: Codes) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """For each character but the last whether it and the next may be a word; for each but the last two whether some
        word may hold it and the next two."""
        return self._pairs.among(codes), self._triples.among(codes)

    def holding(self, names: Iterable[str]) -> Dictionary:
        """Another dictionary, with these words too, each as frequent as jieba's ``add_word`` makes it: just enough to be
        likelier than its parts. None may hold a line break."""
        from kg.models.segmentation import Segmenter

        names = list(names)
        more = Dictionary(dict(self.counts), self.tags, self.total, names, self)
        every = "\n".join(["", *self.counts])
        for at, name in enumerate(names):
            likely = 1.0
            for part in Segmenter(more, hmm=False).parts(name):
                count = more.counts.get(part)
                if count is None:  # jieba counts what only begins words as 0, and what is in none as 1
                    begins = f"\n{part}" in every or any(earlier.startswith(part) for earlier in names[:at])
                    count = 0 if begins else 1
                likely *= count / float(more.total)
            more.counts[name] = count = max(int(likely * more.total) + 1, more.counts.get(name, 1))
            more.total += count
        more.changed = frozenset(name[:2] for name in names)
        return more


def jieba_path(*names: str) -> Path:
    """A file of jieba's. jieba itself is left alone: importing it takes half a second, of which it needs none."""
    found = find_spec("jieba")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent.joinpath(*names)


@cache
def jieba_dictionary() -> Dictionary:
    """jieba's own dictionary file: words, counts, tags."""
    fields = jieba_path("dict.txt").read_text(encoding="utf-8").split()
    words, counts = fields[0::3], list(map(int, fields[1::3]))
    known = dict(zip(words, counts, strict=True))
    return Dictionary(known, dict(zip(words, fields[2::3], strict=True)), sum(counts), words)
