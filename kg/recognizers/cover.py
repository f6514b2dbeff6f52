"""Which word of Chinese text stands at a position, and whether a name tears it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class Cover:
    """The (start, end) of the word at each position: ``cover[at]``. Few positions are asked for, so they are looked up."""

    def __init__(self, borders: Sequence[int]) -> None:
        """``borders`` as `kg.recognizers.segment.borders` gives them."""
        self._borders = borders

    def __getitem__(self, at: int) -> tuple[int, int]:
        number = bisect_right(self._borders, at)
        return self._borders[number - 1], self._borders[number]


def torn(start: int, end: int, covers: Cover) -> bool:
    """True where ``start..end`` goes over the border of a word that it doesn't hold whole, so that it is no name: 法国 in
    中法国际关系 (中 | 法 | 国际 | 关系); or lies inside one, 中国 in 发展中国家."""
    begins, ends = covers[start]
    if end <= ends:
        return begins < start and end < ends
    return begins < start or end < covers[end - 1][1]
