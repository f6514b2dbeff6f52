"""The public sets that the shipped recognizers learn from, with what each one counts and what is left open in it.

Only sets whose licence lets weights trained on them ship (see the data folder's README); sets that are held out for
measuring are listed apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.training.annotated import Example, simplify

TRAIN: Mapping[str, Mapping[str, float]] = {
    "en": {
        "uner_ewt.train": 1.0,
        "uner_ewt.dev": 1.0,
        "wikigold.all": 1.0,
        "redocred.dev": 0.5,
        "redocred.test": 0.5,
        "crossner_politics.train": 1.0,
        "crossner_politics.dev": 1.0,
        "crossner_politics.test": 1.0,
        "crossner_science.dev": 0.5,
        "crossner_literature.dev": 0.5,
        "crossner_music.dev": 0.5,
        "btc.all": 0.3,
    },
    "de": {"germeval14.test": 1.0},
    "zh": {"uner_gsdsimp.train": 1.0, "uner_gsdsimp.dev": 1.0, "aishell_ner.dev": 0.5, "aishell_ner.test": 0.5},
}
"""Name of a set, and the share of its sentences that one pass over the data sees."""

HELD_OUT: Mapping[str, tuple[str, ...]] = {
    "en": ("uner_ewt.test",),
    "de": ("germeval14.dev", "uner_pud.test"),
    "zh": ("uner_gsdsimp.test", "uner_pud_hant.test"),
}

OPEN_LABELS = frozenset({"LOCderiv", "LOCpart", "ORGpart", "PERpart", "Nationality"})
"""Labels whose spans hold a name by our rules in some cases and not in others: left open."""


def read_set(path: Path, demonyms: frozenset[str]) -> Iterator[Example]:
    """The sentences of one set. A country's name or adjective that the set doesn't mark is left open."""
    convert = "hant" in path.name
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            spans: list[tuple[int, int, str | None]] = []
            taken: set[int] = set()
            for start, end, kind, raw in sorted(row["ents"]):
                known = kind if kind in ("PER", "ORG", "LOC") else None
                if start >= end or taken & set(range(start, end)):
                    continue
                if known or raw in OPEN_LABELS or row["text"][start:end] in demonyms:
                    spans.append((start, end, known))
                    taken |= set(range(start, end))
            for match in re.finditer(r"[^\W\d_][\w.]*", row["text"]):
                if match.group() in demonyms and not taken & set(range(*match.span())):
                    spans.append((*match.span(), None))
            text = row["text"]
            if convert:
                simple = simplify(text)
                text = simple if len(simple) == len(text) else text
            yield Example(source=f"{path.stem}:{number}", text=text, spans=tuple(sorted(spans, key=lambda s: s[0])))
