"""What a sentence is made of for the extractors: names, parties, groups, and how they are masked.

Masking keeps the length: the first code point of a phrase becomes a letter that says what it is, the rest a fill
character. So frames are plain regular expressions, and every position in the masked text is one in the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityType, Span

PERSON, COUNTRY, AGENCY, ORGANIZATION, PLACE = "ⓅⒸⒶⓄⓁ"
FILL = "\ue000"
MASKS: dict[EntityType, str] = {
    "person": PERSON,
    "country": COUNTRY,
    "agency": AGENCY,
    "organization": ORGANIZATION,
    "place": PLACE,
}
ANY_PARTY = f"[{PERSON}{COUNTRY}{AGENCY}{ORGANIZATION}]{FILL}*"

@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention inside a sentence (``span`` in code points of the sentence) and what it stands for. ``genitive``: it ends
    in an s, which German writes for 'of'. ``adjective``: a country's adjective, or a short form that is used like one."""

    span: Span
    entity: str
    type: EntityType
    country: str | None = None
    genitive: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A noun phrase with one name at its head: 'US President Joe Biden', 'Chinese officials', 王毅.

    ``acts``: it can stand for people by itself (a person, an agency, officials of a country); a bare country's name
    can't everywhere. ``role`` is the office named, ``owners`` the entities that only modify a person's title.
    """

    span: Span
    entity: str
    type: EntityType
    acts: bool
    role: str | None = None
    country: str | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One or more parties joined by commas and 'and'."""

    span: Span
    parties: tuple[Party, ...]

    @property
    def acts(self) -> bool:
        """Whether any of them can stand for people by itself."""
        return any(party.acts for party in self.parties)

    @property
    def mask(self) -> str:
        """The letter that the group is masked with: officials of a country count as persons."""
        kinds = [party.type for party in self.parties]
        return MASKS["person"] if "person" in kinds or (self.acts and "country" in kinds) else MASKS[kinds[0]]


def mask(text: str, spans: Sequence[tuple[Span, str]]) -> str:
    """``text`` with each span replaced by its letter and fill, same length."""
    for span, letter in spans:
        text = text[: span.start] + letter + FILL * (span.end - span.start - 1) + text[span.end :]
    return text
