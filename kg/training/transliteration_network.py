"""Fits the network of `kg.names.network` with JAX: the same network, its gradients, and what it is fitted to.

Each step takes a batch of pairs and scores every Latin word of it against every Han word. Three terms: the probability
of the right characters; the right Latin word among the batch's; the right Han word among the batch's. Some pairs of
Wikidata aren't pairs (照夫, the given name, at Higa): each term allows for a share of ``NOISE``. Half of the batches
hold words that sound alike, so that it learns what tells them apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from kg.names.network import BREAK, tokens
from kg.training.transliteration_data import CHARACTERS, LETTERS, Pair

WIDTH, STATES, MARKS = 160, 96, 13
SHORT, SHORT_HAN = 8, 4
"""Letters and characters of most names: batches of such names are run in smaller arrays, twice as fast."""
BATCH, RATE, NOISE, DROPOUT = 128, 2e-3, 0.03, 0.1

Weights = dict[str, Any]
"""Name -> array, as JAX or numpy has it."""

_INITIALS = ["zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw"]


def split_syllable(syllable: str) -> tuple[str, str]:
    """(initial, final) of a pinyin syllable."""
    head = next((one for one in _INITIALS if syllable.startswith(one)), "")
    return head, syllable[len(head) :]


@dataclass(frozen=True)
class Alphabet:
    """The characters of training with their counts, and the pinyin syllables that they are read as."""

    chars: str
    counts: tuple[int, ...]
    syllables: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Alphabet:
        """The alphabet of the pairs."""
        counts = Counter(char for pair in pairs for char in pair.han)
        chars = "".join(sorted(counts))
        return cls(chars, tuple(counts[char] for char in chars), tuple(sorted({_sound(char) for char in chars})))

    @property
    def share(self) -> Any:
        """Natural logarithm of each character's share."""
        counts = np.array(self.counts, np.float32) + 1
        return np.log(counts / counts.sum())

    @property
    def sounds(self) -> tuple[Any, Any, Any]:
        """Rows of syllable, initial and final, per character."""
        syllable = [self.syllables.index(_sound(char)) for char in self.chars]
        first, last = self.halves
        return np.array(syllable), first[syllable], last[syllable]

    @property
    def halves(self) -> tuple[Any, Any]:
        """Rows of initial and final, per syllable."""
        parts = [split_syllable(one) for one in self.syllables]
        heads, tails = (sorted({part[at] for part in parts}) for at in (0, 1))
        return np.array([heads.index(head) for head, _ in parts]), np.array([tails.index(tail) for _, tail in parts])


def _sound(char: str) -> str:
    from kg.names.mandarin import syllables

    return syllables(char)[0]


def start(alphabet: Alphabet, seed: int) -> Weights:
    """Random weights."""
    rng = np.random.default_rng(seed)

    def normal(*shape: int, by: float) -> Any:
        return (rng.normal(size=shape) * by).astype(np.float32)

    heads, tails = (int(rows.max()) + 1 for rows in alphabet.halves)
    inner, letter = 0.6 / math.sqrt(WIDTH), 64
    return {
        "letters": normal(BREAK + 1, letter, by=0.3),
        "marks": normal(MARKS, letter, by=0.1),
        "w1": normal(3, letter, WIDTH, by=0.6 / math.sqrt(letter)),
        "b1": np.zeros(WIDTH, np.float32),
        "w2": normal(3, WIDTH, WIDTH, by=inner),
        "b2": np.zeros(WIDTH, np.float32),
        "w3": normal(3, WIDTH, WIDTH, by=inner),
        "b3": np.zeros(WIDTH, np.float32),
        "wp": normal(WIDTH, WIDTH, by=0.5 / math.sqrt(WIDTH)),
        "wo": normal(WIDTH, STATES, by=1 / math.sqrt(WIDTH)),
        "bo": np.zeros(STATES, np.float32),
        "wb": normal(WIDTH, 1, by=1 / math.sqrt(WIDTH)),
        "bb": np.full(1, 2, np.float32),
        "chars": normal(len(alphabet.chars), STATES, by=0.05),
        "syllables": normal(len(alphabet.syllables), STATES, by=0.1),
        "heads": normal(heads, STATES, by=0.1),
        "tails": normal(tails, STATES, by=0.1),
        "bias": alphabet.share + 6,
        "scale": np.array([1.0, 0.8], np.float32),
    }


