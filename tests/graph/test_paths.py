"""The shortest chain of links is the one that going through all chains would find."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence

import pytest

from kg.graph.columns import Columns, Link
from kg.graph.paths import between, shortest


class Links:
    """What a path needs of a source."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.all = links
        self.asked = 0

    def columns(self) -> Columns:
        self.asked += 1
        return Columns.of(self.all)

    def links_of(self, entity: str) -> Sequence[Link]:
        return [link for link in self.all if entity in link[:2]]


def made(seed: int, entities: int, links: int) -> list[Link]:
    source = random.Random(seed)
    found: dict[tuple[str, str, str], Link] = {}
    for _ in range(links):
        a, b = sorted(source.sample(range(entities), 2))
        kind = source.choice(["co_mentioned", "co_mentioned", "met", "holds_role"])
        held = source.randrange(3) if kind == "met" else None
        key = (f"e{a:02}", f"e{b:02}", kind)
        found[key] = Link(*key, source.randrange(1, 9), held, "")
    return [found[key] for key in sorted(found)]


def cost(steps: Iterable[Link]) -> float:
    return sum(1.0 + (0.01 if link.type == "co_mentioned" else 0.0) + 0.009 / (1 + link.weight) for link in steps)


def cheapest(links: Sequence[Link], start: str, goal: str, relation: str | None) -> float | None:
    """The cost of the best chain, by Bellman and Ford: every link again and again."""
    best = {start: 0.0}
    used = [link for link in links if relation in (None, link.type) and (link.held is None or link.held)]
    for _ in range(len({end for link in links for end in link[:2]})):
        for link in used:
            for one, other in (link[:2], link[1::-1]):
                if one in best and best[one] + cost([link]) < best.get(other, 99.0):
                    best[other] = best[one] + cost([link])
    return best.get(goal)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("relation", [None, "met", "co_mentioned"])
def test_chains_are_the_cheapest(seed: int, relation: str | None) -> None:
    links = made(seed, 16, 24)
    source = Links(links)
    for start, goal in itertools.combinations(sorted({end for link in links for end in link[:2]}), 2):
        steps = between(source, start, goal, relation)  # type: ignore[arg-type]
        assert steps == shortest(Columns.of(links), start, goal, relation)
        best = cheapest(links, start, goal, relation)
        if best is None:
            assert steps == []
        else:
            assert cost(link for *_, link in steps) == pytest.approx(best)
            assert [steps[0][0], *(after for _, after, _ in steps)][-1] == goal and steps[0][0] == start
            assert all({one, other} == set(link[:2]) for one, other, link in steps)


def test_two_links_need_no_look_at_all_of_them() -> None:
    source = Links(made(1, 12, 40))
    near = between(source, "e00", source.all[0].target, None)  # type: ignore[arg-type]
    assert near and source.asked == 0


def test_unknown_ends_and_no_way() -> None:
    source = Links([Link("a", "b", "met", 0, 0, "")])
    assert between(source, "a", "b", None) == [] and between(source, "x", "b", None) == []  # type: ignore[arg-type]
    assert between(source, "a", "a", None) == []  # type: ignore[arg-type]


def test_columns_give_links_back() -> None:
    links = made(3, 9, 20)
    columns = Columns.of(links)
    assert [columns.link(number) for number in range(len(links))] == links
