"""A sentence as the extractors see it, and what the sentences before it have said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.knowledge import facts
from kg.model import Entity, Mention, Mode, Span
from kg.relations.grammar import STAND_IN, Grammar, attributive, find_parties, join
from kg.relations.parts import MASKS, Group, Named, Party, mask


@dataclass(slots=True, kw_only=True)
class Context:
    """What the sentences before have said: whom 'he' and 'the two sides' can mean. It changes as they pass.

    ``pair`` are the participants of the last contact, ``duo`` two or more persons whom the sentence before named side
    by side. ``titled`` has the title of each person by entity. ``home``: the country that the article is most about, by
    its code. ``sport``: in this article opponents 'meet'.
    """

    subject: Party | None = None
    pair: tuple[Party, ...] = ()
    pair_age: int = 99
    pair_told: tuple[Mode, str | None, str | None] = ("meeting", None, None)
    duo: tuple[Party, ...] = ()
    home: str | None = None
    sport: Callable[[], bool] = lambda: False
    offices: dict[tuple[str | None, str], Party] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    initials: Mapping[str, Party] = field(default_factory=dict)
    titled: dict[str, tuple[str, Party]] = field(default_factory=dict)
    holders: dict[str, dict[str, Party]] = field(default_factory=dict)
    earlier: list[Scene] = field(default_factory=list)


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


def split_names(sentences: Sequence[Span], named: Sequence[tuple[Mention, Entity]]) -> list[list[Named]]:
    """The mentions of each sentence (ascending, as the mentions are), in order; overlaps are left out."""
    found: list[list[Named]] = []
    number = 0
    for sentence in sentences:
        inside: list[Named] = []
        while number < len(named) and named[number][0].at.start < sentence.start:
            number += 1
        while number < len(named) and named[number][0].at.start < sentence.end:
            mention, entity = named[number]
            number += 1
            start, end = mention.at.start - sentence.start, mention.at.end - sentence.start
            if mention.at.end <= sentence.end and (not inside or start >= inside[-1].span.end):
                span = Span(start=start, end=end)
                inside.append(
                    Named(
                        span=span,
                        entity=entity.id,
                        type=entity.type,
                        country=entity.country,
                        genitive=mention.name.endswith(("s", "’", "'")),
                        adjective=entity.type == "country" and mention.name in country_adjectives(),
                    )
                )
        found.append(inside)
    return found


def make_scene(
    text: str, names: Sequence[Named], parties: Sequence[Party], grammar: Grammar, context: Context
) -> Scene:
    """Join the parties of a sentence to groups, put holders for unnamed offices, and mask them all."""
    if not names:
        return Scene(text=text, masked=text, groups=(), places=(), context=context)
    masked = mask(text, [(name.span, MASKS[name.type]) for name in names])
    resolved = [_resolve(party, grammar, context) for party in parties]
    groups = join(masked, [party for party in resolved if not party.entity.startswith(STAND_IN)], grammar)
    taken = [one.span for one in groups]
    free = [name for name in names if not any(name.span.overlaps(span) for span in taken)]
    spans = [(one.span, one.mask) for one in groups] + [(name.span, MASKS[name.type]) for name in free]
    return Scene(
        text=text,
        masked=mask(text, spans),
        groups=tuple(groups),
        context=context,
        places=tuple(name for name in names if _is_place(masked, name, grammar)),
    )


def parties_of(text: str, names: Sequence[Named], grammar: Grammar) -> list[Party]:
    """The noun phrases around the names of a sentence."""
    return find_parties(mask(text, [(name.span, MASKS[name.type]) for name in names]), names, grammar)


def office_of(role: str | None, grammar: Grammar) -> str | None:
    """The one word for the office that a title names, or None: the longest known word that the title ends with."""
    if not role:
        return None
    title = role.rstrip(" :,的")
    found = [word for word in grammar.offices if title.endswith(word)]
    return grammar.offices[max(found, key=len)] if found else None


def _resolve(party: Party, grammar: Grammar, context: Context) -> Party:
    """An office without a name ('the Israeli prime minister') is the person whom the article names with it, if any;
    and officials of a body that holds no office of its own stay with that body."""
    if party.entity.startswith(STAND_IN):  # 'the Trump administration' is the country, where the article names it
        home = context.homes.get(party.entity.removeprefix(STAND_IN))
        return replace(party, entity=home) if home else party
    office = None if party.type == "person" else office_of(party.role, grammar)
    holder = context.offices.get((party.entity, office)) if office else None
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


def learn_offices(parties: Sequence[Party], grammar: Grammar, context: Context) -> None:
    """Note who holds which office, for the whole article: the first holder named with an owner and a title keeps it."""
    for party in parties:
        office = office_of(party.role, grammar) if party.type == "person" else None
        if party.type == "person" and party.role and not FORMER.search(party.role):
            context.titled.setdefault(party.entity, (party.role.rstrip(" ,:").casefold(), party))
        if office and not FORMER.search(party.role or ""):
            context.holders.setdefault(office, {}).setdefault(party.entity, party)
            for owner in party.owners:
                context.offices.setdefault((owner, office), party)


def holder_of(title: str, grammar: Grammar, context: Context) -> Party | None:
    """Whom an office alone means ('the president'): its holder, where the article names just one."""
    office = office_of(title, grammar)
    holders = list(context.holders.get(office or "", {}).values())
    if not office:  # 'the minister': the one whose title ends with it
        word = title.casefold()
        holders = [party for role, party in context.titled.values() if role.endswith(word)]
    return holders[0] if len(holders) == 1 else None


FORMER = re.compile(r"前|时任|原|\b(?:ex|former|then)\b|[Ff]rühere|[Ee]hemalige|damalige")


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
