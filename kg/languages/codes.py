"""Long texts as arrays of code points: what asks about every character of a text asks about all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLANE = 1 << 16
"""Code points of nearly all texts are below, and tables of them have so many rows."""


def code_points(text: str) -> NDArray[np.uint32] | None:
    """The code points of a text in its order, as long as all are below `PLANE`; else None."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return codes if not len(codes) or codes.max() < PLANE else None


def text_of(codes: NDArray[np.uint32]) -> str:
    """The text that has these code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def table_of(characters: Iterable[str]) -> NDArray[np.bool_]:
    """Of each code point below `PLANE`, whether it is one of ``characters``."""
    import numpy as np

    codes = np.frombuffer("".join(characters).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = np.zeros(PLANE, dtype=bool)
    table[codes[codes < PLANE]] = True
    return table
