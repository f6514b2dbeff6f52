"""Fitting a narrow network to what a wide one says (distillation): as good as that one, and much faster.

The student learns its teacher's distribution over the labelings of each line; over those that the annotation permits,
where there is one. Words are hidden from the student, never from its teacher.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
from thinc.api import Model

from kg.models.crf import Floats, marginals
from kg.models.network import parameters
from kg.models.recognizer import Recognizer
from kg.models.scorer import Scorer
from kg.training.annotated import Example
from kg.training.card import NEWS
from kg.training.learn import Line, Plan, batches, encode, fit
from kg.training.tables import Tables

TEACHER_TOKENS = 4096
"""Tokens that a teacher scores at a time."""


def distil(
    student: Recognizer,
    teacher: Recognizer,
    news: Iterable[Example],
    sets: Iterable[tuple[float, Iterable[Example]]],
    plan: Plan,
) -> None:
    """Fit ``student``, which must have the tables of ``teacher``, to articles and to sets, of which a pass over the data
    sees a share; raw texts may be among them (see `unlabelled`)."""
    _begin_like(student, teacher)

    def taught(examples: Iterable[Example]) -> list[Line]:
        return list(teach(teacher, [line for example in examples for line in encode(teacher, example)]))

    articles = taught(news)
    lessons = [(share, taught(examples)) for share, examples in sets]

    def draw(chance: random.Random) -> list[Line]:
        return articles * NEWS + [line for share, lines in lessons for line in lines if chance.random() < share]

    fit(student, draw, plan, lesson=cast(Floats, teacher.network.get_param("transitions")))


def unlabelled(texts: Iterable[str]) -> Iterator[Example]:
    """Raw texts as examples that permit every labeling."""
    for number, text in enumerate(texts):
        yield Example(source=f"raw:{number}", text=text, spans=((0, len(text), None),))


def teach(teacher: Recognizer, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, the shortest first, with the teacher's label scores; named are the tokens that it takes for parts of names."""
    scorer = Scorer(parameters(teacher.network), teacher.features.together)
    for part in batches(sorted(lines, key=lambda line: len(line.rows)), TEACHER_TOKENS):
        lengths = [len(line.rows) for line in part]
        every = scorer.scores(np.concatenate([line.rows for line in part]), lengths)
        scores = np.split(every - every.max(axis=1, keepdims=True), np.cumsum(lengths)[:-1])
        permitted = [line.permitted for line in part]
        chances, _, _ = marginals(scores, scorer.transitions, teacher.steps, permitted, count_pairs=False)
        for line, score, chance in zip(part, scores, chances, strict=True):
            yield replace(line, taught=score.astype(np.float16), named=chance[:, 0] < 0.5)


def tables_of(recognizer: Recognizer) -> Tables:
    """What a recognizer knows besides its weights, for one that is to see the same features."""
    (fixed,) = (node for node in recognizer.network.walk() if node.name == "fixed_table")
    return Tables(recognizer.vocabulary, fixed.attrs["table"] * fixed.attrs["scale"], recognizer.lexicon)


def _begin_like(student: Recognizer, teacher: Recognizer) -> None:
    """Give the student its teacher's tables of hashed columns; where its own is narrower, their main directions."""
    tables = {column: cast(Floats, node.get_param("E")) for column, node in _hashed(teacher).items()}
    for column, node in _hashed(student).items():
        table, size = tables[column], cast(Floats, node.get_param("E")).shape[1]
        if size < table.shape[1]:
            table = table @ np.linalg.svd(table, full_matrices=False)[2][:size].T
        node.set_param("E", cast(Any, table.copy()))  # a student's is changed in place


def _hashed(recognizer: Recognizer) -> dict[int, Model[Any, Any]]:
    return {node.attrs["column"]: node for node in recognizer.network.walk() if node.has_param("E")}
