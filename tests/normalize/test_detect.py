
"""Language and script: characters first, then function words, then the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Problem
from kg.model import Article, Document
from kg.normalize import detect, normalize
from kg.normalize.detect import guess

CHINESE = "外交部长周一在柏林会见了来访的代表团，双方就贸易和气候问题交换了意见。"
TRADITIONAL = "外交部長週一在柏林會見了來訪的代表團，雙方就貿易和氣候問題交換了意見。"
ENGLISH = "The foreign minister met the visiting delegation in Berlin on Monday to talk about trade and the climate."
GERMAN = "Der Außenminister traf die Delegation am Montag in Berlin, um mit ihr über den Handel und das Klima zu sprechen."


def normalized(text: str, language: str | None = None) -> Document | Problem:
    return normalize(Article(source="a.txt", text=text, language=language))


@pytest.mark.parametrize(
    ("text", "tag"), [(CHINESE, "zh-Hans"), (TRADITIONAL, "zh-Hant"), (ENGLISH, "en"), (GERMAN, "de")]
)
@pytest.mark.parametrize("declared", [None, "fr", "en", "zh-CN"])
def test_supported_languages(text: str, tag: str, declared: str | None) -> None:
    found = normalized(text, declared)
    assert isinstance(found, Document)
    assert found.tag == tag


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le ministre des affaires étrangères a rencontré la délégation lundi à Berlin pour parler du commerce.", "French"),
        ("El ministro de Asuntos Exteriores se reunió el lunes en Berlín con la delegación para hablar del comercio.", "Spanish"),
        ("De minister van Buitenlandse Zaken ontving maandag in Berlijn de delegatie om over de handel te praten.", "Dutch"),
        ("外務大臣は月曜日にベルリンで代表団と会談し、貿易について話し合いました。", "Japanese"),
        ("외교부 장관은 월요일 베를린에서 대표단을 만나 무역에 대해 논의했다.", "Korean"),
        ("Министр иностранных дел в понедельник встретился в Берлине с делегацией, чтобы обсудить торговлю.", "Russian"),
    ],
)
def test_other_languages_are_a_problem_that_names_them(text: str, name: str) -> None:
    found = normalized(text)
    assert isinstance(found, Problem)
    assert found.stage == "detect"
    assert name in found.reason
    assert "German (de)" in found.hint


@pytest.mark.parametrize("text", ["", "  \n ", "<p></p>", "Advertisement\n", "https://example.org"])
def test_nothing_left_is_a_problem(text: str) -> None:
    found = normalized(text)
    assert isinstance(found, Problem)
    assert found.stage == "clean"


def test_declared_language_decides_where_the_text_does_not() -> None:
    found = normalized("Biden, Xi: Bali", "de-AT")
    assert isinstance(found, Document)
    assert found.language == "de"


def test_names_do_not_change_the_language_of_a_paragraph() -> None:
    found = normalized(f"{CHINESE}\n白宫国家安全顾问沙利文（Jake Sullivan）与 Antony Blinken 一同出席。\nWhite House")
    assert isinstance(found, Document)
    assert [passage.language for passage in found.passages] == ["zh"]


def test_paragraphs_in_another_language_are_passages_of_it() -> None:
    found = normalized(f"{CHINESE}\n{ENGLISH}\n{CHINESE[:-1]}，他说。")
    assert isinstance(found, Document)
    assert [passage.language for passage in found.passages] == ["zh", "en", "zh"]
    assert found.passages[1].span.of(found.analysed) == ENGLISH


def test_a_gloss_does_not_make_an_english_paragraph_chinese() -> None:
    found = normalized("Foreign Minister Wang Yi (王毅) met the visiting delegation (代表團) in the capital on Monday.")
    assert isinstance(found, Document)
    assert found.language == "en"


def test_a_long_foreign_title_does_not_make_a_chinese_paragraph_english() -> None:
    found = normalized("他是《The Long History of Talks and Treaties between the Great Powers》一书的作者，也是本报的专栏作家。")
    assert isinstance(found, Document)
    assert found.language == "zh"


def test_paragraphs_in_unknown_languages_have_no_passage() -> None:
    french = "Le ministre des affaires étrangères a rencontré la délégation lundi à Berlin pour parler du commerce extérieur."
    found = normalized(f"{ENGLISH}\n{french}\n{ENGLISH[:-1]}, she said.")
    assert isinstance(found, Document)
    covered = "".join(passage.span.of(found.analysed) for passage in found.passages)
    assert french in found.text and french not in covered
    assert all(french not in sentence.of(found.analysed) for sentence in found.sentences)


def test_quoted_traditional_text_does_not_change_the_script() -> None:
    found = normalized(f"{CHINESE}他在信中写道：「國家興亡」。")
    assert isinstance(found, Document)
    assert found.tag == "zh-Hans"
    assert "国家兴亡" in found.analysed and "國家興亡" in found.text


@pytest.mark.parametrize(("text", "language"), [("Fandemo bleibt friedlich.", "de"), ("Two arrested after robbery.", "en")])
def test_headlines_alone_are_taken_for_the_likeliest_language_we_know(text: str, language: str) -> None:
    found = normalized(text)
    assert isinstance(found, Document)
    assert found.language == language


LETTERS = ("会见部长北京", "がのカー", "회담", "aéßŁ", "Путин", " 1,。")
RUNS = st.sampled_from(LETTERS).flatmap(lambda letters: st.text(letters, max_size=9))


@given(st.lists(RUNS, max_size=6).map("".join))
def test_the_script_with_most_weight_decides_however_it_is_counted(text: str) -> None:
    han, kana, hangul, latin, other = (detect._count(kind, text) for kind in ("han", "kana", "hangul", "latin", "other"))
    east = (han + kana + hangul) * detect.HAN_WEIGHT
    found = guess(text, ask=False)
    if other > max(latin, east):
        expected = ("und", other)
    elif not east or east < latin:
        assert found.language in (None, "en", "de")
        return
    else:
        expected = ("ko" if hangul * 2 > han + kana else "ja" if kana * 10 > han + kana else "zh", east)
    assert (found.language, found.weight) == expected


@given(st.text(alphabet=st.characters(max_codepoint=0x2100)))
def test_latin_words_are_those_that_a_general_pattern_finds(text: str) -> None:
    text = detect._NOT_LATIN.sub(" ", text)
    words = [word.lower() for word in detect._WORD.findall(text)]
    assert detect._latin_words(text) == (words, detect._count("latin", text))


def test_single_letters_are_the_words_that_a_general_pattern_finds() -> None:
    for letter in map(chr, range(0x10000)):
        if not detect._NOT_LATIN.match(letter):
            words = [word.lower() for word in detect._WORD.findall(letter)]
            assert detect._latin_words(letter) == (words, detect._count("latin", letter)), hex(ord(letter))
