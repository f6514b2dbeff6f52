"""The layering that CONTRIBUTING.md draws: a stage imports only the shared ground and itself."""

from __future__ import annotations

import ast
from pathlib import Path

import kg

ROOT = Path(kg.__file__).parent
GROUND = {"model", "errors", "registry", "languages", "knowledge", "names", "config", "curation", "rows"}
STAGES = {"readers", "normalize", "recognizers", "resolve", "relations", "graph", "exporters"}
ALSO = {
    "recognizers": {"models"},  # the trained pipelines are what its statistical recognizer runs
    "exporters": {"graph", "versions"},  # exporters write the graph
    # a part of a graph is counted by the code that counted the whole; in a notebook a graph shows itself as its page
    "graph": {"relations", "normalize", "exporters"},
}


def imported(path: Path) -> set[str]:
    """Names of kg's modules, first level, that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("kg.")}
    return found


def test_stages_import_only_the_ground_and_themselves() -> None:
    wrong = []
    for stage in sorted(STAGES):
        allowed = GROUND | {stage} | ALSO.get(stage, set())
        for path in sorted((ROOT / stage).rglob("*.py")):
            wrong += [f"{path.relative_to(ROOT)} imports kg.{name}" for name in sorted(imported(path) - allowed)]
    assert wrong == []


def test_the_ground_imports_no_stage() -> None:
    wrong = []
    for name in sorted(GROUND):
        paths = [ROOT / f"{name}.py"] if (ROOT / f"{name}.py").exists() else sorted((ROOT / name).rglob("*.py"))
        assert paths, name
        wrong += [f"{p.relative_to(ROOT)} imports {sorted(imported(p) & STAGES)}" for p in paths if imported(p) & STAGES]
    assert wrong == []


def test_every_package_folder_is_known() -> None:
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))}
    assert folders - STAGES - GROUND - {"commands", "models", "training", "evaluation", "engines", "store"} == set()
