"""A user's own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Config
from kg.errors import ConfigError
from kg.recognizers import read_watchlist
from tests.recognizers.finding import BLANK, mentions


def watching(path: Path) -> Config:
    return BLANK.model_copy(update={"watchlist": str(path)})


def test_a_text_list_names_people_and_other_things(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# mine\nErna Beispiel | 貝恩娜\norganization: Nordkontor | 北方办事处\n", encoding="utf-8")
    person, firm = read_watchlist(path)
    assert (person.type, person.aliases) == ("person", ("Erna Beispiel", "貝恩娜"))
    assert (firm.type, firm.name) == ("organization", "Nordkontor")


def test_watched_names_are_found_in_both_scripts_and_win(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,type,aliases\n貝恩娜,person,Erna Beispiel\n", encoding="utf-8")
    found = mentions("貝恩娜週二在台北會見記者，談到新的計畫。", watching(path))
    assert ("貝恩娜", "watchlist") in {(m.text, m.recognizer) for m in found}


@pytest.mark.parametrize("line", ["robot: R2", "person:"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "names.txt"
    path.write_text(f"Erna Beispiel\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"names\.txt:2"):
        read_watchlist(path)


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.txt: no such file or directory; a watchlist is"):
        read_watchlist(tmp_path / "none.txt")


def test_a_watched_name_is_one_node_under_the_users_label(tmp_path: Path) -> None:
    import kg

    names, news = tmp_path / "names.txt", tmp_path / "news"
    names.write_text("Erna Beispiel | 貝恩娜 | Beispiel\n", encoding="utf-8")
    news.mkdir()
    (news / "a.txt").write_text("貝恩娜週二在台北會見記者，談到新的計畫，並感謝所有的朋友。\n", encoding="utf-8")
    (news / "b.txt").write_text(
        "The chief negotiator Erna Beispiel spoke on Tuesday, and Beispiel left early.\n", encoding="utf-8"
    )
    graph = kg.build(news, watchlist=names)
    assert graph.entity("贝恩娜").id == graph.entity("Beispiel").id
    assert (graph.entity("貝恩娜").label, graph.entity("貝恩娜").mentions) == ("Erna Beispiel", 3)
