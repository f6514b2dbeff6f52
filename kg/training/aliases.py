"""``python -m kg.training aliases [FOLDER]``: the alias table, mined from glosses in Chinese news of 2020.

Only names and counts come out, no context. Precision before recall: a name needs its sound, its reading or a title,
and a person needs to look like one (a given name that many share, a title, or a name in two dotted parts).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.knowledge import facts, rows, split_names, words
from kg.names.latin import NICKNAMES, TITLES, parse, same_given, same_initials, skeleton, slip
from kg.names.spelling import fold, simplify
from kg.names.transcribe import same_sound, sounds
from kg.training.bodies import BODY_ENDING, body_names, merged
from kg.training.glosses import Context, Cut, agreed, cut, iterate, read_glosses, title_end, word_list

ORIGIN, HAND = "glosses 2020", "general knowledge"
HEADER = "latin\ttype\tzh-Hans\tzh-Hant\tcount\torigin"

NOT_PEOPLE = word_list("not_people")

MANY = 8
"""How many times more frequent than a misspelling the right spelling is, at least."""
FEWER, LONG = 3, 4
"""The same where the Chinese name has this many characters or more."""


@dataclass(slots=True)
class Person:
    """A Latin name with the Chinese names cut from its contexts."""

    latin: str
    count: int
    names: Counter[tuple[str, bool]] = field(default_factory=Counter)
    sure: dict[str, float] = field(default_factory=dict)
    given: bool = False
    titled: bool = False
    dotted: bool = False
    listed: bool = False


def by_hand() -> list[Person]:
    """People of ``aliases.hand.tsv``, one `Person` per Latin name."""
    found = []
    for line in rows("aliases.hand"):
        names: Counter[tuple[str, bool]] = Counter()
        for tag in ("zh-Hans", "zh-Hant"):
            for cell, _ in split_names(line[tag]):
                name, _, count = cell.rpartition(":")
                names[(name, tag == "zh-Hant" and simplify(name) != name)] += int(count)
        for latin in line["latin"].split("|"):
            sure = dict.fromkeys((name for name, _ in names), 1.0)
            found.append(Person(latin, sum(names.values()), names, sure, given=True, listed=True))
            names = Counter(dict.fromkeys(names, 0))  # counts go to the first name, so that they count once
    return found


def collect(path: Path) -> list[Person]:
    """One `Person` per person-shaped Latin name that keeps at least one Chinese name."""
    raw = {latin: [(row, cut(row.text, latin)) for row in rows] for latin, rows in iterate(path) if human_words(latin)}
    lexicon = given_names(raw)
    places = {fold(name.text) for fact in facts().values() for name in fact.names if name.language in ("en", "de")}
    people = []
    for latin, cuts in raw.items():
        first, *rest = fold(latin).split()
        if fold(latin) in places or (first in TITLES and len(rest) < 2):
            continue
        person = _person(latin, cuts, lexicon)
        if person is not None:
            people.append(person)
    return people


def human_words(latin: str) -> bool:
    """No word of the name belongs to organizations, places or things."""
    folded = [fold(word) for word in latin.split()]
    return not any(word in NOT_PEOPLE for word in folded) and not all(word in TITLES for word in folded)


def given_names(raw: Mapping[str, Sequence[tuple[Context, Cut | None]]]) -> frozenset[str]:
    """First words of at least two Latin names with different family names that stand as dotted names in Chinese."""
    families: dict[str, set[str]] = defaultdict(set)
    for latin, cuts in raw.items():
        if any(found and found.way == "dotted" and found.full and found.sure >= 0.7 for _, found in cuts):
            parts = parse(latin)
            families[parts.given].add(parts.family)
    shared = {name for name, others in families.items() if len(others) >= 2}
    listed = {fold(name) for table in ("en_given_names", "de_given_names") for name in words(table)}
    return frozenset(shared | listed | set(NICKNAMES) | set(NICKNAMES.values()))


def _person(latin: str, cuts: Sequence[tuple[Context, Cut | None]], lexicon: frozenset[str]) -> Person | None:
    person = Person(latin, sum(context.count for context, _ in cuts), given=parse(latin).given in lexicon)
    weak: Counter[str] = Counter()
    for context, found in cuts:
        if found is not None:
            person.titled |= 0 < title_end(context.text) == len(found.left)
            person.dotted |= found.way == "dotted" and found.full and found.sure >= 0.7
            if found.way == "title" or found.sure < 0.5:
                weak[simplify(found.name)] += context.count
    common = agreed([context for context, _ in cuts])
    if common is not None and BODY_ENDING.search(simplify(common)):
        common = None
    for context, found in cuts:
        traditional = all(source.endswith("_hant") for source in context.sources)
        if found is not None and (found.sure >= 0.5 or (found.way == "title" and weak[simplify(found.name)] >= 3)):
            person.names[(found.name, traditional)] += context.count
            person.sure[found.name] = max(found.sure, person.sure.get(found.name, 0.0))
        elif common is not None and context.text.endswith(common) and person.given:
            person.names[(common, traditional)] += context.count
            person.sure[common] = 0.6
    for name, traditional in [key for key in person.names if key[0].endswith(("公司", "集团", "集團"))]:
        del person.names[(name, traditional)]
    _drop_long(person)
    if not person.names or not (person.dotted or person.titled or person.given or _reads(cuts)):
        return None
    return person


def _reads(cuts: Iterable[tuple[Context, Cut | None]]) -> bool:
    return any(found is not None and found.way == "reading" for _, found in cuts)


def _drop_long(person: Person) -> None:
    """Removes cuts that hold a more frequent cut and a rest before it: 卿克拉奇 beside 克拉奇."""
    counts: Counter[str] = Counter()
    for (name, _), count in person.names.items():
        counts[simplify(name)] += count
    for key in list(person.names):
        name = simplify(key[0])
        if "·" in name:
            continue
        if any(
            other != name and name.endswith(other) and counts[other] >= counts[name] and len(other) >= 2
            for other in counts
        ):
            del person.names[key]


def merge(people: Sequence[Person]) -> list[list[Person]]:
    """Spellings of one person: family names that sound alike, given names that fit, a Chinese name in common."""
    blocks: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        parts = parse(person.latin)
        key = " ".join(sorted(fold(person.latin).split())) if not parts.given else skeleton(parts.bare_family)
        blocks[key].append(person)
        turned = skeleton(fold(person.latin).split()[0])
        blocks[turned + "|turned"].append(person)
        for sound in sorted(sounds(parts.bare_family)):
            blocks[sound + "|sound"].append(person)
        for name in sorted({simplify(name) for name, _ in person.names}):
            blocks[name + "|han"].append(person)
        blocks[" ".join(sorted(fold(person.latin).split())) + "|words"].append(person)
    juniors = {
        parse(p.latin).key for p in people if parse(p.latin).generation and any(n[0] == "小" for n, _ in p.names)
    }
    parent = {person.latin: person.latin for person in people}

    members = {person.latin: [person.latin] for person in people}

    def find(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for _, block in sorted(blocks.items()):
        block.sort(key=lambda person: (-person.count, person.latin))
        for index, person in enumerate(block):
            for other in block[:index]:
                if find(other.latin) == find(person.latin) or not _same_person(other, person, juniors):
                    continue
                low, high = sorted((find(other.latin), find(person.latin)))
                if _agree(members[low], members[high]):
                    parent[high] = low
                    members[low] += members.pop(high)
                    break
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        groups[find(person.latin)].append(person)
    return [sorted(group, key=lambda person: (-person.count, person.latin)) for _, group in sorted(groups.items())]


def _agree(left: Sequence[str], right: Sequence[str]) -> bool:
    """No two names of two groups have middle names that begin apart."""
    return all(same_initials(parse(a), parse(b)) for a in left for b in right)


def _same_person(left: Person, right: Person, juniors: set[str]) -> bool:
    if fold(left.latin) == fold(right.latin) or sorted(fold(left.latin).split()) == sorted(fold(right.latin).split()):
        return True
    mine = {simplify(name) for name, _ in left.names}
    theirs = {simplify(name) for name, _ in right.names}
    if not mine & theirs:
        return False
    a, b = parse(left.latin), parse(right.latin)
    if misspelled(left, right):
        return True
    if a.generation != b.generation and (a.key in juniors or b.key in juniors):
        return False
    if not (a.full and b.full) and not (" " in a.family and a.family == b.family):
        return False  # Le Drian is Jean-Yves Le Drian
    if not _alike(a.bare_family, b.bare_family) or not same_initials(a, b):
        return False
    return same_given(a.given, b.given) or a.given in b.middle or b.given in a.middle or _alike(a.given, b.given)


def _alike(left: str, right: str) -> bool:
    """One word in two transcriptions: Tichanowskaja and Tikhanovskaya."""
    return skeleton(left) == skeleton(right) or (len(left) > 4 and same_sound(left, right) == 1.0)


def misspelled(left: Person, right: Person) -> bool:
    """Is the rarer name the other one with a slip or two: Macro Rubio, Kamila Harris, Milos Vystrci? For names that
    share a Chinese name; one of them must be far more frequent, so that relatives and namesakes stay apart; less where
    all Chinese names of the rarer one are the other one's, and few could share one so long."""
    few, many = sorted((left, right), key=lambda person: person.count)
    mine, theirs = ({simplify(name) for name, _ in person.names} for person in (few, many))
    ratio = FEWER if mine <= theirs and max(map(len, mine & theirs)) >= LONG else MANY
    return many.count >= MANY and few.count * ratio <= many.count and slip(few.latin, many.latin)


