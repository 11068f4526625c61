"""Times of day, ranges, lengths and parts of the day in a message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.scan import Scan
from bot.understanding.words import HOUR_WORD, HOURS, NUMBER, NUMBERS, PART, PARTS, word

HALF_DAY = 12 * 60
WHOLE_DAY = 24 * 60
NOON = 12 * 60
MORNING_FROM, EVENING_TO = 7, 6
"""A bare hour from 1 to 6 is in the afternoon, 7 to 11 in the morning."""

PART_HOURS = {"morning": (480, 720), "afternoon": (720, 960), "evening": (1020, 1260)}
HOURS_UNIT = r"(?:timer|timar|time|timen|hours|hour|hrs|hr|t|h)"
MINUTES_UNIT = r"(?:minutter|minutt|minuttar|minutes|minute|mins|min)"
QUARTERS = r"(?:kvarter|quarters?)"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said, in minutes; `bare` may lie in either half of the day, `doubtful` too."""

    minutes: int
    bare: bool = False
    doubtful: bool = False
    half: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What was said of the time of day, in minutes from midnight."""

    start: int | None = None
    end: int | None = None
    doubtful: bool = False
    part: str = ""
    length: int | None = None
    open_end: bool = False
    relative: int | None = None
    """Minutes from now at which it starts."""
    span: tuple[int, int] | None = None


_NUMERIC = r"(?:[01]?\d|2[0-4])[:.][0-5]\d|(?:[01]?\d|2[0-4])"
_AP = r"\s?(?:am|pm|a\.m\.|p\.m\.)"
_SPOKEN = (
    rf"halv(?:\s+|-)?(?:{HOUR_WORD}|\d{{1,2}})|kvart\s+(?:over|på)\s+(?:{HOUR_WORD}|\d{{1,2}})"
    rf"|half\s+past\s+(?:{HOUR_WORD}|\d{{1,2}})|(?:a\s+)?quarter\s+(?:past|after|to|before)\s+(?:{HOUR_WORD}|\d{{1,2}})"
    rf"|(?:fem|ti|tjue|five|ten|twenty)\s+(?:over|på|past|to)\s+(?:halv\s+)?(?:{HOUR_WORD}|\d{{1,2}})"
)
TIME = rf"(?:{_SPOKEN}|(?:{_NUMERIC})(?:{_AP})?)"
WORDY = rf"(?:{TIME}|\d{{4}}|(?:{HOUR_WORD})(?:{_AP})?)"
AT = r"(?:kl|at|@|ved|rundt|around|cirka|ca\.?)"
LEAD = rf"(?:(?:fra|frå|from|mellom|between|{AT}|og)\s+)*"

RANGES = (
    word(rf"{LEAD}(?P<start>{WORDY})\s*-\s*(?:{AT}\s+)?(?P<end>{WORDY})"),
    word(rf"(?:mellom|between)\s+(?:{AT}\s+)?(?P<start>{WORDY})\s+(?:og|and)\s+(?:{AT}\s+)?(?P<end>{WORDY})"),
    word(rf"{LEAD}(?P<start>{WORDY})\s+(?:til|to|till|until|tell)\s+(?:{AT}\s+)?(?P<end>{WORDY})"),
)
AFTER = word(rf"(?:etter|after|frå og med|fra og med|tidligst)\s+(?:{AT}\s+)?(?P<at>{WORDY})")
BEFORE = word(rf"(?:før|before|innen|by|til|until|fram til)\s+(?:{AT}\s+)?(?P<at>{WORDY})")
SINGLE = word(
    rf"(?:(?:fra|frå|from)\s+)?(?:{AT}\s+)?(?P<at>{TIME})|(?:{AT}|fra|frå|from)\s+(?:{AT}\s+)?(?P<worded>{WORDY})"
)
HALVES = word(
    r"(?:om|på|i|in the|at)\s+(?P<half>morgenen|morgonen|formiddagen|føremiddagen|ettermiddagen|kvelden|kveld|natta|morning|afternoon|evening|night)"
)
RELATIVE = word(
    rf"(?:om|in)\s+(?P<length>.{{1,24}}?(?:{HOURS_UNIT}|{MINUTES_UNIT}|{QUARTERS}|halvtime|half hour))"
)
PART_SAID = word(rf"(?:(?:på|om|i|in the|on the|the|hele)\s+)?(?P<part>{PART})")

LENGTHS: tuple[tuple[re.Pattern[str], object], ...] = (
    (
        word(rf"(?P<n>{NUMBER})\s+(?:og|and)\s+(?:en|ein|a)\s+(?:halv|half)\s+{HOURS_UNIT}"),
        lambda n: n * 60 + 30,
    ),
    (word(rf"(?P<n>{NUMBER})\s+{HOURS_UNIT}\s+(?:og|and)\s+(?P<m>{NUMBER})\s+{MINUTES_UNIT}"), None),
    (word(r"(?:halvannen|halvannan|halvanna|one and a half|an hour and a half)(?:\s+(?:time|hours?))?"), 90),
    (word(r"(?P<d>\d+[.,]5)\s*(?:timer|timar|time|hours|hour|t|h)"), "decimal"),
    (
        word(
            r"(?:en|ein|ei)\s+halv\s+time|(?:en\s+|ein\s+)?halvtime|(?:a\s+)?half\s+(?:an\s+)?hour|half-hour"
        ),
        30,
    ),
    (word(rf"(?P<n>{NUMBER})\s*{HOURS_UNIT}"), lambda n: n * 60),
    (word(rf"(?P<n>{NUMBER})\s*{MINUTES_UNIT}"), lambda n: n),
    (word(rf"(?P<n>{NUMBER})\s+{QUARTERS}"), lambda n: n * 15),
)


def number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]


def clock(text: str) -> Clock | None:
    """What one time says. None where it is none."""
    text = text.strip()
    spoken = _spoken(text)
    if spoken is not None:
        return spoken
    half = "am" if re.search(r"a\.?m\.?$", text) else "pm" if re.search(r"p\.?m\.?$", text) else ""
    digits = re.sub(r"\s?[ap]\.?m\.?$", "", text).strip()
    if digits in HOURS:
        return Clock(HOURS[digits] * 60, bare=not half, half=half)
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})|(\d{2})(\d{2})|(\d{1,2})", digits)
    if found is None:
        return None
    hour = int(found[1] or found[3] or found[5])
    minute = int(found[2] or found[4] or 0)
    if hour > 24 or minute > 59:
        return None
    literal = hour > 12 or digits[0] == "0" or hour == 0 or found[3] is not None
    return Clock(hour * 60 + minute, bare=not literal and not half, half=half)


def _spoken(text: str) -> Clock | None:
    found = re.fullmatch(
        r"(?:a\s+)?(?P<word>halv|kvart|half|quarter|fem|ti|tjue|five|ten|twenty)[\s-]*(?P<side>over|på|past|after|to|before)?\s*(?P<halv>halv\s+)?(?P<hour>\w+)",
        text,
    )
    if found is None or not (found["side"] or found["word"] in {"halv"}):
        return None
    hour = HOURS.get(found["hour"]) or (int(found["hour"]) if found["hour"].isdigit() else None)
    if hour is None or hour > 24:
        return None
    amount = {
        "halv": 30,
        "half": 30,
        "kvart": 15,
        "quarter": 15,
        "fem": 5,
        "five": 5,
        "ti": 10,
        "ten": 10,
    }.get(found["word"], 20)
    base = hour * 60 - (30 if found["halv"] else 0)
    back = found["word"] == "halv" or found["side"] in {"på", "to", "before"}
    minutes = base - amount if back else base + amount
    if hour > 12:
        return Clock(minutes)
    # Half past six in the other tongue: between six and seven the rule of bare hours changes sides.
    doubtful = (back or found["halv"] is not None) and hour == MORNING_FROM
    return Clock(minutes % WHOLE_DAY, bare=True, doubtful=doubtful)


def resolved(said: Clock, half: str) -> int | None:
    """Minutes from midnight, by the rule of bare hours and what the message says of the half of the day."""
    half = said.half or half
    minutes = said.minutes
    if half in {"am", "morning"}:
        return minutes % HALF_DAY if minutes >= HALF_DAY and said.half else minutes
    if half in {"pm", "evening", "afternoon"}:
        return minutes + HALF_DAY if minutes < HALF_DAY else minutes
    if said.doubtful:
        return None
    if said.bare and minutes < MORNING_FROM * 60 and minutes >= 0:
        return minutes + HALF_DAY
    return minutes


def ended(start: int, said: Clock, half: str) -> int | None:
    """The end that follows the start."""
    if said.half:
        return resolved(said, "")
    if not said.bare:
        return said.minutes
    candidates = [
        said.minutes % HALF_DAY,
        said.minutes % HALF_DAY + HALF_DAY,
        WHOLE_DAY + said.minutes % HALF_DAY,
    ]
    del half
    return next((c for c in candidates if c > start), None)


def length(text: str) -> int | None:
    """Minutes."""
    for pattern, value in LENGTHS:
        found = pattern.search(text)
        if found is not None:
            return _minutes(found, value)
    return None


def _minutes(found: re.Match[str], value: object) -> int:
    if isinstance(value, int):
        return value
    if value == "decimal":
        return int(float(found["d"].replace(",", ".")) * 60)
    if value is None:
        return number(found["n"]) * 60 + number(found["m"])
    return int(value(number(found["n"])))  # type: ignore[operator]


def take_length(scan: Scan) -> int | None:
    for pattern, value in LENGTHS:
        lead = re.compile(r"(?:(?<!\w)(?:i|for|in|på|varer|about|ca\.?)\s+)?" + pattern.pattern)
        found = scan.take(lead, "end", "length")
        if found is not None:
            return _minutes(found, value)
    return None


def relative(scan: Scan) -> int | None:
    """`om ti minutter`, in minutes."""
    for pattern, value in LENGTHS:
        found = scan.take(re.compile(r"(?<!\w)(?:om|in)\s+" + pattern.pattern), "start", "from now")
        if found is not None:
            return _minutes(found, value)
    return None


def half_of_day(scan: Scan) -> str:
    found = scan.take(HALVES, "start", "half of the day")
    if found is None:
        return ""
    said = found["half"]
    if said.startswith(("morg", "form", "føre")) or said == "morning":
        return "morning"
    return "afternoon" if said.startswith(("etter", "after")) else "evening"


def part_of(scan: Scan) -> str:
    """morning, afternoon, evening or day; what comes first."""
    found = scan.take(PART_SAID, "start", "part of the day")
    return PARTS[re.sub(r"\s+", " ", found["part"])] if found else ""


def read(scan: Scan, day_part: str = "") -> Times:
    """All that the message says of the time of day."""
    from_now = relative(scan)
    whole = _range(scan)
    half = half_of_day(scan)
    part = part_of(scan) or half or day_part
    if whole is not None:
        return _of_range(whole, part)
    span = take_length(scan)
    times = _single(scan, part, span)
    if from_now is not None:
        return Times(relative=from_now, length=span)
    return times


def _range(scan: Scan) -> tuple[Clock, Clock] | None:
    for pattern in RANGES:
        for found in pattern.finditer(scan.left):
            start, end = clock(found["start"]), clock(found["end"])
            if start is not None and end is not None:
                scan.remove(found.span(), "start", "range")
                return start, end
    return None


def _of_range(said: tuple[Clock, Clock], part: str) -> Times:
    first, last = said
    half = part if part in PART_HOURS else ""
    if not first.half and last.half and first.bare:
        first = Clock(first.minutes, bare=True, half=_same_half(first, last))
    start = resolved(first, half)
    if start is None:
        return Times(doubtful=True)
    end = ended(start, last, half)
    return Times(start=start, end=end)


def _same_half(first: Clock, last: Clock) -> str:
    """`2-4pm` is two to four in the afternoon, `10-12pm` begins in the morning."""
    end = resolved(last, "") or 0
    same = Clock(first.minutes, half=last.half)
    start = resolved(same, "") or 0
    return last.half if start < end else "am"


def _single(scan: Scan, part: str, span: int | None) -> Times:
    half = part if part in PART_HOURS else ""
    after = scan.take(AFTER, "start", "after")
    if after is not None and (said := clock(after["at"])) is not None:
        return Times(
            start=resolved(said, half),
            length=span,
            open_end=span is None,
            doubtful=said.doubtful and not half,
        )
    start_found = scan.take(SINGLE, "start", "time") if not BEFORE.search(scan.left) else None
    before = scan.take(BEFORE, "end", "before") if start_found is None else None
    if before is not None and (said := clock(before["at"])) is not None:
        return Times(end=resolved(said, half))
    if start_found is not None and (said := clock(start_found["at"] or start_found["worded"])) is not None:
        start = resolved(said, half)
        return Times(start=start, length=span, doubtful=start is None)
    return Times(part=part, length=span)
