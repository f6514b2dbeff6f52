"""How good the transliteration network is: figures for the card ``transliteration.md``.

Protocol: for each pair of the test split, its Chinese name, its Latin word, and 1,000 Latin words drawn at random
(seeded) from the same split. The right word must score strictly higher than all others. ``strict`` counts every row as
it is; ``variants`` leaves out of the others those that the split itself lists for the same Chinese name.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.names.latin import letters
from kg.names.network import Network, Spelling
from kg.names.spelling import han_parts, script_of, simplify
from kg.names.transliterate import as_japanese, as_similarity, chance
from kg.training.transliteration_data import Pair, read_words

CANDIDATES, SEED = 1000, 11
_NEVER = -1e9


class Pool:
    """Latin words, read once; scores a Han word against many of them at a time, as `kg.names.transliterate.log_odds` does."""

    def __init__(self, words: Sequence[str], network: Network) -> None:
        self._network, self._letters = network, [letters(word) for word in words]
        self._spellings = [network.read(word) for word in words]
        self._lengths = np.array([len(one[0].silent) if one else 0 for one in self._spellings])

    def scores(self, han: str, at: NDArray[np.intp]) -> NDArray[np.float64]:
        """log P(characters | letters) of the words ``at``; a very low number where there is none."""
        found = np.full(len(at), _NEVER)
        name = "".join(han_parts(simplify(han)))
        if not name or script_of(name) != "Han":
            return found
        lengths = self._lengths[at]
        for length in sorted(set(lengths.tolist())):
            if length >= len(name):
                here = np.flatnonzero(lengths == length)
                found[here] = self._mean(name, [self._spellings[at[one]] for one in here])
        for one, word in enumerate(at):
            found[one] = max(found[one], as_japanese(name, self._letters[word]))
        return found

    def _mean(self, han: str, ready: Sequence[tuple[Spelling, ...] | None]) -> NDArray[np.float64]:
        parts = []
        for number, member in enumerate(self._network.members):
            rows = [member.row(char) for char in han]
            columns, bias = np.stack([row for row, _ in rows]).T, np.array([one for _, one in rows], np.float32)
            parts.append(_forward([one[number] for one in ready if one], columns, bias))
        mean: NDArray[np.float64] = np.mean(parts, axis=0)
        return mean


def _forward(ready: Sequence[Spelling], columns: NDArray[np.float32], bias: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sums of `Member.log_probability` for spellings of one length."""
    states, total = np.stack([one.states for one in ready]), np.stack([one.total for one in ready])
    written = np.exp(np.minimum(states @ columns + bias - total[:, :, None], 0)).astype(np.float64)
    silent = np.exp(np.stack([one.silent for one in ready])).astype(np.float64)
    ways = np.zeros((len(ready), columns.shape[1] + 1))
    ways[:, 0] = 1.0
    for place in range(states.shape[1]):
        moved = ways * silent[:, place, None]
        moved[:, 1:] += ways[:, :-1] * written[:, place]
        ways = moved
    return np.log(np.maximum(ways[:, -1], 1e-300))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares in 0..1 over the rows that were scored."""

    rows: int
    strict: float
    variants: float
    precision: dict[float, tuple[float, float, float]]
    """Similarity threshold -> share of right words accepted, wrong ones accepted per 1,000, precision among 1,001."""


def measure(pairs: Sequence[Pair], network: Network, limit: int | None = None) -> Figures:
    """The figures of a split's pairs; ``limit`` draws so many of them (seeded)."""
    words = sorted({pair.latin for pair in pairs})
    place = {word: at for at, word in enumerate(words)}
    listed: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        listed[pair.han].add(place[pair.latin])
    rng, pool = np.random.default_rng(SEED), Pool(words, network)
    chosen = [pairs[at] for at in rng.permutation(len(pairs))[:limit]]
    strict = variants = 0
    thresholds = {0.5: [0, 0], 0.8: [0, 0], 0.95: [0, 0]}
    for pair in chosen:
        right = place[pair.latin]
        others = rng.choice(len(words) - 1, min(CANDIDATES, len(words) - 1), replace=False)
        others += others >= right
        scores = pool.scores(pair.han, np.concatenate([[right], others]))
        unlisted = [at for at, other in enumerate(others, 1) if int(other) not in listed[pair.han]]
        possible = scores[0] > _NEVER
        strict += bool(possible and scores[0] > scores[1:].max())
        variants += bool(possible and scores[0] > scores[unlisted].max())
        odds = scores - chance(pair.han)
        for threshold, counts in thresholds.items():
            accepted = [as_similarity(float(one), len(pair.han)) >= threshold for one in odds]
            counts[0] += accepted[0]
            counts[1] += sum(accepted[at] for at in unlisted)
    n = len(chosen)
    precision = {
        one: (good / n, bad / n / CANDIDATES * 1000, good / max(1, good + bad))
        for one, (good, bad) in thresholds.items()
    }
    return Figures(rows=n, strict=strict / n, variants=variants / n, precision=precision)


