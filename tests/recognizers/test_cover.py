"""Words of Chinese text by position."""

from __future__ import annotations

from itertools import pairwise

from kg.recognizers import segment
from kg.recognizers.cover import Cover, torn

TEXT = "发展中国家的代表在北京会谈。"


def test_each_position_has_its_word() -> None:
    borders = segment.borders(TEXT)
    assert borders == [0, 5, 6, 8, 9, 11, 13, 14]
    cover = Cover(borders)
    assert [cover[at] for at in range(len(TEXT))] == [(s, e) for s, e in pairwise(borders) for _ in range(s, e)]


def test_a_name_tears_the_words_that_it_does_not_hold_whole() -> None:
    cover = Cover([0, 1, 3, 5, 9])
    assert not torn(1, 3, cover) and not torn(1, 5, cover)
    assert torn(2, 4, cover) and torn(0, 2, cover) and torn(6, 8, cover)
    assert not torn(5, 7, cover)  # a beginning is torn only where the word is another one


def test_a_stretch_is_torn_where_a_word_at_either_end_goes_on() -> None:
    cover = Cover([0, 1, 4, 5, 9])
    for start in range(9):
        for end in range(start + 1, 10):
            first, last = cover[start], cover[end - 1]
            inside = first == last and first[0] < start and end < last[1]
            assert torn(start, end, cover) == (inside or (first != last and (first[0] < start or end < last[1])))
