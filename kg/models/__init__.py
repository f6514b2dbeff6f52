"""The trained pipelines: those that ship in this package, and any installed spaCy pipeline in their place.

Nothing is fetched here. spaCy is imported at the first `load`, not with this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["LABELS", "SHIPPED", "load", "names"]

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


def names(nlp: Language, text: str) -> list[tuple[int, int, str, float | None]]:
    """(start, end, the pipeline's label, confidence or None where it doesn't say) of the entities in ``text``, in code
    points.

    A pipeline that is nothing but our recognizer is asked directly: for as many names, spaCy's document with its words
    costs a fifth of the time.
    """
    from kg.models.recognizer import Recognizer
    from kg.models.tokens import Tokenizer

    if len(nlp.pipeline) == 1 and isinstance(nlp.tokenizer, Tokenizer):
        component = nlp.pipeline[0][1]
        if isinstance(component, Recognizer):
            return [*component.names([text])[0]]
    doc = nlp(text)
    sure = doc.user_data.get("kg_confidence", {})
    return [(e.start_char, e.end_char, e.label_, sure.get((e.start_char, e.end_char))) for e in doc.ents]


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