def _cell(counts: Mapping[str, int]) -> str:
    return "|".join(f"{name}:{n}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def row(group: Sequence[Person]) -> str | None:
    """One line of the table, or None where nothing solid is left."""
    names: Counter[tuple[str, bool]] = Counter()
    for person in group:
        names.update(person.names)
    names = +names
    total = sum(names.values())
    best = max(max(person.sure.values()) for person in group)
    kept = {key: n for key, n in names.items() if n >= 2 or total <= 8 or "·" in key[0]}
    if not kept or (best < 0.6 and total < 5):
        return None
    hans: Counter[str] = Counter()
    hant: Counter[str] = Counter()
    for (name, traditional), n in kept.items():
        (hant if traditional or simplify(name) != name else hans)[name] += n
    latin = list(dict.fromkeys(tidy(person.latin) for person in group))
    origin = f"{HAND}; {ORIGIN}" if any(person.listed for person in group) else ORIGIN
    return "\t".join(("|".join(latin), "person", _cell(hans), _cell(hant), str(sum(kept.values())), origin))


def tidy(latin: str) -> str:
    """Without titles in front, and words in capitals as names are written: Joe BIDEN becomes Joe Biden."""
    parts = latin.rstrip(".").split() if not latin.endswith(("Jr.", "Sr.")) else latin.split()
    while len(parts) > 2 and fold(parts[0]) in TITLES:
        parts.pop(0)
    return " ".join(
        part.capitalize() if part.isupper() and len(part) > 2 and "." not in part else part for part in parts
    )


def _once(people: Iterable[Person]) -> list[Person]:
    """One `Person` per Latin name."""
    found: dict[str, Person] = {}
    for person in people:
        first = found.setdefault(person.latin, person)
        if first is not person:
            first.count += person.count
            first.names.update(person.names)
            first.sure = {**person.sure, **first.sure}
    return list(found.values())


def write_aliases(data: str = "../shared", target: str | None = None) -> str:
    """Writes ``aliases.tsv`` beside the other tables (or to ``target``); ``data`` is the folder that holds
    ``data/names``. Returns a line to print."""
    import kg.knowledge

    place = Path(target) if target else Path(kg.knowledge.__file__).parent / "data" / "aliases.tsv"
    glosses = Path(data) / "data" / "names" / "glosses-zh-latin-2020.tsv"
    people = _once([*by_hand(), *collect(glosses)])
    lines = [line for group in merge(people) if (line := row(group))]
    named = {person.latin for person in people}
    others = {latin: rows for latin, rows in read_glosses(glosses).items() if latin not in named}
    for latin, names in merged(body_names(others)):
        lines.append("\t".join(("|".join(latin), "other", _cell(names), "", str(sum(names.values())), ORIGIN)))
    lines.sort(key=lambda line: line.split("\t")[0].casefold())
    comment = "# Mined by kg.training.aliases from names in brackets in Chinese news of 2020: names and counts only."
    place.write_text("\n".join((comment, HEADER, *lines)) + "\n", encoding="utf-8")
    written = f"{len(lines)} rows in {place.name}"
    return written if target else f"{written}, {write_index()}"


def write_index(target: str | None = None) -> str:
    """Writes where ``aliases.tsv`` has which name beside what reads it (or to ``target``): after every change to that table or
    to how names are compared. Returns a line to print."""
    from kg.knowledge import cells
    from kg.resolve import aliases

    place = Path(target) if target else Path(aliases.__file__).parent / "data" / aliases.INDEX
    made = aliases.index_of(aliases.AliasTable(cells("aliases"), {}).rows)
    place.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    return f"{sum(map(len, made.values()))} keys in {place.name}"
