"""A conversation played against the running bot, and what can be asked of it after each turn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking.model.bookings import Booking
from booking.model.events import IN, Event, Registration
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Person as Known
from booking.ports import Page
from booking.reserving import Wish
from simulator.driver import Person
from simulator.messages import Message
from tests.bot.conftest import GRETE, KARI, NILS, OLA, Town
from tests.builders import OSLO, at

WHO = {"tenant": KARI, "administration": GRETE, "entrepreneur": NILS}
AHEAD = timedelta(days=400)


@dataclass
class Chat:
    """`me` is who writes. What others had booked before stays as it was, after every turn."""

    town: Town
    me: int
    others: list[str] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    said: str = ""

    @property
    def person(self) -> Person:
        return self.town.telegram.person(self.me)

    async def says(self, text: str) -> None:
        """Each turn is a little later than the one before."""
        self.town.clock.advance(seconds=5)
        self.before = [message.id for message in self.person.from_bot]
        await self.person.says(text)
        await self.town.service.scheduler.tick()

    @property
    def answer(self) -> Message:
        return self.person.last

    @property
    def answered(self) -> str:
        """All that the bot has said, with its buttons, since the person's message."""
        newest = [message for message in self.person.from_bot if message.id not in self.before]
        return "\n".join(_whole(message) for message in newest or [self.person.last])

    async def standing(self, telegram_id: int) -> list[str]:
        """As the file has them, by start."""
        known = await self.town.core.membership.by_telegram(telegram_id)
        held = await self.town.core.looking.mine(known) if known else []
        return [_line(booking, self.town) for booking in held]

    async def known(self, telegram_id: int | None = None) -> Known:
        return await self.town.person(telegram_id or self.me)

    async def registrations(self) -> list[Registration]:
        (event,) = await events(self.town)
        found = await self.town.core.database.events.registrations(event.id)
        return [each for each in found if each.standing in IN]


async def events(town: Town) -> list[Event]:
    now = town.clock()
    return list(await town.core.database.events.within(Interval(now - AHEAD, now + AHEAD)))


def _whole(message: Message) -> str:
    return "\n".join([message.text, *(f"[{words}]" for words in message.words)])


def _line(booking: Booking, town: Town) -> str:
    space = town.core.looking.catalogue.home
    name = town.core.looking.catalogue.resources[booking.resource_id].name
    start, end = space.local(booking.interval.start), space.local(booking.interval.end)
    return f"{name} {start:%Y-%m-%d %H:%M}-{end:%H:%M}"


async def prepared(chat: Chat, given: list[str], now: str) -> None:
    """What stands before the first word: booked the day before, checked in when it began."""
    town, moment = chat.town, datetime.fromisoformat(now).replace(tzinfo=OSLO)
    town.clock.time = at("08:00", moment.date()) - timedelta(days=1)
    for each in given:
        if each.startswith("Event:"):
            await _with_event(town, each)
        elif each.startswith("registered"):
            await chat.person.says("meld meg på frokosten")
        else:
            await _with_booking(chat, each)
    town.clock.time = at(f"{moment:%H:%M}", moment.date())
    chat.others = await chat.standing(OLA)


async def _with_event(town: Town, given: str) -> None:
    """`Event: Næringsfrokost 2026-12-01 08:00`."""
    _, _, day, clock = given.split()
    on = date.fromisoformat(day)
    await town.grete.says(
        f"frokost {on.day}.{on.month}. {clock}-09:30 hos Bygdeposten, 25 plasser, 3 gjester"
    )
    await town.grete.taps("Publiser")


async def _with_booking(chat: Chat, given: str) -> None:
    """`Ola: Drivhuset 2026-11-24 10:00-12:00, checked in`; `all day` for its hours."""
    town = chat.town
    who = OLA if given.startswith("Ola: ") else chat.me
    what, _, checked_in = given.removeprefix("Ola: ").partition(", ")
    name, day, hours = _taken_apart(what)
    on = date.fromisoformat(day)
    person = await town.person(who)
    resource = next(r for r in town.core.looking.catalogue.in_use if r.name == name)
    start, end = ("06:00", "23:00") if hours == "all day" else hours.split("-")
    wish = Wish(resource_id=resource.id, interval=Interval(at(start, on), at(end, on)))
    booking = await town.core.reserving.book(person.actor, person, wish, Request(key=f"given:{given}"))
    if checked_in:
        town.clock.time = booking.interval.start
        await town.core.reserving.check_in(person.actor, booking.id, Request(key=f"given:{given}:in"))


def _taken_apart(what: str) -> tuple[str, str, str]:
    words = what.split()
    day = next(n for n, word in enumerate(words) if word[:2] == "20")
    return " ".join(words[:day]), words[day], " ".join(words[day + 1 :])


Check = Callable[[Chat], Awaitable[None]]


def stands(*lines: str, of: int | None = None) -> Check:
    """Exactly these of the writer, or of another."""

    async def check(chat: Chat) -> None:
        assert await chat.standing(of or chat.me) == list(lines), chat.answered

    return check


nothing = stands()


def one_of(*choices: tuple[str, ...]) -> Check:
    """Exactly one of these sets stands."""

    async def check(chat: Chat) -> None:
        assert tuple(await chat.standing(chat.me)) in choices, chat.answered

    return check


def says(*words: str) -> Check:
    """All of these are in the answer, its buttons included."""

    async def check(chat: Chat) -> None:
        missing = [word for word in words if word.lower() not in chat.answered.lower()]
        assert not missing, chat.answered

    return check


def says_one_of(*words: str) -> Check:
    async def check(chat: Chat) -> None:
        assert any(word.lower() in chat.answered.lower() for word in words), chat.answered

    return check


def silent_on(*words: str) -> Check:
    async def check(chat: Chat) -> None:
        found = [word for word in words if word.lower() in chat.answered.lower()]
        assert not found, chat.answered

    return check


def offers(*buttons: str) -> Check:
    """These buttons are there, in this order; a part of each one's words."""

    async def check(chat: Chat) -> None:
        words = list(chat.answer.words)
        for button in buttons:
            at_button = next((n for n, each in enumerate(words) if button in each), None)
            assert at_button is not None, chat.answered
            words = words[at_button + 1 :]

    return check


def offers_nothing(chat: Chat) -> Awaitable[None]:
    """No button, and no question."""

    async def check() -> None:
        assert list(chat.answer.words) == [], chat.answered
        assert "?" not in chat.answer.text, chat.answered

    return check()


async def others_stand(chat: Chat) -> None:
    assert await chat.standing(OLA) == chat.others


async def all_bookings(chat: Chat) -> list[str]:
    """Of everybody, whatever has become of them."""
    now = chat.town.clock()
    found, _ = await chat.town.core.looking.listing(Interval(now - AHEAD, now + AHEAD), page=Page(limit=500))
    return [_line(booking, chat.town) for booking in found]
