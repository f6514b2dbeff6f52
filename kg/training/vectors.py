"""Word vectors from raw articles: positive pointwise mutual information with neighbours by position, then an SVD.

Vectors from neighbours by position (one or two to the left or right) tell what can stand where a word stands, which is
what a recognizer of names needs. Small, deterministic, and better than sampled methods on some ten million words.
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
OFFSETS = (-2, -1, 1, 2)
TAG = re.compile(r"<[^>]{0,2000}>")
NOISE = re.compile(r"https?://\S+|&[a-z#0-9]+;")


def raw_lines(archive: Path) -> Iterator[str]:
    """The lines of all articles in a ``.tar.xz``, without markup."""
    with tarfile.open(archive, "r:xz") as files:
        for member in files:
            stream = files.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            text = stream.read().decode("utf-8", "replace")
            text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
            text = NOISE.sub(" ", TAG.sub("\n", text))
            yield from (line.strip() for line in text.split("\n") if len(line.strip()) > 5)


def embed(
    sentences: Iterable[list[str]], *, words: int, contexts: int, width: int, least: int = 3
) -> tuple[list[str], Floats]:
    """The most frequent ``words`` (seen ``least`` times or more) and for each a row of ``width`` numbers."""
    lines = list(sentences)
    counts = Counter(word for line in lines for word in line)
    order = sorted((word for word, count in counts.items() if count >= least), key=lambda word: (-counts[word], word))[
        :words
    ]
    number = {word: i for i, word in enumerate(order)}
    gap = [-1] * max(OFFSETS)
    stream = np.array([n for line in lines for n in [*(number.get(word, -1) for word in line), *gap]], dtype=np.int64)
    table = _information(stream, len(order), min(contexts, len(order)))
    vectors = _decompose(table, width)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return order, (vectors / np.maximum(length, 1e-6)).astype(np.float32)


def _information(stream: npt.NDArray[np.int64], words: int, contexts: int) -> Any:
    """Sparse ``words x (offsets * contexts)``: positive pointwise mutual information, contexts smoothed."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    rows, columns, values = [], [], []
    for place, offset in enumerate(OFFSETS):
        left, right = (stream[:-offset], stream[offset:]) if offset > 0 else (stream[-offset:], stream[:offset])
        on = (left >= 0) & (right >= 0) & (right < contexts)
        pairs, count = np.unique(left[on] * contexts + right[on], return_counts=True)
        rows.append(pairs // contexts)
        columns.append(pairs % contexts + place * contexts)
        values.append(count.astype(np.float64))
    row, column, value = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    by_row = np.bincount(row, value, minlength=words)
    by_column = np.bincount(column, value, minlength=contexts * len(OFFSETS)) ** 0.75
    score = np.log(value * by_column.sum() / (by_row[row] * by_column[column]))
    keep = score > 0
    return csr_matrix(
        (score[keep].astype(np.float32), (row[keep], column[keep])), shape=(words, contexts * len(OFFSETS))
    )


def _decompose(matrix: Any, width: int) -> Floats:
    """Left singular vectors times the square root of the singular values, by a randomized SVD with a fixed seed."""
    chance = np.random.default_rng(0)
    start = chance.standard_normal((matrix.shape[1], width + 16)).astype(np.float32)
    basis, _ = np.linalg.qr(matrix @ start)
    for _ in range(3):
        other, _ = np.linalg.qr(matrix.T @ basis)
        basis, _ = np.linalg.qr(matrix @ other)
    small = (matrix.T @ basis).T
    left, values, _ = np.linalg.svd(small, full_matrices=False)
    vectors = (basis @ left)[:, :width] * np.sqrt(values[:width])
    # the sign of a singular vector is arbitrary: fix it
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(width)])
    return np.asarray(vectors * signs, dtype=np.float32)
