"""Chinese dates. Works on Simplified text."""

from __future__ import annotations

import re
from datetime import date

from kg.model import Span, Status
from kg.relations.dates import arithmetic as on
from kg.relations.dates.rules import DateRule, When, run

_WEEKDAYS = {**{c: i for i, c in enumerate("一二三四五六")}, "日": 6, "天": 6}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2}
_YEARS = {"前": -2, "去": -1, "今": 0, "本": 0, "明": 1}
_MONTHS = {"上": -1, "本": 0, "这": 0, "这个": 0, "上个": -1, "下": 1, "下个": 1}
_NUMERALS = {
    name: i for i, name in enumerate(["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"])
}

_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY = r"(?P<d>[12][0-9]|3[01]|0?[1-9])[日号]"
_YEAR = r"(?P<y>(?:19|20)\d\d)年(?!代)"


def _month(when: When) -> int:
    text = when.match["m"]
    return _NUMERALS.get(text) or int(text)


def _relative_year(when: When) -> int:
    return when.published.year + _YEARS[when.match["r"]]


def _weekday(when: When) -> str | None:
    week, day = when.match["w"], _WEEKDAYS[when.match["d"]]
    if week:
        return on.weekday_of_week(when.published, day, _WEEKS[week])
    return on.weekday(when.published, day, when.status)


_LAST_YEAR = re.compile(r"((?:19|20)\d\d)年?")


def _year_before(when: When) -> int | None:
    """The year that the text named last before the match: 同年 and 次年 count from it."""
    found = _LAST_YEAR.findall(when.match.string, 0, when.match.start())
    return int(found[-1]) if found else None


def _from_year_before(when: When) -> str | None:
    """同年5月, 次年3月1日: seen from the year named before, and nothing where none is."""
    year = _year_before(when)
    if year is None:
        return None
    year += 0 if when.match["r"] in "同当" else 1
    if not when.match["m"]:
        return str(year)
    return on.iso_day(year, _month(when), when.number("d")) if when.match["d"] else on.iso_month(year, _month(when))


def _month_and_day(when: When) -> str | None:
    """8月6日: of the year that the text names with the same month before (2017年6月：…6月29日), else a near one."""
    told = re.search(rf"((?:19|20)\d\d)年0?{_month(when)}月[^年]*$", when.match.string[: when.match.start()])
    if told:
        return on.iso_day(int(told[1]), _month(when), when.number("d"))
    return on.month_and_day(when.published, _month(when), when.number("d"), when.status)


def _day_in(month: str, day: int) -> str | None:
    year, number = month.split("-")
    return on.iso_day(int(year), int(number), day)


def _rule(pattern: str, value: object, example: str, *, absolute: bool = False, monthly: bool = False) -> DateRule:
    return DateRule(pattern=re.compile(pattern), value=value, example=example, absolute=absolute, monthly=monthly)  # type: ignore[arg-type]


def _ahead(when: When) -> Status:
    """下周一 lies ahead whatever the event's status."""
    return "planned" if when.match.group().startswith(("下", "明")) else when.status


_TO = r"\s*(?:至|到|-|—|~|－|、|与|和)\s*"

