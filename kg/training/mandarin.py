"""Mandarin readings without tones, out of pypinyin's dictionary (`python -m kg.training mandarin`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

DATA = Path(__file__).parents[1] / "names" / "data"
HEAD = "# From the dictionary of pypinyin {} (MIT license), tones left out; made by python -m kg.training mandarin.\n"


def write_mandarin() -> str:
    """Writes the two tables that `kg.names.mandarin` reads; says how long they are."""
    characters, phrases = made()
    head = HEAD.format(version("pypinyin"))
    (DATA / "mandarin.tsv").write_text(head + characters, encoding="utf-8")
    (DATA / "mandarin_phrases.tsv").write_text(head + phrases, encoding="utf-8")
    return f"{characters.count(chr(10))} kinds of characters, {phrases.count(' ') + phrases.count(chr(10))} phrases"


def made() -> tuple[str, str]:
    """The tables: readings and the characters that have them; the reading of phrases, which is empty where each of the
    characters has its usual one."""
    from pypinyin import Style, lazy_pinyin, pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    usual: dict[str, str] = {}
    kinds: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, sorted(PINYIN_DICT)):
        found = pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=True, strict=False)[0]
        readings = list(dict.fromkeys(syllable.replace("ü", "u") for syllable in found))
        usual[char] = readings[0]
        kinds[" ".join(readings)].append(char)
    read: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(PHRASES_DICT):
        whole = "".join(lazy_pinyin(phrase, v_to_u=True)).replace("ü", "u")
        read["" if whole == "".join(usual[char] for char in phrase) else whole].append(phrase)
    return _table((key, "".join(chars)) for key, chars in kinds.items()), _table(
        (key, " ".join(phrases)) for key, phrases in read.items()
    )


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{key}\t{value}\n" for key, value in sorted(rows))
