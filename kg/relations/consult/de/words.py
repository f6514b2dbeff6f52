"""German words: titles and offices, clause breaks, prepositions, cues of status, verbs of saying."""

from __future__ import annotations

import re

from kg.relations.consult.sharing import sharing
from kg.relations.consult.tables import title_words
from kg.relations.grammar import Grammar

OFFICE = (
    r"[\w-]*(?:[Pp]räsident|[Mm]inister|[Kk]anzler|[Pp]remier|[Cc]hef|[Bb]otschafter|[Bb]eauftragt|"
    r"[Gg]esandt|[Kk]önig|[Pp]rinz|[Pp]apst|[Ss]enator|"
    r"[Gg]ouverneur|[Bb]ürgermeister|[Gg]eneral|[Ss]ekretär|[Vv]orsitzend|[Dd]iplomat|[Ss]precher|[Bb]erater|[Kk]ommissar|"
    r"[Dd]irektor|[Ll]eiter|"
    r"[Ff]ührer|[Gg]ründer|[Tt]rainer|[Rr]ichter|[Vv]ize|[Rr]at|[Kk]andidat|[Mm]inisterpräsident|[Aa]bgeordnet|"
    r"[Rr]egierungschef|[Ss]taatschef|"
    r"[Aa]nwalt|[Aa]nwält|[Uu]nterhändler|[Aa]mtskollege?|[Kk]ollege?|[Kk]oordinator|[Ee]mir|[Ss]cheich|[Rr]epräsentant|"
    r"[Ff]raktionschef|Reverend|[Pp]farrer|[Pp]ater|Lord|Lady|Sir|[Gg]raf|[Hh]erzog|[Ss]chauspieler|[Ss]änger|[Aa]utor|"
    r"[Hh]istoriker|[Uu]nternehmer|Dr|Herr|Frau)"
    r"(?:innen|in|en|es|er|e|n|s|ern)?\.?"
)
HEAD = rf"(?:{title_words('de', besides=OFFICE)}|{OFFICE})"
"""Titles that `OFFICE` matches need no place of their own in it: no pattern below asks which branch it was, none lets a
choice of its decide where a match ends."""
ARTICLE = (
    r"(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Ee]ine?[mnrs]?|[Ss]eine?[mnrs]?|[Ii]hre?[mnrs]?|[Dd]essen|[Dd]eren)"
)
NO_ADJECTIVE = (
    r"(?:sagten?|trafen|treffen|besuchten?|empfingen|erklärten?|betonten?|wurden?|hatten?|haben|werden|sollten?|sollen|wollten?|"
    r"wollen|konnten?|können|telefonierten?|sprachen|sprechen|berieten|beraten|reisten?|forderten?|kritisierten?|begrüßten?|"
    r"warnten?|nannte|lobte|sowie|oder|aber|ohne|waren|kamen|kommen|führten?|unter|über|hinter|neben|gegen)"
)
"""Words that end like an adjective and are none."""
ADJECTIVE = rf"(?:(?!{NO_ADJECTIVE}\b)[\w-]+(?:e|en|er|em|es))"
FORMERLY = r"(?:früher|ehemalig|damalig|amtierend|neu|designiert|scheidend)e?[rnms]?"
"""Adjectives that stand before a title without an article; any word in -te or -en would take the verb as well."""
PEOPLE = (
    r"(?:Beamte[nr]?|Vertreter[ns]?|Regierung(?:en|svertretern?|schefs?)?|Delegation(?:en)?|Diplomat(?:en)?|Unterhändlern?|"
    r"Minister[ns]?|"
    r"[\w-]*[Mm]inister(?:in|s|n)?|[\w-]*[Pp]räsident(?:en|in)?|Kanzler(?:in|s)?|Kollegen?|Amtskollegen?|Führung|"
    r"Staatschefs?|Premier(?:s)?|"
    r"[\w-]*[Vv]ertretern?|[\w-]*[Bb]eamten|Botschafter(?:in|s|n)?|Behörden|Spitze|Staats- und Regierungschefs?|"
    r"Außenminister(?:n|s|in)?|Seite|Generäle|"
    r"[\w-]*[Pp]olitikern?|Spitzen|Abgesandten?|Chefdiplomat(?:en|in)?|Truppen|Militärs|Experten)"
)
_compiled = sharing(HEAD)
GRAMMAR = Grammar(
    before_person=_compiled(
        rf"(?:['’]?s)?(?:-|\s+)(?:(?:{ADJECTIVE}|[A-ZÄÖÜ][\w-]*|für|und|des|der|im|von)\s+){{0,4}}?{HEAD}\s+(?:a\.\s?D\.\s+)?"
    ),
    title_alone=_compiled(
        rf"(?:\b{ARTICLE}\s+(?:{ADJECTIVE}\s+){{0,2}}|\b{FORMERLY}\s+)?\b{HEAD}(?:\s+und\s+[\w-]+)?\s+$"
    ),
    chain=re.compile(r"(?:-|\s+|s\s+)(?:frühere[nrs]?\s+)?"),
    after_person=re.compile(r"\s*\([^()]{1,80}\)"),
    officials=re.compile(rf"(?:-|\s+(?:und\s+)?)(?:(?!und\b){ADJECTIVE}\s+){{0,2}}?{PEOPLE}\b"),
    people_of=re.compile(
        r"\b(?:[Dd]ie\s+)?[\w-]*(?:[Mm]inister|[Pp]räsidenten|[Cc]hefs|[Vv]ertreter|[Dd]elegationen|[Uu]nterhändler|"
        r"[Bb]otschafter|[Ss]pitzen|[Gg]eneräle)n?\s+"
        r"(?:von|aus|der)\s+(?:der\s+|den\s+)?$"
    ),
    attributed=re.compile(
        r"\s+(?:[a-zäöü][\w-]*(?:e|en|er|em|es)\s+)?(?!(?:Ⓟ|Ⓒ))(?:[A-ZÄÖÜⓄⒶⓁ])|\s+(?:[a-zäöü][\w-]*(?:e|en|er|em|es))\s+[A-ZÄÖÜⓄⒶⓁ]"
    ),
    trailing=re.compile(
        r"\s(?:und|sowie|wie auch)\s(?:(?:die|den|der)\s)?(?:andere|weitere|etliche|zahlreiche|mehrere|viele|einige|diverse|"
        r"zwei|drei|vier|"
        r"Vertreter|Mitglieder|hochrangige|führende|Spitzen)\w*"
    ),
    joint=_compiled(
        rf"\s*(?:,\s*und|,\s*sowie|,|und|sowie|wie auch|-|–|"
        rf"/)\s*(?:auch\s+)?(?:{ARTICLE}\s+)?(?:{ADJECTIVE}\s+)?(?:{HEAD}\s+und\s+)?"
    ),
    final=re.compile(r"\bund\b|sowie|wie auch|^\s*[-–/]\s*$"),
    apposition=_compiled(rf",\s+(?:{ARTICLE}\s+)?[^,;:.\"„“]{{0,60}}?\b{HEAD}\b[^,;:.\"„“]{{0,60}},(?=\s)"),
    possessor=_compiled(rf"(?:s|s?['’]s?)\s+(?:{ADJECTIVE}\s+){{0,2}}{HEAD}\s+"),
    inverse=_compiled(
        rf"\b(?:{ARTICLE})\s+(?:(?!\bmit\b|\bund\b)[^,;:.\"„“]){{0,50}}?\b{HEAD}\b[^,;:.\"„“]{{0,40}},\s+$"
    ),
    stand_in=re.compile(
        r"-?(?:s)?[\s-](?:Regierung|Administration|Lager|Team|Sprecher|Anwält|Anwalt|Berater|Stiftung|Familie)"
    ),
    offices={
        "Präsident": "president",
        "Präsidenten": "president",
        "Präsidentin": "president",
        "Staatspräsident": "president",
        "Ministerpräsident": "premier",
        "Ministerpräsidenten": "premier",
        "Premier": "premier",
        "Premierminister": "premier",
        "Premierministerin": "premier",
        "Kanzler": "chancellor",
        "Kanzlerin": "chancellor",
        "Bundeskanzlerin": "chancellor",
        "Bundeskanzler": "chancellor",
        "Außenminister": "foreign",
        "Außenministerin": "foreign",
        "Außenministers": "foreign",
        "Verteidigungsminister": "defence",
        "Finanzminister": "finance",
        "König": "king",
        "Staatschef": "president",
    },
)
BREAKS = re.compile(r"[;:„“”\"»«—]| – |,(?!\d)|\n")
GOVERNED = re.compile(
    r"\b(?:in|im|ins|aus|von|vom|bei|beim|nach|für|gegen|gegenüber|über|durch|wegen|laut|unter|zu|zum|zur|an|am|auf|um|vor|"
    r"seit|ohne|zwischen|bis|"
    r"trotz|während|hinter|neben|als|wie|statt|innerhalb|außerhalb|anti|pro|so)[\s-]+(?:(?:der|dem|den|des|die|das|einem|"
    r"einer|einen|ein|seine\w*|ihre\w*)\s+)?"
    r"(?:[\w-]+(?:en|er|em)\s+)?$",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"[A-ZÄÖÜ][\w-]+\s+(?:[Dd]er|[Dd]es)\s+(?:\w+en\s+)?$")
