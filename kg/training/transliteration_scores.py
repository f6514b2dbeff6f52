"""How good the transliteration network is: figures for the card ``transliteration.md``.

Protocol: for each Chinese name of the test split, the Latin words that the split lists for it, and 1,000 others drawn
at random (seeded) from the same split. ``first``: share of the names of which a listed word scores strictly higher than
all others. ``each``: share of the rows (name and listed word) whose word does; other listed words are no rivals.
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
from kg.names.spelling import script_of
from kg.names.transliterate import as_japanese, as_similarity, chance, sounding
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
        name = sounding(han)
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
    """Shares in 0..1 over the Chinese names, or the rows, that were scored."""

    names: int
    rows: int
    first: float
    each: float
    precision: dict[float, tuple[float, float, float]]
    """Similarity threshold -> share of right words accepted, wrong ones accepted per 1,000, precision among 1,001."""


def measure(pairs: Sequence[Pair], network: Network, limit: int | None = None) -> Figures:
    """The figures of a split's pairs; ``limit`` draws so many of its Chinese names (seeded)."""
    words = sorted({pair.latin for pair in pairs})
    place = {word: at for at, word in enumerate(words)}
    listed: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        listed[pair.han].add(place[pair.latin])
    rng, pool = np.random.default_rng(SEED), Pool(words, network)
    names = sorted(listed)
    chosen = [names[at] for at in rng.permutation(len(names))[:limit]]
    rows = first = each = 0
    thresholds = {0.5: [0, 0], 0.8: [0, 0], 0.95: [0, 0]}
    for han in chosen:
        right = sorted(listed[han])
        drawn = rng.choice(len(words), min(CANDIDATES + len(right), len(words)), replace=False)
        others = [int(at) for at in drawn if int(at) not in listed[han]][:CANDIDATES]
        scores = pool.scores(han, np.array([*right, *others]))
        mine, rival = scores[: len(right)], max(scores[len(right) :].max(), _NEVER)
        rows += len(right)
        first += bool(mine.max() > rival)
        each += int((mine > rival).sum())
        likeness = as_similarities(scores, han)
        for threshold, counts in thresholds.items():
            accepted = likeness >= threshold
            counts[0] += int(accepted[: len(right)].sum())
            counts[1] += int(accepted[len(right) :].sum()) * len(right)
    precision = {
        one: (good / rows, bad / rows / CANDIDATES * 1000, good / max(1, good + bad))
        for one, (good, bad) in thresholds.items()
    }
    return Figures(
        names=len(chosen), rows=rows, first=first / len(chosen), each=each / rows, precision=precision
    )


def as_similarities(scores: NDArray[np.float64], han: str) -> NDArray[np.float64]:
    """The similarity in [0, 1] of each log probability of a Chinese name."""
    name = sounding(han)
    return np.array([as_similarity(float(one), len(name)) for one in scores - chance(name)])


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
        f"Each of the {figures.names:,} Chinese names of the test split ({sample}) against the Latin words listed for it and"
        f" {CANDIDATES:,} others drawn at random:",
        "",
        "| | first |",
        "|---|---|",
        f"| a Latin word that is listed for the name, of {figures.names:,} names | {figures.first:.1%} |",
        f"| the listed word, of {figures.rows:,} rows of name and word; other listed words are no rivals | {figures.each:.1%} |",
        f"| the first line, for the {often.names:,} names in rows with a count of two and more | {often.first:.1%} |",
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
    return f"a right word first among 1,001: {figures.first:.1%} of the names, {figures.each:.1%} of the rows"
