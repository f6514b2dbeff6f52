"""Words of Chinese text by position."""

from __future__ import annotations

from kg.recognizers import segment
from kg.recognizers.cover import Cover, torn

TEXT = "发展中国家的代表在北京会谈。"


def test_each_position_has_its_word() -> None:
    words = segment.words(TEXT, tagged=False)
    assert "".join(TEXT[start:end] for start, end, _ in words) == TEXT
    cover = Cover(words)
    assert [cover[at] for at in range(len(TEXT))] == [(s, e) for s, e, _ in words for _ in range(s, e)]


def test_a_name_tears_the_words_that_it_does_not_hold_whole() -> None:
    cover = Cover([(0, 1, ""), (1, 3, ""), (3, 5, ""), (5, 9, "")])
    assert not torn(1, 3, cover) and not torn(1, 5, cover)
    assert torn(2, 4, cover) and torn(0, 2, cover) and torn(6, 8, cover)
    assert not torn(5, 7, cover)  # a beginning is torn only where the word is another one
