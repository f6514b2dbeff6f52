"""What resolution gives, and the evidence that it starts from."""

from __future__ import annotations

import gc
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.errors import Problem
from kg.model import Document, Entity, Mention
from kg.resolve.aliases import AliasTable
from kg.resolve.evidence import Evidence
from kg.resolve.inside import Local, locals_of
from kg.resolve.judge import Judgement

if TYPE_CHECKING:
    from kg.model import Judgement as Recorded
    from kg.resolve.override import Blocked

T = TypeVar("T")

Articles = Iterable[tuple[Document, Sequence[Mention]]]
"""Documents by ascending id, each with its mentions in the order of the text, no two of one span."""


@dataclass(slots=True)
class Owners:
    """A number for each mention of each article: its profile's, later its entity's, -1 for none. Four bytes for each
    mention, and the ids of the articles, ascending."""

    articles: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    numbers: array[int] = field(default_factory=lambda: array("i"))

    def put(self, article: str, numbers: Iterable[int]) -> None:
        """Takes in the next article. Raises `ValueError` where its id is not behind those before."""
        if self.articles and self.articles[-1] >= article:
            raise ValueError(f"articles must come by ascending id; {article} came behind {self.articles[-1]}")
        self.articles.append(article)
        self.numbers.extend(numbers)
        self.starts.append(len(self.numbers))

    def of(self, article: str) -> array[int]:
        """The numbers of an article's mentions, in their order. Raises `KeyError` for an article that nobody put here."""
        at = bisect_left(self.articles, article)
        if at == len(self.articles) or self.articles[at] != article:
            raise KeyError(article)
        return self.numbers[self.starts[at] : self.starts[at + 1]]

    def mapped(self, numbers: Mapping[int, int] | Sequence[int]) -> Owners:
        """The same mentions under other numbers."""
        return Owners(self.articles, self.starts, array("i", (numbers[n] if n >= 0 else n for n in self.numbers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """Entities sorted by id, and the judgements behind them as a build records them."""

    entities: tuple[Entity, ...]
    recorded: tuple[Recorded, ...]


class Later(Generic[T]):
    """What is made when somebody asks for it first; then what it is made from is let go."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: list[T] = []

    def __call__(self) -> T:
        if self._make is not None:
            self._made.append(self._make())
            self._make = None
        return self._made[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Entities sorted by id, for every mention which of them it is of, and the judgements behind the clusters, in rule
    order. ``blocked`` is what a person removed, ``problems`` which of their lines don't apply.

    ``found`` are the entities as far as relations want them, maybe made when they are asked for, ``ids`` theirs; `entities`
    have all their former ids. Resolutions are compared without entities and `recorded`.
    """

    ids: Sequence[str]
    found: Sequence[Entity] = field(repr=False, compare=False)
    owners: Owners
    judgements: tuple[Judgement, ...]
    complete: Later[Completed] = field(repr=False, compare=False)
    blocked: tuple[Blocked, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, sorted by id."""
        return self.complete().entities

    @property
    def recorded(self) -> tuple[Recorded, ...]:
        """The judgements as a build records them."""
        return self.complete().recorded

    def homes_of(self, article: str) -> list[str | None]:
        """The entity id of each of an article's mentions, in their order; None for those that a person blocked. Raises
        `KeyError` for an article that was not resolved."""
        return [self.ids[number] if number >= 0 else None for number in self.owners.of(article)]


@contextmanager
def without_collector() -> Iterator[None]:
    """Python's garbage collector off: it would look again and again through millions of values of which none is garbage,
    a fifth of the time of resolution."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def placed(mentions: Sequence[Mention], locals_: Sequence[Local], profiles: Sequence[int]) -> list[int]:
    """The profile of each mention, -1 where no thing has it. ``profiles`` are those of the things."""
    index = {  # a country may begin where the agency does that it stands in
        (mention.at.start, mention.at.end): profile
        for local, profile in zip(locals_, profiles, strict=True) for mention in local.mentions
    }
    return [index.get((mention.at.start, mention.at.end), -1) for mention in mentions]


def gather(articles: Articles, table: AliasTable) -> tuple[Evidence, Owners]:
    """What the articles say, counted, and the profile of each of their mentions. Holds neither documents nor mentions."""
    evidence, owners = Evidence(), Owners()
    for document, mentions in articles:
        locals_ = locals_of(document, mentions, table)
        owners.put(document.id, placed(mentions, locals_, evidence.add(document, locals_)))
    evidence.count()
    return evidence, owners


def numbered(ids: Sequence[str], among: Sequence[str]) -> list[int]:
    """The place of each id among others, -1 where it isn't there."""
    places = {id_: number for number, id_ in enumerate(among)}
    return [places.get(id_, -1) for id_ in ids]
