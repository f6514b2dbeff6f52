"""jieba's segmentation of Simplified text, with kg's own names added to its dictionary; offsets are code points."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from kg import knowledge
from kg.models.dictionary import Dictionary, jieba_dictionary
from kg.models.segmentation import Segmenter


@cache
def _dictionary() -> Dictionary:
    return jieba_dictionary().holding(_places())


def _places() -> list[str]:
    facts = (fact for fact in knowledge.facts().values() if fact.type in ("country", "place"))
    return [
        name.text
        for fact in facts
        for name in fact.names
        if name.language == "zh-Hans" and 1 < len(name.text) <= 5 and not name.contextual
    ]


@cache
def _tagger() -> Any:
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    words.tmp_dir = None
    words.initialize()
    for name in _places():
        words.add_word(name, tag="ns")
    return jieba.posseg.POSTokenizer(words)


@cache
def _segmenter() -> Segmenter:
    return Segmenter(_dictionary(), hmm=True)


def words(text: str, *, tagged: bool) -> list[tuple[int, int, str]]:
    """(start, end, jieba tag) of every word; the words tile the text. Without ``tagged`` the tags are empty, and it is
    ten times faster: tags are only needed where no trained pipeline runs.

    jieba marks 芬太尼 (a drug) as a person and splits 布林肯: its tags are evidence, not verdicts.
    """
    pairs = ((p.word, p.flag) for p in _tagger().cut(text)) if tagged else ((w, "") for w in _segmenter().cut(text))
    found, at = [], 0
    for word, tag in pairs:
        found.append((at, at + len(word), tag))
        at += len(word)
    return found


def in_dictionary(word: str) -> bool:
    """Whether jieba's dictionary holds the word (rather than its model for unknown words having made it up)."""
    return word in _dictionary().counts


def dictionary_tag(word: str) -> str:
    """jieba's tag of a dictionary word, empty for others."""
    return _dictionary().tags.get(word, "")


def torn(start: int, end: int, covers: list[tuple[int, int]]) -> bool:
    """True where ``start..end`` goes over the border of a word that it doesn't hold whole, so that it is no name: 法国 in
    中法国际关系 (中 | 法 | 国际 | 关系); or lies inside one, 中国 in 发展中国家. ``covers[i]`` is the word at position i."""
    first, last = covers[start], covers[end - 1]
    return first[0] < start and end < last[1] if first == last else first[0] < start or end < last[1]


def cover(found: list[tuple[int, int, str]], length: int) -> list[tuple[int, int]]:
    """For each of ``length`` positions the (start, end) of its word."""
    covers = [(0, 0)] * length
    for start, end, _ in found:
        covers[start:end] = [(start, end)] * (end - start)
    return covers
