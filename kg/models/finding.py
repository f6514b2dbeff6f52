"""Finds PER, ORG and LOC with a trained network of ours, without spaCy."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.models.crf import Floats, Ints, allowed_steps, label_chances, label_names, likeliest, read_spans
from kg.models.features import FEATURES, Features, Offsets, cut_lines
from kg.models.scorer import Scorer

Name = tuple[int, int, str, float]
"""Start and end in code points, type, confidence."""

TYPES = ("PER", "ORG", "LOC")
BATCH = 40_000
"""Characters of neighbouring texts that are cut into lines together."""

STRETCH = 40_000
"""Tokens whose lines are scored together."""


class Finder:
    """Finds names in texts, with fixed weights."""

    def __init__(self, features: Features, arrays: Mapping[str, Any]) -> None:
        """``arrays``: the weights, as `kg.models.network.parameters` gives them."""
        self.features = features
        self.labels = label_names(TYPES)
        self._steps = allowed_steps(self.labels)
        self._scorer = Scorer(arrays, features.together)

    @classmethod
    def from_disk(cls, language: str, folder: Path) -> Finder:
        """What `kg.models.recognizer.Recognizer.to_disk` wrote."""
        vocabulary, lexicon = read_tables(folder)
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return cls(FEATURES[language](vocabulary, lexicon), dict(arrays))

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names in each text, in order, without overlaps."""
        found: list[list[Name]] = [[] for _ in texts]
        for part in self._decoded(texts):
            spans = read_spans(part.path, self.labels)
            if not spans:
                continue
            first, last = np.array([span[:2] for span in spans]).T
            sure = np.append(np.take_along_axis(part.chances, part.path[:, None], axis=1)[:, 0], np.float32(1))
            least = np.minimum.reduceat(sure, np.stack([first, last], axis=1).ravel())[::2]
            starts, ends, numbers = part.places[first, 0], part.places[last - 1, 1], part.numbers[first]
            columns = (array.tolist() for array in (numbers, starts, ends, least))
            for (*_, kind), number, start, end, chance in zip(spans, *columns, strict=True):
                found[number].append((start, end, kind, chance))
        return found

    def decode(self, texts: Sequence[str]) -> Iterator[tuple[int, Offsets, Ints, Floats]]:
        """For each line, in order: the number of its text, its tokens, their best labels, and the probability of each
        label at each token."""
        for part in self._decoded(texts):
            for end, length in zip(np.cumsum(part.lengths).tolist(), part.lengths, strict=True):
                line = slice(end - length, end)
                tokens = [(start, stop) for start, stop in part.places[line].tolist()]
                yield int(part.numbers[line.start]), tokens, part.path[line], part.chances[line]

    def _decoded(self, texts: Sequence[str]) -> Iterator[_Decoded]:
        transitions = self._scorer.transitions
        for first, joined in _joined(texts):
            places, rows, lengths = cut_lines(self.features, "\n".join(joined), self._scorer.unused)
            if not lengths:
                continue
            begins = np.cumsum([0, *(len(text) + 1 for text in joined[:-1])])
            own = np.searchsorted(begins, places[:, 0], side="right") - 1
            for tokens, some in _stretches(lengths):
                scores = self._scorer.scores(rows[tokens], some)
                chances = label_chances(scores, some, transitions, self._steps)
                path = likeliest(chances, scores, some, transitions, self._steps)
                at = own[tokens]
                yield _Decoded(at + first, places[tokens] - begins[at][:, None], some, path, chances)


@dataclass(frozen=True, slots=True)
class _Decoded:
    """Tokens of some texts: the numbers of their texts, their places in these, the lengths of the lines that they make,
    their best labels, and the probability of each."""

    numbers: Ints
    places: Ints
    lengths: list[int]
    path: Ints
    chances: Floats


def _joined(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Neighbouring texts that together have `BATCH` characters or some more, and the number of the first."""
    first = size = 0
    for number, text in enumerate(texts, start=1):
        size += len(text)
        if size >= BATCH or number == len(texts):
            yield first, texts[first:number]
            first, size = number, 0


def _stretches(lengths: Sequence[int]) -> Iterator[tuple[slice, list[int]]]:
    """Tokens of as many neighbouring lines as have `STRETCH` tokens or some more, and the lengths of these lines: the memory
    that a text takes does not grow with its length."""
    first = size = 0
    some: list[int] = []
    for length in lengths:
        some.append(length)
        size += length
        if size >= STRETCH:
            yield slice(first, first + size), some
            first, size, some = first + size, 0, []
    if some:
        yield slice(first, first + size), some


def read_tables(folder: Path) -> tuple[dict[str, int], dict[str, str]]:
    """The vector row of each word, and the known names."""
    tables = json.loads(gzip.decompress((folder / "tables.json.gz").read_bytes()))
    return {word: row for row, word in enumerate(tables["vocabulary"])}, tables["lexicon"]
