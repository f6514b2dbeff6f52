"""What the shipped recognizers see of a text: tokens, and for each token a row of hashed features and vector rows.

Chinese tokens are characters (a word of the segmentation may straddle a name, a character can't); runs of Latin letters
and of digits are one token each. English and German tokens are words, with hyphens and possessives split off.
The same text always gives the same numbers, in training and at run time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from kg.models.dictionary import Grams, codes_of, jieba_dictionary
from kg.models.hashing import Hashes, hash_bytes, hash_strings
from kg.models.segmentation import Segmenter

Rows = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
Offsets = list[tuple[int, int]]

LATIN_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|['’´`][sS]\b|[^\W_]+|[^\s]")
HAN_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+|[^\s]")
DIGITS = re.compile(r"\d")
LONGEST_SEQUENCE = 256
PARTS = "BMES"
"""Of a word: its beginning, middle and end, and the whole of it."""
WORDS_KEPT = 100_000
"""Words whose numbers are remembered, some 20 MB; then the memory starts anew."""


class Features(Protocol):
    """How one language is cut into tokens and described."""

    columns: ClassVar[tuple[str, ...]]
    together: ClassVar[tuple[tuple[int, ...], ...]]
    """Groups of columns whose values come again together: those of a word."""
    vector_columns: int

    def tokens(self, text: str) -> Offsets:
        """Half-open code point ranges of the tokens of a text; none goes over a line."""

    def rows(self, text: str, tokens: Offsets) -> Rows:
        """``len(tokens) x (len(columns) + vector_columns)`` numbers."""


class Remembered:
    """Rows of numbers for strings, each made once."""

    def __init__(self, width: int, make: Callable[[list[str]], Rows]) -> None:
        """``make`` gives the rows (strings x ``width``) of strings."""
        self._make = make
        self._numbers: dict[str, int] = {}
        self._rows = np.zeros((1024, width), dtype=np.uint64)

    def rows(self, strings: Sequence[str]) -> Rows:
        """The rows of ``strings``."""
        if len(self._numbers) > WORDS_KEPT:
            self._numbers.clear()
        new = sorted(set(strings).difference(self._numbers))
        if new:
            count = len(self._numbers)
            while count + len(new) > len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._rows[count : count + len(new)] = self._make(new)
            self._numbers.update(zip(new, range(count, count + len(new)), strict=True))
        numbers = np.fromiter(map(self._numbers.__getitem__, strings), dtype=np.int64, count=len(strings))
        return self._rows[numbers]


class LatinFeatures:
    """English and German: the word, its ends, its shape, what the name list says, its vector."""

    columns: ClassVar[tuple[str, ...]] = ("word", "prefix", "suffix", "ending", "shape", "known")
    together: ClassVar[tuple[tuple[int, ...], ...]] = ((0, 1, 2, 3, 4, 5, 6),)

    def __init__(self, vocabulary: Mapping[str, int], lexicon: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.vector_columns = 1 if vocabulary else 0
        self._words = Remembered(len(self.columns) + self.vector_columns, self._make)

    def tokens(self, text: str) -> Offsets:
        return [match.span() for match in LATIN_TOKEN.finditer(text)]

    def rows(self, text: str, tokens: Offsets) -> Rows:
        return self._words.rows([text[start:end] for start, end in tokens])

    def _make(self, words: list[str]) -> Rows:
        plain = [DIGITS.sub("0", word.lower()) for word in words]
        columns = (
            plain,
            [word[:3] for word in plain],
            [word[-3:] for word in plain],
            [word[-5:] for word in plain],
            [shape(word) for word in words],
            ["known" + self.lexicon.get(word, "") for word in plain],
        )
        rows = [hash_strings(column) for column in columns]
        if self.vector_columns:
            rows.append(np.array([self.vocabulary.get(word, 0) for word in plain], dtype=np.uint64))
        return np.stack(rows, axis=1)


class HanFeatures:
    """Chinese in Simplified characters: the character, its neighbours, the word around it as jieba cuts it with its own
    dictionary and without its hidden Markov model."""

    columns: ClassVar[tuple[str, ...]] = ("character", "before", "after", "around", "class", "word", "tag", "known")
    together: ClassVar[tuple[tuple[int, ...], ...]] = ((0, 4, 8), (5, 6, 7, 9))

    def __init__(self, vocabulary: Mapping[str, int], lexicon: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.vector_columns = 2 if vocabulary else 0
        self._reach: dict[str, int] = {}
        for name in lexicon:
            self._reach[name[:2]] = max(len(name), self._reach.get(name[:2], 0))
        self._begun = Grams(2, self._reach)
        self._segmenter: Segmenter | None = None
        self._tokens = Remembered(5, self._make_tokens)
        self._words = Remembered(3 * len(PARTS), self._make_words)
        self._marks = Remembered(1, lambda marks: hash_strings(marks)[:, None])

    def tokens(self, text: str) -> Offsets:
        return [match.span() for match in HAN_TOKEN.finditer(text)]

    def rows(self, text: str, tokens: Offsets) -> Rows:
        rows = np.zeros((len(tokens), len(self.columns) + self.vector_columns), dtype=np.uint64)
        if tokens:
            names = [text[start:end] for start, end in tokens]
            characters, words = self._tokens.rows(names), self._word_rows(text, tokens)
            rows[:, [0, 4]], rows[:, 1:4] = characters[:, :2], _neighbours(names, characters, line_starts(text, tokens))
            rows[:, 5:7], rows[:, 7] = words[:, :2], self._known(text, tokens)
            if self.vector_columns:
                rows[:, 8], rows[:, 9] = characters[:, 2], words[:, 2]
        return rows

    def _make_tokens(self, tokens: list[str]) -> Rows:
        """Hashes of the token and of its class, its vector's row, and its bytes as a number and their count, or 0 and 0
        where there are more than three."""
        names = [han_token(token) for token in tokens]
        codes = [name.encode() for name in names]
        short = [(int.from_bytes(code, "little"), len(code)) if len(code) < 4 else (0, 0) for code in codes]
        vectors = [self.vocabulary.get("#" + name, 0) for name in names]
        hashes = hash_strings(names), hash_strings([_class(name) for name in names])
        return np.array([*hashes, vectors, *zip(*short, strict=True)], dtype=np.uint64).T

    def _make_words(self, words: list[str]) -> Rows:
        """For each part of each word the hashes of the part with the word and with its tag, and the row of the vector."""
        tags = jieba_dictionary().tags
        rows = np.zeros((len(words), len(PARTS), 3), dtype=np.uint64)
        for i, part in enumerate(PARTS):
            at = [n for n, word in enumerate(words) if part in _parts_of(word)]
            rows[at, i, 0] = hash_strings([f"{part}-{words[n]}" for n in at])
            rows[at, i, 1] = hash_strings([f"{part}-{tags.get(words[n], 'x')}" for n in at])
        rows[:, :, 2] = np.array([self.vocabulary.get(word, 0) for word in words], dtype=np.uint64)[:, None]
        return rows.reshape(len(words), -1)

    def _word_rows(self, text: str, tokens: Offsets) -> Rows:
        """For each token what `_make_words` makes for the word that it begins in and its part of that."""
        if self._segmenter is None:
            self._segmenter = Segmenter(jieba_dictionary(), hmm=False)
        words = self._segmenter.cut(text)
        starts, ends = np.array(tokens).T
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        last = np.cumsum(lengths)
        number = np.searchsorted(last, starts, side="right")
        begins, closes = starts <= (last - lengths)[number], ends >= last[number]
        part = np.where(begins, np.where(closes, 3, 0), np.where(closes, 2, 1))
        rows: Rows = self._words.rows(words).reshape(-1, len(PARTS), 3)[number, part]
        return rows

    def _known(self, text: str, tokens: Offsets) -> Hashes:
        """For each token the hash of where it stands in the longest known name that covers it, or of O."""
        marks = ["O"] * len(tokens)
        at: dict[int, int] = {}
        end = 0
        for position in np.flatnonzero(self._begun.among(codes_of(text))).tolist():
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
        return self._marks.rows(marks)[:, 0]


def _parts_of(word: str) -> str:
    """The parts that a token can be of a word: all, where Latin letters or digits make one token of several."""
    return "S" if len(word) == 1 else PARTS if word[0] < "\u4e00" or word[0] > "\u9fff" else "BE" if len(word) == 2 else "BME"


def _neighbours(names: Sequence[str], characters: Rows, begins: npt.NDArray[np.bool_]) -> Rows:
    """Hashes of each token with the one before it in its line, with the one after it, and with both. They are taken of
    the joined bytes, of all tokens at once, but for tokens of more than three bytes and their neighbours."""
    ends = np.append(begins[1:], True)
    before, here, after = (np.roll(characters[:, 3:5], by, axis=0) for by in (1, 0, -1))
    before[begins], after[ends] = (ord("^"), 1), (ord("$"), 1)
    links = np.array([[ord("<"), 1], [ord(">"), 1]], dtype=np.uint64)
    rows = np.stack([_hash(before, links[:1], here), _hash(here, links[1:], after), _hash(before, here, after)], axis=1)
    long = np.flatnonzero((before[:, 1] == 0) | (here[:, 1] == 0) | (after[:, 1] == 0)).tolist()
    told: list[str] = []
    for i in long:
        name = han_token(names[i])
        left = "^" if begins[i] else han_token(names[i - 1])
        right = "$" if ends[i] else han_token(names[i + 1])
        told += (f"{left}<{name}", f"{name}>{right}", f"{left}{name}{right}")
    rows[long] = hash_strings(told).reshape(-1, 3)
    return rows


def _hash(*parts: Rows) -> Hashes:
    """The hashes of parts that are joined; each is given by its bytes as a number and their count. Nine bytes at most."""
    low = size = np.zeros(1, dtype=np.uint64)
    for part in parts:
        low, size = low | part[:, 0] << np.uint64(8) * size, size + part[:, 1]
    high = parts[-1][:, 0] >> np.uint64(16)  # of nine bytes the last one
    return np.where(size == 9, hash_bytes([low, high], size), hash_bytes([low], size))


def line_starts(text: str, tokens: Offsets) -> npt.NDArray[np.bool_]:
    """For each token of a text whether it is the first of its line."""
    line = np.searchsorted(np.flatnonzero(codes_of(text) == ord("\n")), [start for start, _ in tokens])
    return np.append(True, line[1:] != line[:-1])


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


FEATURES: dict[str, Callable[[Mapping[str, int], Mapping[str, str]], Features]] = {
    "en": LatinFeatures,
    "de": LatinFeatures,
    "zh": HanFeatures,
}


def sequences(features: Features, text: str) -> Iterator[tuple[Offsets, Rows]]:
    """The lines of a text, cut where they are very long: token ranges in ``text``, and their rows."""
    tokens = features.tokens(text)
    if not tokens:
        return
    rows = features.rows(text, tokens)
    begins = np.flatnonzero(line_starts(text, tokens)).tolist()
    for begin, end in pairwise([*begins, len(tokens)]):
        for cut in range(begin, end, LONGEST_SEQUENCE):
            last = min(cut + LONGEST_SEQUENCE, end)
            yield tokens[cut:last], rows[cut:last]


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
