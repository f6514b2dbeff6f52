"""Cantonese syllables as Hong Kong spells names: from Jyutping by rule, all usual spellings."""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "b": "p b",
    "d": "t d",
    "g": "k g",
    "gw": "kw gw k",
    "kw": "kw k",
    "ng": "ng -",
    "n": "n l",
    "l": "l n",
    "z": "ch ts j c",
    "c": "ch ts",
    "s": "s sh sz",
    "j": "y -",
    "": "- ng",
}
_FINALS = {
    "aa": "a ah ar",
    "aai": "ai aai",
    "aau": "au aau",
    "aam": "am",
    "aan": "an",
    "aang": "ang",
    "aap": "ap",
    "aat": "at",
    "aak": "ak",
    "ai": "ai ei",
    "au": "au ow",
    "am": "am um",
    "an": "an un en",
    "ang": "ang eng",
    "ap": "ap up",
    "at": "at ut",
    "e": "e eh",
    "ei": "ei i ee ay",
    "eng": "eng ing",
    "ek": "ek ik",
    "i": "i ee e ze",
    "iu": "iu ew",
    "im": "im",
    "ing": "ing",
    "ik": "ik",
    "o": "o or oh aw",
    "oi": "oi oy",
    "on": "on",
    "ong": "ong",
    "ou": "o ou",
    "u": "u oo",
    "ui": "ui",
    "un": "un oon",
    "oe": "eu oe",
    "oek": "euk oek",
    "oeng": "eung oeng",
    "eoi": "ui oi eoy",
    "eon": "un eon",
    "eot": "ut eut",
    "yu": "yu u ue",
    "yun": "uen yuen un yun",
    "yut": "uet yuet ut",
}
_WHOLE = {
    "m": "ng m",
    "ng": "ng",
    "jyu": "yu yue",
    "jyun": "yuen yun",
    "jyut": "yuet yut",
    "zi": "chi tsz tze chee",
    "ci": "chi tsz chee",
    "si": "si sze sz see",
    "wu": "wu woo",
    "jan": "yan ian",
    "jau": "yau",
}


@cache
def spellings(jyutping: str) -> dict[str, float]:
    """Spellings of a Jyutping syllable (no tone) in folded letters, with a weight in (0, 1].

    >>> sorted(spellings("coi")), "leung" in spellings("loeng"), "tsang" in spellings("zang")
    (['choi', 'choy', 'tsoi', 'tsoy'], True, True)
    """
    if jyutping in _WHOLE:
        return dict.fromkeys(_WHOLE[jyutping].split(), 1.0)
    head = next((one for one in ("gw", "kw", "ng", jyutping[:1]) if jyutping.startswith(one)), "")
    if head in "aeiou":
        head = ""
    final = jyutping[len(head) :]
    found: dict[str, float] = {}
    for i, first in enumerate(_INITIALS.get(head, head).split()):
        for j, rest in enumerate(_FINALS.get(final, final).split()):
            text = first.replace("-", "") + rest
            found[text] = max(found.get(text, 0.0), (1.0, 0.95, 0.9, 0.9)[i] * (1.0, 0.95, 0.9, 0.9)[j])
    return found
