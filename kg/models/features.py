"""What the shipped recognizers see of a text: tokens, and for each token a row of hashed features and vector rows.

Chinese tokens are characters (a word of the segmentation may straddle a name, a character can't); runs of Latin letters
and of digits are one token each. English and German tokens are words, with hyphens and possessives split off.
The same text always gives the same numbers, in training and at run time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import ClassVar, Protocol

import numpy as np
import numpy.typing as npt

from kg.models.hashing import Hashes, hash_bytes, hash_strings
from kg.models.pairs import Pairs, codes_of
from kg.models.segmentation import segmentation

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


_SPACE, _SIGN, _LETTER, _DIGIT = range(4)


@cache
def _white() -> npt.NDArray[np.bool_]:
    """Of each code point whether it is white space."""
    white = np.zeros(0x110000, dtype=np.bool_)
    white[[code for code in range(0x3001) if chr(code).isspace()]] = True
    return white


@cache
def _sorts() -> npt.NDArray[np.int8]:
    """Of each code point what `HAN_TOKEN` takes it for: runs of letters and of digits are one token each."""
    sorts = np.full(0x110000, _SIGN, dtype=np.int8)
    sorts[_white()] = _SPACE
    sorts[[code for code in range(0x20000) if chr(code).isdecimal()]] = _DIGIT
    sorts[[*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *range(0xC0, 0x250)]] = _LETTER
    return sorts


class Features(Protocol):
    """How one language is cut into tokens and described."""

    columns: ClassVar[tuple[str, ...]]
    together: ClassVar[tuple[tuple[int, ...], ...]]
    """Groups of columns whose values come again together: those of a word."""
    vector_columns: int

    def places(self, text: str) -> Ints:
        """Half-open code point ranges of the tokens of a text (tokens x 2); none goes over a line."""

    def tokens(self, text: str) -> Offsets:
        """`places` as a list."""

    def rows(self, text: str, tokens: Offsets | Ints, unused: Collection[int] = ()) -> Rows:
        """``len(tokens) x (len(columns) + vector_columns)`` numbers; of the ``unused`` columns anything."""


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
        numbers = np.fromiter(map(self._numbers.get, strings, repeat(-1)), dtype=np.int64, count=len(strings))
        unmet = np.flatnonzero(numbers < 0).tolist()
        if unmet:
            new = sorted({strings[at] for at in unmet})
            count = len(self._numbers)
            while count + len(new) > len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._rows[count : count + len(new)] = self._make(new)
            self._numbers.update(zip(new, range(count, count + len(new)), strict=True))
            numbers[unmet] = [self._numbers[strings[at]] for at in unmet]
        return self._rows.take(numbers, axis=0)


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
        return [(start, end) for start, end in self.places(text).tolist()]

    def places(self, text: str) -> Ints:
        # all but white space is in a token, so their lengths tell where they are
        lengths = np.fromiter(map(len, LATIN_TOKEN.findall(text)), dtype=np.int64)
        filled = np.flatnonzero(~_white()[codes_of(text)])
        starts = filled[np.cumsum(lengths) - lengths]
        return np.stack([starts, starts + lengths], axis=1)

    def rows(self, text: str, tokens: Offsets | Ints, unused: Collection[int] = ()) -> Rows:
        return self._words.rows(_strings(text, np.asarray(tokens)))

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
    together: ClassVar[tuple[tuple[int, ...], ...]] = ((0, 4, 5, 6, 7, 8, 9),)

    def __init__(self, vocabulary: Mapping[str, int], lexicon: Mapping[str, str]) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.vector_columns = 2 if vocabulary else 0
        self._reach: dict[str, int] = {}
        for name in lexicon:
            self._reach[name[:2]] = max(len(name), self._reach.get(name[:2], 0))
        self._begun = Pairs(self._reach)
        self._characters = Characters(self._make_tokens)
        self._words = Remembered(3 * len(PARTS), self._make_words)
        self._tags: dict[str, int] = {}
        marks = ["O", *(f"{part}-{kind}" for part in "BME" for kind in set(lexicon.values()))]
        self._marks = dict(zip(marks, hash_strings(marks), strict=True))

    def tokens(self, text: str) -> Offsets:
        return [(start, end) for start, end in self.places(text).tolist()]

    def places(self, text: str) -> Ints:
        sorts = _sorts()[codes_of(text)]
        goes_on = (sorts[1:] == sorts[:-1]) & (sorts[1:] > _SIGN)
        filled = sorts > _SPACE
        begins, ends = filled.copy(), filled
        begins[1:] &= ~goes_on
        ends[:-1] &= ~goes_on
        return np.stack([np.flatnonzero(begins), np.flatnonzero(ends) + 1], axis=1)

    def rows(self, text: str, tokens: Offsets | Ints, unused: Collection[int] = ()) -> Rows:
        places = np.asarray(tokens)
        rows = np.zeros((len(places), len(self.columns) + self.vector_columns), dtype=np.uint64)
        if len(places):
            characters, words = self._characters.rows(text, places), self._word_rows(text, places)
            rows[:, 0], rows[:, 4] = characters[:, 0], characters[:, 1]
            wanted = [column for column in (1, 2, 3) if column not in unused]
            rows[:, wanted] = _neighbours(text, places, characters, wanted)
            rows[:, 5:7], rows[:, 7] = words[:, :2], self._known(text, places)
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
        tag = segmentation().tag
        parts = [(number, part) for number, word in enumerate(words) for part in _parts_of(word)]
        at = np.fromiter((number * len(PARTS) + PARTS.index(part) for number, part in parts), np.int64, len(parts))
        known = [tag(word) or "x" for word in words]
        tags = [f"{part}-{known[number]}" for number, part in parts]
        new = sorted(set(tags).difference(self._tags))
        self._tags.update(zip(new, hash_strings(new).tolist(), strict=True))
        rows = np.zeros((len(words) * len(PARTS), 3), dtype=np.uint64)
        rows[at, 0] = hash_strings([f"{part}-{words[number]}" for number, part in parts])
        rows[at, 1] = np.fromiter(map(self._tags.__getitem__, tags), np.uint64, len(tags))
        rows[:, 2] = np.repeat([self.vocabulary.get(word, 0) for word in words], len(PARTS))
        return rows.reshape(len(words), -1)

    def _word_rows(self, text: str, places: Ints) -> Rows:
        """For each token what `_make_words` makes for the word that it begins in and its part of that."""
        words = segmentation().cut(text)
        starts, ends = places.T
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        last = np.cumsum(lengths)
        number = np.repeat(np.arange(len(words)), lengths)[starts]
        begins, closes = starts <= (last - lengths)[number], ends >= last[number]
        part = np.where(begins, np.where(closes, 3, 0), np.where(closes, 2, 1))
        rows: Rows = self._words.rows(words).reshape(-1, 3)[number * len(PARTS) + part]
        return rows

    def _known(self, text: str, places: Ints) -> Hashes:
        """For each token the hash of where it stands in the longest known name that covers it, or of O."""
        marks = np.full(len(text), self._marks["O"], dtype=np.uint64)
        end = 0
        for position in np.flatnonzero(self._begun.among(codes_of(text))).tolist():
            reach = self._reach.get(text[position : position + 2])
            if reach is None or position < end:
                continue
            for length in range(min(reach, len(text) - position), 1, -1):
                kind = self.lexicon.get(text[position : position + length])
                if kind is not None:
                    end = position + length
                    marks[position:end] = self._marks[f"M-{kind}"]
                    marks[position], marks[end - 1] = self._marks[f"B-{kind}"], self._marks[f"E-{kind}"]
                    break
        return marks[places[:, 0]]


class Characters:
    """Rows of numbers for tokens of Chinese text, each made once: signs are remembered by their code points."""

    def __init__(self, make: Callable[[list[str]], Rows]) -> None:
        """``make`` gives the rows of tokens."""
        self._make = make
        self._numbers = np.full(0x110000, -1, dtype=np.int32)
        self._rows = make(["0"])
        self._numbers[ord("0")] = 0
        self._words = Remembered(self._rows.shape[1], make)

    def rows(self, text: str, places: Ints) -> Rows:
        """The rows of the tokens at ``places``."""
        starts, ends = places.T
        codes = codes_of(text)[starts]
        long = np.flatnonzero(ends - starts > 1)
        codes[long] = ord("0")  # what numbers are; words of letters follow
        numbers = self._numbers[codes]
        if (numbers < 0).any():
            new = np.unique(codes[numbers < 0])
            made = self._make(list(map(chr, new.tolist())))
            self._numbers[new] = np.arange(len(new)) + len(self._rows)
            self._rows = np.concatenate([self._rows, made])
            numbers = self._numbers[codes]
        rows: Rows = self._rows[numbers]
        words = _strings(text, places[long])
        lettered = [i for i, word in enumerate(words) if not word[0].isdecimal()]
        if lettered:
            rows[long[lettered]] = self._words.rows([words[i] for i in lettered])
        return rows


def _parts_of(word: str) -> str:
    """The parts that a token can be of a word: all, where Latin letters or digits make one token of several."""
    return "S" if len(word) == 1 else PARTS if word[0] < "\u4e00" or word[0] > "\u9fff" else "BE" if len(word) == 2 else "BME"


def _neighbours(text: str, places: Ints, characters: Rows, wanted: Sequence[int]) -> Rows:
    """Hashes of each token with the one before it in its line (``wanted``: 1), with the one after it (2), and with both
    (3). They are taken of the joined bytes, of all tokens at once, but for tokens of more than three bytes and their
    neighbours."""
    begins = line_starts(text, places)
    ends = np.append(begins[1:], True)
    before, here, after = (np.roll(characters[:, 3:5], by, axis=0).T for by in (1, 0, -1))
    before[:, begins], after[:, ends] = np.array([[ord("^")], [1]]), np.array([[ord("$")], [1]])
    links = np.array([[[ord("<")], [1]], [[ord(">")], [1]]], dtype=np.uint64)
    joined = ((before, links[0], here), (here, links[1], after), (before, here, after))
    rows = np.zeros((len(places), 3), dtype=np.uint64)
    for column in wanted:
        rows[:, column - 1] = _hash(*joined[column - 1])
    long = np.flatnonzero((before[1] == 0) | (here[1] == 0) | (after[1] == 0)).tolist()
    told: list[str] = []
    for i in long:
        left, name, right = (
            sign if apart else han_token(text[slice(*places[at])])
            for at, apart, sign in ((i - 1, begins[i], "^"), (i, False, ""), (i + 1, ends[i], "$"))
        )
        told += (f"{left}<{name}", f"{name}>{right}", f"{left}{name}{right}")
    rows[long] = hash_strings(told).reshape(-1, 3)
    return rows[:, [column - 1 for column in wanted]]


def _hash(*parts: Rows) -> Hashes:
    """The hashes of parts that are joined; each is given by its bytes as a number and their count. Nine bytes at most."""
    low = size = np.zeros(1, dtype=np.uint64)
    for numbers, sizes in parts:
        low, size = low | numbers << np.uint64(8) * size, size + sizes
    hashes = hash_bytes([low], size)
    nine = np.flatnonzero(size == 9)
    if len(nine):  # their last byte stands alone
        high = parts[-1][0, nine] >> np.uint64(16)
        hashes[nine] = hash_bytes([low[nine], high], size[nine])
    return hashes


def line_starts(text: str, places: Ints) -> npt.NDArray[np.bool_]:
    """For each token of a text whether it is the first of its line."""
    line = np.searchsorted(np.flatnonzero(codes_of(text) == ord("\n")), places[:, 0])
    return np.append(True, line[1:] != line[:-1])


def _strings(text: str, places: Ints) -> list[str]:
    return [text[start:end] for start, end in zip(*places.T.tolist(), strict=True)]


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
    places, rows, lengths = cut_lines(features, text)
    cuts = np.cumsum(lengths)[:-1]
    for part, own in zip(np.split(places, cuts), np.split(rows, cuts), strict=True):
        if len(part):
            yield [(start, end) for start, end in part.tolist()], own


def cut_lines(features: Features, text: str, unused: Collection[int] = ()) -> tuple[Ints, Rows, list[int]]:
    """The tokens of a text (tokens x 2), their rows, and how many each line has; lines are cut where they are very long."""
    places = features.places(text)
    rows = features.rows(text, places, unused)
    begins = np.flatnonzero(line_starts(text, places)) if len(places) else np.zeros(0, dtype=np.int64)
    lengths: list[int] = []
    for size in np.diff(begins, append=len(places)).tolist():
        full, rest = divmod(size, LONGEST_SEQUENCE)
        lengths += [LONGEST_SEQUENCE] * full + [rest] * (rest > 0)
    return places, rows, lengths
