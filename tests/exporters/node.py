"""Graphology and Cytoscape.js as readers of graph files, where Node.js and the packages of tests/node are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "node"

PACKAGES = {
    "graphml": "graphology-graphml", "gexf": "graphology-gexf", "cyjs": "cytoscape",
    "cypher": "@neo4j-cypher/editor-support",
}


def _modules() -> Path:
    """Where the packages are: ``KG_NODE_MODULES``, or what ``npm install`` makes in tests/node."""
    return Path(os.environ.get("KG_NODE_MODULES") or FOLDER / "node_modules")


def read(kind: str, path: Path) -> dict[str, Any]:
    """What graphology (``graphml``, ``gexf``) or Cytoscape.js (``cyjs``) finds in a file, and what Neo4j's grammar has
    against a script (``cypher``); skips the test without them."""
    node = shutil.which("node")
    package = PACKAGES[kind]
    if node is None or not (_modules() / package).is_dir():
        pytest.skip(f"needs Node.js and {package}: npm install --prefix tests/node (or set KG_NODE_MODULES)")
    done = subprocess.run(
        [node, str(FOLDER / "read.js"), kind, str(path)], capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | {"NODE_PATH": str(_modules())},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
