"""Parts of Latin names: titles, given name, initials, particles, family name, suffixes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.names.han import eastern_surnames, is_pinyin_name
from kg.names.spelling import fold

PARTICLES = frozenset(
    ["von", "der", "den", "dem", "vom", "zu", "zum", "zur", "van", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "los", "las", "af", "av", "bin", "ibn", "ben", "al", "el", "abu", "ter", "ten", "op", "st", "saint", "y", "e"]
)
TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "sen", "senator", "rep", "gov", "president", "präsident", "prasident", "prime", "minister", "chancellor", "kanzler", "kanzlerin", "bundeskanzler", "bundeskanzlerin", "general", "gen", "col", "colonel", "lt", "capt", "captain", "admiral", "adm", "sgt", "king", "queen", "prince", "princess", "pope", "papst", "herr", "frau", "hr", "fr", "m", "mme", "king", "kaiser", "secretary", "judge", "justice", "ambassador", "reverend", "rev", "comrade"]
)
SUFFIXES = frozenset(["ii", "iii", "iv", "phd", "md", "esq"])
GENERATIONS = frozenset({"jr", "sr"})
"""Tell father and son apart: they stay in the key."""

NICKNAMES: dict[str, str] = {
    nick: full
    for full, nicks in {
        "joseph": "joe joey jose josef", "anthony": "tony antony anton", "michael": "mike mick mikhail michail",
        "william": "bill will billy willi", "robert": "bob rob bobby", "richard": "dick rick", "james": "jim jimmy",
        "jacob": "jake jakob", "thomas": "tom tommy", "charles": "charlie chuck", "edward": "ed eddie ted",
        "daniel": "dan danny", "david": "dave", "donald": "don", "benjamin": "ben", "samuel": "sam",
        "nicholas": "nick nicolas nikolas", "alexander": "alex alexandr aleksandr", "christopher": "chris",
        "matthew": "matt", "andrew": "andy", "gregory": "greg", "jeffrey": "jeff geoffrey", "kenneth": "ken",
        "lawrence": "larry", "leonard": "len leo", "mitchell": "mitch", "patrick": "pat", "peter": "pete",
        "philip": "phil philipp phillip", "raymond": "ray", "ronald": "ron", "stephen": "steve steven stefan",
        "theodore": "theo", "timothy": "tim", "vincent": "vince", "walter": "walt", "zachary": "zach",
        "elizabeth": "liz beth elisabeth", "margaret": "maggie peggy", "katherine": "kate kathy catherine",
        "deborah": "debbie", "susan": "sue", "rebecca": "becky", "jennifer": "jen jenny", "frederick": "fred",
        "george": "georg georges jorge giorgio", "john": "jon johnny johann", "paul": "pablo paolo", "francis": "francois",
        "henry": "heinrich henri", "louis": "luis ludwig", "martin": "marty", "mohammed": "mohamed muhammad mohammad",
        "sergey": "sergei sergej serge", "vladimir": "wladimir volodymyr wolodymyr", "dmitry": "dmitri dmitrij dmitriy",
        "yury": "yuri jurij juri", "alexey": "alexei alexej aleksei", "andrey": "andrei andrej", "nikolay": "nikolai nikolaj",
    }.items()
    for nick in nicks.split()
}
"""Short and national forms of given names, to one form each: general knowledge of English, German and Russian usage."""


def letters(name: str) -> str:
    """The letters a-z of a folded name, nothing between them."""
    return "".join(char for char in fold(name) if "a" <= char <= "z")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatinName:
    """A Latin personal name, folded. ``family`` keeps its particles; ``given`` is the first given name or initial,
    ``middle`` the rest; ``generation`` is ``jr``, ``sr`` or empty. A single word is a family name."""

    given: str
    middle: tuple[str, ...]
    family: str
    generation: str = ""

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
        middle = [word for word in self.middle if len(word) > 1]
        return " ".join((self.given, *middle, self.family, self.generation)).strip()

    @property
    def short_key(self) -> str:
        """The key without any middle names."""
        return " ".join((self.given, self.family, self.generation)).strip()


@lru_cache(maxsize=200_000)
def parse(name: str) -> LatinName:
    """The parts of a Latin personal name in Western or Eastern order (recognized by pinyin, or by a
    Korean or Taiwanese surname before two syllables). Hyphens stay.

    >>> parse("Dr. Ursula von der Leyen").family, parse("Joseph R. Biden Jr.").key, parse("Xi Jinping").family
    ('von der leyen', 'joseph biden jr', 'xi')
    """
    words = strip_titles([fold(word).replace(" ", "-") for word in name.split() if fold(word)])
    generation = words.pop() if len(words) > 2 and words[-1] in GENERATIONS else ""
    if len(words) <= 1:
        return LatinName(given="", middle=(), family=" ".join(words))
    if eastern_order(words):
        joint = "" if is_pinyin_name(" ".join(words)) else "-"
        return LatinName(given=joint.join("-".join(words[1:]).split("-")), middle=(), family=words[0])
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in PARTICLES:
        cut -= 1
    if words[0] in PARTICLES:
        return LatinName(given="", middle=(), family=" ".join(words))
    return LatinName(
        given=words[0], middle=tuple(words[1:cut]), family=" ".join(words[cut:]), generation=generation
    )


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
    return is_pinyin_name(" ".join(words))


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


def skeleton(name: str) -> str:
    """A folded Latin word with what differs between English and German spellings of Slavic names levelled:
    ``selenskyj`` and ``zelenskyy``, ``lawrow`` and ``lavrov``, ``schojgu`` and ``shoigu`` agree."""
    text = letters(name)
    if not text:
        return ""
    for old, new in (
        ("schtsch", "sc"), ("shch", "sc"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("zh", "s"), ("sh", "s"),
        ("kh", "h"), ("ch", "c"), ("ts", "z"), ("tz", "z"), ("w", "v"), ("ph", "f"), ("ks", "x"), ("ck", "k"), ("c", "k"),
        ("j", "y"), ("ff", "v"), ("iy", "y"), ("i", "y"),
    ):
        text = text.replace(old, new)
    if text[0] == "s":
        text = "z" + text[1:]
    out = [text[0]]
    for char in text[1:]:
        if char != out[-1]:
            out.append(char)
    return "".join(out).rstrip("y")
