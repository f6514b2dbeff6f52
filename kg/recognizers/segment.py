"""jieba's segmentation of Simplified text; offsets are code points."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import Any

from kg import knowledge
from kg.models.segmentation import jieba_tagger, segmentation


@cache
def _tagger() -> Any:
    """jieba's, with kg's own names of places in its dictionary."""
    tagger = jieba_tagger()
    for fact in knowledge.facts().values():
        for name in fact.names if fact.type in ("country", "place") else ():
            if name.language == "zh-Hans" and 1 < len(name.text) <= 5 and not name.contextual:
                tagger.tokenizer.add_word(name.text, tag="ns")
    return tagger


def borders(text: str) -> list[int]:
    """Where the words of a text begin, and where the last one ends. What jieba's dictionary doesn't hold is cut into
    characters."""
    return [0, *accumulate(map(len, segmentation().cut(text)))]


def tagged(text: str) -> list[tuple[int, int, str]]:
    """(start, end, jieba tag) of every word; the words tile the text, and jieba's model guesses at unknown ones. It takes
    some forty times as long as `borders`, and is only needed where no trained pipeline runs.

    jieba marks 芬太尼 (a drug) as a person and splits 布林肯: its tags are evidence, not verdicts.
    """
    pairs = [(pair.word, pair.flag) for pair in _tagger().cut(text)]
    ends = list(accumulate(len(word) for word, _ in pairs))
    return list(zip([0, *ends][:-1], ends, (tag for _, tag in pairs), strict=True))


def in_dictionary(word: str) -> bool:
    """Whether jieba's dictionary holds the word (rather than its model for unknown words having made it up)."""
    return bool(dictionary_tag(word))


def dictionary_tag(word: str) -> str:
    """jieba's tag of a dictionary word that stands between two `borders`, empty for others."""
    return segmentation().tag(word)
