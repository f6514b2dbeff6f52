"""Which trained pipelines there are: those that ship, those installed for spaCy, and public ones that could be.

Nothing is fetched or loaded: the facts come from the packages' ``meta.json`` and from a table kept by hand.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from kg.config import Config
from kg.languages import LANGUAGES
from kg.models import LABELS, SHIPPED

State = Literal["ships", "installed", "can be installed", "missing"]

MEGABYTE = 2**20

ONTONOTES = ("FAC", "GPE", "LOC", "ORG", "PERSON")
WIKINER = ("LOC", "ORG", "PER")

PUBLIC: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("de_core_news_sm", "de", 13, WIKINER),
    ("de_core_news_md", "de", 42, WIKINER),
    ("de_core_news_lg", "de", 541, WIKINER),
    ("en_core_web_sm", "en", 12, ONTONOTES),
    ("en_core_web_md", "en", 31, ONTONOTES),
    ("en_core_web_lg", "en", 382, ONTONOTES),
    ("en_core_web_trf", "en", 436, ONTONOTES),
    ("zh_core_web_sm", "zh", 46, ONTONOTES),
    ("zh_core_web_md", "zh", 74, ONTONOTES),
    ("zh_core_web_lg", "zh", 575, ONTONOTES),
    ("zh_core_web_trf", "zh", 396, ONTONOTES),
)
"""Public pipelines that find names: name, language, size in MB as the pages of spaCy 3.8 give it (rounded; what a
transformer needs besides is not counted), labels that kg understands. ``de_dep_news_trf`` is left out: it parses, but
finds no names."""

_POSITION = re.compile(r"^[BILUO]-")
"""Where in a name a token stands: part of the labels of taggers such as ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Available:
    """A pipeline. ``pipeline`` is what the configuration calls it, ``size`` its megabytes (2**20 bytes; None where
    nobody knows), ``labels`` those of its labels that kg understands, ``used`` whether the configuration asks for it,
    ``command`` what installs it, or None."""

    pipeline: str
    language: str
    version: str | None
    size: float | None
    labels: tuple[str, ...]
    state: State
    used: bool
    command: str | None = None


def available(config: Config) -> tuple[Available, ...]:
    """All pipelines by language, and what ``config`` uses of them: those that ship first, then the installed, then the
    public ones. A pipeline that the configuration names and that isn't there has the state ``missing``."""
    wanted = {(language, config.pipeline(language)) for language in LANGUAGES}
    known: dict[tuple[str, str], Available] = {}
    installed = {one.pipeline: one for one in _installed()}
    for one in (*_shipped(), *installed.values(), *_public()):
        known.setdefault((one.language, one.pipeline), one)
    for language, name in wanted - known.keys():  # of many languages, such as xx_ent_wiki_sm, or in no table
        found = installed.get(name)
        known[language, name] = replace(found, language=language) if found else _named(language, name)
    rows = [replace(one, used=key in wanted) for key, one in known.items()]
    order: tuple[State, ...] = ("ships", "missing", "installed", "can be installed")
    return tuple(sorted(rows, key=lambda one: (one.language, order.index(one.state), one.size or 0, one.pipeline)))


def _shipped() -> Iterator[Available]:
    for language in SHIPPED:
        yield _in_folder(Path(__file__).parent / language, "shipped", language, "ships")


def _installed() -> Iterator[Available]:
    for entry in sorted(entry_points(group="spacy_models"), key=lambda entry: entry.name):
        spec = importlib.util.find_spec(entry.value.split(":")[0])
        for folder in spec.submodule_search_locations or () if spec else ():
            yield _in_folder(Path(folder), entry.name, entry.name.split("_")[0], "installed")


def _public() -> Iterator[Available]:
    for name, language, size, labels in PUBLIC:
        yield Available(
            pipeline=name,
            language=language,
            version=None,
            size=size,
            labels=labels,
            state="can be installed",
            used=False,
            command=_command(name),
        )


def _named(language: str, name: str) -> Available:
    """A pipeline that no table has: ``blank``, or the path of one."""
    if name == "blank":
        return Available(pipeline=name, language=language, version=None, size=0, labels=(), state="ships", used=True)
    if Path(name).is_dir():
        return _in_folder(Path(name), name, language, "installed")
    return Available(
        pipeline=name,
        language=language,
        version=None,
        size=None,
        labels=(),
        state="missing",
        used=True,
        command=_command(name),
    )


def _in_folder(folder: Path, name: str, language: str, state: State) -> Available:
    meta = _meta(folder)
    return Available(
        pipeline=name,
        language=str(meta.get("lang") or language) if state == "installed" else language,
        version=str(meta["version"]) if "version" in meta else None,
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEGABYTE,
        labels=_labels(meta),
        state=state,
        used=False,
    )


def _meta(folder: Path) -> dict[str, Any]:
    """What ``meta.json`` says, in the folder or, in older packages, one below it; empty where nothing is readable."""
    for path in sorted([*folder.glob("meta.json"), *folder.glob("*/meta.json")], key=lambda path: len(path.parts)):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _labels(meta: dict[str, Any]) -> tuple[str, ...]:
    """The labels of its components that kg takes for people, organizations or places."""
    components = meta.get("labels")
    rows = components.values() if isinstance(components, dict) else ()
    names = {_POSITION.sub("", str(label)) for row in rows for label in row}
    return tuple(sorted(name for name in names if LABELS.get(name)))


def _command(name: str) -> str:
    return f"python -m spacy download {name}"
