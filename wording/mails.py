"""What an e-mail says beside the words of the chat, and the page that ends e-mail."""

from __future__ import annotations

from datetime import datetime

from booking.delivery import News
from booking.model.announcements import Attachment, Topic
from booking.model.bookings import Action, Booking, Status
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.spaces import Catalogue, Space
from wording import announcements, dates, events, guidance, own_calendars, series
from wording.cleaning import Plain, clean
from wording.news import told as in_the_chat
from wording.speech import Html, Say

LONGEST_SUBJECT = 80
GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})
BOOKED = frozenset({Action.MADE, Action.TAKEN, Action.RESTORED})


def subject(news: News, catalogue: Catalogue, say: Say) -> Plain:
    """What and when, by its date: an e-mail may be read days later."""
    if news.message.purpose is Purpose.QUESTION and news.asker is not None:
        return say.plain("Question from {name}", name=news.asker.name)
    if news.message.purpose is Purpose.ANSWER:
        return say.plain("Answer from the administration")
    if news.series is not None:
        name = catalogue.resources[news.series.resource_id].name
        return say.plain("{name} {rule}", name=name, rule=series.every(news.series.recurrence, say))
    if news.booking is not None:
        return _of_booking(news.booking, news, catalogue, say)
    return _of_many(news, catalogue, say)


def _of_many(news: News, catalogue: Catalogue, say: Say) -> Plain:
    if news.case is not None:
        return guidance.subject(news, catalogue, say)
    if news.event is not None:
        return events.subject(news, news.event, catalogue, say)
    if news.own_calendar is not None:
        return own_calendars.subject(news.own_calendar, say)
    if news.announcement is not None:
        return clean(news.announcement.text.splitlines()[0], LONGEST_SUBJECT)
    return clean(catalogue.home.name)


def told(news: News, catalogue: Catalogue, say: Say) -> Html:
    """As in the chat, without what only buttons answer. Raises LookupError where there is nothing to tell."""
    if news.message.purpose is Purpose.THANKS and news.event is not None:
        asks = say("How was it? Feel free to reply to this e-mail.")
        return Html(f"{events.thanked(news, news.event, say)}\n{asks}")
    return in_the_chat(news, catalogue, say)


def instead_of_buttons(news: News, say: Say) -> Html:
    """What to do where the chat has buttons, in one sentence."""
    match news.message.purpose:
        case Purpose.QUESTION:
            return say("To answer, open the bot on Telegram.")
        case Purpose.ANSWER:
            return say("Is there more you wonder about? Reply to this e-mail.")
        case Purpose.ANNOUNCEMENT | Purpose.THANKS | Purpose.UNREACHABLE | Purpose.OWN_CALENDAR:
            return Html("")
        case Purpose.OFFER | Purpose.PLACE_OFFER:
            return _take_it(news, say)
        case _:
            return _to_change(news, say)


def _to_change(news: News, say: Say) -> Html:
    if news.case is not None:
        return say("Answer by replying to this e-mail.")
    if news.booking is not None and news.booking.status in GONE:
        return say("Do you want to book anew? Reply to this e-mail.")
    return say("Do you want to change or cancel? Reply to this e-mail.")


def came_along(file: Attachment, say: Say) -> Html:
    """Telegram alone holds it."""
    if file.is_picture:
        return say("A picture came along with this on Telegram.")
    return say("A file came along with this on Telegram.")


def ticket(link: str, say: Say) -> Html:
    """For the door, as the button in the chat."""
    return say("Your ticket: {link}", link=link)


def attached(say: Say) -> Html:
    return say("The calendar file is attached.")


def why(news: News, catalogue: Catalogue, say: Say) -> Html:
    """At the foot: who writes, and why to them."""
    if news.announcement is not None and news.announcement.audience.topic is not Topic.NOTICE:
        return announcements.why(news.announcement, say)
    return say(
        "{place} writes to you because you use the place or have signed up.", place=catalogue.home.name
    )


def stop(say: Say) -> Html:
    """The link at the foot."""
    return say("Stop e-mail from us")


def stop_by_reply(say: Say) -> Html:
    """At the foot, where there is no page to stop it on."""
    return say("Do you not want e-mail from us? Reply “stop”.")


def stop_title(say: Say) -> Plain:
    return say.plain("E-mail from us")


def stop_question(address: str, say: Say) -> Html:
    """On the page, above its one button."""
    return say("Shall we stop sending e-mail to {address}?", address=address)


def leave_question(topic: Topic, say: Say) -> Html:
    """As `stop_question`, of what was said yes to."""
    return say("Shall we stop sending you “{topic}”?", topic=announcements.topic(topic, say))


def left(topic: Topic, say: Say) -> Html:
    return say(
        "You get no more of “{topic}” from us. What you have booked or signed up for you still hear of.",
        topic=announcements.topic(topic, say),
    )


def stop_button(say: Say) -> Plain:
    return say.plain("Stop e-mail")


def stopped(say: Say) -> Html:
    """When it is done, and whenever the link is opened after that."""
    return say("You get no more e-mail from us. Ask the administration if you want it back.")


def no_such_link(say: Say) -> Html:
    return say("This link is not whole. Open it from the e-mail once more.")


def _take_it(news: News, say: Say) -> Html:
    if news.event is not None:
        return say("Do you want the place? Reply to this e-mail.")
    return say("Shall it be yours? Reply to this e-mail.")


def _of_booking(booking: Booking, news: News, catalogue: Catalogue, say: Say) -> Plain:
    resource = catalogue.resources[booking.resource_id]
    when = _when(booking.interval, catalogue.space_of(resource), news.now, say)
    what = say.plain("{name} {when}", name=resource.name, when=when)
    match news.message.purpose, booking.status:
        case Purpose.OFFER, _:
            return say.plain("Free now: {what}", what=what)
        case Purpose.REMINDER, _:
            return say.plain("Reminder: {what}", what=what)
        case _, Status.CANCELLED:
            return say.plain("Cancelled: {what}", what=what)
        case _, Status.NO_SHOW:
            return say.plain("Freed: {what}", what=what)
        case _ if news.last is None or news.last.action in BOOKED:
            return say.plain("Booked: {what}", what=what)
        case _:
            return say.plain("Changed: {what}", what=what)


def _when(interval: Interval, space: Space, now: datetime, say: Say) -> Plain:
    day = dates.full_day(space.today(interval.start), space.today(now), say)
    return say.plain("{day}, {hours}", day=day, hours=dates.hours(interval, space, say))
