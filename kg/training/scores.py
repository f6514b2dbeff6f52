"""Precision, recall and F1 of names: per occurrence, and per article as the project's quality floors count them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.training.annotated import Example

Counts = dict[str, Counter[str]]


def key(name: str) -> str:
    """A name without case, quotes, spaces and possessive, for comparison."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("’s", "").replace("'s", "")
    return "".join(letter for letter in text if letter.isalnum())


def count_spans(examples: Iterable[Example], found: Iterable[Sequence[tuple[int, int, str]]]) -> Counts:
    """tp, fp and fn per type; a find that touches an open span doesn't count, nor does a double."""
    counts: Counts = {kind: Counter() for kind in ("PER", "ORG", "LOC")}
    for example, names in zip(examples, found, strict=True):
        gold = {span for span in example.spans if span[2]}
        free = [span for span in example.spans if not span[2]]
        have = {name for name in names if name in gold or not any(name[0] < b and a < name[1] for a, b, _ in free)}
        for part, items in (("tp", gold & have), ("fp", have - gold), ("fn", gold - have)):
            for _, _, kind in items:
                counts[str(kind)][part] += 1
    return counts


def count_entities(examples: Iterable[Example], found: Iterable[Sequence[tuple[int, int, str]]]) -> Counts:
    """tp, fp and fn per type and article: an entity is found where one found name of its type is one of its names."""
    counts: Counts = {kind: Counter() for kind in ("PER", "ORG", "LOC")}
    for example, names in zip(examples, found, strict=True):
        have = {(kind, key(example.text[start:end])) for start, end, kind in names}
        ignored = {key(name) for name, kind in example.names if kind is None}
        matched: set[tuple[str, str]] = set()
        for kind, spellings in example.entities:
            hits = {(kind, key(name)) for name in spellings} & have
            matched |= hits
            counts[kind]["tp" if hits else "fn"] += 1
        for kind, name in have - matched:
            if name not in ignored:
                counts[kind]["fp"] += 1
    return counts


def f1(counts: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    tp, fp, fn = counts.get("tp", 0), counts.get("fp", 0), counts.get("fn", 0)
    return (
        tp / (tp + fp) if tp + fp else 0.0,
        tp / (tp + fn) if tp + fn else 0.0,
        2 * tp / (2 * tp + fp + fn) if tp else 0.0,
    )


def row(counts: Counts) -> str:
    """One line: F1 (precision/recall) per type and over all."""
    every: Counter[str] = Counter()
    cells = []
    for kind, one in counts.items():
        every.update(one)
        p, r, f = f1(one)
        cells.append(f"{kind} {f:.3f} ({p:.2f}/{r:.2f})")
    p, r, f = f1(every)
    return "  ".join([*cells, f"all {f:.3f} ({p:.2f}/{r:.2f})"])
