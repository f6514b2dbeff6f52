"""What tests of several folders share: one build of seeds/."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.exporters import export_all

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds_graph() -> kg.KnowledgeGraph:
    """The graph of seeds/, built once a run. Nobody may change it."""
    return kg.build(SEEDS)


@pytest.fixture(scope="session")
def seeds_exports(seeds_graph: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``kg build seeds`` writes. Nobody may write there."""
    folder = tmp_path_factory.mktemp("seeds") / "exports"
    export_all(seeds_graph.build, folder)
    return folder
