"""Parts of Latin names: titles, given name, initials, particles, family name, suffixes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.names.han import eastern_surnames, is_pinyin_name, surname_readings
from kg.names.spelling import fold


def _lines(name: str) -> list[str]:
    text = (files("kg.names") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


PARTICLES = frozenset(" ".join(_lines("particles.txt")).split())
GIVEN_TOO = frozenset({"ben"})
"""Particles that are a given name where they stand first: Ben Cardin."""
TITLES = frozenset(" ".join(_lines("forms_of_address.txt")).split())
SUFFIXES = frozenset(["ii", "iii", "iv", "phd", "md", "esq"])
GENERATIONS = frozenset({"jr", "sr"})
"""Tell father and son apart: they stay in the key."""

NICKNAMES: dict[str, str] = {nick: line.split()[0] for line in _lines("nicknames.txt") for nick in line.split()[1:]}
"""Short and national forms of given names, to one form each: general knowledge of English, German and Russian usage."""


def letters(name: str) -> str:
    """The letters a-z of a folded name, nothing between them."""
    return "".join(char for char in fold(name) if "a" <= char <= "z")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatinName:
    """A Latin personal name, folded. ``family`` keeps its particles; ``given`` is the first given name or initial,
    ``middle`` the rest; ``generation`` is ``jr``, ``sr`` or empty; ``eastern`` names had the family
    name first and keep it there in the key. A single word is a family name."""

    given: str
    middle: tuple[str, ...]
    family: str
    generation: str = ""
    eastern: bool = False

    @property
    def bare_family(self) -> str:
        """The family name without its leading particles: ``leyen`` of ``von der leyen``."""
        words = self.family.split()
        while len(words) > 1 and words[0] in PARTICLES:
            words.pop(0)
        return " ".join(words)

    @property
    def full(self) -> bool:
        """Has both a family and a given name."""
        return bool(self.given)

    @property
    def key(self) -> str:
        """Given names, family name, and jr or sr, without middle initials: ``George W. Bush`` is ``george bush``."""
        if self.eastern:
            return f"{self.family} {self.given}"
        middle = [word for word in self.middle if len(word) > 1]
        if len(middle) == 1 and "-" in middle[0] and "-" not in self.family and self.family in eastern_surnames():
            return f"{self.given} {self.family} {middle[0]}"
        return " ".join((self.given, *middle, self.family, self.generation)).strip()

    @property
    def short_key(self) -> str:
        """The key without any middle names."""
        if self.eastern:
            return self.key
        return " ".join((self.given, self.family, self.generation)).strip()


@lru_cache(maxsize=60_000)
def parse(name: str) -> LatinName:
    """The parts of a Latin personal name in Western or Eastern order (recognized by pinyin, or by a
    Korean or Taiwanese surname before two syllables). Hyphens stay.

    >>> parse("Dr. Ursula von der Leyen").family, parse("Joseph R. Biden Jr.").key, parse("Xi Jinping").family
    ('von der leyen', 'joseph biden jr', 'xi')
    """
    words = strip_titles([folded for word in name.split() if (folded := _folded(word))])
    generation = words.pop() if len(words) > 2 and words[-1] in GENERATIONS else ""
    if len(words) <= 1:
        return LatinName(given="", middle=(), family=" ".join(words))
    if eastern_order(words):
        joint = "" if is_pinyin_name(" ".join(words)) else "-"
        return LatinName(given=joint.join("-".join(words[1:]).split("-")), middle=(), family=words[0], eastern=True)
    if len(words) == 3 and words[2].count("-") == 1 and words[1] in eastern_surnames():
        return LatinName(given=words[0], middle=(words[2],), family=words[1], generation=generation)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in PARTICLES:
        cut -= 1
    if words[0] in PARTICLES and words[0] not in GIVEN_TOO:
        return LatinName(given="", middle=(), family=" ".join(words))
    return LatinName(given=words[0], middle=tuple(words[1:cut]), family=" ".join(words[cut:]), generation=generation)


def _folded(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else fold(word).replace(" ", "-")


def strip_titles(words: list[str]) -> list[str]:
    """Folded words without leading titles and trailing suffixes; at least one word stays."""
    start, end = 0, len(words)
    while start < end - 1 and words[start] in TITLES:
        start += 1
    while end > start + 1 and words[end - 1] in SUFFIXES:
        end -= 1
    return words[start:end]


def given_and_family(name: str) -> tuple[str, str]:
    """Folded (given name, family name); the given name is empty for a single word."""
    parts = parse(name)
    return " ".join((parts.given, *parts.middle)).strip(), parts.family


def eastern_order(words: list[str]) -> bool:
    """True where the family name of a name in folded words stands first: ``Xi Jinping``, ``Moon Jae-in``,
    ``Kim Jong Un``, ``Tsai Ing-wen``."""
    syllables = "-".join(words[1:]).split("-")
    if len(syllables) == 2 and words[0] in eastern_surnames() and all(2 <= len(one) <= 6 for one in syllables):
        return True
    return words[0] in surname_readings() and is_pinyin_name(" ".join(words))


def same_initials(left: LatinName, right: LatinName) -> bool:
    """False where both have a middle name or initial and these begin apart: George W. and George H. W. Bush."""
    return not left.middle or not right.middle or left.middle[0][0] == right.middle[0][0]


def same_given(left: str, right: str) -> bool:
    """True where two given names can be the same person's: equal, a nickname, an initial, or spelled apart."""
    if not left or not right:
        return True
    if left == right or left.replace("-", "") == right.replace("-", ""):
        return True
    if "-" in left + right and left.split("-")[0] == right.split("-")[0] and "-" not in min(left, right, key=len):
        return True
    if NICKNAMES.get(left, left) == NICKNAMES.get(right, right):
        return True
    short, long = sorted((left, right), key=len)
    return len(short) <= 1 and long.startswith(short)


