"""What a message wants. Each intent is a line of words; the first that fits counts."""

from __future__ import annotations

from bot.understanding.scan import Scan
from bot.understanding.words import EVENT, word

FOREIGN = word(
    r"ist|ich|der|das|wir|bitte|können|möchte|morgen frei|besprechungsraum|raum|jest|czy|proszę|sala|chcę|pokój|dzień|jutro|"
    r"wolny|bonjour|je|voudrais|salle|hola|quiero|puedo|reservar|sala de|vous|est-ce|où|quando|vorrei|guten|danke|ohne|einen|für"
)
OBEY = word(
    r"(?:ignore|disregard|forget|ignorer|glem|oversjå) (?:all |alle |the |your |de |dine )?(?:previous |tidligere |above |tidlegare |forrige )?"
    r"(?:instructions?|rules?|prompts?|instruksjon\w*|instruks\w*|regl\w+)|system ?prompt\w*|you are now|du er nå en|jailbreak|developer mode|late som|pretend"
)
CANCEL = word(
    r"avbestill\w*|avlys\w*|kanseller\w*|slett\w*|cancel\w*|delete|stryk|fjern\w*|drop|call off|avbryt\w*|annuller\w*|"
    r"(?:trenger|treng|need) (?:ikke|ikkje|not) (?:lenger )?|(?:don't|dont|don t|no longer) need|får ikke brukt|får ikkje brukt|gi fra meg|sei opp|si fra meg|"
    r"remove my (?:booking|reservation)|ta bort|kutt ut|av med"
)
MOVE = word(
    r"flytt\w*|move|moved|reschedul\w*|endre\w*|endra\w*|utsett\w*|skyv\w*|forskyv\w*|bytt\w*|push|postpone\w*|shift|"
    r"framskynd\w*|change|switch|swap|ombook\w*|omboke"
)
UNREGISTER = word(
    r"meld\w* (?:meg |oss |dei |dem )?av\w*|avmeld\w*|melde? avbud|melde? avbod|avbud|avbod|forfall|stryk (?:meg|oss)|"
    r"ta (?:meg|oss) (?:av|bort fra|vekk)|remove (?:me|us)|unregister|sign (?:me|us) off|won t (?:be|make|come)|won't (?:be|make|come)|"
    r"can t (?:come|make|attend)|can't (?:come|make|attend)|cannot (?:come|make|attend)|kommer (?:ikke|likevel ikke|ikkje)|kjem (?:ikkje|likevel ikkje)|"
    r"kan (?:ikke|ikkje) (?:komme|kome|stille|være med|vere med)|rekker (?:ikke)|cancel my (?:spot|registration|sign)|unsubscribe|må avlyse|not coming|avlys\w* (?:plassen|påmelding\w*)|slett påmelding\w*|avbestill\w*"
)
REGISTER = word(
    r"meld\w* (?:på )?(?:meg |oss |på )?(?:på|opp)|påmeld\w*|melde? (?:meg|oss|på)|sign (?:me|us) up|sign up|register\w*|"
    r"sett (?:meg|oss) (?:på|opp)|skriv (?:meg|oss) opp|(?:vi|eg|jeg|me|i|we) (?:kommer|kjem|come|ll come|will come|will be there|blir med|vert med|er med|vil være med|vil vere med|stiller)|"
    r"count (?:me|us) in|put (?:me|us) down|(?:kan|får) (?:jeg|eg|vi|me) (?:bli|vere|være) med|join|delta|rsvp|attend|plass på|bli med på|vil (?:gjerne )?(?:på|delta)"
)
CHECK_IN = word(
    r"sjekk\w* (?:meg |oss |inn )?inn|sjekk\w* inn|check\w* (?:me |us )?in|innsjekk\w*|(?:er|no er eg|nå er jeg) (?:på plass|kommet|komen|framme|fremme)|"
    r"(?:jeg|eg|vi|me) (?:er|har) (?:her|kommet|kome|komen|kome fram|ankommet) (?:nå|no)?|i m here|i'm here|just arrived|i have arrived|we are here"
)
MINE = word(
    r"(?:mine?|my) (?:bookinger|bestillinger|bestillingar|reservasjoner|reservasjonar|bookings?|reservations?|timer|avtaler|avtalar|rom)|"
    r"bestillingene mine|bestillingane mine|bookingene mine|bookingane mine|reservasjonene mine|reservasjonane mine|"
    r"(?:hva|kva|når|hvilke\w*|hvilken|kva for \w+|what|when|which \w+) (?:\w+ )?(?:har|have|do|did|er det) (?:jeg|eg|i|vi|me|we) (?:\w+ )?(?:bestilt|booket|booka|bestilte|reservert|booked|reserved|have|got)?|"
    r"har (?:jeg|eg|vi|me) (?:noe|noko|nokon|noen|en|ein|et|eit)?\s?(?:\w+ )?(?:bestilt|booket|booka|bestilling\w*|reservert|booking\w*)|do i have (?:a|any|anything)|have i (?:booked|reserved)|"
    r"(?:vis|show|list|liste) (?:meg |me |opp )?(?:mine|my|bestilling\w*|booking\w*|alle)|oversikt over (?:mine|bestilling\w*|booking\w*)|what s my|am i booked|når er (?:bestillinga|bookinga|bestillingen|bookingen|timen) min"
)
GUIDANCE = word(
    r"start\w* (?:\w+ ){0,3}(?:firma|bedrift|selskap|foretak|business|company|enkeltpersonforetak|as|verksemd|for meg selv|for meg sjølv|butikk|kafé|nettbutikk|shop|up)|"
    r"(?:starte|begynne|byrje) (?:for meg|opp|noe eget|noko eige|eget|eige)|(?:own|eigen|egen|eget|eige) (?:\w+ )?(?:business|company|shop|firma|bedrift|butikk|foretak)|"
    r"gründ\w*|etabler\w*|startup|start-up|oppstart\w*|forretnings\w*|business (?:idea|plan|adviser|advisor|advice)|forretningside\w*|"
    r"veiled\w*|rettlei\w*|rådgiv\w*|rådgjev\w*|adviser|advisor|mentor|guidance|advice|(?:en|ein|an|god|ny) (?:god |ny )?(?:idé|ide|idea)|idé\w*|råd om|tips til oppstart|bli gründer|entrepreneur\w*"
)
APPLY = word(
    r"(?:leie|leige|leia|rent|lease|rente) (?:\w+ ){0,4}(?:kontor\w*|plass\w*|office\w*|pult\w*|desk|space|lokale\w*|hos dere|hos dykk|here)|"
    r"(?:bli|become|vere|være) (?:\w+ )?(?:leietaker\w*|leigetakar\w*|tenants?)|søk\w* (?:om |på )?(?:kontor\w*|plass\w*)|fast (?:kontor\w*|plass|pult)|"
    r"(?:flytte|move) inn|leieavtale|leigeavtale|leiekontrakt|(?:permanent|long.term) (?:desk|office|place)|office (?:space )?(?:for rent|to rent)|kontorfellesskap\w*|(?:get|have) an office"
)
OFFICE_PLACE = word(r"kontorplass\w*|office space|kontor")
HUMAN = word(
    r"(?:snakke|prate|snakka|talk|speak|chat) (?:med|to|with) (?:en|noen|nokon|ein|et|eit|dere|dykk|a|an|someone|somebody|staff|the|one|nokre|daglig|administrasjon\w*|sjefen|folk)|"
    r"(?:et|eit|a|ekte|real) (?:\w+ )?(?:menneske|human|person)|ring (?:meg|oss)|call me|ta kontakt|kontakt (?:meg|administrasjon\w*|dere|dykk)|contact|ødelagt|øydelagd\w*|øydelagt|"
    r"(?:virker|fungerer|verkar|fungerar|funker|går|lyser) (?:ikke|ikkje)|broken|(?:doesn t|doesn't|does not|isn t|isn't|is not|not) work\w*|out of order|lekk\w*|leak\w*|"
    r"(?:er|gått) (?:tom\w* for|i stykker|i stykke|gåen|tom)|tomt for|tom for|knust|sølt|søl|feil på|stengt ute|locked out|kommer ikke inn|kjem ikkje inn|kaldt|iskaldt|freezing|klage|complain\w*|brann|strømmen|no power|stuck|sitter fast|sit fast|låst (?:seg|ute)"
)
INFO = word(
    r"åpningstid\w*|opningstid\w*|opening hours|(?:når|hvor lenge|kor lenge|what time|when) (?:åpner|opnar|stenger|stengjer|er det åpent|er det ope|er dere åpn\w*|er de opne|do you (?:open|close)|are you open)|"
    r"åpent|åpen(?: i| på)|stengt (?:i|på)|pris\w*|kost\w+|costs?|price\w*|how much|hva tar dere|wi-?fi\w*|wifi|trådlaus\w*|trådløs\w*|nett(?:et|verk\w*)|passord\w*|password|adress\w*|"
    r"(?:hvor|kor|where) (?:ligger|ligg|er|holder|held|is|are|do|can|kan|finner|finn)|parker\w*|parking|mistet|mista|gjenglemt|glemt|gløymt|gløymde|glemte|lost|left my|forgot|hittegods|lost and found|"
    r"nøkler|nøklene|nøklane|keys|kaffe\w*|coffee|printer\w*|skriver(?:en)?|kjøkken\w*|kitchen|dusj|shower|toalett\w*|bathroom|hvor mange (?:plasser|seter|går|er det plass)|how many (?:people|seats) (?:fit|can)|hund|dogs?|"
    r"heis|elevator|rullestol\w*|wheelchair|sykkel\w*|elbil\w*|lad\w* (?:el)?bil\w*|charge|telefonnummer|phone number|e-?post\w*|email|buss(?:en)? til|røyk\w*|alarm\w*|kode(?:n)?|code"
)
EVENTS = word(
    r"(?:hva|kva|what) (?:skjer|som skjer|foregår|går føre seg|s on|is on|s happening|is happening|er på programmet)|arrangement\w*|"
    r"events?|tilstelning\w*|program\w*|\w*frokost\w*|\w*frukost\w*|\w*konferanse\w*|breakfast\w*|conference|innovasjonslab\w*|innovation lab\w*|"
    r"dialogmøte\w*|julemarked\w*|julemarknad\w*|foredrag\w*|kurs\w*|seminar\w*|workshop\w*|what s going on|noe som skjer|noko som skjer"
)
HELP = word(
    r"(?:hva|kva|what|hvordan|korleis|how) (?:kan|can|do|does|gjør|gjer|bruker|brukar|fungerer|virker|verkar) (?:du|dette|jeg|eg|denne|man|ein|you|i|this|botten|boten|bot)?\s?(?:hjelpe|hjelpa|gjøre|gjere|do|help|use|bruke|work|booke|bestille|med)?|"
    r"hjelp|help|commands?|kommando\w*|instruksjon\w*|bruksanvisning\w*|hva kan jeg (?:skrive|spørre)|menu|meny"
)
HELLO = word(
    r"hei\w*|hallo\w*|halla\w*|heisann|hello|hi|hey|god (?:morgen|morgon|dag|kveld|helg|jul)|morn|morna|takk\w*|tusen takk|mange takk|thanks?\w*|thank you|"
    r"bye\w*|ha det\w*|hade|snakkes|good (?:morning|afternoon|evening)|cheers|supert|flott|topp|perfekt|ok|okei|okay|fint|greit|great|nice|cool|god helg|vi ses|see you|you too|yes|ja|nei|no"
)
ASKS = word(
    r"ledig\w*|ledeg|ledige|free|available|availability|opptatt|oppteke|opptekne|opptekt|busy|taken|occupied|(?:har|have|got) (?:dere|dykk|de|you|me|vi) (?:et|eit|en|ein|noe|noko|noen|nokon|nokre|any|a|an|møterom|rom|pult\w*|plass)|"
    r"(?:når|when) (?:kan|can|er|is|passer)|finnes det|fins det|finst det|(?:is|are) there (?:a|an|any|some)|(?:hvilke\w*|kva|which|what) (?:for )?(?:rom\w*|room\w*|pult\w*|desk\w*|møterom\w*|tider|tidspunkt|times)|"
    r"plass på|noen rom|nokon rom|any rooms?|any desks?|har du (?:et|eit|en|ein|noe|noko)|er det (?:mulig å få|noen|noe|nokon|noko|plass)"
)
WISHES = word(
    r"book\w*|bestill\w*|bestille\w*|tinge|ting\w*|reserv\w*|(?:jeg|eg|vi|me|i|we) (?:trenger|treng|vil ha|vil gjerne|ønsker|ønskjer|ynskjer|need|want|would like|d like|må ha|skal ha|tar|tek|ta)|trenger|treng|"
    r"(?:kan|får|could|can|may) (?:jeg|eg|vi|me|i|we) (?:få|ta|låne|have|get|use|bruke|booke|bestille|reservere)|need|sett (?:av|opp)|hold av|fiks|ordne|gi meg|gje meg|give me|i så fall|get me|grab"
)
ASKS_ANYWAY = word(r"(?:når|when) (?:kan|can)|(?:hvilke\w*|which) (?:rom|room|pult|desk)")
WISH_STRONG = word(
    r"i så fall|book (?:det|den|it)|bestill (?:det|den)|mulig å (?:bestille|booke|reservere)|mogleg å (?:bestille|booke|tinge|reservere)|possible to (?:book|reserve)|in that case|if so"
)