WITH = re.compile(
    r"\bmit\s+(?:(?:der|dem|den|seine[mnr]|ihre[mnr]|deren|dessen|einem|einer)\s+)?(?:[\w-]+(?:en|er|em)\s+){0,2}(?:auch\s+)?$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:er|sie|Er|Sie|ihm|ihr)\b")
PLANNED = re.compile(
    r"\b(?:wird|werden|würde|soll|sollen|sollten|sollte|will|wollen|wollte|möchte|plan(?:t|en|te)|geplant\w*|erwartet|"
    r"voraussichtlich|demnächst|kommende\w?|nächste\w?|"
    r"morgen|bevorstehend\w*|ein(?:ge)?l(?:ä|a|u)d\w*|Einladung|vorgesehen|angekündigt\w*|könnte|kann|können|"
    r"beabsichtig\w*|dürfte|bereit|hoff\w*|vereinbar\w* (?:ein|weitere)\w*|zu treffen|zu empfangen|"
    r"zu besuchen|zu sprechen|zu reisen|anberaumt\w*|hofft|forder\w+|schl[aä]gt\w*|Vorschlag|angestrebt\w*)\b"
)
PASSIVE_PAST = re.compile(r"\b(?:wurde|wurden|worden)\b")
HEARSAY = re.compile(
    r"\b(?:soll|sollen|will|dürfte|dürften|könnte|könnten)\b[^;:]*\b(?:ge\w+(?:t|en)|be\w+(?:t|en)|\w+(?:ge)\w+(?:t|en)|"
    r"telefoniert|empfangen) "
    r"(?:haben|sein)\b"
)
"""'soll sich mit B getroffen haben': told as having been."""
REFUSED = re.compile(
    r"\b(?:abgesagt\w*|absag\w+|sagte\w? [^,]{0,60} ab\b|verweiger\w+|abgelehnt\w*|lehn\w+|kein\w*|nicht|nie|"
    r"niemals|verzicht\w*|verschob\w*|verschoben\w*|ausgesetzt\w*|gestrichen\w*|"
    r"geplatzt\w*|platz\w+|dementier\w+|bestritt\w*|bestreitet|weiger\w+|abgebrochen\w*|ohne)\b|\bab\s*$"
)
TEMPORAL = re.compile(
    r"\b(?P<prep>[Nn]ach|[Vv]or|[Bb]eim?|[Ww]ährend|[Aa]m Rande) (?:(?:eine[mnrs]?|de[mnrs]|seine[mnrs]?|ihre[mnrs]?|"
    r"diese[mnrs]?) )?(?:[\w-]+(?:en|er|em) ){0,2}$"
)
"""Before a noun that says only when something else happened."""
ADVERSE = re.compile(r"\b(?:abgesagt|geplatzt|verschoben|gescheitert|ausgefallen|verweigert)\w*")
AHEAD = re.compile(r"\b(?:geplant|bevorstehend|kommend|nächst|künftig|anstehend|vorgesehen)\w*")
REMOTE = re.compile(r"\b(?:[Tt]elefon\w*|[Vv]ideo\w*|virtuell\w*|online)\b")
SPORT = re.compile(
    r"\b(?:Minuten?|Tore?|Treffer|Schuss|Lupfer|Elfmeter|Pfosten|Latte|Vorlage|Halbzeit|Wiederanpfiff|Anpfiff|Ball|"
    r"Siegtreffer|Führung|"
    r"Ausgleich|Bundesliga|Finale|Halbfinale|Viertelfinale|Runde|Pass)\b|\d:\d"
)
RELATIVE = re.compile(r"\s*(?:der|die|das|den|dem)\b")
PURPOSE = re.compile(
    r"\b(?:\w*[Gg]espräch\w*|\w*[Tt]reffen|offiziell\w*|\w*[Bb]esuch\w*|\w*[Gg]ipfel\w*|Delegation\w*|treffen|sprechen)\b"
)
UNNAMED = re.compile(
    r"\b(?:(?:[Dd]er|[Dd]ie) (?=\w)|(?=Bundespräsident|Bundeskanzler))(?P<title>Präsident(?:in)?|Bundespräsident(?:in)?|"
    r"Papst|Minister(?:in)?|Senator(?:in)?|"
    r"Bürgermeister(?:in)?|Botschafter(?:in)?|Gouverneur(?:in)?|Premierminister(?:in)?|US-Präsident|"
    r"Ministerpräsident(?:in)?|Premier(?:minister(?:in)?)?|"
    r"(?:Bundes)?[Kk]anzler(?:in)?|"
    r"Außenminister(?:in)?|Verteidigungsminister(?:in)?|Finanzminister(?:in)?|König)(?= )(?! (?:der|des|von)\b)"
)
"""An office without a name as subject."""
GATHERING = re.compile(
    r"\b(?:\w*[Tt]reffen|\w*[Gg]ipfel\w*|\w*[Gg]espräch\w*|\w*[Ss]itzung|\w*[Kk]onferenz|\w*[Ee]ssen|\w*[Vv]erhandlungen|"
    r"\w*[Kk]onsultationen|\w*[Uu]nterredung|\w*[Ee]mpfang|\w*[Zz]usammenkunft|Veranstaltung|\w*[Ff]orum)\b"
)
DEFINITE = re.compile(
    r"\bdaran\b|\b(?:an dem|an diesem|an der|an den|an diesen) (?:\w+ )?"
    r"\w*(?:[Tt]reffen|[Gg]espräch\w*|[Ss]itzung|[Vv]erhandlungen)\b"
)
"""'Auch C nahm an dem Treffen teil': the one that was told of before."""
FREED = re.compile(r"\bunter (?:der )?(?:Leitung|Führung) (?:von |des |der )(?:\w+en )?$")
"""Words of `GOVERNED` that let a phrase be a subject: 'eine Delegation unter Leitung von A besuchte'."""
PRESS = re.compile(
    r"\b(?:\w*[Jj]ournalist\w*|Reporter\w*|Moderator\w*|Pressekonferenz\w*|Interview\w*|Frage|Worten|Publikum|"
    r"Zuschauer\w*)\b"
)
"""Words beside which greeting someone is no reception."""