@lru_cache(maxsize=30_000)
def slip(wrong: str, right: str) -> bool:
    """Do two Latin names differ by a letter or two, in names of as many words that begin alike? Initials don't count. Two
    differences need a long name, or nearly the same letters.

    >>> slip("Macro Rubio", "Marco Rubio"), slip("Mroco Rubio", "Marco Rubio"), slip("Jill Biden", "Joe Biden")
    (True, True, False)
    """
    from rapidfuzz.distance import OSA

    a, b = parse(wrong).key, parse(right).key
    if len(b) < 9 or len(a) < 8 or a[0] != b[0] or len(a.split()) != len(b.split()):
        return False
    others = sum((Counter(a) - Counter(b)).values()) + sum((Counter(b) - Counter(a)).values())
    most = 2 if len(b) >= 12 or (others <= 2 and a.split()[-1] == b.split()[-1]) else 1
    return OSA.distance(a, b, score_cutoff=most) <= most


@lru_cache(maxsize=30_000)
def skeleton(name: str) -> str:
    """A folded Latin word with what differs between English and German spellings of Slavic names levelled:
    ``selenskyj`` and ``zelenskyy``, ``lawrow`` and ``lavrov``, ``schojgu`` and ``shoigu`` agree."""
    text = letters(name)
    if not text:
        return ""
    for old, new in (
        ("schtsch", "sc"),
        ("shch", "sc"),
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("zh", "s"),
        ("sh", "s"),
        ("kh", "h"),
        ("ch", "c"),
        ("ts", "z"),
        ("tz", "z"),
        ("w", "v"),
        ("ph", "f"),
        ("ks", "x"),
        ("ck", "k"),
        ("c", "k"),
        ("j", "y"),
        ("ff", "v"),
        ("iy", "y"),
        ("i", "y"),
    ):
        text = text.replace(old, new)
    if text[0] == "s":
        text = "z" + text[1:]
    out = [text[0]]
    for char in text[1:]:
        if char != out[-1]:
            out.append(char)
    return "".join(out).rstrip("y")
