"""The two ways to a `KnowledgeGraph`: build one from articles, or load one that was built before."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # stages and their libraries are imported when they are needed: kg --help must not wait for them
    from kg.config import Config
    from kg.graph import KnowledgeGraph
    from kg.pipeline import Progress

Where = str | PathLike[str]


def build(
    inputs: Where | Sequence[Where],
    *,
    config: Where | Config | None = None,
    watchlist: Where | None = None,
    progress: Progress | None = None,
) -> KnowledgeGraph:
    """The graph of the articles in files, folders and archives; nothing is written.

    ``config`` is a TOML file or a `Config`, ``watchlist`` a text or CSV file with names of your own. What was skipped
    is in ``.build.problems``. Raises `KGError` where nothing could be built.
    """
    from kg import pipeline
    from kg.config import Config, read_config
    from kg.graph import KnowledgeGraph

    paths = [Path(inputs)] if isinstance(inputs, str | PathLike) else [Path(one) for one in inputs]
    settings = config if isinstance(config, Config) else read_config(Path(config) if config else None)
    if watchlist is not None:
        settings = settings.model_copy(update={"watchlist": str(watchlist)})
    return KnowledgeGraph(pipeline.build(paths, settings, progress or pipeline.silent))


def load(folder: Where) -> KnowledgeGraph:
    """The graph that an earlier build wrote into ``folder``. Raises `BuildFormatError`."""
    from kg.exporters import jsonl
    from kg.graph import KnowledgeGraph

    return KnowledgeGraph(jsonl.read(Path(folder)))
