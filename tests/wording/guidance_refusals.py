"""Refusals of guidance, and what they say in three languages."""

from booking import refusals as r
from booking.model.guidance import CaseId

OF_GUIDANCE = [
    (
        r.TooManyCases(case_id=CaseId("c"), most=2),
        "Du har allerede 2 åpne henvendelser. /veiledning viser den siste.",
        "Du har alt 2 opne førespurnader. /veiledning viser den siste.",
        "You have 2 open requests already. /guidance shows the latest.",
    ),
    (
        r.TooManyAsk(),
        (
            "Så mange har spurt i dag at vi ikke kan ta imot flere. Prøv igjen i morgen, eller ring "
            "Modum Næringsråd."
        ),
        (
            "Så mange har spurt i dag at vi ikkje kan ta imot fleire. Prøv igjen i morgon, eller ring "
            "Modum Næringsråd."
        ),
        "So many have asked today that we cannot take more. Try again tomorrow, or call Modum Næringsråd.",
    ),
    (
        r.TimeGone(case_id=CaseId("c")),
        "Den tiden er ikke ledig lenger. /veiledning viser hva som er ledig.",
        "Den tida er ikkje ledig lenger. /veiledning viser kva som er ledig.",
        "That time is no longer free. /guidance shows what is.",
    ),
    (
        r.CaseOver(case_id=CaseId("c")),
        "Det går ikke nå: Møtet er over, eller et møte er allerede avtalt. /veiledning viser det.",
        "Det går ikkje no: Møtet er over, eller eit møte er alt avtalt. /veiledning viser det.",
        "That cannot be done now: the meeting is over, or one is booked already. /guidance shows it.",
    ),
    (
        r.NotAnOrganisation(),
        "Det er ikke et gyldig organisasjonsnummer. Det har ni siffer. Skriv det en gang til, eller «ingen».",
        (
            "Det er ikkje eit gyldig organisasjonsnummer. Det har ni siffer. Skriv det ein gong til, eller "
            "«ingen»."
        ),
        "That is no organisation number: it has nine digits. Write it once more, or “none”.",
    ),
    (
        r.NoConsent(case_id=CaseId("c")),
        "Gründeren har ikke samtykket til at saken blir gitt videre.",
        "Gründeren har ikkje samtykt i at saka blir gitt vidare.",
        "The person has not agreed that the case is handed over.",
    ),
]
