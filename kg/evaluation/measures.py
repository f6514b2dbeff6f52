"""A build against annotated articles: all measures at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluation.alignment import align
from kg.evaluation.contacts import Contacts, contacts
from kg.evaluation.detection import Detection, detection
from kg.evaluation.gold import GoldArticle
from kg.evaluation.linking import Linking, linking, rows
from kg.model import Build


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All measures. ``articles`` counts the annotated ones, ``absent`` are the ids of those that the build lacks (all
    that they name counts as missed)."""

    articles: int
    absent: tuple[str, ...]
    detection: Detection
    linking: Linking
    contacts: Contacts

    @property
    def errors(self) -> tuple[str, ...]:
        """One line per miss and per false find, by article."""
        return tuple(sorted([*self.detection.errors, *self.contacts.errors]))


def evaluate(gold: Sequence[GoldArticle], build: Build) -> Evaluation:
    """Measures ``build`` on the annotated articles. Articles are found by file name: what else the build holds doesn't
    count."""
    aligned = align(gold, build)
    return Evaluation(
        articles=len(aligned),
        absent=tuple(one.gold.id for one in aligned if one.article is None),
        detection=detection(aligned, {entity.id: entity for entity in build.entities}),
        linking=linking(rows(aligned)),
        contacts=contacts(aligned, build),
    )