def wanted(scan: Scan, *, has_kind: bool, has_day: bool, has_time: bool, has_name: bool) -> str:
    """The intent, from the words of the message and what else was found in it."""
    if scan.has(OBEY):
        return "unknown"
    about_event = scan.has(word(EVENT))
    booked = has_kind or has_name
    if about_event and not has_name:
        return _about_event(scan, booked=booked)
    for name, pattern in (("move", MOVE), ("cancel", CANCEL), ("check_in", CHECK_IN), ("my_bookings", MINE)):
        if scan.has(pattern) and not (
            name == "cancel" and scan.has(UNREGISTER) and not booked and not has_day
        ):
            return name
    if scan.has(UNREGISTER) and not booked:
        return "unregister"
    return _of_the_place(scan, booked=booked, has_day=has_day, has_time=has_time, has_name=has_name)


def _about_event(scan: Scan, *, booked: bool) -> str:
    if booked and (scan.has(WISHES) or scan.has(ASKS)):
        return "book"
    if scan.has(UNREGISTER) or scan.has(CANCEL):
        return "unregister"
    return "register" if scan.has(REGISTER) else "events"


def _of_the_place(scan: Scan, *, booked: bool, has_day: bool, has_time: bool, has_name: bool) -> str:
    foreign = len(FOREIGN.findall(scan.whole)) >= 2
    if foreign:
        return "unknown"
    if scan.has(HUMAN) and not (booked and (has_day or has_time)):
        return "human"
    if scan.has(APPLY) and not has_day:
        return "apply"
    if scan.has(OFFICE_PLACE) and not has_day and not has_name:
        return "apply"
    if scan.has(GUIDANCE):
        return "guidance"
    if scan.has(INFO) and not (
        scan.has(WISHES) and booked and not scan.has(word(r"kost\w+|pris\w*|cost\w*|price"))
    ):
        return "info"
    if booked or (scan.has(WISHES) and (has_day or has_time)):
        asks = scan.has(ASKS) and not scan.has(WISH_STRONG)
        wishes = scan.has(WISHES) and not scan.has(ASKS_ANYWAY)
        return (
            "availability"
            if asks and not (wishes and not scan.has(ASKS_ANYWAY) and _wish_first(scan))
            else "book"
        )
    if scan.has(EVENTS):
        return "events"
    if scan.has(ASKS) and (has_day or has_time):
        return "availability"
    if scan.has(HELLO) and (
        scan.whole.startswith(("takk", "tusen", "thank", "mange takk")) or not scan.has(HELP)
    ):
        return "greeting" if not (has_time and not scan.whole.startswith(("hei", "takk"))) else "unknown"
    return "help" if scan.has(HELP) else "unknown"


def _wish_first(scan: Scan) -> bool:
    wish, ask = WISHES.search(scan.whole), ASKS.search(scan.whole)
    return wish is not None and ask is not None and wish.start() < ask.start()
