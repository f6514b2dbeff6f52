"""The values that flow through kg: Article, Document, Mention, Entity, Evidence, Event, Relation.

Invariant: a value that exists is valid. All are frozen, checked in ``__post_init__``, and never hold a
stage's working state; identity and storage live elsewhere. Offsets are code points, half-open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

from kg.errors import Problem

EntityType = Literal["person", "agency", "organization", "country", "place"]
Markup = Literal["html", "text"]
Mode = Literal["meeting", "call", "visit"]
Status = Literal["held", "planned", "refused"]
Role = Literal["actor", "recipient", "participant"]
Verdict = Literal["same", "different", "unsure"]

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
MODES: tuple[Mode, ...] = get_args(Mode)
STATUSES: tuple[Status, ...] = get_args(Status)

UNORDERED = frozenset({"co_mentioned", "met"})
"""Relation types in which the order of the two entities means nothing: stored once, smaller id first."""


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on every part and on their borders."""
    told: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        told += len(data).to_bytes(8, "big"), data
    return hashlib.blake2b(b"".join(told), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of code points: ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news item as its reader found it: untouched text, and the facts that the input states (never guessed).

    ``source`` is a POSIX path relative to the input (``archive.zip/inner/path`` in archives), ``published`` an ISO
    date or datetime, ``language`` what the input claims (any BCP 47 tag), not what was detected.
    """

    source: str
    text: str
    markup: Markup = "text"
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.source or self.source.startswith("/") or "\\" in self.source:
            raise ValueError(f"source must be a relative POSIX path, not {self.source!r}")
        object.__setattr__(self, "id", digest(self.source, self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document's *analysed* text in one language (``zh``, ``en``, ``de``)."""

    span: Span
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article in one known language, clean, ready for analysis.

    ``text`` is the title, a blank line and the clean body in the article's own script. ``analysed`` is the same text
    with Traditional Chinese converted to Simplified; ``anchors[i]`` is the position in ``text`` of analysed code point
    ``i`` (one entry more than ``analysed`` has code points, a range where every character stands where it stood; None
    where both texts are equal). ``passages`` cover the
    stretches in a known language, ``sentences`` tile the passages; both are in analysed code points, ascending.
    The title, where there is one, is the first sentence.
    """

    id: str
    source: str
    language: str
    script: str
    text: str
    analysed: str
    anchors: Sequence[int] | None = None
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Span, ...] = ()
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    duplicates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.anchors is None:
            if self.analysed != self.text:
                raise ValueError(f"{self.source}: converted text needs anchors")
        elif len(self.anchors) != len(self.analysed) + 1 or self.anchors[-1] != len(self.text):
            raise ValueError(f"{self.source}: anchors must map every analysed code point and the end")

    @property
    def tag(self) -> str:
        """``en``, ``de``, ``zh-Hans`` or ``zh-Hant``: the tag of the interchange files."""
        return f"{self.language}-{self.script}" if self.language == "zh" else self.language

    def original(self, at: Span) -> Span:
        """The stretch of ``text`` behind a stretch of ``analysed``."""
        if self.anchors is None:
            return at
        start, end = self.anchors[at.start], self.anchors[at.end]
        return Span(start=start, end=max(end, start + 1))

    def quote(self, at: Span) -> str:
        """The original text behind a stretch of ``analysed``."""
        return self.original(at).of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence of a name. Make it with `Mention.of`, so that text and span can't disagree.

    ``at`` is the span in the analysed text, ``name`` what stands there; ``span`` and ``text`` are the same in the
    article's own script. ``known`` is the id of the knowledge entry that the recognizer is sure of, ``country`` an
    ISO 3166 alpha-2 code where the context tells it, ``role`` the title that stands at a person's name (analysed).
    """

    article: str
    span: Span
    text: str
    at: Span
    name: str
    type: EntityType
    recognizer: str
    confidence: float = 1.0
    known: str | None = None
    country: str | None = None
    role: str | None = None

    def __post_init__(self) -> None:
        if self.type not in ENTITY_TYPES:
            raise ValueError(f"unknown entity type {self.type!r}; known: {', '.join(ENTITY_TYPES)}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence must be in 0..1, not {self.confidence}")

    @classmethod
    def of(
        cls, document: Document, at: Span, type: EntityType, recognizer: str, *,
        confidence: float = 1.0, known: str | None = None, country: str | None = None, role: str | None = None,
    ) -> Mention:
        """The mention at ``at`` (analysed code points) of ``document``."""
        name = document.analysed[at.start : at.end]
        if document.anchors is None:
            span, text = at, name
        else:
            span = document.original(at)
            text = document.text[span.start : span.end]
        return cls(
            article=document.id, span=span, text=text, at=at, name=name, type=type, recognizer=recognizer,
            confidence=confidence, known=known, country=country, role=role,
        )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Alias:
    """A spelling of an entity's name in one language (``en``, ``de``, ``zh-Hans``, ``zh-Hant``)."""

    language: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real-world thing. Aliases are sorted and unique; the label is one of them, and so are ``labels``, the name to
    show in each language (at most one each). ``former_ids`` are ids that other builds gave to it or to a part of it."""

    id: str
    type: EntityType
    label: str
    aliases: tuple[Alias, ...]
    country: str | None = None
    articles: int = 0
    mentions: int = 0
    former_ids: tuple[str, ...] = ()
    labels: tuple[Alias, ...] = ()

    def __post_init__(self) -> None:
        if any(left >= right for left, right in pairwise(self.aliases)):
            raise ValueError(f"{self.id}: aliases must be sorted and unique")
        if all(alias.name != self.label for alias in self.aliases):
            raise ValueError(f"{self.id}: the label {self.label!r} must be one of the aliases")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Participant:
    """An entity's part in an event: a visitor is the actor, the host the recipient."""

    entity: str
    role: Role = "participant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passage that supports an event or relation, as one article has it.

    ``span`` and ``quote`` are in the article's own script. For events, ``participants``, ``status``, ``occurred_on``
    and ``place`` are what this one article reports.
    """

    article: str
    span: Span
    quote: str
    extractor: str
    trigger: str = ""
    confidence: float = 1.0
    participants: tuple[Participant, ...] = ()
    status: Status | None = None
    occurred_on: str | None = None
    place: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        return (self.article, self.span.start, self.span.end, self.trigger)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That an article reports an event, and as what. ``published`` is the article's ISO date or datetime, or None."""

    published: str | None
    status: Status
    article: str

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """In the order of publication, undated articles last."""
        return (self.published or "9999", self.article, self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something two or more took part in. N-ary: a summit is one event; 'who met whom' is a projection of it.

    ``occurred_on`` is ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or None; ``place`` an entity id or None. ``reports`` counts
    independent reports (copies and translations folded), ``languages`` and ``publishers`` are those of all articles
    that report it, ``history`` tells in the order of publication which article reported it as what.
    """

    id: str
    type: str
    mode: Mode
    status: Status
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]
    occurred_on: str | None = None
    place: str | None = None
    confidence: float = 1.0
    reports: int = 1
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    history: tuple[Notice, ...] = ()

    @property
    def first_reported(self) -> Notice | None:
        """The notice of the article that was published first; None where no date of publication is known."""
        return next((notice for notice in self.history if notice.published), None)

    def __post_init__(self) -> None:
        names = [participant.entity for participant in self.participants]
        if len(names) < 2 or names != sorted(set(names)):
            raise ValueError(f"{self.id}: an event needs two or more distinct participants, sorted; got {names}")
        if not self.evidence:
            raise ValueError(f"{self.id}: an event without evidence is a rumour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A title under which articles name the holder of an office. ``title`` is as they write it, ``english`` the same in
    English; ``count`` counts articles, ``first_seen`` and ``last_seen`` are days of publication."""

    title: str
    english: str
    language: str
    count: int = 1
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """All evidence of one relation type for one pair of entities.

    ``weight`` counts independent reports, ``count`` all of them. ``measures`` holds what belongs to the type:
    ``held``, ``planned``, ``refused`` for ``met``; ``sentences``, ``articles``, ``npmi`` for ``co_mentioned``.
    ``titles`` are those of ``holds_role``, the most used first.
    """

    source: str
    target: str
    type: str
    weight: int
    count: int
    evidence: tuple[Evidence, ...]
    measures: Mapping[str, int | float] = field(default_factory=dict)
    first_seen: str | None = None
    last_seen: str | None = None
    languages: tuple[str, ...] = ()
    titles: tuple[Office, ...] = ()

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise ValueError(f"{self.source}: a relation needs two entities")
        if self.type in UNORDERED and self.source > self.target:
            raise ValueError(f"{self.type} is unordered: store the smaller id first, not {self.source} > {self.target}")
        if not self.evidence:
            raise ValueError(f"{self.source}-{self.target}: a relation without evidence is a rumour")


def make_aliases(pairs: Iterable[tuple[str, str]]) -> tuple[Alias, ...]:
    """Sorted unique aliases from (language, name) pairs."""
    return tuple([Alias(language=language, name=name) for language, name in sorted(set(pairs)) if name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided about two names while entities were found: by which rule, how sure (0..1), and why.

    ``left`` and ``right`` are the names as they are compared, with what kind of name each is (``person/latin:joe
    biden``); ``left_entity`` and ``right_entity`` the entities that they are of in this build. ``features`` are what a
    score was made of, ``articles`` some of those in which both names stand for one thing. Names that no judgement joins
    may still be one entity: by way of others.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    rule: str
    reasons: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    left_entity: str = ""
    right_entity: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Everything that one build found: what the interchange files hold, and what every exporter and query starts from.

    ``mentions`` pairs each mention with the id of its entity; everything is sorted as the files are (by id; mentions
    by article and start). ``settings`` is what ``manifest.json`` says besides the counts: versions and configuration.
    A build that was read back from files has documents whose ``analysed`` equals ``text``.

    Documents, mentions and relations of a large build stay on disk, and are made anew each time somebody goes through
    them (`kg.rows.Rows`): go through them as seldom as you can, keep ids and counts, and never all of them.
    """

    documents: Collection[Document]
    entities: tuple[Entity, ...]
    mentions: Collection[tuple[Mention, str]]
    events: Collection[Event]
    relations: Collection[Relation]
    problems: tuple[Problem, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
