"""Noun phrases around names: titles, appositions, officials of a country, lists. One grammar per language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Span
from kg.relations.parts import Group, Named, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How a language builds noun phrases around names. All patterns see the masked sentence.

    ``before_person``: what may stand between a name and the person's name whose title it modifies, or before the
    person's name alone. ``title_alone``: a title before a person's name that modifies none, ``title_ends``: the letters that
    such titles end with, blanks aside, where they are few. ``chain``: what may stand between two modifiers.
    ``after_person``: bracketed glosses, parties,
    suffixed titles. ``officials``: what makes a country or agency act through its people, directly behind its name.
    ``joint``: what joins parties to a group. ``people_of``: what makes the countries behind it act ('the
    foreign ministers of'). ``offices``: words for an office to one word each (外长 is 外交部长).
    ``final``: what must stand somewhere in a list for its commas to join ('A, B and C', but not 'After meeting A, B').
    ``closing``: what ends a list whose parts commas separate.
    ``apposition``: an office in commas behind a person's name, ``inverse``: an office and a comma before it.
    ``possessor``: what stands between a person's name and that of one who serves him ('Biden's adviser Sullivan').
    ``stand_in``: what makes a person's name mean a government or a team (特朗普政府).
    ``attributed``: what makes a country's adjective belong to something else ('the British newspaper').
    ``trailing``: what ends a list whose last part has no name ('A, B and other leaders').
    """

    before_person: re.Pattern[str]
    title_alone: re.Pattern[str]
    title_ends: Collection[str] = ()
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
    possessor: re.Pattern[str] | None = None
    attributed: re.Pattern[str] | None = None
    trailing: re.Pattern[str] | None = None


def find_parties(masked: str, names: Sequence[Named], grammar: Grammar) -> list[Party]:
    """The noun phrases around the names of a sentence, in order; places stand for nobody."""
    parties: list[Party] = []
    used: set[int] = set()
    persons: dict[int, tuple[int, int, list[str], str | None]] = {}
    floor = 0
    for index, name in enumerate(names):
        if name.type != "person" or index in used:
            continue
        begin, role, owners, absorbed = _left_of_person(masked, names, index, floor, grammar)
        master = max((i for i in persons if i < index), default=None)
        if (
            master is not None
            and grammar.possessor
            and persons[master][1] <= begin
            and grammar.possessor.fullmatch(
                ("s" if names[master].genitive else "") + masked[names[master].span.end : name.span.start]
            )
        ):  # who owns the office takes no part: 'Biden's national security adviser Jake Sullivan'
            begin, _, of, _ = persons.pop(master)
            owners = [*owners, *of]
            used.add(master)
        used |= absorbed
        end, swallowed = _right_of_person(masked, names, index, grammar)
        used |= swallowed
        persons[index] = (begin, end, owners, role)
        floor = end
    covered = 0
    for index, name in enumerate(names):
        if index in persons:
            begin, end, owners, role = persons[index]
            parties.append(_person(masked, names, name, Span(start=begin, end=end), tuple(owners), role, grammar))
        elif index not in used and name.type != "place" and name.span.start >= covered:
            party = _body(masked, name, grammar)
            if party.role or not attributive(masked, name, grammar):
                parties.append(party)
                covered = party.span.end  # 中国驻英大使: the host country is part of the phrase
    return parties


def attributive(masked: str, name: Named, grammar: Grammar) -> bool:
    """Whether a country's adjective only says whose something is: 'the British newspaper'."""
    return name.adjective and grammar.attributed is not None and bool(grammar.attributed.match(masked, name.span.end))


def _person(
    masked: str,
    names: Sequence[Named],
    name: Named,
    span: Span,
    owners: tuple[str, ...],
    role: str | None,
    grammar: Grammar,
) -> Party:
    countries = [other for other in names if other.entity in owners and other.type == "country"]
    home = next((_code(country) for country in countries), name.country)
    if grammar.stand_in and (match := grammar.stand_in.match(masked, span.end)):
        entity = countries[0].entity if countries else STAND_IN + (home or "")
        span = Span(start=span.start, end=match.end())
        return Party(span=span, entity=entity, type="country", acts=True, country=home)
    return Party(span=span, entity=name.entity, type="person", acts=True, role=role, country=home, owners=owners)


