"""``kg completion``: a script with which a shell completes commands, options and their values; made by shtab."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import KGError

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
HOW = """\
bash: kg completion bash > ~/.local/share/bash-completion/completions/kg
zsh:  kg completion zsh > ~/.zfunc/_kg, with 'fpath+=~/.zfunc' before compinit in ~/.zshrc
fish: kg completion fish > ~/.config/fish/completions/kg.fish"""


def add_to(adding: Any) -> None:
    """The command and its options."""
    text = "print a script that completes commands and options in your shell"
    parser = adding.add_parser(
        "completion", help=text, description=f"{text[0].upper()}{text[1:]}.", epilog=HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=completion)
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def completion(arguments: argparse.Namespace) -> None:
    """Prints the script for one shell. Raises `KGError` where shtab isn't installed."""
    try:
        import shtab
    except ImportError:
        raise KGError("completion needs the package shtab: pip install 'kg[completion]'") from None
    from kg.cli import parser

    whole = parser()
    for action in _actions(whole):
        if action.type is Path:
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(whole, arguments.shell), end="")


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The options and arguments of all commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inside in action.choices.values():
                yield from _actions(inside)
