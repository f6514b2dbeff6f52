"""Mining names from brackets: contexts here are invented, in the shape of the gloss table."""

from collections import Counter
from pathlib import Path

import pytest

from kg.training.aliases import Person, misspelled, write_aliases
from kg.training.bodies import agreed_names
from kg.training.glosses import Context, cut, person_shaped


@pytest.mark.parametrize(
    ("context", "latin", "name"),
    [
        ("美国国务卿蓬佩奥", "Mike Pompeo", "蓬佩奥"),
        ("克拉奇", "Keith Krach", "克拉奇"),
        ("国务院次卿克拉奇", "Keith Krach", "克拉奇"),
        ("据发言人托德·罗宾逊", "Todd Robinson", "托德·罗宾逊"),
        ("總統府發言人黃重諺", "Huang Chung-yen", "黃重諺"),
        ("南韓總統文在寅", "Moon Jae-in", "文在寅"),
        ("财政司司长陈茂波", "Paul Chan Mo-po", "陈茂波"),
        ("亚伯拉罕·林肯总统", "Abraham Lincoln", "亚伯拉罕·林肯"),
        ("·拜登", "Joseph R. Biden Jr.", "拜登"),
    ],
)
def test_cut(context: str, latin: str, name: str) -> None:
    found = cut(context, latin)
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    ("latin", "person"), [("Joe Biden", True), ("Ursula von der Leyen", True), ("NATO", False), ("at the table", False)]
)
def test_person_shaped(latin: str, person: bool) -> None:
    assert person_shaped(latin) is person


def test_agreed_names_need_to_stand_alone_and_behind_other_words() -> None:
    texts = {"海港管理局": 4, "波罗的海港管理局": 1, "据海港管理局": 1, "市长告诉海港管理局": 1}
    contexts = [Context(text=text, count=n, sources=("a",)) for text, n in texts.items()]
    assert agreed_names(contexts) == {"海港管理局": 7}


def test_the_table_from_a_small_list(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "names"
    folder.mkdir(parents=True)
    rows = [
        ("left_context", "latin", "count", "sources"),
        ("美国国务卿蓬佩奥", "Mike Pompeo", "9", "a,b"),
        ("國務卿蓬佩奧", "Michael R. Pompeo", "4", "a_hant"),
        ("迈克·蓬佩奥", "Mike Pompeo", "2", "a"),
        ("国立中央大学", "National Central University", "9", "a"),
    ]
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    (folder / "glosses-zh-latin-2020.tsv").write_text(text, encoding="utf-8")
    target = tmp_path / "aliases.tsv"
    write_aliases(str(tmp_path), str(target))
    lines = [line.split("\t") for line in target.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    people = [line for line in lines if line[1] == "person" and line[5] == "glosses 2020"]
    assert people == [
        ["Mike Pompeo|Michael R. Pompeo", "person", "蓬佩奥:9|迈克·蓬佩奥:2", "蓬佩奧:4", "15", "glosses 2020"]
    ]


def test_people_written_by_hand_meet_their_glosses(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "names"
    folder.mkdir(parents=True)
    rows = [("left_context", "latin", "count", "sources"), ("美国前总统肯尼迪", "John F. Kennedy", "4", "a")]
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    (folder / "glosses-zh-latin-2020.tsv").write_text(text, encoding="utf-8")
    target = tmp_path / "aliases.tsv"
    write_aliases(str(tmp_path), str(target))
    (row,) = [line.split("\t") for line in target.read_text(encoding="utf-8").split("\n") if line.startswith("John F. K")]
    assert row[5] == "general knowledge; glosses 2020" and row[2].startswith("肯尼迪:13|")


@pytest.mark.parametrize(
    ("few", "many", "share", "wanted"),
    [
        (("Milos Vystrci", 7), ("Milos Vystrcil", 37), "维斯特奇尔", True),
        (("Mroco Rubio", 2), ("Marco Rubio", 198), "鲁比奥", True),
        (("Maria Rubio", 20), ("Marco Rubio", 70), "鲁比奥", False),
        (("Jill Biden", 5), ("Joe Biden", 900), "拜登", False),
    ],
)
def test_slips_need_to_be_rare(few: tuple[str, int], many: tuple[str, int], share: str, wanted: bool) -> None:
    left, right = (Person(latin, n, Counter({(share, False): n})) for latin, n in (few, many))
    assert misspelled(left, right) is wanted
