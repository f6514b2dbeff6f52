"""Chinese: who met whom, from Simplified text.

The frames run on the masked sentence (see `kg.relations.scene`). A *subject* is the nearest phrase to the left that no
preposition governs; where the trigger's own clause has none, the clauses before it are asked (Chinese drops what the
reader knows), and at last the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Mode, Span, Status
from kg.relations.consult.frames import Finding, Hit, clause_of, clauses, distinct, hits, title_words, without_own_country
from kg.relations.scene import ANY_PARTY, FILL, Grammar, Group, Party, Scene

LETTERS = "ⓅⒸⒶⓄⓁ"
WORD = rf"[^\s，。；：、！？,;:“”「」『』《》〈〉（）()与和同跟及对向在于了由被是称说将访{LETTERS}{FILL}]"
HEAD = (
    f"(?:{title_words('zh-Hans')}|政委|召集人|总编辑|总经理|总统|总理|首相|主席|书记|国务卿|次卿|大使|特使|代表|发言人|议员|立委|司令|[上中少大]将|将军|委员|领导人|领袖|国王|王储|"
    "女王|天皇|教宗|教皇|总裁|创始人|创办人|首席执行官|顾问|专员|主委|主任|大臣|特首|官员|负责人|候选人|当选人|律师|商人|总干事|"
    "助理|夫人|女婿|主教|教授|院士|导演|知事|长|卿|外交官)"
)
PREFIX = (
    "(?:外交|国防|财政|卫生|经济|内政|司法|商务|交通|教育|科技|贸易|国家|安全|国务|行政|立法|联邦|政治局|中央|首席|高级|特别|"
    "代理|即将卸任的?|候任|时任|现任|新任|[副前代部院总参众议兼党]|委员)"
)
OFFICE = (
    "(?:外交部?长|外长|国防部?长|防长|财长|部长|总统(?!大?选|府|令|候选)|总理(?!府)|首相(?!府)|主席|国务卿|大使(?!馆)|特使|代表团|代表(?!处|性)|"
    "官员|高官|高层|领导人|领袖|元首|政要|外交官|议员|警方|军方|当局|官方|政府(?!军)|双方|两国|三国|四国|方面|方(?![式便法向案针])|"
    "双边|企业家|首脑|(?<!成)(?<!增)[议局署院处州市司厅省校]?长(?![期久])|将领|次卿|国会议员|贸谈代表|谈判代表|参谋长)"
)
OFFICES = {
    "总统": "president", "总理": "premier", "首相": "premier", "国家主席": "president", "主席": "chair", "国务卿": "secretary",
    "外长": "foreign", "外交部长": "foreign", "外相": "foreign", "外交大臣": "foreign", "外务大臣": "foreign", "防长": "defence",
    "国防部长": "defence", "国防大臣": "defence", "财长": "finance", "财政部长": "finance", "财政大臣": "finance", "次卿": "under",
    "议长": "speaker", "卫生部长": "health", "国王": "king", "教宗": "pope", "署长": "head", "局长": "head", "特首": "chief",
    "行政长官": "chief", "市长": "mayor", "国家安全顾问": "adviser",
}
GRAMMAR = Grammar(
    before_person=re.compile(
        rf"的?(?:{WORD}{{0,18}}?|(?:{WORD}{{0,8}}?主管|负责)[^，。；]{{2,24}}?的?)(?:{HEAD})的?\s*(?:[（(]{WORD}{{1,8}}[）)])?\s*|[籍裔]的?(?:{WORD}{{0,8}}{HEAD})?|"
    ),
    title_alone=re.compile(rf"{PREFIX}*{HEAD}\s*$"),
    chain=re.compile(r"(?:驻|前|现任|新任|候任)?"),
    after_person=re.compile(
        rf"\s*(?:[（(][^（）()]{{1,60}}[）)])?\s*(?:{HEAD}|先生|女士|博士|等(?!待)人?|一行|夫妇|本人|[一二三两四五]人)*"
    ),
    officials=re.compile(rf"的?{WORD}{{0,6}}?{OFFICE}+(?:们)?"),
    offices=OFFICES,
    closing=re.compile(r"等人?$"),
    stand_in=re.compile(r"政府|当局|团队|阵营|竞选|时代|一家|家族|基金会|办公室|的(?:律师|发言人|助手|团队)"),
    joint=re.compile(rf"\s*(?:、|和|与|及|以及|跟|同|，?以及|，?和|暨|偕同|偕|/|-|－|—|,\s)\s*(?:其|该国|时任|(?:即将)?卸任的|新任|候任|来访的|到访的|{WORD}{{1,3}}籍的?)?\s*(?:{WORD}{{1,12}}?{HEAD})?\s*"),
)
BREAKS = re.compile(r"，(?!就)|[；：。！？“”「」『』\n]|,(?!\d)")
STOPS = re.compile(r"[。！？\n]")
GOVERNED = re.compile(
    r"(?:在|于|对|对于|向|从|自|由|据|根据|关于|针对|因|因应|为|给|把|将|以|被|代表|包括|陪同|陪|随同|带|促成?|批评|指责|"
    r"访问?|抵达?|赴|前往|飞往|来到|出访|谈到|提到|赞扬|感谢|强调|告诉|委托|称呼?|当选|接替|成为|除了?|跟随|致函|透过|通过|引述|引用)$"
)
COMITATIVE = re.compile(rf"(?:(?<![参给赋付授干])与|(?<!附)和|(?<![如共陪合不认协赞等随])同|跟|偕|连同)(?P<g>{ANY_PARTY})")
HEAVY = re.compile(r"说|表示|表明|指出|认为|宣布|要求|批评|声称|呼吁|签署|关系|问题上|之间的(?!会|谈|通)|称(?!为|呼)|[。；]")
ABOUT = re.compile(r"就.{1,40}?(?=举行|进行|展开|会谈|会晤|通|交换|磋商|谈判|$)")
SPEECH = re.compile(r"^(?:[^，]{0,6})?(?:说|表示|指出|称|认为|宣布|透露|报道|报导|强调|补充)")

PLANNED = re.compile(
    r"应该|应当|必须|需要|将(?!军|于?近\d|相)|应会|按例|拟(?!定的)|计划|预计|预定|预料|定于|有望|可望|即将|可能|希望|盼望?|期待|期盼|邀请(?!了)|准备|打算|安排|同意|愿意?|"
    r"呼吁|提议|建议|敦促|促成|力促|寻求|争取|下周|明天|明日|下个?月|如果|若|是否|能否|何时|铺路|筹备|推动|要求|晚些时候|稍晚|稍后|传(?=[\d盼])|仍要|有意"
)
ORIGINALLY = re.compile(r"原本|原定|原订|本来")
HELD_WORDS = re.compile(r"刚刚|已经?(?!定|经?安排|经?计划|同意)|正在|曾")
REFUSED = re.compile(
    r"取消|告吹|拒绝|拒|不获|没有(?!必要)|没(?=有|能|安排|跟|和|与|见|会)|并未|未能|未获|尚未|从未|未曾|不会|不再|不可能|不存在|不愿|不想|不与|不同|无意|无法|否认|叫停|推迟|延期|搁置|延后|"
    r"原本|原定|原订|本来|子虚乌有|不实|停止|暂停|中止|终止|中断"
)
AFTER_REFUSED = re.compile(
    r"^[^，。；]{0,8}?(?:被?(?:取消|推迟|延期|延后|搁置|叫停|暂停)|告吹|未能成行|泡汤|破局)|^(?:会议)?(?:原定|原本|原订)|"
    r"^[^。；]{0,24}，(?:后|但|不过|却|最终|最后)[^，。]{0,8}(?:取消|推迟|延期|延后|搁置|告吹|未能成行)"
)
AFTER_PLANNED = re.compile(r"(?:的)?(?:计划|安排|邀请|行程计划|意愿|要求|可能)|(?:会议)?(?:将|定于|预定|预计|拟|有望|可望)")
REMOTE = re.compile(r"视频|视讯|线上|网络会议|网路|连线|电话|远程|虚拟|云端")
PRONOUN = re.compile(r"(?<![其吉])[他她](?!们|国|人|的)|自己")
LEADING_PRONOUN = re.compile(r"(?:但|而|随后|此前|之后|当时|同时|不过)?[他她](?!们|国|人|的)")
SPEECH_VERB = re.compile(r"说|表示|称|指|宣布|透露|认为|要求|希望|报道|报导|相信|批评|支持|反对")
BOTH = re.compile(r"双方|两人|二人|两国元首|两位领导人|两国领导人|两国")


def find(scene: Scene) -> list[Finding]:
    """The contacts that one Chinese sentence states."""
    found: list[Finding] = []
    for hit in hits(scene.masked, "zh", scene.text):
        if any(f.trigger.overlaps(hit.span) for f in found):
            continue
        finding = _FRAMES[hit.frame](scene, hit)
        if finding:
            found += _per_host(scene, finding)
    return found


def _per_host(scene: Scene, finding: Finding) -> list[Finding]:
    """A tour is one visit per host; 分别 (each on his own) makes one visit per visitor."""
    if finding.mode != "visit":
        return [finding]
    each = re.search("分别|先后|相继", scene.masked[finding.clause.start : finding.trigger.start])
    actors = [(actor,) for actor in finding.actors] if each else [finding.actors]
    return [replace(finding, actors=a, recipients=(host,)) for a in actors for host in finding.recipients]


def with_whom(scene: Scene, hit: Hit) -> Finding | None:
    """王毅与沙利文在曼谷举行的会谈; 拜登星期五同普京通电话; 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    partner = _partner(scene, clause.start, hit.span.start)
    if partner and hit.span.of(scene.text) == "接触" and hit.span.start - partner.span.end > 4:
        return None  # 飞机、船舰接触频繁
    if partner is None:
        partner = _joined(scene, clause.start, hit.span.start)
        if partner is None:
            return _both_sides(scene, hit, clause)
        if len(partner.parties) < 2:
            return None
        return _finding(scene, hit, clause, partner.parties, (), "joined")
    subject = _subject(scene, spans, index, partner.span.start)
    if subject is None and len(partner.parties) < 2:
        return None
    return _finding(scene, hit, clause, (*(subject or ()), *partner.parties), (), "with")


