"""A student learns from its teacher what nobody wrote down."""

from __future__ import annotations

from functools import cache

import numpy as np

from kg.models.crf import Floats, allowed_steps, label_names
from kg.models.recognizer import Recognizer
from kg.training.annotated import Example
from kg.training.distil import distil, tables_of, teach, unlabelled
from kg.training.learn import Plan, distance, encode, fit
from kg.training.ner import new_recognizer
from kg.training.tables import Tables

NAMES = ("Adler", "Brown", "Clarke", "Dorn", "Ebert", "Fox")
WIDE = {"width": 16, "depth": 2, "dropout": 0.0, "rows": [300] * 6, "sizes": [8] * 6}
NARROW = {**WIDE, "width": 12, "sizes": [8, 4, 0, 0, 8, 8]}
TEXTS = [f"Yesterday Mr {one} said that Mrs {two} left" for one in NAMES for two in NAMES]


@cache
def _teacher() -> Recognizer:
    teacher = new_recognizer("en", 1, Tables({"": 0, "mr": 1}, np.ones((2, 4), dtype=np.float32), {}), **WIDE)
    lines = []
    for text in TEXTS:
        one, two = text.split()[2], text.split()[6]
        first, last = text.index(one), text.rindex(two)
        spans = ((first, first + len(one), "PER"), (last, last + len(two), "PER"))
        lines += encode(teacher, Example(source="x", text=text, spans=spans))
    fit(teacher, lambda chance: list(lines), Plan(tokens=8_000, batch=100, rate=0.01), report=lambda text: None)
    return teacher


def test_a_student_learns_from_raw_texts_and_leaves_its_teacher_as_it_was() -> None:
    teacher = _teacher()
    before = teacher.fingerprint()
    student = new_recognizer("en", 3, tables_of(teacher), **NARROW)
    distil(student, teacher, [], [(1.0, unlabelled(TEXTS))], Plan(tokens=12_000, batch=100, rate=0.01))
    text = "Yesterday Mr Zweig said that Mrs Young left"
    assert [name[:3] for name in teacher.names([text])[0]] == [(13, 18, "PER"), (33, 38, "PER")]
    assert [name[:3] for name in student.names([text])[0]] == [(13, 18, "PER"), (33, 38, "PER")]
    assert teacher.fingerprint() == before


def test_a_teacher_answers_within_what_the_annotation_permits() -> None:
    teacher = _teacher()
    text = "Yesterday Mr Fox said that Mrs Dorn left"
    (free,) = teach(teacher, [line for one in unlabelled([text]) for line in encode(teacher, one)])
    assert free.permitted.all()
    assert free.taught is not None
    assert np.flatnonzero(free.named).tolist() == [2, 6]
    (bound,) = teach(teacher, encode(teacher, Example(source="x", text=text, spans=((27, 30, "ORG"),))))
    assert np.flatnonzero(bound.named).tolist() == [5]


def test_the_tables_of_a_recognizer_make_one_with_the_same() -> None:
    tables = tables_of(_teacher())
    assert tables.vocabulary == {"": 0, "mr": 1}
    np.testing.assert_allclose(tables.vectors, 1.0, rtol=1e-6)


def test_the_distance_grows_along_its_gradients() -> None:
    numbers = np.random.default_rng(0)
    steps = allowed_steps(label_names(("PER",)))
    emissions: list[Floats] = [numbers.standard_normal((size, 5)).astype(np.float32) for size in (4, 1, 6)]
    transitions = numbers.standard_normal((5, 5)).astype(np.float32)
    chances: list[Floats] = [np.full(one.shape, 0.2, dtype=np.float32) for one in emissions]
    pairs = np.where(steps[0], np.float32(0.5), np.float32(0))
    slopes, moves, cost = distance(emissions, transitions, steps, (chances, pairs))
    step = 0.01
    for line, place, label in ((0, 2, 1), (1, 0, 4), (2, 5, 0)):
        moved = [one.copy() for one in emissions]
        moved[line][place, label] += step
        change = distance(moved, transitions, steps, (chances, pairs))[2] - cost
        assert abs(change / step - slopes[line][place, label]) < 0.02
    before, after = np.argwhere(steps[0])[3]
    moved_transitions = transitions.copy()
    moved_transitions[before, after] += step
    change = distance(emissions, moved_transitions, steps, (chances, pairs))[2] - cost
    assert abs(change / step - moves[before, after]) < 0.02
