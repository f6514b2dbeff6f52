"""The tokenizer of the shipped pipelines: the same tokens that the recognizers see, so that no name straddles one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.models.features import FEATURES


class Tokenizer:
    """Cuts a text as `kg.models.features` does; white space other than one space between words is a token."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab = vocab
        self._tokens = FEATURES[language]({}, {}).tokens

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for start, end in self._tokens(text):
            gap = text[position:start]
            if gap:
                _add_gap(gap, words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            position = end
        if position < len(text):
            _add_gap(text[position:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 100) -> Iterable[Doc]:
        """spaCy's interface for many texts."""
        return map(self, texts)

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to write: the language is in the configuration."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """Nothing to read."""
        return self


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap[0] == " " and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@registry.tokenizers("kg_tokenizer")  # type: ignore[untyped-decorator]
def make_tokenizer(language: str) -> Callable[[Language], Tokenizer]:
    """What ``config.cfg`` names."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, language)

    return create
