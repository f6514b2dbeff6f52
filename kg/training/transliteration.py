"""``python -m kg.training transliteration [FOLDER]``: which Latin letters a Chinese character stands for.

Source: ``data/names/en-zh-name-words.tsv`` (name words of Wikidata, CC0), train split. Expectation maximization over
monotone segmentations: every character takes one to five letters. The table keeps expected counts, so that the
model can smooth them at run time.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.names.latin import letters
from kg.names.spelling import script_of, simplify
from kg.names.transliterate import MAX_CHUNK

Pair = tuple[str, str, float]
"""Latin letters, Simplified characters, weight."""


def read_pairs(path: Path, split: str) -> Iterator[Pair]:
    """Name words of one split that can be aligned: two or more characters, one to five letters for each."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0] != split:
                continue
            latin, han = letters(row[1]), simplify(row[2].replace(" ", ""))
            if len(latin) >= len(han) >= 1 and len(latin) <= MAX_CHUNK * len(han) and len(han) <= 9:
                yield latin, han, math.log1p(int(row[3]))


def learn(pairs: Iterable[Pair], rounds: int = 6) -> dict[str, dict[str, float]]:
    """Expected counts of letter chunks per character."""
    data = list(pairs)
    model: dict[str, dict[str, float]] | None = None
    counts: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        counts = defaultdict(lambda: defaultdict(float))
        for latin, han, weight in data:
            _collect(latin, han, weight, model, counts)
        model = {char: _normalized(chunks) for char, chunks in counts.items()}
    return dict(counts)


def _normalized(chunks: Mapping[str, float]) -> dict[str, float]:
    total = sum(chunks.values())
    return {chunk: count / total for chunk, count in chunks.items()}


def _collect(
    latin: str,
    han: str,
    weight: float,
    model: dict[str, dict[str, float]] | None,
    counts: dict[str, dict[str, float]],
) -> None:
    """One pair's expected counts: forward and backward sums over all segmentations."""
    n, m = len(han), len(latin)
    floor = 1e-6
    cells: list[tuple[int, int, int, float]] = []
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    for i, char in enumerate(han):
        known = None if model is None else model.get(char, {})
        for j in range(i, m - (n - i) + 1):
            reach = forward[i][j]
            if not reach:
                continue
            for k in range(j + 1, min(m - (n - i - 1), j + MAX_CHUNK) + 1):
                p = 1.0 if known is None else known.get(latin[j:k], floor)
                cells.append((i, j, k, p))
                forward[i + 1][k] += reach * p
    total = forward[n][m]
    if not total:
        return
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i, j, k, p in reversed(cells):
        ahead = backward[i + 1][k]
        if ahead:
            backward[i][j] += p * ahead
            counts[han[i]][latin[j:k]] += weight * forward[i][j] * p * ahead / total


def write_table(data: str = "../shared", target: str | None = None) -> str:
    """Writes ``transliteration.tsv`` (character, then ``chunk:count`` cells) into `kg.names`, or to ``target``;
    ``data`` is the folder that holds ``data/names``. Returns a line to print."""
    import kg.names

    counts = learn(read_pairs(Path(data) / "data" / "names" / "en-zh-name-words.tsv", "train"))
    lines = ["# origin: name words of Wikidata (CC0), aligned by kg.training.transliteration", "char\tchunks"]
    for char in sorted(counts):
        kept = [(chunk, round(count, 1)) for chunk, count in counts[char].items() if count >= 0.3]
        kept.sort(key=lambda pair: (-pair[1], pair[0]))
        if kept and script_of(char) == "Han" and sum(counts[char].values()) >= 2:
            lines.append(char + "\t" + " ".join(f"{chunk}:{count:g}" for chunk, count in kept))
    place = Path(target) if target else Path(kg.names.__file__).parent / "data" / "transliteration.tsv"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{len(lines) - 2} characters in {place.name}"
