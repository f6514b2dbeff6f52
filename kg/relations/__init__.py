"""Documents and entities to reports, reports to events, and both to relations.

``reports`` says what one article states; ``events`` puts the reports of one real meeting together; ``relations`` gives
the pairs: ``co_mentioned``, ``met`` and ``holds_role``.
"""

from __future__ import annotations

from kg.relations.events import events, homes_of
from kg.relations.extract import EXTRACTORS, reports, stated
from kg.relations.pairs import Relations, relations
from kg.relations.report import Report
from kg.relations.roles import titles
from kg.relations.spots import Name, PlainSpot, names, plain, unplain

__all__ = [
    "EXTRACTORS", "Name", "PlainSpot", "Relations", "Report", "events", "homes_of", "names", "plain", "relations", "reports",
    "stated", "titles", "unplain",
]
