import pytest

from kg.names import DIFFERENT, SAME, match
from kg.names.bodies import legal_core
from kg.names.known import split_country


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("緝毒局", "Drug Enforcement Administration"),
        ("緝毒局", "DEA"),
        ("US-Drogenbehörde DEA", "DEA"),
        ("US-Drogenbehörde", "美国缉毒局"),
        ("World Health Organization (WHO)", "世卫组织"),
        ("Chinese Foreign Ministry", "中国外交部"),
        ("Foreign Ministry of China", "Chinese Foreign Ministry"),
        ("State Department", "US-Außenministerium"),
        ("Center for Quiet Studies", "CQS"),
        ("Institute for Harbour Research", "Harbour Research Institute"),
    ],
)
def test_names_of_one_agency(left: str, right: str) -> None:
    assert match(left, right, "agency").score >= SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("中国国务院", "美国国务院"),
        ("日本财政部", "中国财政部"),
        ("Finanzministerium der Schweiz", "Ministry of Finance of Japan"),
        ("Ministry of Finance", "Ministry of Defence"),
        ("FBI", "CIA"),
    ],
)
def test_names_of_two_agencies(left: str, right: str) -> None:
    assert match(left, right, "agency").score <= DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"),
    [("国务院", "国务院"), ("财政部", "財政部"), ("the ministry", "the Ministry"), ("Außenministerium", "外交部")],
)
def test_a_ministry_is_one_only_with_its_country(left: str, right: str) -> None:
    assert match(left, right, "agency").score < SAME


def test_the_country_decides() -> None:
    assert match("国务院", "国务院", "agency", ("CN", "US")).score == 0.0
    assert match("国务院", "国务院", "agency", ("CN", "CN")).score >= SAME
    assert match("财政部", "Ministry of Finance", "agency", ("JP", "JP")).score >= SAME
    assert match("财政部", "Ministry of Finance", "agency", ("JP", "CN")).score == 0.0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Siemens AG", "Siemens"),
        ("华为技术有限公司", "华为"),
        ("Musterwerk GmbH", "Musterwerk"),
        ("Acme Widgets Inc.", "Acme Widgets Corporation"),
        ("海风科技有限公司", "海风科技"),
    ],
)
def test_legal_forms(left: str, right: str) -> None:
    assert match(left, right, "organization").score >= SAME


def test_legal_core_is_never_empty() -> None:
    assert legal_core("公司") == "公司" and legal_core("Holding Group") == "holding"


def test_georgia_and_georgia() -> None:
    assert match("Georgia", "Georgia", "place").score < SAME
    assert match("Georgia", "格鲁吉亚", "country").score >= SAME


@pytest.mark.parametrize(("left", "right"), [("Peking", "Beijing"), ("北京", "Peking"), ("Moskau", "莫斯科")])
def test_places_by_language(left: str, right: str) -> None:
    assert match(left, right, "place").score >= SAME


@pytest.mark.parametrize(
    ("name", "country", "rest"),
    [
        ("美国财政部", "US", "财政部"),
        ("Ministry of Finance of Japan", "JP", "ministry of finance"),
        ("German Finance Ministry", "DE", "finance ministry"),
        ("Ministry of Finance", None, "ministry of finance"),
    ],
)
def test_split_country(name: str, country: str | None, rest: str) -> None:
    assert split_country(name) == (country, rest)
