"""Who is here, being away, closing and telling the administration, in real messages and taps."""

from datetime import date, timedelta

import pytest

from booking.model.bookings import Status
from booking.model.people import Language, Role
from booking.model.spaces import Topic
from tests.bot.conftest import GRETE, KARI, OLA, Town
from tests.builders import MONDAY, NOW, a_catalogue, a_space, at, span

TUESDAY, FRIDAY = MONDAY + timedelta(days=1), date(2026, 11, 27)


@pytest.fixture
def language() -> Language:
    return Language.BOKMAL


def buttons(message) -> list[str]:
    return [button.text for button in message.buttons]


async def to_do(town: Town):
    """What /admin shows; what was promised to the administration may come after it."""
    await town.grete.says("/admin")
    return next(m for m in reversed(town.grete.messages) if m.from_bot and "siste meldingene" in m.text)


async def test_who_has_a_room_is_told_without_a_name_and_without_booking(town: Town) -> None:
    await town.ola.says("drivhuset i morgen 10-12")
    answer = await town.kari.says("hvem har drivhuset i morgen?")
    assert answer.text == "Drivhuset er opptatt i morgen kl. 10–12. Ledig ellers."
    assert buttons(answer) == ["Bestill Drivhuset"]
    assert "Ola" not in answer.text
    assert await town.bookings(KARI) == []

    to_office = await town.grete.says("hvem har drivhuset i morgen?")
    assert "Ola Eksempel" in to_office.text
    own = await town.ola.says("hvem har drivhuset i morgen?")
    assert "(deg)" in own.text


async def test_the_next_question_goes_on_from_it(town: Town) -> None:
    await town.kari.says("hvem har drivhuset i morgen?")
    answer = await town.kari.says("og på torsdag?")
    assert "Drivhuset er ledig torsdag 26. november." in answer.text
    assert await town.bookings(KARI) == []


async def test_who_is_here_is_those_who_let_it_be_seen(town: Town) -> None:
    await town.ola.says("pult 4 i dag")
    assert "Jeg kan ikke si" in (await town.kari.says("er Ola her i dag?")).text
    await town.kari.says("/avbryt")
    hidden = await town.kari.says("hvem er her i dag?")
    assert "Ola" not in hidden.text
    assert "1 person" in hidden.text

    await town.ola.says("/innstillinger")
    await town.ola.taps("Vis at jeg er her")

    seen = await town.kari.says("hvem er her i dag?")
    assert "Ola Eksempel" in seen.text
    assert "Pult 4" in seen.text
    await town.kari.says("/avbryt")
    assert "Ola Eksempel har Pult 4" in (await town.kari.says("er Ola her i dag?")).text


async def test_the_administration_sees_who_is_in(town: Town) -> None:
    await town.ola.says("pult 4 i dag")
    assert "Ola Eksempel" in (await town.grete.says("hvem er inne i dag?")).text


async def test_somebody_in_a_room_now(town: Town) -> None:
    await town.ola.says("drivhuset nå til 11")
    assert "opptatt til kl. 11" in (await town.kari.says("er det noen på drivhuset nå?")).text
    assert "ledig nå" in (await town.kari.says("er det noen på potteskuret nå?")).text


async def test_ill_today_frees_with_one_tap_and_can_be_taken_back(town: Town) -> None:
    await town.kari.says("pult 4 i dag")
    (booking,) = await town.bookings(KARI)
    shown = await town.kari.says("jeg er syk i dag")
    assert "Pult 4" in shown.text
    assert len(await town.bookings(KARI)) == 1, "shown first"

    done = await town.kari.taps("Gjør det ledig")
    assert "Ledig for andre nå" in done.text
    assert await town.bookings(KARI) == []

    await town.kari.says("nei, jeg kommer likevel")
    (again,) = await town.bookings(KARI)
    assert (again.id, again.interval) == (booking.id, booking.interval)


async def test_the_undo_button_gives_all_of_it_back(town: Town) -> None:
    await town.kari.says("pult 4 i morgen")
    await town.kari.says("drivhuset onsdag 10-12")
    before = {(b.id, b.interval) for b in await town.bookings(KARI)}
    await town.kari.says("borte 24.–28. november")
    await town.kari.taps("Gjør det ledig")
    assert await town.bookings(KARI) == []

    back = await town.kari.taps("Angre")

    assert "Dette er ditt igjen" in back.text
    assert {(b.id, b.interval) for b in await town.bookings(KARI)} == before


async def test_nothing_held_is_said_kindly(town: Town) -> None:
    answer = await town.kari.says("borte 14.–28. juli")
    assert "ikke noe bestilt" in answer.text
    assert buttons(answer) == []


async def test_the_house_is_closed_in_one_tap_and_they_are_told_with_something_instead(town: Town) -> None:
    await town.ola.says("drivhuset fredag 10-12")
    shown = await town.grete.says("steng huset fredag, det skal males")
    assert "Stenge Gründergartneriet fredag 27. november (det skal males)?" in shown.text
    assert "Ola Eksempel" in shown.text
    assert len(await town.bookings(OLA)) == 1

    done = await town.grete.says("ja")
    assert "1 bestilling er avbestilt" in done.text
    assert await town.bookings(OLA) == []
    await town.ola.until(lambda: "det skal males" in town.ola.messages[-1].text, timeout=10)
    told = town.ola.messages[-1]
    assert "Drivhuset" in told.text
    alternative = buttons(told)[0]
    await town.ola.taps(alternative)
    (booking,) = await town.bookings(OLA)
    assert not booking.interval.overlaps(span("00:00", "23:59", FRIDAY))

    refused = await town.kari.says("drivhuset fredag 10-12")
    assert "det skal males" in refused.text


