"""``python -m kg.training ner LANGUAGE --data FOLDER --out FOLDER``: fit a recognizer and write it as a spaCy pipeline.

A wide network learns first, from the annotated material and from raw articles that another has labelled; then a narrow
one learns from that one what it says of the same material and of many more raw articles (see `kg.training.distil`).

FOLDER of the data holds ``eval/train`` (annotated articles), ``eval/dev`` (measured, never learned from) and
``data/ner/train`` (public sets, see `kg.training.sets`).
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from kg.models import load
from kg.models.network import set_table, use_openblas
from kg.models.recognizer import Recognizer
from kg.training.annotated import Example, read_articles, read_own
from kg.training.card import NEWS, write_card
from kg.training.distil import distil, tables_of, unlabelled
from kg.training.learn import Line, Plan, encode, fit
from kg.training.scores import count_entities, count_spans, row
from kg.training.self_labels import label, raw_texts
from kg.training.sets import HELD_OUT, TRAIN, read_set
from kg.training.tables import ARCHIVES, Tables, read_tables
from kg.training.treebanks import partial_examples
from kg.training.variants import variants

HAN = {
    "character": (3000, 64),
    "before": (12000, 48),
    "after": (12000, 48),
    "around": (12000, 32),
    "class": (100, 8),
    "word": (12000, 48),
    "tag": (300, 24),
    "known": (50, 8),
}
LATIN = {
    "word": (8000, 96),
    "prefix": (3000, 32),
    "suffix": (3000, 32),
    "ending": (4000, 32),
    "shape": (500, 24),
    "known": (50, 8),
}
COLUMNS: Mapping[str, Mapping[str, tuple[int, int]]] = {"en": LATIN, "de": LATIN, "zh": HAN}
"""Feature column -> rows of its hashed table, numbers per row."""

TOKENS: Mapping[str, tuple[int, int]] = {
    "en": (1_200_000, 2_500_000),
    "de": (1_200_000, 2_200_000),
    "zh": (2_000_000, 3_500_000),
}
"""Tokens that the first and the second fitting see."""

RAW_CHARACTERS: Mapping[str, int] = {"en": 3_000_000, "de": 3_000_000, "zh": 1_000_000}
"""Code points of raw articles for self-training."""

RAW_SHARE: Mapping[str, float] = {"en": 0.2, "de": 0.2, "zh": 0.2}
TREEBANK_SHARE: Mapping[str, float] = {"en": 0.0, "de": 0.2, "zh": 0.0}
"""Share of the lines that one pass over the data sees."""

STUDENTS: Mapping[str, Mapping[str, Any]] = {
    "en": {"width": 48},
    "de": {"width": 64},
    "zh": {"width": 48, "sizes": [64, 48, 0, 0, 8, 48, 24, 8]},
}
"""Settings of the students' networks; a Chinese one sees what comes after a character in the row of the next one."""

STUDENT: Mapping[str, Any] = {"depth": 2, "dropout": 0.1}
"""Settings of all of them."""

LESSON_TOKENS: Mapping[str, int] = {"en": 8_000_000, "de": 7_000_000, "zh": 10_000_000}
"""Tokens that a student's fitting sees."""

LESSON_CHARACTERS: Mapping[str, int] = {"en": 9_000_000, "de": 9_000_000, "zh": 8_000_000}
"""Code points of raw articles for the students: all there are, in English and German."""

LESSON_SHARE = 0.25
"""Share of the raw articles' lines that a student's pass over the data sees."""

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Material:
    """What a language has: articles to learn from and to measure, public sets with their shares, sets held out."""

    language: str
    news: list[Example]
    dev: list[Example]
    public: list[tuple[str, float, list[Example]]]
    held_out: list[tuple[str, list[Example]]]


