"""Decisions that people make about names: a plain-text YAML file, applied on every build.

The file is a list, one decision per entry, read top to bottom by people and in no order by kg; deleting an entry undoes
it. `EXAMPLES` has one entry of each kind. What an entry can't do in a build (no such name) is a `Problem` with file and
line, never a silent change.
"""

from __future__ import annotations

from kg.curation.entries import (
    EXAMPLES,
    Block,
    Curation,
    Decision,
    Different,
    Entry,
    Pointer,
    Rename,
    Retype,
    Same,
    Split,
)
from kg.curation.reading import parse, read_curation
from kg.curation.writing import append, written

__all__ = [
    "EXAMPLES",
    "Block",
    "Curation",
    "Decision",
    "Different",
    "Entry",
    "Pointer",
    "Rename",
    "Retype",
    "Same",
    "Split",
    "append",
    "parse",
    "read_curation",
    "written",
]
