"""Small jobs of the administration in words: an invitation."""

from __future__ import annotations

from bot.screen import Screen
from wording import Say


def invited(name: str, tenant: str, link: str, say: Say) -> Screen:
    text = say(
        "Send this link to {name} at {firm}. It works once, for two weeks:\n{link}",
        name=name,
        firm=tenant,
        link=link,
    )
    return Screen(text=text, fresh=True)


def which_firm(name: str, say: Say) -> Screen:
    example = say.plain("invite {name} from Fjordtegn", name=name)
    text = say("Which firm is {name} from? Write it like “{example}”.", name=name, example=example)
    return Screen(text=text)


def no_such_firm(name: str, firm: str, say: Say) -> Screen:
    example = say.plain("invite {name} from new firm {firm}", name=name, firm=firm)
    text = say(
        "I know of no firm called {firm}. Is it new? Then write “{example}”.", firm=firm, example=example
    )
    return Screen(text=text)
