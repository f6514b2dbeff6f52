"""Config from TOML: read once, passed on. Nothing reads the environment."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kg.errors import ConfigError

LanguageCode = Literal["en", "de", "zh"]

COLUMNS = ("text", "title", "published", "url", "publisher", "language", "id")
"""What tables may have, by the names that kg knows them by."""


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

    @field_validator("columns")
    @classmethod
    def _known(cls, columns: dict[str, str]) -> dict[str, str]:
        for name in columns:
            if name not in COLUMNS:
                raise ValueError(f"no column is called {name!r}; columns are: {', '.join(COLUMNS)}")
        return columns


class GraphConfig(_Section):
    """``max_entities``: of an article that names more entities than this, only the most mentioned ones count as named
    together where no sentence names both. ``min_weight``: co-mention edges below this weight stay out of the graph
    files (not out of ``relations.jsonl``); 0 chooses by the size of the build."""

    max_entities: int = Field(default=50, ge=1)
    min_weight: int = Field(default=0, ge=0)


class Config(_Section):
    """Everything a person can set. ``watchlist``: path of a text or CSV file with names of the user's own;
    ``curation``: path of a YAML file with the user's decisions about names."""

    languages: dict[LanguageCode, LanguageConfig] = Field(default_factory=dict)
    input: InputConfig = Field(default_factory=InputConfig)
    graph: GraphConfig = Field(default_factory=GraphConfig)
    watchlist: str | None = None
    curation: str | None = None

    def pipeline(self, language: str) -> str:
        """Which pipeline reads a language, ``en``, ``de`` or ``zh``: see `LanguageConfig`."""
        return next((row.pipeline for code, row in self.languages.items() if code == language), LanguageConfig().pipeline)


def _settings(section: type[BaseModel], above: str = "") -> list[str]:
    """The dotted names of all settings, as a message lists them."""
    found = []
    for name, field in section.model_fields.items():
        inside = field.annotation
        if inside is not None and isinstance(inside, type) and issubclass(inside, BaseModel):
            found += _settings(inside, f"{above}{name}.")
        elif name == "languages":
            found += [f"languages.<{'|'.join(get_args(LanguageCode))}>.{row}" for row in LanguageConfig.model_fields]
        else:
            found.append(f"{above}{name}")
    return found


def read_config(path: Path | None) -> Config:
    """The configuration in a TOML file, or the defaults for None. Raises `ConfigError`.

    A relative ``watchlist`` or ``curation`` is looked for in the folder of the TOML file.
    """
    if path is None:
        return Config()
    try:
        config = Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise ConfigError(f"{path}: {(error.strerror or 'unreadable').lower()}; --config takes a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML ({error})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "[key]")
        known = ", ".join(_settings(Config))
        raise ConfigError(f"{path}: {where}: {first['msg']}; settings are: {known}") from None
    files = {"watchlist": config.watchlist, "curation": config.curation}
    return config.model_copy(update={name: str(path.parent / file) for name, file in files.items() if file})
