"""The things of all articles, packed: what a curation file needs to take single articles apart."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence

from kg.model import Document, Mention
from kg.resolve.evidence import Evidence
from kg.resolve.inside import Local
from kg.resolve.profiles import Place
from kg.resolve.resolution import Owners, placed

LEVEL = 1
"""zlib's fastest."""


class Things:
    """The things of each article, by its id, ascending. Those that nothing changed lie packed (some hundred bytes an
    article), shared by all copies."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._places: list[Place] = []
        self._packed: list[bytes] = []
        self._changed: dict[str, list[Local]] = {}

    def put(self, document: Document, mentions: Sequence[Mention], locals_: Sequence[Local]) -> None:
        """Takes in the next article: all its mentions, and the things that they are of."""
        self._numbers[document.id] = len(self._places)
        self._places.append(Place.of(document))
        self._packed.append(zlib.compress(pickle.dumps((mentions, list(locals_)), pickle.HIGHEST_PROTOCOL), LEVEL))

    def copy(self) -> Things:
        """Another one that can be changed for itself."""
        made = Things()
        made._numbers, made._places, made._packed = self._numbers, self._places, self._packed
        made._changed = dict(self._changed)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __getitem__(self, article: str) -> list[Local]:
        """The things of an article. Raises `KeyError` for one that isn't here."""
        return self._changed[article] if article in self._changed else self._unpacked(article)[1]

    def __setitem__(self, article: str, locals_: list[Local]) -> None:
        self._changed[article] = locals_

    @property
    def changed(self) -> list[str]:
        """The articles whose things are not those of the rules any more."""
        return sorted(self._changed)

    def _unpacked(self, article: str) -> tuple[Sequence[Mention], list[Local]]:
        found: tuple[Sequence[Mention], list[Local]] = pickle.loads(  # packed above, by this very process
            zlib.decompress(self._packed[self._numbers[article]])
        )
        return found

    def gather(self) -> tuple[Evidence, Owners]:
        """What the things say, counted, and the profile of each mention."""
        evidence, owners = Evidence(), Owners()
        for article, place in zip(self._numbers, self._places, strict=True):
            mentions, locals_ = self._unpacked(article)
            locals_ = self._changed.get(article, locals_)
            owners.put(article, placed(mentions, locals_, evidence.add(place, locals_)))
        evidence.count()
        return evidence, owners
