"""How alike two texts are: sketches of them, a small part of each, and when two sketches are of copies.

Texts are compared by the character sequences that they share (shingles), after conversion to Simplified Chinese and
without punctuation, so that Simplified and Traditional editions of one text are copies. Of the hashes of all
shingles only those below a bound are kept (the longer the text, the fewer): a fair sample, in which the share of
common hashes is the share of common text. Two texts are copies where

- nearly all sequences are in both (`SAME`), or
- they open alike, and most sequences are in both (`LIKELY`) or nearly all of the shorter one is in the longer one
  (`CONTAINED`), which is at most `LONGER` times as long: an update, or a copy that was cut short,

and the numbers in both agree (`NUMBERS`): market reports and daily case counts repeat their wording and differ in
numbers. Texts that share only a background passage or an embedded gallery open differently, and stay apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.languages.codes import PLANE, code_points, text_of
from kg.model import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME = 0.8
"""Jaccard similarity of shingles from which on two texts are copies, whatever they open with. Two reports by different
writers about one event stay below 0.3, follow-ups of one desk that repeat their background below 0.8."""

LIKELY = 0.7
CONTAINED = 0.92
LONGER = 3.0
OPENING = 24
"""Letters of a paragraph that must stand near the beginning of the other text for both to open alike."""

NEAR_BEGINNING = 250
NUMBERS = 0.6
"""Share of numbers that must be common, where the texts give any."""

_WIDTH = {"zh": 6}
_LATIN_WIDTH = 18
_UNWORDED = re.compile(r"[\W_]+")
_DATELINE = re.compile(
    r"^\s*[（(\[【][^（）()\[\]【】]{1,40}[）)\]】]|^[A-Z][A-Za-z ,./]{2,40}(?:\([A-Za-z ]{2,20}\))?\s+[—–-]{1,2}\s"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ALL = 2**64 - 1
_BASE = 0x9E3779B97F4A7C15
_PLACES = 1 << 16
"""Codes of a text that are hashed at once."""
_BEGUN = 200
"""Code points in which a paragraph's opening is looked for first; a dateline has less than half of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is needed of a document to find its copies; a small part of it.

    ``hashes``: of shingles, sorted, unique, all below ``bound``; ``size``: length of the text they stand for;
    ``openings``: the first letters of its first paragraphs; ``beginning``: where to look for those of others.
    """

    id: str
    source: str
    language: str
    length: int
    published: str | None
    duplicates: tuple[str, ...]
    hashes: NDArray[np.uint64]
    bound: int
    size: int
    numbers: frozenset[str]
    openings: tuple[str, ...]
    beginning: str

    @property
    def rank(self) -> tuple[int, str, str, str]:
        """Of copies the first stays: the longest, then the one published first, then the smallest source."""
        return (-self.length, self.published or "9999", self.source, self.id)


def sketch(document: Document) -> Sketch:
    """The sketch of a document."""
    import numpy as np

    text = _worded(document.analysed).casefold()
    width = _WIDTH.get(document.language, _LATIN_WIDTH)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < width:
        codes = np.concatenate([codes, np.zeros(width - len(codes), dtype=np.uint64)])
    hashes = _rolled(codes, width)
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(29)
    bound = _ALL if len(hashes) < 512 else _ALL // 8
    return Sketch(
        id=document.id, source=document.source, language=document.language, length=len(document.text),
        published=document.published, duplicates=document.duplicates,
        hashes=_ascending(hashes[hashes <= np.uint64(bound)]), bound=bound, size=len(text),
        numbers=frozenset(_NUMBER.findall(document.analysed)), openings=_openings(document),
        beginning=text[:NEAR_BEGINNING],
    )


def _worded(text: str) -> str:
    """``text`` without what is no letter or digit: sooner than `_UNWORDED`, which asks about every sign by itself."""
    codes = code_points(text)
    return _UNWORDED.sub("", text) if codes is None else text_of(codes[_words()[codes]])


@cache
def _words() -> NDArray[np.bool_]:
    """Of each code point below `PLANE`, whether it is a letter or a digit."""
    import numpy as np

    found = np.ones(PLANE, dtype=bool)
    for gap in _UNWORDED.finditer(text_of(np.arange(PLANE, dtype=np.uint32))):
        found[gap.start() : gap.end()] = False
    return found


def _rolled(codes: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Of each run of ``width`` codes the number that their digits are in the system with base `_BASE`, modulo 2**64.

    They are differences of sums: with each code divided by the power of its place, any stretch of the sums is a run, but
    for one power. Long texts piece by piece: so many powers are kept.
    """
    import numpy as np

    powers, inverse = _powers()
    found = []
    for start in range(0, len(codes) - width + 1, _PLACES - width + 1):
        piece = codes[start : start + _PLACES]
        sums = np.zeros(len(piece) + 1, dtype=np.uint64)
        np.cumsum(piece * inverse[: len(piece)], out=sums[1:])
        found.append((sums[width:] - sums[:-width]) * powers[width - 1 : len(piece)])
    return np.concatenate(found)


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Powers of `_BASE` and of its inverse modulo 2**64, from the power 0 on."""
    import numpy as np

    found = np.full((2, _PLACES), [[_BASE], [pow(_BASE, -1, 2**64)]], dtype=np.uint64)
    found[:, 0] = 1
    found = found.cumprod(axis=1)
    return found[0], found[1]


def _ascending(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each once, sorted, as `numpy.unique` gives them: it takes twice as long."""
    import numpy as np

    hashes.sort()
    first = np.ones(len(hashes), dtype=bool)
    first[1:] = hashes[1:] != hashes[:-1]
    return hashes[first]


