"""The trained pipelines: those that ship in this package, and any installed spaCy pipeline in their place.

Nothing is fetched here. spaCy, which takes most of a second, is imported where a pipeline of its own is asked for, or
one of ours as a spaCy pipeline (`load`); to find names with those that ship (`finder`) needs no spaCy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import KGError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "SHIPPED", "Finds", "finder", "load"]

SHIPPED = ("de", "en", "zh")
"""Languages with a pipeline of their own in this folder."""

LABELS: Mapping[str, str | None] = {
    "PER": "PER",
    "PERSON": "PER",
    "PRS": "PER",
    "NRP": None,
    "persName": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "orgName": "ORG",
    "GPE_ORG": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "GPE_LOC": "LOC",
    "FAC": "LOC",
    "placeName": "LOC",
    "geogName": "LOC",
    "NORP": None,
    "MISC": None,
    "EVENT": None,
    "LAW": None,
    "PRODUCT": None,
    "WORK_OF_ART": None,
    "LANGUAGE": None,
    "DATE": None,
    "TIME": None,
    "PERCENT": None,
    "MONEY": None,
    "QUANTITY": None,
    "ORDINAL": None,
    "CARDINAL": None,
}
"""Label of a pipeline (ours, OntoNotes, WikiNER) -> PER, ORG or LOC; None for what is no name of ours. Labels that
are missing here are none of ours either."""

WORDS_CACHED = 1_000_000
"""Slots of the tokenizer's cache: the default of 10,000 is full after some dozen articles."""


def load(language: str, pipeline: str = "shipped") -> Language | None:
    """The pipeline for ``language`` (``en``, ``de``, ``zh``), loaded once per process; None for ``blank`` and where
    ``shipped`` has none for the language.

    ``pipeline`` is ``shipped``, ``blank``, the name of an installed spaCy pipeline or the path of one. Chinese text must
    be in Simplified characters. Raises `KGError` where the pipeline isn't there or can't be read.
    """
    if pipeline == "blank" or (pipeline == "shipped" and language not in SHIPPED):
        return None
    return _load(str(Path(__file__).parent / language) if pipeline == "shipped" else pipeline)


class Finds(Protocol):
    """Finds names in texts."""

    def names(self, texts: Sequence[str]) -> Sequence[Sequence[tuple[int, int, str, float | None]]]:
        """For each text (start, end, the pipeline's label, confidence or None where it doesn't say) of its names, in code
        points."""


def finder(language: str, pipeline: str = "shipped") -> Finds | None:
    """What finds names with the pipeline that `load` would load, made once per process; None where that gives None."""
    if pipeline == "shipped":
        return _shipped(language) if language in SHIPPED else None
    nlp = load(language, pipeline)
    return None if nlp is None else _Spacy(nlp)


@cache
def _shipped(language: str) -> Finds:
    from kg.models.finding import Finder

    return Finder.from_disk(language, Path(__file__).parent / language / "ner")


class _Spacy:
    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def names(self, texts: Sequence[str]) -> list[list[tuple[int, int, str, float | None]]]:
        found = []
        for doc in map(self._nlp, texts):
            sure = doc.user_data.get("kg_confidence", {})
            found.append([(e.start_char, e.end_char, e.label_, sure.get((e.start_char, e.end_char))) for e in doc.ents])
        return found


@cache
def _load(name: str) -> Language:
    import spacy

    # spaCy finds our component and tokenizer once these are imported
    import kg.models.recognizer
    import kg.models.tokens  # noqa: F401
    from kg.models.network import use_openblas

    try:
        nlp = spacy.load(name)
    except OSError as error:
        if not spacy.util.is_package(name) and not Path(name).exists():
            hint = f"python -m spacy download {name}"
            raise KGError(f"no spaCy pipeline {name!r} is installed; install it with: {hint}") from None
        raise KGError(
            f'the spaCy pipeline {name!r} can\'t be read ({error}); install it again, or use pipeline = "shipped"'
        ) from None
    except ValueError as error:
        hint = f"it was made for another spaCy than {version('spacy')}"
        raise KGError(f"the spaCy pipeline {name!r} can't be used ({error}); {hint}") from None
    for _, pipe in nlp.pipeline:
        network = getattr(pipe, "model", None)
        if network is not None and hasattr(network, "walk"):
            use_openblas(network)
    if hasattr(nlp.tokenizer, "max_cache_size"):
        nlp.tokenizer.max_cache_size = WORDS_CACHED
    return nlp
