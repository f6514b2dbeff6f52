"""The command line: exit states, tables and JSON, and that a failed build leaves what was there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "exports"
    assert main(["build", str(SEEDS), "--out", str(folder)]) == 0
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_who_met_understands_any_script_and_letter_case(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {run(capsys, "who-met", name, "--graph", str(built), "--json") for name in ("王毅", "wang yi", "WANG YI")}
    assert len(answers) == 1
    meetings = json.loads(answers.pop())
    assert any("Jake Sullivan" in meeting["participants"] for meeting in meetings)
    assert all(meeting["evidence"] for meeting in meetings)


def test_tables_are_for_people(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "who-met", "Wang Yi", "--graph", str(built))
    assert out.splitlines()[0].split()[:3] == ["date", "status", "mode"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "拜登"],
        ["co-mentions", "Xi Jinping"],
        ["co-mentions", "Xi Jinping", "Joe Biden"],
        ["path", "Wang Yi", "Annalena Baerbock"],
        ["timeline", "Joe Biden"],
        ["meetings", "Wang Yi", "沙利文"],
        ["offices", "拜登"],
        ["offices", "United States"],
        ["changes", "--since", "2024", "--until", "2024-12"],
        ["changes", "--kind", "person"],
        ["stats"],
    ],
)
def test_every_question_answers_as_table_and_as_json(
    arguments: list[str], built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, *arguments, "--graph", str(built)).strip()
    assert json.loads(run(capsys, *arguments, "--graph", str(built), "--json"))


def test_an_unknown_name_suggests_near_ones(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who-met", "Jake Sulivan", "--graph", str(built)]) == 2
    assert "Jake Sullivan" in capsys.readouterr().err


def test_a_folder_without_a_build_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--graph", str(tmp_path)]) == 2
    assert "kg build" in capsys.readouterr().err


def test_export_writes_one_format(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "export", "--format", "graphml", "--graph", str(built), "--out", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["graph.graphml"]


def test_an_unknown_format_lists_the_known_ones(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--format", "dot", "--graph", str(built), "--out", str(tmp_path)])
    assert "graphml" in capsys.readouterr().err


def test_nothing_to_build_is_status_2_and_leaves_the_old_exports(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    assert main(["build", str(tmp_path), "--out", str(built)]) == 2
    assert "empty.txt" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_two_builds_are_equal_byte_for_byte(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["build", str(SEEDS), "--out", str(again)]) == 0
    for path in sorted(built.iterdir()):
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_wrong_column_option_says_how_to_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(SEEDS), "--out", str(tmp_path / "x"), "--column", "body"]) == 2
    assert "--column text=body" in capsys.readouterr().err


def test_columns_of_other_names_are_mapped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "news.csv"
    table.write_text("body,when\nPresident Joe Biden met Xi Jinping in San Francisco.,2023-11-16\n", encoding="utf-8")
    run(
        capsys,
        "build",
        str(table),
        "--out",
        str(tmp_path / "out"),
        "--column",
        "text=body",
        "--column",
        "published=when",
    )
    article = json.loads((tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8"))
    assert article["published"] == "2023-11-16"


def test_a_column_that_kg_does_not_know_lists_those_it_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(SEEDS), "--out", str(tmp_path / "x"), "--column", "body=text"]) == 2
    assert "text, title, published" in capsys.readouterr().err


def drawn(path: Path) -> set[str]:
    """Ids of the edges in a GraphML file."""
    return set(re.findall(r'<edge id="([^"]+)"', path.read_text(encoding="utf-8")))


def test_options_choose_what_graph_files_show(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def export(*options: str) -> set[str]:
        run(capsys, "export", "--format", "graphml", "--graph", str(built), "--out", str(tmp_path), *options)
        return drawn(tmp_path / "graph.graphml")

    held = export()
    both = export("--status", "held", "--status", "refused")
    assert held < both and all("|met|" in edge for edge in both - held)
    few = export("--min-weight", "3")
    assert few < held and all("|co_mentioned|" in edge for edge in held - few)
    assert any("|took_part|" in edge for edge in export("--event-nodes"))


def test_build_has_the_same_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("President Joe Biden met Xi Jinping in San Francisco on 15 November 2023.\n", encoding="utf-8")
    run(capsys, "build", str(article), "--out", str(out), "--min-weight", "2", "--event-nodes")
    assert not any("|co_mentioned|" in edge for edge in drawn(out / "graph.graphml"))
    assert any("|took_part|" in edge for edge in drawn(out / "graph.graphml"))
    assert '"min_weight": 2' in (out / "manifest.json").read_text(encoding="utf-8")
    run(capsys, "build", str(article), "--out", str(out), "--status", "refused")
    assert not any("|met|" in edge for edge in drawn(out / "graph.graphml"))


@pytest.mark.parametrize("command", [["build", str(SEEDS)], ["export", "--format", "csv"]])
def test_wrong_options_say_what_works(
    command: list[str], built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--out", str(tmp_path / "x"), "--min-weight", "-1"]) == 2
    assert "give 1 or more" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*command, "--status", "done"])
    assert "'held', 'planned', 'refused'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["changes", "--since", "soon"], "2024-01-31"),
        (["changes", "--kind", "place"], "link, meeting, person"),
        (["meetings", "Wang Yi", "Jake Sulivan"], "Jake Sullivan"),
        (["offices", "Wang Yy"], "Wang Yi"),
    ],
)
def test_wrong_questions_say_what_works(
    arguments: list[str], says: str, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--graph", str(built)]) == 2
    assert says in capsys.readouterr().err


def test_a_question_to_a_build_needs_no_pipeline(built: Path) -> None:
    script = (
        "import contextlib, io, sys\nfrom kg.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n    main(['who-met', '王毅', '--graph', {str(built)!r}])\n"
        "print([name for name in ('spacy', 'jieba', 'pandas', 'networkx', 'kg.pipeline') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "[]\n"


def test_help_needs_nothing_heavy() -> None:
    heavy = ("pydantic", "networkx", "spacy", "pandas", "kg.exporters", "kg.pipeline", "importlib.metadata")
    script = (
        "import contextlib, io, sys\nfrom kg.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n    main(['--help'])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "[]\n"
