"""Events, as people sign up for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.events import Event, EventState, Registration, Standing, Way
from booking.model.messages import Purpose
from booking.model.people import Person
from booking.model.spaces import Catalogue
from booking.news_item import News
from booking.registering import RATINGS, Seen
from booking.rules.doors import Addresses
from bot import buttons
from bot.screen import Key, Row, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import Say
from wording import events as words

MOST = 4
"""So many in all can be chosen by a button; more are written."""
NOT_IN = frozenset({Standing.DECLINED, Standing.CANCELLED, Standing.LAPSED})


def coming(events: Sequence[Event], catalogue: Catalogue, turn: Turn) -> Screen:
    """What, when and where, and one button each."""
    if not events:
        return Screen(text=turn.say("Nothing is planned just now. /nyhetsbrev lets you hear of new things."))
    lines = [words.line(event, catalogue, turn.now, turn.say) for event in events]
    keys = [
        key(words.label(event, catalogue, turn.now, turn.say), buttons.ShowEvent(event=event.id))
        for event in events
    ]
    text = "\n".join((turn.say("<b>Coming events</b>"), *lines))
    return Screen(text=text, rows=in_rows(keys, 1))


def which(events: Sequence[Event], catalogue: Catalogue, turn: Turn) -> Screen:
    """Where a message may mean several."""
    shown = coming(events, catalogue, turn)
    return Screen(text=turn.say("Which event do you mean?"), rows=shown.rows)


def none_then(events: Sequence[Event], catalogue: Catalogue, turn: Turn) -> Screen:
    """Nothing is on the day that was said, so nothing was done."""
    shown = coming(events, catalogue, turn)
    lines = [words.line(event, catalogue, turn.now, turn.say) for event in events]
    head = turn.say("There is none on that day, so I have done nothing. This is what there is:")
    return Screen(text="\n".join((head, *lines)), rows=shown.rows)


def card(seen: Seen, catalogue: Catalogue, turn: Turn, addresses: Addresses | None, *, once: str) -> Screen:
    rows = actions(seen, turn.person, turn.now, turn.say, addresses, once=once)
    return Screen(text=words.card(seen, catalogue, turn.now, turn.say), rows=rows)


def for_many(
    seen: Seen, names: Sequence[str], catalogue: Catalogue, now: datetime, ask: str, say: Say
) -> Screen:
    """In a group, or wherever somebody has sent it; `ask` is the address where the bot tells more."""
    event = seen.event
    text = words.shown_to_many(seen, names, catalogue, now, say)
    rows: list[Row] = []
    if event.takes_names_at(now):
        full = all(seen.free(way) == 0 for way in event.ways)
        said = say.plain("Put me on the waiting list") if full else say.plain("Sign me up")
        rows.append((key(said, buttons.JoinHere(event=event.id, going=True)),))
        rows.append((key(say.plain("I cannot come"), buttons.JoinHere(event=event.id, going=False)),))
    if event.is_on:
        rows.append((Key(words=say.plain("More, in a chat with me"), url=ask),))
    return Screen(text=text, rows=tuple(rows))


def rated(stars: int, say: Say) -> Screen:
    return Screen(text=say("Thank you! You gave it {n} of 5.", n=stars))


def actions(
    seen: Seen, person: Person | None, now: datetime, say: Say, addresses: Addresses | None, *, once: str
) -> tuple[Row, ...]:
    """What the person can do with it now."""
    event = seen.event
    rows: list[Row] = []
    if event.takes_names_at(now):
        rows += _signing(seen, say, once=once)
    own = seen.of_person
    if own is not None and own.standing is Standing.GOING and event.is_on:
        rows += _of_who_comes(event, own, say, addresses)
    if event.is_on:
        rows.append((_file(event, say),))
    if person is not None and person.actor.is_staff:
        manage = buttons.Host(event=event.id, step=buttons.Hosting.SHOW, once=once)
        rows.append((key(say.plain("For the administration"), manage),))
    return tuple(rows)


def _of_who_comes(event: Event, own: Registration, say: Say, addresses: Addresses | None) -> tuple[Row, ...]:
    said = say.plain("Hide my name in groups") if own.shows_name else say.plain("Show my name in groups")
    rows: list[Row] = [(key(said, buttons.ShowMyName(event=event.id, wanted=not own.shows_name)),)]
    if own.guests:
        rows.insert(0, (key(say.plain("My guests’ names"), buttons.NameGuests(event=event.id)),))
    if addresses is not None and own.way is Way.PHYSICAL:
        rows.insert(0, (Key(words=say.plain("My ticket"), url=addresses.ticket(own)),))
    return tuple(rows)


def ask_names(own: Registration, say: Say) -> Screen:
    """Who comes along, on lists at the door alone."""
    text = say.many(
        "What is your guest’s name? Only the door list shows it. /avbryt leaves it.",
        "What are your guests’ names? Write {n}, with a comma between. Only the door list shows them. "
        "/avbryt leaves it.",
        len(own.guests),
    )
    return Screen(text=text, fresh=True)


def of_news(news: News, say: Say, addresses: Addresses | None = None, *, once: str) -> tuple[Row, ...]:
    """Below what people hear of by themselves."""
    event, own = news.event, news.registration
    if event is None:
        return ()
    if news.message.purpose is Purpose.PLACE:
        seen = Seen(event=event, registrations=news.registrations, of_person=own)
        return actions(seen, news.person, news.now, say, addresses, once=once)
    if own is not None and own.standing is Standing.OFFERED:
        return (_offer(event, say, once=once),)
    if news.message.purpose is Purpose.THANKS:
        return (
            tuple(key(say.plain("{n} of 5", n=n), buttons.Rate(event=event.id, stars=n)) for n in RATINGS),
        )
    rows: list[Row] = []
    if own is not None and event.is_on and own.standing in {Standing.GOING, Standing.WAITING}:
        rows.append((_leave(event, own, say, once=once),))
    if event.is_on or own is None:
        rows.append((key(say.plain("Show it"), buttons.ShowEvent(event=event.id)),))
    if own is not None and event.state is EventState.CANCELLED:
        # A calendar that has the event takes it out by this file.
        rows.append((_file(event, say),))
    return tuple(rows)


def _file(event: Event, say: Say) -> Key:
    return key(say.plain("Calendar file"), buttons.EventFile(event=event.id))


def _signing(seen: Seen, say: Say, *, once: str) -> list[Row]:
    event, own = seen.event, seen.of_person
    if own is not None and own.standing is Standing.OFFERED:
        return [_offer(event, say, once=once)]
    if own is None or own.standing in NOT_IN:
        rows = [
            row for way in sorted(event.ways, reverse=True) for row in _joining(seen, way, say, once=once)
        ]
        if own is None:
            rows.append((key(say.plain("I cannot come"), buttons.LeaveEvent(event=event.id, once=once)),))
        return rows
    others = [n for n in range(1, min(event.guests + 1, MOST) + 1) if n != own.party]
    keys = [_sign_up(event, own.way, n, say.plain("We are {n}", n=n), once) for n in others]
    return [*in_rows(keys, 3), (_leave(event, own, say, once=once),)]


def _joining(seen: Seen, way: Way, say: Say, *, once: str) -> tuple[Row, ...]:
    event = seen.event
    left = seen.free(way)
    full = left == 0
    if full:
        words_for = say.plain("Put me on the waiting list")
    elif len(event.ways) > 1:
        words_for = say.plain("I come") if way is Way.PHYSICAL else say.plain("I take part digitally")
    else:
        words_for = say.plain("Sign me up")
    first = _sign_up(event, way, 1, words_for, once)
    if way is Way.DIGITAL or full:
        return ((first,),)
    more = [
        _sign_up(event, way, n, say.plain("We are {n}", n=n), once)
        for n in range(2, min(event.guests + 1, MOST) + 1)
    ]
    return ((first,), *in_rows(more, 3))


def _sign_up(event: Event, way: Way, party: int, said: str, once: str) -> Key:
    return key(said, buttons.SignUp(event=event.id, party=party, way=way, once=f"{once}{party}"))


def _leave(event: Event, own: Registration, say: Say, *, once: str) -> Key:
    waiting = own.standing is Standing.WAITING
    said = say.plain("Leave the waiting list") if waiting else say.plain("I cannot come")
    return key(said, buttons.LeaveEvent(event=event.id, once=once))


def _offer(event: Event, say: Say, *, once: str) -> Row:
    return (
        key(say.plain("Take the place"), buttons.TakePlace(event=event.id, once=once), Says.YES),
        key(say.plain("No, thanks"), buttons.DeclinePlace(event=event.id, once=once), Says.NO),
    )
