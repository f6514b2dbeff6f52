"""Adding to a curation file leaves what stands there alone, and reading gives back what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.curation import (
    Block,
    Decision,
    Different,
    Pointer,
    Rename,
    Retype,
    Same,
    Split,
    append,
    parse,
    read_curation,
    written,
)
from kg.errors import ConfigError

PATH = Path("curation.yaml")
SAME = Same(same=[Pointer(id="person:1", name="Joe Biden"), Pointer(name="拜登")])

texts = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()) and text.isprintable()) | st.sampled_from(
    ["a: b", "- x", "#", "'", '"', "\\", "yes", "~", "{}", "*a", "&a", "!x", "%", "\u2028", "\x85", "\n", "\t", "😀"]
)
pointers = st.builds(
    Pointer, id=st.none() | texts, name=texts, type=st.sampled_from([None, "person", "place"]),
    country=st.sampled_from([None, "NO", "US"]),
)
names = texts.filter(lambda name: name.strip() == name)
decisions: st.SearchStrategy[Decision] = st.one_of(
    st.builds(Same, same=st.lists(pointers, min_size=2, max_size=3)),
    st.builds(Different, different=st.lists(pointers, min_size=2, max_size=3)),
    st.builds(Rename, rename=pointers, to=st.dictionaries(st.sampled_from(["en", "zh-Hant"]), names, min_size=1)),
    st.builds(Retype, retype=pointers, to=st.sampled_from(["person", "agency"])),
    st.builds(lambda text: Block.model_validate({"block": {"text": text}}), texts),
    st.builds(
        lambda pointer, articles, spans, to: Split.model_validate(
            {"split": pointer, "in": articles, "spans": spans} | ({"to": to} if to else {"named": "N"})
        ),
        pointers, st.lists(texts, min_size=1), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99))),
        st.none() | pointers,
    ),
)


@settings(deadline=None)
@given(decisions, st.lists(st.text(max_size=20), max_size=2))
def test_what_is_written_is_read_back(decision: Decision, comments: list[str]) -> None:
    text = written(decision, comments)
    assert [entry.decision for entry in parse(text, PATH).entries] == [decision]
    assert sum(line.startswith("#") for line in text.split("\n")) == len(comments)


def test_a_new_file_begins_with_help_and_decides_only_what_is_added(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    append(path, [(SAME, ("why: because",))])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Decisions about names") and "--curation c.yaml" in text
    assert text.endswith('# why: because\n- same:\n    - {id: "person:1", name: "Joe Biden"}\n    - "拜登"\n')
    assert [entry.decision for entry in read_curation(path).entries] == [SAME]


@pytest.mark.parametrize(
    "before",
    [
        "# mine\n- block: x  # keep\n\n\n# end\n", "- block: x", "# only words", "", "\ufeff- block: x\n",
        "-   block:   x\n-   same:\n    - a\n    - b\n",
    ],
)
def test_what_stands_there_stays(tmp_path: Path, before: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(before, encoding="utf-8")
    append(path, [(SAME, ())])
    assert path.read_text(encoding="utf-8").startswith(before)
    assert read_curation(path).entries[-1].decision == SAME


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(b"# a\r\n- block: x\r\n")
    append(path, [(SAME, ("c",))])
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") and len(read_curation(path).entries) == 2


@pytest.mark.parametrize(("before", "said"), [("[{block: x}]\n", "not in brackets"), ("block: x\n", "is a list")])
def test_a_file_that_can_not_be_added_to_stays_as_it_is(tmp_path: Path, before: str, said: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        append(path, [(SAME, ())])
    assert path.read_text(encoding="utf-8") == before and [p.name for p in tmp_path.iterdir()] == ["c.yaml"]


def test_a_file_that_can_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="give a file to write to"):
        append(tmp_path, [(SAME, ())])
    with pytest.raises(ConfigError, match="give a file to write to"):
        append(tmp_path / "no" / "such.yaml", [(SAME, ())])
