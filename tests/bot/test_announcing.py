"""One message to many, from the chat: written, looked at, sent, left."""

from datetime import timedelta

from booking.model.announcements import Attachment, Audience, Group, Sending, Topic
from booking.model.events import EventId, EventState
from booking.model.messages import Request
from simulator.driver import PICTURE
from tests.bot.conftest import GRETE, KARI, Town
from tests.builders import span
from tests.contracts.events import an_event

NEWS = "The coffee machine is broken."


async def written(town: Town, text: str = NEWS) -> None:
    await town.grete.says("/announce")
    await town.grete.taps("Write a new one")
    await town.grete.says(text)


async def test_a_notice_reaches_every_tenant_once_it_is_sent(town: Town) -> None:
    for person in (town.kari, town.ola):
        await person.says("/hjelp")
    await written(town)
    shown = await town.grete.taps("All tenants")
    assert "2 people" in shown.text
    await town.grete.taps("Send it to me first")
    await town.service.scheduler.tick()
    await town.grete.sees(NEWS)
    assert not any(NEWS in message.text for message in town.kari.messages)
    await town.grete.sends_data(shown.button("Send it now").data, shown)
    await town.service.scheduler.tick()
    for person in (town.kari, town.ola):
        assert (await person.sees(NEWS)).words == ()


async def test_a_newsletter_reaches_those_who_follow_it_until_they_leave(town: Town) -> None:
    kari = await town.person(KARI)
    assert "The newsletter: no" in (await town.kari.says("/newsletter")).text
    shown = await town.kari.taps("Follow: The newsletter")
    assert "The newsletter: yes" in shown.text
    await written(town, "The autumn in short")
    await town.grete.taps("newsletter")
    await town.grete.taps("Send it now")
    await town.service.scheduler.tick()
    got = await town.kari.sees("The autumn in short")
    assert "because you follow" in got.text
    await town.kari.taps("Sign me off")
    assert Topic.NEWSLETTER not in await town.core.announcing.followed(kari)
    assert not any("autumn" in message.text for message in town.ola.messages)
    latest = await town.core.announcing.latest((await town.person(GRETE)).actor)
    assert (latest[0].state, latest[0].left, latest[0].delivered) == (Sending.SENT, 1, 1)
    counted = (await town.grete.says("/announce")).text
    assert "2026: 1 message sent, 1 delivered, 0 not delivered, 1 clicked off." in counted


async def test_a_picture_goes_along_and_others_may_not_write(town: Town) -> None:
    assert "Only the administration" in (await town.kari.says("/announce")).text
    await town.grete.says("/announce")
    await town.grete.taps("Write a new one")
    shown = await town.grete.sends_photo()
    assert shown is not None
    assert "no words" in shown.text


async def test_the_picture_reaches_those_it_is_for(town: Town) -> None:
    kari, grete = await town.person(KARI), await town.person(GRETE)
    for person in (town.kari, town.ola):
        await person.says("/hjelp")
    await town.core.announcing.follow(kari, Topic.NEWSLETTER, wanted=True)
    await town.grete.sends_photo()
    (picture,) = (message.document for message in town.grete.messages if message.document)
    draft = await town.core.announcing.draft(
        grete.actor,
        Audience(group=Group.EVERYBODY, topic=Topic.NEWSLETTER),
        "The autumn in short",
        Attachment(file_id=picture.file_id, is_picture=True),
    )
    await town.core.announcing.send(grete.actor, draft.id)
    await town.service.scheduler.tick()
    got = await town.kari.sees("The autumn in short")
    assert got.document is not None
    assert (got.document.kind, got.document.content) == ("photo", PICTURE)
    shown = [call.parameters for call in town.telegram.calls if call.method == "sendPhoto"]
    assert [(int(call["chat_id"]), call["photo"]) for call in shown] == [(KARI, picture.file_id)]


async def test_what_is_thrown_away_is_not_sent(town: Town) -> None:
    await written(town)
    await town.grete.taps("All tenants")
    shown = await town.grete.taps("Throw it away")
    assert "Stopped" in shown.text
    await town.service.scheduler.tick()
    assert not any(NEWS in message.text for message in town.kari.messages)


async def test_it_is_sent_at_a_time_in_words(town: Town) -> None:
    await written(town)
    await town.grete.taps("All tenants")
    await town.grete.taps("Another time")
    assert "a time to come" in (await town.grete.says("whenever")).text
    shown = await town.grete.says("12. januar kl 9")
    assert "Tuesday 12 January 2027 at 09:00" in shown.text
    (latest,) = await town.core.announcing.latest((await town.person(GRETE)).actor)
    assert latest.state is Sending.SCHEDULED


async def test_a_notice_can_go_to_those_signed_up_for_any_event(town: Town) -> None:
    grete = await town.person(GRETE)
    for number in range(7):
        day = span("08:00", "09:30").shifted(timedelta(days=number + 1))
        event = an_event(
            id=EventId(f"e{number}"), title=f"Lab {number}", interval=day, state=EventState.DRAFT
        )
        await town.core.hosting.draft(grete.actor, event, Request(key=f"d{number}"))
        await town.core.hosting.publish(grete.actor, event.id, Request(key=f"p{number}"))
    await town.grete.says("/announce")
    await town.grete.taps("Write a new one")
    shown = await town.grete.says(NEWS)
    assert not any("Lab 6" in word for word in shown.words)
    await town.grete.taps("More events")
    assert "those signed up" in (await town.grete.taps("Lab 6")).text
