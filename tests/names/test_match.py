import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.names import DIFFERENT, SAME, match

SAME_PEOPLE = [
    # transliterated names, also whole, short and by region
    ("拜登", "拜登"),
    ("羅賓遜", "罗宾逊"),
    ("拜登", "Joe Biden"),
    ("米爾格拉姆", "Milgram"),
    ("托德·罗宾逊", "Todd Robinson"),
    ("托德・羅賓遜", "Todd D. Robinson"),
    ("冯德莱恩", "von der Leyen"),
    ("冯德莱恩", "Ursula von der Leyen"),
    ("泽连斯基", "Zelenskyy"),
    ("泽连斯基", "Selenskyj"),
    ("普京", "蒲亭"),
    ("沙利文", "苏利文"),
    ("沙利文", "蘇利文"),
    ("特朗普", "川普"),
    ("布什", "布希"),
    ("罗宾逊", "Robinson"),
    ("维克托·欧尔班", "Orbán Viktor"),
    ("安东尼·布林肯", "Tony Blinken"),
    ("约瑟夫·拜登", "Joe Biden"),
    ("杰克·沙利文", "J. Sullivan"),
    ("让-克洛德·容克", "Jean-Claude Juncker"),
    # Latin names
    ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
    ("Sergej Lawrow", "Sergey Lavrov"),
    ("Sergej Schojgu", "Sergei Shoigu"),
    ("Nikita Chruschtschow", "Nikita Khrushchev"),
    ("Muammar al-Gaddafi", "Muammar Qaddafi"),
    ("Joe Biden", "Joseph R. Biden"),
    ("Tony Blinken", "Antony Blinken"),
    ("Uschi Musterfrau", "Ursula Musterfrau"),
    ("J. Sullivan", "Jake Sullivan"),
    ("Jinping Xi", "Xi Jinping"),
    ("Ursula von der Leyen", "Ursula Leyen"),
    ("Leyen, Ursula von der", "Ursula von der Leyen"),
    ("Jean-Claude Juncker", "Jean Claude Juncker"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Nicolás Maduro Moros", "Nicolas Maduro"),
    ("Orbán Viktor", "Viktor Orban"),
    ("Mao Zedong", "Mao Tse-tung"),
    ("Lee Jae-yong", "Yi Jae-yong"),
    # by reading
    ("王小洪", "Wang Xiaohong"),
    ("习近平", "Xí Jìnpíng"),
    ("習近平", "Xi Jin Ping"),
    ("蔡英文", "Tsai Ing-wen"),
    ("文在寅", "Moon Jae-in"),
    ("菅義偉", "Suga Yoshihide"),
    ("菅义伟", "Yoshihide Suga"),
    ("安倍晋三", "Shinzō Abe"),
    ("梁振英", "Leung Chun-ying"),
    ("林鄭月娥", "Carrie Lam"),
    ("阮富仲", "Nguyễn Phú Trọng"),
    ("문재인", "Moon Jae-in"),
    ("문재인", "文在寅"),
]
TWO_PEOPLE = [
    ("习近平", "习近朋"),
    ("김정은", "김종은"),
    ("金正恩", "金正日"),
    ("金正恩", "Kim Yo-jong"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Xi Jinping", "Xi Jinpeng"),
    ("Joe Biden", "Hunter Biden"),
    ("乔·拜登", "亨特·拜登"),
    ("Hunter Biden", "乔·拜登"),
    ("唐纳德·特朗普", "Melania Trump"),
    ("希拉里·克林顿", "Bill Clinton"),
    ("George W. Bush", "George H. W. Bush"),
    ("乔治·W·布什", "George H. W. Bush"),
    ("王毅", "王义"),
    ("王毅", "Wang Li"),
    ("李伟", "李维"),
    ("拜登", "布林肯"),
    ("拜登", "Blinken"),
    ("文在寅", "Kim Jong-un"),
    ("안철수", "Moon Jae-in"),
    ("Angela Merkel", "Emmanuel Macron"),
]
NAMESAKES = [
    ("李伟", "李偉"),
    ("李伟", "Li Wei"),
    ("Li Wei", "Wei Li"),
    ("John Smith", "John Smith"),
    ("Thomas Müller", "Thomas Mueller"),
]


@pytest.mark.parametrize(("left", "right"), SAME_PEOPLE)
def test_names_of_one_person(left: str, right: str) -> None:
    assert match(left, right).score >= SAME


@pytest.mark.parametrize(("left", "right"), TWO_PEOPLE)
def test_names_of_two_people(left: str, right: str) -> None:
    assert match(left, right).score <= DIFFERENT


@pytest.mark.parametrize(("left", "right"), NAMESAKES)
def test_a_common_name_does_not_prove_one_person(left: str, right: str) -> None:
    found = match(left, right)
    assert DIFFERENT < found.score < SAME
    assert "common name" in {one.name for one in found.features}


@pytest.mark.parametrize(("left", "right"), [("Donald Trump", "Donald Trump Jr."), ("Biden", "Joe Biden")])
def test_what_needs_context_is_between(left: str, right: str) -> None:
    assert DIFFERENT < match(left, right).score < SAME


def test_the_alias_table_can_be_left_out() -> None:
    assert match("林鄭月娥", "Carrie Lam", known=False).score == 0.0
    assert [one.name for one in match("林鄭月娥", "Carrie Lam").features] == ["alias table"]


@pytest.mark.parametrize(("left", "right"), [("普京", "普丁"), ("沙利文", "苏利文"), ("布什", "布希")])
def test_regional_variants_beat_other_names(left: str, right: str) -> None:
    assert match(left, right, known=False).score > 2 * max(
        match(left, other, known=False).score for other in ("拜登", "默克尔", "王毅", "马克龙")
    )


def test_surname_only_is_less_than_the_full_name() -> None:
    assert match("Biden", "Joe Biden").score < match("Joe Biden", "Joseph Biden").score


NAMES = st.sampled_from(sorted({name for pair in SAME_PEOPLE + TWO_PEOPLE + NAMESAKES for name in pair}))
ANY = st.text(alphabet="abßöé -.,'·・王毅拜登德김정은0", max_size=12)


@settings(deadline=None)
@given(left=NAMES | ANY, right=NAMES | ANY)
def test_symmetric_explained_and_in_range(left: str, right: str) -> None:
    there, back = match(left, right), match(right, left)
    assert there == back and there.features and 0 <= there.score <= 1
    assert all(0 <= one.value <= 1 for one in there.features)


@settings(deadline=None)
@given(left=ANY, right=ANY, type=st.sampled_from(["agency", "organization", "country", "place"]))
def test_bodies_are_symmetric_too(left: str, right: str, type: str) -> None:
    there, back = match(left, right, type), match(right, left, type)  # type: ignore[arg-type]
    assert there == back and there.features and 0 <= there.score <= 1