def read_material(data: Path, language: str) -> Material:
    """Everything under the data folder that concerns ``language``."""
    news = [
        *read_articles(data / "eval" / "train", language),
        *read_own(data / "corpus" / ARCHIVES[language], language),
    ]
    demonyms: frozenset[str] = frozenset() if language == "zh" else country_names(data / "eval" / "train", language)
    names = frozenset(name for example in news for name, _ in example.names)
    folder = data / "data" / "ner" / "train" / language
    public = [
        (name, share, list(read_set(folder / f"{name}.jsonl", demonyms))) for name, share in TRAIN[language].items()
    ]
    if TREEBANK_SHARE[language]:
        public.append(("treebank", TREEBANK_SHARE[language], list(partial_examples(data, language, names))))
    public.append(("headlines", 1.0, list(variants((one for _, _, examples in public for one in examples), language))))
    return Material(
        language,
        news,
        list(read_articles(data / "eval" / "dev", language)),
        public,
        [(name, list(read_set(folder / f"{name}.jsonl", demonyms))) for name in HELD_OUT[language]],
    )


def country_names(folder: Path, language: str) -> frozenset[str]:
    """Names and adjectives of countries in the annotated articles: public sets don't mark the adjectives."""
    names: set[str] = set()
    for path in sorted((folder / "ann").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        if answer["lang"] == language:
            names.update(
                name for entity in answer["entities"] if entity["type"] == "country" for name in entity["names"]
            )
    return frozenset(names)


def new_recognizer(language: str, seed: int, tables: Tables, **settings: Any) -> Recognizer:
    """A recognizer with random weights."""
    from thinc.api import fix_random_seed

    fix_random_seed(seed)
    columns = COLUMNS[language].values()
    shape = {
        "rows": [rows for rows, _ in columns],
        "sizes": [size for _, size in columns],
        "width": 96,
        "depth": 4,
        "pieces": 2,
        "dropout": 0.2,
        "vector_columns": 2 if language == "zh" else 1,
        "vector_width": int(tables.vectors.shape[1]),
    }
    recognizer = Recognizer(language, {**shape, **settings})
    recognizer.network.initialize()
    use_openblas(recognizer.network)
    recognizer.set_tables(tables.vocabulary, tables.lexicon)
    set_table(recognizer.network, tables.vectors)
    return recognizer


def train(
    recognizer: Recognizer, news: Iterable[Example], public: Iterable[tuple[str, float, list[Example]]], plan: Plan
) -> None:
    """Fit to articles and public sets."""
    articles = [line for example in news for line in encode(recognizer, example)]
    sets = [
        (share, [line for example in examples for line in encode(recognizer, example)]) for _, share, examples in public
    ]

    def draw(chance: random.Random) -> list[Line]:
        return articles * NEWS + [line for share, lines in sets for line in lines if chance.random() < share]

    fit(recognizer, draw, plan)


def measure(recognizer: Recognizer, examples: list[Example]) -> tuple[str, str]:
    """Scores per occurrence and per article, as text."""
    found = [
        [(start, end, kind) for start, end, kind, _ in names] for names in recognizer.names([e.text for e in examples])
    ]
    return row(count_spans(examples, found)), row(count_entities(examples, found))


def assemble(recognizer: Recognizer, out: Path, scores: Mapping[str, tuple[str, str]], teacher: str = "") -> None:
    """Write the pipeline and its card to ``out``; a folder that stands there is replaced once all is written.
    ``teacher``: the fingerprint of the recognizer that it learned from, if any."""
    import spacy

    import kg.models.tokens  # noqa: F401

    language = recognizer.language
    nlp = spacy.blank(language, config={"nlp": {"tokenizer": {"@tokenizers": "kg_tokenizer", "language": language}}})
    nlp.add_pipe("kg_recognizer", name="ner", config={"language": language, "settings": recognizer.settings})
    nlp.meta.update(
        {
            "name": "kg_news",
            "version": f"1.0.0+{recognizer.fingerprint()}",
            "description": "People, organizations and places in news",
            "license": "CC BY-SA 4.0 (weights)",
        }
    )
    draft = out.with_name(f".{out.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft, exclude=["vocab", "ner"])
    recognizer.to_disk(draft / "ner")
    write_card(draft / "README.md", language, TRAIN[language], scores, teacher)
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    draft.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def learn(material: Material, tables: Tables, plans: Sequence[Plan], raw: Iterable[str]) -> Recognizer:
    """A recognizer that learned from the annotated material and from what another, that learned from that material
    alone, found in ``raw`` texts. ``plans``: for that other one and for the result."""
    first = new_recognizer(material.language, 1, tables)
    train(first, material.news, material.public, plans[0])
    found = list(label(first, raw, chinese=material.language == "zh"))
    second = new_recognizer(material.language, 2, tables)
    train(second, material.news, [*material.public, ("raw", RAW_SHARE[material.language], found)], plans[1])
    return second


def read_teacher(language: str, folder: Path, learned: Callable[[], Recognizer]) -> Recognizer:
    """The wide recognizer in ``folder``; where there is none, what ``learned`` gives is written there first."""
    if not folder.exists():
        assemble(learned(), folder, {})
    pipeline = load(language, str(folder))
    if pipeline is None or pipeline.lang != language:
        raise SystemExit(f"{folder}: no recognizer of {language}; give another --teacher")
    return cast(Recognizer, pipeline.get_pipe("ner"))


def study(teacher: Recognizer, material: Material, raw: Iterable[str]) -> Recognizer:
    """A narrow recognizer that learned from ``teacher``: on the annotated material, and on ``raw`` texts."""
    language = material.language
    student = new_recognizer(language, 3, tables_of(teacher), **STUDENT, **STUDENTS[language])
    sets: list[tuple[float, Iterable[Example]]] = [(share, examples) for _, share, examples in material.public]
    plan = Plan(tokens=LESSON_TOKENS[language], batch=4000, rate=0.002, hidden=0.15, hidden_outside=0.03)
    distil(student, teacher, material.news, [*sets, (LESSON_SHARE, unlabelled(raw))], plan)
    return student


def main(*arguments: str) -> str:
    """Fit, measure, write; returns the scores as text."""
    parser = argparse.ArgumentParser(prog="python -m kg.training ner", description=__doc__)
    parser.add_argument("language", choices=sorted(COLUMNS))
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/, data/ and eval/")
    parser.add_argument("--out", type=Path, help="folder to write the pipeline to")
    parser.add_argument(
        "--teacher", type=Path, help="folder of the wide recognizer: learned and written there if it isn't there yet"
    )
    parser.add_argument(
        "--fold", type=int, choices=range(FOLDS), help="leave this fifth of the articles out and measure it"
    )
    options = parser.parse_args(arguments)
    if options.teacher and options.fold is not None:
        parser.error("--fold with --teacher: the teacher may have learned from the fold; leave one of them out")
    language, data = options.language, options.data
    material = read_material(data, language)
    apart: list[Example] = []
    if options.fold is not None:
        apart = material.news[options.fold :: FOLDS]
        material = replace(material, news=[one for one in material.news if one not in apart])
    measured = [one.text for one in [*apart, *material.dev]]
    archive = data / "corpus" / ARCHIVES[language]

    def learned() -> Recognizer:
        raw = raw_texts(archive, language, measured, RAW_CHARACTERS[language])
        plans = [Plan(tokens=tokens) for tokens in TOKENS[language]]
        return learn(material, read_tables(data, language), plans, raw)

    with TemporaryDirectory() as folder:
        teacher = read_teacher(language, options.teacher or Path(folder) / language, learned)
    student = study(teacher, material, raw_texts(archive, language, measured, LESSON_CHARACTERS[language]))
    scores = {}
    for recognizer, whose in ((student, ""), (teacher, ", its teacher")):
        if apart:
            scores[f"articles of fold {options.fold}{whose}"] = measure(recognizer, apart)
        scores[f"annotated articles, dev{whose}"] = measure(recognizer, material.dev)
        scores |= {f"{name}{whose}": (measure(recognizer, examples)[0], "") for name, examples in material.held_out}
    if options.out:
        assemble(student, options.out, scores, teacher.fingerprint())
    return "\n".join(f"{name}: {one}\n{' ' * len(name)}  {two}" for name, (one, two) in scores.items())
