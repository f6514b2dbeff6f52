"""``python -m kg`` is the command ``kg``."""

from typing import NoReturn

from kg import machine
from kg.cli import main


def run() -> NoReturn:
    """The command ``kg`` in a process of its own."""
    machine.leave(main())


if __name__ == "__main__":
    run()
