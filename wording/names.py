"""Names of kinds, parts of the day, equipment, roles and languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booking.model.people import Language, Role
from booking.model.spaces import DayPart, Equipment, ResourceKind
from wording.cleaning import Plain, clean
from wording.speech import Say

LANGUAGES = {Language.BOKMAL: "Bokmål", Language.NYNORSK: "Nynorsk", Language.ENGLISH: "English"}
"""Each in its own words."""


def kind(which: ResourceKind, say: Say) -> str:
    """For a button."""
    return say.plain("Meeting room") if which is ResourceKind.ROOM else say.plain("Desk")


def part(which: DayPart, say: Say) -> str:
    """For a button."""
    return {
        DayPart.MORNING: say.plain("Morning"),
        DayPart.AFTERNOON: say.plain("Afternoon"),
        DayPart.DAY: say.plain("All day"),
    }[which]


def part_in_text(which: DayPart, say: Say) -> str:
    return {
        DayPart.MORNING: say.plain("morning"),
        DayPart.AFTERNOON: say.plain("afternoon"),
        DayPart.DAY: say.plain("all day"),
    }[which]


def equipment(which: Equipment, say: Say) -> str:
    return {
        Equipment.SCREEN: say.plain("screen"),
        Equipment.VIDEO: say.plain("video equipment"),
        Equipment.WHITEBOARD: say.plain("whiteboard"),
    }[which]


def role(which: Role, say: Say) -> str:
    return {
        Role.TENANT: say.plain("tenant"),
        Role.CONTACT: say.plain("contact person of a tenant"),
        Role.ADVISER: say.plain("adviser"),
        Role.ADMINISTRATION: say.plain("administration"),
        Role.OWNER: say.plain("owner"),
        Role.MEMBER: say.plain("member"),
    }[which]


def listed(words: Sequence[str], say: Say) -> Plain:
    """`A, B og C`."""
    *first, last = words or ("",)
    return say.plain("{first} and {last}", first=with_commas(first), last=last) if first else clean(last)


def in_runs(given: Sequence[str]) -> list[str]:
    """`Pult 1`, `Pult 2`, `Pult 3` as `Pult 1–3`; other names as they are."""
    found: list[str] = []
    run: tuple[str, int, int] | None = None
    for name in given:
        stem, _, number = name.rpartition(" ")
        if run and number.isdecimal() and stem == run[0] and int(number) == run[2] + 1:
            run = (stem, run[1], int(number))
            found[-1] = f"{stem} {run[1]}–{run[2]}"
        else:
            run = (stem, int(number), int(number)) if number.isdecimal() else None
            found.append(name)
    return found


def with_commas(words: Iterable[str]) -> Plain:
    """`A, B, C`, each of them made harmless."""
    return Plain(", ".join(word if isinstance(word, Plain) else clean(word) for word in words))
