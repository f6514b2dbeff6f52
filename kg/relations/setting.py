"""When and where a contact was: what its own sentence says, else what those before it said of the gathering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.knowledge import facts
from kg.model import Document, Span, Status
from kg.relations.consult.frames import Finding
from kg.relations.dates import dateline_day, latest_date, published_day, resolve_dates
from kg.relations.places import dateline, find_place
from kg.relations.scene import Scene

SETTING = 6
"""For how many sentences a gathering's day and place hold on."""
ANAPHORA = re.compile(
    r"\s*(?:其中|会中|会上|席间|会后|会前|与会|期间|随后|Dabei\b|There\b|During the (?:meeting|talks|summit))"
)
ANOTHER = re.compile(r",\s(?:\[\d+\]\s)?(?:and|but|while|und|aber|während)\s(?:[ⓅⒸⒶ]|(?:he|she|they|it|er|sie|es)\b)")
"""What begins the clause of another subject."""
SAYING = {
    "zh": re.compile(
        r"说|表示|称(?!为|呼)|指出|宣布|透露|报导|报道|发表|回应|扬言|强调|提及|反批|批评|认为|告诉|引述|转述|重申|声明|谴责|抗议|写道"
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
        here = (
            place is None
            and language == "zh"
            and day is not None
            and _of_today(clock, day)
            and _at_home(scene, finding)
        )
        return day, _dateline(scene, finding, language) if here else place
    known = place in facts()
    for earlier in reversed(scene.context.earlier[-SETTING:]):
        day = day or _day_set(earlier, finding, language, clock)
        if not known and finding.mode == "meeting":  # a city is a surer place than a hotel that no table knows
            other = find_place(earlier, _anywhere(earlier), language)
            known = other in facts()
            place = other if known else place or other
    if place is None and language == "zh":
        place = _dateline(scene, finding, language)
    return day, place


def _of_today(clock: Clock, day: str) -> bool:
    return clock.today is not None and day == clock.today.isoformat()


def _dateline(scene: Scene, finding: Finding, language: str) -> str | None:
    """The city that the article is reported from, for what was held there."""
    if finding.mode != "meeting" or finding.status != "held":
        return None
    heads = (*scene.context.earlier[:HEAD], scene)
    return next((place for one in heads if (place := dateline(one, language))), None)


HEAD = 2
"""A dateline stands in the first sentence, or behind the headline."""


def _at_home(scene: Scene, finding: Finding) -> bool:
    """Whether those who met are at home where the report comes from, as far as it tells, and one of them surely."""
    fact = facts().get(_dateline(scene, finding, "zh") or "")
    homes = {party.country for party in (*finding.actors, *finding.recipients) if party.country}
    return fact is not None and homes == {fact.country}


def _day_set(scene: Scene, finding: Finding, language: str, clock: Clock) -> str | None:
    """The day that a sentence sets for a gathering told of later: today where it says so, else the first that fits."""
    today = clock.today
    if today is None:
        return None
    ahead = finding.status == "planned"
    days = [day for _, day in clock.dates(scene.masked, language, finding.status) if len(day) == 10]
    fitting = [day for day in days if (day > today.isoformat() if ahead else day <= today.isoformat())]
    return today.isoformat() if today.isoformat() in fitting and not ahead else next(iter(fitting), None)


def goes_on(scene: Scene, finding: Finding) -> bool:
    """Whether a sentence goes on about what the sentences before were about: 其中，…等8人被安排发言; 双方会谈."""
    return finding.inherited or finding.rule in ("attended", "accompanied") or bool(ANAPHORA.match(scene.masked))


def _anywhere(scene: Scene) -> Finding:
    """A finding that stands for a whole sentence: what day and place it sets."""
    whole = Span(start=0, end=len(scene.masked))
    return Finding(mode="meeting", status="held", trigger=Span(start=0, end=1), clause=whole, actors=())


def occurred_on(scene: Scene, finding: Finding, language: str, clock: Clock) -> str | None:
    """The date expression of the trigger's clause that stands nearest to it, else the nearest one in the
    sentence; dates that belong to a verb of saying are left out, and those that a plan in another clause would
    leave behind it."""
    best: tuple[int, int, str] | None = None
    for at, value in clock.dates(scene.masked, language, "planned" if finding.ahead else "held"):
        here = at.overlaps(finding.clause)
        if language == "zh" and not here:
            value = _from_another_clause(scene.masked, at, value, finding, clock) or ""
        if not value:
            continue
        if language != "zh" and _parted(scene.masked, at, finding.trigger):
            continue  # 'A left in May, and B met C'
        if language != "zh" and DEADLINE.search(scene.masked, 0, at.start):
            continue
        if value == _today(clock) and _gap(at, finding.trigger) > 80:
            continue  # 'so popular today'
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


def _from_another_clause(masked: str, at: Span, value: str, finding: Finding, clock: Clock) -> str | None:
    """What the date of another clause tells of a contact, in Chinese, where a time stands before what happened then.

    外长8日与A会谈，随后接见B is the same day, but with a subject of its own (外长8日与A会谈，总统接见B) it need not be. A day that
    comes behind (访问印度，30日更将前往越南) tells the month, if it is near and no contrast (然而) parts the two.
    """
    if at.start >= finding.clause.end:
        if masked.startswith(("（", "("), at.start - 1) or (
            NEXT.fullmatch(masked, finding.clause.end, at.start) and not AGAIN.match(masked, at.end)
        ):
            return value  # 率团访台的议长，周二在立法院演说
        day = date.fromisoformat(value) if len(value) == 10 else None
        near = day is not None and clock.today is not None and abs((day - clock.today).days) <= 31
        return value[:7] if near and not ELSEWHERE.search(masked, finding.clause.end, at.start) else None
    between = masked[at.end : finding.clause.start]
    head = masked[finding.clause.start : finding.trigger.start]
    return None if CONTACT.search(between) and OWN_SUBJECT.search(between + head) else value


NEXT = re.compile(r"，")
AGAIN = re.compile(r"[^，。]{0,2}(?:将|再|还|又|[ⓅⒸⒶ])")
ELSEWHERE = re.compile(r"然而|但|不过|却|而|[ⓅⒸⒶ]")
CONTACT = re.compile(r"会谈|会晤|会面|对谈|通话|会见|接见|签署|发表|宣布")
OWN_SUBJECT = re.compile(r"[，；。][^，；。与和同跟在对]{0,6}[ⓅⒸⒶ]")


DEADLINE = re.compile(r"\b(?:until|by|till|bis|bis zum|vor dem|before)\s$")
"""Before a date: by when something else is to be done."""
NOW = {
    "zh": re.compile(r"正在"),
    "en": re.compile(r"\b(?:is|are) (?:currently |now )?(?:meeting|visiting|holding|hosting)\b"),
    "de": re.compile(r"\b(?:derzeit|zurzeit|gerade)\b"),
}
"""What is going on is of the day that the article was published."""


def _parted(masked: str, at: Span, trigger: Span) -> bool:
    """Whether another subject's clause begins between a date and the trigger."""
    start, end = (at.end, trigger.start) if at.end <= trigger.start else (trigger.end, at.start)
    return ANOTHER.search(masked, start, max(start, end)) is not None


def _today(clock: Clock) -> str | None:
    return clock.today.isoformat() if clock.today else None


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
