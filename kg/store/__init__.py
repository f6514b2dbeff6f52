"""What is kept between builds: what was read, and what each stage made of each article."""

from __future__ import annotations

from kg.store.corpus import Corpus, Origin, batches
from kg.store.reading import Counts, Ledger
from kg.store.resolved import Resolved
from kg.store.snapshot import Snapshot

__all__ = ["Corpus", "Counts", "Ledger", "Origin", "Resolved", "Snapshot", "batches"]
