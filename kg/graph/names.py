"""Names to entities: any alias, any script, either letter case, or an entity id; near names for unknown ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from kg.errors import UnknownNameError
from kg.model import Entity
from kg.names.spelling import fold, script_of, simplify

NEAR_NAMES = 5
"""An unknown name's error suggests at most this many."""
NEAR_SCORE = 70.0
"""Names below this similarity (0 to 100) are not worth suggesting."""
MIN_BEGINNING = 3
"""A word of fewer letters stands for itself alone, not for words that begin with it."""


def key(name: str) -> str:
    """The name as it is compared: Simplified, folded; one with nothing but signs stays as it is."""
    return fold(simplify(name)) or name.strip()


def keys(entity: Entity) -> tuple[str, ...]:
    """The names of an entity as they are compared, sorted."""
    return tuple(sorted({key(alias.name) for alias in entity.aliases}))


def best_first(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The most reported entity first."""
    return tuple(sorted(entities, key=lambda entity: (-entity.articles, -entity.mentions, entity.id)))


def note(name: str, candidates: Sequence[Entity]) -> str:
    """What the asker should know about an ambiguous name, or the empty string."""
    if len(candidates) < 2:
        return ""
    listed = ", ".join(f"{entity.label} ({entity.type}, {entity.id})" for entity in candidates[1 : NEAR_NAMES + 1])
    return f"{name!r} may also mean: {listed}"


class NameIndex:
    """Finds entities by name. Ambiguous names: the entity that most articles name comes first."""

    def __init__(self, entities: Iterable[Entity], known: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``known``: `keys` of entities by id, where they have been made before."""
        self._by_id: dict[str, Entity] = {}
        self._by_key: dict[str, list[Entity]] = {}
        for entity in entities:
            self._by_id[entity.id] = entity
            for former in entity.former_ids:
                self._by_id.setdefault(former, entity)
            for name in (known or {}).get(entity.id) or keys(entity):
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
        return best_first(found)

    def find(self, name: str) -> Entity:
        """The entity that a name means. Raises `UnknownNameError`, which suggests near names."""
        found = self.candidates(name)
        if found:
            return found[0]
        near = self.near(name)
        tail = ", nor anything like it; 'kg stats' counts what the graph holds, graph.html lists and searches it"
        if near:
            tail = f"; near names: {', '.join(near)}"
        raise UnknownNameError(f"no entity is named {name!r}{tail}")

    def note(self, name: str) -> str:
        """What the asker should know about an ambiguous name, or the empty string."""
        return note(name, self.candidates(name))

    @cached_property
    def _spoken(self) -> dict[str, str]:
        """Han names by their pinyin, without tones and blanks."""
        return {pinyin(name): name for name in sorted(self._by_key) if script_of(name) == "Han" and len(name) <= 8}

    def near(self, name: str) -> tuple[str, ...]:
        """Labels of entities with similar names, nearest first: those with the same words or beginnings of words (a
        surname, say), then those that are spelled or pronounced alike."""
        wanted = key(name)
        scores = dict.fromkeys(self._beginning(wanted), 95.0)
        if not scores:
            for alike in (self._spelled_like(wanted), self._sounding_like(wanted)):
                for similar, score in alike.items():
                    scores[similar] = max(scores.get(similar, 0.0), score)
        found: dict[str, tuple[float, int, str]] = {}
        for similar, score in scores.items():
            for entity in self._by_key[similar]:
                rank = (-score, -entity.articles, entity.label)
                found[entity.label] = min(rank, found.get(entity.label, rank))
        return tuple(sorted(found, key=lambda label: found[label]))[:NEAR_NAMES]

    def _beginning(self, wanted: str) -> list[str]:
        """Names that have all words of ``wanted``, the last ones perhaps longer; Han names that begin with it."""
        if script_of(wanted) == "Han":
            return [similar for similar in self._by_key if similar.startswith(wanted)]
        names = [set(self._by_key)] if wanted.split() else []
        for word in wanted.split():
            longer = (other for other in self._by_word if len(word) >= MIN_BEGINNING and other.startswith(word))
            names.append(set().union(*(self._by_word[other] for other in (word, *longer) if other in self._by_word)))
        return sorted(set.intersection(*names)) if names else []

    def _spelled_like(self, wanted: str) -> dict[str, float]:
        """Scores of names spelled like the whole of ``wanted``, with a word like one of it, or standing inside it."""
        from rapidfuzz import fuzz, process

        scores: dict[str, float] = {}
        for similar, score, _ in process.extract(
            wanted, list(self._by_key), scorer=fuzz.ratio, limit=NEAR_NAMES, score_cutoff=NEAR_SCORE
        ):
            scores[similar] = score
        for word in wanted.split():
            cutoff = NEAR_SCORE + 5 if len(word) >= MIN_BEGINNING else 100.0
            for other, score, _ in process.extract(
                word, list(self._by_word), scorer=fuzz.ratio, limit=NEAR_NAMES, score_cutoff=cutoff
            ):
                for similar in self._by_word[other]:
                    share = len(word) / max(len(wanted.replace(" ", "")), len(similar.replace(" ", "")))
                    scores[similar] = max(scores.get(similar, 0.0), score * (0.8 + 0.2 * share) - 5)
        if script_of(wanted) == "Han":
            for similar in self._by_key:
                if len(similar) > 1 and similar in wanted:
                    scores[similar] = max(scores.get(similar, 0.0), NEAR_SCORE + len(similar))
        return scores

    def _sounding_like(self, wanted: str) -> dict[str, float]:
        """Scores of names with a pinyin like that of ``wanted``, or like ``wanted`` itself where it is in Latin."""
        from rapidfuzz import fuzz, process

        spoken, heard = pinyin(wanted), dict(self._spoken)
        if script_of(wanted) == "Han":
            heard |= {similar.replace(" ", ""): similar for similar in self._by_key if script_of(similar) == "Latn"}
        found = process.extract(spoken, list(heard), scorer=fuzz.ratio, limit=NEAR_NAMES, score_cutoff=NEAR_SCORE + 5)
        return {heard[like]: score - 5 for like, score, _ in found}


def pinyin(name: str) -> str:
    """The name in Latin letters without blanks: Han characters by their pinyin without tones."""
    if script_of(name) != "Han":
        return name.replace(" ", "")
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).replace(" ", "")
