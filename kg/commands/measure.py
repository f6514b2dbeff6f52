"""``kg evaluate`` and ``kg models``: how often kg is right, and with which pipelines."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kg.commands.printing import command, plain, print_json, printable


def add_to(adding: Any) -> None:
    """The commands and their options."""
    parser = command(
        adding, "evaluate", evaluate, "how often a build is right, on annotated articles", graph=False
    )
    parser.add_argument("gold", type=Path, metavar="GOLD", help="folder of annotations, one JSON file per article")
    parser.add_argument("build", type=Path, metavar="BUILD", help="folder that 'kg build' wrote")
    parser.add_argument("--errors", action="store_true", help="list every miss and every false find")

    parser = command(adding, "models", models, "trained pipelines: shipped, installed, public", graph=False)
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML: which of them are used")


def evaluate(arguments: argparse.Namespace) -> None:
    """Holds a build against annotated articles."""
    from kg import evaluation
    from kg.exporters import jsonl

    gold = evaluation.read_gold(arguments.gold)
    measured = evaluation.evaluate(gold, jsonl.read(arguments.build))
    if arguments.json:
        print_json(evaluation.record(measured) | ({"errors": list(measured.errors)} if arguments.errors else {}))
        return
    print(evaluation.tables(measured))
    for line in ("", *measured.errors) if arguments.errors else ():
        print(printable(line))


def models(arguments: argparse.Namespace) -> None:
    """Trained pipelines: shipped, installed, public."""
    from kg.config import read_config
    from kg.graph.results import table
    from kg.models.available import available

    rows = available(read_config(arguments.config))
    if arguments.json:
        print_json([plain(row) for row in rows])
        return
    cells = [
        (
            row.language,
            row.pipeline,
            row.version,
            "?" if row.size is None else f"{row.size:.3g}",
            " ".join(row.labels),
            f"{row.state}, in use" if row.used else row.state,
            row.command,
        )
        for row in rows
    ]
    print(table(("language", "pipeline", "version", "MB", "labels", "state", "install with"), cells))
