"""Annotated articles: which entities an article names, under which names, and which contacts it reports.

One JSON file per article::

    {"id": "talks.en", "lang": "en", "published": "2024-05-14",
     "entities": [{"key": "wang-yi", "type": "person", "label": "Wang Yi", "names": ["Wang Yi", "Wang"]}, ...],
     "ignore": ["Jane Doe"],
     "contacts": [{"participants": ["wang-yi", "FR"], "kind": "visit", "status": "planned", "date": "2024-06",
                   "place": "Paris", "evidence": "Wang Yi will visit France in June."}]}

``id`` is the article's file name without its suffix. The same real thing has the same key in every article and
language; countries have their ISO 3166 alpha-2 code in capitals. ``names`` are all spellings as the article has
them; names in ``ignore`` are neither right nor wrong.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kg.errors import KGError
from kg.model import EntityType, Mode, Status

Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class GoldFormatError(KGError):
    """A file or folder that holds no annotations that kg can read."""


class _Annotation(BaseModel):
    model_config = ConfigDict(frozen=True)


class GoldEntity(_Annotation):
    """A real-world thing that an article names, with every spelling that it uses."""

    key: Text
    type: EntityType
    label: str = ""
    names: tuple[Text, ...] = Field(min_length=1)


class GoldContact(_Annotation):
    """A meeting, call or visit that an article reports. ``participants`` are keys of its entities; ``date`` is
    ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or None; ``place`` an English name or None."""

    participants: tuple[Text, ...]
    kind: Mode
    status: Status
    date: Day | None = None
    place: str | None = None
    evidence: str = ""

    @model_validator(mode="after")
    def _takes_two(self) -> GoldContact:
        if len(set(self.participants)) < 2:
            raise ValueError(f"a contact needs two participants, not {', '.join(self.participants) or 'none'}")
        return self


class GoldArticle(_Annotation):
    """The right answers for one article."""

    id: Text
    lang: Literal["zh-Hans", "zh-Hant", "en", "de"]
    published: str | None = None
    entities: tuple[GoldEntity, ...]
    ignore: tuple[str, ...] = ()
    contacts: tuple[GoldContact, ...] = ()

    @model_validator(mode="after")
    def _keys_fit(self) -> GoldArticle:
        keys = [entity.key for entity in self.entities]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"entity {twice[0]!r} stands twice; put all its names into one entry")
        unknown = sorted({who for contact in self.contacts for who in contact.participants} - set(keys))
        if unknown:
            raise ValueError(f"participant {unknown[0]!r} is none of the entities' keys")
        return self


def read_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """The annotations in the ``*.json`` files of a folder, by file name. Raises `GoldFormatError` naming the file."""
    if not folder.is_dir():
        raise GoldFormatError(f"{folder}: no such folder; give one with annotations, one JSON file per article")
    paths = sorted(folder.glob("*.json"))
    if not paths:
        deeper = next((found.parent for found in sorted(folder.glob("*/*.json"))), None)
        hint = f"there are some in {deeper}" if deeper else "annotations are JSON files, one per article"
        raise GoldFormatError(f"{folder}: no *.json files; {hint}")
    articles: dict[str, GoldArticle] = {}
    for path in paths:
        article = _read(path)
        if article.id in articles:
            raise GoldFormatError(f"{path}: the id {article.id!r} stands in another file too; give each file its own")
        articles[article.id] = article
    return tuple(articles.values())


def _read(path: Path) -> GoldArticle:
    try:
        return GoldArticle.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise GoldFormatError(f"{path}: can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise GoldFormatError(f"{path}: not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise GoldFormatError(f"{path}, line {error.lineno}: not JSON ({error.msg})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise GoldFormatError(f"{path}: {f'{where}: ' if where else ''}{reason}") from None
