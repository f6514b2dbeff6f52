"""A sentence as the extractors see it: its text with the noun phrases that can take part in an event masked.

Masking keeps the length: the first code point of a phrase becomes a letter that says what it is, the rest becomes
``_``. So frames are plain regular expressions, and every position in the masked text is one in the sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Document, Entity, EntityType, Mention, Span

PERSON, COUNTRY, AGENCY, ORGANIZATION, PLACE = "ⓅⒸⒶⓄⓁ"
FILL = "\ue000"
MASKS: dict[EntityType, str] = {
    "person": PERSON, "country": COUNTRY, "agency": AGENCY, "organization": ORGANIZATION, "place": PLACE,
}
ANY_PARTY = f"[{PERSON}{COUNTRY}{AGENCY}{ORGANIZATION}]{FILL}*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention inside a sentence (``span`` in code points of the sentence) and what it stands for."""

    span: Span
    entity: str
    type: EntityType
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A noun phrase with one name at its head: 'US President Joe Biden', 'Chinese officials', 王毅.

    ``acts``: it can stand for people by itself (a person, an agency, officials of a country); a bare country's name
    can't everywhere. ``role`` is the office named, ``owners`` the entities that only modify a person's title.
    """

    span: Span
    entity: str
    type: EntityType
    acts: bool
    role: str | None = None
    country: str | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One or more parties joined by commas and 'and'."""

    span: Span
    parties: tuple[Party, ...]

    @property
    def acts(self) -> bool:
        return any(party.acts for party in self.parties)

    @property
    def mask(self) -> str:
        kinds = [party.type for party in self.parties]
        return MASKS["person"] if "person" in kinds or self.acts and "country" in kinds else MASKS[kinds[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How a language builds noun phrases around names. All patterns see the masked sentence.

    ``before_person``: what may stand between a name and the person's name whose title it modifies, or before the
    person's name alone. ``chain``: what may stand between two modifiers. ``after_person``: bracketed glosses, parties,
    suffixed titles. ``officials``: what makes a country or agency act through its people, directly behind its name.
    ``joint``: what joins parties to a group. ``offices``: words for an office to one word each (外长 is 外交部长).
    ``final``: what must stand somewhere in a list for its commas to join ('A, B and C', but not 'After meeting A, B').
    ``closing``: what ends a list whose parts commas separate.
    ``apposition``: an office in commas behind a person's name, ``inverse``: an office and a comma before it.
    ``stand_in``: what makes a person's name mean a government or a team (特朗普政府).
    """

    before_person: re.Pattern[str]
    title_alone: re.Pattern[str]
    chain: re.Pattern[str]
    after_person: re.Pattern[str]
    officials: re.Pattern[str]
    joint: re.Pattern[str]
    people_of: re.Pattern[str] | None = None
    offices: Mapping[str, str] = field(default_factory=dict)
    stand_in: re.Pattern[str] | None = None
    final: re.Pattern[str] | None = None
    closing: re.Pattern[str] | None = None
    apposition: re.Pattern[str] | None = None
    inverse: re.Pattern[str] | None = None


@dataclass(slots=True, kw_only=True)
class Context:
    """What the sentences before have said: whom 'he' and 'the two sides' can mean. Changes from sentence to sentence."""

    subject: Party | None = None
    pair: tuple[Party, ...] = ()
    pair_age: int = 99
    offices: dict[tuple[str | None, str], Party] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    initials: Mapping[str, Party] = field(default_factory=dict)
    when: str | None = None
    when_age: int = 99
    where: str | None = None
    where_age: int = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence ready for the frames. ``start`` is where it begins in the analysed text."""

    text: str
    masked: str
    start: int
    groups: tuple[Group, ...]
    places: tuple[Named, ...]
    named: tuple[Named, ...]
    context: Context

    def group_at(self, position: int) -> Group | None:
        """The group that begins at a position of the sentence."""
        return next((group for group in self.groups if group.span.start == position), None)


def names_in(
    document: Document, sentence: Span, named: Sequence[tuple[Mention, Entity]]
) -> list[Named]:
    """The mentions that lie in a sentence of a document, in order, overlaps left out."""
    found: list[Named] = []
    for mention, entity in named:
        if sentence.contains(mention.at) and (not found or mention.at.start - sentence.start >= found[-1].span.end):
            span = Span(start=mention.at.start - sentence.start, end=mention.at.end - sentence.start)
            found.append(Named(span=span, entity=entity.id, type=entity.type, country=entity.country))
    return found


def mask(text: str, spans: Sequence[tuple[Span, str]]) -> str:
    """``text`` with each span replaced by its letter and fill, same length."""
    characters = list(text)
    for span, letter in spans:
        characters[span.start : span.end] = letter + FILL * (len(span) - 1)
    return "".join(characters)


def make_scene(text: str, start: int, names: Sequence[Named], grammar: Grammar, context: Context) -> Scene:
    """Chunk a sentence into parties and groups, and mask them."""
    masked = mask(text, [(name.span, MASKS[name.type]) for name in names])
    parties = [_resolve(party, grammar, context) for party in _parties(masked, names, grammar)]
    groups = _groups(masked, parties, grammar)
    taken = [group.span for group in groups]
    free = [name for name in names if not any(name.span.overlaps(span) for span in taken)]
    spans = [(group.span, group.mask) for group in groups] + [(name.span, MASKS[name.type]) for name in free]
    return Scene(
        text=text, masked=mask(text, spans), start=start, groups=tuple(groups),
        places=tuple(name for name in names if name.type in ("place", "country")), named=tuple(names), context=context,
    )


def _parties(masked: str, names: Sequence[Named], grammar: Grammar) -> list[Party]:
    parties: list[Party] = []
    used: set[int] = set()
    persons: dict[int, tuple[int, int, list[str], str | None]] = {}
    floor = 0
    for index, name in enumerate(names):
        if name.type != "person" or index in used:
            continue
        begin, role, owners, absorbed = _left_of_person(masked, names, index, floor, grammar)
        used |= absorbed
        end, swallowed = _right_of_person(masked, names, index, grammar)
        used |= swallowed
        persons[index] = (begin, end, owners, role)
        floor = end
    for index, name in enumerate(names):
        if index in persons:
            begin, end, owners, role = persons[index]
            home = next((n.country or n.entity.removeprefix("country:") for n in names if n.entity in owners
                         and n.type == "country"), name.country)
            if grammar.stand_in and grammar.stand_in.match(masked, end):
                continue
            parties.append(Party(span=Span(start=begin, end=end), entity=name.entity, type="person", acts=True,
                                 role=role, country=home, owners=tuple(owners)))
        elif index not in used and name.type != "place":
            match = grammar.officials.match(masked, name.span.end)
            end = match.end() if match else name.span.end
            role = match.group() if match else None
            acts = name.type == "agency" or bool(role)
            country = name.country or (name.entity.removeprefix("country:") if name.type == "country" else None)
            parties.append(Party(span=Span(start=name.span.start, end=end), entity=name.entity, type=name.type,
                                 acts=acts, role=role, country=country))
    return parties


def office_of(role: str | None, grammar: Grammar) -> str | None:
    """The one word for the office that a title names, or None: the longest known word that the title ends with."""
    title = (role or "").rstrip(" :,的")
    found = [word for word in grammar.offices if title.endswith(word)]
    return grammar.offices[max(found, key=len)] if found else None


def _resolve(party: Party, grammar: Grammar, context: Context) -> Party:
    """An office without a name ('the Israeli prime minister') is the person whom the article names with it, if any;
    and officials of a body that holds no office of its own stay with that body."""
    office = None if party.type == "person" else office_of(party.role, grammar)
    holder = context.offices.get((party.entity, office)) if office else None
    if holder is None:
        return party
    return Party(span=party.span, entity=holder.entity, type="person", acts=True, role=party.role,
                 country=holder.country, owners=holder.owners)


def learn_offices(text: str, names: Sequence[Named], grammar: Grammar, context: Context) -> None:
    """Note who holds which office, for the whole article: the first holder named with an owner and a title keeps it."""
    masked = mask(text, [(name.span, MASKS[name.type]) for name in names])
    for party in _parties(masked, names, grammar):
        office = office_of(party.role, grammar) if party.type == "person" else None
        if office and not re.search(FORMER, party.role or ""):
            for owner in party.owners:
                context.offices.setdefault((owner, office), party)


WHERE = re.compile(r"\b(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei|[Aa]t|[Ff]rom|[Tt]o)\s$")
FORMER = r"前|时任|原|\b(?:ex|former|then)\b|[Ff]rühere|[Ee]hemalige|damalige"


def _left_of_person(
    masked: str, names: Sequence[Named], index: int, floor: int, grammar: Grammar
) -> tuple[int, str | None, list[str], set[int]]:
    """Where the phrase of a person begins; the title; the entities (and their indexes) that only modify the title."""
    begin, role, owners, absorbed = names[index].span.start, None, list[str](), set[int]()
    if grammar.inverse and (match := grammar.inverse.search(masked, floor, begin)) and match.end() == begin:
        inside = {i for i in range(index) if names[i].span.start >= match.start() and names[i].type != "person"}
        if not any(names[i].type == "person" and names[i].span.start >= match.start() for i in range(index)):
            return match.start(), match.group().strip(), [names[i].entity for i in sorted(inside)], inside
    pattern = grammar.before_person
    for i in range(index - 1, -1, -1):
        other = names[i]
        if other.type == "person" or other.span.start < floor:
            break
        gap = masked[other.span.end : begin]
        if other.type == "place" and WHERE.search(masked, floor, other.span.start):
            break  # 'trafen in Tunis Präsident X'
        if not pattern.fullmatch(gap):
            break
        role = role or gap.strip() or None
        owners.append(other.entity)
        absorbed.add(i)
        begin, pattern = other.span.start, grammar.chain
    if not absorbed and (match := grammar.title_alone.search(masked, floor, begin)) and match.end() == begin:
        begin, role = match.start(), match.group().strip()
    return begin, role, owners, absorbed


def _right_of_person(masked: str, names: Sequence[Named], index: int, grammar: Grammar) -> tuple[int, set[int]]:
    """Where the phrase of a person ends, and the indexes of names inside it (glosses, parties in brackets)."""
    end = names[index].span.end
    match = grammar.after_person.match(masked, end)
    if match:
        end = match.end()
    if grammar.apposition and (match := grammar.apposition.match(masked, end)):
        inside = [n for n in names if n.span.start >= match.start() and n.span.end <= match.end()]
        if not any(n.type == "person" for n in inside):
            end = match.end()
    return end, {
        i for i, name in enumerate(names)
        if i > index and name.span.end <= end
    }


def _groups(masked: str, parties: Sequence[Party], grammar: Grammar) -> list[Group]:
    groups: list[list[Party]] = []
    for party in parties:
        gap = masked[groups[-1][-1].span.end : party.span.start] if groups else ""
        if groups and _joins(gap, groups[-1][-1], party, grammar):
            groups[-1].append(party)
        else:
            groups.append([party])
    if grammar.closing:
        groups = _closed(masked, groups, grammar.closing)
    if grammar.final:
        groups = [part for group in groups for part in _finished(masked, group, grammar.final)]
    return [_group(masked, group, grammar) for group in groups]


def _group(masked: str, parties: Sequence[Party], grammar: Grammar) -> Group:
    start, end = parties[0].span.start, parties[-1].span.end
    match = grammar.people_of.search(masked, 0, start) if grammar.people_of and parties[0].type == "country" else None
    if match and match.end() == start:
        return Group(span=Span(start=match.start(), end=end), parties=tuple(replace(p, acts=True) for p in parties))
    return Group(span=Span(start=start, end=end), parties=_acting(parties))


def _closed(masked: str, groups: list[list[Party]], closing: re.Pattern[str]) -> list[list[Party]]:
    """Lists of persons that a comma separates are one list where the last of them ends in 'and others' (等人)."""
    found: list[list[Party]] = []
    for group in reversed(groups):
        ahead = found[-1] if found else []
        gap = masked[group[-1].span.end : ahead[0].span.start] if ahead else ""
        persons = all(party.type == "person" for party in (*group, *ahead))
        if gap == "，" and persons and closing.search(masked, ahead[-1].span.start, ahead[-1].span.end):
            found[-1] = group + ahead
        else:
            found.append(group)
    return found[::-1]


def _finished(masked: str, group: list[Party], final: re.Pattern[str]) -> list[list[Party]]:
    """A list that no 'and' ends is no list: its parties stand alone."""
    gaps = [masked[a.span.end : b.span.start] for a, b in itertools.pairwise(group)]
    last = max((i for i, gap in enumerate(gaps) if final.search(gap)), default=-1)
    joined = group[: last + 2] if last >= 0 else []
    return ([joined] if joined else []) + [[party] for party in group[len(joined) :]]


def _joins(gap: str, left: Party, right: Party, grammar: Grammar) -> bool:
    """Only like joins like where nothing stands between: 中美 are two countries, 美国国务院 is one office."""
    if gap == "":
        return left.type == right.type == "country"
    return grammar.joint.fullmatch(gap) is not None


def _acting(group: Sequence[Party]) -> tuple[Party, ...]:
    """'US and Chinese officials': the last one's office belongs to the countries before it as well."""
    last = group[-1]
    if last.type != "country" or not last.role:
        return tuple(group)
    return tuple(
        Party(span=p.span, entity=p.entity, type=p.type, acts=True, role=last.role, country=p.country)
        if p.type == "country" and not p.role else p for p in group
    )
