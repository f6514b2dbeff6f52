"""``python -m kg.training transliteration --data FOLDER [--out FOLDER]``: how Latin names sound in Chinese characters.

Source: ``names/en-zh-name-words.tsv`` (name words of Wikidata, CC0), train split, and the words of the glosses in
``kg/knowledge/data/aliases.tsv``, without those whose letters stand in the test split. Writes into ``--out`` (default:
``kg/names/data``): ``transliteration.npz``, two networks (weights in eight bits); ``transliteration.tsv``, letters per
character by expectation maximization, for blocking and for comparing two Han spellings; ``transliteration.md``, the
card with the figures on the test split. Seeded: on one machine it gives the same bytes again.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import KGError
from kg.names.latin import letters
from kg.names.spelling import script_of
from kg.names.transliterate import MAX_CHUNK
from kg.training.align import learn
from kg.training.transliteration_data import Pair, training_pairs
from kg.training.transliteration_network import Alphabet, Weights, fit, rows_of

EPOCHS, SEEDS = 6, (7, 8)
"""Passes over the pairs, and the beginnings of the networks whose scores are averaged."""


def compact(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Arrays in eight bits with a scale for each column (each row, for tables of characters)."""
    found: dict[str, Any] = {}
    for name, value in weights.items():
        if value.ndim == 1:
            found[name] = value.astype(np.float32)
            continue
        axis = 1 if name in ("chars", "sounds", "letters", "marks") else tuple(range(value.ndim - 1))
        scale = np.abs(value).max(axis=axis, keepdims=True) / 127 + 1e-12
        found[name] = np.round(value / scale).astype(np.int8)
        found[name + ".scale"] = scale.astype(np.float32)
    return found


def shipped(weights: Weights, alphabet: Alphabet) -> dict[str, Any]:
    """What `kg.names.network.Network` needs: one row per character and one per syllable for the others."""
    plain = {name: np.asarray(value) for name, value in weights.items()}
    heads, tails = alphabet.halves
    plain["chars"] = np.asarray(rows_of(weights, alphabet.sounds))
    plain["sounds"] = plain.pop("syllables") + plain.pop("heads")[heads] + plain.pop("tails")[tails]
    del plain["scale"]
    found = compact(plain)
    found["characters"] = np.array(alphabet.chars)
    found["syllables"] = np.array(" ".join(alphabet.syllables))
    found["share"] = alphabet.share.astype(np.float32)
    return found


def write_characters(pairs: Sequence[Pair], place: Path) -> int:
    """Writes ``transliteration.tsv`` (character, then ``chunk:count`` cells); returns the number of characters."""
    data = [(letters(pair.latin), pair.han, np.log1p(pair.count)) for pair in pairs]
    counts = learn((one for one in data if len(one[0]) <= MAX_CHUNK * len(one[1])), longest=MAX_CHUNK)
    lines = [
        "# origin: name words of Wikidata (CC0), glosses 2020; aligned by kg.training.transliteration",
        "char\tchunks",
    ]
    for char in sorted(counts):
        kept = [(chunk, round(count, 1)) for chunk, count in counts[char].items() if count >= 0.3]
        kept.sort(key=lambda pair: (-pair[1], pair[0]))
        if kept and script_of(char) == "Han" and sum(counts[char].values()) >= 2:
            lines.append(char + "\t" + " ".join(f"{chunk}:{count:g}" for chunk, count in kept))
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 2


def train(data: Path, out: Path, epochs: int) -> str:
    """Fits, writes the three files, and returns a line to print."""
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
    try:
        import jax  # noqa: F401
    except ImportError:
        raise KGError("training needs JAX: pip install 'kg[training]'") from None
    from kg.training.transliteration_scores import write_card

    pairs, held = training_pairs(data)
    alphabet = Alphabet.of(pairs)
    out.mkdir(parents=True, exist_ok=True)

    def tell(epoch: int, loss: float) -> None:
        print(f"epoch {epoch + 1} of {epochs}: loss {loss:.4f}", file=sys.stderr, flush=True)

    arrays = {}
    for number, seed in enumerate(SEEDS):
        weights = shipped(fit(pairs, alphabet, epochs, seed, tell), alphabet)
        arrays.update({f"{number}/{name}": value for name, value in weights.items()})
    np.savez_compressed(out / "transliteration.npz", **arrays)
    characters = write_characters(pairs, out / "transliteration.tsv")
    figures = write_card(data, out, pairs, held)
    return f"{characters} characters; {figures}"


def main(*arguments: str) -> str:
    """The command line; see the head of the file."""
    parser = argparse.ArgumentParser(prog="python -m kg.training transliteration", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder that holds names/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "names" / "data")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    chosen = parser.parse_args(arguments)
    data = chosen.data if (chosen.data / "names").is_dir() else chosen.data / "data"
    return train(data, chosen.out, chosen.epochs)
