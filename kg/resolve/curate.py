"""A curation file applied to one build: from its entries to decisions about keys, before anything is clustered.

Invariant: no mention is lost. What can't be applied becomes a problem with file and line; entries that contradict each
other are all reported and none of them is applied. To see what a name means, the machine's own clusters are made first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from kg.curation import Curation, Different, Pointer, Same, Split
from kg.errors import Problem
from kg.model import Mention
from kg.resolve.apart import take, without_keys
from kg.resolve.decisions import Decision, Decisions, contradictions, joined
from kg.resolve.evidence import Evidence
from kg.resolve.inside import Local, key_of
from kg.resolve.keys import Key
from kg.resolve.pointing import Pointing, Unfound, spelled
from kg.resolve.profiles import Profile
from kg.resolve.settle import Settled
from kg.resolve.splitting import Parted, Splits
from kg.resolve.things import Things

Seen = tuple[Evidence, Settled]
Machine = Callable[[Things, Decisions], Seen]
"""What the rules make of things under some decisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curated:
    """The things after splits, the decisions about their keys, which key stands behind a name that a split entry gave,
    the numbers of the entries that hold, and what could not be applied."""

    things: Things
    decisions: Decisions
    named: dict[str, Key]
    active: frozenset[int]
    problems: tuple[Problem, ...]


def curate(
    curation: Curation, names: Mapping[str, str], things: Things, machine: Machine, plain: Seen
) -> Curated:
    """Applies the entries that decide who is who; what an entity is called comes later (`kg.resolve.override`).
    ``names`` are article ids by what entries may call articles, ``plain`` is what the rules make of ``things`` without
    any decision."""
    splits = Splits(curation, names, things)
    conflicts = splits.contradictions()
    active = frozenset(range(len(curation.entries))) - conflicts.keys()
    while True:
        attempt = _Attempt(curation, splits.apply(things, active), active)
        attempt.run(machine, plain)
        found = contradictions(attempt.parted.pairs)
        if not found:
            break
        conflicts |= found
        active -= found.keys()
    problems = [*splits.problems, *attempt.problems, *_conflicts(curation, conflicts)]
    return Curated(
        things=attempt.parted.things,
        decisions=Decisions(tuple(attempt.parted.pairs)),
        named=attempt.parted.named,
        active=active,
        problems=tuple(problems),
    )


