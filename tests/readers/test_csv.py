from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.reading import read_all, read_file, read_one, read_problem


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_delimiters(tmp_path: Path, name: str, mark: str) -> None:
    article = read_one(
        tmp_path, name, mark.join(["id", "text", "published"]) + "\n" + mark.join(["x1", "They met.", "2024-01-28"])
    )
    assert (article.source, article.text, article.published) == (f"{name}/x1", "They met.", "2024-01-28")


def test_quotes_line_ends_and_long_cells(tmp_path: Path) -> None:
    long = "word " * 60_000
    articles, problems = read_file(tmp_path, "a.csv", f'text,title\n"One, ""two""\nthree",T\n"{long}",U\n')
    assert problems == []
    assert [a.text for a in articles] == ['One, "two"\nthree', long]
    assert [a.source for a in articles] == ["a.csv/2", "a.csv/3"]


def test_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.csv", b"\xef\xbb\xbftext,title\r\nThey met.,T\r\n").text == "They met."


def test_german_excel_export(tmp_path: Path) -> None:
    table = "Text;Datum\r\nDer Minister traf die Bürgermeisterin in Köln.;28.01.2024\r\n".encode("cp1252")
    article = read_one(tmp_path, "a.csv", table, columns={"published": "Datum"})
    assert article.text == "Der Minister traf die Bürgermeisterin in Köln." and article.published == "2024-01-28"


def test_quote_that_is_never_closed(tmp_path: Path) -> None:
    articles, problems = read_file(tmp_path, "a.csv", 'text,title\nOne.,T\n"Two and all that follows,T\nThree.,T\n')
    assert [a.text for a in articles] == ["One."]
    assert [p.source for p in problems] == ["a.csv/3"] and "never closed" in problems[0].reason


def test_row_with_too_many_cells(tmp_path: Path) -> None:
    articles, problems = read_file(tmp_path, "a.csv", "text,title\nOne, two, three,T\nFour.,T,,\n")
    assert [a.text for a in articles] == ["Four."] and [p.source for p in problems] == ["a.csv/2"]


def test_nuls_and_long_lines(tmp_path: Path) -> None:
    filler = "One.,T\n" * 10_000  # so that the NUL lies behind the part that tells text from binary
    articles, problems = read_file(
        tmp_path, "a.csv", f"text,title\n{filler}Two\x00.,T\n{'x' * 9000},T\nThree.,T\n", max_line_chars=2000
    )
    assert len(articles) == 10_001 and len(problems) == 2
    assert "NUL" in problems[0].reason and "2,000 characters" in problems[1].reason


def test_missing_text_column(tmp_path: Path) -> None:
    problem = read_problem(tmp_path, "a.csv", "title,body\nT,They met.\n")
    assert "title, body" in problem.reason and "--column text=NAME" in problem.hint
    problem = read_problem(tmp_path, "a.csv", "title,body\nT,They met.\n", columns={"text": "content"})
    assert "'content'" in problem.reason


def test_ambiguous_dates_stay_out(tmp_path: Path) -> None:
    articles, _ = read_file(tmp_path, "a.csv", "text,published\nOne.,03/04/2024\nTwo.,25/04/2024\n")
    assert [a.published for a in articles] == [None, "2024-04-25"]


def test_a_table_without_the_named_column_is_read_by_our_own_name(tmp_path: Path) -> None:
    for name, header in (("a.csv", "text,title"), ("b.csv", "body,title"), ("c.csv", "body,text")):
        (tmp_path / name).write_text(f"{header}\nThey met.,T\n", encoding="utf-8")
    articles, problems = read_all(tmp_path, columns={"text": "body"})
    assert problems == []
    assert [(a.text, a.title) for a in articles] == [("They met.", "T"), ("They met.", "T"), ("They met.", None)]
