"""Latin names with a slip that gloss the Han name of somebody far better known: Macro Rubio, Narenda Modi."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.names.latin import parse, slip
from kg.resolve.aliases import AliasTable
from kg.resolve.evidence import Evidence
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key

MANY = 8
"""How many times more evidence than the slip the right spelling has, at least."""
FEWER, LONG = 4, 4
"""The same where the Chinese name has this many characters: few share one so long."""
SELDOM = 3
"""Articles in which a slip may stand."""


def misspellings(evidence: Evidence, table: AliasTable) -> Mapping[Key, Key]:
    """The Latin keys that are slips, each with the key of the right spelling."""
    rights: dict[Key, Key] = {}
    for han in sorted(key for key in evidence.glossed if key.space == "person" and key.form in ("han", "dotted")):
        counts = {key: evidence.articles[key] for key in evidence.glossed[han] if key.form == "latin" and not key.sense}
        for listed, n in table.listing(han).items():
            row = table.row(listed)
            if row is not None and (key := row.latin_keys()[0]).form == "latin":
                counts[key] = max(n, counts.get(key, 0))
        ratio = FEWER if len(han.name) >= LONG else MANY
        for key in sorted(counts):
            few = evidence.articles[key]
            if key in evidence.articles and few <= SELDOM and not table.listing(key):
                better = [one for one in counts if counts[one] >= ratio * few and wrong(key.name, one.name)]
                if better:
                    rights[key] = min(better, key=lambda one: (-counts[one], one))
    return {key: right for key, right in rights.items() if right not in rights}


def wrong(name: str, right: str) -> bool:
    """A slip, or the right name with more letters behind it: Tsai Ing-wen-wen."""
    return slip(name, right) or (parse(right).eastern and len(right) >= 8 and name.startswith(right))


def corrected(rights: Mapping[Key, Key]) -> Iterable[Pair]:
    """The judgements."""
    for key, right in sorted(rights.items()):
        yield judged(key, right, "gloss", 0.9, f"a slip of {right.name}: both gloss one Chinese name")
