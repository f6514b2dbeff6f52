"""Reading a curation file: every error names file, line, and what would have worked.

YAML's own guesses are switched off: every scalar is text, so that the country NO is Norway and 1:30 is no number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kg.curation.entries import EXAMPLES, KINDS, Curation, Entry
from kg.errors import ConfigError

SHOWN = 5
"""A message lists at most this many errors."""


def read_curation(path: Path | None) -> Curation:
    """The decisions in a file, none for None. Raises `ConfigError`."""
    if path is None:
        return Curation()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise ConfigError(f"{path}: {reason}; --curation takes a YAML file such as 'kg review' writes") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Curation:
    """The decisions in the text of a file; ``path`` is for messages. Raises `ConfigError`."""
    root = _compose(text, path)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return Curation(file=path.name)
    if not isinstance(root, yaml.SequenceNode):
        raise ConfigError(
            f"{path}, line {_line(root)}: a curation file is a list of decisions, each beginning with '- ', "
            f"such as\n{EXAMPLES['same']}"
        )
    entries, errors = [], []
    for node in root.value:
        found = _entry(node)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            errors += found
    if errors:
        more = [f"and {len(errors) - SHOWN} more errors"] if len(errors) > SHOWN else []
        lines = [f"line {line}: {reason}" for line, reason in errors[:SHOWN]]
        raise ConfigError("\n".join([f"{path}, {lines[0]}", *(f"{path}, {line}" for line in lines[1:]), *more]))
    return Curation(file=path.name, entries=tuple(entries))


def _compose(text: str, path: Path) -> yaml.Node | None:
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                raise ConfigError(
                    f"{path}, line {_number(event.start_mark)}: YAML references (*{event.anchor}) mean nothing here; "
                    "write the name out, in quotes where it begins with an asterisk"
                )
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = _number(mark)
        reason = (error.problem or error.context or "no YAML").replace("\\t", "a tab")
        raise ConfigError(f"{path}, line {line}: {reason}; {_advice(text, line)}") from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise ConfigError(f"{path}, line {line}: a character that YAML forbids; delete it") from None
    except RecursionError:
        raise ConfigError(f"{path}: lists inside lists without end; an entry looks like\n{EXAMPLES['same']}") from None


def _advice(text: str, number: int) -> str:
    """What would have worked on a line that is no YAML."""
    lines = text.splitlines()
    line = lines[number - 1] if number <= len(lines) else ""
    if "\t" in line:
        return "indent with blanks, not with tabs"
    if line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        return "close every [ and {"
    if line.count(": ") > 1 or any(sign in line for sign in "@`%&*!|>"):
        return 'put names with signs or colons in quotes: "Li Wei: the athlete"'
    return f"an entry looks like\n{EXAMPLES['same']}"


Errors = list[tuple[int, str]]
Location = tuple[int | str, ...]


def _entry(node: yaml.Node) -> Entry | Errors:
    """One decision, or what is wrong with it."""
    kinds = ", ".join(KINDS)
    if not isinstance(node, yaml.MappingNode):
        return [(_line(node), f"not a decision; an entry begins with one of {kinds}, such as {_example('same')}")]
    lines: dict[Location, int] = {}
    try:
        value = _plain(node, (), lines)
    except _Twice as twice:
        return [(twice.line, f"{twice.key!r} stands twice in one entry; begin each decision with '- '")]
    found = [kind for kind in KINDS if kind in value]
    if len(found) != 1:
        wrong = f"{' and '.join(found)} in one entry" if found else f"{next(iter(value), '')!r} is no decision"
        return [(_line(node), f"{wrong}; an entry has one of {kinds}, such as {_example(found[0] if found else 'same')}")]
    try:
        return Entry(_line(node), KINDS[found[0]].model_validate(value))
    except ValidationError as error:
        return [_reason(found[0], one, lines, _line(node)) for one in error.errors()]


def _reason(kind: str, error: Any, lines: dict[Location, int], line: int) -> tuple[int, str]:
    """(line, what is wrong and what would have worked) of one error of pydantic."""
    location: Location = tuple(error["loc"])
    at = next((lines[location[:n]] for n in range(len(location), 0, -1) if location[:n] in lines), line)
    field = ".".join(str(part) for part in location if part != "[key]")
    if error["type"] == "missing":
        said = f"{kind} needs {field!r}"
    elif error["type"] == "extra_forbidden":
        said = f"{kind} knows no {field!r}"
    else:
        message = error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
        said = f"{field}: {message}" if field else f"{kind}: {message}"
        if isinstance(error.get("input"), str) and error["type"] == "literal_error":
            said += f", not {error['input']!r}"
    return at, f"{said}; such as {_example(kind)}"


def _example(kind: str) -> str:
    lines = EXAMPLES[kind].splitlines()
    return f"'{lines[0]}'" if len(lines) == 1 else "\n" + "\n".join(lines)


class _Twice(Exception):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


def _plain(node: yaml.Node, at: Location, lines: dict[Location, int]) -> Any:
    """Text, lists and dictionaries of a node; ``lines`` receives where each of them stands."""
    lines[at] = _line(node)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for name, value in node.value:
            key = name.value if isinstance(name, yaml.ScalarNode) else str(_plain(name, at, lines))
            if key in found:
                raise _Twice(key, _line(name))
            found[key] = _plain(value, (*at, key), lines)
            lines[(*at, key)] = _line(name)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*at, index), lines) for index, value in enumerate(node.value)]
    return str(node.value)


def _line(node: yaml.Node) -> int:
    return _number(node.start_mark)


def _number(mark: Any) -> int:
    """The number of a line, from 1."""
    return int(mark.line) + 1 if mark is not None else 1
