"""What ``kg models`` lists: shipped, installed and public pipelines, and which of them the configuration uses."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg.cli import main
from kg.config import Config, LanguageConfig
from kg.models import LABELS, SHIPPED, available
from kg.models.available import PUBLIC


def rows(**pipelines: str) -> dict[tuple[str, str], available.Available]:
    config = Config(languages={language: LanguageConfig(pipeline=name) for language, name in pipelines.items()})
    return {(row.language, row.pipeline): row for row in available.available(config)}


def test_what_ships_is_in_use_by_default() -> None:
    found = rows()
    assert sorted(key for key, row in found.items() if row.used) == [(language, "shipped") for language in SHIPPED]
    for language in SHIPPED:
        row = found[language, "shipped"]
        assert row.state == "ships" and row.version and row.labels == ("LOC", "ORG", "PER")
        assert row.size is not None and 0.5 < row.size < 20  # 20 MB each is the most that may ship


def test_public_pipelines_say_how_to_install_them() -> None:
    found = rows()
    for name, language, _, labels in PUBLIC:
        row = found[language, name]
        assert row.state != "can be installed" or row.command == f"python -m spacy download {name}"
        assert name.startswith(f"{language}_") and all(LABELS[label] for label in labels)


def test_the_configuration_says_what_is_used() -> None:
    found = rows(zh="zh_core_web_sm", en="blank", de="de_of_my_own")
    assert [key for key, row in found.items() if row.used] == [
        ("de", "de_of_my_own"), ("en", "blank"), ("zh", "zh_core_web_sm"),
    ]
    missing = found["de", "de_of_my_own"]
    assert (missing.state, missing.command) == ("missing", "python -m spacy download de_of_my_own")


def test_installed_pipelines_are_read_from_their_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "xx_ent_wiki_sm"
    (package / "xx_ent_wiki_sm-3.8.0").mkdir(parents=True)
    (package / "__init__.py").touch()
    meta = {"lang": "xx", "version": "3.8.0", "labels": {"tagger": ["NN"], "ner": ["LOC", "MISC", "ORG", "PER"]}}
    (package / "xx_ent_wiki_sm-3.8.0" / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = EntryPoint(name="xx_ent_wiki_sm", value="xx_ent_wiki_sm", group="spacy_models")
    monkeypatch.setattr(available, "entry_points", lambda group: [entry])
    found = rows(en="xx_ent_wiki_sm")
    row = found["en", "xx_ent_wiki_sm"]
    assert (row.state, row.version, row.labels, row.used) == ("installed", "3.8.0", ("LOC", "ORG", "PER"), True)
    assert not found["xx", "xx_ent_wiki_sm"].used


def test_a_pipeline_by_path(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "de", "version": "1", "labels": {"ner": ["PER"]}}', encoding="utf-8")
    row = rows(de=str(tmp_path))["de", str(tmp_path)]
    assert (row.state, row.labels, row.used) == ("installed", ("PER",), True)


def test_the_command_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    config = tmp_path / "kg.toml"
    config.write_text('[languages.zh]\npipeline = "zh_core_web_trf"\n', encoding="utf-8")
    assert main(["models", "--config", str(config)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:2] == ["language", "pipeline"]
    assert any("zh_core_web_trf" in line and "in use" in line for line in lines)
    assert main(["models", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert {"pipeline", "language", "version", "size", "labels", "state", "used", "command"} <= first.keys()
