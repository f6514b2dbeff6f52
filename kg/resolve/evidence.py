"""What a corpus says about keys: how often, and which stand for one thing in an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.resolve.cluster import Clusters
from kg.resolve.inside import Local
from kg.resolve.keys import Key


class Evidence:
    """What the corpus says about keys: articles per key, and articles in which two keys are one thing."""

    def __init__(self, locals_: Iterable[Local]) -> None:
        self.articles: Counter[Key] = Counter()
        self.together: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.glossed: dict[Key, Counter[Key]] = defaultdict(Counter)
        self.german: set[Key] = set()
        self.things: list[list[Key]] = []
        for local in locals_:
            keys = sorted({*local.keys, *(Key(local.space, "fact", known) for known in local.known)})
            self.articles.update(keys)
            self.things.append(keys)
            self.german |= local.german
            for key in keys:
                for other in keys:
                    if other != key:
                        self.together[key][other] += 1
                        if key in local.glossed and other in local.glossed:
                            self.glossed[key][other] += 1

    def bearers(self, clusters: Clusters[Key]) -> Counter[Key]:
        """Articles by cluster of persons, as the clusters are now; surnames standing alone don't count."""
        found: Counter[Key] = Counter()
        for keys in self.things:
            found.update({clusters.find(key) for key in keys if key.space == "person" and key.form != "family"})
        return found
