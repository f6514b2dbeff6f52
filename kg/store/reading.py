"""Which of the articles that an input holds are new to a corpus, and what each is called there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Problem
from kg.model import Article, digest
from kg.readers.markup import printable
from kg.store.corpus import LONG, Batch, Corpus, file_of
from kg.store.passing import Passing

Read = Callable[[Path, Callable[[Path], bool]], Iterable[Article | Problem]]
"""Reads an input, but of its files only those that the second argument wants."""


@dataclass(slots=True)
class Counts:
    """Articles of inputs: not known before, known with another text, known as they are, and known but gone from a file
    that is still there."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    gone: int = 0


@dataclass(slots=True)
class Ledger:
    """What is known of a corpus' articles while inputs are read.

    An article is known by its place: the file, or the file and the path inside it, on this machine. Its source is the
    path relative to the input that first held it, with the input's name in front where another article has that
    source; once given it stays. A file that has the size and time of change of before is not read again.
    """

    places: dict[str, tuple[str, str]]
    taken: set[str]
    stamps: dict[str, str]
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    _inside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    salt: str = ""
    _folder: Path = Path()
    _named: str = ""
    _open: tuple[str, str] | None = None
    _seen: set[str] = field(default_factory=set)
    _batch: Batch = field(default_factory=Batch)

    @classmethod
    def of(cls, corpus: Corpus | Passing, salt: str = "") -> Ledger:
        """The ledger of a corpus as it is now. Files that were read with another ``salt`` are read again."""
        origins = corpus.origins()
        ledger = cls(
            places={origin.place: (origin.id, origin.source) for origin in origins},
            taken={origin.source for origin in origins}, stamps=corpus.stamps(), salt=digest(salt),
        )
        for place in ledger.places:
            ledger._inside[file_of(place, ledger.stamps)].add(place)
        return ledger

    def batches(self, path: Path, read: Read, size: int) -> Iterator[Batch]:
        """What has to be committed of the input ``path``, ``size`` articles at a time; counts and collects problems."""
        self.problems, self._batch, self._open = [], Batch(), None
        base = Path(os.path.abspath(path))
        self._folder = path if path.is_dir() else path.parent
        held = 0
        for article in read(path, self._wanted):
            if isinstance(article, Problem):
                self.problems.append(article)
                if self._open is not None:
                    self._open = (self._open[0], "")  # a file with a problem is read again next time
                continue
            self._take(article, self._place(article.source), base.name)
            held += len(article.text)
            if len(self._batch.articles) >= size or held >= LONG:
                yield self._batch
                self._batch, held = Batch(), 0
        self._close()
        yield self._batch

    def _place(self, source: str) -> str:
        """The file that is being read, and what the source has behind the file's name."""
        file = self._open[0] if self._open else ""
        return file + source[len(self._named) :] if source.startswith(self._named) else f"{file}/{source}"

    def _wanted(self, path: Path) -> bool:
        """Whether the file is to be read; it is asked when the one before is done with."""
        self._close()
        place, stamp = self._stamp(path)
        if stamp and self.stamps.get(place) == stamp:
            self.counts.unchanged += len(self._inside[place])
            return False
        self._named = "/".join(printable(part) for part in path.relative_to(self._folder).parts)
        self._open, self._seen = (place, stamp), set()
        return True

    def fresh(self, path: Path) -> bool:
        """Whether a file is not known as it is now."""
        place, stamp = self._stamp(path)
        return not stamp or self.stamps.get(place) != stamp

    def _stamp(self, path: Path) -> tuple[str, str]:
        """The file's place and its stamp as it is now, which is empty where the file went away since it was listed."""
        place = os.path.abspath(path) if os.sep == "/" else Path(os.path.abspath(path)).as_posix()
        try:
            facts = path.stat()
        except OSError:
            return place, ""
        return place, f"{facts.st_size} {facts.st_mtime_ns} {self.salt}"

    def _close(self) -> None:
        """Stamps the file that was read, and lets go what is no longer in it; a file that went away meanwhile is left as
        if it had not been listed."""
        if self._open is None:
            return
        place, stamp = self._open
        if not stamp and not self._seen and not os.path.exists(place):
            self._open = None
            return
        if self.stamps.get(place) != stamp:
            self._batch.stamps[place] = self.stamps[place] = stamp
        for gone in sorted(self._inside[place] - self._seen):
            id_, source = self.places.pop(gone)
            self.taken.discard(source)
            self._batch.removed.append(id_)
            self.counts.gone += 1
        self._inside[place] = self._seen
        self._open = None

    def _take(self, article: Article, place: str, name: str) -> None:
        known = self.places.get(place)
        source = known[1] if known else self._free(article.source, name)
        if source != article.source:
            article = replace(article, source=source)
        self._seen.add(place)
        if known and known[0] == article.id:
            self.counts.unchanged += 1
            return
        if known:
            self.counts.replaced += 1
            self._batch.removed.append(known[0])
        else:
            self.counts.new += 1
        self.places[place] = (article.id, article.source)
        self.taken.add(article.source)
        self._batch.articles.append((article, place))

    def _free(self, source: str, name: str) -> str:
        if source not in self.taken:
            return source
        prefixed, number = f"{name}/{source}", 1
        while (candidate := prefixed if number == 1 else f"{prefixed}-{number}") in self.taken:
            number += 1
        return candidate