@dataclass(frozen=True)
class Packed:
    """Pairs as arrays: letters and marks (pairs x LETTERS), characters (pairs x CHARACTERS), lengths, weights, and a
    number per Han word."""

    letters: Any
    marks: Any
    chars: Any
    lengths: Any
    weights: Any
    words: Any

    @classmethod
    def of(cls, pairs: Sequence[Pair], alphabet: Alphabet) -> Packed:
        """Packs pairs whose characters are in the alphabet."""
        rows = {char: row for row, char in enumerate(alphabet.chars)}
        numbers = {han: at for at, han in enumerate(sorted({pair.han for pair in pairs}))}
        both = np.zeros((2, len(pairs), LETTERS), np.int32)
        chars = np.zeros((len(pairs), CHARACTERS), np.int32)
        for at, pair in enumerate(pairs):
            units = np.array(tokens(pair.latin)).T
            both[:, at, : units.shape[1]] = units
            chars[at, : len(pair.han)] = [rows[char] for char in pair.han]
        return cls(
            both[0],
            both[1],
            chars,
            np.array([len(pair.han) for pair in pairs], np.int32),
            np.array([pair.weight for pair in pairs], np.float32),
            np.array([numbers[pair.han] for pair in pairs], np.int32),
        )

    def batch(self, at: Any, bare: Any) -> tuple[Any, ...]:
        """The arrays of the pairs ``at``; those where ``bare`` lose their marks, as most news leave them out."""
        short = not self.letters[at, SHORT:].any() and not self.chars[at, SHORT_HAN:].any()
        wide, long = (SHORT, SHORT_HAN) if short else (LETTERS, CHARACTERS)
        marks = np.where(bare[:, None], 0, self.marks[at, :wide])
        return (
            self.letters[at, :wide],
            marks,
            self.chars[at, :long],
            self.lengths[at],
            self.weights[at],
            self.words[at],
        )


