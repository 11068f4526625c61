"""E-mail addresses: what we take for one, and the links that take it away again."""

from __future__ import annotations

import re
from enum import StrEnum

from booking.model.announcements import FOLLOWED, AnnouncementId, Topic
from booking.model.people import PersonId
from booking.rules import signing

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LETTER = "A-Za-z0-9ÆØÅÄÖÜæøåäöü"
LABEL = f"[{LETTER}](?:[{LETTER}-]{{0,61}}[{LETTER}])?"
ADDRESS = rf"^{ATOM}(?:\.{ATOM})*@(?:{LABEL}\.)+{LABEL}$"
"""`kari@eksempel.no`. The letters before the @ are those that every mail server takes."""
LONGEST, LONGEST_LOCAL = 254, 64
PURPOSE = "gartneriet unsubscribe 1"


class Group(StrEnum):
    """What a link in a message takes away: all e-mail, or what was said yes to."""

    EMAIL = "email"
    NEWSLETTER = Topic.NEWSLETTER.value
    EVENTS = Topic.EVENTS.value
    COURSES = Topic.COURSES.value

    @property
    def topic(self) -> Topic | None:
        """None for all e-mail."""
        return None if self is Group.EMAIL else Topic(self.value)

    @classmethod
    def of(cls, topic: Topic) -> Group:
        """A notice is nobody's wish, so it ends with all e-mail."""
        return cls(topic.value) if topic in FOLLOWED else cls.EMAIL


def on_the_wire(address: str) -> str:
    """As mail servers want it: the domain in ASCII. Raises ValueError for what is no address."""
    if re.fullmatch(ADDRESS, address) is None:
        raise ValueError("no e-mail address")
    local, _, domain = address.rpartition("@")
    written = f"{local}@{domain.encode('idna').decode()}"
    if len(local) > LONGEST_LOCAL or len(written) > LONGEST:
        raise ValueError("an e-mail address that is too long")
    return written


def is_address(text: str) -> bool:
    try:
        return bool(on_the_wire(text))
    except ValueError:
        return False


def signed(person_id: PersonId, group: Group, key: str, announcement_id: AnnouncementId | None = None) -> str:
    """A token for the address of a page, which never lapses: an old message must be of use as well."""
    what = f"{group}@{announcement_id}" if announcement_id else group
    return signing.signed(f"{what}:{person_id}", PURPOSE, key)


def opened(token: str, key: str) -> tuple[PersonId, Group, AnnouncementId | None] | None:
    """What we signed, and the announcement whose link it was; None for everything else."""
    said = signing.opened(token, PURPOSE, key)
    if said is None:
        return None
    what, _, person_id = said.partition(":")
    group, _, because = what.partition("@")
    return PersonId(person_id), Group(group), AnnouncementId(because) if because else None
