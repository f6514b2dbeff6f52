from __future__ import annotations

import json
from pathlib import Path

from tests.readers.reading import read_file, read_one, read_problem


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_rows(tmp_path: Path) -> None:
    article = read_one(
        tmp_path,
        "a.jsonl",
        line(
            text="部长会见市长。",
            title="会见",
            published="2024-01-28",
            url="https://a.example/1",
            publisher="某报",
            language="zh-Hans",
        ),
    )
    assert (article.source, article.text, article.title) == ("a.jsonl/1", "部长会见市长。", "会见")
    assert (article.published, article.url) == ("2024-01-28", "https://a.example/1")
    assert (article.publisher, article.language) == ("某报", "zh-Hans")


def test_ids_name_rows_where_they_can(tmp_path: Path) -> None:
    rows = [line(id=i, text=f"Text {n}.") for n, i in enumerate(["n-1", 7, "../../etc/passwd", "n-1", "", None])]
    articles, problems = read_file(tmp_path, "a.jsonl", "".join(rows))
    assert [a.source.removeprefix("a.jsonl/") for a in articles] == ["n-1", "7", "3", "4", "5", "6"]
    assert problems == []


def test_ids_and_line_numbers_can_meet(tmp_path: Path) -> None:
    articles, _ = read_file(tmp_path, "a.jsonl", line(id="2", text="One.") + line(text="Two."))
    assert len({a.source for a in articles}) == 2


def test_bad_lines_cost_themselves(tmp_path: Path) -> None:
    content = (
        line(text="One.") + "{broken\n" + "\n" + "[1]\n" + "[" * 100_000 + "\n" + line(text="") + line(text="Two.")
    )
    articles, problems = read_file(tmp_path, "a.jsonl", content)
    assert [a.text for a in articles] == ["One.", "Two."]
    assert [p.source for p in problems] == ["a.jsonl/2", "a.jsonl/4", "a.jsonl/5", "a.jsonl/6"]


def test_long_line_is_skipped_without_being_held(tmp_path: Path) -> None:
    content = line(text="One.") + line(text="x" * 300_000) + line(text="Two.")
    articles, problems = read_file(tmp_path, "a.jsonl", content, max_line_chars=1000)
    assert [a.text for a in articles] == ["One.", "Two."]
    assert [p.source for p in problems] == ["a.jsonl/2"] and "1,000 characters" in problems[0].reason


def test_lines_over_the_border_of_the_first_block_are_whole(tmp_path: Path) -> None:
    rows = [line(text=f"Text {n} " + "é" * 997) for n in range(200)]
    articles, problems = read_file(tmp_path, "a.jsonl", "".join(rows))
    assert problems == [] and [a.text for a in articles] == [f"Text {n} " + "é" * 997 for n in range(200)]


def test_missing_text_column_is_one_problem(tmp_path: Path) -> None:
    problem = read_problem(tmp_path, "a.jsonl", "".join(line(body="x", headline="y") for _ in range(500)))
    assert problem.source == "a.jsonl" and "body, headline" in problem.reason and "--column text=NAME" in problem.hint


def test_columns_can_be_named(tmp_path: Path) -> None:
    row = line(Body="Der Minister traf die Bürgermeisterin.", when="28.01.2024")
    article = read_one(tmp_path, "a.jsonl", row, columns={"text": "body", "published": "when"})
    assert article.text.startswith("Der Minister") and article.published == "2024-01-28"


def test_some_rows_without_text(tmp_path: Path) -> None:
    articles, problems = read_file(tmp_path, "a.jsonl", line(meta=1) + line(text="One.") + line(other=2))
    assert len(articles) == 1 and [p.source for p in problems] == ["a.jsonl/1", "a.jsonl/3"]


def test_lone_surrogates_and_nul_do_no_harm(tmp_path: Path) -> None:
    articles, problems = read_file(
        tmp_path, "a.jsonl", '{"text": "a \\ud800 b", "title": "\\udfff t"}\n{"text": "a\\u0000b"}\n'
    )
    assert [a.text for a in articles] == ["a \ufffd b"] and articles[0].title == "t"
    assert [p.source for p in problems] == ["a.jsonl/2"]
    articles[0].text.encode("utf-8")


def test_json_list_and_single_object(tmp_path: Path) -> None:
    articles, _ = read_file(tmp_path, "a.json", json.dumps([{"text": "One."}, {"text": "Two."}], indent=2))
    assert [a.source for a in articles] == ["a.json/1", "a.json/2"]
    assert read_one(tmp_path, "b.json", json.dumps({"text": "One."}, indent=2)).text == "One."
    assert "not JSON" in read_problem(tmp_path, "c.json", '[{"text": "One."}, {"te').reason


def test_rows_in_other_encodings(tmp_path: Path) -> None:
    row = line(text="部长周四抵达港口城市，他在那里会见了市长，并且谈到了新的协议。")
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        assert read_one(tmp_path, "a.jsonl", row.encode(encoding)).text.startswith("部长周四抵达"), encoding


def test_text_with_feed_lines(tmp_path: Path) -> None:
    article = read_one(
        tmp_path, "a.jsonl", line(text="<!--1620284889000-->\n[T](https://a.example/1)\n------\n<p>They met.</p>")
    )
    assert (article.title, article.published, article.markup) == ("T", "2021-05-06T07:08:09Z", "html")
