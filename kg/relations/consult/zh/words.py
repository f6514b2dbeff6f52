"""Chinese words: titles and offices, clause breaks, prepositions, cues of status, verbs of saying."""

from __future__ import annotations

import re

from kg.relations.consult.sharing import sharing
from kg.relations.consult.tables import title_names, title_words
from kg.relations.grammar import Grammar
from kg.relations.parts import ANY_PARTY, FILL

LETTERS = "ⓅⒸⒶⓄⓁ"
WORD = rf"[^\s，。；：、！？,;:“”「」『』《》〈〉（）()与和同跟及对向在于了由被是称说将访{LETTERS}{FILL}]"
TITLES = (
    "政委|召集人|总编辑|总经理|总统|总理|首相|主席|书记|国务卿|次卿|大使|特使|代表|发言人|议员|立委|司令|[上中少大]将|将军|委员|领导人|领袖|国王|王储|"
    "女王|天皇|教宗|教皇|总裁|创始人|创办人|首席执行官|顾问|专员|主委|主任|大臣|特首|官员|负责人|候选人|当选人|律师|商人|总干事|"
    "助理|夫人|女婿|主教|教授|院士|导演|知事|长|卿|外交官"
)
HEAD = f"(?:{title_words('zh-Hans')}|{TITLES})"
PREFIX = (
    "(?:外交|国防|财政|卫生|经济|内政|司法|商务|交通|教育|科技|贸易|国家|安全|国务|行政|立法|联邦|政治局|中央|首席|高级|特别|"
    "代理|即将卸任的?|候任|时任|现任|新任|[副前代部院总参众议兼党]|委员)"
)
OFFICE = (
    "(?:外交部?长|外长|国防部?长|防长|财长|部长|总统(?!大?选|府|令|候选)|总理(?!府)|首相(?!府)|主席|国务卿|大使(?!馆)|特使|代表团|代表(?!处|性)|"
    "官员|高官|高层|领导人|领袖|元首|政要|外交官|议员|警方|军方|当局|官方|政府(?!军)|双方|两国|三国|四国|方面|方(?![式便法向案针])|"
    "双边|企业家|国王|女王|天皇|王储|教宗|外相|防相|防卫相|大臣|首脑|(?<!成)(?<!增)[议局署院处州市司厅省校]?长(?![期久])|将领|次卿|国会议员|贸谈代表|谈判代表|参谋长|指挥官|司令|军官)"
)
OFFICES = {
    "总统": "president",
    "总理": "premier",
    "首相": "premier",
    "国家主席": "president",
    "主席": "chair",
    "国务卿": "secretary",
    "外长": "foreign",
    "外交部长": "foreign",
    "外相": "foreign",
    "外交大臣": "foreign",
    "外务大臣": "foreign",
    "防长": "defence",
    "国防部长": "defence",
    "国防大臣": "defence",
    "财长": "finance",
    "财政部长": "finance",
    "财政大臣": "finance",
    "次卿": "under",
    "议长": "speaker",
    "卫生部长": "health",
    "国王": "king",
    "教宗": "pope",
    "署长": "head",
    "局长": "head",
    "特首": "chief",
    "行政长官": "chief",
    "市长": "mayor",
    "国家安全顾问": "adviser",
}
_compiled = sharing(HEAD)
GRAMMAR = Grammar(
    before_person=_compiled(
        rf"的?(?:(?:(?!会见|会晤|会谈|接见|拜会|之行|期间|召见){WORD}){{0,18}}?|(?:{WORD}{{0,8}}?主管|负责)[^，。；]{{2,24}}?的?)(?:{HEAD})的?\s*(?:[（(]{WORD}{{1,8}}[）)])?\s*|[籍裔]的?(?:{WORD}{{0,8}}{HEAD})?|"
    ),
    title_alone=_compiled(rf"{PREFIX}*{HEAD}\s*$"),
    title_ends=frozenset(title[-1] for title in (*title_names("zh-Hans"), *TITLES.split("|"))),
    chain=_compiled(rf"(?:驻|前|现任|新任|候任|{WORD}{{0,12}}?(?:与{WORD}{{2,6}}?)?(?:{HEAD})兼)?"),
    after_person=_compiled(
        rf"\s*(?:[（(][^（）()]{{1,60}}[）)])?\s*(?:{HEAD}|先生|女士|博士|等(?!待)人?|一行|夫妇|本人|[一二三两四五]人)*"
    ),
    officials=re.compile(
        rf"(?:的?(?:(?!周[一二三四五六日]|星期|举行|进行|召开|展开|[昨今明][天日]|曾|已|将|正在){WORD}){{0,6}}?|驻[ⒸⒶⓁ]{FILL}*(?:[ⒸⒶⓁ]{FILL}*)?{WORD}{{0,4}}?){OFFICE}+(?:的{WORD}{{0,4}}?{OFFICE}+)?(?:们)?"
    ),
    offices=OFFICES,
    possessor=_compiled(rf"s?的{WORD}{{0,18}}?{HEAD}\s*"),
    closing=re.compile(r"等人?$"),
    stand_in=re.compile(r"政府|当局|团队|阵营|竞选|时代|一家|家族|基金会|办公室|的(?:律师|发言人|助手|团队)"),
    joint=_compiled(
        rf"\s*(?:、|和|与|及|以及|跟|同|，?以及|，?和|暨|偕同|偕|/|-|－|—|,\s)\s*(?:其|该国|亲密盟友|盟友|盟国|邻国|时任|(?:即将)?卸任的|新任|候任|来访的|到访的|{WORD}{{1,3}}籍的?)?\s*(?:{WORD}{{1,12}}?{HEAD})?\s*"
    ),
)
BREAKS = re.compile(r"，(?!就)|[；：。！？“”「」『』\n]|,(?!\d)")
STOPS = re.compile(r"[。！？\n]")
GOVERNED = re.compile(
    r"(?:在|于|对|对于|向|从|自|由|据|根据|关于|针对|因|因应|为|给|把|将|以|被|代表|包括|陪同|陪|随同|带|促成?|批评|指责|"
    r"访问?|抵达?|赴|前往|飞往|来到|出访|谈到|提到|赞扬|感谢|强调|告诉|委托|称呼|[被自俗]称|当选|接替|成为|除了?|跟随|致函|透过|通过|引述|引用|"
    r"接受|会见|接见|拜会|拜访|会晤|宴请|欢迎|支持|反对|谴责|警告|质疑|声援|参加|出席|邀集|召集|邀请|应|(?<![问提谈说听看见想遭得收感])到|搭乘|乘坐|搭)$"
)
COMITATIVE = re.compile(
    rf"(?:(?<![参给赋付授干])与|(?<!附)和|(?<![如共陪合不认协赞等随])同|跟|偕|连同)(?:包括)?(?P<g>{ANY_PARTY})|(?<!附)[与和同跟](?:在|遭|被|已|刚|曾|因|受|正在)[^，。；：]{{2,28}}?的[^，。；：的{LETTERS}]{{0,8}}(?P<h>Ⓟ{FILL}*)|"
    rf"(?:(?<![参给赋付授干附])[与和跟]|(?<![如共陪合不认协赞等随一])同)[^，。；：、与和同跟在向对就说的了时呼要支反批访邀见给为是让请因所被把其{LETTERS}]{{1,10}}(?P<i>Ⓟ{FILL}*)"
)
HEAVY = re.compile(
    r"说|表示|表明|指出|认为|宣布|要求|批评|声称|呼吁|关系|问题上|之间的(?!会|谈|通|$)|称(?!为|呼)|[。；]"
)
PLACED = re.compile(rf"在[^，。；{LETTERS}]{{0,6}}[ⒸⓁ]{FILL}*(?:的?[ⒸⓁ]{FILL}*)*")
"""A phrase of place, which may stand between the parties and the trigger."""
ABOUT = re.compile(r"就.{1,40}?(?=举行|进行|展开|会谈|会晤|通|交换|磋商|谈判|$)")
PLANNED = re.compile(
    r"最好|应该|应当|应(?=[与和同就由尽])|必须|需要|将(?!军|于?近\d|相)|应会|按例|拟(?!定的)|计划|预计|预定|预料|预期|未来(?:几|数|两|一)?[个年天周日]|定于|有望|可望|即将|可能|希望|盼望?|期待|期盼|想(?![象像起到法])|邀请(?!了)|(?<![礼谦])让(?!步)|准备|打算|安排|同意|愿意?|"
    r"呼吁|提议|建议|敦促|促成|力促|寻求|争取|下周|明天|明日|下个?月|如果|若|是否|能否|何时|铺路|筹备|推动|要求|鼓励|授权|晚些时候|稍晚|稍后|传(?=[\d盼])|仍要|有意"
)
ORIGINALLY = re.compile(r"原本|原定|原订|本来")
HELD_WORDS = re.compile(r"刚刚|已经?(?!定|经?安排|经?计划|同意)|正在|曾")
REFUSED = re.compile(
    r"取消|告吹|拒绝|拒|不获|没有(?!必要)|没(?=有|能|安排|跟|和|与|见|会)|并未|未能|未获|尚未|从未|未曾|不会|不再|不可能|不存在|不愿|不想|不与|不同|无意|无法|不要|不得(?!不)|禁止|避免|否认|叫停|推迟|延期|搁置|延后|"
    r"原本|原定|原订|子虚乌有|不实|停止|暂停|中止|终止|中断"
)
AFTER_REFUSED = re.compile(
    r"^(?:(?!期间|时|之?后|令|使|让)[^，。；]){0,8}?(?:被?(?:取消|推迟|延期|延后|搁置|叫停|暂停)|[被遭]拒|告吹|未能成行|泡汤|破局)|^(?:会议)?(?:原定|原本|原订)|"
    r"^[^。；]{0,24}，(?:后|但|不过|却|最终|最后)[^，。]{0,8}(?:取消|推迟|延期|延后|搁置|告吹|未能成行)"
)
DENIED = re.compile(r"一事[^。；]{0,40}(?:不实|子虚乌有|并非事实|没有[^，。]{0,12}(?:安排|计划)|否认)")
"""报道部长访台一事，外交部澄清并无安排: what is reported and denied."""
AFTER_PLANNED = re.compile(
    r"(?:进行|展开)?(?:访问)?(?:的)?(?:计划|安排|邀请|行程计划|意愿|要求|可能)|(?:会议)?(?:将|定于|预定|预计|拟|有望|可望)"
)
REMOTE = re.compile(r"视频|视讯|线上|网络会议|网路|连线|电话|远程|虚拟|云端")
PRONOUN = re.compile(r"(?<![其吉])[他她](?!们|国|人|的)|自己")
LEADING_PRONOUN = re.compile(r"(?:但|而|随后|此前|之后|当时|同时|不过)?[他她](?!们|国|人|的)")
QUOTING = re.compile(r"[“「『]")
"""What begins the words of another."""
SPEECH_VERB = re.compile(r"说|表示|称|指|宣布|透露|认为|要求|希望|报道|报导|相信|批评|支持|反对")
BOTH = re.compile(r"双方|两人|二人|两国元首|两位领导人|两国领导人|两国")
LISTED = re.compile(r"[，、]")
TRAVELLERS = re.compile(r"渔船|船只|货轮|军舰|军机|班机|记者|学生|移民|难民|航班|留学|游客|流亡|居留|旅客|客机|避难|球队|比赛")
"""Words beside which an arrival is no visit."""
PURPOSE = re.compile(r"签署|演讲|发表演说|(?<![采专受])访(?!谈)|会谈|会议|会见|会晤|出席|开会|代表团|率团|官方|正式|受邀|应邀")
INTERVIEW = re.compile(r"(?:接受|受)[^，。]{0,12}?(?:访问|采访|专访)|采访|专访")
AS = re.compile(r"(?:以|作为|身为|应|受|搭乘|乘坐|搭)$")
"""以党主席身分访问, 应外长邀请访问, 搭乘空军专机抵达: not who visits."""
COMPANION = re.compile(r"(?:随同|陪同|随|与|和|同|偕|携)$")
NEAR = re.compile(r"(?:[^的说称表示反对支持要求，]{0,10})")
UNNAMED = re.compile(
    r"(?<![副前])(?:总统|总理|首相|国家主席|国务卿|外交?部?长|国防部?长|财政?部?长|[部署局院议州市司]长|特首|行政长官|教宗)(?![府办令])"
)
"""An office without a name, which hides a subject."""
OFFICIAL = re.compile(
    r"(?<![与和同跟向对被由及或暨偕、任当为以是副选])(?:(?:副|前)?(?:总统|总理|首相|主席|国务卿|外长|防长|财长|[部署局院议州市司处会校]长|特首|行政长官|教宗)|官员|高官|次官|[\d一二两三四五六七八九十百]+名|议员|特使|次卿|"
    r"代表团?|专家|学者|记者|团队|大使)(?![府办令选的任职]|大选|候选|期间|任内)"
)
"""总统批评议长访台: an office without a name between a name and the verb is the verb's subject."""
LED = re.compile(
    r"(?:率领?|率同|带领|派遣?|派出|偕同?|陪同|随同|带着)[^，。；]{0,24}?"
    r"(?:代表团|访问团|使节团|特使团|访团|团队|官员|议员|记者|团)"
)
"""率领了一个由90人组成的代表团: who is led hides no subject."""
SCHOLAR = re.compile(
    r"(?:教授|学者|专家|研究员|分析师|分析员|研究所所长|评论员|评论家|作家|作者|讲师|院士|发言人|执行主任|中心主任|研究主任|经济学家|研究生|博士)$"
)
"""Roles of those who speak about what others do."""
OTHERS = re.compile(r"我|你|他们|她们|大家|人们|专家|学者|记者|媒体|民众|官员|代表|人士|企业|厂商")
"""Words for subjects that no name stands for: where one is there, the subject isn't to be sought elsewhere."""
ADVERBS = re.compile(
    r"(?:[今昨前当日天早晨上中下午晚间月年周星期一二三四五六七八九十\d点时分也还又曾已将刚正另同稍其在此随即]|之后|接着|外|预计|计划|，)*"
)
"""A sentence that begins with nothing but these goes on about the one before's subject."""
WITH_UNNAMED = re.compile(r"(?:与|和|同|跟)(?P<title>总统|总理|首相|国家主席|国务卿|教宗)(?![府办令夫府])")
"""与总统会面: an office without a name behind the preposition."""
SHORT_QUOTE = re.compile(r"[“「『]([^“”「」『』，。]{1,12})[”」』]")
"""A quoted name (“2+2”), which ends no clause."""
OCCASION = re.compile(r"(?:时|中|期间|之?后|之?前|之际)$")
"""A fronted clause: 在同A会谈时，B表示."""
GATHERING = r"(?:会议|会谈|会晤|会见|峰会|座谈会?|磋商|谈判|通话|对话|宴会|晚宴|午宴|会面)"
DEFINITE = re.compile(
    rf"了?(?:此次|这次|这场|本次|该次|上述|当天的?|是次)[^，。；]{{0,8}}?{GATHERING}|"
    r"了?(?:会见|会谈|会晤)(?=[。，；]|$)"
)
"""出席了此次峰会, 参加会见: the gathering that was told of before."""
CHAIRED = re.compile(rf"(?:了|过)?由?(?P<g>Ⓟ{FILL}*)(?:亲自)?(?:主持|召集|召开|主办|举行|举办)的")
CHAIRS = re.compile(r"(?:[^，。；、的]{0,10})主持(?!人)")
THOSE_ARE = re.compile(r"[^，。；：]{0,12}?(?:的(?:还|领导)?(?:有|包括)|者(?:还?有|包括)|的人员(?:有|包括))：?")
"""参加座谈的有A、B等."""
ATTENDS = re.compile(r"(?:出席|参加|参与)(?:了|的)?$")
WITH_PRONOUN = re.compile(r"[与和同跟][他她](?!们|国|人|的)")
AT_END = re.compile(r"(?:了)?(?=[，。；]|$)")
WELCOMES = ("迎接", "接机", "接待", "接见", "设宴款待", "宴请")
"""Verbs of receiving that stand without an object where the guest was told of before."""
SIGNED_AT = re.compile(rf"在[^，。；的]{{0,6}}[ⓁⒶⒸ]{FILL}*")
"""在白宫签署: those who sign by post sign nowhere."""
SIGNED_ON = re.compile(r"\d[日号]|[昨今前][天日]|(?:周|星期)[一二三四五六日天]")
ABSENT = re.compile(r"(?:未|没有?|不|拒绝|无法)[^，。]{0,3}$")
"""Before a verb of attending: those who stayed away."""
