"""The command ``kg``: parse arguments, call one function, print. Tables for people, ``--json`` for pipes."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from kg import commands, machine
from kg.errors import KGError
from kg.registry import meant


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 2 nothing could be done (the reason goes to standard error), 130 interrupted."""
    machine.settle()
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except KGError as error:
        print(f"kg: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output went away: kg who-met ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kg: interrupted; no file was left half written", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line. What it parses has ``run``, the function of `kg.commands` to call."""
    parser = _Parser(prog="kg", description="Who met whom, in news articles of several languages.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    adding = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    for area in commands.AREAS:
        area.add_to(adding)
    return parser


class _Parser(argparse.ArgumentParser):
    """Its errors say which word was probably meant."""

    def error(self, message: str) -> NoReturn:
        super().error(message + self._near(message))

    def _near(self, message: str) -> str:
        """For ``invalid choice: 'gefx' (choose from ...)`` and ``unrecognized arguments: --sinse 2024``."""
        _, _, tail = message.partition("invalid choice: ")
        if tail:
            word, *known = re.findall(r"[\w-]+", tail.replace("(choose from", ""))
        else:
            word = message.removeprefix("unrecognized arguments: ").split()[0].partition("=")[0]
            takers = [parser.prog for parser in self._all() if word in parser._option_string_actions]
            if takers:
                return f"; it is an option of {', '.join(sorted(takers))}"
            known = sorted({name for parser in self._all() for name in parser._option_string_actions})
        return meant(word, known) if tail or word.startswith("-") else ""

    def _all(self) -> list[argparse.ArgumentParser]:
        """This parser and those of the commands."""
        inside = [action.choices.values() for action in self._actions if isinstance(action, argparse._SubParsersAction)]
        return [self, *(parser for parsers in inside for parser in parsers)]


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that takes as long as all the rest of ``kg --help``."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kg.versions import kg_version

        print(kg_version())
        parser.exit()
