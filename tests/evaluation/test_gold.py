"""Annotations: what is read, and what a wrong file is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation import GoldFormatError, read_gold

RIGHT: dict[str, Any] = {
    "id": "talks", "lang": "en", "published": None,
    "entities": [
        {"key": "wang-yi", "type": "person", "label": "Wang Yi", "names": ["Wang Yi"]},
        {"key": "FR", "type": "country", "label": "France", "names": ["French"]},
    ],
    "ignore": [],
    "contacts": [{
        "participants": ["wang-yi", "FR"], "kind": "visit", "status": "planned", "date": "2024-06", "place": None,
        "evidence": "Wang Yi will see French ministers in June.",
    }],
}


def write(folder: Path, content: object, name: str = "talks.json") -> Path:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    (article,) = read_gold(write(tmp_path, RIGHT))
    assert (article.id, article.lang, article.entities[1].names) == ("talks", "en", ("French",))
    assert (article.contacts[0].participants, article.contacts[0].date) == (("wang-yi", "FR"), "2024-06")


@pytest.mark.parametrize(
    "change, message",
    [
        ({"lang": "fr"}, "lang"),
        ({"entities": [{"key": "a", "type": "city", "names": ["A"]}]}, "entities.0.type"),
        ({"entities": [{"key": "a", "type": "place", "names": []}]}, "entities.0.names"),
        ({"entities": RIGHT["entities"] + RIGHT["entities"][:1]}, "'wang-yi' stands twice"),
        ({"entities": RIGHT["entities"][:1]}, "'FR' is none of the entities' keys"),
        ({"contacts": [RIGHT["contacts"][0] | {"participants": ["FR", "FR"]}]}, "two participants"),
        ({"contacts": [RIGHT["contacts"][0] | {"date": "June"}]}, "contacts.0.date"),
        ({"contacts": [RIGHT["contacts"][0] | {"status": "done"}]}, "'held', 'planned' or 'refused'"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldFormatError) as caught:
        read_gold(write(tmp_path, RIGHT | change))
    assert "talks.json" in str(caught.value) and message in str(caught.value)


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", '"text"'])
def test_files_that_hold_something_else(content: str, tmp_path: Path) -> None:
    with pytest.raises(GoldFormatError, match=r"talks\.json"):
        read_gold(write(tmp_path, content))


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "talks.json").write_bytes('{"id": "Müller"}'.encode("latin-1"))
    with pytest.raises(GoldFormatError, match="UTF-8"):
        read_gold(tmp_path)


def test_an_id_stands_once(tmp_path: Path) -> None:
    write(tmp_path, RIGHT)
    with pytest.raises(GoldFormatError, match="'talks' stands in another file"):
        read_gold(write(tmp_path, RIGHT, "talks2.json"))


def test_folders_without_annotations_say_where_some_are(tmp_path: Path) -> None:
    with pytest.raises(GoldFormatError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(GoldFormatError, match="one per article"):
        read_gold(tmp_path)
    (tmp_path / "ann").mkdir()
    write(tmp_path / "ann", RIGHT)
    with pytest.raises(GoldFormatError, match=r"there are some in .*ann"):
        read_gold(tmp_path)
