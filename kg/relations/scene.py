"""A sentence as the extractors see it, and what the sentences before it have said."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import overload

from kg.knowledge import facts
from kg.model import Mode, Span
from kg.relations.grammar import STAND_IN, Grammar, attributive, find_parties, join
from kg.relations.officers import Officers, office_of
from kg.relations.parts import MASKS, Group, Named, Party, mask
from kg.relations.spots import Name


@dataclass(slots=True, kw_only=True)
class Context:
    """What an article says around a sentence: whom 'he' and 'the two sides' can mean. ``here``, the number of that sentence
    among ``sentences``, and ``pair`` change as the sentences pass. ``marked`` is the text with its names masked.

    ``pair`` are the participants of the last contact, told in sentence ``pair_at``. ``home``: the country that the article is
    most about, by its code. ``initials``: its persons by the first characters of their names. ``sport``: opponents 'meet' in
    it. These, scenes and `officers` are made when somebody asks for them: most sentences report nothing.
    """

    text: str = ""
    marked: str = ""
    sentences: Sequence[Sentence] = ()
    here: int = 0
    pair: tuple[Party, ...] = ()
    pair_at: int = -99
    pair_told: tuple[Mode, str | None, str | None] = ("meeting", None, None)
    home: Callable[[], str | None] = lambda: None
    sport: Callable[[], bool] = lambda: False
    homes: Mapping[str, str] = field(default_factory=dict)
    initials: Callable[[], Mapping[str, Party]] = dict
    _officers: Officers | None = field(init=False, default=None)
    _known: dict[str, Officers] = field(init=False, default_factory=dict)
    _subjects: dict[int, Party | None] = field(init=False, default_factory=dict)

    @property
    def officers(self) -> Officers:
        """Who holds which office, in the whole article."""
        if self._officers is None:
            self._officers = Officers()
            for sentence in self.sentences:
                if sentence.of_people:
                    self._officers.learn(sentence.parties, sentence.grammar)
        return self._officers

    def holder(self, owner: str, office: str) -> Party | None:
        """The first person whom the article names as the holder of an office of an entity."""
        return self._officers_of(owner).offices.get((owner, office))

    def in_office(self, people: Iterable[str]) -> bool:
        """Whether the article names an office of each of some persons."""
        return all(person in self._officers_of(person).entities for person in people)

    def _officers_of(self, entity: str) -> Officers:
        """`officers`, as far as sentences tell that name an entity: others tell neither its office nor who holds one of it."""
        if self._officers is None and entity not in self._known:
            self._known[entity] = known = Officers()
            for sentence in self.sentences:
                if sentence.of_people and sentence.names_any({entity}):
                    known.learn(sentence.parties, sentence.grammar)
        return self._officers or self._known[entity]

    @property
    def pair_age(self) -> int:
        """Sentences between that of ``pair`` and this one."""
        return self.here - 1 - self.pair_at

    @property
    def earlier(self) -> Sequence[Scene]:
        """The sentences before this one."""
        return Earlier(self)

    @property
    def subject(self) -> Party | None:
        """The first person of the last sentence before this one that names any who is no journalist."""
        number = self.here
        found = None
        while number and number not in self._subjects and (found := self.sentences[number - 1].leading) is None:
            number -= 1
        self._subjects[self.here] = found or self._subjects.get(number)
        return self._subjects[self.here]

    @property
    def duo(self) -> tuple[Party, ...]:
        """Two or more persons whom the sentence before this one names side by side."""
        return _side_by_side(self.sentences[self.here - 1].scene) if self.here else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence ready for the frames. ``caption`` is a date in brackets that stands behind it."""

    text: str
    masked: str
    groups: tuple[Group, ...]
    places: tuple[Named, ...]
    context: Context
    caption: str = ""

    def group_at(self, position: int) -> Group | None:
        """The group that begins at a position of the sentence."""
        return next((group for group in self.groups if group.span.start == position), None)


class Earlier(Sequence["Scene"]):
    """The scenes before the sentence at which a context is now."""

    def __init__(self, context: Context) -> None:
        self._sentences = context.sentences
        self._length = context.here

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Scene: ...
    @overload
    def __getitem__(self, place: slice) -> list[Scene]: ...
    def __getitem__(self, place: int | slice) -> Scene | list[Scene]:
        numbers = range(self._length)[place]
        if isinstance(numbers, range):
            return [self._sentences[number].scene for number in numbers]
        return self._sentences[numbers].scene


