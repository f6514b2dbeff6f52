
"""German."""

from __future__ import annotations

from kg.languages.language import Language, words

STOPWORDS = words(
    """
    der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie
    nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man
    sein wurde sei prozent hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines jahr
    zwei jahren diese dieser wieder keine seiner worden will zwischen immer was sagte gibt alle seit muss wurden beim
    doch jetzt waren drei jahre neue neuen damit bereits da auch ihr seinen müssen ab ihrer ohne sondern selbst mich
    daß etwa laut sowie hätten hätte seien während werde würde diesem dieses unser uns ihn ihm ihnen
    """
)

ABBREVIATIONS = words(
    """
    Dr Prof Hr Fr Frl St Sankt Nr Nrn Str Abs Art Bd Bde Kap Jh Jhd Jhs Mio Mrd Tsd ca bzw usw etc evtl ggf inkl exkl
    vgl sog gem lt max min Mr Mrs Ms Jr Sr Ing Dipl Mag Hon Gen Lt Col Maj phil med jur rer nat Abb Anm Hrsg Aufl geb
    gest verh ehem u.a z.B d.h i.d.R u.U z.T o.ä u.ä v.a s.o s.u m.E i.V a.D n.Chr v.Chr Chr U.S u z d v o i a.M
    Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di Mi Do Fr Sa So Tel Min Std Sek bspw zzgl einschl insb
    Reg Red Mitt dpa-AFX Co e.V i.S a.a.O
    """
)

LANGUAGE = Language(
    tag="de",
    name="German",
    stopwords=STOPWORDS,
    abbreviations=ABBREVIATIONS,
    before_numbers=words("Nr Nrn Art Abs Kap Bd Abb S Ziff Rn"),
    lines=(
        r"(anzeige|werbung|sponsored|advertorial)( \(weiter .{0,40})?",
        r"(teilen|twittern|drucken|merken|weiterleiten|kommentieren|kommentare?( \(\d+\))?|versenden|e-?mail|facebook|twitter|x|"
        r"whatsapp|xing|linkedin|telegram|pocket|flipboard|link kopieren|artikel (teilen|drucken|merken|anhören)|"
        r"mehr|weiterlesen|weiter|zurück|nach oben|startseite|menü|suche|anmelden|abmelden|registrieren|abonnieren|"
        r"newsletter|schließen|bild|video|foto|fotostrecke|bildergalerie|quelle)[\s:.,!|/·•>»…-]*",
        r"((teilen|drucken|facebook|twitter|whatsapp|e-?mail|xing|linkedin|pinterest)[\s|/·•,]*){2,}",
        r"(mehr (zum thema|dazu|lesen)|lesen sie (auch|mehr|dazu)|siehe auch|zum thema|weitere informationen):?.{0,160}",
        r"(stand|aktualisiert|veröffentlicht|erstellt|zuletzt aktualisiert)( am)?:? .{0,40}\d{4}.{0,24}",
        r"(foto|bild|bildquelle|fotoquelle|fotos|quelle|grafik|video)s? ?[:/©] ?\S+( \S+){0,4}",
        r"\((foto|bild|quelle|grafik|fotos)s?: [^()]{1,100}\)",
        r"(wir verwenden|diese (web)?seite verwendet|diese website nutzt|wir nutzen) cookies.{0,300}",
        r"(alle )?cookies? (akzeptieren|ablehnen|verwalten)|datenschutz(erklärung)?|impressum|nutzungsbedingungen|agb",
        r"(melden sie sich|jetzt|hier) .{0,60}(newsletter).{0,80}",
        r"(folgen sie|folge) uns (auf|bei|in) .{0,80}",
        r"(einen )?kommentar (hinterlassen|schreiben|verfassen)|diskutieren sie mit.{0,60}|antworten",
        r"\((apa|dpa|afp|reuters|ap|red|sda|ots|epd|kna|dapd|sid)([/, ]+[\w.-]{2,10}){0,5}"
        r"([, ]+\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4})?\)",
        r"vor \d+ (minuten?|stunden?|tag(en)?)|lesezeit:? .{0,20}minuten?",
        r"von unseren? .{0,30}korrespondent(in)? .{2,50}",
    ),
    starts=(
        r"(©|\(c\)|copyright\b)\s*(\(c\)|©|by\b|\d{4}|alle rechte)",
        r"alle rechte (vorbehalten|reserviert)",
        r"(dieser|dieses) (artikel|text|material|inhalt) (darf|ist urheberrechtlich)",
    ),
    tails=(
        r"\((apa|dpa|afp|reuters|red|sda|ots|epd|kna|dapd|sid)([/, ]+[\w.-]{2,12}){0,5}"
        r"([, ]+\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4})?\)",
        r"\(((foto|bild|fotos|grafik)s?|quelle|archivbild|symbolbild): [^()]{1,100}\)",
        r"(?<=[.!?“\")]) (foto|bild|quelle|grafik)s?: \S+( [^\s.]+){0,5}",
        r"(…|\.\.\.)\s*(mehr|weiterlesen|mehr lesen)\s*[»>→]*",
        r"\((schluss|ende|wird fortgesetzt)\)",
    ),
    endings=(
        r"(einen )?kommentar (hinterlassen|schreiben|verfassen)|diskutieren sie mit|leserkommentare",
        r"(meistgelesen|am meisten gelesen|beliebt|das könnte (sie|dich) auch interessieren|empfehlungen( der redaktion)?)",
    ),
    related=(
        r"mehr (zum thema|dazu|aus .{1,30}|artikel|nachrichten|über .{1,40})|zum thema|weitere (artikel|meldungen|themen|"
        r"links|nachrichten)|lesen sie auch|siehe auch|verwandte (artikel|themen)|links( zum thema)?|themen|schlagworte",
    ),
    sites=(
        r"der spiegel|spiegel online|die zeit|zeit online|faz(\.net)?|sz\.de|süddeutsche(\.de| zeitung)?|tagesschau(\.de)?|"
        r"zdf(heute)?|deutschlandfunk( kultur)?|dlf|dw|deutsche welle|die welt|welt|n-tv(\.de)?|ntv|focus online|stern(\.de)?|"
        r"handelsblatt|taz(\.de)?|der tagesspiegel|tagesspiegel|bild(\.de)?|nzz|neue zürcher zeitung|srf|orf(\.at)?|"
        r"der standard|derstandard\.(at|de)|die presse|diepresse\.com|kurier|mdr|ndr|wdr|br24|frankfurter rundschau|fr\.de|"
        r"tages-anzeiger|news\.at|heise online|golem\.de",
    ),
)
