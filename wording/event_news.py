"""What is new of an event, as it now is: one head says what has changed."""

from __future__ import annotations

from booking.model.events import Event, EventState, Way
from wording.cleaning import clean
from wording.speech import Html, Say


def head(event: Event, was: Event | None, say: Say) -> Html:
    """`was` is the event as it stood before; where that is not known, it is only said that it has changed."""
    title = clean(event.title)
    if event.state is EventState.CANCELLED:
        return say("<b>Cancelled: {title}</b>", title=title)
    if was is None:
        return say("<b>Changed: {title}</b>", title=title)
    if event.ways != was.ways:
        return _other_way(event, title, say)
    return _moved(event, was, title, say)


def _other_way(event: Event, title: str, say: Say) -> Html:
    if event.ways == {Way.DIGITAL}:
        return say("<b>Now digital: {title}</b>", title=title)
    if event.ways == {Way.PHYSICAL}:
        return say("<b>Now in person: {title}</b>", title=title)
    return say("<b>Now both in person and digital: {title}</b>", title=title)


def _moved(event: Event, was: Event, title: str, say: Say) -> Html:
    has_new_time = event.interval != was.interval
    has_new_place = (event.resource_id, event.address) != (was.resource_id, was.address)
    if has_new_time and has_new_place:
        return say("<b>New time and place: {title}</b>", title=title)
    if has_new_time:
        return say("<b>New time: {title}</b>", title=title)
    if has_new_place:
        return say("<b>New place: {title}</b>", title=title)
    if event.link != was.link:
        return say("<b>New link: {title}</b>", title=title)
    if event.price != was.price:
        return say("<b>New price: {title}</b>", title=title)
    return say("<b>Changed: {title}</b>", title=title)
