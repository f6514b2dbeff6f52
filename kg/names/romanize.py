"""Other ways to write East Asian names in Latin letters than pinyin: Wade–Giles, Taiwanese usage, Korean surnames."""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "b": "p",
    "p": "p",
    "d": "t",
    "t": "t",
    "g": "k",
    "k": "k",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "zh": "ch",
    "ch": "ch",
    "z": "ts",
    "c": "ts",
    "r": "j",
}
_WHOLE = {
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "zi": "tzu",
    "ci": "tzu",
    "si": "ssu",
    "yi": "i",
    "you": "yu",
    "yan": "yen",
    "ye": "yeh",
    "er": "erh",
    "ge": "ko",
    "ke": "ko",
    "he": "ho",
    "e": "o",
    "gui": "kuei",
    "kui": "kuei",
    "guo": "kuo",
    "kuo": "kuo",
    "huo": "huo",
    "shuo": "shuo",
    "yong": "yung",
    "xiu": "hsiu",
}
_VARIANTS = {
    "ying": ("ing",),
    "jiu": ("jeou",),
    "zhen": ("tseng", "jen"),
    "zi": ("tze", "tzu"),
    "si": ("sze", "szu"),
    "yi": ("yi", "i"),
    "wen": ("wen",),
    "cai": ("tsai",),
    "xu": ("hsu",),
    "yu": ("yu",),
    "zhe": ("che", "je"),
    "qi": ("chi",),
    "shu": ("shu",),
    "you": ("yu", "yo"),
    "zheng": ("cheng", "tseng"),
    "ge": ("ke",),
    "de": ("te", "der"),
    "ke": ("ke",),
}
_FINALS = (("ong", "ung"), ("ian", "ien"), ("iong", "iung"), ("uo", "o"), ("ue", "ueh"), ("ie", "ieh"))


_SCHOOLS: tuple[tuple[dict[str, str], tuple[tuple[str, str], ...]], ...] = (
    (  # Mandarin Phonetic Symbols II and Gwoyeu Romatzyh, as in Wu Jau-shieh
        {"zh": "j", "q": "ch", "x": "sh", "z": "tz", "c": "ts"},
        (("ao", "au"), ("ie", "ieh"), ("iu", "iou"), ("ui", "uei"), ("ian", "ian"), ("ong", "ung"), ("i", "i")),
    ),
    (  # Tongyong Pinyin, as in Chen Ci-mai
        {"zh": "jh", "q": "c", "x": "s"},
        (("ui", "uei"), ("iu", "iou"), ("un", "un")),
    ),
)
_OVERSEAS = {
    "li": ("lee",),
    "wu": ("woo",),
    "long": ("loong",),
    "song": ("soong",),
    "zhou": ("chow", "chou"),
    "kong": ("kung",),
    "yin": ("yin", "ying"),
    "rui": ("rey", "ruey"),
    "xi": ("shyi", "shi"),
    "mei": ("may",),
}
"""Spellings of old emigrants' and rulers' families, and of Gwoyeu Romatzyh, that stay in use."""


def _wade_giles(syllable: str) -> list[str]:
    if syllable in _WHOLE:
        return [_WHOLE[syllable]]
    found: list[str] = []
    head = syllable[:2] if syllable[:2] in _INITIALS else syllable[:1]
    rest = dict(_FINALS).get(syllable[len(head) :], syllable[len(head) :])
    if head in {"j", "q", "x"} and rest in {"u", "uan", "un", "ueh"}:
        found.append(_INITIALS[head] + rest)
    found.append(_INITIALS.get(head, head) + rest)
    return found


def _other_schools(syllable: str) -> list[str]:
    found = []
    for initials, finals in _SCHOOLS:
        head = next((one for one in initials if syllable.startswith(one)), "")
        rest = syllable[len(head) :]
        plain = rest if head else rest[1:]
        text = initials.get(head, syllable[:1]) + dict(finals).get(plain, plain)
        if head in ("zh", "z", "c") and plain == "i":
            continue
        found.append(text)
    return found


@cache
def spellings(syllable: str) -> tuple[str, ...]:
    """A pinyin syllable in pinyin, in Wade–Giles without apostrophes, and in common Taiwanese spellings.

    >>> spellings("xie"), spellings("zhao")
    (('xie', 'hsieh', 'shieh', 'sie'), ('zhao', 'chao', 'jau', 'jhao'))
    """
    found = [syllable, *_wade_giles(syllable), *_other_schools(syllable)]
    found += (*_VARIANTS.get(syllable, ()), *_OVERSEAS.get(syllable, ()))
    return tuple(dict.fromkeys(found))


KOREAN_SURNAMES = {
    "金": "kim gim",
    "朴": "park pak bak",
    "李": "lee yi ri rhee",
    "崔": "choi choe",
    "郑": "jung chung jeong chong",
    "文": "moon mun",
    "赵": "cho jo",
    "姜": "kang gang",
    "尹": "yoon yun",
    "张": "jang chang",
    "林": "lim im rim",
    "吴": "oh o",
    "徐": "seo suh so",
    "申": "shin sin",
    "辛": "shin",
    "权": "kwon gwon",
    "黄": "hwang",
    "安": "ahn an",
    "宋": "song",
    "柳": "yoo ryu yu",
    "刘": "yoo yu ryu",
    "洪": "hong",
    "全": "jeon chun chon",
    "高": "ko koh go",
    "白": "paek baek paik",
    "南": "nam",
    "潘": "ban pan",
    "韩": "han",
    "玄": "hyun hyon",
    "卢": "roh noh",
    "禹": "woo",
    "丁": "chung jung",
    "沈": "shim sim",
    "许": "heo hur huh",
    "河": "ha",
    "孙": "son sohn",
    "罗": "na ra",
    "成": "sung seong",
    "康": "kang",
    "池": "ji",
    "魏": "wi",
    "太": "thae tae",
    "俞": "yoo yu",
    "诸": "je",
}
"""How surnames in Chinese characters are read in Korean, in the spellings in use."""

CANTONESE_SURNAMES = frozenset(
    word
    for line in (
        "au chan cheng cheung chiu choi chow choy chu chui fan fong fung ho hui ip kam ko kong kwan kwok kwong lai lam",
        "lau law lee leung li lo lui ma mak mok ng ngai pang poon shek shum sin siu so suen sze szeto tai tam tang to",
        "tong tsang tse tsui tung wan wong woo wu yau yeung yip yiu yu yuen yung",
    )
    for word in line.split()
)
"""Surnames as they are spelled in Hong Kong."""
