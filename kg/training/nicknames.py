"""``python -m kg.training nicknames [TARGET]``: English nicknames, from the package ``nicknames`` (Apache-2.0)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from kg.errors import KGError


def sensible(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(full form, nickname) pairs without those whose nickname is a full form of its own right (aaron, erin), unless it
    begins as the full form does (alexander, alex)."""
    pairs = sorted(set(rows))
    full = {name for name, _ in pairs}
    for name, nick in pairs:
        if name.isalpha() and nick.isalpha() and (nick not in full or name.startswith(nick[:3])):
            yield name, nick


def write_nicknames(target: str | None = None) -> str:
    """Writes ``nicknames.tsv`` into `kg.names`, or to ``target``. Returns a line to print."""
    import kg.names

    try:
        text = (files("nicknames") / "names.csv").read_text(encoding="utf-8")
    except ModuleNotFoundError:
        raise KGError("the package nicknames is missing: pip install 'kg[training]'") from None
    rows = [(row["name1"], row["name2"]) for row in csv.DictReader(text.splitlines())]
    lines = [
        "# Made by `python -m kg.training nicknames` from the package nicknames 1.0 (Apache-2.0).",
        "full\tnicknames",
    ]
    table: dict[str, list[str]] = {}
    for name, nick in sensible(rows):
        table.setdefault(name, []).append(nick)
    lines += [f"{name}\t{' '.join(nicks)}" for name, nicks in sorted(table.items())]
    place = Path(target) if target else Path(kg.names.__file__).parent / "data" / "nicknames.tsv"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{len(table)} names in {place.name}"
