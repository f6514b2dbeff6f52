"""What may never be one thing: another given name, another knowledge id, another country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.names.commonness import doubt
from kg.names.han import is_pinyin_name, latin_keys, split_surname
from kg.names.latin import parse, same_given, same_initials, skeleton
from kg.names.spelling import fold
from kg.names.transcribe import same_sound
from kg.resolve.aliases import AliasRow, AliasTable
from kg.resolve.keys import Key

RARE = 0.05
"""The doubt up to which two rows of the alias table may be of one person."""


def compatible(
    left: Sequence[Key], right: Sequence[Key], table: AliasTable | None, slips: Mapping[Key, Key] | None = None
) -> bool:
    """May these two clusters be one? Needs one space, at most one knowledge id and one alias row, and Latin names
    that can be one person's. ``slips`` are misspelled names with the right ones."""
    if slips:
        left, right = [slips.get(key, key) for key in left], [slips.get(key, key) for key in right]
    both = (*left, *right)
    if len({key.space for key in both}) > 1:
        return False
    if any(key.sense for key in both) and _namesakes(both):
        return False
    if len({key.name for key in both if key.form == "fact"}) > 1:
        return False
    rows = [key for key in both if key.form == "row"]
    if len(rows) > 1 and not _one_listed(rows, table):
        return False
    if both[0].space != "person":
        return True
    listed, labels = _row_names(rows, table), _labels(rows, table)
    for a in left:
        for b in right:
            if a.form == b.form == "latin" and not (a.name in listed and b.name in listed):
                if not same_latin(a.name, b.name) and not _bridged(a.name, b.name, listed, labels, both):
                    return False
            elif a.form == b.form == "han" and not _same_han(a, b, both, listed):
                return False
    return True


def _labels(rows: Sequence[Key], table: AliasTable | None) -> tuple[str, ...]:
    """The folded first Latin names of the rows."""
    found = (row.latin_keys()[0] for row in _listed(rows, table))
    return tuple([key.name for key in found if key.form == "latin"])


def _listed(rows: Sequence[Key], table: AliasTable | None) -> Iterator[AliasRow]:
    return filter(None, map(table.row, rows)) if table is not None else iter(())


def _one_listed(rows: Sequence[Key], table: AliasTable | None) -> bool:
    """Are the names of several rows forms of one rare name (Azmin Ali, Mohamed Azmin Ali)? Initials must agree: George W. and
    George H. W. Bush are two."""
    labels = _labels(rows, table)
    if table is None or len(set(labels)) < len(rows):
        return False
    names = [parse(name) for row in _listed(rows, table) for name in row.latin]
    return all(doubt(one) < RARE and same_latin(one, other) for one in labels for other in labels) and all(
        same_initials(one, other) for one in names for other in names
    )


def _bridged(left: str, right: str, listed: frozenset[str], labels: Sequence[str], both: Sequence[Key]) -> bool:
    """Do other names of the same cluster say that two names are one person's? One of them is a listed spelling (Banjamin
    Netanyahu) of somebody whose own name the other one fits; or a third name holds both: Recep Erdogan and Tayyip
    Erdogan are Recep Tayyip Erdogan."""
    for mine, other in ((left, right), (right, left)):
        if mine in listed and any(same_latin(other, label) for label in labels):
            return True
    return any(key.form == "latin" and _holds(key.name, left) and _holds(key.name, right) for key in both)


def _holds(long: str, short: str) -> bool:
    """Is a name a longer one with names left out: Recep Erdogan of Recep Tayyip Erdogan?"""
    words, fewer = long.split(), short.split()
    return len(words) > len(fewer) > 1 and words[-1] == fewer[-1] and set(fewer) <= set(words)


def _namesakes(keys: Sequence[Key]) -> bool:
    senses: dict[Key, set[str]] = {}
    for key in keys:
        senses.setdefault(Key(key.space, key.form, key.name), set()).add(key.sense)
    return any(len(found) > 1 for found in senses.values())


def _row_names(rows: Sequence[Key], table: AliasTable | None) -> frozenset[str]:
    return frozenset().union(*[table.names(row) for row in rows]) if table is not None else frozenset()


def _same_han(left: Key, right: Key, both: Sequence[Key], listed: frozenset[str]) -> bool:
    """Two Han names without a dot: variants of a foreign name may differ, Chinese names may not."""
    if left.name in right.name or right.name in left.name or left.name in listed or right.name in listed:
        return True
    latin = [key for key in both if key.form == "latin"]
    chinese = [
        key for key in (left, right) if split_surname(key.name) and any(_reads(key.name, other.name) for other in latin)
    ]
    return not chinese


def _reads(han: str, latin: str) -> bool:
    return fold(latin).replace(" ", "") in latin_keys(han)


@lru_cache(maxsize=30_000)
def same_latin(left: str, right: str) -> bool:
    """Can two folded full Latin names be one person's? The same words in another order, one family name with given
    names that fit, or the same sound in German and English transcription.

    >>> same_latin("joe biden", "joseph biden"), same_latin("joe biden", "hunter biden")
    (True, False)
    """
    if left == right or sorted(left.split()) == sorted(right.split()) or _plain(left) == _plain(right):
        return True
    a, b = parse(left), parse(right)
    if a.generation != b.generation:
        return False
    if a.family == b.family and (a.given in b.middle or b.given in a.middle):
        return True
    if a.given == b.given and _longer(left.split(), right.split()):
        return True
    if a.given and b.given and _plain(left[len(a.given):]) == _plain(right[len(b.given):]) and not (a.eastern or b.eastern):
        return same_given(a.given, b.given) or _sounds_as(a.given, b.given)  # Prayut Chan-o-cha, Prayuth Chan Ocha
    if is_pinyin_name(left) or is_pinyin_name(right):
        return sorted(_plain(left)) == sorted(_plain(right)) and a.family in right.split()
    if {w for w in a.middle if len(w) > 1} - set(b.middle) and {w for w in b.middle if len(w) > 1} - set(a.middle):
        return False
    if _sounds_as(a.bare_family, b.bare_family):
        return same_given(a.given, b.given) or (len(a.given) > 2 and _sounds_as(a.given, b.given))
    return False


def _sounds_as(left: str, right: str) -> bool:
    """One word in two transcriptions: Lawrow and Lavrov, Tichanowskaja and Tikhanovskaya."""
    if left == right or skeleton(left) == skeleton(right):
        return True
    return same_sound(left, right) == 1.0 and left.replace("ou", "u") != right.replace("ou", "u")  # Huston, Houston


def _longer(left: Sequence[str], right: Sequence[str]) -> bool:
    """One is the other with words behind it: Carrie Lam (Cheng Yuet-ngor), Emilio Lozoya (Austin)."""
    short, long = sorted((left, right), key=len)
    return len(long) > len(short) == 2 and list(long[:2]) == list(short)


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("-", "")
