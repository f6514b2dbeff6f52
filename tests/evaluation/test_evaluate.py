"""The whole evaluation: its forms, the command, and that it agrees with the scorer of the annotated sets."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.evaluation import evaluate, figures, read_gold, record, tables
from kg.exporters import jsonl
from kg.model import Build, Entity
from tests.evaluation.builds import build, entity, event, gold
from tests.factory import document

SHARED = Path(__file__).parents[2].parent / "shared" / "eval"
DOC = document("Wang Yi met Jake Sullivan in Bangkok.", source="talks.txt")
WANG, SULLIVAN = entity("p1", "person", "Wang Yi"), entity("p2", "person", "Jake Sullivan")
BANGKOK = entity("l1", "place", "Bangkok")
ANSWERS = gold(
    DOC, ("wang-yi", "person", ["Wang Yi"]), ("jake-sullivan", "person", ["Jake Sullivan"]),
    contacts=[{"participants": ["wang-yi", "jake-sullivan"], "kind": "meeting", "status": "held", "place": "Bangkok"}],
)


def made() -> Build:
    named = [(DOC, one, (one.label,)) for one in (WANG, SULLIVAN, BANGKOK)]
    return build(*named, events=[event(DOC, "p1", "p2", place="l1")])


def test_figures_are_flat_and_leave_out_what_nothing_was_counted_for() -> None:
    flat = figures(evaluate([ANSWERS], made()))
    assert flat["detection.person"] == flat["languages.en.person"] == flat["contacts.persons"] == 1.0
    assert flat["detection.all"] == flat["languages.en.all"] == 0.8  # two right, one false
    assert flat["contacts.date"] == 1.0
    assert "languages.en.org" not in flat and "linking.cross_language_recall" not in flat


def test_an_article_that_the_build_lacks_counts_as_missed() -> None:
    result = evaluate([ANSWERS, ANSWERS.model_copy(update={"id": "lost"})], made())
    assert result.absent == ("lost",)
    assert record(result)["articles_missing"] == 1
    assert result.detection.of(kind="person").missed == 2
    assert "not in the build: lost" in tables(result)


def test_the_command_prints_a_table_or_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "talks.json").write_text(ANSWERS.model_dump_json(), encoding="utf-8")
    jsonl.write(made(), tmp_path / "build")
    command = ["evaluate", str(tmp_path / "ann"), str(tmp_path / "build")]
    assert main([*command, "--errors"]) == 0
    out = capsys.readouterr().out
    assert "B-cubed F1" in out and "talks: false place 'Bangkok' (bangkok)" in out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == record(evaluate([ANSWERS], made()))


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path), str(tmp_path)]) == 2
    assert "no *.json files" in capsys.readouterr().err
    (tmp_path / "talks.json").write_text(ANSWERS.model_dump_json(), encoding="utf-8")
    assert main(["evaluate", str(tmp_path), str(tmp_path)]) == 2
    assert "not a build" in capsys.readouterr().err


def spoilt(built: Build) -> Build:
    """The build with typical mistakes in many places: types wrong, two taken for one, one taken for two."""
    ids = sorted({id_ for _, id_ in built.mentions})
    joined = {id_: ids[number - 1] for number, id_ in enumerate(ids) if number % 5 == 1}
    entities: dict[str, Entity] = {one.id: one for one in built.entities}
    for number, id_ in enumerate(ids):
        if number % 7 == 3:
            entities[id_] = dataclasses.replace(entities[id_], type="place")
        entities[f"{id_}-2"] = dataclasses.replace(entities[id_], id=f"{id_}-2")
    mentions = [
        (mention, f"{id_}-2" if number % 4 == 0 else joined.get(id_, id_))
        for number, (mention, id_) in enumerate(built.mentions)
    ]
    return dataclasses.replace(built, entities=tuple(entities.values()), mentions=tuple(mentions))


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the scorer and its sets are not beside the checkout")
@pytest.mark.parametrize("spoil", [False, True])
def test_the_figures_are_those_of_the_scorer(spoil: bool, shared_build: Build, tmp_path: Path) -> None:
    jsonl.write(spoilt(shared_build) if spoil else shared_build, tmp_path)
    ours = record(evaluate(read_gold(SHARED / "dev" / "ann"), jsonl.read(tmp_path)))
    ours.pop("detection_by_language_and_kind")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev" / "ann"), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert ours == theirs
    assert spoil or (ours["contacts"]["persons"]["tp"] > 0 and ours["linking"]["cross_language_pairs"] > 0)


@pytest.fixture(scope="module")
def shared_build() -> Build:
    docs = SHARED / "dev" / "docs"
    return kg.build([*sorted(docs.glob("seed-*")), *sorted(docs.glob("*rt-com*"))]).build