def _body(masked: str, name: Named, grammar: Grammar) -> Party:
    """A country, agency or organization, with the officials named behind it."""
    match = grammar.officials.match(masked, name.span.end)
    role = match.group() if match else None
    return Party(
        span=Span(start=name.span.start, end=match.end() if match else name.span.end),
        entity=name.entity,
        type=name.type,
        acts=name.type == "agency" or bool(role),
        role=role,
        country=_code(name) if name.type == "country" else name.country,
    )


def _code(country: Named) -> str:
    return country.country or country.entity.removeprefix("country:")


LONGEST_TITLE = 80
"""Code points before a person's name in which its title is looked for."""
STAND_IN = "home:"
"""Before a country code: the entity of a government that a person's name stands for, until its country is known."""


SERVED = re.compile(r"\b(?:of|to|for|under|von|des|der|vom)\s+(?:[\w-]+\s+){0,3}$")
"""Before a person inside another's apposition: 'Jake Sullivan, an adviser to Joe Biden, met ...'."""
WHERE = re.compile(r"\b(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei|[Aa]t|[Ff]rom|[Tt]o)\s$")


def _left_of_person(
    masked: str, names: Sequence[Named], index: int, floor: int, grammar: Grammar
) -> tuple[int, str | None, list[str], set[int]]:
    """Where the phrase of a person begins; the title; the entities (and their indexes) that only modify the title."""
    begin = names[index].span.start
    role: str | None = None
    owners: list[str] = []
    absorbed: set[int] = set()
    if inverted := _inverse(masked, names, index, begin, floor, grammar):
        outer, inside = inverted
        return outer.start(), outer.group().strip(), [names[i].entity for i in sorted(inside)], inside
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
        if masked[other.span.start - 1 : other.span.start] != "驻":  # 驻美大使 is not of the USA
            owners.append(other.entity)
        absorbed.add(i)
        begin, pattern = other.span.start, grammar.chain
    if not absorbed and (match := _title_before(masked, max(floor, begin - LONGEST_TITLE), begin, grammar)):
        begin, role = match.start(), match.group().strip()
    article = ARTICLE.search(masked, floor, begin)
    start = article.start() if article else begin
    inverted = _inverse(masked, names, index, start, floor, grammar)
    if inverted and (
        _first_word(masked, start) == _first_word(masked, inverted[0].start())
        or (not article and PARTNER.search(masked, floor, inverted[0].start()))  # 'mit dem Vorsitzenden, Bischof X,'
    ):
        outer, inside = inverted  # 'mit dem Vorsitzenden, dem Abgeordneten X,': one article, one man
        begin, role, absorbed = outer.start(), f"{role or ''},", absorbed | inside
        owners += [names[i].entity for i in sorted(inside)]
    return begin, role, owners, absorbed


def _title_before(masked: str, start: int, end: int, grammar: Grammar) -> re.Match[str] | None:
    """The title that ends where a person's name begins. Most names have none, which the last letter tells."""
    if grammar.title_ends and masked[start:end].rstrip()[-1:] not in grammar.title_ends:
        return None
    match = grammar.title_alone.search(masked, start, end)
    return match if match and match.end() == end else None


ARTICLE = re.compile(r"\b(?:[Tt]he|[Dd](?:er|ie|as|em|en|es))\s$")


PARTNER = re.compile(r"\b(?:mit|zwischen|von|bei|durch|zwischen\b[^,;]*\bund)\s$")


def _first_word(masked: str, start: int) -> str:
    return masked[start : start + 12].partition(" ")[0].casefold()


