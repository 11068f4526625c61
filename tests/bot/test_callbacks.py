"""Callback data: what is packed is what is read, it fits, and nothing else is read at all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NewType, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.model.spaces import PLACES, ResourceId, ResourceKind
from bot import buttons
from bot.buttons import Button
from bot.callbacks import LIMIT, TAGS, NotAButton, pack, parse
from commands.space_file.values import LONGEST_ID

ID_LENGTH, ONCE_LENGTH = 12, 8
LAST_DAY = date(2083, 10, 1)
"""As far as minutes since 1970 take five letters."""
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def written(length: int) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=length, max_size=length)


def minutes() -> st.SearchStrategy[datetime]:
    first, last = datetime(2020, 1, 1), datetime.combine(LAST_DAY, datetime.min.time())  # noqa: DTZ001
    return st.datetimes(first, last, timezones=st.just(UTC)).map(
        lambda each: each.replace(second=0, microsecond=0)
    )


FIELDS: dict[Any, st.SearchStrategy[Any]] = {
    ResourceKind: st.sampled_from(PLACES),
    ResourceId: st.text(LETTERS + "-019", min_size=1, max_size=LONGEST_ID),
    str: written(ONCE_LENGTH),
    datetime: minutes(),
    date: st.dates(date(2020, 1, 1), LAST_DAY),
    bool: st.booleans(),
    int: st.integers(0, 9999),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    if hint in FIELDS:
        return FIELDS[hint]
    return written(ID_LENGTH) if is_id(hint) else st.sampled_from(list(hint))


def largest_of(hint: Any) -> Any:
    if hint in LARGEST:
        return LARGEST[hint]
    return "x" * ID_LENGTH if is_id(hint) else max(hint, key=len)


def is_id(hint: Any) -> bool:
    return isinstance(hint, NewType)


def any_button(kind: type[Button]) -> st.SearchStrategy[Button]:
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "changes"}
    made = {name: values_of(hint) for name, hint in hints.items()}
    return st.builds(kind, **made)


any_of_them = st.one_of([any_button(kind) for kind in TAGS.values()])


@given(any_of_them)
def test_what_is_packed_is_what_is_read(button: Button) -> None:
    assert parse(pack(button)) == button


LARGEST = {
    ResourceKind: max(PLACES, key=len),
    ResourceId: "x" * LONGEST_ID,
    str: "x" * ONCE_LENGTH,
    datetime: datetime(2083, 10, 1, tzinfo=UTC) + timedelta(hours=23, minutes=59),
    date: LAST_DAY,
    bool: True,
    int: 9999,
}


@pytest.mark.parametrize("kind", TAGS.values(), ids=lambda kind: kind.__name__)
def test_the_largest_of_each_fits(kind: type[Button]) -> None:
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "changes"}
    largest = {name: largest_of(hint) for name, hint in hints.items()}
    button = kind(**largest)
    assert len(pack(button).encode()) <= LIMIT
    assert parse(pack(button)) == button


def test_every_button_can_be_written() -> None:
    kinds = {each for each in vars(buttons).values() if isinstance(each, type) and issubclass(each, Button)}
    assert kinds - {Button} == set(TAGS.values())


GIVEN = (
    "an=Answer b=Book bs=BookSeries c=Cancel cf=CalendarFile ci=CheckIn cs=CancelSeries d=PickDay e=SetEnd "
    "ee=EndEarly er=EraseMe g=GoTo h=PickHours l=Lengths la=SetLanguage m=PickMonth md=MoveDays "
    "ms=MoveStarts mv=Move mw=MoveWhere n=Nothing od=DeclineOffer ot=TakeOffer p=PickPart q=Queue "
    "ql=LeaveQueue r=PickResource s=PickStart sp=PickSpan ta=TakeAlong u=Undo v=Show"
)
"""Added to, never changed: old messages keep their buttons."""


def test_tags_that_were_given_are_kept() -> None:
    given = dict(each.split("=") for each in GIVEN.split())
    now = {tag: kind.__name__ for tag, kind in TAGS.items()}
    assert {tag: now.get(tag) for tag in given} == given
    assert len(set(now.values())) == len(now)


@given(st.text(max_size=80))
def test_anything_else_is_not_a_button(data: str) -> None:
    try:
        button = parse(data)
    except NotAButton:
        return
    assert type(button) in TAGS.values()


@given(any_of_them, st.data())
@settings(max_examples=300)
def test_a_button_that_was_tampered_with_is_none_or_another_lawful_one(
    button: Button, data: st.DataObject
) -> None:
    letters = list(pack(button))
    place = data.draw(st.integers(0, len(letters) - 1))
    letters[place] = data.draw(st.characters())
    try:
        read = parse("".join(letters))
    except NotAButton:
        return
    assert parse(pack(read)) == read


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "1b",
        "0n",
        "2n",
        "n",
        "1n:",
        "1n:\ud800",
        "1nothing",
        "1g:nowhere",
        "1d:room:",
        "1d:room:-1",
        "1d:castle:abc",
        "1d:room:zzzzzzzzzzzz",
        "1s:room:zzzzzzzzzzzzzzzz:drivhuset",
        "1u:abc:1_0:key",
        "1u:abc:١:key",
        "1er:2:key",
        "1v:../../etc",
        "1v:<b>",
        "1v:a b",
        "1v:" + "a" * 62,
        "1v:" + "å" * 40,
    ],
)
def test_what_we_cannot_have_made_is_not_a_button(data: str) -> None:
    with pytest.raises(NotAButton):
        parse(data)
