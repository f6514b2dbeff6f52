"""Latin names with a slip that gloss the Han name of somebody far better known: Macro Rubio, Narenda Modi."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.names.spelling import fold
from kg.resolve.aliases import AliasTable
from kg.resolve.evidence import Evidence
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key

MANY = 8
"""How many times more evidence than the slip the right spelling has, at least."""
SELDOM = 3
"""Articles in which a slip may stand."""


def misspellings(evidence: Evidence, table: AliasTable) -> Mapping[Key, Key]:
    """The Latin keys that are slips, each with the key of the right spelling."""
    rights: dict[Key, Key] = {}
    for han in sorted(key for key in evidence.glossed if key.space == "person" and key.form in ("han", "dotted")):
        counts = {key: evidence.articles[key] for key in evidence.glossed[han] if key.form == "latin" and not key.sense}
        for row, n in table.by_variant.get(han, {}).items():
            for key in table.rows[row].latin_keys()[:1]:
                if key.form == "latin":
                    counts[key] = max(n, counts.get(key, 0))
        for key in sorted(counts):
            if key in evidence.articles and evidence.articles[key] <= SELDOM and key not in table.by_variant:
                better = [one for one in counts if counts[one] >= MANY * evidence.articles[key] and slip(key.name, one.name)]
                if better:
                    rights[key] = min(better, key=lambda one: (-counts[one], one))
    return {key: right for key, right in rights.items() if right not in rights}


def slip(wrong: str, right: str) -> bool:
    """Do two folded names differ by a letter or two, in names of as many words that begin alike?

    >>> slip("macro rubio", "marco rubio"), slip("jill biden", "joe biden")
    (True, False)
    """
    from rapidfuzz.distance import OSA

    a, b = fold(wrong), fold(right)
    if len(b) < 9 or a[0] != b[0] or len(a.replace(" ", "")) < 8:
        return False
    most = 2 if len(b) >= 12 else 1
    return OSA.distance(a, b, score_cutoff=most) <= most


def corrected(rights: Mapping[Key, Key]) -> Iterable[Pair]:
    """The judgements."""
    for key, right in sorted(rights.items()):
        yield judged(key, right, "gloss", 0.9, f"a slip of {right.name}: both gloss one Chinese name")
