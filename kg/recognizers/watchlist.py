"""A user's own names: a text file (one name a line) or CSV (name, type, aliases, country) that wins over all tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ConfigError
from kg.knowledge import Fact, Name
from kg.model import ENTITY_TYPES, EntityType, digest
from kg.recognizers.automaton import Automaton, longest
from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS
from kg.recognizers.vocabulary import simplifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One line of a watchlist. ``aliases`` include the name."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    country: str | None = None

    @property
    def fact(self) -> Fact:
        """The line as a fact like those of the knowledge tables."""
        names = tuple(Name(text=alias, language=_language(alias)) for alias in self.aliases)
        return Fact(
            id=self.id,
            type=self.type,
            label=self.name,
            country=self.country,
            kind=None,
            names=names,
            origin="watchlist",
        )


def _language(alias: str) -> str:
    """The language tag under which an alias is listed: a guess by script, for a list says no more."""
    if not any("\u3400" <= char <= "\u9fff" for char in alias):
        return "en"
    return "zh-Hans" if simplifier()(alias) == alias else "zh-Hant"


def read_watchlist(path: Path) -> tuple[Watched, ...]:
    """The names in a watchlist.

    Text: one ``name | alias | alias`` a line, an optional ``type:`` before it (``agency: DEA | 緝毒局``; without one,
    person); ``#`` begins a comment. CSV: a header with ``name`` and optionally ``type``, ``aliases`` (separated by
    ``|``) and ``country``. Raises `ConfigError` with the line number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or "unreadable").lower()
        raise ConfigError(f"{path}: {reason}; a watchlist is a UTF-8 text or CSV file") from None
    if path.suffix.lower() == ".csv":
        return tuple(_from_csv(text, path))
    found = []
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.split("#")[0].strip()
        if not line:
            continue
        head, colon, rest = line.partition(":")
        kind, names = (head.strip().lower(), rest) if colon and "|" not in head else ("person", line)
        found.append(_watched(names.split("|"), kind, None, f"{path}:{number}"))
    return tuple(found)


def _from_csv(text: str, path: Path) -> list[Watched]:
    lines = csv.DictReader(text.splitlines())
    if "name" not in (lines.fieldnames or ()):
        raise ConfigError(f"{path}: no column 'name'; a watchlist has name and optionally type, aliases, country")
    return [
        _watched(
            [row["name"], *(row.get("aliases") or "").split("|")],
            (row.get("type") or "person").strip().lower(),
            (row.get("country") or "").strip().upper() or None,
            f"{path}:{number}",
        )
        for number, row in enumerate(lines, start=2)
        if (row["name"] or "").strip()
    ]


def _watched(names: list[str], kind: str, country: str | None, where: str) -> Watched:
    clean = [name.strip() for name in names if name.strip()]
    if kind not in ENTITY_TYPES or not clean:
        raise ConfigError(f"{where}: {kind!r} is no type of entity; types are: {', '.join(ENTITY_TYPES)}")
    return Watched(
        id=f"{kind}:watch-{digest(kind, clean[0])}",
        name=clean[0],
        type=kind,
        aliases=tuple(dict.fromkeys(clean)),
        country=country,
    )


def automaton(watched: tuple[Watched, ...]) -> Automaton[Watched]:
    """Finds the watched names in analysed text, Traditional spellings after conversion."""
    simplify = simplifier() if any(not alias.isascii() for row in watched for alias in row.aliases) else str
    table: dict[str, Watched] = {}
    for row in watched:
        for alias in row.aliases:
            table.setdefault(alias, row)
            table.setdefault(simplify(alias), row)
    return Automaton(table)


def candidates(text: str, names: Automaton[Watched]) -> list[Candidate]:
    """The watched names that stand in ``text``, Latin ones as whole words."""
    return [
        Candidate(
            start=start,
            end=end,
            type=row.type,
            recognizer="watchlist",
            rank=RANKS["watchlist"],
            known=row.id,
            country=row.country,
        )
        for start, end, row in longest(names.find(text))
        if not (text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum())
        and not (text[end - 1].isascii() and end < len(text) and text[end].isascii() and text[end].isalnum())
    ]
