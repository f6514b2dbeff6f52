"""Which word of Chinese text stands at a position, and whether a name tears it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


class Cover:
    """The (start, end) of the word at each position: ``cover[at]``. Few positions are asked for, so they are looked up."""

    def __init__(self, words: Sequence[tuple[int, int, str]]) -> None:
        """``words`` as `kg.recognizers.segment.words` gives them: they tile the text."""
        self._words = words

    def __getitem__(self, at: int) -> tuple[int, int]:
        start, end, _ = self._words[bisect_left(self._words, (at + 1,)) - 1]
        return start, end


def torn(start: int, end: int, covers: Cover) -> bool:
    """True where ``start..end`` goes over the border of a word that it doesn't hold whole, so that it is no name: 法国 in
    中法国际关系 (中 | 法 | 国际 | 关系); or lies inside one, 中国 in 发展中国家."""
    first, last = covers[start], covers[end - 1]
    return first[0] < start and end < last[1] if first == last else first[0] < start or end < last[1]