def whom(scene: Scene, hit: Hit) -> Finding | None:
    """总统会见了到访的外长; 获得教宗接见."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    match = re.compile(
        rf"(?:了|过|到)?(?:(?:正在)?[^，。；、{LETTERS}]{{0,8}}?的)?(?P<g>{ANY_PARTY})(?!{FILL})(?!的(?!会|要求)|之后的|时代|政府|当局)"
    ).match(scene.masked, hit.span.end)
    group = scene.group_at(match.start("g")) if match else None
    if group is None:
        passive = re.search(rf"(?:不?获得?|受到?|被|由|得到|未获|未获得)(?P<g>{ANY_PARTY})(?:的|亲自)?$", scene.masked[: hit.span.start])
        group = scene.group_at(passive.start("g")) if passive else None
        if passive is None or group is None:
            return None
        subject = _subject(scene, spans, index, passive.start())
        return _finding(scene, hit, clause, subject, group.parties, "received by") if subject else None
    if not group.acts or group.parties[0].type == "agency" and not hit.span.of(scene.text).startswith("会"):
        return None
    subject = _subject(scene, spans, index, hit.span.start)
    if not subject:
        return None
    if hit.mode == "meeting" and scene.text[hit.span.start : hit.span.end] in ("拜会", "拜访", "晋见", "觐见", "拜见"):
        return _finding(scene, hit, clause, subject, group.parties, "called on")
    return _finding(scene, hit, clause, group.parties, subject, "received")


def together(scene: Scene, hit: Hit) -> Finding | None:
    """在部长和市长等人陪同下参观; 三位董事长等人皆出席例会; 甲致辞，乙也出席: persons who are there together."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    group = next((g for g in reversed(scene.groups) if g.span.end <= hit.span.start and g.span.start >= clause.start), None)
    if group is None or any(p.type not in ("person", "organization") for p in group.parties):
        return None
    if "陪同" in hit.span.of(scene.text):
        subject = _subject(scene, spans, index, group.span.start)
        governed = re.search(r"(?:在|由)$", scene.masked[max(0, group.span.start - 2) : group.span.start]) or hit.span.end == clause.end
        return _finding(scene, hit, clause, (*subject, *group.parties), (), "accompanied") if governed else None
    finding = _finding(scene, hit, clause, _attending(scene, hit, group), (), "attended")
    return None if finding and finding.status == "refused" else finding  # those who stayed away didn't refuse each other


