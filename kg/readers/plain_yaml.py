"""Front matter as nearly all posts have it, a key and a value on each line, read as YAML reads it but ten times as fast.

Only what has one meaning is read here: the rest (more lines for a value, escapes, comments, nesting) is left to YAML.
"""

from __future__ import annotations

import re

_TEXT = re.compile("[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
"""Characters that YAML takes as they are; of line ends only the one that all writers mean."""

_FIELD = re.compile(
    r"""([A-Za-z_][\w-]{0,40}):(?:\x20++(?:
    "([^"\\]*)"
    |'([^']*)'
    |\[([\w\x20,.()-]*)\]                # a list of words
    |([^\s?:,\[\]{}\#&*!|>'"%@`-].*?)    # none of YAML's own signs in front
    )?)?""",
    re.X,
)
_WORD = re.compile(r"[\w(][\w .()-]*")


def plain_fields(block: str) -> dict[str, object] | None:
    """The fields of front matter, strings and lists of strings, as YAML's BaseLoader gives them; None where only YAML can
    tell."""
    if not _TEXT.fullmatch(block):
        return None
    fields: dict[str, object] = {}
    for line in block.rstrip("\n").split("\n"):
        found = _FIELD.fullmatch(line.rstrip(" "))
        if found is None:
            return None
        key, double, single, words, plain = found.groups()
        if plain and (": " in plain or " #" in plain or plain[-1] == ":"):
            return None
        if words is None:
            fields[key] = double or single or plain or ""
            continue
        listed = [word.strip(" ") for word in words.split(",")] if words.strip(" ") else []
        if not all(map(_WORD.fullmatch, listed)):
            return None
        fields[key] = listed
    return fields
