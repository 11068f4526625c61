"""Signing in to the administration's pages: a one-time link from the chat, then a session that ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from booking.access import SECRET_BITS, hashed
from booking.model.people import Actor, Person
from booking.model.sessions import LINK_LASTS, Session, SignInLink, may_sign_in
from booking.ports import Clock, People, Sessions, Tokens
from booking.refusals import NotAllowed

NOTED_EVERY = timedelta(minutes=1)
"""Use is noted no more often than that, so that looking at a page is not a write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who a browser is signed in as, as they are now."""

    person: Person
    session: Session

    @property
    def actor(self) -> Actor:
        return self.person.actor


class SignIn:
    def __init__(self, *, sessions: Sessions, people: People, now: Clock, new_token: Tokens) -> None:
        self._sessions = sessions
        self._people = people
        self._now = now
        self._new_token = new_token

    async def link(self, person: Person) -> str:
        """A token that opens one session within fifteen minutes, to be shown once.

        Raises NotAllowed to those who have no pages.
        """
        if not may_sign_in(person):
            raise NotAllowed
        token = self._new_token(SECRET_BITS)
        until = self._now() + LINK_LASTS
        await self._sessions.promise(
            SignInLink(token_hash=hashed(token), person_id=person.id, expires_at=until)
        )
        return token

    async def expects(self, token: str) -> Person | None:
        """Whom the link would let in. It is not used up by being looked at."""
        link = await self._sessions.link(hashed(token))
        if link is None or link.expires_at <= self._now():
            return None
        person = await self._people.get(link.person_id)
        return person if person is not None and may_sign_in(person) else None

    async def open(self, token: str) -> str | None:
        """Uses the link up. The new session's token, to be kept by the browser alone; None where it is
        unknown, used or lapsed, or its person may no longer come in."""
        if await self.expects(token) is None:
            return None
        secret = self._new_token(SECRET_BITS)
        opened = await self._sessions.redeem(hashed(token), hashed(secret), self._now())
        return secret if opened is not None else None

    async def signed_in(self, token: str) -> SignedIn | None:
        """Who comes with the session; None where it has ended. It ends with the role that let them in."""
        now = self._now()
        session = await self._sessions.get(hashed(token))
        if session is None or not session.is_live(now):
            return None
        person = await self._people.get(session.person_id)
        if person is None or not may_sign_in(person):
            await self._sessions.end(session.token_hash)
            return None
        if now - session.used_at >= NOTED_EVERY:
            await self._sessions.use(session.token_hash, now)
        return SignedIn(person=person, session=session)

    async def actor(self, token: str) -> Actor | None:
        """As `signed_in`, where only their roles matter."""
        found = await self.signed_in(token)
        return found.actor if found else None

    async def end_everywhere(self, person: Person) -> None:
        """Whoever holds a session or a link of theirs is out."""
        await self._sessions.end_all(person.id)

    async def end(self, session: Session) -> None:
        """From now on it opens nothing."""
        await self._sessions.end(session.token_hash)
