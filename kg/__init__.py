"""Who met whom, in news articles of several languages, with the sentence that says so.

>>> import kg
>>> g = kg.build("seeds/")           # or kg.load("exports/")
>>> g.who_met("王毅")                 # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.api import build, load
from kg.errors import BuildFormatError, ConfigError, KGError, Problem, UnknownNameError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = [
    "BuildFormatError",
    "ConfigError",
    "KGError",
    "KnowledgeGraph",
    "Problem",
    "UnknownNameError",
    "build",
    "load",
]


def __getattr__(name: str) -> object:
    if name == "KnowledgeGraph":  # imported at first use: it brings networkx
        from kg.graph import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
