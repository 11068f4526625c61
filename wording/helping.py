"""What this very person can do here: examples to write, and the commands of their menu."""

from __future__ import annotations

from booking.model.people import STAFF, Language, Person, Role
from wording.cleaning import Plain
from wording.speech import Html, Say

BOOKING = frozenset({Role.TENANT, Role.CONTACT}) | STAFF
ADVISING = frozenset({Role.ADVISER}) | STAFF
Commands = tuple[tuple[str, str], ...]


def help_text(person: Person | None, say: Say) -> Html:
    """Examples first, then the commands."""
    lines = [say("/{name} – {what}", name=name, what=what) for name, what in commands(person, say)]
    parts = [*(Html("\n".join(part)) for part in _examples(person, say)), Html("\n".join(lines))]
    return Html("\n\n".join(parts))


def commands(person: Person | None, say: Say) -> Commands:
    """Names and descriptions for Telegram's menu, in the person's own language; None: for everybody else."""
    roles = person.roles if person is not None else frozenset()
    found = [
        *(_of_office(say) if roles & STAFF else ()),
        *(_of_advisers(say) if roles & ADVISING else ()),
        *(_of_tenants(say) if roles & BOOKING else _of_meetings(say) if Role.ADVISER in roles else ()),
        *_of_all(say),
    ]
    return tuple((_named(name, say), what) for name, what in found)


IN_ENGLISH = {
    "bestill": "book",
    "ledig": "free",
    "mine": "bookings",
    "arrangementer": "events",
    "veiledning": "guidance",
    "nyhetsbrev": "newsletter",
    "innstillinger": "settings",
    "hjelp": "help",
    "personvern": "privacy",
    "avbryt": "cancel",
    "saker": "cases",
    "melding": "announce",
}


def _named(name: str, say: Say) -> str:
    return IN_ENGLISH.get(name, name) if say.language is Language.ENGLISH else name


def _of_office(say: Say) -> tuple[tuple[str, Plain], ...]:
    return (
        ("admin", say.plain("the pages of the administration, and what was sent")),
        ("melding", say.plain("a message to many")),
    )


def _of_advisers(say: Say) -> tuple[tuple[str, Plain], ...]:
    return (("saker", say.plain("open cases of guidance")),)


def _of_tenants(say: Say) -> tuple[tuple[str, Plain], ...]:
    return (
        ("bestill", say.plain("book a room or a desk")),
        ("ledig", say.plain("what is free now")),
        ("mine", say.plain("your bookings")),
    )


def _of_meetings(say: Say) -> tuple[tuple[str, Plain], ...]:
    return (("mine", say.plain("your meetings")),)


def _of_all(say: Say) -> tuple[tuple[str, Plain], ...]:
    return (
        ("arrangementer", say.plain("breakfasts and other events")),
        ("veiledning", say.plain("talk to an adviser about an idea")),
        ("nyhetsbrev", say.plain("what you want to hear of")),
        ("innstillinger", say.plain("language")),
        ("hjelp", say.plain("what you can write")),
        ("personvern", say.plain("what is stored about you")),
        ("avbryt", say.plain("stop what is under way")),
    )


def _examples(person: Person | None, say: Say) -> list[list[Html]]:
    roles = person.roles if person is not None else frozenset()
    found = []
    if roles & STAFF:
        found.append(_for_office(say))
    if Role.ADVISER in roles:
        found.append(_for_advisers(say))
    if roles & BOOKING:
        found.append(_for_tenants(say))
    return found or [_for_all(say)]


def _for_office(say: Say) -> list[Html]:
    return [
        say("<b>For the administration.</b> Write it as you would to a colleague:"),
        say("• who is here today?"),
        say("• close the house tomorrow"),
        say("• invite Ola from Fjordtegn"),
        say("• Drivhuset on Monday 10–12 for Kari"),
        say("• breakfast 12 January 8–9:30 at Bygdeposten, 25 places"),
        say("• move the breakfast to 9:00 · cancel the breakfast 16 March"),
        say("• sign Per Bakke up for the breakfast · who is coming to the breakfast?"),
    ]


def _for_advisers(say: Say) -> list[Html]:
    return [
        say("<b>For advisers.</b> New requests come here by themselves."),
        say("• /saker shows your cases, /mine your meetings"),
        say("• I must move the guidance"),
    ]


def _for_tenants(say: Say) -> list[Html]:
    return [
        say("<b>Book.</b> Write what you need, as you would to a colleague:"),
        say("• Drivhuset tomorrow 10–12"),
        say("• a room for 6 on Friday 9–11"),
        say("• desk 3 on Monday"),
        say("• Potteskuret every Tuesday 11–12"),
        say("• what is free now?"),
        say("• move Drivhuset to Thursday 12–14"),
        say("• cancel desk 3 tomorrow"),
        say("• sign me up for the breakfast, we are two"),
    ]


def _for_all(say: Say) -> list[Html]:
    return [
        say("<b>Open to everybody.</b> Write it as you would to a person:"),
        say("• when is the next breakfast?"),
        say("• sign me up for the breakfast, we are two"),
        say("• I have an idea and need guidance"),
        say("• where are you, and when are you open?"),
        say("• how do I become a tenant?"),
    ]