async def test_a_closing_is_undone_with_what_it_took(town: Town) -> None:
    await town.ola.says("orangeriet onsdag 10-11")
    await town.grete.says("orangeriet er stengt onsdag 10-12")
    await town.grete.taps("Steng, og gi dem beskjed")
    assert await town.bookings(OLA) == []
    answer = await town.grete.says("angre")
    assert "er ikke stengt" in answer.text
    (booking,) = await town.bookings(OLA)
    assert booking.status is Status.CONFIRMED


async def test_it_is_opened_again_in_words_and_in_the_list(town: Town) -> None:
    await town.grete.says("steng huset fredag")
    await town.grete.taps("Steng")
    assert "Åpne igjen: Gründergartneriet" in buttons(await to_do(town))
    opened = await town.grete.says("åpne huset fredag igjen")
    assert "er ikke stengt" in opened.text
    await town.kari.says("drivhuset fredag 10-12")
    assert len(await town.bookings(KARI)) == 1


async def test_others_are_told_who_can_close_and_may_ask(town: Town) -> None:
    await town.grete.says("hei")
    answer = await town.kari.says("steng huset fredag")
    assert "administrasjonen" in answer.text
    await town.kari.taps("Spør administrasjonen")
    await town.grete.until(
        lambda: any("steng huset fredag" in m.text for m in town.grete.messages), timeout=10
    )


async def test_the_same_fault_again_is_added_to_the_first(town: Town) -> None:
    first = await town.kari.says("printeren virker ikke")
    again = await town.kari.says("printeren virker ikke")
    other = await town.ola.says("printeren virker ikke")
    assert "sendt det til administrasjonen" in first.text
    assert "allerede" in again.text
    assert "gjelder deg også" in other.text
    listed = await to_do(town)
    assert "Noe er galt" in listed.text
    assert "Ola Eksempel" in listed.text
    await town.grete.taps("Ferdig 1")
    assert "Venter på dere" not in (await to_do(town)).text


async def test_a_receipt_is_true_when_nobody_can_be_reached(town: Town) -> None:
    await town.core.database.places.apply(a_catalogue(a_space(phone="12 34 56 78", email="post@eksempel.no")))
    await town.core.membership.can_be_reached(await town.person(GRETE), reachable=False)
    answer = await town.kari.says("kan jeg snakke med et menneske?")
    assert "får ikke tak i administrasjonen" in answer.text
    assert "12 34 56 78" in answer.text
    await town.grete.says("hei")
    await town.grete.until(
        lambda: any("menneske" in message.text for message in town.grete.messages), timeout=10
    )
    assert (await town.person(GRETE)).reachable


async def test_leaving_and_a_guest_reach_the_administration(town: Town) -> None:
    leaving = await town.kari.says("vi slutter 31. januar")
    guest = await town.kari.says("jeg får besøk av Per Holm kl 14")
    assert "oppsigelsen" in leaving.text
    assert "Per Holm" in guest.text
    assert "14" in guest.text
    listed = await to_do(town)
    assert "Sier opp plassen" in listed.text
    assert "Det kommer en gjest" in listed.text


async def test_what_the_space_file_knows_is_answered_and_the_rest_can_be_asked(town: Town) -> None:
    facts = {Topic.WIFI: {"nb": "Nettet heter Gartneriet.", "nn": "x", "en": "x"}}
    await town.core.database.places.apply(a_catalogue(a_space(facts=facts, phone="12 34 56 78")))
    assert (await town.kari.says("hva er passordet til wifi?")).text == "Nettet heter Gartneriet."
    price = await town.kari.says("hva koster en plass?")
    assert "12 34 56 78" in price.text
    asked = await town.kari.taps("Spør administrasjonen")
    assert "sendt det videre" in asked.text
    assert "hva koster en plass?" in (await to_do(town)).text
    assert "Spør administrasjonen" in buttons(await town.kari.says("hvor mye har jeg igjen"))


async def test_the_administration_invites_and_counts_in_words(town: Town) -> None:
    invited = await town.grete.says("inviter Nils fra Spire")
    assert "https://t.me/" in invited.text
    token = invited.text.partition("start=")[2].split()[0]
    await town.nils.opens_deep_link(token)
    assert (await town.core.membership.by_telegram(103)).roles == {Role.TENANT}
    assert "Hvilket firma" in (await town.grete.says("inviter Ola")).text
    assert "nytt firma" in (await town.grete.says("inviter Ola fra Fjordteng")).text
    assert "12 pulter er ledige i dag" in (await town.grete.says("ledige plasser")).text
    assert at("10:00") > NOW


async def test_what_is_closed_is_opened_by_an_order_and_not_booked(town: Town) -> None:
    await town.grete.says("steng drivhuset på fredag 9-12")
    await town.grete.says("ja")
    opened = await town.grete.says("åpne drivhuset på fredag")
    assert "ikke stengt" in opened.text
    assert await town.bookings(GRETE) == []
