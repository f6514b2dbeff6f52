"""The sequences of letters that tell English and German, out of py3langid's model (`python -m kg.training sequences`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.normalize.telling import LEAST, LENGTHS, OURS, STEP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 3_000
"""Sequences that speak for English and German, and as many that speak for another language."""

SPOKEN = 0.0035
"""A language is written in Latin letters where sequences of two of them make at least this share of its texts."""

OUT = Path(__file__).parents[1] / "normalize" / "data" / "sequences.npz"


def write_sequences() -> str:
    """Writes the table that `kg.normalize.telling` reads; says how large it is."""
    import numpy as np

    table = made()
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT, sequences=table["sequences"], weights=table["weights"], priors=table["priors"], languages=table["languages"]
    )
    return f"{OUT.name}: {len(table['sequences'])} sequences, {len(table['languages'])} languages, {OUT.stat().st_size} bytes"


def made() -> dict[str, NDArray[np.generic]]:
    """The arrays of the table: ``sequences``, ``weights`` (languages x sequences), ``priors``, ``languages``."""
    import numpy as np
    from py3langid import langid

    model = langid._get_identifier()
    spelled = _spelled(model)
    numbers = sorted(row for row, sequence in spelled.items() if _latin(sequence))
    weights = model.nb_ptc[numbers].astype(np.float64)
    shares = np.exp(weights)
    pairs = [row for row, number in enumerate(numbers) if len(spelled[number]) == 2 and spelled[number].isalpha()]
    latin = np.flatnonzero(shares[pairs].sum(axis=0) > SPOKEN)
    own = [index for index in latin if model.nb_classes[index] in OURS]
    others = [index for index in latin if model.nb_classes[index] not in OURS]
    best = weights[:, own].max(axis=1)
    speaking_for = shares[:, own].sum(axis=1) * (best - np.median(weights, axis=1))
    against = (shares[:, others] * (weights[:, others] - best[:, None])).max(axis=1)
    chosen = np.argsort(-speaking_for, kind="stable")[:KEPT]
    left = np.setdiff1d(np.arange(len(numbers)), chosen)
    rows = np.sort(np.concatenate([chosen, left[np.argsort(-against[left], kind="stable")[:KEPT]]]))
    kept = np.round((np.maximum(weights[rows][:, latin], LEAST) - LEAST) / STEP).astype(np.uint8)
    return {
        "sequences": np.array([spelled[numbers[row]] for row in rows], dtype=f"S{max(LENGTHS)}"),
        "weights": kept.T.copy(),
        "priors": model.nb_pc[latin].astype(np.float32),
        "languages": np.array([model.nb_classes[index] for index in latin]),
    }


def _latin(sequence: bytes) -> bool:
    """Whether bytes can stand in a text of Latin letters in UTF-8."""
    return all(0 < byte < 128 or 0x80 <= byte < 0xC0 or byte in (0xC3, 0xC4, 0xC5, 0xE2) for byte in sequence)


def _spelled(model: Any) -> dict[int, bytes]:
    """The model's sequences by their numbers: what leads to the states of its automaton on the shortest way."""
    import numpy as np

    moves = np.asarray(model.tk_nextmove).reshape(-1, 256)
    rows = np.asarray(model.tk_row)
    found: dict[int, bytes] = {0: b""}
    front = [0]
    while front:
        reached, first = np.unique(moves[rows[front]], return_index=True)
        new = [(state, *divmod(at, 256)) for state, at in zip(reached.tolist(), first.tolist(), strict=True) if state not in found]
        found |= {state: found[front[before]] + bytes([byte]) for state, before, byte in new}
        front = [state for state, _, _ in new]
    return {number: found[state] for state, number in enumerate(model.tk_output) if number >= 0}