def _openings(document: Document) -> tuple[str, ...]:
    """The first letters of the title and of the first three paragraphs, datelines in brackets left out."""
    paragraphs = [line for line in document.analysed[:3_000].split("\n") if line][:4]
    letters = map(_letters, paragraphs)
    return tuple(opening[:OPENING] for opening in letters if len(opening) >= OPENING // 2)


def _letters(paragraph: str) -> str:
    """The first letters of a paragraph, more than an opening has where it has so many; without its dateline."""
    begun = paragraph[:_BEGUN] if not paragraph[0].isspace() else paragraph
    rest = _DATELINE.sub("", begun)
    for text in (rest[: 2 * OPENING], rest):
        letters = _UNWORDED.sub("", text).casefold()
        if len(letters) >= OPENING:
            return letters
    return _UNWORDED.sub("", _DATELINE.sub("", paragraph)).casefold()


def _open_alike(first: Sketch, second: Sketch) -> bool:
    return any(opening in second.beginning for opening in first.openings) or any(
        opening in first.beginning for opening in second.openings
    )


def similarity(longer: Sketch, shorter: Sketch) -> float:
    """Jaccard similarity of two sketches where they are copies, else 0."""
    import numpy as np

    bound = np.uint64(min(longer.bound, shorter.bound))
    first, second = (sketch.hashes[: sketch.hashes.searchsorted(bound, "right")] for sketch in (longer, shorter))
    if not len(first):
        return 0.0
    common = np.count_nonzero(first.take(first.searchsorted(second), mode="clip") == second)
    if not common:
        return 0.0
    jaccard = common / (len(first) + len(second) - common)
    contained = common / min(len(first), len(second))
    cut_short = contained >= CONTAINED and max(longer.size, shorter.size) <= LONGER * min(longer.size, shorter.size)
    if jaccard < SAME and not ((jaccard >= LIKELY or cut_short) and _open_alike(longer, shorter)):
        return 0.0
    numbers = shorter.numbers | longer.numbers if jaccard >= LIKELY else shorter.numbers
    agree = not numbers or len(shorter.numbers & longer.numbers) >= NUMBERS * len(numbers)
    return jaccard if agree else 0.0
