"""Who met whom, in news articles of several languages, with the sentence that says so.

>>> import kg
>>> g = kg.build("seeds/")           # or kg.load("exports/")
>>> g.who_met("王毅")                 # doctest: +SKIP
"""

from __future__ import annotations

from kg.api import build, load
from kg.errors import BuildFormatError, ConfigError, KGError, Problem, UnknownNameError
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
