"""Names of kinds, parts of the day and equipment."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.people import Role
from booking.model.spaces import DayPart, Equipment, ResourceKind
from wording.speech import Say


def kind(which: ResourceKind, say: Say) -> str:
    return say.plain("Meeting room") if which is ResourceKind.ROOM else say.plain("Desk")


def part(which: DayPart, say: Say) -> str:
    """For a button."""
    return {
        DayPart.MORNING: say.plain("Morning"),
        DayPart.AFTERNOON: say.plain("Afternoon"),
        DayPart.DAY: say.plain("All day"),
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
        Role.CONTACT: say.plain("contact of a tenant"),
        Role.ADVISER: say.plain("adviser"),
        Role.ADMINISTRATION: say.plain("administration"),
        Role.OWNER: say.plain("owner"),
    }[which]


def listed(words: Sequence[str], say: Say) -> str:
    """`A, B og C`."""
    if len(words) < 2:  # noqa: PLR2004 -- nothing to join
        return "".join(words)
    return say.plain("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
