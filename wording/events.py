"""Events: their cards, how one stands with them, and what people hear of them by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.events import IN, Event, EventState, Registration, Standing, Way
from booking.model.messages import Purpose
from booking.model.people import Person
from booking.model.spaces import Catalogue
from booking.news_item import News
from booking.registering import Seen
from booking.rules import hosting, seating
from wording import dates, event_news
from wording.cleaning import Plain, clean, clean_letter
from wording.speech import Html, Say, as_html, as_plain

MOST_NAMES = 30


def label(event: Event, catalogue: Catalogue, now: datetime, say: Say) -> Plain:
    """For a button: `3. des.: Frokost hos Bygdeposten`."""
    space = catalogue.home
    day = dates.short_or_soon(space.today(event.interval.start), space.today(now), say)
    return say.plain("{day}: {title}", day=dates.capital(day), title=clean(event.title, 40))


def line(event: Event, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """`• Onsdag 2. desember kl. 8–9.30: Frokost hos Bygdeposten, i Orangeriet`."""
    at, place = when(event, catalogue, now, say), where(event, catalogue, say)
    if not place or place in event.title:
        return say("• {when}: {title}", when=at, title=event.title)
    return say("• {when}: {title}, {place}", when=at, title=event.title, place=place)


def card(seen: Seen, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """What it is, when and where, how many places there are, and how the person stands with it."""
    event, own = seen.event, seen.of_person
    lines = [
        say("<b>{title}</b>", title=event.title),
        when(event, catalogue, now, say),
        where(event, catalogue, say),
        say("Host: {host}", host=event.host) if event.host else "",
        as_html(clean_letter(event.programme)) if event.programme else "",
        say("Price: {price}", price=event.price) if event.price else "",
        _state(event, say),
        *(_places(seen, way, say) for way in sorted(event.ways) if event.state not in hosting.OVER),
        standing(own, event, seen, catalogue, now, say) if own is not None else "",
    ]
    return Html("\n".join(filter(None, lines)))


def when(event: Event, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    return as_html(dates.capital(dates.when(event.interval, catalogue.home, now, say)))


def where(event: Event, catalogue: Catalogue, say: Say) -> Html:
    resource = catalogue.resources.get(event.resource_id) if event.resource_id else None
    place = resource.name if resource else event.address
    if event.ways == {Way.DIGITAL}:
        return say("Digital")
    if Way.DIGITAL in event.ways:
        return say("{place}, or digital", place=place)
    return as_html(place)


def standing(
    own: Registration, event: Event, seen: Seen, catalogue: Catalogue, now: datetime, say: Say
) -> Html:
    """In bold while it matters, since it is what one looks for."""
    if not event.is_on or own.standing not in IN:
        return _over(own, say)
    if own.standing is Standing.WAITING:
        queue = [each.id for each in seating.queue(seen.registrations, own.way)]
        number = queue.index(own.id) + 1 if own.id in queue else 1
        waits = say("<b>You are number {n} on the waiting list.</b>", n=number)
        line = f"{waits} {say('I write when a place is free.')}"
        return Html("\n".join(filter(None, (line, _noted(own, say)))))
    if own.offered_until is not None:
        until = dates.moment(own.offered_until, catalogue.home, now, say)
        return say("<b>A place is held for you until {until}.</b>", until=until)
    return _going(own, event, say)


def _going(own: Registration, event: Event, say: Say) -> Html:
    going = say.many("<b>You are signed up.</b>", "<b>You are signed up, {n} in all.</b>", own.party)
    link = say("Link: {link}", link=event.link) if own.way is Way.DIGITAL and event.link else ""
    asks = event.asks_names and "" in own.guests
    who = say("Who comes with you? Write the names; only the door list shows them.") if asks else ""
    return Html("\n".join(filter(None, (going, link, who, _noted(own, say)))))


def _noted(own: Registration, say: Say) -> Html:
    return say("The host is told: {note}", note=own.note) if own.note else Html("")


def _over(own: Registration, say: Say) -> Html:
    return {
        Standing.LAPSED: say("The place that was held for you has gone on to the next."),
        Standing.DECLINED: say("You are not coming."),
        Standing.CANCELLED: say("You are not coming."),
        Standing.ATTENDED: say("You were there."),
    }.get(own.standing, Html(""))


def told(news: News, catalogue: Catalogue, say: Say) -> Html:
    """What is new comes first. Raises LookupError where there is nothing to tell."""
    if news.message.purpose is Purpose.UNREACHABLE and news.about is not None:
        return unreachable(news.about, say)
    event, own = news.event, news.registration
    if event is None:
        raise LookupError(f"no words for {news.message.key}")
    seen = Seen(event=event, registrations=news.registrations, of_person=own)
    if news.message.purpose in {Purpose.PLACE, Purpose.PLACE_OFFER}:
        first = last_call(say) if news.message.offset else _by_another(news, own, say)
        return Html("\n".join(filter(None, (first, card(seen, catalogue, news.now, say)))))
    if news.message.purpose is Purpose.THANKS:
        return Html(f"{_head(news, event, say)}\n{say('How was it? 1 is poor, 5 is very good.')}")
    stands = standing(own, event, seen, catalogue, news.now, say) if own is not None else Html("")
    facts = (when(event, catalogue, news.now, say), where(event, catalogue, say), _price(news, event, say))
    return Html("\n".join(filter(None, (_head(news, event, say), *facts, stands))))


def _by_another(news: News, own: Registration | None, say: Say) -> Html:
    """Who is signed up or off by somebody else hears by whom."""
    if news.by is None or own is None:
        return Html("")
    if own.standing in IN:
        return say("<b>{name} has signed you up.</b>", name=news.by.name)
    return say("<b>{name} has taken your name off.</b>", name=news.by.name)


def _price(news: News, event: Event, say: Say) -> Html:
    """Beside what is new of an event; who is only reminded knows it."""
    if news.message.purpose is not Purpose.EVENT_NEWS or not event.is_on:
        return Html("")
    if event.price:
        return say("Price: {price}", price=event.price)
    return say("It costs nothing.") if event.state is EventState.PUBLISHED else Html("")


def subject(news: News, event: Event, catalogue: Catalogue, say: Say) -> Plain:
    """Of an e-mail: what is new, of what, and when."""
    what, at = as_plain(_head(news, event, say)), when(event, catalogue, news.now, say)
    return say.plain("{what}, {when}", what=what, when=at)


def shown_to_many(seen: Seen, names: Sequence[str], catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The card in a group: how many are coming, and the names of those who want that."""
    anybody = Seen(event=seen.event, registrations=seen.registrations, of_person=None)
    shown = card(anybody, catalogue, now, say)
    if not names:
        return shown
    listed = ", ".join(clean(name, 40) for name in names[:MOST_NAMES])
    return Html(f"{shown}\n{say('Among them: {names}', names=listed)}")