def _attending(scene: Scene, hit: Hit, group: Group) -> tuple[Party, ...]:
    """Those before the verb, and the persons whom the sentence lists before them or who attend in its other clauses."""
    found = [p for g in scene.groups if g.span.end <= group.span.end and g.span.start > _after_stop(scene, group) for p in g.parties
             if p.type == "person" and (g is group or LISTED.fullmatch(scene.masked[g.span.end : g.span.end + 1]))]
    for other in hits(scene.masked, "zh"):
        if other.frame == "joint" and other.span != hit.span:
            before = [g for g in scene.groups if g.span.end <= other.span.start and other.span.start - g.span.end <= 24]
            found += [p for p in before[-1].parties if p.type == "person"] if before else []
    return tuple(found)


LISTED = re.compile(r"[，、]")


def _after_stop(scene: Scene, group: Group) -> int:
    return max((m.end() for m in re.finditer(r"[。；：]", scene.masked[: group.span.start])), default=-1)


def by_initials(scene: Scene, hit: Hit) -> Finding | None:
    """马习会, 拜习会: two persons of the article by the first characters of their names."""
    first, second = (scene.context.initials.get(c) for c in hit.span.of(scene.text)[:2])
    if first is None or second is None:
        return None
    clause = Span(start=0, end=len(scene.masked))
    return _finding(scene, hit, clause, (first, second), (), "initials")


