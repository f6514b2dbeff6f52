"""Settings: what is refused, and what the message then lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Config, read_config
from kg.errors import ConfigError


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[languages.fr]\npipeline = "x"', "languages.fr: .*'en', 'de' or 'zh'"),
        ('[languages.zh-Hans]\npipeline = "x"', "'en', 'de' or 'zh'"),
        ('[languages.en]\npipelines = "x"', r"languages\.en\.pipelines"),
        ('[input.columns]\nbody = "text"', "text, title, published"),
        ("[graph]\nmin_weight = -1", r"graph\.min_weight"),
        ("[graph]\nmax_entities = 0", r"graph\.max_entities"),
        ("language = 1", "settings are: .*input.columns, input.max_file_bytes, .*watchlist"),
        ("watchlist", "not TOML"),
    ],
)
def test_a_wrong_setting_says_what_works(tmp_path: Path, toml: str, says: str) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        read_config(path)


def test_every_setting_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text("wrong = 1", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).split("settings are: ")[1].split(", ") == [
        "languages.<en|de|zh>.pipeline", "input.columns", "input.max_file_bytes", "input.max_archive_bytes",
        "input.max_line_chars", "graph.max_entities", "graph.min_weight", "watchlist", "curation",
    ]


@pytest.mark.parametrize("wrong", ["none.toml", "."])
def test_no_file_says_so_without_numbers(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ConfigError, match="--config takes a TOML file") as caught:
        read_config(tmp_path / wrong)
    assert "Errno" not in str(caught.value)


def test_a_watchlist_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('watchlist = "lists/names.txt"', encoding="utf-8")
    assert read_config(path).watchlist == str(tmp_path / "lists" / "names.txt")
    path.write_text('watchlist = "/names.txt"', encoding="utf-8")
    assert read_config(path).watchlist == "/names.txt"


def test_languages_without_a_setting_have_the_shipped_pipeline() -> None:
    config = Config.model_validate({"languages": {"de": {"pipeline": "blank"}}})
    assert (config.pipeline("de"), config.pipeline("zh")) == ("blank", "shipped")
