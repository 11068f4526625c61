"""Refusals about events, and what is said to them: in Bokmål, Nynorsk and English."""

from booking import refusals as r
from booking.model.events import EventId, EventState, Way
from tests.builders import at

BREAKFAST = EventId("frokost")
EVENT_EXAMPLES: list[tuple[r.Refusal, str, str, str]] = [
    (
        r.EventFull(event_id=BREAKFAST, way=Way.PHYSICAL),
        "Så mange plasser er det ikke igjen. /arrangementer viser hvor mange det er.",
        "Så mange plassar er det ikkje att. /arrangementer viser kor mange det er.",
        "There are not that many places left. /events shows how many there are.",
    ),
    (
        r.EventFull(event_id=BREAKFAST, way=None),
        "Det er flere enn det som har plass. Velg et høyere tall.",
        "Fleire enn det har plass alt. Vel eit høgare tal.",
        "More people than that have a place already. Choose a higher number.",
    ),
    (
        r.EventFull(event_id=BREAKFAST, way=None, going=12),
        "12 plasser er tatt eller tilbudt allerede. Velg det tallet eller et høyere.",
        "12 plassar er tekne eller tilbodne alt. Vel det talet eller eit høgare.",
        "12 places are taken or offered already. Choose that or a higher number.",
    ),
    (
        r.SignUpClosed(event_id=BREAKFAST, opens_at=at("12:00"), closes_at=at("18:00")),
        "Du kan melde deg på fra i dag kl. 12.",
        "Du kan melde deg på frå i dag kl. 12.",
        "You can sign up from today at 12:00.",
    ),
    (
        r.SignUpClosed(event_id=BREAKFAST, opens_at=None, closes_at=at("08:00")),
        "Det er for sent å melde seg på eller endre det. /arrangementer viser hva som kommer.",
        "Det er for seint å melde seg på eller endre det. /arrangementer viser kva som kjem.",
        "It is too late to sign up or to change that. /events shows what is coming.",
    ),
    (
        r.TooManyGuests(event_id=BREAKFAST, most=2),
        "Du kan ta med høyst 2 personer her.",
        "Du kan ta med høgst 2 personar her.",
        "You can bring at most 2 people here.",
    ),
    (
        r.TooManyGuests(event_id=BREAKFAST, most=0),
        "Her melder hver seg på selv: du kan ikke ta med noen.",
        "Her melder kvar seg på sjølv: du kan ikkje ta med nokon.",
        "Each one signs up for themselves here: you cannot bring anybody.",
    ),
    (
        r.NotThatWay(event_id=BREAKFAST, way=Way.DIGITAL),
        "Dette er ikke digitalt: du må komme.",
        "Dette er ikkje digitalt: du må kome.",
        "This one is not digital: one has to come.",
    ),
    (
        r.NotThatWay(event_id=BREAKFAST, way=Way.PHYSICAL),
        "Dette er bare digitalt.",
        "Dette er berre digitalt.",
        "This one is digital only.",
    ),
    (
        r.EventOver(event_id=BREAKFAST, state=EventState.CANCELLED),
        "Det er avlyst. /arrangementer viser hva som kommer.",
        "Det er avlyst. /arrangementer viser kva som kjem.",
        "It has been cancelled. /events shows what is coming.",
    ),
    (
        r.EventOver(event_id=BREAKFAST, state=EventState.HELD),
        "Arrangementet er over.",
        "Arrangementet er over.",
        "That event is over.",
    ),
    (
        r.EventOver(event_id=BREAKFAST, state=EventState.PUBLISHED),
        "Det har ikke begynt ennå.",
        "Det har ikkje byrja enno.",
        "It has not begun yet.",
    ),
    (
        r.NotReady(missing="place"),
        "Det mangler et sted. Skriv hvor det er, og publiser etterpå.",
        "Det manglar ein stad. Skriv kvar det er, og publiser etterpå.",
        "It has no place yet. Write where it is, and publish it then.",
    ),
    (
        r.NotReady(missing="link"),
        "Det mangler en lenke. Legg inn lenken til møtet, og publiser etterpå.",
        "Det manglar ei lenkje. Skriv adressa til møtet, og publiser etterpå.",
        "It has no link yet. Write the address of the meeting, and publish it then.",
    ),
    (
        r.NotReady(missing="time"),
        "Det tidspunktet er forbi. Velg et senere.",
        "Det tidspunktet er forbi. Vel eit seinare.",
        "It begins before now. Give it a time to come.",
    ),
    (
        r.NotReady(missing="person"),
        "Noen i administrasjonen må lage det.",
        "Nokon i administrasjonen må lage det.",
        "Somebody of the administration has to make it.",
    ),
    (
        r.NotAllowed(),
        "Det kan bare administrasjonen gjøre.",
        "Det kan berre administrasjonen gjere.",
        "Only the administration can do that.",
    ),
]
