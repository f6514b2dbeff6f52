"""``python -m kg.training names [--data FOLDER]``: precision and recall of `kg.names.match` on people.

Pairs come from the mined glosses (``aliases.tsv``): names of one row are one person's. Held out: only rows whose family
name's letters stand in the test split of the word list, which the network never saw; the alias table is not asked.
Against each right pair stand ten wrong ones: five drawn at random from the other rows, and five with the same family name
and another given name (real people where the rows have them, else made up with a given name of another row).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.names.features import SAME
from kg.names.han import is_pinyin_name
from kg.names.latin import letters, parse
from kg.names.latin_people import givens
from kg.names.match import match
from kg.names.spelling import han_parts, simplify
from kg.training.transliteration_data import read_words

RANDOM, HARD, SEED = 5, 5, 3


@dataclass(frozen=True, slots=True)
class Person:
    """A row: its Latin names (the first is the label) and its Han names (Simplified, without repetition)."""

    latin: tuple[str, ...]
    han: tuple[str, ...]

    @property
    def family(self) -> str:
        """Letters of the family name."""
        return letters(parse(self.latin[0]).bare_family)


def people() -> list[Person]:
    """The people of the alias table with given name and family name."""
    from kg.knowledge import rows

    found = []
    for row in rows("aliases"):
        latin = tuple(row["latin"].split("|"))
        if row["type"] != "person" or not parse(latin[0]).full:
            continue
        cells = [cell.rpartition(":")[0] for tag in ("zh-Hans", "zh-Hant") for cell in (row[tag] or "").split("|")]
        han = tuple(dict.fromkeys(simplify(cell) for cell in cells if cell))
        if han:
            found.append(Person(latin, han))
    return found


def held_out(data: Path) -> list[Person]:
    """Those whose family name stands in the test split."""
    closed = {letters(pair.latin) for pair in read_words(data, "test")}
    return [one for one in people() if one.family in closed]


Case = tuple[str, str, str, bool]
"""Kind, left, right, whether they are one person's."""


def cases(chosen: Sequence[Person], everyone: Sequence[Person]) -> Iterator[Case]:
    """Right and wrong pairs, seeded."""
    rng = random.Random(SEED)
    namesakes: dict[str, list[Person]] = defaultdict(list)
    for one in everyone:
        namesakes[one.family].append(one)
    for one in chosen:
        wrong = [other for other in rng.sample(everyone, RANDOM + 3) if other.family != one.family][:RANDOM]
        hard = _hard(one, namesakes[one.family], rng, everyone)
        for name in one.han:
            kind = _kind(name, one.latin[0])
            yield kind, name, one.latin[0], True
            yield from ((kind, name, other.latin[0], False) for other in wrong)
            yield from ((kind, name, latin, False) for latin in hard if " full" in kind or "reading" in kind)
        for name in one.latin[1:]:
            yield "Latn-Latn", name, one.latin[0], True
            yield from (("Latn-Latn", name, other.latin[0], False) for other in wrong)
            yield from (("Latn-Latn", name, latin, False) for latin in hard)
        dotted = [name for name in one.han if len(han_parts(name)) == 2]
        for name in dotted[1:]:
            yield "Hani-Hani full", name, dotted[0], True
            others = [form for other in wrong for form in other.han if len(han_parts(form)) == 2]
            yield from (("Hani-Hani full", name, form, False) for form in others)
            given = parse(one.latin[0]).given
            relatives = [other for other in namesakes[one.family] if givens(parse(other.latin[0]).given, given) < 0.5]
            forms = [form for other in relatives for form in other.han if len(han_parts(form)) == 2]
            yield from (("Hani-Hani full", name, form, False) for form in forms)


def _kind(han: str, latin: str) -> str:
    if is_pinyin_name(latin) or parse(latin).eastern:
        return "Hani-Latn by reading"
    return "Hani-Latn full" if len(han_parts(han)) > 1 else "Hani-Latn short"


def _hard(one: Person, same: Sequence[Person], rng: random.Random, everyone: Sequence[Person]) -> list[str]:
    """Latin names with this family name and another given name."""
    given = parse(one.latin[0]).given
    found = [other.latin[0] for other in same if givens(parse(other.latin[0]).given, given) < 0.5]
    family = parse(one.latin[0]).family.title()
    while len(found) < HARD:
        other = parse(rng.choice(everyone).latin[0])
        if other.given and not other.eastern and givens(other.given, given) < 0.5:
            found.append(f"{other.given.title()} {family}")
    return found[:HARD]


@dataclass(slots=True)
class Count:
    """Right and wrong pairs of one kind; how many of each reach the threshold; how many right ones reach one half."""

    right: int = 0
    wrong: int = 0
    good: int = 0
    bad: int = 0
    half: int = 0

    def add(self, score: float, same: bool, threshold: float) -> None:
        """Counts one pair."""
        self.right += same
        self.wrong += not same
        self.good += same and score >= threshold
        self.bad += not same and score >= threshold
        self.half += same and score >= 0.5

    def row(self, kind: str) -> str:
        """A row of the table."""
        precision = f"{self.good / (self.good + self.bad):.1%}" if self.good + self.bad else "-"
        recall, half = (f"{one / max(1, self.right):.1%}" for one in (self.good, self.half))
        return f"| {kind} | {self.right:,} | {self.wrong:,} | {precision} | {recall} | {half} |"


def table(found: Sequence[Case], threshold: float = SAME) -> list[str]:
    """Markdown rows: kind, right pairs, wrong pairs, precision, recall, and the share of right pairs from one half on."""
    counts: dict[str, Count] = defaultdict(Count)
    for kind, left, right, same in found:
        counts[kind].add(match(left, right, known=False).score, same, threshold)
    head = ["| names | right | wrong | precision | recall | right ones from 0.5 on |", "|---|---|---|---|---|---|"]
    return head + [count.row(kind) for kind, count in sorted(counts.items())]


def main(*arguments: str) -> str:
    """The command line; see the head of the file. Writes ``match.md`` beside the tables of names, or to ``--out``."""
    parser = argparse.ArgumentParser(prog="python -m kg.training names", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder that holds names/")
    parser.add_argument("--limit", type=int, default=None, help="how many people to draw (seeded)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "names" / "data" / "match.md")
    chosen = parser.parse_args(arguments)
    everyone, some = people(), held_out(chosen.data)
    people_drawn = "all of them"
    if chosen.limit is not None and chosen.limit < len(some):
        people_drawn = f"{chosen.limit} of {len(some)}, drawn with a seed"
        some = random.Random(SEED).sample(some, chosen.limit)
    rows = table(list(cases(some, everyone)))
    lines = [
        "# Card of kg.names.match for people",
        "",
        "Made by `python -m kg.training names`; the protocol stands at the head of kg/training/names_scores.py. Names of people in",
        f"glosses of 2020 whose family names the network never saw ({people_drawn}); the alias table is not asked. To each right",
        f"pair up to {RANDOM} wrong ones drawn at random and up to {HARD} with the same family name and another given name",
        f"(short names have only the former). A score from {SAME} on counts as one name. A family name alone scores below that by",
        "design, and so does a name that many bear: what they need is context.",
        "",
        *rows,
    ]
    chosen.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "\n".join(rows)
