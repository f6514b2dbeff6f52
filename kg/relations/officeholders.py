"""Which offices a text gives a person at one mention: the title at the name, and the agency or country beside it.

In the order of trying:
1. body, title, name: 美国国务卿蓬佩奥, "Japan's foreign minister Yoko Kamikawa", der chinesische Außenminister Wang Yi;
2. country, 驻, country, title, name: 中国驻美大使崔天凯;
3. title, 'of' body, name: 'the president of France, Emmanuel Macron', der Präsident der EU-Kommission, ...;
4. name, title 'of' body: 'Jake Sullivan, national security adviser at the White House';
5. name, body, title: "Wang Yi, China's foreign minister,".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge import facts
from kg.model import Document, Span
from kg.relations.spots import BODIES, Someone, Spot
from kg.relations.titles import LONGEST, first_characters, in_english, may_end, of_body

AFTER_BODY = {
    "zh": re.compile(r"[)）]?(?:的|籍)?(?P<title>[^\W\d_]+(?:[兼、暨][^\W\d_]+)*)"),
    "en": re.compile(r"(?:['’]s?)?[ -](?P<title>[^,;:.!?()\n]+) (?:Mr\. |Mrs\. |Ms\. |Dr\. |Sir |Gen\. )?"),
    "de": re.compile(r"['’]?s?[ -](?P<title>[^,;:.!?()\n]+) (?:Dr\. )?"),
}
"""What stands between a body and a person where the title does."""
OF = {
    "en": r" (?P<of>of|at|for|in|to|with)(?: the)? ?",
    "de": r" (?P<of>der|des|von|beim|bei der|im|in der|am|an der|bei|in)(?: der| den)? ?",
}
SENT = ("Ambassador", "Special Envoy", "Envoy", "Permanent Representative", "Representative", "High Commissioner", "Consul")
"""Offices whose 'to' or 'in' names where somebody is sent, not who sends."""
SENT_BY_BODIES = ("特使", "特别代表", "特别报告员", "报告员", "事务")
"""Chinese titles behind the name of a country that a body before it has an office for: 联合国朝鲜人权特别报告员."""
NO_OFFICE_OF_COUNTRIES = frozenset({"Head", "Chief", "Director", "Chair", "Member", "Deputy Director", "Head of Delegation"})
"""Offices that no country has: what follows its name is part of a longer one ('head of Iran's Revolutionary Guards')."""
EARLIER = {
    "zh": re.compile(r"(?:时任|前任|前|原|已故|候任|当选|代理)$"),
    "en": re.compile(r"(?:former|ex|late|then|acting|deputy|outgoing|incoming|vice|assistant|interim)[ -]$", re.IGNORECASE),
    "de": re.compile(
        r"(?<!\w)(?:stellvertretende|ehemalige|frühere|amtierende|designierte|vormalige|ex|interims)[rnms]?[ -]$", re.IGNORECASE
    ),
}
"""What stands before the body and belongs to the title behind it: 'former British prime minister', 前澳大利亚外长."""
GOES_ON = re.compile(r"['’]s?\b|['’] | (?!(?:and|who|has|had|have|was|is|said|says|told|will|would|und|hat|ist|war|sagte)\b)\w|-\w")
"""What shows that the name of a body goes on: "the Netherlands' other party", 'the Indian Merchants Chamber'."""
ARTICLES = {"en": r"(?:the |a |an |now |currently )*", "de": r"(?:der |die |dem |den |ein |eine )*"}
WORDS_BEFORE = 8
"""Words of a title before 'of'."""
NEAR = 90
"""Code points between a name and a body that belongs to its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A title at a person's name. ``span`` is in the analysed text; ``body`` is None where the text names none there;
    ``english`` has one entry per office."""

    span: Span
    english: tuple[str, ...]
    body: Someone | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a title is looked for: the analysed text, where the person's name starts and ends, and all names around."""

    text: str
    start: int
    end: int
    language: str
    named: Sequence[Spot]

    def ending_at(self, position: int) -> Someone | None:
        """The agency or country whose name ends at a position; the outer one of two, which comes first."""
        return next((entity for _, end, entity in self.named if end == position and entity.type in BODIES), None)


def held_at(document: Document, named: Sequence[Spot], number: int) -> Held | None:
    """The offices of the person whose name is ``named[number]``; None where no title stands there."""
    start, end, _ = named[number]
    language = document.language
    for passage in document.passages:
        if passage.span.start <= start and end <= passage.span.end:
            language = passage.language
            break
    if language not in LONGEST:
        return None
    place = Place(document.analysed, start, end, language, named)
    before = _before(named, number)
    found = _between(place, before)
    if found is None and language in OF:
        behind = _behind(named, number)
        found = _title_of_body(place, before) or _name_title_of_body(place, behind) or _name_body_title(place, behind)
    if found and found.body and found.body.type == "country" and NO_OFFICE_OF_COUNTRIES.issuperset(found.english):
        return None
    return found or _alone(place)


def _before(named: Sequence[Spot], number: int) -> Spot | None:
    """The name that ends last before the person's, the outer one of two."""
    best, last, start = None, -1, named[number][0]
    for spot in named[max(0, number - 6) : number]:
        if last <= spot[1] <= start and (best is None or spot[1] > last or spot[0] < best[0]):
            best, last = spot, spot[1]
    return best


def _behind(named: Sequence[Spot], number: int) -> Spot | None:
    """The name that begins next behind the person's, the outer one of two."""
    best, end = None, named[number][1]
    for spot in named[number + 1 : number + 7]:
        if spot[0] >= end and (best is None or (spot[0], -spot[1]) < (best[0], -best[1])):
            best = spot
    return best


def _between(place: Place, before: Spot | None) -> Held | None:
    text, language = place.text, place.language
    if before is None or before[2].type not in BODIES or place.start - before[1] > NEAR:
        return None
    first, last, body = before
    match = AFTER_BODY[language].fullmatch(text, last, place.start)
    if match is None:
        return None
    start = match.start("title") + (language == "zh" and match["title"][0] in "与和及")
    if start == match.end("title"):
        return None
    title, span = text[start : match.end("title")], Span(start=start, end=match.end("title"))
    if language == "zh" and title == "长" and body.type == "agency":
        fact = facts().get(body.id)
        english: tuple[str, ...] = (of_body(text[first:last], fact.kind if fact else None),)
        return Held(span=Span(start=first, end=span.end), english=english, body=body)
    english = in_english(title, language)
    beside = place.ending_at(first) if language == "zh" else None
    if not english or (beside and beside.type == body.type == "country"):
        return None  # 俄中领导人普京和习近平: of two countries side by side, neither is told for one person
    if language == "zh" and text[first - 1 : first] == "驻":
        to = tuple(f"{one} to {body.label}" for one in english)
        return Held(span=Span(start=first - 1, end=span.end), english=to, body=place.ending_at(first - 1))
    sender = beside if title.startswith(SENT_BY_BODIES) else None
    if sender:
        of = tuple(f"{one.removeprefix('Affairs ')} for {body.label}" for one in english)
        return Held(span=Span(start=first, end=span.end), english=of, body=sender)
    if language == "zh" and title.startswith("事务"):
        return None  # 英国南亚以及英联邦事务大臣: the body belongs to the title
    return _with_earlier(place, Held(span=span, english=english, body=body), first)


def _with_earlier(place: Place, held: Held, start: int) -> Held:
    """The title with what stands before the body that begins at ``start``: 'former', 'deputy'."""
    last = place.ending_at(start)  # 前美国国务院...: the country before the agency
    first = next((begin for begin, end, entity in place.named if entity is last and end == start), start) if last else start
    match = EARLIER[place.language].search(place.text[max(0, first - 20) : first])
    if match is None:
        return held
    blank = "" if place.language == "zh" else " "
    title = match.group().rstrip(" -") + blank + held.span.of(place.text)
    english = in_english(title, place.language)
    whole = Span(start=first - len(match.group()), end=held.span.end)
    return Held(span=whole, english=english, body=held.body) if english else held


def _title_of_body(place: Place, before: Spot | None) -> Held | None:
    text, language = place.text, place.language
    if before is None or before[2].type not in BODIES or text[before[1] : place.start] not in (", ", " "):
        return None
    link = re.search(OF[language] + "$", text[max(0, before[0] - 16) : before[0]])
    if link is None:
        return None
    end = before[0] - len(link.group())
    begin = max(text.rfind(mark, 0, end) for mark in ".,;:!?\n") + 1
    starts = [m.start() + begin for m in re.finditer(r"\b\w", text[begin:end]) if text[m.start() + begin - 1] in " \n\"“„"]
    for start in starts[-WORDS_BEFORE:]:
        english = in_english(text[start:end], language)
        if english:
            return _sent(place, Held(span=Span(start=start, end=end), english=english, body=before[2]), link["of"])
    return None


def _name_title_of_body(place: Place, behind: Spot | None) -> Held | None:
    text, language = place.text, place.language
    if behind is None or behind[2].type not in BODIES or not text.startswith(", ", place.end):
        return None
    if behind[0] - place.end > NEAR or GOES_ON.match(text, behind[1]):
        return None
    pattern = rf", {ARTICLES[language]}(?P<title>[^,;:.!?()\n]+?){OF[language]}"
    match = re.compile(pattern).fullmatch(text, place.end, behind[0])
    held = _held(match, language, behind[2])
    return _sent(place, held, match["of"]) if held and match else None


def _sent(place: Place, held: Held, link: str) -> Held | None:
    """An ambassador 'to' or 'in' a country is not its own, but that of the country before the title, if one is named."""
    if link not in ("to", "in") or not held.body or not any(one.endswith(SENT) for one in held.english):
        return held
    sender = next((place.ending_at(held.span.start - gap) for gap in (1, 3) if place.ending_at(held.span.start - gap)), None)
    if sender is None or sender.id == held.body.id:
        return None
    return Held(span=held.span, english=tuple(f"{one} to {held.body.label}" for one in held.english), body=sender)


def _name_body_title(place: Place, behind: Spot | None) -> Held | None:
    text, language = place.text, place.language
    if behind is None or behind[2].type not in BODIES or not text.startswith(", ", place.end):
        return None
    if not re.compile(rf", {ARTICLES[language]}").fullmatch(text, place.end, behind[0]):
        return None
    match = re.compile(r"(?:['’]s?|s)?[ -](?P<title>[^,;:.!?()\n]+)[,.;)\n]").match(text, behind[1])
    return _held(match, language, behind[2])


def _held(match: re.Match[str] | None, language: str, body: Someone) -> Held | None:
    """What a match with a group ``title`` says, where that is one."""
    english = in_english(match["title"], language) if match else ()
    if match is None or not english:
        return None
    return Held(span=Span(start=match.start("title"), end=match.end("title")), english=english, body=body)


def _alone(place: Place) -> Held | None:
    """A title at the name without a body: 国务卿蓬佩奥, 'Secretary of State Pompeo'."""
    text, at, language = place.text, place.start, place.language
    if not may_end(text, at - (language != "zh"), language):
        return None
    for start in _starts(text, at, language):
        title = text[start:at]
        english = in_english(title, language)
        if english:
            end = at - (len(title) - len(title.rstrip()))
            return Held(span=Span(start=start, end=end), english=english, body=None)
    return None


def _starts(text: str, at: int, language: str) -> Iterator[int]:
    """Where a title that ends at a position could begin, the longest first."""
    first = max(text.rfind("\n", 0, at) + 1, at - 2 - LONGEST[language] // 2, 0)
    begin = first_characters(language) if language == "zh" else frozenset()
    for start in range(first, at):
        if language == "zh":
            if text[start] in begin or text[start].isspace():
                yield start
        elif text[start].isalnum() and (start == 0 or text[start - 1] in " \"“„("):
            yield start
