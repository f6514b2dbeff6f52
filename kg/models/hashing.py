"""The hashes that the shipped networks were trained with, of many values at once: spaCy's of strings and thinc's of
numbers. Equal to both to the last bit (a test says so), and without importing either, which costs a second.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_M = np.uint64(0xC6A4A7935BD1E995)
_SHIFT = np.uint64(47)


def hash_strings(strings: Sequence[str]) -> Hashes:
    """MurmurHash64A of the strings in UTF-8 with seed 1, as ``spacy.strings.hash_string``; 0 for empty ones."""
    encoded = [string.encode() for string in strings]
    lengths = np.fromiter(map(len, encoded), dtype=np.uint64, count=len(encoded))
    hashes = np.zeros(len(encoded), dtype=np.uint64)
    blocks = (lengths.astype(np.int64) + 7) // 8
    for count in np.unique(blocks[lengths > 0]).tolist():
        at = np.flatnonzero((blocks == count) & (lengths > 0))
        padded = b"".join(encoded[i].ljust(8 * count, b"\0") for i in at.tolist())
        lanes = np.frombuffer(padded, dtype="<u8").reshape(-1, count)
        hashes[at] = hash_bytes([lanes[:, i] for i in range(count)], lengths[at])
    return hashes


def hash_bytes(lanes: Sequence[Hashes], lengths: Hashes) -> Hashes:
    """MurmurHash64A, seed 1, of byte strings of ``lengths`` bytes, given as numbers of eight bytes each, filled up with
    zeros; all have the same number of such numbers."""
    state = np.uint64(1) ^ (lengths * _M)
    for i, lane in enumerate(lanes):
        whole = lane * _M
        whole ^= whole >> _SHIFT
        mixed = (state ^ (whole * _M)) * _M
        if i == len(lanes) - 1:  # the last one may be a rest of less than eight bytes
            mixed = np.where(lengths % np.uint64(8) == 0, mixed, (state ^ lane) * _M)
        state = mixed
    state = (state ^ (state >> _SHIFT)) * _M
    hashed: Hashes = state ^ (state >> _SHIFT)
    return hashed


def rows_of(numbers: Hashes, seed: int | Hashes, count: int | npt.NDArray[np.uint32]) -> list[npt.NDArray[np.uint32]]:
    """The four rows of a table of ``count`` that thinc's HashEmbed adds up for each number: MurmurHash3_x86_128 of the
    number, modulo ``count``."""
    first = numbers * np.uint64(0x87C37B91114253D5)
    first = (first << np.uint64(31)) | (first >> np.uint64(33))
    first *= np.uint64(0x4CF5AD432745937F)
    mixed = np.asarray(seed ^ 8, dtype=np.uint64)
    first ^= mixed
    first += mixed
    second = first + mixed
    first, second = _finish(first), _finish(second)
    first += second
    second += first
    high, size = np.uint64(32), np.asarray(count, dtype=np.uint32)
    halves = [half.astype(np.uint32) for half in (first, first >> high, second, second >> high)]
    return [(half - half // size * size).astype(np.uint32, copy=False) for half in halves]  # faster than the remainder


def _finish(state: Hashes) -> Hashes:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        state = (state ^ (state >> np.uint64(33))) * np.uint64(factor)
    finished: Hashes = state ^ (state >> np.uint64(33))
    return finished
