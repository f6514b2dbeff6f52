"""What is kept between builds: what was read, and what each stage made of each article."""

from __future__ import annotations

from kg.store.corpus import Batch, Corpus, Origin, batches
from kg.store.passing import Passing
from kg.store.reading import Counts, Ledger
from kg.store.resolved import Resolved
from kg.store.snapshot import Snapshot

Articles = Corpus | Passing
"""What holds the articles that stages work on: a store, or the files of one build."""

__all__ = ["Articles", "Batch", "Corpus", "Counts", "Ledger", "Origin", "Passing", "Resolved", "Snapshot", "batches"]
