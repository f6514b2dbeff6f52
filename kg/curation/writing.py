"""Adding decisions at the end of a curation file: what stands there stays as it is, comments and order included."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.curation.entries import EXAMPLES, Decision, Pointer
from kg.curation.reading import parse
from kg.errors import ConfigError

HEADER = """\
# Decisions about names, applied by: kg build INPUT... --curation {name}
# One entry per decision; delete an entry to undo it. Names may be in any script; ids are those of 'kg show'.
#
{examples}
"""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def written(decision: Decision, comments: Sequence[str] = ()) -> str:
    """An entry as it stands in a file, with comment lines above it; ends with a newline."""
    value = decision.model_dump(exclude_none=True, exclude_defaults=True, by_alias=True)
    lines = [f"# {_UNSAFE.sub(' ', comment)}" for comment in comments]
    for index, (key, part) in enumerate(value.items()):
        lead = "- " if index == 0 else "  "
        if isinstance(part, list) and len(part) > 1 and all(isinstance(one, dict) for one in part):
            lines += [f"{lead}{key}:", *(f"    - {_flow(one)}" for one in part)]
        else:
            lines.append(f"{lead}{key}: {_flow(part)}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    """A value on one line. Text is always quoted, so that no name can be taken for anything else."""
    if isinstance(value, dict):
        if set(value) == {"name"}:
            return _flow(value["name"])
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, int):
        return str(value)
    quoted = json.dumps(str(value), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def append(path: Path, entries: Iterable[tuple[Decision, Sequence[str]]]) -> None:
    """Writes decisions, each with its comments, at the end of a file, which is made where it is missing.

    Raises `ConfigError`, and leaves the file alone, where it is no curation file or a list in brackets.
    """
    new = list(entries)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            before = file.read()
    except FileNotFoundError:
        examples = "\n".join(f"#   {line}" for example in EXAMPLES.values() for line in example.splitlines())
        before = HEADER.format(name=path.name, examples=examples)
    except OSError as error:
        raise ConfigError(f"{path}: {(error.strerror or 'unreadable').lower()}; give a file to write to") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8; save the file as UTF-8") from None
    known = parse(before.removeprefix("\ufeff"), path)
    text = before if before.endswith("\n") or not before else before + "\n"
    text += "".join("\n" + written(decision, comments) for decision, comments in new)
    if "\r\n" in before:
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    wanted = [*(entry.decision for entry in known.entries), *(decision for decision, _ in new)]
    try:
        found = [entry.decision for entry in parse(text.removeprefix("\ufeff"), path).entries]
    except ConfigError:
        found = []
    if found != wanted:
        raise ConfigError(f"{path}: can't add to this list; write it with '- ' before each entry, not in brackets")
    _replace(path, text)


def _replace(path: Path, text: str) -> None:
    """All or nothing: a run that is killed leaves the old file."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ConfigError(f"{path}: {(error.strerror or 'not writable').lower()}; give a file to write to") from None


def pointer(id: str, name: str) -> Pointer:
    """An entity by its id, with a name for people to read."""
    return Pointer(id=id, name=name)
