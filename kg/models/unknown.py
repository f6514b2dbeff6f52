"""jieba's model for words that no dictionary holds, at several times its speed: a hidden Markov model whose states say
where in a word a character stands (B, M, E, or S for the whole of it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

from kg.models.dictionary import jieba_path

_HAN = re.compile(r"([\u4E00-\u9FD5]+)")
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_LEAST = -3.14e100
"""What jieba takes for the logarithm of no chance."""


class Unknown:
    """Cuts as ``jieba.finalseg.cut`` does."""

    def __init__(self) -> None:
        start, trans, self._emit = (_table(f"prob_{name}") for name in ("start", "trans", "emit"))
        self._start = [start[state] for state in "BMES"]
        steps = ("EB", "SB", "BM", "MM", "BE", "ME", "ES", "SS")
        self._steps = [trans[step[0]][step[1]] for step in steps]
        self._chances: dict[str, tuple[float, float, float, float]] = {}

    def cut(self, run: str) -> tuple[str, ...]:
        """The words of a run of characters."""
        if _HAN.fullmatch(run):
            return tuple(self._words(run))
        words: list[str] = []
        for part in _HAN.split(run):  # what isn't Chinese, and what is
            words += self._words(part) if _HAN.match(part) else filter(None, _LATIN.split(part))
        return tuple(words)

    def _words(self, run: str) -> Iterator[str]:
        begin = 0
        for at, state in enumerate(self._states(run), start=1):
            if state in "ES":
                yield run[begin:at]
                begin = at
        if begin < len(run):
            yield run[begin:]

    def _states(self, run: str) -> str:
        """The likeliest states. As in jieba, of two that are as likely the later letter wins, and sums are made in the same
        order, so that they are rounded the same."""
        eb, sb, bm, mm, be, me, es, ss = self._steps
        b, m, e, s = map(float.__add__, self._start, self._of(run[0]))
        came: list[tuple[str, str, str, str]] = []
        for letter in run[1:]:
            in_b, in_m, in_e, in_s = self._of(letter)
            b_e, b_s = e + eb + in_b, s + sb + in_b
            m_b, m_m = b + bm + in_m, m + mm + in_m
            e_b, e_m = b + be + in_e, m + me + in_e
            s_e, s_s = e + es + in_s, s + ss + in_s
            came.append(("ES"[b_s >= b_e], "BM"[m_m >= m_b], "BM"[e_m >= e_b], "ES"[s_s >= s_e]))
            b, m, e, s = max(b_e, b_s), max(m_b, m_m), max(e_b, e_m), max(s_e, s_s)
        state = "S" if s >= e else "E"
        states = [state]
        for before in reversed(came):
            state = before["BMES".index(state)]
            states.append(state)
        return "".join(reversed(states))

    def _of(self, letter: str) -> tuple[float, float, float, float]:
        found = self._chances.get(letter)
        if found is None:
            b, m, e, s = (self._emit[state].get(letter, _LEAST) for state in "BMES")
            found = self._chances[letter] = b, m, e, s
        return found


def _table(name: str) -> Any:
    """One of the tables of jieba's model."""
    spec = spec_from_file_location(f"jieba_{name}", jieba_path("finalseg", f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


@cache
def unknown() -> Unknown:
    """The model, loaded once."""
    return Unknown()
