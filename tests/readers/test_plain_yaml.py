"""Plain front matter is read as YAML reads it, or left to YAML."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.jekyll import front_matter
from kg.readers.plain_yaml import plain_fields

LOADERS: list[Any] = [yaml.BaseLoader, *([yaml.CBaseLoader] if hasattr(yaml, "CBaseLoader") else [])]
PIECES = [
    *"ab1 _-.:,#\"'[](){}&*!|>%@`?\\~=<\n\t中é“臺", "\u00a0", "\u2028", "\ufeff", "\u0085", "\U0001f600", ": ", " #",
    "\n ", "\nk: ", "\nb: [ ", " ]", '\nc: "', "\nd: '", "- ", "...", "null", "\r\n",
]


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ('title: "Wang: on tour"\ndate: 2024-01-28T10:00:00Z\n', {"title": "Wang: on tour", "date": "2024-01-28T10:00:00Z"}),
        ("author: 'no # comment'\nfrom: https://a.example/b#c?d=1, 2", {
            "author": "no # comment", "from": "https://a.example/b#c?d=1, 2",
        }),
        ("tags: [ (臺)通訊社, b c ]\nmore: []\nempty:\nlayout: post  \n", {
            "tags": ["(臺)通訊社", "b c"], "more": [], "empty": "", "layout": "post",
        }),
    ],
)
def test_plain_front_matter(block: str, fields: dict[str, object]) -> None:
    assert plain_fields(block) == fields == yaml.load(block, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    "block",
    [
        'title: "a \\" b"', "title: it's: two", "title: a\n  b", "title: a # note", "title: |\n  a", "tags:\n- a", "a: b:",
        "a: [b, ]", "a: 'it''s'", "# note\na: b", "a: {b: c}", "a: [[b]]", "a:b", "a: b\u2028c: d", "a: b\x07", "a: *b",
        "", "a: 'b", "a: [-, b]",
    ],
)
def test_what_only_yaml_can_tell_is_left_to_it(block: str) -> None:
    assert plain_fields(block) is None


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["a: ", 'title: "', "k:", "x: '", "y: [ "]))
def test_it_is_what_yaml_reads(pieces: list[str], start: str) -> None:
    for end in ("", "\n", '"\n', "'\n", " ]\n"):
        block = start + "".join(pieces) + end
        fields = plain_fields(block)
        if fields is not None:
            for loader in LOADERS:
                assert list(yaml.load(block, Loader=loader).items()) == list(fields.items())


def test_readers_take_it() -> None:
    assert front_matter("Title: 'a'\ndate: 2024-01-28\n") == {"title": "a", "date": "2024-01-28"}


@pytest.mark.parametrize("line", ["title: a" + " " * 200_000 + "b", "key:" + " " * 200_000 + "#", "key: a" + " " * 200_000])
def test_many_blanks_are_read_as_yaml_reads_them(line: str) -> None:
    found = plain_fields(line + "\n")
    assert found is None or found == yaml.load(line, Loader=yaml.BaseLoader)
