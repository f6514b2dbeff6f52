"""How often a build is right, measured on annotated articles: names found, entities linked, contacts told.

The gold format is one JSON file per article (`read_gold`); the measures are described where they are counted:
`detection`, `linking`, `contacts`.
"""

from __future__ import annotations

from kg.evaluation.gold import GoldArticle, GoldContact, GoldEntity, GoldFormatError, read_gold
from kg.evaluation.measures import Evaluation, evaluate
from kg.evaluation.report import figures, record, tables

__all__ = [
    "Evaluation", "GoldArticle", "GoldContact", "GoldEntity", "GoldFormatError",
    "evaluate", "figures", "read_gold", "record", "tables",
]
