"""Fitting a small network to a plain rule, and writing it as a pipeline."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import numpy as np

from kg.models import load
from kg.models.recognizer import Recognizer
from kg.training.annotated import Example
from kg.training.learn import Line, Plan, encode, fit
from kg.training.ner import assemble, new_recognizer
from kg.training.tables import Tables

NAMES = ("Adler", "Brown", "Clarke", "Dorn", "Ebert", "Fox")
SMALL = {"width": 16, "depth": 2, "pieces": 2, "dropout": 0.0, "rows": [300] * 6, "sizes": [8] * 6}


def _examples() -> list[Example]:
    chance = random.Random(2)
    found = []
    for _ in range(60):
        name, other = chance.sample(NAMES, 2)
        text = f"Yesterday Mr {name} said that {chance.choice(['Mrs', 'Mr'])} {other} left"
        at = text.index(name)
        last = text.rindex(other)
        found.append(
            Example(
                source="x",
                text=text,
                spans=((at, at + len(name), "PER"), (last, last + len(other), "PER")),
            )
        )
    return found


@cache
def _fitted(run: int = 1, seed: int = 1) -> Recognizer:
    tables = Tables({"": 0}, np.zeros((1, 4), dtype=np.float32), {})
    recognizer = new_recognizer("en", seed, tables, **SMALL)
    lines = [line for example in _examples() for line in encode(recognizer, example)]
    fit(
        recognizer,
        lambda chance: list(lines),
        Plan(tokens=12_000, batch=100, rate=0.01, seed=seed),
        report=lambda text: None,
    )
    return recognizer


def test_a_title_is_learned_and_names_never_seen_are_found() -> None:
    recognizer = _fitted()
    (names,) = recognizer.names(["Yesterday Mr Zweig said that Mrs Young left"])
    assert [(start, end, kind) for start, end, kind, _ in names] == [(13, 18, "PER"), (33, 38, "PER")]


def test_the_same_seed_gives_the_same_weights() -> None:
    one, two = _fitted(1), _fitted(2)
    for left, right in zip(one.network.walk(), two.network.walk(), strict=True):
        for name in left.param_names:
            assert np.array_equal(left.get_param(name), right.get_param(name))


def test_encode_permits_the_labels_of_the_spans_and_anything_in_open_ones() -> None:
    recognizer = _fitted()
    text = "Mr Fox in New York\nby Jo Doe"
    example = Example(source="x", text=text, spans=((3, 6, "PER"), (10, 18, "LOC"), (22, 28, None)))
    lines: list[Line] = encode(recognizer, example)
    labels = [[recognizer.labels[i] for i in np.flatnonzero(row)] for line in lines for row in line.permitted]
    assert labels[:5] == [["O"], ["U-PER"], ["O"], ["B-LOC"], ["L-LOC"]]
    assert labels[5] == ["O"]
    assert labels[6] == labels[7] == list(recognizer.labels)


def test_a_pipeline_is_written_with_its_card_and_reads_back(tmp_path: Path) -> None:
    recognizer = _fitted()
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "stale").touch()
    assemble(recognizer, tmp_path / "en", {"a set": ("PER 0.900 (0.90/0.90)  ORG 0.100 (0.10/0.10)", "")})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en"]
    assert not (tmp_path / "en" / "stale").exists()
    assert "| a set | occurrences | 0.900 (0.90/0.90) |" in (tmp_path / "en" / "README.md").read_text(encoding="utf-8")
    nlp = load("en", str(tmp_path / "en"))
    assert nlp is not None
    text = "Yesterday Mr Zweig said that Mrs Young left"
    assert [ent.text for ent in nlp(text).ents] == ["Zweig", "Young"]
