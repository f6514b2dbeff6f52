"""jieba's segmentation, word for word, at about ten times its speed.

The same blocks, dictionary, frequencies and unknown-word model. What differs is that a text is first cut wherever no
word of the dictionary can go on: such chunks, of two characters on average, don't depend on each other, and most have
been met before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import inf, log

import numpy as np
import numpy.typing as npt

from kg.models.dictionary import Codes, Dictionary, codes_of, jieba_dictionary
from kg.models.unknown import unknown

Ints = npt.NDArray[np.int64]

_HAN = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+")
"""What jieba's default mode segments; everything else is a word per character, but for line breaks of Windows."""
_ALNUM = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_KEPT = 100_000
"""Chunks and runs of unknown characters that are remembered, of each some 20 MB; then the memory starts anew."""
_TIE = 1e-8
"""Routes whose logarithms differ by less may be told apart only by how what follows them is rounded."""

_FIRM = 0.05
"""By how much, for each character, the likeliest route must be likelier than others to be so as well where the totals of
two dictionaries differ a little: as every word's logarithm then does by less than this."""

_APART, _SEGMENTED, _JOINED = range(3)


def _sorts() -> npt.NDArray[np.int8]:
    sorts = np.full(0x110000, _APART, dtype=np.int8)
    sorts[0x4E00:0x9FD6] = _SEGMENTED
    sorts[[ord(char) for char in "+#&._%-"]] = _SEGMENTED
    sorts[[ord(char) for char in _ALNUM]] = _JOINED
    return sorts


_SORTS = _sorts()


