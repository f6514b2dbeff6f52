"""Finds PER, ORG and LOC with a trained network of ours, without spaCy."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.models.crf import Floats, Ints, allowed_steps, label_names, likeliest, marginals, read_spans
from kg.models.features import FEATURES, Features, Offsets, batches, sequences
from kg.models.scorer import Scorer

Name = tuple[int, int, str, float]
"""Start and end in code points, type, confidence."""

TYPES = ("PER", "ORG", "LOC")
BATCH_TOKENS = 4096


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
        for number, tokens, path, chance in self.decode(texts):
            for first, last, kind in read_spans(path.tolist(), self.labels):
                sure = float(np.min(chance[np.arange(first, last), path[first:last]]))
                found[number].append((tokens[first][0], tokens[last - 1][1], kind, sure))
        return [sorted(names) for names in found]

    def decode(self, texts: Sequence[str]) -> Iterator[tuple[int, Offsets, Ints, Floats]]:
        """For each line, in any order: the number of its text, its tokens, their best labels, and the probability of
        each label at each token."""
        lines = [(number, *line) for number, text in enumerate(texts) for line in sequences(self.features, text)]
        transitions = self._scorer.transitions
        for batch in batches([len(rows) for _, _, rows in lines], BATCH_TOKENS):
            lengths = [len(lines[i][2]) for i in batch]
            scores = self._scorer.scores(np.concatenate([lines[i][2] for i in batch]), lengths)
            emissions = np.split(scores, np.cumsum(lengths)[:-1])
            chances, _, _ = marginals(emissions, transitions, self._steps, count_pairs=False)
            paths = likeliest(chances, emissions, transitions, self._steps)
            for i, path, chance in zip(batch, paths, chances, strict=True):
                yield lines[i][0], lines[i][1], path, chance


def read_tables(folder: Path) -> tuple[dict[str, int], dict[str, str]]:
    """The vector row of each word, and the known names."""
    tables = json.loads(gzip.decompress((folder / "tables.json.gz").read_bytes()))
    return {word: row for row, word in enumerate(tables["vocabulary"])}, tables["lexicon"]
