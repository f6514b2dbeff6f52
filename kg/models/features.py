"""What the shipped recognizers see of a text: tokens, and for each token a row of hashed features and vector rows.

Chinese tokens are characters (a word of the segmentation may straddle a name, a character can't); runs of Latin letters
and of digits are one token each. English and German tokens are words, with hyphens and possessives split off.
Every function here is pure; the same text always gives the same numbers, in training and at run time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined]

Rows = npt.NDArray[np.uint64]
Offsets = list[tuple[int, int]]

LATIN_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|['’´`][sS]\b|[^\W_]+|[^\s]")
HAN_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+|[^\s]")
DIGITS = re.compile(r"\d")
LONGEST_SEQUENCE = 256


class Features(Protocol):
    """How one language is cut into tokens and described."""

    columns: ClassVar[tuple[str, ...]]
    vector_columns: int

    def tokens(self, text: str) -> Offsets:
        """Half-open code point ranges of the tokens of one line."""

    def rows(self, text: str, tokens: Offsets) -> Rows:
        """``len(tokens) x (len(columns) + vector_columns)`` numbers."""


class LatinFeatures:
    """English and German: the word, its ends, its shape, what the name list says, its vector."""

    columns: ClassVar[tuple[str, ...]] = ("word", "prefix", "suffix", "ending", "shape", "known")

    def __init__(self, vocabulary: Mapping[str, int], lexicon: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.vector_columns = 1 if vocabulary else 0
        self._cache: dict[str, tuple[int, ...]] = {}

    def tokens(self, text: str) -> Offsets:
        return [match.span() for match in LATIN_TOKEN.finditer(text)]

    def rows(self, text: str, tokens: Offsets) -> Rows:
        if len(self._cache) > 500_000:
            self._cache.clear()
        cache, found = self._cache, []
        for start, end in tokens:
            word = text[start:end]
            row = cache.get(word)
            if row is None:
                row = cache[word] = self._row(word)
            found.append(row)
        return np.array(found, dtype=np.uint64).reshape(len(tokens), len(self.columns) + self.vector_columns)

    def _row(self, word: str) -> tuple[int, ...]:
        plain = DIGITS.sub("0", word.lower())
        values = (plain, plain[:3], plain[-3:], plain[-5:], shape(word), "known" + self.lexicon.get(plain, ""))
        hashed = tuple(hash_string(value) if value else 0 for value in values)
        return (*hashed, self.vocabulary.get(plain, 0)) if self.vector_columns else hashed


class HanFeatures:
    """Chinese in Simplified characters: the character, its neighbours, the word around it as jieba cuts it.

    The segmentation is jieba's global one without its hidden Markov model: words that a program adds to it show here.
    """

    columns: ClassVar[tuple[str, ...]] = ("character", "before", "after", "around", "class", "word", "tag", "known")

    def __init__(self, vocabulary: Mapping[str, int], lexicon: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.vector_columns = 2 if vocabulary else 0
        self._reach: dict[str, int] = {}
        for name in lexicon:
            self._reach[name[:2]] = max(len(name), self._reach.get(name[:2], 0))
        self._tags: Mapping[str, str] | None = None

    def tokens(self, text: str) -> Offsets:
        return [match.span() for match in HAN_TOKEN.finditer(text)]

    def rows(self, text: str, tokens: Offsets) -> Rows:
        names = [han_token(text[start:end]) for start, end in tokens]
        words = list(self._words(text, tokens))
        marks = self._known(text, tokens)
        found = []
        before = "^"
        for i, name in enumerate(names):
            after = names[i + 1] if i + 1 < len(names) else "$"
            word, tag = words[i]
            values = (
                name,
                f"{before}<{name}",
                f"{name}>{after}",
                f"{before}{name}{after}",
                _class(name),
                word,
                tag,
                marks[i],
            )
            row = [hash_string(value) for value in values]
            if self.vector_columns:
                row += [self.vocabulary.get("#" + name, 0), self.vocabulary.get(word[2:], 0)]
            found.append(row)
            before = name
        return np.array(found, dtype=np.uint64).reshape(len(tokens), len(self.columns) + self.vector_columns)

    def _words(self, text: str, tokens: Offsets) -> Iterator[tuple[str, str]]:
        """For each token its part of the word (one of B, M, E, S) with the word, and with the word's tag."""
        import jieba

        if self._tags is None:
            self._tags = _dictionary_tags()
        edges: list[tuple[int, int, str]] = []
        position = 0
        for word in jieba.cut(text, HMM=False):
            edges.append((position, position + len(word), word))
            position += len(word)
        at = 0
        for start, end in tokens:
            while edges[at][1] <= start:
                at += 1
            first, last, word = edges[at]
            part = "BMES"[(3 if end >= last else 0) if start <= first else (2 if end >= last else 1)]
            yield f"{part}-{word}", f"{part}-{self._tags.get(word, 'x')}"

    def _known(self, text: str, tokens: Offsets) -> list[str]:
        """For each token where it stands in the longest known name that covers it, or O."""
        marks = ["O"] * len(tokens)
        if not self.lexicon:
            return marks
        at = {start: i for i, (start, _) in enumerate(tokens)}
        position = 0
        while position < len(text):
            reach = self._reach.get(text[position : position + 2], 0)
            for length in range(min(reach, len(text) - position), 1, -1):
                kind = self.lexicon.get(text[position : position + length])
                if kind is not None:
                    for offset in range(length):
                        part = "B" if offset == 0 else "E" if offset == length - 1 else "M"
                        if position + offset in at:
                            marks[at[position + offset]] = f"{part}-{kind}"
                    position += length - 1
                    break
            position += 1
        return marks


def shape(word: str) -> str:
    """Capitals as X, small letters as x, digits as d, runs longer than three cut."""
    out: list[str] = []
    for letter in word:
        sign = "d" if letter.isdigit() else "X" if letter.isupper() else "x" if letter.isalpha() else letter
        if out[-3:] != [sign] * 3:
            out.append(sign)
    return "".join(out)


def han_token(token: str) -> str:
    """What a Chinese token counts as: all numbers are one, Latin letters small."""
    return "0" if token[0].isdigit() else token.lower()


def _class(token: str) -> str:
    first = token[0]
    if "\u4e00" <= first <= "\u9fff":
        return "han"
    return "digit" if first.isdigit() else "latin" if first.isalpha() else token


def _dictionary_tags() -> Mapping[str, str]:
    import jieba.posseg

    jieba.posseg.initialize()
    tags: Mapping[str, str] = jieba.posseg.dt.word_tag_tab
    return tags


FEATURES: dict[str, Callable[[Mapping[str, int], Mapping[str, str]], Features]] = {
    "en": LatinFeatures,
    "de": LatinFeatures,
    "zh": HanFeatures,
}


def sequences(features: Features, text: str) -> Iterator[tuple[Offsets, Rows]]:
    """The lines of a text, cut where they are very long: token ranges in ``text``, and their rows."""
    position = 0
    for line in text.split("\n"):
        tokens = features.tokens(line)
        if tokens:
            rows = features.rows(line, tokens)
            moved = [(start + position, end + position) for start, end in tokens]
            for cut in range(0, len(tokens), LONGEST_SEQUENCE):
                yield moved[cut : cut + LONGEST_SEQUENCE], rows[cut : cut + LONGEST_SEQUENCE]
        position += len(line) + 1


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Numbers of sequences of similar length, at most ``tokens`` tokens with padding in one batch (or one sequence)."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    batch: list[int] = []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
