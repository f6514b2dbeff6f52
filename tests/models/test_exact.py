"""What is done faster than by the plain way gives the same numbers and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jieba
import numpy as np
import pytest
from spacy.strings import hash_string  # type: ignore[attr-defined]
from thinc.api import NumpyOps

from kg import models
from kg.models import mixing
from kg.models.features import FEATURES, HanFeatures, LatinFeatures
from kg.models.hashing import hash_strings, rows_of
from kg.models.network import build_network, parameters, use_openblas
from kg.models.scorer import Scorer

SETTINGS = {"width": 16, "depth": 2, "labels": 13, "pieces": 2, "vector_columns": 1, "vector_width": 4}
TEXTS = ("Envoy Carla Benning met Tomas Riva in Oslo.", "Yes.", "The Red Cross was there, and so was the U.S. envoy.")


COLUMNS = ((0, 2),)
"""Columns whose values are taken to come again together."""


def _random_network(columns: Sequence[Sequence[int]] = COLUMNS) -> tuple[Any, Scorer]:
    network = build_network([50, 30], [8, 6], **SETTINGS)  # type: ignore[arg-type]
    network.initialize()
    use_openblas(network)
    numbers = np.random.default_rng(0)
    for node in network.walk():
        for name in node.param_names:
            value = numbers.standard_normal(node.get_param(name).shape).astype(np.float32)
            node.set_param(name, value)
    return network, Scorer(parameters(network), columns)


def _random_rows(lengths: Sequence[int]) -> list[np.ndarray]:
    numbers = np.random.default_rng(1)
    rows = [numbers.integers(0, 9, (length, 3)).astype(np.uint64) for length in lengths]
    for array in rows:
        array[:, 2] = 0
    return rows


def test_the_scorer_gives_what_the_layers_give() -> None:
    network, scorer = _random_network()
    rows = _random_rows([5, 1, 40, 300, 2])
    expected = np.concatenate(network.predict(rows))
    found = scorer.scores(np.concatenate(rows), [len(array) for array in rows])
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3)
    np.testing.assert_array_equal(scorer.scores(np.concatenate(rows), [len(array) for array in rows]), found)


def test_a_lines_scores_do_not_depend_on_the_lines_beside_it() -> None:
    scorer = models.finder("en")._scorer  # type: ignore[union-attr]
    rows = [LatinFeatures({"": 0}, {}).rows(text, LatinFeatures({}, {}).tokens(text)) for text in TEXTS]
    together = scorer.scores(np.concatenate(rows), [len(array) for array in rows])
    alone = [scorer.scores(array, [len(array)]) for array in rows]
    np.testing.assert_array_equal(together, np.concatenate(alone))


def test_hashes_are_those_of_spacy_and_thinc() -> None:
    texts = ["", "a", "a字", "中国人", "12345678", "123456789", "一二三四五六七八", "x" * 40]
    assert hash_strings(texts).tolist() == [hash_string(text) if text else 0 for text in texts]
    numbers = np.array([0, 1, 2**63 + 5, 2**64 - 1], dtype=np.uint64)
    expected = NumpyOps().hash(numbers, 7) % 1000
    assert np.array_equal(np.stack(rows_of(numbers, 7, 1000), axis=1), expected)


def test_chinese_rows_are_the_hashes_of_their_features() -> None:
    text = "说张三丰18日和Li Na去了北京市 。"
    features = HanFeatures({"": 0, "#张": 1, "北京市": 2}, {"张三丰": "2"})
    tokens = features.tokens(text)
    names = ["0" if text[a].isdigit() else text[a:b].lower() for a, b in tokens]
    words: dict[int, tuple[int, int]] = {}
    at = 0
    for word in jieba.cut(text, HMM=False):
        words |= dict.fromkeys(range(at, at + len(word)), (at, at + len(word)))
        at += len(word)
    rows = features.rows(text, tokens)
    for i, (start, end) in enumerate(tokens):
        first, last = words[start]
        word = text[first:last]
        part = "BMES"[(3 if end >= last else 0) if start <= first else (2 if end >= last else 1)]
        before, after = (["^", *names][i], [*names, "$"][i + 1])
        expected = (names[i], f"{before}<{names[i]}", f"{names[i]}>{after}", f"{before}{names[i]}{after}")
        assert rows[i, :4].tolist() == [hash_string(value) for value in expected]
        assert rows[i, 5] == hash_string(f"{part}-{word}")
        assert rows[i, 7] == hash_string({1: "B-2", 2: "M-2", 3: "E-2"}.get(start, "O"))
        assert rows[i, 8:].tolist() == [names[i] == "张", 2 if word == "北京市" else 0]
    assert np.array_equal(rows, FEATURES["zh"]({"": 0, "#张": 1, "北京市": 2}, {"张三丰": "2"}).rows(text, tokens))


def test_features_of_lines_are_those_of_each_line() -> None:
    features = HanFeatures({}, {"张三丰": "2"})
    lines = ["说张三丰来", "", "İ①²𠮷 Ab", "在12日 。"]
    whole = features.rows("\n".join(lines), features.tokens("\n".join(lines)))
    apart = [features.rows(line, features.tokens(line)) for line in lines]
    assert np.array_equal(whole, np.concatenate(apart))


def test_columns_that_a_network_does_not_look_at_change_nothing() -> None:
    features = HanFeatures({}, {})
    text = "说张三丰来Oslo了"
    rows = features.rows(text, features.tokens(text))
    fewer = features.rows(text, features.tokens(text), {2, 3})
    assert np.array_equal(np.delete(rows, [2, 3], axis=1), np.delete(fewer, [2, 3], axis=1))
    network = build_network([50, 30, 1, 1, 9, 9, 9, 9], [8, 6, 0, 0, 4, 4, 4, 4], width=16, depth=2, labels=13, pieces=2)
    network.initialize()
    scorer = Scorer(parameters(network), HanFeatures.together)
    assert scorer.unused == {2, 3}
    assert np.array_equal(scorer.scores(rows, [len(rows)]), scorer.scores(fewer, [len(rows)]))


def test_names_are_those_of_the_document() -> None:
    text = "Envoy Carla Benning met Tomas Riva in Oslo.\n\nThe  Red Cross was there.\n"
    nlp = models.load("en")
    assert nlp is not None
    doc = nlp(text)
    expected = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    finder = models.finder("en")
    assert finder is not None
    assert [name[:3] for name in finder.names([text])[0]] == expected != []


def test_what_is_remembered_of_rows_changes_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.random.default_rng(2)
    rows = [numbers.integers(0, 40, (length, 3)).astype(np.uint64) for length in (50, 3, 200)]
    for array in rows:
        array[:, 2] = 0
    for columns in (((0, 2),), ((0, 1, 2),)):  # products remembered; all of the first layer
        monkeypatch.undo()
        plain = _random_network(columns)[1].scores(np.concatenate(rows), [50, 3, 200])
        monkeypatch.setattr(mixing, "SLOTS", 3)  # eight places for forty values or more: most lose theirs
        monkeypatch.setattr(mixing, "SPARE", 1)
        scorer = _random_network(columns)[1]
        for _ in range(2):
            found = np.concatenate([scorer.scores(array, [len(array)]) for array in rows])
            np.testing.assert_array_equal(found, plain)
            np.testing.assert_array_equal(scorer.scores(np.concatenate(rows), [50, 3, 200]), plain)
