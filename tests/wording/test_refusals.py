"""Every lawful no has its words, in each language, with its facts in them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

import pytest

from booking import refusals as r
from booking.model.bookings import Status
from booking.model.calendars import Trouble
from booking.model.people import Language
from booking.model.spaces import Portion, ResourceId
from tests.builders import DESK_RULES, NOW, a_catalogue, a_desk, a_space, at, span
from tests.wording.booking_refusals import OF_BOOKINGS
from tests.wording.event_examples import EVENT_EXAMPLES
from tests.wording.guidance_refusals import OF_GUIDANCE
from tests.wording.shut_examples import SHUT_EXAMPLES
from wording import Html, Say, as_plain, refusals, speak

ROOM, DESK = ResourceId("drivhuset"), ResourceId("pult-3")
FRIDAY = date(2026, 11, 27)
CHRISTMAS = {"nb": "Julaften", "nn": "Julaftan", "en": "Christmas Eve"}
CATALOGUE = a_catalogue()
LANGUAGES = (Language.BOKMAL, Language.NYNORSK, Language.ENGLISH)


def every_kind(root: type[r.Refusal]) -> Iterator[type[r.Refusal]]:
    for kind in root.__subclasses__():
        if kind.__subclasses__():
            yield from every_kind(kind)
        else:
            yield kind


EXAMPLES: list[tuple[r.Refusal, str, str, str]] = [
    *EVENT_EXAMPLES,
    *SHUT_EXAMPLES,
    (
        r.InThePast(resource_id=ROOM, start=at("08:00")),
        "Det er for sent å bestille i dag kl. 08. Velg en senere tid.",
        "Det er for seint å bestille i dag kl. 08. Vel ei seinare tid.",
        "It is too late to book today at 08:00. Pick a later time.",
    ),
    (
        r.OutsideOpeningHours(
            resource_id=ROOM,
            day=FRIDAY,
            opening=(span("08:00", "11:00", FRIDAY), span("12:00", "16:00", FRIDAY)),
        ),
        "Vi har åpent fredag 27. november kl. 08–11 og kl. 12–16. Velg en tid mens vi har åpent.",
        "Vi har ope fredag 27. november kl. 08–11 og kl. 12–16. Vel ei tid medan vi har ope.",
        "We are open 08:00–11:00 and 12:00–16:00 on Friday 27 November. Pick a time within that.",
    ),
    (
        r.ClosedDay(resource_id=ROOM, day=date(2026, 12, 24), reason=CHRISTMAS),
        "Vi har stengt torsdag 24. desember (Julaften). Velg en annen dag.",
        "Vi har stengt torsdag 24. desember (Julaftan). Vel ein annan dag.",
        "We are closed on Thursday 24 December (Christmas Eve). Pick another day.",
    ),
    (
        r.ClosedDay(resource_id=ROOM, day=date(2026, 11, 24), reason={}),
        "Vi har stengt i morgen. Velg en annen dag.",
        "Vi har stengt i morgon. Vel ein annan dag.",
        "We are closed tomorrow. Pick another day.",
    ),
    (
        r.TooShort(resource_id=DESK, shortest=timedelta(hours=1)),
        "Pult 3 må bestilles for minst 1 time om gangen.",
        "Pult 3 må bestillast for minst 1 time om gongen.",
        "Pult 3 is booked for at least 1 hour at a time.",
    ),
    (
        r.TooLong(resource_id=ROOM, longest=timedelta(hours=8)),
        "Drivhuset kan bestilles for høyst 8 timer om gangen.",
        "Drivhuset kan bestillast for høgst 8 timar om gongen.",
        "Drivhuset is booked for at most 8 hours at a time.",
    ),
    (
        r.OffGrid(resource_id=ROOM, granularity=timedelta(minutes=15)),
        "Drivhuset bestilles i trinn på 15 minutter, for eksempel kl. 10–10.15.",
        "Drivhuset kan bestillast i steg på 15 minutt, til dømes kl. 10–10.15.",
        "Drivhuset is booked in steps of 15 minutes, like 10:00–10:15.",
    ),
    (
        r.TooSoon(resource_id=ROOM, notice=timedelta(days=2)),
        "Drivhuset må bestilles minst 2 dager før. Velg en senere tid.",
        "Drivhuset må bestillast minst 2 dagar før. Vel ei seinare tid.",
        "Drivhuset must be booked at least 2 days ahead. Pick a later time.",
    ),
    (
        r.TooFarAhead(resource_id=ROOM, last_day=date(2027, 11, 23)),
        "Drivhuset kan foreløpig bestilles til og med tirsdag 23. november 2027. Velg en tidligere dag.",
        "Drivhuset kan førebels bestillast til og med tysdag 23. november 2027. Vel ein tidlegare dag.",
        "Drivhuset can be booked up to Tuesday 23 November 2027 for now. Pick an earlier day.",
    ),
    (
        r.NotOpenToYou(resource_id=ROOM),
        "Drivhuset kan du ikke bestille selv. Spør administrasjonen.",
        "Drivhuset kan du ikkje bestille sjølv. Spør administrasjonen.",
        "You cannot book Drivhuset yourself. Ask the administration.",
    ),
    (
        r.AssignedToOthers(resource_id=DESK),
        "Pult 3 er fast plass for en annen leietaker. Velg en annen.",
        "Pult 3 er fast plass for ein annan leigetakar. Vel ein annan.",
        "Pult 3 is another tenant's own. Pick another.",
    ),
    (
        r.SlotTaken(resource_id=ROOM, interval=span("10:00", "12:00")),
        "Drivhuset er opptatt i dag kl. 10–12.",
        "Nokon andre har Drivhuset i dag kl. 10–12.",
        "Drivhuset is taken: today, 10:00–12:00.",
    ),
    (
        r.SlotTaken(resource_id=DESK, interval=span("06:00", "23:00", FRIDAY)),
        "Pult 3 er opptatt fredag 27. november, hele dagen.",
        "Nokon andre har Pult 3 fredag 27. november, heile dagen.",
        "Pult 3 is taken: Friday 27 November, all day.",
    ),
    (
        r.SeriesConflicts(
            conflicts=(
                (span("10:00", "12:00"), r.SlotTaken(resource_id=ROOM, interval=span("10:00", "12:00"))),
            )
        ),
        "1 av gangene er ikke ledig. Hopp over den, eller velg en annen tid.",
        "1 av gongene går ikkje. Hopp over han, eller vel ei anna tid.",
        "1 of the times cannot be had. Skip it, or pick another time.",
    ),
    (
        r.NotFound(what="booking"),
        "Jeg finner ingen slik bestilling hos deg. /mine viser hva du har.",
        "Eg finn inga slik bestilling hos deg. /mine viser kva du har.",
        "I find no such booking of yours. /bookings shows what you have.",
    ),
    (
        r.NotActive(status=Status.CANCELLED),
        "Bestillingen er allerede avbestilt.",
        "Bestillinga er alt avbestilt.",
        "That booking is cancelled already.",
    ),
    (
        r.TooLateToCancel(until=at("08:00")),
        "Fristen for å endre eller avbestille var i dag kl. 08. Spør administrasjonen hvis det er viktig.",
        "Fristen for å endre eller avbestille var i dag kl. 08. Spør administrasjonen om det er viktig.",
        "It could be changed or cancelled until today at 08:00. Ask the administration if it is important.",
    ),
    (
        r.CheckInClosed(opens_at=at("09:45"), closes_at=at("10:15")),
        "Du kan sjekke inn fra i dag kl. 09.45.",
        "Du kan sjekke inn frå i dag kl. 09.45.",
        "You can check in from today at 09:45.",
    ),
    (
        r.CheckInClosed(opens_at=at("08:15"), closes_at=at("08:45")),
        "Det er for sent å sjekke inn, fristen var i dag kl. 08.45. /ledig viser hva som er ledig.",
        "Det er for seint å sjekke inn, fristen var i dag kl. 08.45. /ledig viser kva som er ledig.",
        "It is too late to check in: that ended today at 08:45. /free shows what is free.",
    ),
    (
        r.CheckInClosed(),
        "Her trenger du ikke sjekke inn. Det er bare å komme.",
        "Her treng du ikkje sjekke inn. Det er berre å kome.",
        "You need not check in here. Just come.",
    ),
    (
        r.NothingToUndo(),
        "Det kan ikke angres lenger. /mine viser hva du har.",
        "Det kan ikkje angrast lenger. /mine viser kva du har.",
        "That can no longer be undone. /bookings shows what you have.",
    ),
    (
        r.Stale(),
        "Den ble nettopp endret. Se på nytt: /mine",
        "Ho vart nettopp endra. Sjå på nytt: /mine",
        "It was changed a moment ago. Look again: /bookings",
    ),
    (
        r.CalendarNotRead(trouble=Trouble.PRIVATE, host="10.0.0.1"),
        "10.0.0.1 ligger ikke på det åpne nettet, så vi får ikke lest den.",
        "10.0.0.1 ligg ikkje på det opne nettet, så vi får ikkje lese han.",
        "10.0.0.1 is not on the open internet, so we cannot read it.",
    ),
    (
        r.NothingToWaitFor(),
        "Det er ledig nå, så du trenger ikke vente. Bestill det.",
        "Det er ledig no, så du treng ikkje vente. Bestill det.",
        "It is free now, so you need not wait. Book it.",
    ),
    (
        r.AlreadyWaiting(resource_id=ROOM, interval=span("10:00", "12:00")),
        "Du står allerede på venteliste: Drivhuset i dag kl. 10–12. Jeg sier fra hvis det blir ledig.",
        "Du står alt på venteliste: Drivhuset i dag kl. 10–12. Eg seier frå om det blir ledig.",
        "You are on the waiting list already: Drivhuset, today, 10:00–12:00. I write if it becomes free.",
    ),
    (
        r.OfferOver(),
        "Tilbudet gjelder ikke lenger. /ledig viser hva som er ledig nå.",
        "Tilbodet gjeld ikkje lenger. /ledig viser kva som er ledig no.",
        "That offer is over. /free shows what is free now.",
    ),
    (
        r.InvitationInvalid(),
        "Invitasjonen er brukt eller for gammel. Be administrasjonen om en ny.",
        "Invitasjonen er brukt eller for gammal. Be administrasjonen om ein ny.",
        "That invitation is used or too old. Ask the administration for a new one.",
    ),
    (
        r.TooManyQuestions(most=5),
        "Administrasjonen har 5 spørsmål fra deg fra før. Vent på svar før du spør om mer.",
        "Administrasjonen har 5 spørsmål frå deg frå før. Vent på svar før du spør om meir.",
        "The administration has 5 questions from you already. Wait for an answer before you ask more.",
    ),
    *OF_GUIDANCE,
    *OF_BOOKINGS,
]


@pytest.mark.parametrize("kind", list(every_kind(r.Refusal)), ids=lambda kind: kind.__name__)
def test_none_lacks_its_own_words_and_none_lacks_an_example_here(kind: type[r.Refusal]) -> None:
    assert kind in refusals.WORDS
    assert any(type(example[0]) is kind for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: type(example[0]).__name__)
def test_a_refusal_names_the_rule_and_its_facts(example: tuple[r.Refusal, str, str, str]) -> None:
    refusal, *words = example
    said = [refusals.explain(refusal, CATALOGUE, NOW, speak(language)) for language in LANGUAGES]

    assert [as_plain(each) for each in said] == words
    assert all(isinstance(each, Html) for each in said)


def test_a_refusal_that_nobody_has_worded_yet_still_helps(say: Say) -> None:
    assert "administra" in refusals.explain(r.Refusal(), CATALOGUE, NOW, say)


@pytest.mark.parametrize("status", Status)
def test_what_is_not_found_or_not_active_is_said_for_each_case(say: Say, status: Status) -> None:
    cases: list[r.Refusal] = [r.NotActive(status=status)]
    cases += [r.NotFound(what=what) for what in ("booking", "series", "resource", "wait", "person", "page")]
    said = [refusals.explain(refusal, CATALOGUE, NOW, say) for refusal in cases]
    assert all(said)
    assert len(set(said[1:])) == 4


@pytest.mark.parametrize(
    ("portions", "said"),
    [
        ({Portion.DAY}, "Pult 1 bestilles for hele dagen."),
        ({Portion.HALF_DAY}, "Pult 1 bestilles for formiddagen eller ettermiddagen."),
        (
            {Portion.DAY, Portion.HALF_DAY},
            "Pult 1 bestilles for hele dagen, formiddagen eller ettermiddagen.",
        ),
    ],
)
def test_a_desk_that_is_not_booked_by_the_hour_says_how_it_is(
    nb: Say, portions: set[Portion], said: str
) -> None:
    rules = {field.name: getattr(DESK_RULES, field.name) for field in fields(DESK_RULES)}
    desk = a_desk(1, policy=type(DESK_RULES)(**{**rules, "portions": frozenset(portions)}))
    catalogue = a_catalogue(resources={desk.id: desk})
    refusal = r.OffGrid(resource_id=desk.id, granularity=timedelta(minutes=15))

    assert refusals.explain(refusal, catalogue, NOW, nb) == said


def test_a_resource_that_is_gone_and_hostile_names_do_no_harm(nb: Say, en: Say) -> None:
    gone = r.NotOpenToYou(resource_id=ResourceId("gone"))
    assert (
        refusals.explain(gone, CATALOGUE, NOW, en) == "You cannot book It yourself. Ask the administration."
    )
    space = a_space()
    desk = a_desk(1, name="<b>\u202eslem</b>")
    hostile = a_catalogue(space, resources={desk.id: desk})
    said = refusals.explain(r.NotOpenToYou(resource_id=desk.id), hostile, NOW, nb)
    assert said == "&lt;b&gt;slem&lt;/b&gt; kan du ikke bestille selv. Spør administrasjonen."


def test_the_button_of_an_alternative_says_what_it_books(nb: Say, en: Say) -> None:
    def label(start: str, end: str, day: date, say: Say) -> str:
        alternative = r.Alternative(resource_id=ROOM, interval=span(start, end, day))
        return refusals.label(alternative, CATALOGUE, NOW, say)

    today = date(2026, 11, 23)
    assert label("13:00", "15:00", today, nb) == "Drivhuset kl. 13–15"
    assert label("10:00", "12:00", date(2026, 11, 24), nb) == "Drivhuset i morgen kl. 10–12"
    assert label("10:00", "12:00", FRIDAY, nb) == "Drivhuset fre. 27. nov. kl. 10–12"
    assert label("10:00", "12:00", FRIDAY, en) == "Drivhuset Fri 27 Nov, 10:00–12:00"
