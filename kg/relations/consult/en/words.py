"""English words: titles and offices, clause breaks, prepositions, cues of status, verbs of saying."""

from __future__ import annotations

import re

from kg.relations.consult.sharing import sharing
from kg.relations.consult.tables import title_words
from kg.relations.grammar import Grammar

LETTERS = "ⓅⒸⒶⓄⓁ"
HEAD = (
    rf"(?:{title_words('en')}|[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|[Mm]inister|[Ss]ecretary|"
    rf"[Ss]ecretary of [Ss]tate|"
    r"[Ss]ecretary of [Dd]efen[cs]e|[Ss]ecretary-[Gg]eneral|[Aa]mbassador|[Ee]nvoy|[Kk]ing|[Qq]ueen|[Pp]rincess|"
    r"[Pp]rince|[Pp]ope|[Ee]mperor|"
    r"[Ss]enator|Sen\.|Rep\.|Gov\.|[Gg]overnor|[Mm]ayor|[Gg]eneral|Gen\.|[Aa]dmiral|[Dd]irector|[Cc]hair(?:man|woman|"
    r"person)?|[Ll]eader|"
    r"[Cc]hief|[Aa]dvis[eo]r|[Dd]iplomat|[Ss]pokes(?:man|woman|person)|[Ss]peaker|[Jj]udge|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|"
    r"Dame|Lord|Lady|"
    r"[Rr]epresentative|[Cc]ommissioner|[Cc]ounterpart|CEO|[Ff]ounder|[Cc]oach|[Ll]awmaker|MP|[Hh]ead|[Nn]egotiator|[Cc]oordinator|"
    r"[Bb]oss|[Ee]xecutive|[Cc]hair|[Cc]o-founder|[Oo]wner|[Ff]inancier|[Bb]illionaire|[Tt]ycoon|[Hh]istorian|[Aa]uthor|"
    r"[Aa]ctor|[Aa]ctress|"
    r"[Ss]inger|[Bb]aroness|[Bb]aron|[Dd]uke|[Dd]uchess|[Aa]rchbishop|[Rr]abbi|[Aa]yatollah|[Ss]heikh?|[Ee]mir|[Ss]ultan|"
    r"[Tt]aoiseach|"
    r"[Cc]olonel|Col\.|[Mm]arshal|[Mm]ajor|[Ss]trongman|[Cc]aptain|[Aa]ctivist|[Dd]issident|[Jj]ournalist|[Ww]riter|"
    r"[Nn]ominee|[Cc]hallenger|"
    r"[Pp]redecessor|[Ss]uccessor|[Rr]ival|[Aa]lly|[Aa]ide|[Ss]trategist|[Ii]nvestor|[Ss]tar|[Aa]dministrator|[Dd]eputy|"
    r"[Aa]ssistant|[Aa]cademician|Professor|[Bb]ishop|[Cc]ardinal|[Cc]olleague|[Ll]awyer|[Cc]andidate)"
)
SOFT = (
    r"(?:(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|On|In|At|After|Before|When|While|But|And|As|Then|Last|Next|Yesterday|Today)\b)[A-Z][\w.-]*|deputy|"
    r"vice|prime|foreign|defen[cs]e|national|security|special|top|former|then|chief|senior|trade|finance|"
    r"interior|health|state|and|of|for|the|acting|outgoing|newly|elected|new|climate|board|film|military|affairs|homeland|"
    r"first|nuclear|tribal|political|religious|regional|local|federal|diplomatic|economic|opposition|intelligence|"
    r"central|bank|party|royal|exiled|ousted|veteran|current|incoming|interim|executive|chief|crown|right-wing|left-wing|far-right|"
    r"centre-left|centre-right|rightwing|leftwing|hardline|conservative|liberal|socialist|communist|nationalist|"
    r"rebel|guerrilla|separatist|acting|retired|fellow|billionaire)"
)
PEOPLE = (
    r"(?:officials?|leaders?|ministers?|president|prime minister|premier|chancellor|diplomats?|negotiators?|"
    r"delegations?|delegates|envoys?|"
    r"governments?|authorities|representatives|lawmakers|secretary|ambassador|generals?|counterparts?|teams?|sides?)"
)
_compiled = sharing(HEAD)
GRAMMAR = Grammar(
    before_person=_compiled(
        rf"(?:['’]s?)?\s+(?!and\s)(?:{SOFT},?\s+){{0,6}}?{HEAD}(?:-elect)?(?:\s+for\s+(?:{SOFT}\s+){{1,4}})?\s*,?\s*"
    ),
    title_alone=_compiled(
        rf"(?:\b[Tt]he\s+)?(?:\b(?!(?:and|of|for)\b){SOFT}\s+(?:{SOFT}\s+){{0,3}})?\b{HEAD}(?:-elect)?\s+$"
    ),
    chain=re.compile(r"(?:['’]s?)?\s+(?:former\s+|then\s+|new\s+)?"),
    after_person=re.compile(r"\s*\([^()]{1,60}\)|(?:,\s\d\d?,)"),
    officials=re.compile(rf"(?:['’]s?)?\s+(?:(?!and\b|or\b){SOFT}\s+){{0,3}}?{PEOPLE}\b"),
    people_of=re.compile(
        r"\b(?:[Tt]he\s+(?:[a-z]+\s+){0,2}|(?:(?i:top|senior|foreign|defen[cs]e|trade|finance|military|high-level|several|"
        r"other|some)\s+){0,2})"
        r"(?i:ministers|presidents|premiers|leaders|officials|delegations|negotiators|envoys|"
        r"ambassadors|diplomats|representatives|troops|generals)\s+"
        r"(?:of|from)\s+(?:the\s+)?(?:both\s+)?$"
    ),
    attributed=re.compile(
        r"-(?:[a-z]+)\b|\s+(?!(?:in|on|for|to|at|and|or|from|with|during|after|before|next|last|this|as|by|again|since|over|"
        r"despite|yesterday|today|"
        r"tomorrow|between|alongside|without|because|but|until|through|that|which|who|was|were|is|are|has|had|have|will|"
        r"would|could|should|"
        r"may|might|can|under|about|if|so|then|now|not|also|said|say|says|told|want\w*|agreed|met|held|hold)\b)(?:[a-z]{2,}|[ⓄⒶⓁ])"
    ),
    trailing=re.compile(
        r",?\s(?:and|as well as|along with)\s(?:other|others|several|senior|many|two|three|four|top|some|various|foreign|"
        r"key|a number|"
        r"representatives|officials|leaders|members|ministers)\b"
    ),
    joint=re.compile(
        r"\s*(?:,\s*and|,\s*as well as|,|and|&|as well as|along with|together with|-|–|/)\s*(?:then\s+)?(?:the\s+|"
        r"his\s+|her\s+|its\s+)?"
    ),
    final=re.compile(r"\band\b|&|as well as|along with|together with|^\s*[-–/]\s*$"),
    apposition=_compiled(
        rf",\s+(?!(?:\w+ed|\w+ing|met|held|told|flew|went|came|took|gave|made|will|would|has|had|have|is|was|were|and|but|"
        rf"or|which|where|when|"
        rf"while|after|before|calls|meets|visits|hosts|urges|tells|welcomes)\b)"
        rf"(?:who\s+(?:is|was|heads|leads|chairs)\b(?!\s\w+ing\b|\sin\b|\sdue\b|\sto\b)[^,;:.]{{2,90}}|"
        rf"[^,;:.\"“”]{{0,60}}?\b{HEAD}\b[^,;:.\"“”]{{0,70}}),(?=\s)"
    ),
    possessor=_compiled(rf"s?['’]s?\s+(?:{SOFT},?\s+){{0,6}}?{HEAD},?\s+"),
    inverse=_compiled(
        rf"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+(?:(?!\bwith\b|"
        rf"\band\b)[^,;:.\"“”]){{0,60}}?\b{HEAD}\b[^,;:.\"“”]{{0,50}},\s+$"
    ),
    stand_in=re.compile(
        r"(?:['’]s?)?\s+(?:administration|government|campaign|team|era|family|foundation|spokes|allies|aides?|lawyers?)"
    ),
    offices={
        "president": "president",
        "President": "president",
        "prime minister": "premier",
        "Prime Minister": "premier",
        "premier": "premier",
        "chancellor": "chancellor",
        "Chancellor": "chancellor",
        "foreign minister": "foreign",
        "Foreign Minister": "foreign",
        "foreign secretary": "foreign",
        "Foreign Secretary": "foreign",
        "secretary of state": "secretary",
        "Secretary of State": "secretary",
        "defence minister": "defence",
        "defense minister": "defence",
        "Defense Minister": "defence",
        "Defence Minister": "defence",
        "ambassador": "ambassador",
        "king": "king",
        "King": "king",
    },
)
BREAKS = re.compile(
    r"[;:“”\"—]| – |,(?!\s*\d)|\b(?:that|which|who|whom|when|where|while|after|before|because|but|if|following|during)\b|\n"
)
GOVERNED = re.compile(
    r"\b(?:of|in|on|at|to|from|by|for|about|against|over|under|with|between|among|via|like|than|through|into|towards?|near|outside|"
    r"despite|without|called|named|told|asked|urged|as|including|behalf of|according to|and|or|non|anti|"
    r"pro)[\s-]+(?:the\s+|a\s+|an\s+|his\s+|her\s+)?$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she|his|her|He|She|His|Her)\b")