def _inverse(
    masked: str, names: Sequence[Named], index: int, begin: int, floor: int, grammar: Grammar
) -> tuple[re.Match[str], set[int]] | None:
    """The apposition that ends with a comma before a person's phrase, and the indexes of the names in it; None where
    there is none or where it names another person."""
    if grammar.inverse is None or masked[max(0, begin - 2) : begin] != ", ":
        return None
    match = next((m for m in grammar.inverse.finditer(masked, floor, begin) if m.end() == begin), None)
    if match is None:
        return None
    inside = {i for i in range(index) if match.start() <= names[i].span.start < begin}
    return None if any(names[i].type == "person" for i in inside) else (match, inside)


def _right_of_person(masked: str, names: Sequence[Named], index: int, grammar: Grammar) -> tuple[int, set[int]]:
    """Where the phrase of a person ends, and the indexes of names inside it (glosses, parties in brackets)."""
    end = names[index].span.end
    match = grammar.after_person.match(masked, end)
    if match:
        end = match.end()
    if grammar.apposition and (match := grammar.apposition.match(masked, end)):
        inside = [n for n in names if n.span.start >= match.start() and n.span.end <= match.end()]
        if all(n.type != "person" or SERVED.search(masked, match.start(), n.span.start) for n in inside):
            end = match.end()
    return end, {i for i, name in enumerate(names) if i > index and name.span.end <= end}


def join(masked: str, parties: Sequence[Party], grammar: Grammar) -> list[Group]:
    """Parties joined by commas and 'and', in order."""
    groups: list[list[Party]] = []
    for party in parties:
        gap = masked[groups[-1][-1].span.end : party.span.start] if groups else ""
        if groups and _joins(gap, groups[-1][-1], party, grammar) and not _is_where(masked, groups[-1], party):
            groups[-1].append(party)
        else:
            groups.append([party])
    if grammar.closing:
        groups = _closed(masked, groups, grammar.closing)
    if grammar.final:
        groups = [part for one in groups for part in _finished(masked, one, grammar)]
    return [_group(masked, one, grammar) for one in groups]


def _is_where(masked: str, group: Sequence[Party], party: Party) -> bool:
    """王毅在马耳他与沙利文会谈: where they met is not one of them."""
    first = group[0]
    bare = len(group) == 1 and first.type in ("country", "agency") and not first.role
    return bare and party.type == "person" and WHEREIN.search(masked, 0, first.span.start) is not None


WHEREIN = re.compile(r"[在于赴到]$")


def _group(masked: str, parties: Sequence[Party], grammar: Grammar) -> Group:
    start, end = parties[0].span.start, parties[-1].span.end
    body = parties[0].type in ("country", "agency")
    match = grammar.people_of.search(masked, 0, start) if grammar.people_of and body else None
    if match and match.end() == start:
        kinds, half = [party.type for party in parties], len(parties) // 2
        if half > 1 and kinds == ["country"] * half + ["person"] * half:  # 'the ministers of Japan and India, A and B,'
            end += masked[end : end + 2] == ", "
            return Group(span=Span(start=match.start(), end=end), parties=tuple(parties[half:]))
        return Group(span=Span(start=match.start(), end=end), parties=tuple(replace(p, acts=True) for p in parties))
    if (parties[0].role or "").endswith(","):  # 'The minister, Wang Yi, met': both commas belong to the phrase
        end += masked[end : end + 1] == ","
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


def _finished(masked: str, group: list[Party], grammar: Grammar) -> list[list[Party]]:
    """A list that no 'and' ends is no list: its parties stand alone."""
    gaps = [masked[a.span.end : b.span.start] for a, b in itertools.pairwise(group)]
    final = grammar.final
    last = max((i for i, gap in enumerate(gaps) if final and final.search(gap)), default=-1)
    if grammar.trailing and gaps and grammar.trailing.match(masked, group[-1].span.end):
        last = len(gaps) - 1
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
        if p.type == "country" and not p.role
        else p
        for p in group
    )
