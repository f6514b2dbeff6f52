import math

import numpy as np
import pytest

from kg.names.network import BREAK, LONGEST, Member, network, tokens
from kg.training.transliteration import compact


def test_tokens() -> None:
    assert tokens("Lê-Z") == ((12, 0), (5, 3), (BREAK, 0), (26, 0))
    assert tokens("ß") == ((19, 0), (19, 0)) and tokens("王 1") == ()


def member() -> Member:
    """Two characters, one letter wide, all weights small: by hand."""
    rng = np.random.default_rng(1)
    shapes = {
        "letters": (28, 4), "marks": (13, 4), "w1": (3, 4, 5), "w2": (3, 5, 5), "w3": (3, 5, 5), "wp": (5, 5), "wo": (5, 3),
        "wb": (5, 1), "chars": (2, 3), "sounds": (1, 3),
    }  # fmt: skip
    flat = {"b1": 5, "b2": 5, "b3": 5, "bo": 3, "bb": 1, "bias": 2, "share": 2}
    weights = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    weights |= {name: np.zeros(size) for name, size in flat.items()}
    return Member(compact(weights) | {"characters": np.array("拜登"), "syllables": np.array("bai")})


def test_all_spellings_of_a_word_sum_to_one() -> None:
    """With two characters and two letters there are seven ways to write: nothing, one of two, two of two."""
    small = member()
    spelling = small.read("ab")
    assert spelling is not None
    words = ["拜", "登", "拜登", "登拜", "拜拜", "登登"]
    nothing = math.exp(float(spelling.silent.sum()))
    assert nothing + sum(math.exp(small.log_probability(word, spelling)) for word in words) == pytest.approx(
        1, abs=1e-5
    )


def test_what_cannot_be_read() -> None:
    small = member()
    assert small.read("") is None and small.read("a" * (LONGEST + 1)) is None
    spelling = small.read("a")
    assert spelling is not None and small.log_probability("拜登", spelling) == -math.inf


def test_characters_outside_training_sound_like_their_syllable() -> None:
    small = member()
    assert (small.row("白")[0] == small.row("柏")[0]).all() and not (small.row("白")[0] == small.row("拜")[0]).all()


def test_what_ships_is_small() -> None:
    from importlib.resources import files

    assert len((files("kg.names") / "data" / "transliteration.npz").read_bytes()) < 2_000_000
    assert all(one.characters.keys() == network().members[0].characters.keys() for one in network().members)
