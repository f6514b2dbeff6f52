"""FollowTheMoney: read back and validated by followthemoney itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
import kg.api
from kg.cli import main
from kg.errors import KGError
from kg.exporters import export_one
from kg.exporters.ftm import ftm_id
from kg.model import STATUSES, Build
from tests.graph.builds import EVIL_URL, demo

WITHOUT = "needs the extra ftm: pip install -e '.[ftm]' (PyICU is compiled: apt-get install libicu-dev pkg-config g++)"


def proxies(build: Build, folder: Path) -> dict[str, Any]:
    """Proxies of followthemoney by id; skips the test where it isn't installed."""
    model = pytest.importorskip("followthemoney", reason=WITHOUT).model
    (path,) = export_one(build, "ftm", folder, statuses=STATUSES)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = {line["id"]: model.get_proxy(line) for line in lines}
    assert len(found) == len(lines)
    for line in lines:
        found[line["id"]].schema.validate(line)  # raises where a required property is missing or a value is bad
    return found


def test_a_meeting_with_who_when_where_and_its_evidence(tmp_path: Path) -> None:
    found = proxies(demo(), tmp_path)
    event = found["kg-e1"]
    assert event.schema.name == "Event" and event.get("date") == ["2024-01-26"]
    assert set(event.get("involved")) == {"kg-p1", "kg-p2"} and event.get("location") == ["Bangkok"]
    assert set(event.get("keywords")) == {"held", "meeting"}
    assert "Wang Yi met Jake Sullivan in Bangkok on Friday." in event.get("description")
    articles = [found[id_] for id_ in event.get("proof")]
    assert {article.schema.name for article in articles} == {"Article"} and len(articles) == 2
    assert found["kg-e3"].get("date") == ["2024-01"]


def test_entities_have_schemata_names_and_countries(tmp_path: Path) -> None:
    found = proxies(demo(), tmp_path)
    schemata = {id_: proxy.schema.name for id_, proxy in found.items()}
    assert schemata["kg-p1"] == "Person" and schemata["kg-agency.dea"] == "PublicBody"
    assert schemata["kg-place.bangkok"] == "Address"
    assert "王毅" in found["kg-p1"].names and found["kg-p1"].get("country") == ["cn"]


def test_every_reference_leads_to_an_entity_of_the_right_kind(seeds_graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    found = proxies(seeds_graph.build, tmp_path)
    followed = 0
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in found and found[value].schema.is_a(prop.range), (proxy.id, prop.name, value)
                followed += 1
    assert followed > 500
    assert {p.schema.name for p in found.values()} >= {"Person", "PublicBody", "Event", "UnknownLink", "Article"}


def test_hostile_text_stays_text_and_other_links_than_http_stay_out(tmp_path: Path) -> None:
    found = proxies(demo(), tmp_path)
    urls = [url for proxy in found.values() for url in proxy.get("sourceUrl", quiet=True)]
    assert urls == ["https://news.example/1"] and EVIL_URL not in json.dumps(urls)


def test_two_exports_are_equal(tmp_path: Path) -> None:
    proxies(demo(), tmp_path / "a"), proxies(demo(), tmp_path / "b")
    one, other = (tmp_path / name / "entities.ftm.json" for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_ids_are_those_that_followthemoney_takes() -> None:
    assert ftm_id("country:CN") == "kg-country.CN" and ftm_id("agency:CN/embassy/US") == "kg-agency.CN..00002fembassy..00002fUS"
    assert ftm_id("person:王") != ftm_id("person:玉")


def test_without_the_package_the_message_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(KGError, match=r"kg\[ftm\].*libicu-dev"):
        export_one(demo(), "ftm", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["build", "seeds"], ["export", "--graph", "nowhere"]])
def test_the_package_is_looked_for_before_the_work_begins(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    monkeypatch.setattr(kg.api, "build", None)
    assert main([*command, "--format", "ftm", "--out", str(tmp_path / "out")]) == 2
    assert "kg[ftm]" in capsys.readouterr().err and not (tmp_path / "out").exists()
