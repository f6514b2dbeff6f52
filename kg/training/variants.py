"""Sentences as headlines set them: Every Word Capital, or ALL LETTERS CAPITAL; the names stay where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.training.annotated import Example

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def headline(example: Example) -> Example:
    """The example with a capital at every word."""
    return replace(example, text=WORD.sub(lambda word: word.group()[0].upper()[:1] + word.group()[1:], example.text))


def capitals(example: Example) -> Example:
    """The example in capital letters; letters that have none of the same length (ß) stay."""
    text = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in example.text)
    return replace(example, text=text)


def variants(examples: Iterable[Example], language: str) -> Iterator[Example]:
    """One in ten English sentences as a headline, one in twenty English or German ones in capitals; none in Chinese."""
    for number, example in enumerate(examples):
        if language == "en" and number % 10 == 3:
            yield headline(example)
        if language != "zh" and number % 20 == 7:
            yield capitals(example)
