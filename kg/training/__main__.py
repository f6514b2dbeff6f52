"""``python -m kg.training COMMAND [ARGUMENTS]``: make a model or a generated table again."""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS = {
    "aliases": "kg.training.aliases:write_aliases",
    "alias-index": "kg.training.aliases:write_index",
    "transliteration": "kg.training.transliteration:main",
    "readings": "kg.training.readings:write_readings",
    "nicknames": "kg.training.nicknames:write_nicknames",
    "names": "kg.training.names_scores:main",
    "countries": "kg.training.countries:write_countries",
    "places": "kg.training.places:write_places",
    "ner": "kg.training.ner:main",
    "mandarin": "kg.training.mandarin:write_mandarin",
    "sequences": "kg.training.sequences:write_sequences",
}
"""Command -> ``module:function``; the function takes the arguments, all of them optional or its own to check, and
returns what to print."""


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status (2: no such command)."""
    if not arguments or arguments[0] not in COMMANDS:
        print(f"usage: python -m kg.training {{{','.join(COMMANDS)}}}", file=sys.stderr)
        return 2
    module, _, function = COMMANDS[arguments[0]].partition(":")
    print(getattr(import_module(module), function)(*arguments[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
