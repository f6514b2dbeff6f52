"""Fitting a recognizer's network: lines with permitted labels, batches, Adam, averages; the same for the same seed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from kg.models.crf import Bools, Floats, gradient, marginals
from kg.models.features import Offsets, Rows, sequences
from kg.models.recognizer import Recognizer
from kg.training.annotated import Example


@dataclass(frozen=True, slots=True)
class Line:
    """One line: features, permitted labels (tokens x labels), which tokens belong to a name, and, for a student, its
    teacher's label scores (tokens x labels)."""

    rows: Rows
    permitted: npt.NDArray[np.bool_]
    named: npt.NDArray[np.bool_]
    taught: npt.NDArray[np.float16] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to fit: ``tokens`` in all, ``batch`` tokens per step, ``hidden``: share of words inside names whose identity
    is hidden from the network at a step, ``hidden_outside`` the same for other words."""

    tokens: int
    batch: int = 2500
    rate: float = 0.0015
    hidden: float = 0.25
    hidden_outside: float = 0.05
    seed: int = 1


def encode(recognizer: Recognizer, example: Example) -> list[Line]:
    """The lines of an example as the network takes them."""
    numbers = {label: i for i, label in enumerate(recognizer.labels)}
    found = []
    for tokens, rows in sequences(recognizer.features, example.text):
        permitted, named = _permit(tokens, example, numbers)
        found.append(Line(rows, permitted, named))
    return found


def _permit(
    tokens: Offsets, example: Example, numbers: dict[str, int]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    permitted = np.zeros((len(tokens), len(numbers)), dtype=bool)
    permitted[:, 0] = True
    named = np.zeros(len(tokens), dtype=bool)
    first, last = tokens[0][0], tokens[-1][1]
    for start, end, kind in example.spans:
        if end <= first or start >= last:
            continue
        inside = [i for i, (a, b) in enumerate(tokens) if a < end and b > start]
        if not inside:
            continue
        exact = tokens[inside[0]][0] == start and tokens[inside[-1]][1] == end
        if kind is None or not exact:
            permitted[inside] = True
            continue
        permitted[inside] = False
        parts = "U" if len(inside) == 1 else "B" + "I" * (len(inside) - 2) + "L"
        for i, part in zip(inside, parts, strict=True):
            permitted[i, numbers[f"{part}-{kind}"]] = True
        named[inside] = True
    return permitted, named


def fit(
    recognizer: Recognizer,
    draw: Callable[[random.Random], list[Line]],
    plan: Plan,
    report: Callable[[str], None] = print,
    lesson: Floats | None = None,
) -> None:
    """Fit the network. ``draw`` gives the sequences of one pass, in any order. ``lesson``: the transitions of the
    teacher whose scores all lines hold; without it the network learns the permitted labels alone."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(plan.seed)
    chance = random.Random(plan.seed)
    noise = np.random.default_rng(plan.seed)
    network = recognizer.network
    adam = Adam(plan.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    hideable = [i for i, name in enumerate(recognizer.features.columns) if name in HIDEABLE]
    vectors = len(recognizer.features.columns)
    seen, loss, began, told = 0, 0.0, time.perf_counter(), 0
    for batch in _stream(draw, plan, chance):
        adam.learn_rate = plan.rate * min(1.0, seen / (0.03 * plan.tokens) + 0.05) * max(0.02, 1 - seen / plan.tokens)
        rows = [_hide(item, hideable, vectors, plan, noise) for item in batch]
        found, backward = network.begin_update(rows)
        emissions = cast(list[Floats], found)
        transitions = cast(Floats, network.get_param("transitions"))
        permitted = [item.permitted for item in batch]
        if lesson is None:
            slopes, steps, cost = gradient(emissions, transitions, recognizer.steps, permitted)
        else:
            scores = [_taught(item) for item in batch]
            wanted = marginals(scores, lesson, recognizer.steps, permitted)
            slopes, steps, cost = distance(emissions, transitions, recognizer.steps, wanted[:2])
        backward(slopes)
        network.inc_grad("transitions", cast(Any, steps))
        network.finish_update(adam)
        count = sum(len(item.rows) for item in batch)
        seen += count
        loss += cost
        if seen // (plan.tokens // 10) > told:
            told = seen // (plan.tokens // 10)
            report(
                f"{seen:,} tokens, {loss / seen:.4f} nats per token so far, "
                f"{seen / (time.perf_counter() - began):,.0f} tokens/s"
            )
        if seen >= plan.tokens:
            break
    _keep_averages(network, adam.averages)
    recognizer.forget()


def distance(
    emissions: Sequence[Floats],
    transitions: Floats,
    steps: tuple[Bools, Bools, Bools],
    wanted: tuple[Sequence[Floats], Floats],
) -> tuple[list[Floats], Floats, float]:
    """Gradients of the cross entropy between another field's distribution over labelings and this one's, and the cross
    entropy. ``wanted``: that field's probability of each label at each token, its expected number of each transition."""
    chances, pairs = wanted
    free, free_pairs, log_sum = marginals(emissions, transitions, steps)
    met = sum(float((one * two).sum()) for one, two in zip(chances, emissions, strict=True))
    slopes = [a - b for a, b in zip(free, chances, strict=True)]
    return slopes, free_pairs - pairs, log_sum - met - float((pairs * transitions).sum())


def _taught(line: Line) -> Floats:
    if line.taught is None:
        raise ValueError("a line without a teacher's scores: all lines of a lesson must have gone through teach()")
    return line.taught.astype(np.float32)


HIDEABLE = frozenset({"word", "prefix", "suffix", "ending", "character", "before", "after", "around", "known"})


def _hide(item: Line, columns: list[int], vectors: int, plan: Plan, noise: np.random.Generator) -> Rows:
    share = np.where(item.named, plan.hidden, plan.hidden_outside)
    lost = noise.random(len(share)) < share
    if not lost.any():
        return item.rows
    rows = item.rows.copy()
    places = np.flatnonzero(lost)[:, None]
    rows[places, columns] = 0
    rows[places, np.arange(vectors, rows.shape[1])] = 0
    return rows


def _stream(
    draw: Callable[[random.Random], list[Line]], plan: Plan, chance: random.Random
) -> Iterator[list[Line]]:
    while True:
        items = draw(chance)
        chance.shuffle(items)
        # sorting inside stretches keeps the padding of a batch small
        stretch = max(1, 40 * plan.batch // 25)
        queue = []
        for at in range(0, len(items), stretch):
            part = sorted(items[at : at + stretch], key=lambda item: len(item.rows))
            queue += list(batches(part, plan.batch))
        chance.shuffle(queue)
        yield from queue


def batches(items: Sequence[Line], tokens: int) -> Iterator[list[Line]]:
    """Lines in ascending order of length, at most ``tokens`` tokens with padding in one batch (or one line)."""
    batch: list[Line] = []
    for item in items:
        if batch and (len(batch) + 1) * len(item.rows) > tokens:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _keep_averages(network: object, averages: dict[tuple[int, str], npt.NDArray[np.float32]]) -> None:
    for node in network.walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            if (node.id, name) in averages:
                node.set_param(name, averages[(node.id, name)])
