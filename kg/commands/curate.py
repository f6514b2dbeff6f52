"""``kg review`` and ``kg explain``: people decide which names are one, and see why kg decided as it did."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands.printing import command, load, print_json, print_rows, printable
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.curation import Decision
    from kg.graph import KnowledgeGraph
    from kg.graph.doubts import Doubt, Side

QUOTE_CHARS = 200
LISTED = 50
HELP = """\
  s        same: they are one
  d        different: they are never one
  (Enter)  skip, and ask again next time
  ra NAME  rename A (rb NAME: B)
  ba       block A: it is no entity, or shall never be shown (bb: B)
  q        quit"""


def add_to(adding: Any) -> None:
    """The commands and their options."""
    parser = command(adding, "review", review, "decide about names that may be one; writes to a curation file")
    parser.add_argument("name", metavar="NAME", nargs="?", help="only pairs with this entity")
    parser.add_argument(
        "--curation", type=Path, default=Path("curation.yaml"), metavar="FILE",
        help="file to write to, and whose decisions are not asked again (default: curation.yaml)",
    )
    parser.add_argument("--list", action="store_true", help="print the pairs and ask nothing; --json does the same")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many pairs")

    parser = command(adding, "explain", explain, "why two names are one node, or two")
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")


def explain(arguments: argparse.Namespace) -> None:
    """Why two names are or are not one node."""
    found = load(arguments).explain(arguments.a, arguments.b)
    if arguments.json:
        print_json(found.to_record())
    else:
        print(found)


def review(arguments: argparse.Namespace) -> None:
    """Walks the doubtful pairs; what people answer goes to the curation file."""
    if arguments.limit is not None and arguments.limit < 1:
        raise KGError(f"--limit {arguments.limit}: give 1 or more")
    graph = load(arguments)
    decided = Decided(graph, arguments.curation)
    limit = arguments.limit or (LISTED if arguments.list and not arguments.json else None)
    rows = graph.doubts(arguments.name, lambda left, right: not decided.knows(left, right), limit)
    if arguments.json or arguments.list:
        print_rows(arguments, rows)
        return
    if not rows:
        print(f"no doubtful pairs{f' with {arguments.name}' if arguments.name else ''} are left to decide")
        return
    written = 0
    try:
        for number, doubt in enumerate(rows, 1):
            if decided.knows(doubt.left.id, doubt.right.id):
                continue
            print(f"\n{number} of {len(rows)}")
            _show(doubt)
            for decision in _answers(doubt):
                decided.add(arguments.curation, decision, _comments(doubt, decision))
                written += 1
    except KeyboardInterrupt:
        print()
    except _Quit:
        pass
    _report(arguments, written)


class _Quit(Exception):
    """No more pairs are wanted."""


class Decided:
    """What a curation file decides about the entities of a build, with all that follows: A = B and B != C say A != C."""

    def __init__(self, graph: KnowledgeGraph, path: Path) -> None:
        from kg.curation import read_curation

        self._graph = graph
        self._group: dict[str, str] = {}
        self._apart: list[tuple[str, str]] = []
        self._blocked: set[str] = set()
        for entry in read_curation(path).entries if path.exists() else ():
            self._take_in(entry.decision)

    def add(self, path: Path, decision: Decision, comments: tuple[str, ...]) -> None:
        """Writes a decision to the file and heeds it from now on."""
        from kg.curation import append

        append(path, [(decision, comments)])
        self._take_in(decision)

    def knows(self, left: str, right: str) -> bool:
        """Is it decided about these two ids?"""
        a, b = self._root(left), self._root(right)
        if a == b or self._blocked & {left, right}:
            return True
        return any({self._root(one), self._root(other)} == {a, b} for one, other in self._apart)

    def _root(self, id_: str) -> str:
        while id_ in self._group:
            id_ = self._group[id_]
        return id_

    def _take_in(self, decision: Decision) -> None:
        from kg.curation import Block, Different, Same

        if isinstance(decision, Block):
            self._blocked.update(self._ids([decision.block]) if decision.block.text is None else [])
        elif isinstance(decision, Same):
            first, *others = self._ids(decision.same) or [""]
            for other in others:
                if self._root(other) != self._root(first):
                    self._group[self._root(other)] = self._root(first)
        elif isinstance(decision, Different):
            ids = self._ids(decision.different)
            self._apart += [(one, other) for index, one in enumerate(ids) for other in ids[index + 1 :] if one != other]

    def _ids(self, pointers: Any) -> list[str]:
        found = (self._graph.candidates(pointer.id or pointer.name) for pointer in pointers)
        return [candidates[0].id for candidates in found if candidates]


def _show(doubt: Doubt) -> None:
    print(printable(
        f"may be one: {' and '.join(doubt.about)}, score {doubt.score:g} by rule '{doubt.rule}'; "
        f"{_count(doubt.articles, 'article')} would move"
    ))
    if doubt.reasons:
        print(printable(f"  because: {'; '.join(doubt.reasons)}"))
    for letter, side in (("A", doubt.left), ("B", doubt.right)):
        _show_side(letter, side)


def _show_side(letter: str, side: Side) -> None:
    what = f"{side.type}, {side.country}" if side.country else side.type
    counts = f"{_count(side.articles, 'article')}, {_count(side.mentions, 'mention')}"
    print(printable(f"{letter}  {side.label} ({what}): {counts}"))
    for language, names in side.names.items():
        print(printable(f"   {language:8} {', '.join(names)}"))
    for quote in side.evidence:
        text = str(quote)
        print(printable(f"   {text if len(text) <= QUOTE_CHARS else text[:QUOTE_CHARS] + '…'}"))


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _answers(doubt: Doubt) -> Iterator[Decision]:
    """The decisions that the answers to one pair make. Asks again after what it can't take; raises `_Quit`."""
    while True:
        print("[s]ame  [d]ifferent  Enter = skip  [q]uit  ? = more > ", end="", flush=True)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            print()
        answer, _, rest = line.strip().partition(" ")
        answer = answer.lower()
        if not line or answer in ("q", "quit"):
            raise _Quit
        if answer in ("", "k", "skip"):
            return
        decision = _decision(doubt, answer, rest.strip())
        if decision is None:
            print(HELP)
            continue
        yield decision
        if answer[0] != "r":
            return


