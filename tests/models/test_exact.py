"""What is done faster than by the plain way gives the same numbers and names."""

from __future__ import annotations

import jieba
import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]

from kg import models
from kg.models.features import FEATURES, HanFeatures
from kg.models.network import build_network, use_openblas

SETTINGS = {"width": 16, "depth": 2, "labels": 13, "pieces": 2, "vector_columns": 1, "vector_width": 4}


def test_the_network_gives_what_its_layers_give() -> None:
    network = build_network([50, 30], [8, 6], **SETTINGS)  # type: ignore[arg-type]
    network.initialize()
    use_openblas(network)
    numbers = np.random.default_rng(0)
    for node in network.walk():
        for name in node.param_names:
            value = numbers.standard_normal(node.get_param(name).shape).astype(np.float32)
            node.set_param(name, value)
    rows = [numbers.integers(0, 99, (length, 3)).astype(np.uint64) for length in (5, 1, 40)]
    for array in rows:
        array[:, 2] = 0
    expected = network.layers[0].predict(rows)
    found = network.predict(rows)
    assert [f.shape for f in found] == [(5, 13), (1, 13), (40, 13)]
    for a, b in zip(found, expected, strict=True):  # equal at the shipped widths; so small a product may be rounded anew
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-4)


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


def test_names_are_those_of_the_document() -> None:
    text = "Envoy Carla Benning met Tomas Riva in Oslo.\n\nThe  Red Cross was there.\n"
    nlp = models.load("en")
    assert nlp is not None
    doc = nlp(text)
    expected = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    assert [name[:3] for name in models.names(nlp, text)] == expected != []
