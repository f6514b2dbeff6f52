"""Three kinds of failure: Problem (one thing skipped, the run goes on), KGError (this run can't go on), and bugs."""

from __future__ import annotations

from dataclasses import dataclass


class KGError(Exception):
    """This run can't go on. The message ends with what would have worked."""


class ConfigError(KGError):
    """A configuration file or option that kg can't use."""


class UnknownNameError(KGError):
    """A name that the graph doesn't hold; the message suggests near ones."""


class BuildFormatError(KGError):
    """A folder that is not a build, or one of another version."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """What a stage skipped and why; counted and printed at the end of every run, written to ``problems.jsonl``."""

    source: str
    stage: str
    reason: str
    hint: str
