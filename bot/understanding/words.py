"""The vocabulary: a new word, spelling or name is one entry here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; a space is any space."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in ordered) + ")"


def word(pattern: str) -> re.Pattern[str]:
    """Compiled, with whole words only."""
    return re.compile(rf"(?<![\wæøå])(?:{pattern})(?![\wæøå])")


SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (word(wrong), right)
    for wrong, right in (
        (
            r"imorgen|imorra|imårra|i morra|i mårra|imorgon|i morgon|imårå|imorro|imorrå|i morå|tmrw|tomorow|tommorow",
            "i morgen",
        ),
        (r"i ?overmorgen|i ?overmorgon|i ?overmårra|overimorgen|over i morgen|i ?overmorra", "i overmorgen"),
        (r"idag|ida|i da", "i dag"),
        (r"ikveld|i ?kveldi|i kveldan|ikveldan", "i kveld"),
        (r"iettermiddag", "i ettermiddag"),
        (r"iformiddag", "i formiddag"),
        (r"igår", "i går"),
        (r"ihelga|ihelgen", "i helga"),
        (r"t\.?o\.?m\.?", "til og med"),
        (r"klokken|klokka|klokkå|kl", "kl"),
        (
            r"annen ?hver|anna ?kvar|annan ?kvar|andre ?hver|hver annen|hver andre|kvar andre|kvar annan",
            "annenhver",
        ),
        (r"every second|every other|each other|biweekly", "annenhver"),
        (r"o['’ ]?clock", ""),
        (r"noon|midday", "12:00"),
        (r"midnight|midnatt", "24:00"),
    )
)

NUMBERS: Mapping[str, int] = {
    "en": 1, "ei": 1, "ein": 1, "et": 1, "eit": 1, "ett": 1, "eitt": 1, "éin": 1, "a": 1, "an": 1, "one": 1,
    "to": 2, "two": 2, "par": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5,
    "seks": 6, "six": 6, "sju": 7, "syv": 7, "seven": 7, "åtte": 8, "eight": 8, "ni": 9, "nine": 9,
    "ti": 10, "ten": 10, "elleve": 11, "eleven": 11, "tolv": 12, "twelve": 12, "tretten": 13, "thirteen": 13,
    "fjorten": 14, "fourteen": 14, "femten": 15, "fifteen": 15, "seksten": 16, "sixteen": 16, "sytten": 17,
    "atten": 18, "nitten": 19, "tjue": 20, "twenty": 20, "tretti": 30, "thirty": 30, "førti": 40, "forty": 40,
    "femti": 50, "fifty": 50, "seksti": 60, "sixty": 60, "nitti": 90, "ninety": 90,
}  # fmt: skip
NUMBER = rf"(?:\d+|{any_of(NUMBERS)})"

HOURS: Mapping[str, int] = {
    name: value
    for name, value in NUMBERS.items()
    if value <= 12 and name not in {"a", "an", "par", "en", "ei", "et"}
} | {"ett": 1, "en": 1, "ein": 1, "eitt": 1}
HOUR_WORD = any_of(HOURS)

WEEKDAYS: Mapping[str, int] = {
    **dict.fromkeys(
        ("mandag", "måndag", "mandagen", "måndagen", "man", "mån", "monday", "mon", "mandags", "mandager"), 0
    ),
    **dict.fromkeys(
        ("tirsdag", "tysdag", "tirsdagen", "tysdagen", "tirs", "tir", "tys", "tuesday", "tue", "tues"), 1
    ),
    **dict.fromkeys(("onsdag", "onsdagen", "ons", "onsd", "wednesday", "wed", "weds"), 2),
    **dict.fromkeys(("torsdag", "torsdagen", "tors", "tor", "torsd", "thursday", "thu", "thur", "thurs"), 3),
    **dict.fromkeys(("fredag", "fredagen", "fre", "fred", "friday", "fri"), 4),
    **dict.fromkeys(("lørdag", "laurdag", "lørdagen", "laurdagen", "lør", "lau", "saturday", "sat"), 5),
    **dict.fromkeys(("søndag", "sundag", "søndagen", "sundagen", "søn", "sun", "sunday"), 6),
}
WEEKDAY = any_of(WEEKDAYS) + r"\.?"

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "january"),
            ("februar", "feb", "february", "febr"),
            ("mars", "mar", "march"),
            ("april", "apr"),
            ("mai", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "october", "oct"),
            ("november", "nov"),
            ("desember", "des", "december", "dec"),
        ),
        1,
    )
    for name in names
}
MONTH = any_of(MONTHS) + r"\.?"

PARTS: Mapping[str, str] = {
    **dict.fromkeys(
        ("formiddag", "formiddagen", "føremiddag", "føremiddagen", "fm", "før lunsj", "før lunch", "before lunch", "morning",
         "mornings", "morgenen", "morgonen", "tidlig", "tidleg", "morgen", "morgon"),
        "morning",
    ),
    **dict.fromkeys(
        ("ettermiddag", "ettermiddagen", "em", "etter lunsj", "etter lunch", "after lunch", "afternoon", "afternoons"),
        "afternoon",
    ),
    **dict.fromkeys(("kveld", "kvelden", "kvelds", "evening", "evenings", "tonight"), "evening"),
    **dict.fromkeys(
        ("hele dagen", "heile dagen", "hele dag", "heile dag", "heildags", "heldags", "all day", "whole day", "the whole day",
         "entire day", "hel dag", "heil dag", "full day", "dagen lang"),
        "day",
    ),
}  # fmt: skip
PART = any_of(PARTS)

ROOM_WORDS = (
    "møterom", "møterommet", "møtrom", "møtrommet", "møteromm", "møterum", "møteromet", "møtelokale", "møtelokalet",
    "meeting room", "meetingroom", "meeting rooms", "conference room", "rom", "rommet", "romma", "rommene", "room", "rooms",
    "møteplass", "møte", "møtet", "meeting", "møteromma", "møterommene", "lokale", "romet", "storrom", "grupperom",
)  # fmt: skip
DESK_WORDS = (
    "pult", "pulten", "pulter", "pultene", "pultar", "pultane", "pultplass", "desk", "desks", "skrivebord", "skrivepult",
    "arbeidsplass", "arbeidsplassen", "kontorpult", "hot desk", "hotdesk", "workspace", "kontorplass", "kontorplassen",
    "kontorplasser", "kontorplassar", "arbeidspult", "dagpult", "workplace",
)  # fmt: skip
EQUIPMENT: Mapping[str, str] = {
    **dict.fromkeys(
        ("skjerm", "storskjerm", "skjermen", "prosjektor", "projektor", "projector", "tv", "screen", "display", "tv-skjerm",
         "monitor", "lerret"),
        "screen",
    ),
    **dict.fromkeys(
        ("videoutstyr", "video", "teams", "kamera", "camera", "zoom", "videomøte", "teams-møte", "teamsmøte", "videokonferanse",
         "webcam", "webkamera", "video equipment", "videomøter"),
        "video",
    ),
    **dict.fromkeys(("tavle", "tavla", "whiteboard", "white board", "kvit tavle", "whiteboardtavle", "tavlen"), "whiteboard"),
}  # fmt: skip
EVENT = (
    r"\w*frokost\w*|\w*frukost\w*|\w*konferanse\w*|konferansen|breakfast\w*|conference|arrangement\w*|tilstelning\w*|"
    r"innovasjonslab\w*|innovation lab\w*|lab|labben|laben|event|events|dialogmøte\w*|julemarked\w*|julemesse|foredrag\w*|"
    r"åpen dag|open day|kurs|kurset|seminar\w*|workshop\w*|webinar\w*"
)
