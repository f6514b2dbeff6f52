"""Who holds which office: ``holds_role`` from the titles that stand at persons' names.

The source is the person, the target the agency or country whose name stands before the title (美国国务卿布林肯, 'Japan's
foreign minister Yoko Kamikawa'). Former offices are left out. In the evidence, ``trigger`` is the title as the analysed
text has it and ``extractor`` ends in its English name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.knowledge import Title, titles
from kg.model import Document, Entity, Evidence, Mention, Relation, Span
from kg.relations.scene import FORMER

Named = Sequence[tuple[Mention, Entity]]

TYPE = "holds_role"
NO_OFFICES = frozenset(
    (
        *("presidential-candidate", "first-lady", "politician", "lawyer", "ceo", "economist", "analyst", "journalist"),
        *("professor", "doctor", "scholar", "writer", "artist", "athlete", "coach", "activist", "terrorist"),
        *("mr", "sir", "family", "bishop", "priest", "prince"),
    )
)
"""Groups of the title table that name no office of an agency or country."""
PLAIN = {
    "police-chief": "Chief",
    "general": "Commander",
    "culture-minister": "Minister",
    "state-president-zh": "President",
}
"""English names for groups whose rarer members would else get a wrong one."""
DEPUTY = re.compile(r"副|次[长官]|[Vv]ize|[Ss]tellvertret|\b(?:[Dd]eputy|[Vv]ice)\b")
BEFORE = re.compile(r"(?:['’]s?|的|-|s)?\s*(?:(?!former|ex)[a-z][\w-]*\s+){0,2}")
"""What may stand between the name of a country or agency and the title: ''s', '的', 'US-', 'new deputy'."""
BEHIND = re.compile(r"\s*(?:of|der|des|von)\s+(?:the\s+|der\s+)?")
"""What may stand between a title and the name of its country: 'president of France'."""
EMPTY = re.compile(r"[\s,]*")


def holds_role(documents: Sequence[Document], named_by_document: Mapping[str, Named]) -> list[Relation]:
    """The offices that articles name, one relation per person and body. ``weight`` counts independent articles,
    ``count`` adds their folded copies; ``first_seen`` and ``last_seen`` are days of publication."""
    told: dict[tuple[str, str], list[tuple[Document, Evidence]]] = defaultdict(list)
    for document in documents:
        named = named_by_document.get(document.id, ())
        for number, (mention, person) in enumerate(named):
            if person.type != "person" or not mention.role or not is_office(mention.role):
                continue
            body = _body(document, named, number)
            if body and body.id != person.id:
                told[person.id, body.id].append((document, _evidence(document, mention, mention.role)))
    return [_relation(pair, told[pair]) for pair in sorted(told)]


def _body(document: Document, named: Named, number: int) -> Entity | None:
    """The agency or country that a title names: the mention before the title, or behind its 'of'."""
    mention, role, text = named[number][0], named[number][0].role or "", document.analysed
    before = text.rfind(role, max(0, mention.at.start - len(role) - 4), mention.at.start)
    if before >= 0 and not EMPTY.fullmatch(text[before + len(role) : mention.at.start]):
        before = -1
    behind = text.find(role, mention.at.end, mention.at.end + len(role) + 40)
    start, end = (before, before + len(role)) if before >= 0 else (behind, behind + len(role))
    if before < 0 and any(
        other.at.start - end in (0, 1) and entity.type == "person" for other, entity in named[number + 1 :]
    ):
        return None  # 'Merkel, Frankreichs Präsident Hollande'
    if start < 0 or FORMER.search(text[max(0, start - 8) : start]):
        return None
    for other, entity in reversed(named[:number]) if before >= 0 else named[number + 1 :]:
        if entity.type not in ("agency", "country"):
            continue
        if other.at.start >= start and other.at.end <= end:  # 美国总统 as a title holds its country
            return entity
        if other.at.end <= start and BEFORE.fullmatch(text[other.at.end : start]):
            return entity
        if other.at.start >= end and BEHIND.fullmatch(text[end : other.at.start]):
            return entity
        if other.at.end < start - 40 or other.at.start > end + 20:
            break
    return None


def _evidence(document: Document, mention: Mention, role: str) -> Evidence:
    sentence = next((s for s in document.sentences if s.contains(mention.at)), mention.at)
    return Evidence(
        article=document.id,
        span=document.original(sentence),
        quote=document.quote(Span(start=sentence.start, end=sentence.end)),
        extractor=f"title:{english(role)}",
        trigger=role,
        confidence=0.9,
    )


def english(role: str) -> str:
    """A title in English: of its group in the title table, else as it stands."""
    title = _by_name().get(role.strip())
    if title is None:
        return role.strip()
    if role.strip().endswith(("国务卿", "國務卿")):  # one group with the foreign ministers of other countries
        return ("Deputy " if DEPUTY.search(role) or "助理" in role else "") + "Secretary of State"
    words = title.group.replace("-", " ")
    name = next((name for name in title.names.get("en", ()) if name.casefold() == words), words.capitalize())
    if any(role.strip() in title.names.get(tag, ()) for tag in ("en",)):
        name = role.strip()
    name = name if name == role.strip() else PLAIN.get(title.group, name)
    return f"Deputy {name}" if DEPUTY.search(role) and not DEPUTY.search(name) else name


def is_office(role: str) -> bool:
    """Whether a title names an office that is held now."""
    title = _by_name().get(role.strip())
    return title is not None and title.group not in NO_OFFICES and not FORMER.search(role)


@cache
def _by_name() -> Mapping[str, Title]:
    found: dict[str, Title] = {}
    for title in titles():
        for names in title.names.values():
            for name in names:
                found.setdefault(name, title)
    return found


def _relation(pair: tuple[str, str], told: Sequence[tuple[Document, Evidence]]) -> Relation:
    documents = {document.id: document for document, _ in told}
    days = [document.published[:10] for document in documents.values() if document.published]
    return Relation(
        source=pair[0],
        target=pair[1],
        type=TYPE,
        weight=len(documents),
        count=len(documents) + sum(len(document.duplicates) for document in documents.values()),
        evidence=tuple(sorted({evidence for _, evidence in told}, key=lambda e: e.sort_key)),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        languages=tuple(sorted({document.tag for document in documents.values()})),
    )
