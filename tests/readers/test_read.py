from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.config import InputConfig
from kg.errors import KGError
from kg.readers import READERS, choose, read
from tests.readers.reading import read_all, read_file, read_problem, zipped


def test_folder(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", "three.txt", ".hidden.txt", ".git/x.txt", "名字/四.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.", encoding="utf-8")
    (tmp_path / "b" / "in.zip").write_bytes(zipped({"five.txt": "Five."}))
    articles, problems = read_all(tmp_path)
    assert [a.source for a in articles] == ["a/one.txt", "b/in.zip/five.txt", "b/two.txt", "three.txt", "名字/四.txt"]
    assert problems == []


def test_sources_are_unique_over_inputs(tmp_path: Path) -> None:
    for folder in ("x", "y", "z/y"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text(f"Text of {folder}.")
    articles, _ = read_all(tmp_path / "x", tmp_path / "y", tmp_path / "z" / "y", tmp_path / "x" / "a.txt")
    assert [a.source for a in articles] == ["a.txt", "y/a.txt", "y/a.txt-2", "a.txt/a.txt"]
    assert [a.text for a in articles] == ["Text of x.", "Text of y.", "Text of z/y.", "Text of x."]


def test_an_input_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    articles, _ = read_all(tmp_path, tmp_path / ".", tmp_path / "a.txt")
    assert [a.source for a in articles] == ["a.txt", "a.txt/a.txt"] or len(articles) == 2


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": f"Text {n}." for n in range(9)}))
    assert read_all(tmp_path) == read_all(tmp_path)


def test_missing_input_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with pytest.raises(KGError, match=r"seed: no such file or folder \(there is .*seeds\).*archives"):
        read([tmp_path / "seeds", tmp_path / "seed"], InputConfig())
    with pytest.raises(KGError, match="nothing to read"):
        read([], InputConfig())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", b"\x00\x01\x02" * 99, "binary"),
        ("a.jpg", b"\xff\xd8\xff\xe0 JFIF", "picture"),
        ("a.txt", b"%PDF-1.7\n", "PDF"),
        ("a.docx", zipped({"word/document.xml": "x"}), "document"),
        ("a.pdf", b"no real PDF", "PDF"),
        ("a.7z", b"7z\xbc\xaf\x27", "7z"),
        ("a.txt", b"\xff\xfa\x81\x82" * 300, "no known encoding"),
    ],
)
def test_what_is_no_article(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    problem = read_problem(tmp_path, name, content)
    assert problem.source == name and reason in problem.reason


@pytest.mark.parametrize(
    "content", [" " * 200_000, "\n" * 200_000, "---\ntags: x\n---\n\n", "<!--1620284889000-->\n------\n\n"]
)
def test_files_without_text(tmp_path: Path, content: str) -> None:
    assert read_problem(tmp_path, "a.md", content).reason == "empty file"


def test_text_behind_many_blanks(tmp_path: Path) -> None:
    articles, problems = read_file(tmp_path, "a.txt", "\n" * 200_000 + "They met.")
    assert len(articles) == 1 and problems == []


def test_line_of_fifty_megabytes(tmp_path: Path) -> None:
    problem = read_problem(tmp_path, "a.txt", b"word " * 10_000_000)
    assert "5,000,000 characters" in problem.reason and "max_line_chars" in problem.hint


def test_text_that_was_cut_off_is_read_and_reported(tmp_path: Path) -> None:
    articles, problems = read_file(
        tmp_path, "a.txt", "部长周四在北京会见了来访的市长，双方谈到了新的协议".encode()[:-1]
    )
    assert articles[0].text == "部长周四在北京会见了来访的市长，双方谈到了新的协" and "cut off" in problems[0].reason


def test_files_larger_than_allowed(tmp_path: Path) -> None:
    assert "max_file_bytes" in read_problem(tmp_path, "a.txt", "word\n" * 30_000, max_file_bytes=100_000).hint


def test_unreadable_things_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text("Good.")
    (tmp_path / "locked.txt").write_text("Locked.")
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)  # root may open everything
    articles, problems = read_all(tmp_path)
    assert [a.source for a in articles] == ["good.txt"]
    assert [p.source for p in problems] == ["broken.txt", "locked.txt", "loop", "pipe.txt"]
    assert "permission" in problems[1].reason


def test_odd_names_become_sources(tmp_path: Path) -> None:
    for name in (b"back\\slash.txt", b"new\nline.txt", b"latin-\xfc.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "w") as file:
            file.write("Text.")
    articles, problems = read_all(tmp_path)
    assert problems == [] and len({a.source for a in articles}) == 3
    for article in articles:
        assert "\\" not in article.source and "\n" not in article.source
        article.source.encode("utf-8")


def test_very_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    os.makedirs(deep)
    (deep / "a.txt").write_text("Deep.")
    assert len(read_all(tmp_path)[0]) == 1


@pytest.mark.parametrize(
    ("head", "name", "reader"),
    [
        ("---\ntitle: x\n---\n", "a.jsonl", "jekyll"),
        ("<!--1620284889000-->\n", "a.html", "feed"),
        ('{"text": "x"}', "a.txt", "jsonl"),
        ("<!DOCTYPE html><html>", "a.txt", "html"),
        ("text,title", "a.csv", "csv"),
        ("text,title", "a.txt", "text"),
        ("<p>x</p><p>y</p>", "a.csv", "csv"),
    ],
)
def test_choice(head: str, name: str, reader: str) -> None:
    assert choose(head, name) is READERS[reader]


def test_every_reader_takes_what_no_other_does() -> None:
    assert list(READERS)[-1] == "text" and READERS["text"].claims("", "")
