"""The two ways to a `KnowledgeGraph`: build one from articles, or load one that was built before."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.machine import collecting_seldom

if TYPE_CHECKING:  # stages and their libraries are imported when they are needed: kg --help must not wait for them
    from kg.config import Config
    from kg.engines import Engine
    from kg.graph import KnowledgeGraph
    from kg.pipeline import Progress

Where = str | PathLike[str]


def build(
    inputs: Where | Sequence[Where],
    *,
    config: Where | Config | None = None,
    watchlist: Where | None = None,
    curation: Where | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> KnowledgeGraph:
    """The graph of the articles in files, folders and archives; nothing is written.

    ``config`` is a TOML file or a `Config`, ``watchlist`` a text or CSV file with names of your own, ``curation`` a YAML
    file with your decisions about names, ``engine`` where the work is done (one of `kg.engines`, best in a ``with`` statement,
    which ends its workers; default: in this process). What was skipped, and which decisions did not apply,
    is in ``.build.problems``. Raises `KGError` where nothing could be built.

    On several cores it takes least time where the environment has ``OMP_NUM_THREADS=1`` before numpy is imported: matrices
    are small here, and threads wait for each other.
    """
    from kg import pipeline
    from kg.config import Config, read_config
    from kg.graph import KnowledgeGraph

    paths = [Path(inputs)] if isinstance(inputs, str | PathLike) else [Path(one) for one in inputs]
    settings = config if isinstance(config, Config) else read_config(Path(config) if config else None)
    files = {"watchlist": watchlist, "curation": curation}
    settings = settings.model_copy(update={name: str(file) for name, file in files.items() if file is not None})
    with collecting_seldom():
        return KnowledgeGraph(pipeline.build(paths, settings, progress or pipeline.silent, engine))


def load(place: Where, *, progress: Progress | None = None) -> KnowledgeGraph:
    """The graph that an earlier build wrote into a folder, or that is kept in a store (a file, see ``kg add``).

    A folder's files are read as far as questions need them; a store is put together anew. Raises `KGError`, of a folder
    `BuildFormatError`, here or when a question finds a broken line.
    """
    from kg.graph import KnowledgeGraph

    if Path(place).is_file():
        from kg import pipeline
        from kg.store import Corpus

        with collecting_seldom(), Corpus.open(Path(place), create=False) as corpus:
            return KnowledgeGraph(pipeline.assemble(corpus, corpus.config(), progress or pipeline.silent))
    from kg.exporters.stored import Stored

    return KnowledgeGraph(Stored(Path(place)))
