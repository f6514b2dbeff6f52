"""The commands of the command line, one file for each kind of work.

A file has ``add_to(adding)``, which gives the parser its commands and their options, and one function per command
that runs it with the parsed arguments and prints the answer.
"""

from __future__ import annotations

from kg.commands import ask, build, completion, curate, export, measure, store, watch

AREAS = (build, ask, curate, export, store, watch, measure, completion)
"""In the order of ``kg --help``."""

__all__ = ["AREAS"]
