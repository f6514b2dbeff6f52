"""The pipeline component ``kg_recognizer``: a spaCy component that finds PER, ORG and LOC with our own network.

It works on the text of a document, not on its tokens, and sets ``doc.ents``; ``doc.user_data["kg_confidence"]`` maps
(start, end) in code points to the probability of the name's labels. Importing this module registers it with spaCy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.models.crf import Floats, Ints, allowed_steps, label_names
from kg.models.features import FEATURES, Features, Offsets
from kg.models.finding import TYPES, Finder, Name, read_tables
from kg.models.network import build_network, parameters, read_weights, use_openblas, write_weights


class Recognizer:
    """Finds names in texts. ``settings`` are the keyword arguments of `build_network`, less the labels."""

    def __init__(self, language: str, settings: dict[str, Any]) -> None:
        self.language = language
        self.settings = settings
        self.labels = label_names(TYPES)
        self.steps = allowed_steps(self.labels)
        self.vocabulary: dict[str, int] = {}
        self.lexicon: dict[str, str] = {}
        self.features: Features = FEATURES[language]({}, {})
        self.network = build_network(**settings, labels=len(self.labels))
        self._finder: Finder | None = None
        use_openblas(self.network)

    def set_tables(self, vocabulary: dict[str, int], lexicon: dict[str, str]) -> None:
        """Use these vector rows per word and these known names."""
        self.vocabulary, self.lexicon = vocabulary, lexicon
        self.features = FEATURES[self.language](vocabulary, lexicon)
        self._finder = None

    def forget(self) -> None:
        """Have the next names found with the weights that the network has by then; call it when they changed."""
        self._finder = None

    def finder(self) -> Finder:
        """Finds names with the weights that the network had when this was first called."""
        if self._finder is None:
            self._finder = Finder(self.features, parameters(self.network))
        return self._finder

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        """As `Finder.names`."""
        return self.finder().names(texts)

    def decode(self, texts: Sequence[str]) -> Iterator[tuple[int, Offsets, Ints, Floats]]:
        """As `Finder.decode`."""
        return self.finder().decode(texts)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """spaCy's interface for many documents."""
        queue = iter(stream)
        while docs := list(islice(queue, batch_size)):
            for doc, names in zip(docs, self.names([doc.text for doc in docs]), strict=True):
                spans = [
                    doc.char_span(start, end, label=kind, alignment_mode="expand") for start, end, kind, _ in names
                ]
                doc.set_ents([span for span in spans if span is not None])
                doc.user_data["kg_confidence"] = {(start, end): sure for start, end, _, sure in names}
                yield doc

    def fingerprint(self) -> str:
        """Eight hexadecimal digits that depend on every weight."""
        state = hashlib.blake2b(digest_size=4)
        for node in self.network.walk():
            for name in node.param_names:
                state.update(np.asarray(node.get_param(name), dtype=np.float16).tobytes())
        return state.hexdigest()

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and tables into the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        write_weights(self.network, folder / "weights.npz")
        tables = {"vocabulary": list(self.vocabulary), "lexicon": self.lexicon}
        data = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
        (folder / "tables.json.gz").write_bytes(gzip.compress(data, mtime=0))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Recognizer:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        self.set_tables(*read_tables(folder))
        read_weights(self.network, folder / "weights.npz")
        return self


@Language.factory("kg_recognizer", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_recognizer(nlp: Language, name: str, language: str, settings: dict[str, Any]) -> Recognizer:
    """The component, empty; spaCy calls this with what ``config.cfg`` says."""
    return Recognizer(language, settings)
