"""Stores: ``kg add``, ``kg remove`` and ``kg problems``."""

from __future__ import annotations

import argparse
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.commands.build import add_engine, add_settings, engine_of, settings_of
from kg.commands.printing import command, load, plain, print_json, printable, progress
from kg.errors import ConfigError, KGError, Problem

if TYPE_CHECKING:
    from kg.store import Corpus, Counts, Origin

def add_to(adding: Any) -> None:
    """The commands and their options."""
    parser = command(adding, "add", add, "read what is new into a store", graph=False)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="files, folders, .zip and .tar archives")
    add_store(parser)
    add_settings(parser)
    add_engine(parser)

    parser = command(adding, "remove", remove, "take articles out of a store", graph=False)
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="as in articles.jsonl; * and ? stand for what you like"
    )
    parser.add_argument("--missing", action="store_true", help="articles whose files are no longer there")
    add_store(parser)

    parser = command(adding, "problems", problems, "what was skipped, and why")
    add_store(parser, required=False)


def add_store(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """The option that names the store."""
    parser.add_argument("--store", type=Path, required=required, metavar="FILE", help="the store, such as corpus.kg")


def add(arguments: argparse.Namespace) -> None:
    """Reads what is new."""
    from kg import pipeline, readers
    from kg.store import Corpus

    readers.checked(arguments.inputs)  # a mistyped one must not leave an empty store behind
    with Corpus.open(arguments.store) as corpus, engine_of(arguments) as engine:
        config = settings_of(arguments, corpus.config())
        pipeline.check(config)
        corpus.put_config(config)
        counts = pipeline.add(corpus, arguments.inputs, config, progress, engine)
        _report(arguments, corpus, counts)


def _report(arguments: argparse.Namespace, corpus: Corpus, counts: Counts) -> None:
    skipped = corpus.problems()
    if arguments.json:
        print_json(plain(counts) | {"articles": len(corpus), "problems": len(skipped)})
        return
    gone = f", {counts.gone} gone from their files" if counts.gone else ""
    print(f"read     {counts.new} new articles, {counts.replaced} replaced, {counts.unchanged} as before{gone}")
    print(f"kept     {len(corpus)} articles in {arguments.store}")
    print(f"skipped  {len(skipped)}{f', see: kg problems --store {arguments.store}' if skipped else ''}")


def remove(arguments: argparse.Namespace) -> None:
    """Takes articles out."""
    from kg.store import Corpus

    if not arguments.sources and not arguments.missing:
        raise ConfigError("kg remove: name the sources to remove, or give --missing")
    with Corpus.open(arguments.store, create=False) as corpus:
        origins, unread = corpus.origins(), corpus.unread()
        chosen = {origin.id: origin for origin in origins if arguments.missing and _missing(origin)}
        skipped: set[str] = set()
        for pattern in arguments.sources:
            fitting = [origin for origin in origins if fnmatchcase(origin.source, pattern)]
            problems = [source for source in unread if fnmatchcase(source, pattern)]
            if not fitting and not problems:
                raise KGError(f"{pattern}: no such source in {arguments.store}{_near(pattern, origins)}")
            chosen |= {origin.id: origin for origin in fitting}
            skipped.update(problems)
        corpus.remove(sorted(chosen))
        corpus.forget_unread(sorted(skipped))
        left = len(corpus)
    names = sorted(origin.source for origin in chosen.values())
    if arguments.json:
        print_json({"removed": names, "forgotten": sorted(skipped), "articles": left})
        return
    print(f"removed  {len(names)} articles{f', and {len(skipped)} problems' if skipped else ''}")
    print(f"kept     {left} articles in {arguments.store}")


def _missing(origin: Origin) -> bool:
    """Whether neither the file nor any file above the place is there: inside an archive, the archive is."""
    place = Path(origin.place)
    return not place.exists() and not any(parent.is_file() for parent in place.parents)


def _near(pattern: str, origins: list[Origin]) -> str:
    import difflib

    near = difflib.get_close_matches(pattern, [origin.source for origin in origins], n=3)
    return f" (there is {', '.join(near)})" if near else ""


def problems(arguments: argparse.Namespace) -> None:
    """Lists what was skipped."""
    from kg.graph.results import table

    if arguments.store is not None:
        from kg.store import Corpus

        with Corpus.open(arguments.store, create=False) as corpus:
            found: list[Problem] = corpus.problems()
    else:
        found = list(load(arguments).build.problems)
    if arguments.json:
        print_json([plain(problem) for problem in found])
    elif found:
        rows = [tuple(map(printable, (p.source, p.stage, p.reason, p.hint))) for p in found]
        print(table(("source", "stage", "reason", "what to do"), rows))
    else:
        print("nothing was skipped")
