"""What a build was made with: versions of kg, its models and tables, and the settings that change results."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    if config.watchlist:
        chosen["watchlist"] = hashlib.sha256(Path(config.watchlist).read_bytes()).hexdigest()[:16]
    return {"kg": kg_version(), "models": _models(), "tables": _tables(), "config": chosen}


def _models() -> dict[str, str]:
    found = {}
    for folder in sorted(files("kg.models").iterdir(), key=lambda entry: entry.name):
        meta = folder / "meta.json"
        if folder.is_dir() and meta.is_file():
            found[folder.name] = str(json.loads(meta.read_text(encoding="utf-8")).get("version", ""))
    return found


def _tables() -> str:
    state = hashlib.sha256()
    for entry in sorted(_entries(files("kg.knowledge") / "data"), key=lambda entry: entry.name):
        state.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return state.hexdigest()[:16]


def _entries(folder: Traversable) -> list[Traversable]:
    return [entry for entry in folder.iterdir() if entry.is_file()]