def _decision(doubt: Doubt, answer: str, name: str) -> Decision | None:
    from kg.curation import Block, Different, Pointer, Rename, Same

    pointers = [Pointer(id=side.id, name=side.label) for side in (doubt.left, doubt.right)]
    if answer in ("s", "same"):
        return Same(same=pointers)
    if answer in ("d", "different"):
        return Different(different=pointers)
    if answer in ("ra", "rb") and name:
        return Rename.model_validate({"rename": pointers[answer == "rb"], "to": name})
    if answer in ("ba", "bb"):
        side = pointers[answer == "bb"]
        return Block.model_validate({"block": {"id": side.id, "name": side.name}})
    return None


def _comments(doubt: Doubt, decision: Decision) -> tuple[str, ...]:
    """Why the question came up, as it stands above an answer to it."""
    from kg.curation import Different, Same

    if not isinstance(decision, Same | Different):
        return ()
    left, right = doubt.left, doubt.right
    counts = f"{_count(left.articles, 'article')} and {_count(right.articles, 'article')}"
    return (
        f"{left.label} and {right.label} ({counts})", f"{doubt.rule}, score {doubt.score:g}: {'; '.join(doubt.reasons)}",
    )


def _report(arguments: argparse.Namespace, written: int) -> None:
    if not written:
        print("nothing was written")
        return
    print(f"wrote {_count(written, 'decision')} to {arguments.curation}; a rebuild applies "
          f"{'them' if written > 1 else 'it'}: kg build INPUT... --out {arguments.graph} --curation {arguments.curation}")