def visit(scene: Scene, hit: Hit) -> Finding | None:
    """王毅访问法国; 蓬佩奥抵达以色列; 国务次卿克拉奇访台; 对丹麦进行访问; 率团访台的捷克议长维特齐."""
    spans = clauses(scene.masked, BREAKS)
    index = clause_of(spans, hit.span.start)
    clause = spans[index]
    hosts, left, right = _hosts(scene, clause, hit)
    word = scene.text[hit.span.start : hit.span.end]
    before = scene.masked[clause.start : hit.span.start]
    if not hosts or word[:1] in "抵飞赴来到前启" and not word.startswith(("到访", "来访")) and not PURPOSE.search(
        INTERVIEW.sub("", before + scene.masked[right : right + 30].split("。")[0])
    ):
        return None
    visitors = _visitors(scene, spans, index, left, right)
    known = not any(place.span == host.span for host in hosts for place in scene.places if place.type == "place")
    guests = [p for p in visitors if p.acts and p.type != "organization" and not any(_at_home(p, host) for host in hosts)
              and (known or p.country or p.owners)]  # whoever goes to a city may live there
    return _finding(scene, hit, clause, guests, hosts, "visit") if guests else None


PURPOSE = re.compile(r"(?<![采专受])访(?!谈)|会谈|会议|会见|会晤|出席|开会|代表团|率团|官方|正式|受邀|应邀")
INTERVIEW = re.compile(r"(?:接受|受)[^，。]{0,12}?(?:访问|采访|专访)|采访|专访")
COMPANION = re.compile(r"(?:随同|陪同|随|与|和|同|偕|携)$")


def _visitors(scene: Scene, spans: list[Span], index: int, left: int, right: int) -> tuple[Party, ...]:
    """访台的G is a relative clause of its visitor; 习近平访日 has him next to the verb, whatever governs the two."""
    relative = re.compile(rf"的(?:[^，。；{LETTERS}]{{0,4}})(?P<g>{ANY_PARTY})(?!{FILL})").match(scene.masked, right)
    group = scene.group_at(relative.start("g")) if relative else None
    if group and group.acts:
        return group.parties
    near = next((g for g in reversed(scene.groups) if spans[index].start <= g.span.start and g.span.end <= left), None)
    if near and near.acts and NEAR.fullmatch(scene.masked[near.span.end : left]):
        head = scene.masked[max(0, near.span.start - 4) : near.span.start]
        with_others = COMPANION.search(head)
        return (*_subject(scene, spans, index, near.span.start), *near.parties) if with_others else near.parties
    return _subject(scene, spans, index, left)


NEAR = re.compile(r"(?:[^的说称表示反对支持要求，]{0,10})")


