"""What a build was made with: versions of kg, its models and tables, and the settings that change results."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.config import Config


def kg_version() -> str:
    """The installed version of kg, ``0+source`` where it runs without being installed."""
    try:
        return version("kg")
    except PackageNotFoundError:
        return "0+source"


def settings(config: Config) -> dict[str, object]:
    """For ``manifest.json``: the same for the same code, models, tables, and configuration, on any day and machine."""
    chosen = config.model_dump(mode="json", exclude_defaults=True)
    for name, file in (("watchlist", config.watchlist), ("curation", config.curation)):
        if file:
            chosen[name] = hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]
    return {"kg": kg_version(), "models": _models(), "tables": _tables(), "config": chosen}


STAGES: dict[str, tuple[str, ...]] = {
    "read": ("model.py", "readers"),
    "normalize": ("model.py", "store/codec.py", "languages", "normalize"),
    "recognize": (
        "model.py", "store/codec.py", "languages", "normalize", "knowledge", "names", "models", "recognizers",
    ),
    "relate": ("model.py", "store/codec.py", "languages", "knowledge", "names", "relations"),
}
"""The files and folders of kg that each stage's results depend on, and how they are packed."""


@cache
def stage(name: str) -> str:
    """A digest of a stage's code, tables and models: what was made under another one has to be made again."""
    return code(*STAGES[name])


@cache
def code(*parts: str) -> str:
    """A digest of files and folders of kg."""
    state = hashlib.sha256()
    for part in parts:
        state.update(part.encode() + b"\0" + _part(part))
    return state.hexdigest()[:16]


@cache
def _part(part: str) -> bytes:
    return _content(files("kg") / part)


def _content(entry: Traversable) -> bytes:
    if entry.is_file():
        return b"" if entry.name.endswith(".pyc") else hashlib.sha256(entry.read_bytes()).digest()
    inside = sorted(entry.iterdir(), key=lambda child: child.name)
    return b"".join(
        child.name.encode() + b"\0" + _content(child) for child in inside if child.name != "__pycache__"
    )


def recognizing(config: Config) -> str:
    """The version of recognizing under a configuration."""
    chosen = settings(config)["config"]
    assert isinstance(chosen, dict)
    parts = {name: chosen[name] for name in ("languages", "watchlist") if name in chosen}
    own = [row.pipeline for row in config.languages.values() if Path(row.pipeline).is_dir()]
    told = [json.dumps(parts, sort_keys=True), *(hashlib.sha256(_content(Path(path))).hexdigest() for path in own)]
    return hashlib.sha256("\0".join([stage("recognize"), *told]).encode()).hexdigest()[:16]


def relating(names: Sequence[object], recognized: str) -> str:
    """The version of relating a document with these names, found by a version of recognizing, with places and entities."""
    return hashlib.sha256((recognized + stage("relate") + json.dumps(names)).encode()).hexdigest()[:16]


def _models() -> dict[str, str]:
    found = {}
    for folder in sorted(files("kg.models").iterdir(), key=lambda entry: entry.name):
        meta = folder / "meta.json"
        if folder.is_dir() and meta.is_file():
            found[folder.name] = str(json.loads(meta.read_text(encoding="utf-8")).get("version", ""))
    return found


def _tables() -> str:
    return code("knowledge/data", "names/data", "normalize/data")
