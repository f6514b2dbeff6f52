"""What treebanks know of names: the part of speech of words, and sentences in which only proper nouns may be names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.training.annotated import Example

FILES: Mapping[str, tuple[str, ...]] = {"de": ("gsd-train.pos-only.txt",), "en": ("ewt-train.conllu",), "zh": ()}
"""Treebanks to learn from (CC BY-SA 4.0)."""

OPEN = frozenset({"PROPN", "X"})
MAYBE = frozenset({"NOUN", "ADJ", "ADP", "DET", "PUNCT", "CCONJ", "NUM"})
"""Parts of speech that may stand in the middle of a name, next to its proper nouns."""

Tagged = list[tuple[str, str]]


def tagged_sentences(data: Path, language: str) -> Iterator[Tagged]:
    """Sentences as (word, part of speech); a contraction (im) is one word."""
    for name in FILES[language]:
        path = data / "data" / "treebanks" / language / name
        yield from (_conllu(path) if path.suffix == ".conllu" else _tagged_lines(path))


def _tagged_lines(path: Path) -> Iterator[Tagged]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        skip, sentence = 0, []
        for token in line.split():
            word, _, tag = token.rpartition("##")
            if skip:
                skip -= 1
                continue
            if tag == "_":
                skip, tag = 2, "ADP"
            if word:
                sentence.append((word, tag))
        if sentence:
            yield sentence


def _conllu(path: Path) -> Iterator[Tagged]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        cells = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        sentence = [(row[1], row[3]) for row in cells if row[0].isdigit()]
        if sentence:
            yield sentence


def parts_of_speech(data: Path, language: str) -> dict[str, str]:
    """Lower-case word -> the letter of its most frequent part of speech (P proper noun, N noun, V verb, ...)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in tagged_sentences(data, language):
        for word, tag in sentence:
            counts[word.lower()][LETTERS.get(tag, "O")] += 1
    return {word: max(sorted(one), key=one.__getitem__) for word, one in sorted(counts.items()) if word[:1].isalpha()}


LETTERS = {"PROPN": "P", "NOUN": "N", "VERB": "V", "AUX": "V", "ADJ": "A", "ADV": "D"}


def partial_examples(data: Path, language: str, names: frozenset[str]) -> Iterator[Example]:
    """Sentences in which proper nouns, their neighbours and ``names`` are open, and all other words are no names."""
    for number, sentence in enumerate(tagged_sentences(data, language)):
        free = [tag in OPEN or word in names for word, tag in sentence]
        near = list(free)
        for i, (_, tag) in enumerate(sentence):
            near[i] = free[i] or (tag in MAYBE and any(free[max(0, i - 2) : i + 3]))
        text, spans = "", []
        for (word, _), is_open in zip(sentence, near, strict=True):
            if is_open:
                spans.append((len(text), len(text) + len(word), None))
            text += word + " "
        yield Example(source=f"treebank:{number}", text=text.rstrip(), spans=tuple(spans))