def rate(network: Network, words: Sequence[str], han: Sequence[str]) -> tuple[float, float]:
    """(Latin words read per second, pairs scored per second when they are read), one at a time as `similarity` does."""
    start = time.process_time()
    spellings = [one for one in map(network.read, words) if one is not None]
    middle = time.process_time()
    for name in han:
        for one in spellings:
            network.log_probability(name, one)
    end = time.process_time()
    return len(words) / (middle - start), len(han) * len(spellings) / max(1e-9, end - middle)


def write_card(data: Path, out: Path, pairs: Sequence[Pair], held: Sequence[Pair], limit: int | None = None) -> str:
    """Measures the network in ``out`` on the test split and writes ``transliteration.md`` beside it; returns a line."""
    with (out / "transliteration.npz").open("rb") as file:
        network = Network.load(file)
    test = read_words(data, "test")
    figures = measure(test, network, limit)
    aligned = [pair for pair in test if pair.count > 1]
    often = measure(aligned, network, None if limit is None else limit // 2)
    reads, scores = rate(network, [pair.latin for pair in test[:500]], [pair.han for pair in test[:20]])
    sample = "all of them" if limit is None else "drawn, seeded"
    size = (out / "transliteration.npz").stat().st_size // 1000
    lines = [
        "# Card of transliteration.npz and transliteration.tsv",
        "",
        "Made by `python -m kg.training transliteration`. Data: name words of Wikidata (CC0), train split, and words of the",
        "glosses in kg/knowledge/data/aliases.tsv whose letters are not in the test split:",
        f"{len(pairs):,} pairs, {len(held):,} kept back. {len(network.members)} networks, weights in eight bits, {size} kB.",
        "",
        f"The right Latin word first among it and {CANDIDATES:,} random ones of the test split, {figures.rows:,} rows ({sample}):",
        "",
        "| | first |",
        "|---|---|",
        f"| other spellings that the split lists for the same characters are no rivals | {figures.variants:.1%} |",
        f"| they are rivals, too | {figures.strict:.1%} |",
        f"| the first, for {often.rows:,} rows with a count of two and more | {often.variants:.1%} |",
        "",
        "Some rows are no pairs (照夫 at Higa: given name and family name of one person): in a sample, three to four of a hundred.",
        "",
        "| similarity from | right words accepted | wrong words accepted, of 1,000 | precision among the 1,001 |",
        "|---|---|---|---|",
        *(
            f"| {one} | {good:.1%} | {bad:.3f} | {share:.1%} |"
            for one, (good, bad, share) in sorted(figures.precision.items())
        ),
        "",
        f"Rate on one core, one at a time: {reads:,.0f} Latin words read a second (once each), {scores:,.0f} pairs a second.",
    ]
    (out / "transliteration.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"first among 1,001: {figures.variants:.1%} ({figures.strict:.1%} with listed variants as rivals)"
