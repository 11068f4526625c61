"""Breakfasts and announcements by e-mail: the same words, the calendar, and a way out."""

from dataclasses import replace

from booking.model.announcements import Announcement, AnnouncementId, Audience, Topic
from booking.model.announcements import Group as Receivers
from booking.model.events import EventState
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
