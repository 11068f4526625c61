"""What a button says when it is tapped: typed, versioned, at most 64 bytes.

A new button is a class in `buttons` and a line in TAGS. A tag is never given to another class: old
messages keep their buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, get_type_hints

from bot import buttons
from bot.buttons import Button

VERSION = "1"
LIMIT = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

TAGS: Mapping[str, type[Button]] = {
    "n": buttons.Nothing,
    "g": buttons.GoTo,
    "d": buttons.PickDay,
    "m": buttons.PickMonth,
    "h": buttons.PickHours,
    "p": buttons.PickPart,
    "s": buttons.PickStart,
    "pb": buttons.PickBetween,
    "r": buttons.PickResource,
    "b": buttons.Book,
    "q": buttons.Queue,
    "ql": buttons.LeaveQueue,
    "ot": buttons.TakeOffer,
    "od": buttons.DeclineOffer,
    "v": buttons.Show,
    "c": buttons.Cancel,
    "u": buttons.Undo,
    "ci": buttons.CheckIn,
    "ee": buttons.EndEarly,
    "sp": buttons.PickSpan,
    "cs": buttons.CancelSeries,
    "md": buttons.MoveDays,
    "ms": buttons.MoveStarts,
    "mb": buttons.MoveBetween,
    "sb": buttons.Siblings,
    "mv": buttons.Move,
    "mw": buttons.MoveWhere,
    "l": buttons.Lengths,
    "e": buttons.SetEnd,
    "st": buttons.SetTimes,
    "cf": buttons.CalendarFile,
    "bs": buttons.BookSeries,
    "y": buttons.DoIt,
    "yt": buttons.DoItTo,
    "ys": buttons.DoItToSeries,
    "yf": buttons.DoItFor,
    "yo": buttons.DoItOn,
    "yb": buttons.DoItAt,
    "yi": buttons.DoItIn,
    "ya": buttons.DoAll,
    "yu": buttons.UndoAll,
    "an": buttons.Answer,
    "la": buttons.SetLanguage,
    "ta": buttons.TakeAlong,
    "er": buttons.EraseMe,
    "rm": buttons.RemindMe,
    "rq": buttons.SleepAt,
    "aw": buttons.WriteAnnouncement,
    "a": buttons.Announce,
    "at": buttons.AnnounceTo,
    "am": buttons.MoreEvents,
    "al": buttons.LeaveTopic,
    "af": buttons.FollowTopic,
    "es": buttons.ShowEvent,
    "eu": buttons.SignUp,
    "el": buttons.LeaveEvent,
    "et": buttons.TakePlace,
    "ed": buttons.DeclinePlace,
    "rb": buttons.RemindBefore,
    "eg": buttons.JoinHere,
    "en": buttons.ShowMyName,
    "eb": buttons.NameGuests,
    "ev": buttons.Rate,
    "ef": buttons.EventFile,
    "eh": buttons.Host,
    "ek": buttons.Tick,
    "em": buttons.MakeSeries,
    "ga": buttons.Asking,
    "gf": buttons.SayHowFar,
    "gs": buttons.SaySector,
    "gw": buttons.AskFor,
    "gm": buttons.MyCase,
    "gt": buttons.MoreTimes,
    "gp": buttons.PickTime,
    "gh": buttons.HowItWent,
    "ka": buttons.Advise,
    "kt": buttons.ChooseTimes,
    "kf": buttons.LetChoose,
    "kp": buttons.PassOn,
    "km": buttons.TookPlace,
    "ke": buttons.EndCase,
    "kd": buttons.FinishTask,
    "op": buttons.OpenPages,
    "ea": buttons.AmendEvent,
    "ex": buttons.Amend,
    "ep": buttons.SignUpFor,
    "eq": buttons.LeaveFor,
    "ec": buttons.ChangeEvent,
    "ei": buttons.ThisEvent,
    "me": buttons.AsEdited,
    "hc": buttons.CloseIt,
    "hf": buttons.FreeIt,
    "hb": buttons.ComeBack,
    "hl": buttons.LiftClosure,
    "hq": buttons.SettleQuestion,
    "hp": buttons.PassOnQuestion,
    "hs": buttons.ShowMeHere,
}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}


class NotAButton(ValueError):
    """It is none of ours, or of an older version."""


def pack(button: Button) -> str:
    """At most 64 bytes for every value that the program makes."""
    values = [_to_text(getattr(button, field.name)) for field in fields(button)]  # type: ignore[arg-type]
    return ":".join([VERSION + _TAG_OF[type(button)], *values])


def parse(data: str) -> Button:
    """Raises NotAButton for anything that `pack` cannot have made."""
    tag, *values = data.split(":")
    kind = TAGS.get(tag[1:]) if tag[:1] == VERSION else None
    readers = _READERS.get(kind) if kind else None
    size = len(data.encode(errors="surrogatepass"))
    if kind is None or readers is None or len(values) != len(readers) or size > LIMIT:
        raise NotAButton(data[:LIMIT])
    try:
        return kind(**{name: reader(text) for (name, reader), text in zip(readers, values, strict=True)})
    except (ValueError, OverflowError) as error:
        raise NotAButton(data[:LIMIT]) from error


def _to_text(value: Any) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case datetime():
            return _base36(int(value.timestamp()) // 60)
        case date():
            return _base36(value.toordinal())
        case int():
            return _base36(value)
        case _:
            return str(value)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if number == 0:
            return digits


def _number(text: str) -> int:
    if not text.isalnum() or not text.isascii() or text != text.lower():
        raise ValueError(text)
    return int(text, 36)


def _instant(text: str) -> datetime:
    return datetime.fromtimestamp(_number(text) * 60, UTC)


def _flag(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(text)
    return text == "1"


def _word(text: str) -> str:
    if not text.replace("-", "").isalnum() and text:
        raise ValueError(text)
    return text


def _reader(hint: Any) -> Callable[[str], Any]:
    readers: dict[Any, Callable[[str], Any]] = {
        datetime: _instant,
        date: lambda text: date.fromordinal(_number(text)),
        bool: _flag,
        int: _number,
    }
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return readers.get(hint, _word)


_READERS: Mapping[type[Button], list[tuple[str, Callable[[str], Any]]]] = {
    kind: [
        (field.name, _reader(get_type_hints(kind)[field.name]))
        for field in fields(kind)  # type: ignore[arg-type]
    ]
    for kind in TAGS.values()
}
