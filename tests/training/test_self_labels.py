"""What a recognizer's answers become for the next one to learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np

from kg.models.crf import Floats, Ints, label_names
from kg.models.features import FEATURES, Offsets
from kg.models.recognizer import TYPES, Recognizer
from kg.training.self_labels import label


class _Fixed:
    """Answers with the given labels and probabilities of tokens, and O for all others."""

    labels = label_names(TYPES)

    def __init__(self, language: str, answers: dict[int, tuple[str, float]]) -> None:
        self._features = FEATURES[language]({}, {})
        self._answers = answers

    def decode(self, texts: Sequence[str]) -> Iterator[tuple[int, Offsets, Ints, Floats]]:
        for number, text in enumerate(texts):
            tokens = self._features.tokens(text)
            path = np.zeros(len(tokens), dtype=np.int64)
            chance = np.zeros((len(tokens), len(self.labels)), dtype=np.float32)
            chance[:, 0] = 1.0
            for i, (name, sure) in self._answers.items():
                path[i] = self.labels.index(name)
                chance[i, 0] = 1 - sure
                chance[i, path[i]] = sure
            yield number, tokens, path, chance


def _label(text: str, answers: dict[int, tuple[str, float]], language: str = "en") -> list[tuple[str, str | None]]:
    recognizer = cast(Recognizer, _Fixed(language, answers))
    (example,) = label(recognizer, [text], chinese=language == "zh")
    return [(example.text[a:b], kind) for a, b, kind in example.spans]


def test_a_sure_name_is_marked_everywhere() -> None:
    assert _label("Doe came. Then Doe left, Doel stayed.", {0: ("U-PER", 0.99)}) == [("Doe", "PER"), ("Doe", "PER")]


def test_doubt_stays_open_inside_and_outside() -> None:
    assert _label("Doe came.", {0: ("U-PER", 0.6)}) == [("Doe", None)]
    assert _label("Doe came.", {1: ("O", 0.5)}) == [("came", None)]
    assert _label("Doe came.", {1: ("O", 0.99)}) == []


def test_two_types_of_one_name_stay_open_elsewhere() -> None:
    found = _label("Ford. Ford! Ford?", {0: ("U-PER", 0.99), 2: ("U-ORG", 0.99)})
    assert found == [("Ford", "PER"), ("Ford", "ORG"), ("Ford", None)]


def test_short_chinese_names_stay_open_elsewhere() -> None:
    found = _label("王毅说，王毅力很强", {0: ("B-PER", 0.99), 1: ("L-PER", 0.99)}, "zh")
    assert found == [("王毅", "PER"), ("王毅", None)]
