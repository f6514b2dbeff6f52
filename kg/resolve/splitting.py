"""Split entries of the curation file: mentions of a name in some articles that are of somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.curation import Curation, Split
from kg.errors import Problem
from kg.model import Mention
from kg.resolve.apart import take
from kg.resolve.decisions import Decision
from kg.resolve.inside import Local
from kg.resolve.keys import Key, Space
from kg.resolve.pointing import spelled
from kg.resolve.things import Things

LISTED = 12
"""A message lists at most this many names of an article."""

@dataclass(slots=True)
class Parted:
    """What taking mentions apart made: the things as they are now, the pairs of keys that belong together, the keys by
    the names that people gave them, and the first key of each entry."""

    things: Things
    pairs: list[Decision] = field(default_factory=list)
    named: dict[str, Key] = field(default_factory=dict)
    heads: dict[int, Key] = field(default_factory=dict)


class Splits:
    """The split entries of a file, and the mentions of each in these things, by article. ``names`` are article ids by
    the names that an entry may call them by."""

    def __init__(self, curation: Curation, names: Mapping[str, str], things: Things) -> None:
        self._curation = curation
        self.problems: list[Problem] = []
        self.entries = {n: e.decision for n, e in enumerate(curation.entries) if isinstance(e.decision, Split)}
        self.chosen: dict[int, dict[str, list[Mention]]] = {}
        for number, split in self.entries.items():
            self.chosen[number] = {}
            for article in split.articles:
                if article not in names:
                    self._problem(number, f"no article {article!r}", _near(article, names))
                    continue
                found = [m for local in things[names[article]] for m in choose(local, split)]
                if found:
                    self.chosen[number][names[article]] = found
                else:
                    hint = f"write the name as the article does: {_names(things[names[article]])}"
                    self._problem(number, f"{article} has no mention of {_wanted(split)}", hint)

    def _problem(self, number: int, reason: str, hint: str) -> None:
        self.problems.append(self._curation.problem(self._curation.entries[number], reason, hint))

    def contradictions(self) -> dict[int, set[int]]:
        """Entries that send one mention to several places."""
        owners: dict[Mention, int] = {}
        found: dict[int, set[int]] = {}
        for number, articles in self.chosen.items():
            for mention in (m for mentions in articles.values() for m in mentions):
                other = owners.setdefault(mention, number)
                if other != number:
                    found.setdefault(number, set()).add(other)
                    found.setdefault(other, set()).add(number)
        return found

    def apply(self, things: Things, active: Iterable[int]) -> Parted:
        """Takes the mentions of the active entries apart; ``things`` stay as they are."""
        parted = Parted(things.copy())
        for number in sorted(set(active) & set(self.entries)):
            split, where = self.entries[number], self._curation.where(self._curation.entries[number])
            keys: list[Key] = []
            for article, mentions in sorted(self.chosen[number].items()):
                key = Key(_space(parted.things[article], mentions), "split", _word(split, article))
                parted.things[article] = list(_apart(parted, article, mentions, key))
                keys.append(key)
            if keys and split.named is not None:
                name = spelled(split.named)
                keys.insert(0, parted.named.setdefault(name, Key(keys[0].space, "split", name)))
            if keys:
                parted.heads[number] = keys[0]
            parted.pairs += (
                Decision(left=left, right=right, same=True, entry=number, where=where)
                for left, right in pairwise(keys)
            )
        return parted


def choose(local: Local, split: Split) -> Iterator[Mention]:
    """The mentions of a thing that an entry means."""
    wanted = spelled(split.split.name or "")
    if not any(spelled(text) == wanted for _, text in local.names):
        return
    if split.split.type not in {None, *local.types, *(id_.partition(":")[0] for id_ in local.known)}:
        return
    if split.split.country is not None and split.split.country not in local.countries:
        return
    texts = {spelled(text) for text in split.texts}
    for mention in local.mentions:
        inside = any(start <= mention.span.start and mention.span.end <= end for start, end in split.spans)
        if inside or spelled(mention.text) in texts or not (split.texts or split.spans):
            yield mention


def _apart(parted: Parted, article: str, mentions: Sequence[Mention], key: Key) -> Iterator[Local]:
    """The things of an article, with these mentions as one thing under this key."""
    chosen = set(mentions)
    new: Local | None = None
    for local in parted.things[article]:
        mine = [mention for mention in local.mentions if mention in chosen]
        if not mine:
            yield local
            continue
        rest, taken = take(local, mine)
        if rest is not None:
            yield rest
        if new is None:
            new = taken
            new.space = key.space
        else:
            new.mentions += taken.mentions
            for mine_, theirs in ((new.names, taken.names), (new.countries, taken.countries), (new.roles, taken.roles)):
                mine_.update(theirs)  # type: ignore[arg-type]
            new.types.update(taken.types)
    if new is not None:
        new.keys.clear()
        new.keys[key] = len(new.mentions)
        new.german.clear()
        yield new


def _word(split: Split, article: str) -> str:
    """What tells the mentions of one entry in one article from all others."""
    narrowed = sorted({*map(spelled, split.texts), *(f"{start}-{end}" for start, end in split.spans)})
    return "@".join([spelled(split.split.name or ""), article, *narrowed])


def _space(things: Iterable[Local], mentions: Sequence[Mention]) -> Space:
    """The space of the thing that the first of the mentions is of."""
    return next(local.space for local in things if mentions[0] in local.mentions)


def _wanted(split: Split) -> str:
    narrowed = [*map(repr, split.texts), *(f"code points {start} to {end}" for start, end in split.spans)]
    return f"{str(split.split)!r}" + (f" at {', '.join(narrowed)}" if narrowed else "")


def _names(things: Iterable[Local]) -> str:
    """The names in an article, as a message lists them."""
    names = dict.fromkeys(mention.text for local in things for mention in local.mentions)
    return ", ".join(list(names)[:LISTED]) + (", ..." if len(names) > LISTED else "") if names else "it names nobody"


def _near(article: str, by_name: Mapping[str, str]) -> str:
    from rapidfuzz import process

    near = process.extract(article, sorted(by_name), limit=3, score_cutoff=75)
    tail = "sources and ids are those of articles.jsonl"
    return f"near ones: {', '.join(name for name, *_ in near)}; {tail}" if near else tail
