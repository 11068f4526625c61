"""What `People`, `Invitations` and `ApiTokens` promise."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.model.bookings import Series, SeriesId, WaitId
from booking.model.messages import Origin, Purpose
from booking.model.people import (
    ApiToken,
    Invitation,
    Language,
    Person,
    PersonId,
    Role,
    Scope,
    Tenant,
    TenantId,
)
from booking.ports import Draft, Page
from booking.refusals import Stale
from db import Database
from tests.builders import NOW, a_booking, a_person
from tests.contracts.deeds import (
    ByHand,
    a_deed,
    a_message,
    a_wait,
    changing,
    elsewhere,
    making,
    waiting,
)
from tests.contracts.series import EVERY_DAY

SPIRE = TenantId("spire")


async def known(database: Database, *people: Person) -> None:
    await database.people.tenant_named("Spire AS", SPIRE)
    for person in people:
        await database.people.add(person)


async def test_a_person_is_kept_as_they_are(database: Database) -> None:
    whole = a_person(
        name="Kári O’Brien <b>🌱</b>\u200f",
        roles=frozenset(Role),
        language=Language.NYNORSK,
        telegram_id=2**52,
        reachable=False,
    )
    plain = Person(id=PersonId("plain"), name="")
    await known(database, whole, plain)
    assert await database.people.get(whole.id) == whole
    assert await database.people.get(plain.id) == plain
    assert await database.people.by_telegram(2**52) == whole
    assert await database.people.by_telegram(7) is None
    assert await database.people.get(PersonId("nobody")) is None


async def test_text_that_cannot_be_kept_is_an_error_or_is_kept(database: Database) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        await database.people.add(a_person(tenant_id=None, name="\ud800"))
    odd = a_person(tenant_id=None, name="Kari\0Gartner")
    try:
        await database.people.add(odd)
    except ValueError as error:
        assert "NUL" in str(error)  # noqa: PT017 -- PostgreSQL alone refuses it
    else:
        assert await database.people.get(odd.id) == odd


async def test_a_telegram_account_is_one_persons(database: Database) -> None:
    await known(database, a_person())
    with pytest.raises(Stale):
        await database.people.add(a_person(id=PersonId("other")))


async def test_language_and_reach_change_alone(database: Database) -> None:
    await known(database, a_person(), a_person(id=PersonId("ola"), telegram_id=2))
    await database.people.speak(PersonId("kari"), Language.ENGLISH)
    await database.people.lose(PersonId("kari"), ())
    expected = a_person(language=Language.ENGLISH, reachable=False)
    assert await database.people.get(PersonId("kari")) == expected
    assert await database.people.get(PersonId("ola")) == a_person(id=PersonId("ola"), telegram_id=2)


async def test_an_email_address_is_given_and_taken_away(database: Database) -> None:
    kari, ola = a_person(), a_person(id=PersonId("ola"), telegram_id=2, email="ola@example.org")
    await known(database, kari, ola)
    await database.people.write_to(kari.id, "kari@blåbær.example")
    assert await database.people.get(kari.id) == replace(kari, email="kari@blåbær.example")
    await database.people.write_to(kari.id, "")
    assert await database.people.get(kari.id) == kari
    assert await database.people.get(ola.id) == ola
    await database.people.erase(ola.id, NOW)
    await database.people.write_to(ola.id, "ola@example.org")
    erased = await database.people.get(ola.id)
    assert erased is not None
    assert erased.email == ""


async def test_people_are_listed_by_name_page_by_page(database: Database) -> None:
    names = ["Berit", "Anne", "Berit", "Carl"]
    people = [
        a_person(id=PersonId(str(number)), name=name, telegram_id=number) for number, name in enumerate(names)
    ]
    people[1] = replace(people[1], roles=frozenset({Role.OWNER, Role.CONTACT}))
    await known(database, *people)
    for limit in (1, 2, 3, 100):
        found: list[str] = []
        after: str | None = None
        while True:
            page, after = await database.people.listing(Page(limit=limit, after=after))
            found += [person.id for person in page]
            if after is None:
                break
        assert found == ["1", "0", "2", "3"]
    contacts, _ = await database.people.listing(Page(), role=Role.CONTACT)
    assert contacts == [people[1]]
    assert await database.people.listing(Page(), role=Role.ADVISER) == ([], None)


async def test_a_tenant_is_known_by_name_however_it_is_written(database: Database) -> None:
    first = await database.people.tenant_named("  Åse  & Co AS ", TenantId("t1"))
    assert first == Tenant(id=TenantId("t1"), name="Åse & Co AS")
    assert await database.people.tenant_named("åse & co as", TenantId("t2")) == first
    other = await database.people.tenant_named("Berg", TenantId("t3"))
    assert await database.people.tenant(first.id) == first
    assert await database.people.tenant(TenantId("t2")) is None
    page, after = await database.people.tenants(Page(limit=1))
    rest, end = await database.people.tenants(Page(limit=1, after=after))
    assert ({*page, *rest}, end) == ({first, other}, None)


async def test_an_erased_person_leaves_only_counts(place: Database, by_hand: ByHand) -> None:
    kari, ola = a_person(name="Kari Hemmelig"), a_person(id=PersonId("ola"), telegram_id=2)
    await known(place, kari, ola)
    await _invited(place, "secret", name="Kari Hemmelig")
    await place.invitations.redeem("secret", kari, NOW)
    booking = a_booking(title="Hemmelig møte", series_id="s")
    others = elsewhere(replace(booking, person_id=ola.id, title="Åpent"), 1)
    sent, unsent = (
        a_message(booking, origin=Origin(chat_id=1001, message_id=5)),
        a_message(booking, purpose=Purpose.REMINDER, due_at=NOW + timedelta(days=1)),
    )
    series = Series(
        id=SeriesId("s"),
        resource_id=booking.resource_id,
        person_id=kari.id,
        recurrence=EVERY_DAY,
        title="Hemmelig møte",
        made_at=NOW,
    )
    await place.ledger.record(a_deed("make", making(booking), series=(series,), messages=(sent, unsent)))
    await place.ledger.record(a_deed("move", changing(booking, title="Hemmelig prat")))
    await place.ledger.record(a_deed("other", making(others), messages=(a_message(others),)))
    await place.ledger.record(a_deed("wait", waits=(waiting(a_wait()),)))
    for due in await place.outbox.claim(NOW, lease_until=NOW, limit=9, person_id=kari.id):
        await place.outbox.sent(due, NOW, "telegram")
    await place.cards.remember(booking.id, kari.id, Origin(chat_id=1001, message_id=6))
    await place.drafts.save(Draft(telegram_id=1001, data="Hemmelig", revision=0, at=NOW))
    for _ in range(2):
        await place.people.erase(kari.id, NOW)
    roles = frozenset({Role.TENANT, Role.CONTACT})
    gone = replace(kari, name="", roles=roles, telegram_id=None, reachable=False, erased_at=NOW)
    assert await place.people.get(kari.id) == gone
    assert await place.people.get(ola.id) == ola
    assert await place.people.by_telegram(1001) is None
    assert (await place.people.listing(Page()))[0] == [ola]
    assert [b.title for b in await place.bookings.all_of(kari.id)] == [""]
    assert [c.after.title for c in await place.bookings.history(booking.id)] == ["", ""]
    assert [b.title for b in await place.bookings.all_of(ola.id)] == ["Åpent"]
    assert await place.cards.of(booking.id, kari.id) is None
    assert await place.drafts.of(1001) is None
    assert await place.waits.of_person(kari.id, NOW) == []
    assert await place.waits.get(WaitId("w1")) is not None
    assert await _everything(by_hand) & {"Hemmelig", "1001"} == set()
    assert await by_hand.counts("people", "bookings", "changes", "outbox") == [2, 2, 4, 2]


async def test_whoever_was_erased_can_come_back_as_somebody_new(database: Database) -> None:
    await known(database, a_person())
    await database.people.erase(PersonId("kari"), NOW)
    await _invited(database, "secret")
    again = a_person(id=PersonId("kari2"), name="Kari")
    joined = await database.invitations.redeem("secret", again, NOW)
    assert joined is not None
    assert joined.id == "kari2"


async def _everything(by_hand: ByHand) -> set[str]:
    """Those of some words that stand anywhere in the database."""
    tables = (
        "people",
        "bookings",
        "changes",
        "series",
        "invitations",
        "outbox",
        "cards",
        "drafts",
        "waits",
    )
    stored = " ".join([str(await by_hand.run(f"SELECT * FROM {table}")) for table in tables])
    return {word for word in ("Hemmelig", "1001") if word in stored}


async def _invited(database: Database, token_hash: str, **fields: Any) -> Invitation:
    await database.people.tenant_named("Spire AS", SPIRE)
    defaults = {"role": Role.CONTACT, "name": "", "tenant_id": SPIRE, "expires_at": NOW + timedelta(days=14)}
    invitation = Invitation(**{"token_hash": token_hash, **defaults, **fields})
    await database.invitations.add(invitation)
    return invitation


async def test_an_invitation_makes_a_person_of_its_name_role_and_tenant(database: Database) -> None:
    await _invited(database, "secret", name="Kari Gartner")
    newcomer = Person(id=PersonId("new"), name="kari82", telegram_id=5, language=Language.ENGLISH)
    joined = await database.invitations.redeem("secret", newcomer, NOW)
    expected = replace(newcomer, name="Kari Gartner", roles=frozenset({Role.CONTACT}), tenant_id=SPIRE)
    assert joined == expected == await database.people.by_telegram(5)


async def test_an_invitation_without_a_name_keeps_the_accounts(database: Database) -> None:
    await _invited(database, "secret", tenant_id=None)
    joined = await database.invitations.redeem("secret", a_person(tenant_id=None, name="kari82"), NOW)
    assert joined is not None
    assert (joined.name, joined.tenant_id) == ("kari82", None)


async def test_a_used_invitation_knows_who_used_it(database: Database) -> None:
    await _invited(database, "secret")
    first = await database.invitations.redeem("secret", a_person(), NOW)
    later = NOW + timedelta(days=30)
    again = a_person(id=PersonId("fresh"))
    assert await database.invitations.redeem("secret", again, later) == first
    stranger = a_person(id=PersonId("stranger"), telegram_id=9)
    assert await database.invitations.redeem("secret", stranger, NOW) is None
    assert await database.people.by_telegram(9) is None


async def test_an_invitation_runs_out(database: Database) -> None:
    invitation = await _invited(database, "secret")
    redeem = database.invitations.redeem
    assert await redeem("secret", a_person(), invitation.expires_at) is None
    assert await redeem("other", a_person(), NOW) is None
    assert await redeem("secret", a_person(), invitation.expires_at - timedelta(seconds=1)) is not None


async def test_somebody_known_gains_the_role_and_keeps_who_they_are(database: Database) -> None:
    await known(database, a_person(reachable=False, tenant_id=None))
    await _invited(database, "secret", name="Another Name")
    newcomer = a_person(id=PersonId("fresh"), name="kari82", language=Language.ENGLISH)
    joined = await database.invitations.redeem("secret", newcomer, NOW)
    assert joined == a_person(roles=frozenset({Role.TENANT, Role.CONTACT}), tenant_id=SPIRE)
    assert await database.people.get(PersonId("kari")) == joined
    assert await database.people.get(PersonId("fresh")) is None


async def test_an_api_token_is_found_by_its_hash_alone(database: Database) -> None:
    token = ApiToken(id="t", name="doors", scope=Scope.WRITE, token_hash="ab" * 32, made_at=NOW)
    await database.api_tokens.add(token)
    assert await database.api_tokens.by_hash(token.token_hash) == token
    assert await database.api_tokens.by_hash("ab") is None
    assert await database.api_tokens.remove("nobody's") == 0
    assert await database.api_tokens.remove(token.name) == 1
    assert await database.api_tokens.by_hash(token.token_hash) is None