def _hosts(scene: Scene, clause: Span, hit: Hit) -> tuple[list[Party], int, int]:
    """The countries visited, and the positions left and right of the verb and its hosts."""
    listed = re.compile(rf"(?:了|过)?(?:[ⒸⓁ]{FILL}*(?:、|和|与|及|以及)?)+").match(scene.masked, hit.span.end)
    if listed:
        inside = [g for g in scene.groups if hit.span.end <= g.span.start and g.span.end <= listed.end()]
        countries = [p for g in inside for p in g.parties if p.type == "country"]
        if countries:
            return countries, hit.span.start, listed.end()
    before = scene.masked[clause.start : hit.span.start]
    governed = re.search(rf"(?:对|到|在|赴|来|前往|抵达|去)(?P<g>[ⒸⒶ]{FILL}*)(?:[^，。{LETTERS}]{{0,10}})$", before)
    group = scene.group_at(clause.start + governed.start("g")) if governed else None
    if governed and group:
        left = clause.start + governed.start()
        kinds = ("country", "agency") if before[governed.start()] == "对" else ("country",)
        return [p for p in group.parties if p.type in kinds], left, hit.span.end
    match = re.compile(rf"(?:了|过)?Ⓛ{FILL}*").match(scene.masked, hit.span.end)
    place = next((p for p in scene.places if match and p.span.end == match.end()), None)
    home = scene.context.homes.get(place.country or "") if place else None
    if place and home:
        host = Party(span=place.span, entity=home, type="country", acts=False, country=place.country)
        return [host], hit.span.start, place.span.end
    return [], hit.span.start, hit.span.end


def _at_home(visitor: Party, host: Party) -> bool:
    return visitor.entity == host.entity or (visitor.country is not None and visitor.country == host.country) or (
        host.entity in visitor.owners)


def _partner(scene: Scene, start: int, end: int) -> Group | None:
    """The phrase behind the last 与, 和, 同 or 跟 before the trigger, where little stands between them."""
    best = None
    for match in COMITATIVE.finditer(scene.masked, start, end):
        group = scene.group_at(match.start("g"))
        between = ABOUT.sub("", scene.masked[match.end("g") : end])
        if group and len(between) <= 32 and not HEAVY.search(between) and _usable(group):
            best = group
    return best


def _usable(group: Group) -> bool:
    return all(party.type != "place" for party in group.parties)


def _joined(scene: Scene, start: int, end: int) -> Group | None:
    """A phrase of several parties before the trigger: 中美高层会谈, 亚美尼亚和阿塞拜疆外长在莫斯科会谈."""
    for group in reversed(scene.groups):
        if start <= group.span.start and group.span.end <= end and len(group.parties) > 1:
            between = ABOUT.sub("", scene.masked[group.span.end : end])
            if len(between) <= 24 and not HEAVY.search(between) and "的" not in between[:-1] and not re.search(f"[{LETTERS[:4]}]", between):
                return group
            return None
    return None


def _subject(scene: Scene, spans: list[Span], index: int, before: int) -> tuple[Party, ...]:
    """Who acts: the nearest free phrase in the clause, else a pronoun's person, else the topic of a clause before."""
    begins = LEADING_PRONOUN.match(scene.masked, spans[index].start)
    for group in reversed(scene.groups):
        if spans[index].start <= group.span.start and group.span.end <= before and _free(scene, group):
            if begins and not SPEECH_VERB.search(scene.masked, begins.end(), group.span.start):
                break
            return group.parties
    own = scene.masked[spans[index].start : before]
    if not begins and any(g.span.start <= spans[index].start + 1 and g.span.end < before and not scene.masked.startswith("的", g.span.end)
           for g in scene.groups if g.span.start >= spans[index].start):
        return ()  # the clause has a subject of its own, if none that can take part
    if OTHERS.search(own):
        return ()
    pronoun = PRONOUN.search(own) is not None
    for i in range(index - 1, -1, -1):
        if STOPS.search(scene.masked[spans[i].end : spans[i + 1].start]) and not pronoun:
            break
        for group in scene.groups:
            if spans[i].start <= group.span.start and group.span.end <= spans[i].end and _free(scene, group):
                if not pronoun or group.parties[0].type == "person":
                    return group.parties[:1] if pronoun else group.parties
    if pronoun and scene.context.subject:
        return (scene.context.subject,)
    if scene.context.subject and ADVERBS.fullmatch(scene.masked[:before]):
        return (scene.context.subject,)
    return ()


