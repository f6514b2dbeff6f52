"""Which characters of a text may begin something, asked about all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]

_BITS = 22


def codes_of(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


class Pairs:
    """A set of pairs of characters that may hold some more."""

    def __init__(self, pairs: Iterable[str]) -> None:
        """Whatever isn't two characters long is left out."""
        joined = "".join(pair for pair in pairs if len(pair) == 2)
        self._table: npt.NDArray[np.bool_] = np.zeros(1 << _BITS, dtype=bool)
        self._table[_places(codes_of(joined))[::2]] = True

    def among(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """For each character but the last whether it and the next may be one of the pairs."""
        found: npt.NDArray[np.bool_] = self._table[_places(codes)]
        return found


def _places(codes: Codes) -> Codes:
    mixed = np.zeros(max(0, len(codes) - 1), dtype=np.uint32)
    for each in (codes[:-1], codes[1:]):
        mixed = (each + mixed) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    places: Codes = mixed >> np.uint32(32 - _BITS)
    return places
