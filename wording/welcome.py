"""The first words, the help, and how the bot presents itself on Telegram."""

from __future__ import annotations

from booking.model.people import Language, Person
from wording.speech import Html, Say

COMMANDS = ("bestill", "ledig", "mine", "innstillinger", "hjelp", "personvern", "avbryt")
COMMANDS_IN_ENGLISH = ("book", "free", "bookings", "settings", "help", "privacy", "cancel")


def stranger(say: Say) -> Html:
    """For somebody who is not invited: what this is, and what they can do."""
    return Html(
        "\n\n".join(
            (
                say(
                    "Hi! I am the bot of Gründergartneriet in Vikersund, the shared office for new founders."
                ),
                say(
                    "Tenants book desks and meeting rooms here. Are you one? Ask the administration for an "
                    "invitation, and open the link on this phone."
                ),
                say(
                    "Do you have an idea, or do you want a place here? Write to Modum Næringsråd; they are "
                    "glad to help."
                ),
                say("/personvern says what is stored about you: nothing, as long as you are not invited."),
            )
        )
    )


def joined(person: Person, say: Say) -> Html:
    return Html("\n\n".join((say("Welcome, {name}! You are in.", name=first_name(person)), _how(say))))


def back(person: Person, say: Say) -> Html:
    return Html("\n\n".join((say("Hi, {name}!", name=first_name(person)), _how(say))))


def help_text(person: Person, say: Say) -> Html:
    """What can be written, by example, and the commands."""
    del person
    examples = (
        say("• Drivhuset tomorrow 10–12"),
        say("• a room for 6 on Friday 9–11"),
        say("• desk 3 on Monday"),
        say("• what is free now?"),
        say("• move Drivhuset to Thursday 12–14"),
        say("• cancel desk 3 tomorrow"),
    )
    lines = "\n".join(examples)
    commands_ = "\n".join(say("/{name} – {what}", name=name, what=what) for name, what in commands(say))
    return Html("\n\n".join((say("Write what you need, as you would to a colleague:"), lines, commands_)))


def first_name(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else person.name


def commands(say: Say) -> tuple[tuple[str, str], ...]:
    """Names and descriptions for Telegram's menu, in the person's own language."""
    names = COMMANDS if say.language is not Language.ENGLISH else COMMANDS_IN_ENGLISH
    words = (
        say.plain("book a room or a desk"),
        say.plain("what is free now"),
        say.plain("your bookings"),
        say.plain("language"),
        say.plain("what you can write"),
        say.plain("what is stored about you"),
        say.plain("stop what is under way"),
    )
    return tuple(zip(names, words, strict=True))


def description(say: Say) -> str:
    """Shown before the first message; 512 characters at most."""
    return say.plain(
        "Book desks and meeting rooms in Gründergartneriet, Vikersund. Write what you need, like "
        "“Drivhuset tomorrow 10–12”."
    )


def short_description(say: Say) -> str:
    """Shown in the profile; 120 characters at most."""
    return say.plain("Desks and meeting rooms in Gründergartneriet, Vikersund")


def _how(say: Say) -> Html:
    return say("Write what you need, like “Drivhuset tomorrow 10–12”, or tap:")
