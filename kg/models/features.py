"""What the shipped recognizers see of a text: tokens, and for each token a row of hashed features and vector rows.

Chinese tokens are characters (a word of the segmentation may straddle a name, a character can't); runs of Latin letters
and of digits are one token each. English and German tokens are words, with hyphens and possessives split off.
Every function here is pure; the same text always gives the same numbers, in training and at run time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from struct import pack
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined]

from kg.models.segmentation import Segmenter

Rows = npt.NDArray[np.uint64]
Offsets = list[tuple[int, int]]

LATIN_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|['’´`][sS]\b|[^\W_]+|[^\s]")
HAN_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+|[^\s]")
DIGITS = re.compile(r"\d")
LONGEST_SEQUENCE = 256
PARTS_KEPT = 100_000
"""Parts of Chinese rows that are remembered, of each kind: some 20 MB; then the memory starts anew."""
_COLUMNS = [2, 1, 0, 0, 3, 5, 6, 8, 4, 7]
"""Where each column of a Chinese row stands among the joined parts: the pair with the token before (2 numbers), the token
(3), its part of a word (3), its mark (1). Columns 2 and 3 need what stands behind, and are set apart."""


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
        self._segmenter: Segmenter | None = None
        self._singles: dict[str, bytes] = {}
        self._pairs: dict[tuple[str, str], bytes] = {}
        self._parts: dict[tuple[str, str], bytes] = {}
        self._marks: dict[str, bytes] = {}

    def tokens(self, text: str) -> Offsets:
        return [match.span() for match in HAN_TOKEN.finditer(text)]

    def rows(self, text: str, tokens: Offsets) -> Rows:
        """Parts of rows come again, so their bytes are kept, and joined here in the order that `_COLUMNS` undoes."""
        width = len(self.columns) + self.vector_columns
        if not tokens:
            return np.zeros((0, width), dtype=np.uint64)
        for kept in (self._singles, self._pairs, self._parts):
            if len(kept) > PARTS_KEPT:
                kept.clear()
        pairs, singles, parts, marks = self._pairs, self._singles, self._parts, self._marks
        names = [han_token(text[start:end]) for start, end in tokens]
        joined: list[bytes] = []
        around: list[int] = []
        before = "^"
        for name, after, part, mark in zip(
            names, [*names[1:], "$"], self._words(text, tokens), self._known(text, tokens), strict=True
        ):
            around.append(hash_string(f"{before}{name}{after}"))
            joined += (
                pairs.get((before, name)) or self._pair(before, name),
                singles.get(name) or self._single(name),
                parts.get(part) or self._part(*part),
                marks.get(mark) or self._mark(mark),
            )
            before = name
        rows = np.frombuffer(b"".join(joined), dtype=np.uint64).reshape(len(tokens), 9)[:, _COLUMNS[:width]]
        rows[:-1, 2] = rows[1:, 2]
        rows[-1, 2] = hash_string(f"{before}>$")
        rows[:, 3] = np.array(around, dtype=np.uint64)
        return rows

    def _pair(self, before: str, name: str) -> bytes:
        """Behind the token before, and before this one."""
        kept = self._pairs[before, name] = _bytes(hash_string(f"{before}>{name}"), hash_string(f"{before}<{name}"))
        return kept

    def _single(self, name: str) -> bytes:
        numbers = hash_string(name), hash_string(_class(name)), self.vocabulary.get("#" + name, 0)
        kept = self._singles[name] = _bytes(*numbers)
        return kept

    def _part(self, part: str, word: str) -> bytes:
        if self._tags is None:
            self._tags = _dictionary_tags()
        numbers = hash_string(f"{part}-{word}"), hash_string(f"{part}-{self._tags.get(word, 'x')}")
        kept = self._parts[part, word] = _bytes(*numbers, self.vocabulary.get(word, 0))
        return kept

    def _mark(self, mark: str) -> bytes:
        kept = self._marks[mark] = _bytes(hash_string(mark))
        return kept

    def _words(self, text: str, tokens: Offsets) -> Iterator[tuple[str, str]]:
        """For each token its part of the word (one of B, M, E, S) and the word."""
        if self._segmenter is None:
            self._segmenter = _segmenter()
        words = iter(self._segmenter.cut(text))
        first = last = 0
        word = ""
        for start, end in tokens:
            while last <= start:
                word = next(words)
                first, last = last, last + len(word)
            if start <= first:
                yield "S" if end >= last else "B", word
            else:
                yield "E" if end >= last else "M", word

    def _known(self, text: str, tokens: Offsets) -> list[str]:
        """For each token where it stands in the longest known name that covers it, or O."""
        marks = ["O"] * len(tokens)
        if not self.lexicon:
            return marks
        at: dict[int, int] = {}
        end = 0
        for position in range(len(text)):
            reach = self._reach.get(text[position : position + 2])
            if reach is None or position < end:
                continue
            for length in range(min(reach, len(text) - position), 1, -1):
                kind = self.lexicon.get(text[position : position + length])
                if kind is not None:
                    at = at or {start: i for i, (start, _) in enumerate(tokens)}
                    for offset in range(length):
                        part = "B" if offset == 0 else "E" if offset == length - 1 else "M"
                        if position + offset in at:
                            marks[at[position + offset]] = f"{part}-{kind}"
                    end = position + length
                    break
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


def _bytes(*numbers: int) -> bytes:
    return pack(f"={len(numbers)}Q", *numbers)


def _segmenter() -> Segmenter:
    import jieba

    return Segmenter(jieba.dt, hmm=False)


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