def batches(pairs: Sequence[Pair], rng: Any) -> Iterator[Any]:
    """Rows of one epoch's batches, short and long names apart. Half of them are made of two chunks of names that sound
    alike."""
    short = [len(tokens(pair.latin)) <= SHORT and len(pair.han) <= SHORT_HAN for pair in pairs]
    found = []
    for kind in (True, False):
        pool = rng.permutation([at for at, one in enumerate(short) if one is kind])
        alike, half = sorted(pool[: len(pool) // 2], key=lambda at: (_sounds(pairs[at].han), at)), BATCH // 2
        chunks = [alike[at : at + half] for at in range(0, len(alike) - half + 1, half)]
        chunks = [chunks[at] for at in rng.permutation(len(chunks))]
        found += [np.array([*left, *right]) for left, right in zip(chunks[::2], chunks[1::2], strict=False)]
        found += [pool[at : at + BATCH] for at in range(len(pool) // 2, len(pool) - BATCH + 1, BATCH)]
    yield from (found[at] for at in rng.permutation(len(found)))


def _sounds(han: str) -> str:
    return " ".join(_sound(char) for char in han)


def _convolved(jnp: Any, rows: Any, weights: Any, bias: Any) -> Any:
    padded = jnp.pad(rows, ((0, 0), (1, 1), (0, 0)))
    return padded[:, :-2] @ weights[0] + padded[:, 1:-1] @ weights[1] + padded[:, 2:] @ weights[2] + bias


def encode(weights: Weights, letters: Any, marks: Any, drop: Callable[[Any], Any]) -> tuple[Any, Any]:
    """States (words x letters x STATES) and the score of writing nothing, as `kg.names.network.Network.read`."""
    import jax
    import jax.numpy as jnp

    live = (letters > 0)[..., None].astype(jnp.float32)
    rows = (weights["letters"][letters] + weights["marks"][marks]) * live
    hidden = drop(jax.nn.relu(_convolved(jnp, rows, weights["w1"], weights["b1"])) * live)
    hidden = drop((hidden + jax.nn.relu(_convolved(jnp, hidden, weights["w2"], weights["b2"]))) * live)
    whole = hidden.sum(1, keepdims=True) / live.sum(1, keepdims=True) @ weights["wp"]
    hidden = drop((hidden + jax.nn.relu(_convolved(jnp, hidden, weights["w3"], weights["b3"]) + whole)) * live)
    return hidden @ weights["wo"] + weights["bo"], (hidden @ weights["wb"] + weights["bb"])[..., 0]


def rows_of(weights: Weights, sounds: tuple[Any, Any, Any]) -> Any:
    """A row per character: its own, its syllable's, its initial's and its final's."""
    syllable, head, tail = sounds
    return weights["chars"] + weights["syllables"][syllable] + weights["heads"][head] + weights["tails"][tail]


def log_probabilities(weights: Weights, rows: Any, states: Any, silent: Any, batch: tuple[Any, ...]) -> Any:
    """log P(characters of word j | letters of word i), for all i and j of a batch."""
    import jax
    import jax.numpy as jnp

    letters, _, chars, lengths = batch[:4]
    scores = jnp.concatenate([states @ rows.T + weights["bias"], silent[..., None]], -1)
    total = jax.nn.logsumexp(scores, -1)
    written = jnp.einsum("itd,jnd->tijn", states, rows[chars]) + weights["bias"][chars][None, None]
    written = written - total.T[:, :, None, None]
    nothing = (silent - total).T[:, :, None, None]
    shape = written.shape[1:3]
    never = jnp.full((*shape, 1), -1e4)
    ways = jnp.concatenate([jnp.zeros((*shape, 1)), jnp.full((*shape, written.shape[-1]), -1e4)], -1)

    def step(ways: Any, here: tuple[Any, ...]) -> tuple[Any, None]:
        nothing, written, live = here
        moved = jnp.logaddexp(ways + nothing, jnp.concatenate([never, ways[..., :-1] + written], -1))
        return jnp.where(live[:, None, None], moved, ways), None

    ways, _ = jax.lax.scan(step, ways, (nothing, written, (letters > 0).T))
    return jnp.take_along_axis(ways, jnp.broadcast_to(lengths[None, :, None], (*shape, 1)), -1)[..., 0]


def loss(weights: Weights, batch: tuple[Any, ...], key: Any, sounds: tuple[Any, ...], share: Any) -> Any:
    """What is made small: see the head of the file."""
    import jax
    import jax.numpy as jnp

    first, second = jax.random.split(key)
    keys = iter(jax.random.split(second, 3))

    def drop(rows: Any) -> Any:
        return rows * jax.random.bernoulli(next(keys), 1 - DROPOUT, rows.shape) / (1 - DROPOUT)

    own = weights["chars"] * jax.random.bernoulli(first, 0.85, (len(share), 1))
    rows = rows_of(weights | {"chars": own}, sounds)
    states, silent = encode(weights, batch[0], batch[1], drop)
    scores = log_probabilities(weights, rows, states, silent, batch)
    chars, lengths, weight, words = batch[2:6]
    chance = (share[chars] * (jnp.arange(chars.shape[1])[None] < lengths[:, None])).sum(1) - 1.5
    same = (words[:, None] == words[None]) & ~jnp.eye(len(words), dtype=bool)
    rival = jnp.where(same, -1e9, scores)
    by_latin = jnp.diag(jax.nn.log_softmax(rival * weights["scale"][0], 0))
    by_han = jnp.diag(jax.nn.log_softmax((rival - weights["scale"][1] * chance[None]) * weights["scale"][0], 1))

    def noisy(right: Any, wrong: Any) -> Any:
        return -jnp.logaddexp(right + math.log(1 - NOISE), wrong + math.log(NOISE))

    flat = -math.log(len(words))
    each = 0.3 * noisy(jnp.diag(scores), chance) + noisy(by_latin, flat) + 0.5 * noisy(by_han, flat)
    return (weight * each).sum() / weight.sum()


def fit(
    pairs: Sequence[Pair], alphabet: Alphabet, epochs: int, seed: int, tell: Callable[[int, float], None]
) -> Weights:
    """Adam with a falling rate; the result is a running mean of the weights. ``tell`` is called after each epoch with its
    number and its mean loss."""
    import jax
    import jax.numpy as jnp

    weights: Weights = {name: jnp.asarray(value) for name, value in start(alphabet, seed).items()}
    zeros = jax.tree.map(jnp.zeros_like, weights)
    state = (weights, zeros, zeros, weights)
    share, sounds = jnp.asarray(alphabet.share), tuple(jnp.asarray(rows) for rows in alphabet.sounds)
    gradient = jax.jit(jax.value_and_grad(partial(loss, sounds=sounds, share=share)))
    step, rng, key = jax.jit(_stepped), np.random.default_rng(seed), jax.random.PRNGKey(seed)
    packed, taken, steps = Packed.of(pairs, alphabet), 0, epochs * (len(pairs) // BATCH)
    for epoch in range(epochs):
        losses = []
        for rows in batches(pairs, rng):
            taken += 1
            rate = RATE * min(1, taken / 300) * (0.5 + 0.5 * math.cos(math.pi * min(1, taken / steps)))
            key, now = jax.random.split(key)
            value, slope = gradient(state[0], packed.batch(rows, rng.random(len(rows)) < 0.5), now)
            state = step(state, slope, rate, taken)
            losses.append(float(value))
        tell(epoch, sum(losses) / len(losses))
    return state[3]


def _stepped(state: tuple[Weights, ...], slope: Weights, rate: Any, taken: Any) -> tuple[Weights, ...]:
    """One step of Adam with clipped gradients and a little decay."""
    import jax
    import jax.numpy as jnp

    weights, mean, square, smooth = state
    size = jnp.sqrt(sum((one**2).sum() for one in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda one: one * jnp.minimum(1.0, 5.0 / size), slope)
    mean = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, mean, slope)
    square = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new**2, square, slope)

    def moved(weight: Any, first: Any, second: Any) -> Any:
        way = (first / (1 - 0.9**taken)) / (jnp.sqrt(second / (1 - 0.98**taken)) + 1e-8)
        return weight - rate * (way + 1e-3 * weight)

    weights = jax.tree.map(moved, weights, mean, square)
    return weights, mean, square, jax.tree.map(lambda old, new: 0.995 * old + 0.005 * new, smooth, weights)
