"""What is kept between builds: what was read, and what each stage made of each article."""

from __future__ import annotations

from kg.store.corpus import Corpus, Origin, batches
from kg.store.reading import Counts, Ledger

__all__ = ["Corpus", "Counts", "Ledger", "Origin", "batches"]
