"""An e-mail as it arrives: whole, in the words of the chat, and harmless whatever people are called."""

import re
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from icalendar import Calendar

from booking.model.bookings import Action, Change, Recurrence, Repeat, Series, SeriesId, Status
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.people import Language
from booking.model.questions import Question, QuestionId
from booking.model.spaces import ResourceId
from booking.rules.addressing import Group, opened
from tests.builders import NOW, a_booking, a_catalogue, a_person, at
from tests.mail.conftest import KEY, Postbox, channel, some_news
from wording import as_plain, speak
from wording.news import told

MAIL_LINE, CODED_LINE = 998, 76
HEADERS = {
    *("From", "To", "Date", "Message-ID", "Subject", "Auto-Submitted", "Content-Language"),
    *("List-Unsubscribe-Post", "List-Unsubscribe", "MIME-Version", "Content-Type"),
}


def text_of(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def file_of(letter: EmailMessage) -> tuple[str, Calendar]:
    (part,) = letter.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_content_charset() == "utf-8"
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part["Content-Type"].params["method"] == str(calendar["METHOD"])
    return part.get_filename(), calendar


async def test_a_message_arrives_whole(postbox: Postbox) -> None:
    news = some_news()
    await channel(postbox).tell(news)
    letter = postbox.letter()
    words = as_plain(told(news, a_catalogue(), speak(Language.BOKMAL)))
    assert text_of(letter, "plain").startswith(words + "\n\nVil du endre eller avbestille? Svar på denne")
    page = text_of(letter, "html")
    assert all(line in page for line in words.splitlines())
    assert '<html lang="nb">' in page
    assert letter["Subject"] == "Bestilt: Drivhuset mandag 23. november kl. 10–12"
    assert str(letter["From"]) == "Gründergartneriet <post@gartneriet.example>"
    assert str(letter["To"]) == "Kari Gartner <kari@eksempel.no>"
    assert parsedate_to_datetime(letter["Date"]) == NOW
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "nb"
    assert letter["MIME-Version"] == "1.0"
    (envelope,) = postbox.heard
    assert envelope.content.isascii()
    assert max(map(len, envelope.content.splitlines())) <= MAIL_LINE
    coded = "".join(part.get_payload() for part in letter.walk() if not part.is_multipart())
    assert max(map(len, coded.splitlines())) <= CODED_LINE


async def test_it_can_be_stopped_by_one_click(postbox: Postbox) -> None:
    await channel(postbox).tell(some_news())
    letter = postbox.letter()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter["List-Unsubscribe"].strip("<>")
    address, _, token = link.rpartition("/")
    assert address == "https://booking.example.org/unsubscribe"
    assert opened(token, KEY) == ("kari", Group.EMAIL, None)
    assert link in text_of(letter, "plain")
    # As those who look for it read it: whole, on one line, in no code.
    assert f"\r\nList-Unsubscribe: <{link}>\r\n".encode() in postbox.heard[0].content
    assert f'href="{link}"' in text_of(letter, "html")


@pytest.mark.parametrize("lacking", [{"public_url": ""}, {"key": ""}])
async def test_without_a_page_it_is_stopped_by_an_answer(postbox: Postbox, lacking: dict[str, str]) -> None:
    await channel(postbox, **lacking).tell(some_news())
    letter = postbox.letter()
    assert letter["List-Unsubscribe"] == "<mailto:post@gartneriet.example?subject=stop>"
    assert letter["List-Unsubscribe-Post"] is None
    assert "Vil du ikke ha e-post fra oss? Svar «stopp»." in text_of(letter, "plain")


async def test_a_page_that_is_not_secret_is_no_one_click(postbox: Postbox) -> None:
    await channel(postbox, public_url="http://booking.example.org").tell(some_news())
    assert postbox.letter()["List-Unsubscribe-Post"] is None


async def test_the_same_message_has_the_same_name(postbox: Postbox) -> None:
    sending = channel(postbox)
    await sending.tell(some_news())
    await sending.tell(some_news())
    await sending.tell(some_news(Purpose.REMINDER))
    names = [re.search(rb"Message-ID: (\S+)", envelope.content) for envelope in postbox.heard]
    first, second, other = (name and name[1] for name in names)
    assert first == second != other
    assert first is not None
    assert re.fullmatch(rb"<[0-9a-f]{40}@gartneriet\.example>", first)


async def test_the_calendar_file_puts_it_in_and_takes_it_out(postbox: Postbox) -> None:
    sending = channel(postbox)
    await sending.tell(some_news())
    name, calendar = file_of(postbox.letter())
    assert name == "bestilling Drivhuset.ics"
    (entry,) = calendar.events
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert (entry.start, entry.end, entry["UID"]) == (at("10:00"), at("12:00"), "b1@gartneriet")
    postbox.heard.clear()
    await sending.tell(some_news(booking=a_booking(status=Status.CANCELLED, revision=2)))
    letter = postbox.letter()
    _, calendar = file_of(letter)
    assert str(calendar["METHOD"]) == "CANCEL"
    assert calendar.events[0]["SEQUENCE"] > entry["SEQUENCE"]
    assert letter["Subject"] == "Avbestilt: Drivhuset mandag 23. november kl. 10–12"


async def test_what_is_only_offered_is_in_no_calendar(postbox: Postbox) -> None:
    held = a_booking(status=Status.HELD, held_until=at("09:30"))
    await channel(postbox).tell(some_news(Purpose.OFFER, booking=held))
    letter = postbox.letter()
    assert list(letter.iter_attachments()) == []
    assert letter["Subject"] == "Ledig nå: Drivhuset mandag 23. november kl. 10–12"
    assert "Vil du overta? Svar på denne e-posten." in text_of(letter, "plain")


async def test_a_series_comes_as_one_file(postbox: Postbox) -> None:
    rule = Recurrence(
        every=Repeat.WEEK, first=date(2026, 11, 24), until=date(2026, 12, 8), start=None, end=None
    )
    week = timedelta(weeks=1)
    first = a_booking().interval
    bookings = [
        a_booking(id=f"b{n}", interval=Interval(first.start + n * week, first.end + n * week))
        for n in range(3)
    ]
    series = Series(
        id=SeriesId("s1"),
        resource_id=ResourceId("drivhuset"),
        person_id=a_person().id,
        recurrence=rule,
        made_at=NOW,
    )
    await channel(postbox).tell(some_news(Purpose.SERIES, booking=None, series=series, bookings=bookings))
    letter = postbox.letter()
    assert letter["Subject"] == "Drivhuset hver tirsdag"
    assert [str(entry["UID"]) for entry in file_of(letter)[1].events] == [
        f"b{n}@gartneriet" for n in range(3)
    ]


async def test_questions_and_answers_are_told_as_in_the_chat(postbox: Postbox) -> None:
    asker = a_person(name="Åse <b>")
    question = Question(
        id=QuestionId("q1"), person_id=asker.id, text="Hvor er\nnøkkelen?", asked_at=NOW, answer="Under matta"
    )
    sending, more = channel(postbox), {"booking": None, "question": question, "asker": asker}
    await sending.tell(some_news(Purpose.QUESTION, **more))
    letter = postbox.letter()
    assert letter["Subject"] == "Spørsmål fra Åse <b>"
    assert "Åse <b> skriver: «Hvor er\nnøkkelen?»" in text_of(letter, "plain")
    assert "Åse &lt;b&gt; skriver" in text_of(letter, "html")
    postbox.heard.clear()
    await sending.tell(some_news(Purpose.ANSWER, **more))
    letter = postbox.letter()
    assert letter["Subject"] == "Svar fra administrasjonen"
    assert "Under matta" in text_of(letter, "plain")


@pytest.mark.parametrize(
    ("action", "actor", "language", "subject"),
    [
        (Action.MOVED, "office", Language.BOKMAL, "Endret: Drivhuset mandag 23. november kl. 10–12"),
        (Action.MOVED, "kari", Language.NYNORSK, "Endra: Drivhuset måndag 23. november kl. 10–12"),
        (Action.TAKEN, "kari", Language.ENGLISH, "Booked: Drivhuset Monday 23 November, 10:00–12:00"),
    ],
)
async def test_the_subject_says_what_and_when_in_their_language(
    postbox: Postbox, action: Action, actor: str, language: Language, subject: str
) -> None:
    last = Change(
        action=action, before=a_booking(), after=a_booking(), actor=a_person(id=actor).actor, at=NOW
    )
    person = a_person(email="kari@eksempel.no", language=language)
    await channel(postbox).tell(some_news(person=person, last=last))
    assert postbox.letter()["Subject"] == subject


@pytest.mark.parametrize(
    "name",
    [
        "Kari\r\nBcc: all@example.org",
        'Kari" <evil@example.org>, "x',
        "Kari, all@example.org",
        "=?utf-8?q?Kari=0D=0ABcc=3A_all=40example=2Eorg?=",
        "<script>alert(1)</script> & co",
        "Kári 🌱👩‍🌾 O’Brien",
        "كريم \u202egnp.exe",
        "\u0000\u0007",
        "Å" * 500,
        "A, Å" * 40,
        "",
    ],
    ids=lambda name: ascii(name)[:30],
)
async def test_no_name_reaches_beyond_its_place(postbox: Postbox, name: str) -> None:
    person = a_person(name=name, email="kari@eksempel.no")
    question = Question(id=QuestionId("q1"), person_id=person.id, text=name, asked_at=NOW)
    news = some_news(Purpose.QUESTION, booking=None, person=person, question=question, asker=person)
    await channel(postbox).tell(news)
    letter = postbox.letter()
    assert [address.addr_spec for address in letter["To"].addresses] == ["kari@eksempel.no"]
    assert postbox.heard[0].rcpt_tos == ["kari@eksempel.no"]
    assert letter["Bcc"] is None
    assert set(letter.keys()) == HEADERS
    assert len(letter.keys()) == len(HEADERS)
    assert "<script" not in text_of(letter, "html")
    assert not set(letter["Subject"]) & {"\r", "\n", "\u202e", "\0"}
    if "🌱" in name:
        assert letter["To"].addresses[0].display_name == name


async def test_a_title_stays_in_its_lines(postbox: Postbox) -> None:
    title = "Møte\r\nATTENDEE:mailto:all@example.org\r\n<img src=x> 🌱"
    await channel(postbox).tell(some_news(booking=a_booking(title=title)))
    letter = postbox.letter()
    (entry,) = file_of(letter)[1].events
    assert "ATTENDEE" not in entry
    assert "<img" not in text_of(letter, "html")
