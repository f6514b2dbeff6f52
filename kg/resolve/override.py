"""What a curation file says of entities once they are found: their names, their type, and which are not to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.curation import Block, Curation, Decision, Pointer, Rename, Retype, Split
from kg.errors import Problem
from kg.model import Alias, Entity, Mention, make_aliases
from kg.names.spelling import script_of, simplify
from kg.resolve.pointing import Pointing, Unfound


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What an entry removed from all outputs: ``where`` is file and line, ``name`` the label or text."""

    where: str
    name: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """The entities by id as people want them, those blocked left out; what was blocked; what could not be applied."""

    entities: Mapping[str, Entity]
    blocked: tuple[Blocked, ...]
    problems: tuple[Problem, ...]


class BlockedTexts:
    """The mentions whose very text an entry blocks: taken out before anything is resolved, and counted."""

    def __init__(self, curation: Curation) -> None:
        self._curation = curation
        self._texts = {
            entry.decision.block.text: entry
            for entry in reversed(curation.entries)
            if isinstance(entry.decision, Block) and entry.decision.block.text is not None
        }
        self._counts = dict.fromkeys(self._texts, (0, 0))

    def without(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """An article's mentions that may stay."""
        gone = [mention.text for mention in mentions if mention.text in self._texts] if self._texts else []
        for text in sorted(set(gone)):
            n, articles = self._counts[text]
            self._counts[text] = (n + gone.count(text), articles + 1)
        return [mention for mention in mentions if mention.text not in self._texts] if gone else mentions

    def blocked(self) -> list[Blocked]:
        """What was taken out of all articles seen."""
        found = (
            Blocked(where=self._curation.where(self._texts[text]), name=text, mentions=n, articles=articles)
            for text, (n, articles) in self._counts.items() if n
        )
        return sorted(found, key=lambda one: one.where)

    def problems(self) -> list[Problem]:
        """The entries that no mention was taken out for."""
        return [
            self._curation.problem(self._texts[text], f"no mention is spelled {text!r}", "delete the line if it is done with")
            for text, (n, _) in self._counts.items() if not n
        ]


def override(curation: Curation, active: frozenset[int], pointing: Pointing, entities: Mapping[str, Entity]) -> Overridden:
    """Applies the entries that say what entities are called and which are blocked."""
    work = _Overriding(curation, pointing, dict(entities))
    for number in sorted(active):
        work.take_in(number, curation.entries[number].decision)
    return work.done()


class _Overriding:
    def __init__(self, curation: Curation, pointing: Pointing, entities: dict[str, Entity]) -> None:
        self._curation, self._pointing, self._entities = curation, pointing, entities
        self._problems: list[Problem] = []
        self._wanted: dict[tuple[str, str], dict[int, Decision]] = {}

    def take_in(self, number: int, decision: Decision) -> None:
        """Notes what an entry wants of an entity."""
        if isinstance(decision, Split):
            if decision.named is not None and (id_ := self._pointing.named(decision.named)) is not None:
                self._wanted.setdefault(("named", id_), {}).setdefault(number, decision)
            return
        pointer: Pointer
        if isinstance(decision, Rename):
            what, pointer = "rename", decision.rename
        elif isinstance(decision, Retype):
            what, pointer = "retype", decision.retype
        elif isinstance(decision, Block) and decision.block.text is None:
            what, pointer = "block", decision.block
        else:
            return
        entity = self._pointing.entity(pointer)
        if isinstance(entity, Unfound):
            self._problem(number, entity.reason, entity.hint)
        else:
            self._wanted.setdefault((what, entity.id), {})[number] = decision

    def done(self) -> Overridden:
        """The entities as the entries want them; entries that want different things of one entity are not applied."""
        for what, change in (("named", _named), ("rename", _renamed), ("retype", _retyped)):
            for id_, numbers in self._of(what):
                decisions = [self._curation.entries[number].decision for number in numbers]
                if what == "named" or all(_to(one) == _to(decisions[0]) for one in decisions):
                    self._entities[id_] = change(self._entities[id_], decisions[0])
                else:
                    self._contradict(numbers)
        blocked = [self._block(id_, numbers[0]) for id_, numbers in self._of("block")]
        return Overridden(
            entities=self._entities,
            blocked=tuple(sorted(blocked, key=lambda one: (one.where, one.name))),
            problems=tuple(self._problems),
        )

    def _of(self, what: str) -> Iterator[tuple[str, list[int]]]:
        for (kind, id_), found in sorted(self._wanted.items()):
            if kind == what:
                yield id_, sorted(found)

    def _block(self, id_: str, number: int) -> Blocked:
        entity = self._entities.pop(id_)
        return Blocked(
            where=self._curation.where(self._curation.entries[number]), name=entity.label,
            mentions=entity.mentions, articles=entity.articles,
        )

    def _contradict(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            lines = [str(self._curation.entries[other].line) for other in numbers if other != number]
            said = f"contradicts line{'s' * (len(lines) > 1)} {' and '.join(lines)}; none of them was applied"
            self._problem(number, said, "delete one of them")

    def _problem(self, number: int, reason: str, hint: str) -> None:
        self._problems.append(self._curation.problem(self._curation.entries[number], reason, hint))


Change = Callable[[Entity, Decision], Entity]


def _to(decision: Decision) -> object:
    return decision.to if isinstance(decision, Rename | Retype) else None


def _renamed(entity: Entity, decision: Decision) -> Entity:
    assert isinstance(decision, Rename)
    return with_names(entity, list(decision.to.items()))


def _retyped(entity: Entity, decision: Decision) -> Entity:
    assert isinstance(decision, Retype)
    return replace(entity, type=decision.to)


def _named(entity: Entity, decision: Decision) -> Entity:
    assert isinstance(decision, Split) and decision.named is not None
    return with_names(entity, [(_tag(decision.named), decision.named)])


def with_names(entity: Entity, names: Sequence[tuple[str, str]]) -> Entity:
    """The entity with these names, by language, the first as its label. In languages not named here, the name to show
    stays as it was."""
    shown = {alias.language: alias.name for alias in entity.labels} | dict(names)
    aliases = {(alias.language, alias.name) for alias in entity.aliases} | set(names)
    return replace(
        entity, label=names[0][1], aliases=make_aliases(aliases),
        labels=tuple(Alias(language=language, name=name) for language, name in sorted(shown.items())),
    )


def _tag(name: str) -> str:
    if script_of(name) != "Han":
        return "en"
    return "zh-Hans" if simplify(name) == name else "zh-Hant"


