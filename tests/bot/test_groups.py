"""Events where many see them: a card in a group, and one sent by an inline question."""

import json

from booking.model.events import Standing
from tests.bot.conftest import GRETE, GROUP, KARI, NILS, OLA, Town
from tests.bot.test_events import published, standings, the_event


async def card_in_group(town: Town) -> str:
    (shown,) = town.telegram.in_group(KARI, GROUP).from_bot
    return shown.text


async def test_a_card_in_a_group_counts_those_who_tap_it(town: Town) -> None:
    await published(town)
    kari, ola = town.telegram.in_group(KARI, GROUP), town.telegram.in_group(OLA, GROUP)
    posted = await kari.says("/events")
    assert "Bygdeposten" in posted.text
    await ola.taps("Meld meg på")
    assert "1 av 2" in await card_in_group(town)
    assert "You are signed up" in town.telegram.in_group(OLA, GROUP).alerts[-1]
    await kari.taps("Meld meg på")
    assert "Alle 2 plassene er tatt" in await card_in_group(town)
    await ola.taps("Jeg kan ikke")
    assert "1 av 2" in await card_in_group(town)
    assert sorted(await standings(town)) == [Standing.CANCELLED, Standing.GOING]


async def test_a_card_hears_of_what_happens_elsewhere(town: Town) -> None:
    await published(town)
    await town.telegram.in_group(KARI, GROUP).says("/arrangementer")
    await town.ola.says("meld meg på frokosten, vi blir to")
    await town.service.scheduler.tick()
    assert "Alle 2 plassene er tatt" in await card_in_group(town)
    await town.grete.taps("Cancel it")
    await town.grete.taps("Yes, cancel it")
    await town.service.scheduler.tick()
    assert "Avlyst" in await card_in_group(town)


async def test_names_are_shown_to_those_who_want_it_alone(town: Town) -> None:
    event = await published(town)
    await town.telegram.in_group(KARI, GROUP).says("/events")
    for person in (town.kari, town.ola):
        await person.says("meld meg på frokosten")
        await person.says(f"/start e_{event.id}")
    await town.kari.taps("Show my name in groups")
    await town.service.scheduler.tick()
    shown = await card_in_group(town)
    assert "Kari" in shown
    assert "Ola" not in shown
    await town.kari.taps("Hide my name in groups")
    await town.service.scheduler.tick()
    assert "Kari" not in await card_in_group(town)


async def test_a_stranger_who_taps_is_led_to_the_bot(town: Town) -> None:
    await published(town)
    await town.telegram.in_group(KARI, GROUP).says("/events")
    await town.telegram.in_group(NILS, GROUP).taps("Meld meg på")
    assert await standings(town) == []
    (answer,) = [call for call in town.telegram.calls if call.method == "answerCallbackQuery"][-1:]
    event = await the_event(town)
    assert answer.parameters["url"] == f"https://t.me/gartneriet_bot?start=e_{event.id}"


async def test_a_stranger_posts_no_card_and_nobody_opens_what_is_personal(town: Town) -> None:
    await published(town)
    nils = town.telegram.in_group(NILS, GROUP)
    assert await nils.says("/events") is None
    posted = await town.telegram.in_group(KARI, GROUP).says("/events")
    await nils.sends_data("ev:whatever", posted)
    assert "too old" in nils.alerts[-1]


async def test_a_card_is_sent_to_any_chat_by_an_inline_question(town: Town) -> None:
    event = await published(town)
    query = await town.kari.asks_inline("frokost")
    (found,) = town.kari.inline_results(query)
    assert found["id"] == event.id
    assert json.loads(json.dumps(found))["title"]
    sent = town.kari.chooses(query)
    await town.ola.taps_inline(sent, "Meld meg på")
    assert "1 av 2" in town.ola.inline_message(sent).text
    await town.ola.says("meld meg av frokosten")
    await town.service.scheduler.tick()
    assert "0 av 2" in town.ola.inline_message(sent).text


async def test_a_draft_is_offered_to_nobody(town: Town) -> None:
    await town.grete.says("breakfast 2 December 8-9:30 at Bygdeposten, 2 places")
    assert town.grete.inline_results(await town.grete.asks_inline("")) == []
    assert "Ingenting er planlagt" in (await town.telegram.in_group(KARI, GROUP).says("/events")).text


async def test_a_card_that_was_deleted_is_forgotten(town: Town) -> None:
    await published(town)
    group = town.telegram.in_group(KARI, GROUP)
    await group.deletes(await group.says("/events"))
    await town.ola.says("meld meg på frokosten")
    await town.service.scheduler.tick()
    assert await town.core.database.posts.live(town.clock()) == []


async def test_the_administration_chooses_whose_card_is_put_up(town: Town) -> None:
    for text in ("breakfast 2 December 8-9:30 at Bygdeposten", "course 9 December 10-12 at Elvebredd"):
        await town.grete.says(text)
        await town.grete.taps("Publish")
    assert "Elvebredd" in (await town.telegram.in_group(GRETE, GROUP).says("/events elvebredd")).text
    assert "Elvebredd" in (await town.telegram.in_group(GRETE, GROUP).says("/events 9. desember")).text
    assert "Bygdeposten" in (await town.telegram.in_group(GRETE, GROUP).says("/events")).text
    assert "Bygdeposten" in (await town.telegram.in_group(KARI, GROUP).says("/events elvebredd")).text