MET_THERE = re.compile(
    r"\b(?:agreed|said|announced|discussed|signed|decided|vowed|pledged|failed|reached|will discuss|would discuss|"
    r"are to discuss)\b[^;:]*?"
    r"\b(?:after|at|during|in) (?:their |the |two days of |hours of |overnight |a |late-night |marathon )?(?:[\w-]+ )?$"
)
"""Between two persons and the noun: 'A and B agreed after overnight (talks)'."""
HAD_WANTED = re.compile(r"\bhad (?:wanted|hoped|planned|intended|been due|been scheduled)\b")
HE = re.compile(r"\b(?:he|she)\b")
THEY = re.compile(r"\b(?:[Tt]hey|[Tt]he (?:two|pair|duo)|[Bb]oth(?: (?:men|sides|leaders|women|ministers))?)\b(?! of)")
BEGAN = re.compile(
    r"\b(?:began|begun|started|used|managed|able|continued|came|got|returned|went on|first|last|resumed|happened|pleased|delighted|"
    r"honou?red|glad)\sto\s(?:\w+\s)?$"
)
"""Before an infinitive that tells of what was: 'began to visit', 'the first to meet'."""
PLANNED = re.compile(
    r"\b(?:will|would|shall|plans?|planned|planning|due|set to|scheduled|expected|expects?|hopes?|hoping|wants?|"
    r"agreed to|agree to|is to|are to|to (?:meet|hold|visit|travel|host|receive|speak|talk|discuss|open|begin|start)|"
    r"invit\w+|next|upcoming|may|might|could|should|about to|intends?|propos\w+|tomorrow|ahead of|possible|"
    r"potential|prepar\w+|seek\w*|offer\w*|"
    r"future|open to|press(?:ed|es|ing) for|push(?:ed|es|ing) for|in favou?r of|demand\w*|promis\w+|pledg\w+ to|looking forward|"
    r"threaten\w*|request\w*|call(?:s|ed|ing) for|trying to|tried to|arrange|ready|willing|can|forthcoming|urg\w+)\b|['’]ll\b"
)
REFUSED = re.compile(
    r"\b(?:cancel\w*|refus\w+|declin\w+|reject\w*|postpon\w+|call(?:s|ed|ing)? off|scrap\w*|not|never|no|den(?:y|"
    r"ies|ied)|rul(?:e|ed|ing) out|"
    r"suspend\w*|halt\w*|put off|snub\w*|cannot|failed to|unable|avoid\w*|skip\w*|break(?:ing)? off|broke off|"
    r"instead of)\b|n['’]t\b"
)
AFTER_REFUSED = re.compile(
    r"^[^.;]{0,80}?, but [^.;,]{0,40}?\b(?:rejected|refused|declined|turned (?:it|them|him|her) down|"
    r"cancell?ed|ruled (?:it|them) out)\b|"
    r"^[^.;]{0,60}?\b(?:(?:was|were|been|be|is|are) (?:\w+ )?(?:cancell?ed|postponed|called off|scrapped|"
    r"suspended|put on hold|delayed)|on hold|fell through)"
)
AFTER_PLANNED = re.compile(
    r"^[^.;,]{0,80}?\b(?:(?:is|are|was|were) (?:due|set|scheduled|likely) to|will take place|is planned|are planned|"
    r"is scheduled|next (?:week|month|year)|tomorrow|"
    r"is expected|are expected|in the coming)"
)
REMOTE = re.compile(
    r"\b(?:phone|telephone|video|virtual|virtually|online|by telephone|videoconference|teleconference)\b|call\b"
)
INVITED_TO = re.compile(r"\s+(?:to|for)\s+(?:[\w-]+\s+){0,3}?(?:meeting|talks|summit|dinner|lunch|discussions)\b")
MODIFIES = re.compile(
    r"\s+(?!(?:in|on|for|to|at|and|or|from|with|during|after|before|next|last|this|as|by|again|since|twice|earlier|later|"
    r"where|when|while|amid|over|"
    r"despite|together|yesterday|today|tomorrow|between|alongside|without|because|but|early|late|until|through|that|which|who|"
    r"was|were|is|are|has|had|will|would|could|should|may|might|came|comes|under|within|about|if|so|then|now|not|only|just|"
    r"shortly|following|recently)\b)[a-z]{3,}"
)
PURPOSE = re.compile(r"\b(?:talks|meet\w*|official|visit\w*|summit|delegation|state visit|discuss\w*)\b")
BEFORE_NOUN = re.compile(r"\b(?:an?|the|this|that|another|his|her|their)\s+$", re.IGNORECASE)
"""'an Oval Office meeting' is no meeting of the Oval Office."""
FRONTED = re.compile(
    r"\W*(?:When|After|Before|During|While|As|In|On|At|Following|Ahead of|Since|Within|Amid|Hours|Days|Weeks)\b"
)
UNNAMED = re.compile(
    r"\b[Tt]he (?P<title>president|prime minister|premier|chancellor|foreign minister|foreign secretary|"
    r"secretary of state|defen[cs]e minister|finance minister|home secretary|king|queen|pope|minister|secretary|senator|governor|"
    r"mayor|ambassador|envoy|general|president-elect)\b(?!['’]s| of\b|-)"
)
"""An office without a name as subject."""
UNNAMED_OBJECT = re.compile(
    r"\s+(?:the|his|her|its|their)\s+(?:(?:visiting|new|then|former|outgoing)\s+)?(?P<title>president|prime minister|"
    r"premier|chancellor|"
    r"foreign minister|foreign secretary|secretary of state|defen[cs]e (?:minister|secretary)|finance minister|"
    r"home secretary|king|queen|"
    r"pope|minister|senator|governor|mayor|ambassador|envoy|secretary-general)(?=\s(?:in|on|at|for|to|and|last|this|during|"
    r"before|after|"
    r"yesterday|today|about|over|earlier|later|again)\b|[.,;]|$)"
)
"""An office without a name as object."""
URGED = re.compile(
    r"\b(?:urged|asked|told|wanted|invited|persuaded|allowed|forced|encouraged|advised|expected)\s(?:him|her)\sto\b"
)
AND = re.compile(r"\band\s(?:the\s)?$")
AS = re.compile(r"\b[Aa]s\s$")
VERB = re.compile(
    r"\s(?:\w+ly\s)?(?:was|were|is|are|had|has|prepare[sd]?|met|meets?|held|holds?|began|begins?|left|leaves|flew|flies|"
    r"arriv\w+|travell?\w*|"
    r"visit\w*|host\w*|welcom\w+|receiv\w+|tries|tried|seeks?|sought|hopes?|looks?)\b"
)
FREED = re.compile(r"(?:^|,\s)(?:and|but)\s(?:the\s)?$|\b(?:led|headed)\sby\s(?:the\s)?$")
"""Words of `GOVERNED` that let a phrase be a subject: '..., and Jake Sullivan met', 'a delegation led by A visited'."""
OBJECT = re.compile(
    r"\b(?:met|meets?|meeting|visited|visiting|hosted|hosting|received|receiving|greeted|welcomed|summoned|told|urged|"
    r"represent\w*|backed|defended|attacked|blamed|appointed|nominated|elected|defeated|beat|saw|asked|replac\w+|joined|"
    r"thanked|phoned|accused|praised|criticis?z?ed|succeeded|replaced|supported|briefed|invited)\s(?:the\s|his\s|her\s|its\s)?$"
)
"""Verbs whose object stands behind them: 'A met B and flew on for talks with C' is no contact of B and C."""
TOLD = re.compile(
    r"\s(?:has\s|had\s|also\s|have\s)*(?:told|assured|urged|warned|asked|informed|briefed|thanked|congratulated|reminded|pressed)\s"
)
SEPARATE = re.compile(r"\bseparate(?:ly)?\b")
DEFINITE = re.compile(r"\s(?:the|this|that|their)\s(?:same\s)?(?:meeting|talks|dinner|lunch|session|negotiations)\b")
"""'C also attended the talks': the ones that were told of before."""
OBJECT_PRONOUN = re.compile(
    r"\s+(him|her)(?=\s+(?:in|at|on|for|to|during|again|last|this|and|after|before|yesterday|today|there|twice|earlier|when|"
    r"about)\b|[.,;]|$)"
)
