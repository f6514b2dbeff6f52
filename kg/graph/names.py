"""Names to entities: any alias, any script, either letter case, or an entity id; near names for unknown ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg.errors import UnknownNameError
from kg.model import Entity
from kg.names.spelling import fold, script_of, simplify

NEAR_NAMES = 5
"""An unknown name's error suggests at most this many."""
NEAR_SCORE = 60.0
"""Names below this similarity (0 to 100) are not worth suggesting."""


def key(name: str) -> str:
    """The name as it is compared: Simplified, folded; one with nothing but signs stays as it is."""
    return fold(simplify(name)) or name.strip()


class NameIndex:
    """Finds entities by name. Ambiguous names: the entity that most articles name comes first."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_id: dict[str, Entity] = {}
        self._by_key: dict[str, list[Entity]] = {}
        for entity in entities:
            self._by_id[entity.id] = entity
            for former in entity.former_ids:
                self._by_id.setdefault(former, entity)
            for name in sorted({key(alias.name) for alias in entity.aliases}):
                self._by_key.setdefault(name, []).append(entity)

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self._by_key:
            for word in name.split():
                found.setdefault(word, set()).add(name)
        return found

    def _by_words(self, name: str) -> list[Entity]:
        """Entities one of whose names has all words of ``name``."""
        words = name.split()
        if not words or not all(word in self._by_word for word in words):
            return []
        names = set.intersection(*(self._by_word[word] for word in words))
        return list({entity.id: entity for name in sorted(names) for entity in self._by_key[name]}.values())

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """The entities that a name may mean, the most reported first; none where it is unknown.

        Where no alias is equal to it, an entity counts that alone has an alias with all of its words.
        """
        if name in self._by_id:
            return (self._by_id[name],)
        wanted = key(name)
        found = self._by_key.get(wanted, [])
        if not found:
            partial = self._by_words(wanted)
            found = partial if len(partial) == 1 else []
        return tuple(sorted(found, key=lambda entity: (-entity.articles, -entity.mentions, entity.id)))

    def find(self, name: str) -> Entity:
        """The entity that a name means. Raises `UnknownNameError`, which suggests near names."""
        found = self.candidates(name)
        if found:
            return found[0]
        near = self.near(name)
        tail = f"; near names: {', '.join(near)}" if near else "; 'kg stats' tells what the graph holds"
        raise UnknownNameError(f"no entity is named {name!r}{tail}")

    def note(self, name: str) -> str:
        """What the asker should know about an ambiguous name, or the empty string."""
        others = self.candidates(name)[1:]
        if not others:
            return ""
        listed = ", ".join(f"{entity.label} ({entity.type}, {entity.id})" for entity in others[:NEAR_NAMES])
        return f"{name!r} may also mean: {listed}"

    @cached_property
    def _spoken(self) -> dict[str, str]:
        """Han names by their pinyin, without tones and blanks."""
        return {pinyin(name): name for name in sorted(self._by_key) if script_of(name) == "Han" and len(name) <= 8}

    def near(self, name: str) -> tuple[str, ...]:
        """Labels of entities with similar names, by spelling or by pinyin, nearest first."""
        from rapidfuzz import fuzz, process

        wanted = key(name)
        scores: dict[str, float] = {}
        for similar, score, _ in process.extract(
            wanted, list(self._by_key), scorer=fuzz.WRatio, limit=4 * NEAR_NAMES, score_cutoff=NEAR_SCORE
        ):
            # WRatio gives short names inside long ones 90: length says how much of the name is alike
            scores[similar] = score * (0.5 + 0.5 * min(len(similar), len(wanted)) / max(len(similar), len(wanted)))
        spoken = pinyin(wanted)
        for heard, score, _ in process.extract(
            spoken, list(self._spoken), scorer=fuzz.ratio, limit=NEAR_NAMES, score_cutoff=75.0
        ):
            similar = self._spoken[heard]
            scores[similar] = max(scores.get(similar, 0.0), score - 5)
        if script_of(wanted) == "Han":
            latin = {name.replace(" ", ""): name for name in self._by_key if script_of(name) == "Latn"}
            for heard, score, _ in process.extract(
                spoken, list(latin), scorer=fuzz.ratio, limit=NEAR_NAMES, score_cutoff=75.0
            ):
                scores[latin[heard]] = max(scores.get(latin[heard], 0.0), score - 5)
        for entity in self._by_words(wanted):
            scores[key(entity.label)] = 100.0
        ranked = sorted(
            (similar for similar in scores if scores[similar] >= NEAR_SCORE),
            key=lambda similar: (-scores[similar], similar),
        )
        found = dict.fromkeys(self._by_key[similar][0].label for similar in ranked if similar in self._by_key)
        return tuple(found)[:NEAR_NAMES]


def pinyin(name: str) -> str:
    """The name in Latin letters without blanks: Han characters by their pinyin without tones."""
    if script_of(name) != "Han":
        return name.replace(" ", "")
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).replace(" ", "")
