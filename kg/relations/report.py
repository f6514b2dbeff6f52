"""Report: what one sentence of one article says about one meeting, call or visit."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Evidence, Mode, Participant, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A contact of two or more entities as one article reports it.

    ``participants`` are sorted and distinct. ``occurred_on`` is ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or None,
    ``place`` an entity id or None. ``evidence`` holds the same once more, with the sentence and the trigger. ``plain``: it
    is only taken for held (see `kg.relations.consult.frames.Finding`).
    """

    mode: Mode
    status: Status
    participants: tuple[Participant, ...]
    evidence: Evidence
    occurred_on: str | None = None
    place: str | None = None
    plain: bool = False

    def __post_init__(self) -> None:
        names = [participant.entity for participant in self.participants]
        if len(names) < 2 or names != sorted(set(names)):
            raise ValueError(f"a report needs two or more distinct participants, sorted; got {names}")

    @property
    def who(self) -> frozenset[str]:
        """The ids of those who took part."""
        return frozenset(participant.entity for participant in self.participants)
