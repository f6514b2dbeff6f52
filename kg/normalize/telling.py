"""English and German by the letter sequences that the language model goes by: what it would say, without loading it.

The model (py3langid) takes most of a second to load, and in a thousand articles only a few headlines and traffic
reports without function words need it. ``data/sequences.npz`` (made by `python -m kg.training sequences`) holds the few
of its sequences that tell most about English, German and their like in Latin script, with its own weights for each
language. Where these set one of the two far enough apart from all others, the model says the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEAR = 16.0
"""Log odds against the next language from which on the model agreed in all of 15,000 pieces of news and of texts in 60
languages; at 8 it disagreed about one in a thousand. Of words of several languages thrown together nothing is certain."""

BACKED = 12.0
"""The same where function words of that language stand in the text, and none of the other."""

STEP, LEAST = 0.25, -15.5
"""A weight is ``LEAST + STEP * byte``: logarithm of how often a language has the sequence."""

LENGTHS = (6, 5, 4, 3, 2)
"""Of sequences, in bytes of UTF-8. At each place the longest known one that ends there counts, as in the model."""

OURS = ("de", "en")
_LATIN = re.compile("[\x00-\u024f\u2000-\u206f\u20ac]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    rows: dict[bytes, int]
    weights: NDArray[np.float32]  # sequences x languages
    priors: NDArray[np.float32]
    languages: list[str]


@cache
def _table() -> _Table:
    import numpy as np

    with as_file(files("kg.normalize") / "data" / "sequences.npz") as path, np.load(path, allow_pickle=False) as data:
        sequences: list[bytes] = data["sequences"].tolist()
        return _Table(
            rows={sequence: row for row, sequence in enumerate(sequences)},
            weights=data["weights"].T.astype(np.float32) * STEP + LEAST,
            priors=data["priors"],
            languages=data["languages"].tolist(),
        )


def certain(text: str, backed: str | None = None) -> str | None:
    """``en`` or ``de`` where the language model would say so beyond doubt, else None: then only it can tell.

    ``backed``: the language of the only function words in the text.
    """
    import numpy as np

    if not _LATIN.fullmatch(text) or (scores := _scores(text)) is None:
        return None
    best = int(scores.argmax())
    language = _table().languages[best]
    clear = scores[best] - np.partition(scores, -2)[-2] >= (BACKED if language == backed else CLEAR)
    return language if clear and language in OURS else None


def leaning(text: str) -> str | None:
    """The likeliest language by the sequences alone, however little sets it apart; None without any."""
    scores = _scores(text)
    return None if scores is None else _table().languages[int(scores.argmax())]


def _scores(text: str) -> NDArray[np.float32] | None:
    """Log odds of the table's languages; None where the text has no known sequence."""
    import numpy as np

    found = _sequences(text, _table().rows)
    if not found:
        return None
    counts = np.log1p(np.array(list(found.values()), dtype=np.float32))
    scores: NDArray[np.float32] = counts @ _table().weights[list(found)] + _table().priors
    return scores


def _sequences(text: str, rows: dict[bytes, int]) -> Counter[int]:
    """How often each known sequence stands in a text, by its row; the text as the model reads it."""
    data = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode()
    found: Counter[int] = Counter()
    for end in range(2, len(data) + 1):
        for length in LENGTHS:
            row = rows.get(data[max(0, end - length) : end])
            if row is not None:
                found[row] += 1
                break
    return found
