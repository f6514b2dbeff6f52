"""What a recognizer knows besides its weights: word vectors from raw articles, and a list of words.

The raw articles and the sets to learn from are read without their labels; lines of articles to measure are left out.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.models.features import DIGITS, FEATURES, han_token
from kg.training.annotated import clean_texts, simplify
from kg.training.sets import TRAIN
from kg.training.treebanks import parts_of_speech
from kg.training.vectors import Floats, embed, raw_lines

ARCHIVES = {"en": "en.tar.xz", "de": "de.tar.xz", "zh": "zh-2020.tar.xz"}
WORDS = {"en": 40_000, "de": 50_000, "zh": 60_000}
WIDTH = 64


@dataclass(frozen=True, slots=True)
class Tables:
    """Row of ``vectors`` per word (row 0: unknown words), and what is known of single words."""

    vocabulary: dict[str, int]
    vectors: Floats
    lexicon: dict[str, str]


def read_tables(data: Path, language: str) -> Tables:
    """Make the tables from the data folder. A word's entry is how frequent it is in names, then its part of speech."""
    lexicon = name_words(data, language)
    for word, letter in parts_of_speech(data, language).items():
        lexicon[word] = lexicon.get(word, "") + letter
    return Tables(*word_vectors(data, language), lexicon)


def word_vectors(data: Path, language: str) -> tuple[dict[str, int], Floats]:
    """Row per word, and the rows; row 0 is for unknown words. Chinese has words and, marked ``#``, characters."""
    lines = list(_lines(data, language))
    if language != "zh":
        cut = FEATURES[language]({}, {}).tokens
        sentences = [[DIGITS.sub("0", line[a:b].lower()) for a, b in cut(line)] for line in lines]
        words, vectors = embed(sentences, words=WORDS[language], contexts=4000, width=WIDTH)
        return _numbered(words, vectors)
    import jieba

    words, vectors = embed(
        (list(jieba.cut(line, HMM=False)) for line in lines), words=WORDS["zh"], contexts=5000, width=WIDTH
    )
    cut = FEATURES["zh"]({}, {}).tokens
    letters, more = embed(
        ([han_token(line[a:b]) for a, b in cut(line)] for line in lines),
        words=8000,
        contexts=3000,
        width=WIDTH,
        least=5,
    )
    return _numbered([*words, *(f"#{letter}" for letter in letters)], np.concatenate([vectors, more]))


def _numbered(words: list[str], vectors: Floats) -> tuple[dict[str, int], Floats]:
    empty = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    return {word: row for row, word in enumerate(["", *words])}, np.concatenate([empty, vectors])


def _lines(data: Path, language: str) -> Iterator[str]:
    convert = simplify.__wrapped__ if language == "zh" else str
    dev = clean_texts(data / "eval" / "dev" / "docs", language).values()
    known = {line[:20] for text in dev for line in text.split("\n") if len(line) >= 20}
    for line in raw_lines(data / "corpus" / ARCHIVES[language]):
        plain = convert(line)
        if plain[:20] not in known:
            yield plain
    for text in clean_texts(data / "eval" / "train" / "docs", language).values():
        yield from text.split("\n")
    for name in TRAIN[language]:
        with (data / "data" / "ner" / "train" / language / f"{name}.jsonl").open(encoding="utf-8") as rows:
            yield from (json.loads(row)["text"] for row in rows)


def name_words(data: Path, language: str) -> dict[str, str]:
    """Known words of names (Wikidata, CC0): small Latin letters or Simplified characters; 1, 2 or 3 by frequency."""
    counts: dict[str, int] = {}
    with (data / "data" / "names" / "en-zh-name-words.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = simplify(row[2].replace(" ", "")) if language == "zh" else row[1]
            if len(name) > 1:
                counts[name] = counts.get(name, 0) + int(row[3])
    return {name: "3" if count > 9 else "2" if count > 1 else "1" for name, count in sorted(counts.items())}
