"""Config from TOML: read once, passed on. Nothing reads the environment."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import ConfigError


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageConfig(_Section):
    """``pipeline``: name of an installed spaCy pipeline, or a path to one; ``shipped`` is the one in `kg.models`,
    ``blank`` none (rules and gazetteers alone)."""

    pipeline: str = "shipped"


class InputConfig(_Section):
    """``columns`` maps our column names to those of the user's tables: ``{"text": "body", "published": "date"}``."""

    columns: dict[str, str] = Field(default_factory=dict)
    max_file_bytes: int = 200_000_000
    max_archive_bytes: int = 4_000_000_000
    max_line_chars: int = 5_000_000


class GraphConfig(_Section):
    """``max_entities``: of an article that names more entities than this, only the most mentioned ones count for
    co-mentions. ``min_weight``: co-mention edges below this weight stay out of the graph files (not out of
    ``relations.jsonl``); 0 chooses by the size of the build."""

    max_entities: int = 150
    min_weight: int = 0


class Config(_Section):
    """Everything a person can set. ``watchlist``: path of a text or CSV file with names of the user's own."""

    languages: dict[str, LanguageConfig] = Field(default_factory=dict)
    input: InputConfig = Field(default_factory=InputConfig)
    graph: GraphConfig = Field(default_factory=GraphConfig)
    watchlist: str | None = None

    def pipeline(self, language: str) -> str:
        return self.languages.get(language, LanguageConfig()).pipeline


def read_config(path: Path | None) -> Config:
    """The configuration in a TOML file, or the defaults for None. Raises `ConfigError`."""
    if path is None:
        return Config()
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; --config takes a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML ({error})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        known = "languages.<en|de|zh>.pipeline, input.columns, graph.max_entities, graph.min_weight, watchlist"
        raise ConfigError(f"{path}: {where}: {first['msg']}; settings are: {known}") from None