class _Attempt:
    """The active entries applied, as if they didn't contradict each other."""

    def __init__(self, curation: Curation, parted: Parted, active: frozenset[int]) -> None:
        self._curation, self.parted = curation, parted
        self._active = sorted(active)
        self.problems: list[Problem] = []

    def run(self, machine: Machine, plain: Seen) -> None:
        """Finds what the entries mean, and takes apart what articles hold for one."""
        entries = [self._curation.entries[number].decision for number in self._active]
        if not any(isinstance(one, Same | Different) or (isinstance(one, Split) and one.to) for one in entries):
            return
        parts = list(self.parted.pairs)
        seen = machine(self.parted.things, Decisions(tuple(parts))) if self.parted.heads else plain
        pointing = Pointing(seen[0], seen[1], self.parted.named)
        self.parted.pairs += self._pairs(pointing)
        if self._tell_apart(pointing, seen[0]):
            self.problems.clear()
            seen = machine(self.parted.things, Decisions(tuple(parts)))
            pointing = Pointing(seen[0], seen[1], self.parted.named)
            self.parted.pairs = parts + list(self._pairs(pointing))
        self._pin(seen)

    def _pin(self, seen: Seen) -> None:
        """Namesakes whom the rules tell apart stay so where an entry speaks of one of them: their sense is set before
        anything is clustered, so that the entry can be about it."""
        senses = {key.sense for pair in self.parted.pairs for key in (pair.left, pair.right)} - {""}
        if not senses:
            return
        evidence = seen[0]
        for number in _articles(evidence, lambda profile: profile.sense in senses):
            article = evidence.places[number].article
            told = (evidence.profiles[index].sense for index in evidence.rows[number])
            self.parted.things[article] = [
                replace(local, sense=sense) if sense in senses else local
                for local, sense in zip(self.parted.things[article], told, strict=True)
            ]

    def _pairs(self, pointing: Pointing) -> list[Decision]:
        found: list[Decision] = []
        for number in self._active:
            decision = self._curation.entries[number].decision
            if isinstance(decision, Same):
                keys = [key for group in self._keys(pointing, number, decision.same) for key in group]
                found += (self._pair(number, left, right, True) for left, right in pairwise(keys))
            elif isinstance(decision, Different):
                for left, right in combinations(self._keys(pointing, number, decision.different), 2):
                    found += (self._pair(number, a, b, False) for a in left for b in right)
            elif isinstance(decision, Split) and decision.to and number in self.parted.heads:
                for group in self._keys(pointing, number, [decision.to]):
                    found += (self._pair(number, self.parted.heads[number], key, True) for key in group)
        return found

    def _keys(self, pointing: Pointing, number: int, pointers: Iterable[Pointer]) -> list[list[Key]]:
        """The keys of each pointer that points at something; for the others a problem."""
        found: list[list[Key]] = []
        for pointer in pointers:
            keys = pointing.keys(pointer)
            if isinstance(keys, Unfound):
                self.problems.append(self._curation.problem(self._curation.entries[number], keys.reason, keys.hint))
            else:
                found.append(keys)
        return found

    def _pair(self, number: int, left: Key, right: Key, same: bool) -> Decision:
        where = self._curation.where(self._curation.entries[number])
        return Decision(left=left, right=right, same=same, entry=number, where=where)

    def _tell_apart(self, pointing: Pointing, evidence: Evidence) -> bool:
        """Takes apart what single articles hold for one, though an entry says that it is two. True where it did.
        ``evidence`` is that of the things as they are before."""
        changed = False
        for number in self._active:
            decision = self._curation.entries[number].decision
            if not isinstance(decision, Different):
                continue
            for first, second in combinations(decision.different, 2):
                left, right = pointing.keys(first), pointing.keys(second)
                if isinstance(left, Unfound) or isinstance(right, Unfound):
                    continue
                others = _Others(second, frozenset(right) - set(left), joined(self.parted.pairs, left))
                if first.name is None or second.name is None or spelled(first.name) != spelled(second.name):
                    changed |= self._move(others, evidence)
        return changed

    def _move(self, others: _Others, evidence: Evidence) -> bool:
        changed = False
        plain = {Key(key.space, key.form, key.name) for key in others.first}
        numbers = _articles(evidence, lambda profile: not plain.isdisjoint({*profile.keys, *_facts(profile)}))
        for article in sorted({*(evidence.places[number].article for number in numbers), *self.parted.things.changed}):
            locals_ = self.parted.things[article]
            if any(others.stand_in(local) for local in locals_):
                self.parted.things[article] = [part for local in locals_ for part in self._parts(local, others)]
                changed = True
        return changed

    def _parts(self, local: Local, others: _Others) -> Iterator[Local]:
        if not others.stand_in(local):
            yield local
            return
        mentions = [mention for mention in local.mentions if others.has(mention)]
        if not mentions:
            yield without_keys(local, others.keys)
            return
        rest, taken = take(local, mentions)
        if rest is not None:
            yield without_keys(rest, {*others.keys, *taken.keys})
        yield taken


@dataclass(frozen=True, slots=True)
class _Others:
    """The second of two that an entry tells apart: how it is written, its own keys, and the keys of the first."""

    pointer: Pointer
    keys: frozenset[Key]
    first: set[Key]

    def has(self, mention: Mention) -> bool:
        """Is this a mention of the second?"""
        name = self.pointer.name if self.pointer.id is None else None
        key = key_of(mention, mention.name)
        return key in self.keys or (name is not None and key not in self.first and spelled(mention.text) == spelled(name))

    def stand_in(self, local: Local) -> bool:
        """Does this thing mix the two?"""
        keys = {*local.keys, *(Key(local.space, "fact", id_) for id_ in local.known)}
        told = {key.told(local.sense) for key in keys}
        return not told.isdisjoint(self.first) and (
            not told.isdisjoint(self.keys) or any(self.has(mention) for mention in local.mentions)
        )


def _articles(evidence: Evidence, wanted: Callable[[Profile], bool]) -> list[int]:
    """The numbers of the articles in which such a profile stands."""
    return sorted({number for profile in evidence.profiles if wanted(profile) for number in profile.articles})


def _facts(profile: Profile) -> Iterator[Key]:
    return (Key(profile.space, "fact", id_) for id_ in profile.known)


def _conflicts(curation: Curation, conflicts: dict[int, set[int]]) -> Iterator[Problem]:
    """A problem for each entry that contradicts others."""
    for number, others in sorted(conflicts.items()):
        entry = curation.entries[number]
        if others - {number}:
            lines = " and ".join(str(curation.entries[other].line) for other in sorted(others))
            reason = f"contradicts line{'s' * (len(others) > 1)} {lines}; none of them was applied"
            yield curation.problem(entry, reason, "delete one of them")
        else:
            yield curation.problem(
                entry, "kg takes these for one spelling of one name", "use 'split' to set single mentions apart"
            )
