"""The first words, the help, and how the bot presents itself on Telegram."""

from __future__ import annotations

from booking.model.people import STAFF, Person, Role
from wording.helping import BOOKING
from wording.speech import Html, Say


def stranger(say: Say) -> Html:
    """For somebody who is not invited: what this is, what is open to them, and how one becomes a tenant."""
    parts = (
        say("Hi! I am the bot of Gründergartneriet in Vikersund, the shared office for new founders."),
        say("<b>Do you have an idea?</b> /guidance finds you an adviser and a time. It is free."),
        say(
            "<b>Breakfasts and other events</b> are for everybody. /events shows them, and you sign up here."
        ),
        whom_to_ask(say),
        say("You can ask me where we are and when we are open. /privacy says what is stored about you."),
    )
    return Html("\n\n".join(parts))


def for_tenants(say: Say) -> Html:
    """For a wish to book, of somebody who cannot."""
    parts = (
        say("Desks and meeting rooms are for those who rent a place here."),
        whom_to_ask(say),
        say("Guidance (/guidance) and breakfasts (/events) are open to everybody."),
    )
    return Html("\n\n".join(parts))


def noted(say: Say) -> Html:
    """For a stranger who came to sign up for an event."""
    return say(
        "I have noted your name and your Telegram account, so that you can sign up. /privacy says more."
    )


def whom_to_ask(say: Say) -> Html:
    """For those who want a place."""
    return say(
        "<b>Do you want a place here, or have you got one?</b> Get in touch with Modum Næringsråd. They show "
        "you round, and tenants get a link from them that opens booking."
    )


def joined(person: Person, say: Say) -> Html:
    """For one whose invitation has just been taken."""
    name = first_name(person)
    head = say("Welcome, {name}! You are in.", name=name) if name else say("Welcome! You are in.")
    return Html("\n\n".join((head, _what_now(person, say))))


def back(person: Person, say: Say) -> Html:
    """For one we know already."""
    name = first_name(person)
    head = say("Hi, {name}!", name=name) if name else say("Hi!")
    return Html("\n\n".join((head, _what_now(person, say))))


def first_name(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else ""


def description(say: Say) -> str:
    """Shown before the first message; 512 characters at most."""
    return say.plain(
        "Book desks and meeting rooms in Gründergartneriet, Vikersund. Write what you need, like "
        "“Drivhuset tomorrow 10–12”. Breakfasts and guidance for those with an idea are open to everybody."
    )


def short_description(say: Say) -> str:
    """Shown in the profile; 120 characters at most."""
    return say.plain("Rooms, desks, breakfasts and guidance in Gründergartneriet, Vikersund")


def _what_now(person: Person, say: Say) -> Html:
    own = _for_role(person, say)
    if person.roles.isdisjoint(BOOKING):
        return own or say("/guidance finds you an adviser, and /events shows what is coming.")
    how = say("Write what you need, like “Drivhuset tomorrow 10–12”, or tap:")
    return Html(f"{own}\n\n{how}") if own else how


def _for_role(person: Person, say: Say) -> Html | None:
    """What there is to know for some and not for others."""
    if not person.roles.isdisjoint(STAFF):
        return say(
            "You are the administration. /hjelp shows what you can write here, and /admin opens the pages."
        )
    if person.roles == {Role.ADVISER}:
        return say("You are an adviser. Requests for guidance come here; /saker shows those that are open.")
    if Role.CONTACT in person.roles:
        return say("You are the contact person of your company. The administration invites your colleagues.")
    return None