class Segmenter:
    """Cuts as jieba's ``tokenizer.cut(text, HMM=hmm)`` does with the same dictionary."""

    def __init__(self, dictionary: Dictionary, *, hmm: bool, like: Segmenter | None = None) -> None:
        """``like`` has the dictionary that this one was made of by `Dictionary.holding`: what it has cut needs no other
        walk where no word is another."""
        self._dictionary = dictionary
        self._hmm = hmm
        self._shift = log(dictionary.total)
        self._weights = _Weights(self._shift)
        self._letters = _Letters(dictionary.counts)
        self._chunks: dict[str, tuple[str, ...]] = {}
        self._firm: set[str] = set()
        self._like = like if like and abs(like._shift - self._shift) < _FIRM else None
        self._runs: dict[str, tuple[str, ...]] = {}

    def cut(self, text: str) -> list[str]:
        """The words of ``text``, which they tile."""
        codes = codes_of(text)
        sorts = _SORTS[codes]
        borders, reach = self._borders(codes, sorts)
        words: list[str] = []
        known = self._chunks.get
        at = 0
        long = np.flatnonzero(np.diff(borders) > 1)
        for start, end in zip(borders[long].tolist(), borders[long + 1].tolist(), strict=True):
            if at < start:
                words += text[at:start]  # its characters
            chunk, at = text[start:end], end
            found = known(chunk)
            if found is None:
                found = self._remember(chunk, reach[start:end].tolist())
            if found:
                words += found
                continue
            block = _HAN.match(text, start)
            assert block is not None
            words += self._words(block.group(), reach[start : block.end()].tolist(), end - start)[0]
        words += text[at:]
        return self._joined(text, sorts, words) if self._hmm else words

    def parts(self, name: str) -> list[str]:
        """As `cut`, for short texts."""
        return self._words(name, [len(name)] * len(name), len(name))[0] if _HAN.fullmatch(name) else self.cut(name)

    def _borders(self, codes: Codes, sorts: npt.NDArray[np.int8]) -> tuple[Ints, Ints]:
        """Borders of the chunks: of jieba's blocks, and where no word goes on. And for each character the length of the
        longest word that may begin there."""
        pairs, triples = self._dictionary.begun(codes)
        joined = sorts == _JOINED
        linked = pairs.copy()
        linked[:-1] |= triples
        linked[1:] |= triples
        linked &= (sorts[:-1] > _APART) & (sorts[1:] > _APART)
        linked |= joined[:-1] & joined[1:]
        linked |= (codes[:-1] == 13) & (codes[1:] == 10)
        places = np.arange(len(codes))
        reach = np.ones(len(codes), dtype=np.int64)
        reach[:-1] += pairs
        ends = np.where(triples, len(codes), places[: len(triples)])
        ends = np.minimum.accumulate(ends[::-1])[::-1]
        ends = np.minimum(ends, len(triples))
        reach[: len(triples)] = np.where(triples, ends - places[: len(triples)] + 2, reach[: len(triples)])
        return np.concatenate([[0], np.flatnonzero(~linked) + 1, [len(codes)]]), reach

    def _remember(self, chunk: str, reach: list[int]) -> tuple[str, ...]:
        """Its words; none where these depend on what follows it."""
        if len(self._chunks) >= _KEPT:
            self._chunks.clear()
            self._firm.clear()
        if self._like and chunk in self._like._firm and not self._changed(chunk):
            found = self._like._chunks[chunk]
        elif chunk == "\r\n":
            found = (chunk,)
        else:
            words, margin = self._words(chunk, reach, len(chunk))
            found = tuple(words) if margin > _TIE else ()
            if margin > _FIRM * len(chunk) and _ALNUM.isdisjoint(chunk):
                self._firm.add(chunk)
        self._chunks[chunk] = found
        return found

    def _changed(self, chunk: str) -> bool:
        """Whether it may hold a word that counts otherwise than in the other segmenter."""
        changed = self._dictionary.changed
        return any(chunk[at : at + 2] in changed for at in range(len(chunk) - 1))

    def _words(self, block: str, reach: list[int], length: int) -> tuple[list[str], float]:
        """The words of the likeliest route through the first ``length`` characters of ``block``, and by how much it is
        likelier, in logarithms, wherever another could be taken. Of routes that are equal the longer word's wins, as in
        jieba. No word is longer than ``reach`` says."""
        counts, weights, size = self._dictionary.counts.get, self._weights, len(block)
        best, ends, margin = [0.0] * (size + 1), [0] * size, inf
        for at in range(size - 1, -1, -1):
            count = self._letters[block[at]]
            top, end = best[at + 1] + (weights[count] if count else -self._shift), at + 1
            for to in range(at + 2, min(size, at + reach[at]) + 1):
                longer = counts(block[at:to])
                if longer:
                    chance = weights[longer] + best[to]
                    if count and -margin < chance - top < margin:
                        margin = abs(chance - top)
                    if not count or chance >= top:
                        top, end, count = chance, to, longer
            best[at], ends[at] = top, end
        words: list[str] = []
        at = run = 0
        while at < length:
            end = ends[at]
            if end > at + 1 or self._hmm or block[at] not in _ALNUM:
                if run < at:
                    words.append(block[run:at])
                words.append(block[at:end])
                run = end
            at = end
        if run < at:
            words.append(block[run:at])
        return words, margin

    def _joined(self, text: str, sorts: npt.NDArray[np.int8], words: list[str]) -> list[str]:
        """Runs of single characters cut anew by jieba's model for unknown words, where they are no word themselves."""
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        ends = np.cumsum(lengths)
        single = (lengths == 1) & (sorts[ends - 1] > _APART)
        borders = np.flatnonzero(np.diff(single, prepend=False, append=False))
        first, last = borders[::2], borders[1::2]
        long = last - first > 1
        found: list[str] = []
        at = 0
        for start, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
            found += words[at:start]
            found += self._unknown("".join(words[start:end]))
            at = end
        found += words[at:]
        return found

    def _unknown(self, run: str) -> tuple[str, ...] | str:
        if self._dictionary.counts.get(run):
            return run
        words = self._runs.get(run)
        if words is None:
            if len(self._runs) >= _KEPT:
                self._runs.clear()
            words = self._runs[run] = unknown().cut(run)
        return words


class _Weights(dict[int, float]):
    """The logarithms of counts, less ``shift``."""

    def __init__(self, shift: float) -> None:
        self._shift = shift

    def __missing__(self, count: int) -> float:
        found = self[count] = log(count) - self._shift
        return found


class _Letters(dict[str, int]):
    """How often words of one character occur. They are asked for most, and few: they stay in the processor's cache."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def __missing__(self, letter: str) -> int:
        found = self[letter] = self._counts.get(letter, 0)
        return found


@cache
def jieba_segmenter() -> Segmenter:
    """Cuts with jieba's own dictionary alone."""
    return Segmenter(jieba_dictionary(), hmm=False)
