"""Reading curation files: what is accepted, and that every error names file, line and what would have worked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation import EXAMPLES, Block, Curation, Different, Rename, Retype, Same, Split, parse, read_curation
from kg.curation.entries import KINDS
from kg.errors import ConfigError

PATH = Path("conf/curation.yaml")


def read(text: str) -> list[object]:
    return [entry.decision for entry in parse(text, PATH).entries]


def error(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse(text, PATH)
    return str(caught.value)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_the_examples_are_entries(kind: str) -> None:
    (decision,) = read(EXAMPLES[kind])
    assert isinstance(decision, KINDS[kind])


def test_all_kinds_with_comments_and_lines() -> None:
    text = """\
# who is who
- same: [拜登, Joe Biden, {id: "person:12"}]   # obvious

- different:
    - {name: Georgia, type: country}
    - {name: Georgia, type: place, country: us}
- rename: 拜登
  to: {en: Joe Biden, zh-Hant: 拜登}
- retype: {id: "body:1"}
  to: organization
- block: {text: 芬太尼}
- split: Li Wei
  in: a.md
  texts: Li
  spans: [[3, 9]]
  to: person:77
"""
    curation = parse(text, PATH)
    assert [entry.line for entry in curation.entries] == [2, 4, 7, 9, 11, 12]
    assert [curation.where(entry) for entry in curation.entries][1] == "curation.yaml, line 4"
    same, different, rename, retype, block, split = (entry.decision for entry in curation.entries)
    assert isinstance(same, Same) and [str(pointer) for pointer in same.same] == ["拜登", "Joe Biden", "person:12"]
    assert isinstance(different, Different) and different.different[1].country == "US"
    assert isinstance(rename, Rename) and list(rename.to) == ["en", "zh-Hant"]
    assert isinstance(retype, Retype) and retype.to == "organization"
    assert isinstance(block, Block) and block.block.text == "芬太尼" and block.block.name is None
    assert isinstance(split, Split) and (split.articles, split.texts, split.spans) == (["a.md"], ["Li"], [(3, 9)])


def test_a_new_name_without_a_language_gets_that_of_its_script() -> None:
    names = [read(f"- rename: x\n  to: {name}") for name in ("Xi", "习近平", "習近平")]
    assert [decision.to for (decision,) in names] == [{"en": "Xi"}, {"zh-Hans": "习近平"}, {"zh-Hant": "習近平"}]  # type: ignore[attr-defined]


def test_yaml_guesses_nothing() -> None:
    same, norway, retyped = read("- same: [yes, 2020-01-01, 1:30]\n- block: {name: NO, country: NO}\n- block: '007'")
    assert isinstance(same, Same) and [pointer.name for pointer in same.same] == ["yes", "2020-01-01", "1:30"]
    assert isinstance(norway, Block) and norway.block.country == "NO" and norway.block.name == "NO"
    assert isinstance(retyped, Block) and retyped.block.name == "007"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_decides_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- same: [a]", "line 1: same: List should have at least 2 items"),
        ("# c\nsame: [a, b]", "line 2: a curation file is a list of decisions"),
        ("- smae: [a, b]", "line 1: 'smae' is no decision; an entry has one of same, different, rename, retype, block"),
        ("- same: [a, b]\n  to: x", "line 2: same knows no 'to'"),
        ("- same: [a, b]\n  different: [c, d]", "line 1: same and different in one entry"),
        ("- same: [a, b]\n  same: [c, d]", "line 2: 'same' stands twice in one entry; begin each decision with '- '"),
        ("- block: a\n-\tblock: b", "line 2: found character 'a tab' that cannot start any token; indent with blanks"),
        ("- same: [a, b", "line 1: expected ',' or ']', but got '<stream end>'; close every [ and {"),
        ("- rename: a", "line 1: rename needs 'to'; such as"),
        ("- rename: a\n  to: {fr: b}", "line 2: to.fr: Input should be 'de', 'en', 'zh-Hans' or 'zh-Hant'"),
        ("- rename: a\n  to:", "line 2: to: a name must not be empty"),
        ("- retype: a\n  to: persn", "line 2: to: Input should be 'person', 'agency'"),
        ("- retype: {name: a, country: China}\n  to: place", "country: String should match pattern"),
        ("- block: {name: a, text: b}", "line 1: block: give a name or an id, or text alone"),
        ("- block: {type: person}", "line 1: block: give a name or an id, or text alone"),
        ("- split: a\n  in: []", "line 2: in: List should have at least 1 item"),
        ("- split: a\n  in: [x]\n  to: b\n  named: c", "give 'to' (an entity that exists) or 'named' (a new one)"),
        ("- split: {id: b}\n  in: [x]", "line 1: split: split needs the name that the articles use"),
        ("- block: *x", "line 1: YAML references (*x) mean nothing here; write the name out"),
        ("- just words", "line 1: not a decision; an entry begins with one of same"),
        ("- same: [a, @b]", "line 1: found character '@' that cannot start any token; put names with signs"),
        ("- rename: a: b", "put names with signs or colons in quotes"),
        ("- block: a\n- block: \x07", "line 2: a character that YAML forbids"),
    ],
)
def test_errors_name_file_line_and_what_would_have_worked(text: str, said: str) -> None:
    found = error(text)
    assert found.startswith("conf/curation.yaml, line ") and said in found


def test_several_errors_are_told_at_once() -> None:
    found = error("- block: {}\n- rename: a\n- nonsense: 1\n" + "- rename: b\n" * 7)
    assert [line.split(":")[0] for line in found.splitlines() if line.startswith("conf/")] == [
        f"conf/curation.yaml, line {n}" for n in range(1, 6)
    ]
    assert found.endswith("and 5 more errors")


def test_files_that_are_no_files(tmp_path: Path) -> None:
    assert read_curation(None) == Curation()
    for path, said in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "is a directory")):
        with pytest.raises(ConfigError, match=said):
            read_curation(path)
    (tmp_path / "latin.yaml").write_bytes("- block: ä\n- block: Zoë\n".encode("latin-1"))
    with pytest.raises(ConfigError, match="line 1: not UTF-8; save the file as UTF-8"):
        read_curation(tmp_path / "latin.yaml")
    (tmp_path / "bom.yaml").write_text("- block: ä\n", encoding="utf-8-sig")
    assert len(read_curation(tmp_path / "bom.yaml").entries) == 1