OTHERS = re.compile(r"我|你|他们|她们|大家|人们|专家|学者|记者|媒体|民众|官员|代表|人士|企业|厂商")
"""Words for subjects that no name stands for: where one is there, the subject isn't to be sought elsewhere."""
ADVERBS = re.compile(r"(?:[今昨前当日天早晨上中下午晚间月年周星期一二三四五六七八九十\d点时分也还又曾已将刚正另同稍其在此随即]|之后|接着|外|预计|计划|，)*")
"""A sentence that begins with nothing but these goes on about the one before's subject."""


def _free(scene: Scene, group: Group) -> bool:
    """Whether a phrase can be a subject: no preposition before it, and it doesn't modify what follows."""
    head = scene.masked[max(0, group.span.start - 4) : group.span.start]
    tail = scene.masked[group.span.end : group.span.end + 2]
    if (group.parties[-1].role or "").endswith("记者"):
        return False
    if GOVERNED.search(head) or tail.startswith(("的", "籍", "时间", "当地")):
        return False
    if not group.acts:
        return group.parties[0].type == "country" and re.match(r"[，与和同跟将已曾在于也还周星今昨明日就对正拟双两本上下取拒希宣举恢重准邀近几却仍并没未不曾再都此]|$", tail) is not None
    return True


def _both_sides(scene: Scene, hit: Hit, clause: Span) -> Finding | None:
    """双方 and 两人 are those of the report before."""
    if scene.context.pair_age <= 1 and BOTH.search(scene.masked[clause.start : hit.span.start]):
        return _finding(scene, hit, clause, scene.context.pair, (), "both sides", inherited=True)
    return None


def status_of(scene: Scene, clause: Span, trigger: Span) -> Status:
    """Refusal outranks a plan, a plan outranks what is told; words behind the trigger count only where they are about it."""
    before = scene.masked[clause.start : trigger.start]
    after = re.sub(rf"^[{LETTERS}]{FILL}*", "", scene.masked[trigger.end :])
    if REFUSED.search(before[-24:]) or AFTER_REFUSED.search(after[:48]):
        return "refused"
    if HELD_WORDS.search(before):
        return "held"
    if PLANNED.search(before) or AFTER_PLANNED.match(after):
        return "planned"
    return "held"


def _reach(scene: Scene, clause: Span, actors: tuple[Party, ...]) -> Span:
    """The clause from its subject on, where that stands in a clause before: 蓬佩奥将展开亚洲之行，出访日本."""
    group = next((g for g in scene.groups if actors[0] in g.parties and g.span.end <= clause.start), None)
    if group is None:
        return clause
    between = scene.masked[group.span.end : clause.start]
    spoken = [match.end() for match in SPEECH_VERB.finditer(between)]
    start = group.span.end + (spoken[-1] if spoken else 0)
    return Span(start=min(start, clause.start), end=clause.end) if not re.search(r"[。；！？]", between) else clause


def _finding(
    scene: Scene, hit: Hit, clause: Span, actors: tuple[Party, ...] | list[Party], recipients: tuple[Party, ...] | list[Party],
    rule: str, *, inherited: bool = False,
) -> Finding | None:
    first = without_own_country(distinct(actors))
    second = tuple(p for p in distinct(recipients) if p.entity not in {q.entity for q in first})
    second = second if hit.mode == "visit" else tuple(p for p in without_own_country((*first, *second)) if p in second)
    if len(first) + len(second) < 2:
        return None
    mode: Mode = hit.mode
    if mode == "meeting" and REMOTE.search(scene.masked[clause.start : hit.span.end + 4]):
        mode = "call"
    status = status_of(scene, _reach(scene, clause, first), hit.span)
    ahead = status != "held" and bool(PLANNED.search(scene.masked[clause.start : clause.end]) or ORIGINALLY.search(scene.masked))
    return Finding(
        mode=mode, status=status, ahead=ahead, trigger=hit.span, clause=clause, actors=first,
        recipients=second, rule=rule, inherited=inherited,
    )


_FRAMES = {"with": with_whom, "object": whom, "visit": visit, "joint": together, "initials": by_initials}
