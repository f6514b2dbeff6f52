"""When and where a contact was: what its own sentence says, else what those before it said of the gathering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.knowledge import facts
from kg.model import Document, Span, Status
from kg.relations.consult.frames import Finding
from kg.relations.dates import dateline_day, latest_date, published_day, resolve_dates
from kg.relations.places import find_place
from kg.relations.scene import Scene

SETTING = 6
"""For how many sentences a gathering's day and place hold on."""
ANAPHORA = re.compile(
    r"\s*(?:其中|会中|会上|席间|会后|会前|与会|期间|随后|Dabei\b|There\b|During the (?:meeting|talks|summit))"
)
ANOTHER = re.compile(r",\s(?:and|while|und|während)\s[ⓅⒸⒶ]")
"""What begins the clause of another subject."""
SAYING = {
    "zh": re.compile(
        r"说|表示|称(?!为|呼)|指出|宣布|透露|报导|报道|发表|回应|扬言|强调|提及|反批|批评|认为|告诉|引述|转述"
    ),
    "en": re.compile(
        r"\b(?:said|says|told|announced|reported|according|statement|added|confirmed|wrote|tweeted|stressed)\b"
    ),
    "de": re.compile(
        r"\b(?:sagte|sagten|erklärte|berichtete\w*|mitteilte|teilte|kündigte|betonte|hieß|zufolge|laut|twitterte|"
        r"bestätigte)\b"
    ),
}
"""Verbs of saying: a date on their far side is when it was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """``today``: the day from which 'yesterday' counts; ``near``: where there is none, the latest date of the text."""

    today: date | None
    near: date | None = None

    @classmethod
    def of(cls, document: Document) -> Clock:
        """The clock of an article."""
        today = dateline_day(document.analysed, published_day(document.published))
        return cls(today=today, near=None if today else latest_date(document.analysed, document.language))

    def dates(self, text: str, language: str, status: Status) -> list[tuple[Span, str]]:
        """The dates of a text of the article."""
        return resolve_dates(text, language, self.today, status, near=self.near)


def when_and_where(scene: Scene, finding: Finding, language: str, clock: Clock) -> tuple[str | None, str | None]:
    """The date (``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``) and the entity id of the place of a finding, each None where the
    text doesn't tell."""
    day, place = occurred_on(scene, finding, language, clock), find_place(scene, finding, language)
    if not goes_on(scene, finding):
        return day, place
    known = place in facts()
    for earlier in reversed(scene.context.earlier[-SETTING:]):
        day = day or _day_set(earlier, finding, language, clock)
        if not known and finding.mode == "meeting":  # a city is a surer place than a hotel that no table knows
            other = find_place(earlier, _anywhere(earlier), language)
            known = other in facts()
            place = other if known else place or other
    return day, place


def _day_set(scene: Scene, finding: Finding, language: str, clock: Clock) -> str | None:
    """The day that a sentence sets for a gathering told of later: today where it says so, else the first that fits."""
    today = clock.today
    if today is None:
        return None
    ahead = finding.status == "planned"
    days = [day for _, day in clock.dates(scene.masked, language, finding.status) if len(day) == 10]
    fitting = [day for day in days if (day >= today.isoformat() if ahead else day <= today.isoformat())]
    return today.isoformat() if today.isoformat() in fitting and not ahead else next(iter(fitting), None)


def goes_on(scene: Scene, finding: Finding) -> bool:
    """Whether a sentence goes on about what the sentences before were about: 其中，…等8人被安排发言; 双方会谈."""
    return finding.inherited or finding.rule in ("attended", "accompanied") or bool(ANAPHORA.match(scene.masked))


def _anywhere(scene: Scene) -> Finding:
    """A finding that stands for a whole sentence: what day and place it sets."""
    whole = Span(start=0, end=len(scene.masked))
    return Finding(mode="meeting", status="held", trigger=Span(start=0, end=1), clause=whole, actors=())


def remember(scene: Scene, findings: Sequence[Finding]) -> None:
    """Keep what later sentences can refer back to."""
    context = scene.context
    context.pair_age += 1
    context.earlier.append(scene)
    if findings and not findings[-1].inherited:
        context.pair, context.pair_age = (*findings[-1].actors, *findings[-1].recipients), 0
    people = [party for group in scene.groups for party in group.parties if party.type == "person"]
    context.subject = next((p for p in people if not (p.role or "").endswith("记者")), context.subject)


def occurred_on(scene: Scene, finding: Finding, language: str, clock: Clock) -> str | None:
    """The date expression of the trigger's clause that stands nearest to it, else the nearest one in the
    sentence; dates that belong to a verb of saying are left out, and those that a plan in another clause would
    leave behind it."""
    best: tuple[int, int, str] | None = None
    for at, value in clock.dates(scene.masked, language, "planned" if finding.ahead else "held"):
        here = at.overlaps(finding.clause)
        if language != "zh" and ANOTHER.search(scene.masked[at.end : finding.trigger.start]):
            continue  # 'A left in May, and B met C'
        past = finding.status == "planned" and clock.today and len(value) == 10 and value < clock.today.isoformat()
        if (past and not here) or _said_on(scene.masked, at, finding.trigger, language):
            continue
        ranked = (_gap(at, finding.trigger) + (0 if here else 100), at.start, value)
        best = min(best, ranked) if best else ranked
    if best is None and scene.caption:
        return next((value for _, value in clock.dates(scene.caption, language, finding.status)), None)
    if best is None and clock.today and finding.status == "held" and not finding.inherited:
        now = NOW[language].search(scene.masked, finding.clause.start, finding.trigger.end + 8)
        return clock.today.isoformat() if now else None
    return best[2] if best else None


NOW = {
    "zh": re.compile(r"正在"),
    "en": re.compile(r"\b(?:is|are) (?:currently |now )?(?:meeting|visiting|holding|hosting)\b"),
    "de": re.compile(r"\b(?:derzeit|zurzeit|gerade)\b"),
}
"""What is going on is of the day that the article was published."""


def _gap(at: Span, trigger: Span) -> int:
    return trigger.start - at.end if at.end <= trigger.start else at.start - trigger.end


def _said_on(masked: str, at: Span, trigger: Span, language: str) -> bool:
    """Whether a date is that of the saying: 'said on Tuesday that he would meet', 周二说，将会见."""
    saying = SAYING[language]
    if at.end > trigger.start:
        return saying.search(masked, trigger.end, max(at.start, trigger.end)) is not None
    if saying.search(masked, at.end, trigger.start):
        return True
    return language != "zh" and saying.search(masked, max(0, at.start - 16), at.start) is not None
