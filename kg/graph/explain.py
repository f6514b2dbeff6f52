"""Why two names are, or are not, one node: from the judgements that a build keeps, without reading the articles again."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.graph.source import Source
from kg.model import Entity, Judgement
from kg.names.latin import parse
from kg.names.match import match
from kg.names.spelling import fold, han_parts, script_of, simplify

SHOWN = 5
"""Judgements against that are told at most."""

FORMS = {
    "fact": "what kg knows beforehand as {}", "row": "the row of the alias table that begins with {}",
    "split": "what a person set apart as {}", "family": "{} where it stands alone", "short": "{} (an abbreviation)",
}
RULES = {
    "decided": "people's decisions win over every rule",
    "known": "a recognizer or a table knows beforehand that the name is of this one",
    "alias table": "both names stand in one row of the alias table, which was mined from glosses",
    "gloss": "one stands in brackets behind the other, and neither has a rival",
    "same article": "one article uses both for one",
    "nickname": "one family name, and forms of one given name",
    "spelling": "transcriptions of one name, German and English",
    "initial": "the initial fits one person only",
    "middle name": "the same name with and without middle names",
    "inflection": "a German ending",
    "legal form": "the same name with and without legal form or country",
    "transliteration": "they sound alike in every part, their company agrees, and no other name comes near",
    "reading": "the characters are read like the Latin name, and no rival is as frequent",
    "short name": "most evidence for the short name is for this one",
    "company": "offices, countries, weeks and others in their articles agree: one name misspelled, or with its parts turned",
    "respelled": "a rare spelling in the company of somebody far better known whose name it sounds like",
    "meant": "the company of the articles with this surname speaks for this bearer",
    "namesake": "one name, two people: their offices or countries part them",
    "surname": "most articles with this surname are about this one",
}
"""What the rules of resolution say, in plain words."""
VERDICTS = {"same": "joined", "different": "kept apart", "unsure": "doubtful, so left apart"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One judgement in words. ``articles`` are sources in which both names stand for one thing."""

    left: str
    right: str
    verdict: str
    rule: str
    score: float
    reasons: tuple[str, ...]
    features: tuple[tuple[str, float], ...] = ()
    articles: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = "; ".join((*self.reasons, *(f"{name} {value:g}" for name, value in self.features)))
        lines = [f"{self.left} and {self.right}: {VERDICTS[self.verdict]} by rule '{self.rule}', score {self.score:g}"]
        lines += [f"  rule: {RULES[self.rule]}"] if self.rule in RULES else []
        lines += [f"  because: {said}"] if said else []
        lines += [f"  both in: {', '.join(self.articles)}"] if self.articles else []
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesExplained:
    """Why two names are one node (``chain`` joins them, step by step) or two (``against`` are the judgements between
    them, people's decisions and the best ones first). ``notes`` say what no judgement does. Prints as text."""

    left: str
    right: str
    left_entity: str
    right_entity: str
    same: bool
    chain: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        first = f"{self.left} and {self.right} are {'one node' if self.same else 'two nodes'}"
        lines = [f"{first}: {self.left_entity}" + ("" if self.same else f" and {self.right_entity}")]
        for reason in (*self.chain, *self.against):
            lines += [f"  {line}" for line in str(reason).splitlines()]
        lines += [f"  {note}" for note in self.notes]
        return "\n".join("".join(c if c.isprintable() else " " for c in line) for line in lines)

    def to_record(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


def explain(source: Source, left: tuple[str, Entity], right: tuple[str, Entity]) -> NamesExplained:
    """Explains two names, each given with the entity that it means."""
    (a, one), (b, other) = left, right
    same = one.id == other.id
    chain, against, notes = _joined(source, a, b, one) if same else _apart(source, a, b, one, other)
    return NamesExplained(
        left=a, right=b, left_entity=_called(one), right_entity=_called(other), same=same,
        chain=tuple(chain), against=tuple(against), notes=tuple(notes),
    )


def meant(source: Source, name: str, candidates: Sequence[Entity]) -> Entity:
    """Of the entities that a name may mean, the first that articles call so."""
    wanted = fold(simplify(name))
    for entity in candidates if len(candidates) > 1 else ():
        texts = source.texts_of(entity.id).values()
        if any(fold(simplify(text)) == wanted for found in texts for _, _, text in found):
            return entity
    return candidates[0]


Told = tuple[list[Reason], list[Reason], list[str]]


def _joined(source: Source, a: str, b: str, entity: Entity) -> Told:
    """The chain of judgements from one name to another of the same entity."""
    links = [one for one in source.judgements_of(entity.id) if one.verdict == "same" and _inside(one, entity)]
    keys = sorted({key for one in links for key in (one.left, one.right)})
    starts, goals = _keys_of(a, keys, entity), _keys_of(b, keys, entity)
    notes = [note for name, found in ((a, starts), (b, goals)) if not found for note in _in_articles(source, name, entity)]
    if not starts or not goals:
        if not notes and fold(simplify(a)) == fold(simplify(b)):
            notes = ["both are one spelling: letter case, signs and script make no difference"]
        loose = [key for key in keys if key not in starts and key not in goals]
        starts, goals = starts or goals or set(loose), goals or starts or set(loose)
    if starts & goals and not notes:
        notes.append(f"both are compared as one name: {', '.join(shown(key, entity) for key in sorted(starts & goals))}")
    steps = _way(links, starts, goals)
    if not steps and not notes:
        notes.append("no judgement joins them: they stand for one thing in the articles that name both")
    return [_reason(source, one, entity) for one in steps], [], notes


def _apart(source: Source, a: str, b: str, one: Entity, other: Entity) -> Told:
    """The judgements between two entities, or why there are none."""
    found = [
        judgement for judgement in source.judgements_of(one.id)
        if {judgement.left_entity, judgement.right_entity} == {one.id, other.id}
    ]
    found.sort(key=lambda judgement: (judgement.rule != "decided", -judgement.score, judgement.left, judgement.right))
    notes: list[str] = []
    if not found:
        alike = match(a, b, one.type)
        saw = "; ".join(f"{feature.name} {feature.value:g} ({feature.saw})" for feature in alike.features)
        notes.append("never compared, or not among the best candidates of either: no blocking key is shared")
        notes.append(f"by the names alone: likeness {alike.score:g}" + (f" from {saw}" if saw else ""))
        if one.type != other.type:
            notes.append(f"they are of different kinds: {one.type} and {other.type}")
    notes.append("if they are one: write '- same: ...' into your curation file ('kg review' helps)")
    return [], [_reason(source, judgement, one, other) for judgement in found[:SHOWN]], notes


def _inside(judgement: Judgement, entity: Entity) -> bool:
    return judgement.left_entity == judgement.right_entity == entity.id


def _way(links: Iterable[Judgement], starts: set[str], goals: set[str]) -> list[Judgement]:
    """The shortest chain of judgements, the surest of equally long ones."""
    near: dict[str, list[tuple[str, Judgement]]] = {}
    for one in links:
        near.setdefault(one.left, []).append((one.right, one))
        near.setdefault(one.right, []).append((one.left, one))
    queue: list[tuple[float, str]] = [(0.0, key) for key in sorted(starts)]
    best = dict.fromkeys(starts, 0.0)
    came: dict[str, tuple[str, Judgement]] = {}
    while queue:
        cost, here = heapq.heappop(queue)
        if here in goals:
            return _steps(here, came)
        for other, one in near.get(here, ()):
            if cost + 2.0 - one.score < best.get(other, float("inf")):
                best[other] = cost + 2.0 - one.score
                came[other] = (here, one)
                heapq.heappush(queue, (best[other], other))
    return []


def _steps(end: str, came: Mapping[str, tuple[str, Judgement]]) -> list[Judgement]:
    """The judgements that lead to a key, each from left to right."""
    steps: list[Judgement] = []
    while end in came:
        before, judgement = came[end]
        turned = judgement.left != before
        steps.append(replace(judgement, left=before, right=end) if turned else judgement)
        end = before
    return steps[::-1]


def _keys_of(name: str, keys: Sequence[str], entity: Entity) -> set[str]:
    """Which of an entity's keys a name is compared as; for an id, that of the entity, all of them."""
    if name == entity.id or name in entity.former_ids:
        return set(keys)
    plain = simplify(name)
    wanted = {fold(plain), plain, "·".join(han_parts(plain))}
    if script_of(name) != "Han":
        parts = parse(name)
        wanted.add(parts.key if parts.full else parts.family)
    found = {key for key in keys if _split(key)[1].casefold() in wanted}
    for form in ("fact", "row"):  # a label that comes from the tables, not from an article
        if not found and name == entity.label:
            found = {key for key in keys if _split(key)[0] == form}
    return found


def _split(key: str) -> tuple[str, str]:
    """(form, name) of a key as judgements have it."""
    form, _, name = key.partition("/")[2].partition(":")
    name = name.partition("#")[0]
    if form == "name" and "/" in name:  # a generic name with its country or article
        name = name.partition("/")[2]
    if form == "split":
        name = name.partition("@")[0]
    return form, name


def shown(key: str, *entities: Entity) -> str:
    """A key in words; names are written as the entities write them."""
    form, name = _split(key)
    written = next(
        (alias.name for entity in entities for alias in entity.aliases if fold(simplify(alias.name)) == name), name
    )
    return FORMS.get(form, "{}").format(written)


def _reason(source: Source, one: Judgement, *entities: Entity) -> Reason:
    documents = (source.document(article) for article in one.articles)
    return Reason(
        left=shown(one.left, *entities), right=shown(one.right, *entities), verdict=one.verdict, rule=one.rule, score=one.score,
        reasons=one.reasons, features=one.features,
        articles=tuple(document.source for document in documents if document is not None),
    )


def _in_articles(source: Source, name: str, entity: Entity) -> list[str]:
    """A name that no judgement is about: an article itself says whom it means, by a full name that stands in it."""
    wanted = fold(simplify(name))
    found = {
        article: sorted({text for _, _, text in texts} - {text for _, _, text in texts if fold(simplify(text)) == wanted})
        for article, texts in source.texts_of(entity.id).items()
        if any(fold(simplify(text)) == wanted for _, _, text in texts)
    }
    others = {article: texts for article, texts in found.items() if texts}
    if not found:
        return [f"no article has {name}: it is a known name of {entity.label}"]
    if not others:
        return [f"{name} stands for {entity.label} in {_count(len(found))}"]
    article = min(others)
    document = source.document(article)
    where = document.source if document else article
    return [
        f"{name} stands for {', '.join(others[article][:3])} within one article, such as {where} "
        f"({_count(len(others))} like it)"
    ]


def _count(articles: int) -> str:
    return f"{articles} article{'s' * (articles != 1)}"


def _called(entity: Entity) -> str:
    country = f", {entity.country}" if entity.country else ""
    return f"{entity.label} ({entity.type}{country}, {_count(entity.articles)}, {entity.id})"
