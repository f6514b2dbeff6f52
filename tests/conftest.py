"""What tests of several folders share: one build of seeds/."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.exporters import export_all

COLLECTION = (50_000, 10, 10)
"""Thresholds of Python's collector while tests run: commands called by them set others, for a process that ends with them."""

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.set_threshold(*COLLECTION)
    yield
    gc.set_threshold(*COLLECTION)


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
