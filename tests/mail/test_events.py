"""Breakfasts and announcements by e-mail: the same words, the calendar, and a way out."""

from dataclasses import replace
from typing import Any

import pytest

from booking.model.announcements import Announcement, AnnouncementId, Attachment, Audience, Topic
from booking.model.announcements import Group as Receivers
from booking.model.events import EventState, Standing, Way
from booking.model.messages import Purpose
from booking.rules.addressing import Group, opened
from tests.builders import NOW
from tests.contracts.events import a_registration, an_event
from tests.mail.conftest import KEY, Postbox, channel, some_news
from tests.mail.test_composing import file_of, text_of


async def test_a_cancelled_breakfast_is_told_and_leaves_the_calendar(postbox: Postbox) -> None:
    event = an_event(state=EventState.CANCELLED, revision=4)
    news = some_news(Purpose.EVENT_NEWS, booking=None, event=event, registration=a_registration())
    await channel(postbox).tell(news)
    letter = postbox.letter()
    assert letter["Subject"].startswith("Avlyst: Frokost hos Eksempel AS")
    _, calendar = file_of(letter)
    assert str(calendar["METHOD"]) == "CANCEL"
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["UID"]) == f"event-{event.id}@gartneriet"


async def test_a_place_comes_with_the_calendar_file(postbox: Postbox) -> None:
    registration = a_registration()
    news = some_news(
        Purpose.PLACE,
        booking=None,
        event=an_event(),
        registration=registration,
        registrations=[registration],
    )
    await channel(postbox).tell(news)
    letter = postbox.letter()
    assert "Du er påmeldt." in text_of(letter, "plain")
    assert str(file_of(letter)[1]["METHOD"]) == "PUBLISH"
    ticket = f"https://booking.example.org/t/{registration.ticket}"
    assert f"Billetten din: {ticket}" in text_of(letter, "plain")
    assert ticket in text_of(letter, "html")


@pytest.mark.parametrize("fields", [{"standing": Standing.WAITING}, {"way": Way.DIGITAL}])
async def test_only_who_has_a_seat_gets_a_ticket(postbox: Postbox, fields: dict[str, Any]) -> None:
    own = a_registration(**fields)
    news = some_news(Purpose.PLACE, booking=None, event=an_event(), registration=own, registrations=[own])
    await channel(postbox).tell(news)
    assert "/t/" not in text_of(postbox.letter(), "plain")


async def test_without_a_public_address_there_is_no_ticket(postbox: Postbox) -> None:
    own = a_registration()
    news = some_news(Purpose.PLACE, booking=None, event=an_event(), registration=own, registrations=[own])
    await channel(postbox, public_url="").tell(news)
    assert "Billetten" not in text_of(postbox.letter(), "plain")


async def test_thanks_ask_for_an_answer_and_leave_the_calendar_alone(postbox: Postbox) -> None:
    news = some_news(
        Purpose.THANKS, booking=None, event=an_event(state=EventState.HELD), registration=a_registration()
    )
    await channel(postbox).tell(news)
    letter = postbox.letter()
    assert list(letter.iter_attachments()) == []
    assert "Svar gjerne på denne e-posten." in text_of(letter, "plain")
    assert "1 er" not in text_of(letter, "plain")


@pytest.mark.parametrize("said", ["et bilde", "en fil"])
async def test_what_came_along_in_the_chat_is_told(postbox: Postbox, said: str) -> None:
    announcement = Announcement(
        id=AnnouncementId("a1"),
        audience=Audience(group=Receivers.TENANTS, topic=Topic.NOTICE),
        text="Ny kaffemaskin",
        file=Attachment(file_id="f1", is_picture=said == "et bilde"),
        made_at=NOW,
    )
    await channel(postbox).tell(some_news(Purpose.ANNOUNCEMENT, booking=None, announcement=announcement))
    assert f"På Telegram fulgte det med {said}." in text_of(postbox.letter(), "plain")


async def test_a_newsletter_can_be_left_alone(postbox: Postbox) -> None:
    announcement = Announcement(
        id=AnnouncementId("a1"),
        audience=Audience(group=Receivers.EVERYBODY, topic=Topic.NEWSLETTER),
        text="Høsten i korte trekk\n\nMye har skjedd.",
        made_at=NOW,
    )
    news = some_news(Purpose.ANNOUNCEMENT, booking=None, announcement=announcement)
    await channel(postbox).tell(replace(news))
    letter = postbox.letter()
    assert letter["Subject"] == "Høsten i korte trekk"
    assert "Mye har skjedd." in text_of(letter, "plain")
    assert "Du får dette fordi du følger «Nyhetsbrevet»." in text_of(letter, "plain")
    assert "fordi du bruker" not in text_of(letter, "plain")
    token = letter["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    assert opened(token, KEY) == (news.person.id, Group.NEWSLETTER, announcement.id)
