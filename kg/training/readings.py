"""``python -m kg.training readings UNIHAN [TARGET]``: how Chinese characters are read in Cantonese, Korean, Vietnamese
and in Japanese names.

``UNIHAN`` is a folder with ``Unihan_Readings.txt`` (Unicode License; Debian's package unicode-data has it, compressed).
Japanese readings in names come from the 220,000 names of persons in SudachiDict (Apache-2.0), each aligned with its
reading by expectation maximization: needs ``sudachipy`` and ``sudachidict_core`` (``pip install kg[training]``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import KGError
from kg.names.spelling import fold, simplify
from kg.training.align import Pair, learn
from kg.training.kana import hepburn

_HAN = re.compile(r"[\u3400-\u9fff]+")


@cache
def _shinjitai() -> dict[int, str]:
    """Japanese simplified characters -> traditional ones, as OpenCC lists them."""
    text = (files("opencc") / "dictionary" / "JPVariants.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return {ord(japanese): row[0] for row in rows for japanese in row[1].split() if len(japanese) == len(row[0]) == 1}


def simple(char: str) -> str:
    """The Simplified Chinese form of a character in any country's form."""
    return simplify(char.translate(_shinjitai()))


def read_unihan(path: Path) -> dict[str, dict[str, list[str]]]:
    """Simplified character -> field -> its values: ``cantonese`` without tones, ``korean`` in Hangul, ``vietnamese``."""
    if not path.is_file():
        raise KGError(f"{path} is missing: give the folder that holds Unihan_Readings.txt")
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").split("\n"):
        code, _, rest = line.partition("\t")
        field, _, value = rest.partition("\t")
        if not code.startswith("U+") or field not in ("kCantonese", "kHangul", "kVietnamese"):
            continue
        char = simple(chr(int(code[2:], 16)))
        if field == "kCantonese":
            values = [re.sub(r"\d", "", one) for one in value.split()]
        elif field == "kHangul":
            values = [one.partition(":")[0] for one in value.split() if ":0" in one]
        else:
            values = [letters for one in value.split() if (letters := fold(one)).isascii() and letters.isalpha()]
        known = found[char][field[1:].lower().replace("hangul", "korean")]
        known += [one for one in values if one not in known]
    return {char: dict(fields) for char, fields in found.items()}


def add_by_hand(found: dict[str, dict[str, list[str]]]) -> None:
    """Puts the readings of ``readings.hand.tsv`` before those of Unihan."""
    text = (files("kg.names") / "data" / "readings.hand.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    for char, cell in lines[1:]:
        fields = found.setdefault(char, {})
        fields["vietnamese"] = list(dict.fromkeys([*cell.split(), *fields.get("vietnamese", ())]))


def japanese_pairs() -> Iterable[Pair]:
    """(katakana, characters, 1.0) of every family name and given name of SudachiDict that is in Chinese characters."""
    try:
        import sudachipy
    except ImportError:
        raise KGError("readings need sudachipy and sudachidict_core: pip install 'kg[training]'") from None
    for entry in sudachipy.Dictionary(dict="core").entries():
        if entry.part_of_speech()[2:4] not in (("人名", "姓"), ("人名", "名")):
            continue
        chars = list(entry.surface())
        for at in range(1, len(chars)):
            if chars[at] == "々":
                chars[at] = chars[at - 1]
        name = "".join(simple(char) for char in chars)
        if _HAN.fullmatch(name) and len(name) <= 4:
            yield entry.reading_form(), name, 1.0


def japanese_readings(pairs: Iterable[Pair]) -> dict[str, list[tuple[str, int]]]:
    """Character -> (reading in letters, count), most frequent first; rare alignments are left out."""
    found: dict[str, list[tuple[str, int]]] = {}
    data = list(pairs)
    whole = {(han, hepburn(kana)) for kana, han, _ in data if len(han) == 1}
    for char, chunks in learn(data, rounds=5, longest=5).items():
        letters: dict[str, float] = defaultdict(float)
        for chunk, count in chunks.items():
            letters[hepburn(chunk)] += count
        total = sum(letters.values())
        kept = [
            (one, max(1, round(n)))
            for one, n in letters.items()
            if one and ((char, one) in whole or (n >= 0.9 and n >= 0.001 * total))
        ]
        found[char] = sorted(kept, key=lambda pair: (-pair[1], pair[0]))
    return found


def _in_use(char: str) -> bool:
    """Is one of the 6,763 characters of GB 2312 (a table of all is six times as long)."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def table(unihan: Mapping[str, Mapping[str, list[str]]], japanese: Mapping[str, list[tuple[str, int]]]) -> list[str]:
    """The lines of ``readings.tsv``, by character."""
    lines = [
        "# Made by `python -m kg.training readings`. Cantonese (Jyutping, no tones), Korean (Hangul), Vietnamese (no marks):",
        "# Unihan (Unicode License), Vietnamese also readings.hand.tsv. Japanese, reading:count in names of persons:",
        "# SudachiDict (Apache-2.0), aligned.",
        "char\tcantonese\tkorean\tvietnamese\tjapanese",
    ]
    for char in sorted(set(unihan) | set(japanese)):
        fields = unihan.get(char, {})
        counts = " ".join(f"{reading}:{count}" for reading, count in japanese.get(char, ())[:24])
        cells = [" ".join(fields.get(name, ())[:4]) for name in ("cantonese", "korean", "vietnamese")] + [counts]
        if (_in_use(char) or counts) and any(cells):
            lines.append("\t".join([char, *cells]))
    return lines


def write_readings(unihan: str = ".", target: str | None = None) -> str:
    """Writes ``readings.tsv`` into `kg.names`, or to ``target``. Returns a line to print."""
    import kg.names

    chinese = read_unihan(Path(unihan) / "Unihan_Readings.txt")
    add_by_hand(chinese)
    lines = table(chinese, japanese_readings(japanese_pairs()))
    place = Path(target) if target else Path(kg.names.__file__).parent / "data" / "readings.tsv"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{len(lines) - 4} characters in {place.name}"
