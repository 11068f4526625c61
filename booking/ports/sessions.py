"""Ways into the administration's pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking.model.people import PersonId
from booking.model.sessions import Session, SignInLink


class Sessions(Protocol):
    async def promise(self, link: SignInLink) -> None:
        """From now on the link opens a session, once."""
        ...

    async def link(self, token_hash: str) -> SignInLink | None:
        """One that has not been used. It may have lapsed."""
        ...

    async def redeem(self, link_hash: str, session_hash: str, now: datetime) -> PersonId | None:
        """Uses the link up and begins its person's session, in one transaction.

        None, and nothing is begun, where it is unknown, used, lapsed, or its person has been erased.
        """
        ...

    async def get(self, token_hash: str) -> Session | None: ...

    async def of(self, person_id: PersonId) -> Sequence[Session]:
        """The person's, the first begun first; also those that have run out and wait to be forgotten."""
        ...

    async def use(self, token_hash: str, at: datetime) -> None:
        """It was in use then. Nothing where it has ended."""
        ...

    async def end(self, token_hash: str) -> None: ...

    async def end_all(self, person_id: PersonId) -> None:
        """Every session of the person, and each link that was promised."""
        ...
