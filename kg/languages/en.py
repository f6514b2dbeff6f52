# ruff: noqa: E501  (patterns stay on one line)
"""English."""

from __future__ import annotations

from kg.languages.language import Language, words

STOPWORDS = words(
    """
    the of and on off to that for is was with by it as from his he be has have had at are were which this they but not their
    its an who been would will about after one more also she her him than other when what said we our there if out up
    into over could some you your them these those can do did i before during between while where against because
    under how my me us no just only now any should may since so such then until very through both even
    """
)

ABBREVIATIONS = words(
    """
    Mr Mrs Ms Dr Prof St Sr Jr Gov Sen Rep Reps Sens Gen Col Lt Sgt Maj Capt Cmdr Adm Brig Pres Rev Hon Amb Sec Supt
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    vs etc al cf eg ie viz approx est dept Dept univ Univ Assn Bros Corp Inc Ltd Co Cos Plc Mt Ft Ave Blvd Rd
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn
    Tex Va Vt Wash Wis Wyo
    U.S U.K U.N E.U U.S.A D.C U.A.E N.Y N.J L.A B.C P.R a.m p.m A.M P.M e.g i.e Ph.D M.D B.A M.A Ph R.I.P S.A
    """
)

LANGUAGE = Language(
    tag="en",
    name="English",
    stopwords=STOPWORDS,
    abbreviations=ABBREVIATIONS,
    before_numbers=words("No Nos no nos Art art Fig fig p pp Vol vol Ch ch Sec sec Par par"),
    lines=(
        r"political cartoons?( of the day)?",
        r"source link|source",
        r"leave a (comment|reply)|post a comment|(view|show|hide|read|see) (all )?(\d+ )?comments?( \(\d+\))?",
        r"comments?( are closed| \(\d+\))?|no comments( yet)?|\d+ comments?",
        r"advertise?ment|advertisement - (scroll to continue|story continues below)|story continues below( advertisement)?",
        r"sponsored( content)?|promoted( content)?|ad|ads by .{0,30}|(article|story) continues (after|below).{0,30}",
        r"(share|tweet|pin|email|e-mail|print|whatsapp|facebook|twitter|x|linkedin|telegram|reddit|copy link|save|"
        r"messenger|weibo|wechat|line|pinterest|infogram|flipboard|instagram|youtube|rss|follow( us)?|like|subscribe|sign up|"
        r"sign in|log ?in|register|menu|search|home|skip to (main )?content|close|next|previous|back to top|top|more|"
        r"read more|continue reading|listen|watch|play|loading|image|video|photo|gallery|newsletters?)"
        r"[\s:.,!|/·•>»…-]*",
        r"((share|tweet|pin|email|e-mail|print|whatsapp|facebook|twitter|linkedin|telegram|reddit|copy link)[\s|/·•,]*){2,}",
        r"share( (this|on|via|with|article|story|post|page|facebook|twitter|x|whatsapp|friends|email|linkedin))+:?",
        r"(read more|read also|see also|also read|more on this( story)?|more (from|on) .{1,40}|related):.{0,200}",
        r"click here (to|for) .{0,80}",
        r"(last )?(updated|published|posted|modified)( on| at)?:? .{0,40}\d{4}.{0,24}",
        r"\d+ ?(minutes?|mins?|hours?|days?|weeks?) (ago|read)|\d+[- ]min(ute)?s? read",
        r"(photo|image|picture|video|file photo|credit|photo credit|image credit)s?( (by|source|courtesy of|via))?"
        r" ?[:/©] ?\S+( \S+){0,3}",
        r"(we|this (site|website)) uses? cookies.{0,300}",
        r"(accept|reject|manage)( all)? cookies?|cookie (settings|policy|preferences)|privacy policy|terms of (use|service)",
        r"(sign up|subscribe|register)( now| here| today)? (to|for|and get) .{0,140}(newsletter|inbox|e-?mail|briefing|"
        r"updates|alerts).{0,60}",
        r"(get|receive) (our|the|the latest) .{0,100}(newsletter|inbox|e-?mails?).{0,60}",
        r"(follow|like|find) (us|[\w .'’-]{1,40}) on (facebook|twitter|x|instagram|linkedin|youtube|telegram).{0,60}",
        r"your (e-?mail )?address will not be published.{0,80}|save my name, e-?mail.{0,120}",
        r"reporting by .{1,200}|\(?(reporting|writing|editing|additional reporting) by [^.]{1,120}[.)]*",
        r"(illustrations?|photographs?|photography|graphics?|pictures?|images?)( by)?: \S+( \S+){0,6}",
        r"listen (to this (story|article)|on: ?.{0,120})|enjoy more audio and podcasts.{0,60}",
        r"(for full access to|please subscribe to|subscribe to|sign up to) .{0,160}(here|subscribers?|offer|newsletters?|inbox)\b.{0,80}",
        r"(this|the) (article|story|piece) (first |originally )?(appeared|was published) in the .{0,60}(section|edition|headline).{0,120}",
        r"(editor|editors|reporter): [\w .,'’-]{2,60}",
    ),
    starts=(
        r"(©|\(c\)|copyright\b)\s*(\(c\)|©|by\b|\d{4}|all rights)",
        r"all rights reserved",
        r"this (material|article|story|content) (may|must) not be (published|reproduced|republished)",
        r"this (article|story) (was )?(originally )?(appeared|published) (on|in|by|at)\b.{0,80}$",
        r"this story has not been edited by .{0,80}staff",
    ),
    tails=(
        r"(…|\.\.\.)\s*(more|read more|continue reading)\s*[»>→]*",
        r"\((reporting|writing|additional reporting) by [^()]{1,250}\)",
        r"(?<=[.!?”\")]) (photo|image|picture|credit)s?( credit| by)?: \S+( [^\s.]+){0,5}",
        r"\[(…|\.\.\.)\]|continue reading\s*[»>→]*",
        r"all rights reserved\.?",
        r"copyright (©|\(c\)) ?\d{4}.{0,100}",
    ),
    endings=(
        r"leave a (comment|reply)|post a comment|add a comment|join the (conversation|discussion)",
        r"most (read|popular|viewed|shared)|trending( now)?|recommended( for you| stories)?|you (may|might) also like",
    ),
    related=(
        r"(related|recommended|more|further) (articles?|stories|news|posts?|topics?|coverage|reading|links?|content)",
        r"(see|read) (also|more|next)|more on this( story| topic)?|more from .{1,40}|latest( news| stories)?|around the web",
        r"top stories|what to read next|in this (series|section)|topics|tags|filed under",
    ),
    sites=(
        r"bbc( news| sport)?|reuters|ap news|associated press|the new york times|nyt|the guardian|cnn(\.com| politics)?|"
        r"the washington post|wsj|the wall street journal|bloomberg(\.com)?|voa( news)?|voice of america|al jazeera|npr|"
        r"politico|axios|financial times|the economist|cnbc|fox news|nbc news|abc news|cbs news|usa today|time|newsweek|"
        r"dw|france 24|rfi|south china morning post|scmp|nikkei asia|the diplomat|foreign policy|yahoo news|sky news|"
        r"the independent|the telegraph|the times|cna|channel newsasia|the straits times|taipei times|china daily|xinhua|"
        r"global times|kyodo news|the japan times|the hill|forbes",
    ),
)
