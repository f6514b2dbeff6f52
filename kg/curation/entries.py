"""The six kinds of decisions, as pydantic checks them: unknown keys are errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kg.errors import Problem
from kg.model import EntityType

Language = Literal["de", "en", "zh-Hans", "zh-Hant"]
STAGE = "curation"
"""The stage of the problems that a curation file makes."""

EXAMPLES = {
    "same": "- same: [拜登, Joe Biden]",
    "different": "- different: [Georgia Meloni, Giorgia Meloni]",
    "rename": "- rename: 拜登\n  to: Joe Biden",
    "retype": "- retype: Huawei\n  to: organization",
    "block": "- block: 芬太尼",
    "split": "- split: Li Wei\n  in: [news/2020-03-01.md]\n  named: Li Wei (athlete)",
}
"""One entry of each kind, as it stands in a file."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pointer(_Strict):
    """What points at an entity: its id (also a former one), or a name in any script, if need be with the type and the
    country (ISO 3166 alpha-2) of the one that is meant. With both, the id counts, and the name where no such id is."""

    id: str | None = Field(default=None, min_length=1)
    name: str | None = Field(default=None, min_length=1)
    type: EntityType | None = None
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        """A bare string is a name (or an id: which of them, the build decides)."""
        if isinstance(value, str):
            return {"name": value}
        return value

    @field_validator("country", mode="before")
    @classmethod
    def _capitals(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _something(self) -> Pointer:
        if self.id is None and self.name is None:
            raise ValueError("give a name or an id")
        return self

    def __str__(self) -> str:
        extra = ", ".join(filter(None, (self.type, self.country)))
        shown = self.name or self.id or ""
        return f"{shown} ({extra})" if extra else shown


class Same(_Strict):
    """All of these are one. Transitive; the strongest of all judgements."""

    same: list[Pointer] = Field(min_length=2)


class Different(_Strict):
    """No two of these are ever one. Where one name stood for both, the first keeps what was found so far."""

    different: list[Pointer] = Field(min_length=2)


class Rename(_Strict):
    """The label of an entity; with a mapping, one for each language, of which the first is the label."""

    rename: Pointer
    to: dict[Language, str]

    @field_validator("to", mode="before")
    @classmethod
    def _one(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {_language(value): value}
        return value

    @field_validator("to")
    @classmethod
    def _full(cls, value: dict[Language, str]) -> dict[Language, str]:
        if not value or not all(name.strip() for name in value.values()):
            raise ValueError("a name must not be empty")
        return {language: name.strip() for language, name in value.items()}


class Retype(_Strict):
    """The type of an entity."""

    retype: Pointer
    to: EntityType


class Blocked(Pointer):
    """What is blocked: an entity, or with ``text`` every mention that is spelled exactly so."""

    text: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _something(self) -> Blocked:
        if (self.text is None) == (self.id is None and self.name is None):
            raise ValueError("give a name or an id, or text alone")
        return self

    def __str__(self) -> str:
        return self.text or super().__str__()


class Block(_Strict):
    """This name is nothing, or shall never be shown: mentions, events and links vanish from the outputs."""

    block: Blocked


class Split(_Strict):
    """The mentions of a name in some articles are of somebody else.

    ``in`` lists sources or ids of articles. All mentions that each of them has of the one with this name go, or only
    those spelled as one of ``texts``, or those inside one of ``spans`` (code points of the article's text). They go
    ``to`` another entity, or to a new one, which may be ``named``; entries with one name for it make one entity.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    split: Pointer
    articles: list[str] = Field(alias="in", min_length=1)
    texts: list[str] = Field(default_factory=list)
    spans: list[tuple[int, int]] = Field(default_factory=list)
    to: Pointer | None = None
    named: str | None = Field(default=None, min_length=1)

    @field_validator("articles", "texts", mode="before")
    @classmethod
    def _one(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _where_to(self) -> Split:
        if self.to is not None and self.named is not None:
            raise ValueError("give 'to' (an entity that exists) or 'named' (a new one), not both")
        if self.split.name is None:
            raise ValueError("split needs the name that the articles use")
        return self


Decision = Same | Different | Rename | Retype | Block | Split
KINDS: dict[str, type[Same] | type[Different] | type[Rename] | type[Retype] | type[Block] | type[Split]] = {
    "same": Same, "different": Different, "rename": Rename, "retype": Retype, "block": Block, "split": Split,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision and the line on which it begins (from 1)."""

    line: int
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The decisions of one file, in its order. ``file`` is its bare name, so that outputs don't tell where it lies."""

    file: str = "curation.yaml"
    entries: tuple[Entry, ...] = ()

    def where(self, entry: Entry) -> str:
        """File and line of an entry."""
        return f"{self.file}, line {entry.line}"

    def problem(self, entry: Entry, reason: str, hint: str) -> Problem:
        """The report that an entry could not be applied."""
        return Problem(source=self.where(entry), stage=STAGE, reason=reason, hint=hint)


def _language(name: str) -> Language:
    """The tag under which a name without one is kept: by its script."""
    from kg.names.spelling import script_of, simplify

    if script_of(name) != "Han":
        return "en"
    return "zh-Hans" if simplify(name) == name else "zh-Hant"