RULES: tuple[DateRule, ...] = (
    # a dateline dates the article, and 'since' dates no meeting
    _rule(r"\d{1,2}[日号](?=[^，。；）)]{0,8}(?:电|讯|消息)[）)])", lambda w: None, "（法新社华盛顿17日电）"),
    _rule(r"(?:自|从)?(?:19|20)\d\d年[^，。；]{0,12}以来", lambda w: None, "1979年断交以来", absolute=True),
    _rule(
        rf"(?:自从?|从)(?:{_YEAR}|[前去今]年)?(?:{_MONTH}(?:{_DAY})?|{_DAY.replace('?P<d>', '?P<e>')})"
        r"[^，。；]{0,24}?(?:以来|至今|迄今|之?后)",
        lambda w: None,
        "自2018年7月后时隔两年，自6月15日冲突以来",
        absolute=True,
    ),
    # what happened before or after something else is no date of the meeting; nor is a term that ends
    _rule(
        rf"{_MONTH}份?(?:{_DAY})?(?:初|底|中|中旬|上旬|下旬)?的?[^，。；\dⓅ]{{0,36}}?(?:冲突|事件|选举|大选|战争|爆炸|枪击|政变|疫情|爆发|去世|逝世|访[^，。；问谈]{{1,4}}以?(?:来|后))(?:爆发|发生|暴发)?(?:以来|之?后)",
        lambda w: None,
        "六月份的边境冲突后",
    ),
    _rule(
        rf"(?:[今明]年)?{_MONTH}(?:{_DAY})?[^，。；\d]{{0,14}}(?:就任|就职|上任|到期|届满|截止|结束|大选|选举|生效)[^，。；]{{0,4}}?(?:之?前|前夕)",
        lambda w: None,
        "明年1月20日新总统就任前",
    ),
    _rule(rf"(?:[今明]年)?{_MONTH}(?:{_DAY})?(?:到期|届满|截止|结束)", lambda w: None, "过渡期12月31日结束"),
    # a span of days is told by its first day
    _rule(
        rf"{_YEAR}{_MONTH}{_DAY.replace('[日号]', '[日号]?')}{_TO}(?:(?:\d{{4}}年)?\d{{1,2}}月)?\d{{1,2}}[日号]",
        lambda w: on.iso_day(w.number("y"), _month(w), w.number("d")),
        "1967年5月6日到5月26日",
        absolute=True,
    ),
    _rule(
        rf"(?P<r>[同当次翌]|隔)年(?:(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:{_DAY})?)",
        _from_year_before,
        "2014年……，同年5月，次年3月",
        absolute=True,
    ),
    _rule(
        rf"{_MONTH}{_DAY.replace('[日号]', '[日号]?')}{_TO}(?:\d{{1,2}}月)?\d{{1,2}}[日号]",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "9月22日至10月12日",
    ),
    _rule(
        rf"(?<![月\d]){_DAY.replace('[日号]', '[日号]?')}{_TO}\d{{1,2}}[日号]",
        lambda w: on.day_of_month(w.published, w.number("d"), w.status),
        "15日至18日",
    ),
    _rule(
        rf"{_YEAR}{_MONTH}{_DAY}",
        lambda w: on.iso_day(w.number("y"), _month(w), w.number("d")),
        "2019年11月18日",
        absolute=True,
    ),
    _rule(
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        lambda w: on.iso_day(w.number("y"), w.number("m"), w.number("d")),
        "2020-09-21",
        absolute=True,
    ),
    _rule(rf"{_YEAR}{_MONTH}", lambda w: on.iso_month(w.number("y"), _month(w)), "2017年11月访华", absolute=True),
    _rule(
        rf"(?P<r>[前去今本明])年{_MONTH}{_DAY}",
        lambda w: on.iso_day(_relative_year(w), _month(w), w.number("d")),
        "今年9月15日在白宫",
    ),
    _rule(rf"(?P<r>[前去今本明])年{_MONTH}", lambda w: on.iso_month(_relative_year(w), _month(w)), "去年11月在旧金山"),
    _rule(rf"{_YEAR}", lambda w: w.match["y"], "2015年曾会面", absolute=True),
    # the weekday and the date in brackets behind it name one day: the date is the surer one
    _rule(
        rf"(?:上|下|本|这)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]\s*[（(]{_MONTH}{_DAY}[）)]",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), _ahead(w)),
        "上星期五（9月4日）",
    ),
    _rule(
        rf"(?:上|下|本|这)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]\s*[（(]{_DAY}[）)]",
        lambda w: on.day_of_month(w.published, w.number("d"), _ahead(w)),
        "下周一（14日）",
    ),
    _rule(
        rf"[今昨明]天?[早晚晨]?\s*[（(]{_DAY}[）)]",
        lambda w: on.day_of_month(w.published, w.number("d"), w.status),
        "今早（30日）",
    ),
    _rule(rf"{_MONTH}{_DAY}", _month_and_day, "8月6日"),
    _rule(
        rf"(?P<b>本|上个?|下个?)月{_DAY}",
        lambda w: _day_in(on.month_from(w.published, _MONTHS[w.match["b"]]), w.number("d")),
        "本月15日",
    ),
    _rule(r"(?P<w>上上|上|下|本|这)?个?(?:周|星期|礼拜)(?P<d>[一二三四五六日天])(?!元|报)", _weekday, "上周四、周日"),
    _rule(
        r"(?P<w>上上|上|下|本|这)(?:个)?(?:周|星期|礼拜)(?!年|末?版)",
        lambda w: on.whole_week(w.published, _WEEKS[w.match["w"]]),
        "本周前往中国",
    ),
    _rule(
        r"(?P<r>上个?|本|这个|下个?)月(?!球|亮)",
        lambda w: on.month_from(w.published, _MONTHS[w.match["r"]]),
        "上月来台访问",
    ),
    _rule(
        r"(?P<r>大前|前|昨|今|明|后)(?:天|日(?!本|元|益|子)|晚|早(?!期)|晨|午)|(?P<s>当[日天晚])",
        lambda w: on.day_from(w.published, _DAYS[w.match["r"]]) if w.match["r"] else None,
        "昨天来台会晤",
    ),
    _rule(
        r"(?<![如至当现迄于])(?P<r>今|昨|明)(?=[抵访将与会赴和在出前启接见同率展举召宣到来离结（(])",
        lambda w: on.day_from(w.published, _DAYS[w.match["r"]]),
        "今抵台",
    ),
    _rule(
        rf"(?<![月\d第足满了达逾]){_DAY}(?![本元电]|\d)", lambda w: on.day_of_month(w.published, w.number("d"), w.status), "25日"
    ),
    # without a day, 'in the afternoon' is that of the report's day
    _rule(
        r"(?<![日天号）)\d当同次隔每])(?:上午|下午|中午|傍晚|晚间|清晨)(?!餐|茶|[^，。]{0,3}(?:至|到))",
        lambda w: on.day_from(w.published, 0),
        "总统下午接见",
    ),
    _rule(
        rf"{_MONTH}(?!球|亮|饼)",
        lambda w: on.named_month(w.published, _month(w), w.status),
        "在9月履新后",
        monthly=True,
    ),
    _rule(r"(?P<r>前|去|今|明)年", lambda w: str(_relative_year(w)), "今年访问中国"),
)


def resolve(text: str, published: date | None, status: Status, near: date | None = None) -> list[tuple[Span, str]]:
    """Chinese dates in Simplified text; full-width digits count as digits."""
    return run(RULES, text.translate(_WIDE), published, status, near)


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