class Sentence:
    """A sentence of an article, looked at more closely when somebody asks. ``names`` are those in it, ``grammar``
    is that of its language."""

    def __init__(self, span: Span, names: Sequence[Name], grammar: Grammar, context: Context) -> None:
        self._span = span
        self._names = names
        self.grammar = grammar
        self._context = context

    @property
    def of_people(self) -> bool:
        """Whether it names persons."""
        return any(name[3] == "person" for name in self._names)

    def names_any(self, entities: Collection[str]) -> bool:
        """Whether it names one of some entities."""
        return any(name[2] in entities for name in self._names)

    @property
    def _marked(self) -> str:
        return self._span.of(self._context.marked)

    @cached_property
    def names(self) -> list[Named]:
        """The names in it."""
        first, text = self._span.start, self._context.text
        return [
            Named(
                span=Span(start=start - first, end=end - first),
                entity=entity,
                type=type_,
                country=country,
                genitive=text[end - 1] in "s’'",
                adjective=type_ == "country" and text[start:end] in country_adjectives(),
            )
            for start, end, entity, type_, country in self._names
        ]

    @cached_property
    def parties(self) -> list[Party]:
        """The noun phrases around its names."""
        return find_parties(self._marked, self.names, self.grammar) if self._names else []

    @cached_property
    def scene(self) -> Scene:
        """With its parties joined to groups, holders put for unnamed offices, and all of them masked."""
        text = self._span.of(self._context.text)
        if not self._names:
            return Scene(text=text, masked=text, groups=(), places=(), context=self._context)
        marked, grammar = self._marked, self.grammar
        resolved = [_resolve(party, grammar, self._context) for party in self.parties]
        groups = join(marked, [party for party in resolved if not party.entity.startswith(STAND_IN)], grammar)
        free = [name for name in self.names if not any(name.span.overlaps(one.span) for one in groups)]
        return Scene(
            text=text,
            masked=mask(text, [(one.span, one.mask) for one in groups] + [(n.span, MASKS[n.type]) for n in free]),
            groups=tuple(groups),
            context=self._context,
            places=tuple(name for name in self.names if _is_place(marked, name, grammar)),
        )

    @cached_property
    def leading(self) -> Party | None:
        """The first person who is no journalist."""
        people = (party for group in self.scene.groups for party in group.parties if party.type == "person")
        return next((person for person in people if not (person.role or "").endswith("记者")), None)


def _side_by_side(scene: Scene) -> tuple[Party, ...]:
    """The persons of the first list of a sentence, else its two persons if it names no more."""
    lists = [g.parties for g in scene.groups if len(g.parties) > 1 and all(p.type == "person" for p in g.parties)]
    if lists:
        return lists[0]
    people = [party for group in scene.groups for party in group.parties if party.type == "person"]
    return tuple(people) if len(people) == len({p.entity for p in people}) == 2 else ()


def _resolve(party: Party, grammar: Grammar, context: Context) -> Party:
    """An office without a name ('the Israeli prime minister') is the person whom the article names with it, if any;
    and officials of a body that holds no office of its own stay with that body."""
    if party.entity.startswith(STAND_IN):  # 'the Trump administration' is the country, where the article names it
        home = context.homes.get(party.entity.removeprefix(STAND_IN))
        return replace(party, entity=home) if home else party
    office = None if party.type == "person" else office_of(party.role, grammar)
    holder = context.holder(party.entity, office) if office else None
    if holder is None:
        return party
    return Party(
        span=party.span,
        entity=holder.entity,
        type="person",
        acts=True,
        role=party.role,
        country=holder.country,
        owners=holder.owners,
    )


def holder_of(title: str, grammar: Grammar, context: Context) -> Party | None:
    """Whom an office alone means ('the president'): its holder, where the article names just one."""
    office = office_of(title, grammar)
    holders = list(context.officers.holders.get(office or "", {}).values())
    if not office:  # 'the minister': the one whose title ends with it
        word = title.casefold()
        holders = [party for role, party in context.officers.titled.values() if role.endswith(word)]
    return holders[0] if len(holders) == 1 else None


@cache
def country_adjectives() -> frozenset[str]:
    """The adjectives of countries in all languages, and the short names that stand before nouns like them; no plurals of
    peoples ('the Russians'), which stand for themselves."""
    forms = {
        name.text
        for fact in facts().values()
        if fact.type == "country"
        for name in fact.names
        if name.form == "adjective"
    }
    plural = {form for form in forms if form.endswith("s") and form[:-1] in forms}
    return frozenset((forms - plural) | {"US", "U.S.", "UK", "U.K."})


def _is_place(masked: str, name: Named, grammar: Grammar) -> bool:
    """A place or country that something can happen in: no 'British newspaper', but 'the British capital'."""
    if name.type not in ("place", "country") or _part_of_the_world(name.entity):
        return False
    return not attributive(masked, name, grammar) or CAPITAL.match(masked, name.span.end) is not None


CAPITAL = re.compile(
    r"\s(?:\w+\s)?(?:capital|city|town|resort|port|island|village|border|[Hh]auptstadt|\w*[Ss]tadt|Metropole|Ort|Insel|"
    r"Kurort|Badeort)\b"
)


def _part_of_the_world(entity: str) -> bool:
    """Whether a place is a part of the world such as Central Asia: nobody meets 'in' it."""
    fact = facts().get(entity)
    return fact is not None and fact.type == "place" and fact.kind == "region" and fact.country is None