def thanked(news: News, event: Event, say: Say) -> Html:
    """Where there are no buttons to answer with."""
    return _head(news, event, say)


def last_call(say: Say) -> Html:
    return say("<b>You have half an hour left to answer.</b>")


def unreachable(person: Person, say: Say) -> Html:
    return say("{name} can no longer be reached on Telegram. Perhaps another way?", name=person.name)


def _head(news: News, event: Event, say: Say) -> Html:
    title = clean(event.title)
    match news.message.purpose:
        case Purpose.EVENT_NEWS:
            return event_news.head(event, news.was, say)
        case Purpose.EVENT_REMINDER:
            return say("<b>Remember: {title}</b>", title=title)
        case Purpose.THANKS:
            return say("<b>Thank you for coming: {title}</b>", title=title)
        case _:
            return say("<b>{title}</b>", title=title)


def filled(seen: Seen, say: Say) -> Html:
    """How many come, while that can change; else what has become of it."""
    event = seen.event
    if event.state in hosting.OVER:
        return _state(event, say)
    return Html(" ".join(_places(seen, way, say) for way in sorted(event.ways)))


def _state(event: Event, say: Say) -> Html:
    match event.state:
        case EventState.DRAFT:
            return say("<i>A draft that only the administration sees.</i>")
        case EventState.CANCELLED:
            return say("<b>Cancelled.</b>")
        case EventState.HELD:
            return say("It has been held.")
        case _:
            return Html("")


def _places(seen: Seen, way: Way, say: Say) -> Html:
    limit, going = seen.event.limit(way), seen.going(way)
    both = len(seen.event.ways) > 1
    if way is Way.DIGITAL and both:
        return say.many("{n} takes part digitally.", "{n} take part digitally.", going)
    if limit is None:
        return say.many("{n} is coming.", "{n} are coming.", going)
    if going >= limit:
        return say("All {limit} places are taken.", limit=limit)
    return say("{going} of {limit} places are taken.", going=going, limit=limit)
