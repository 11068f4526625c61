"""A link opens one session, once; the session ends, and nothing else lets anybody in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.access import hashed
from booking.model.people import Person, Role
from booking.model.sessions import IDLE_LASTS, LINK_LASTS, SESSION_LASTS
from booking.refusals import NotAllowed
from tests.cases.conftest import World
from tests.contracts.deeds import ByHand
from tests.web.admin.conftest import Browser, Office, opened

MOMENT = timedelta(seconds=1)
SIGN_IN = "/admin/sign-in"


@pytest.fixture
def by_hand(database_url: str) -> ByHand:
    return ByHand(database_url)


async def test_to_open_a_link_spends_nothing_and_its_button_signs_in_once(office: Office) -> None:
    link = await office.link(office.grete)
    async with office.browser() as preview, office.browser() as browser, office.browser() as thief:
        for _ in range(2):
            shown = await preview.opens(link)
            assert shown.status == 200
            assert "Logg inn" in shown.text
            assert shown.cookies == {}
        shown = await browser.sends(link)
        assert (shown.status, shown.path) == (200, "/admin")
        assert "Hei, Grete!" in shown.text
        assert (await browser.sends(link)).path == "/admin", "whoever taps twice is in already"
        late = await thief.sends(link)
        assert late.status == 404
        assert "virker" in late.text
        assert (await thief.opens("/admin")).path == SIGN_IN
        assert (await thief.opens(link)).status == 404


async def test_a_link_lapses(office: Office) -> None:
    links = [await office.link(office.grete) for _ in range(2)]
    async with office.browser() as browser:
        office.world.clock.time += LINK_LASTS - MOMENT
        assert (await browser.sends(links[0])).path == "/admin"
        await browser.posts("/admin", "/admin/sign-out")
        office.world.clock.time += MOMENT
        assert (await browser.opens(links[1])).status == 404
        assert (await browser.sends(links[1])).status == 404
        assert (await browser.opens("/admin")).path == SIGN_IN


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "..%2F..%2Fadmin", "%F0%9F%8C%B1"])
async def test_what_is_no_link_opens_nothing(office: Office, token: str) -> None:
    async with office.browser() as browser:
        assert (await browser.opens(f"{SIGN_IN}/{token}")).status == 404
        assert (await browser.sends(f"{SIGN_IN}/{token}")).status == 404
        browser.session.cookie_jar.update_cookies({"administration": "x"})
        assert (await browser.opens("/admin")).path == SIGN_IN


async def test_only_those_who_have_pages_get_a_link(office: Office) -> None:
    sign_in = office.world.core.sign_in
    for person in (office.world.kari, replace(office.grete, erased_at=office.world.clock.time)):
        with pytest.raises(NotAllowed):
            await sign_in.link(person)
    for role in (Role.ADVISER, Role.ADMINISTRATION, Role.OWNER):
        assert await sign_in.link(replace(office.grete, roles=frozenset({role})))


async def test_a_session_ends_when_it_is_left_and_after_a_day(office: Office, grete: Browser) -> None:
    clock = office.world.clock
    for _ in range(3):
        clock.time += IDLE_LASTS - MOMENT
        assert (await grete.opens("/admin")).path == "/admin"
    clock.time += IDLE_LASTS
    assert (await grete.opens("/admin")).path == SIGN_IN
    async with office.browser(office.grete) as browser:
        began = clock.time
        while clock.time + IDLE_LASTS - MOMENT < began + SESSION_LASTS:
            clock.time += IDLE_LASTS - MOMENT
            assert (await browser.opens("/admin")).path == "/admin"
        clock.time = began + SESSION_LASTS
        assert (await browser.opens("/admin")).path == SIGN_IN


async def test_who_signs_out_is_out_wherever_the_token_is(office: Office, grete: Browser) -> None:
    kept = {cookie.key: cookie.value for cookie in grete.session.cookie_jar}
    assert (await grete.posts("/admin", "/admin/sign-out")).path == SIGN_IN
    assert list(grete.session.cookie_jar) == []
    async with office.browser() as thief:
        thief.session.cookie_jar.update_cookies(kept)
        assert (await thief.opens("/admin")).path == SIGN_IN


async def test_who_signs_out_everywhere_is_out_of_every_browser(
    office: Office, grete: Browser, by_hand: ByHand
) -> None:
    link = await office.link(office.grete)
    async with office.browser(office.grete) as other, office.browser(office.anne) as anne:
        assert (await grete.posts("/admin", "/admin/sign-out", everywhere="yes")).path == SIGN_IN
        assert (await other.opens("/admin")).path == SIGN_IN
        assert (await other.sends(link)).status == 404
        assert (await anne.opens("/admin")).path == "/admin"
    assert await by_hand.run("SELECT person_id FROM sessions") == [("anne",)]


async def test_what_is_taken_along_says_since_when_one_is_signed_in(office: Office, grete: Browser) -> None:
    record = await office.world.core.membership.take_along(office.grete)
    (since,) = record.sessions
    assert since.made_at == since.used_at == office.world.clock.time
    (cookie,) = grete.session.cookie_jar
    assert hashed(cookie.value) not in str(record.as_json())


async def test_who_signs_in_anew_leaves_no_older_session(
    office: Office, grete: Browser, by_hand: ByHand
) -> None:
    await grete.sends(await office.link(office.anne))
    assert "Anne" in (await grete.opens("/admin")).text
    assert await by_hand.run("SELECT person_id FROM sessions") == [("anne",)]


async def test_who_is_erased_or_loses_the_role_is_out_at_once(
    office: Office, grete: Browser, by_hand: ByHand
) -> None:
    core = office.world.core
    link = await office.link(office.anne)
    async with office.browser(office.anne) as anne:
        await by_hand.run("UPDATE people SET roles = ' tenant ' WHERE id = 'anne'")
        assert (await anne.opens("/admin")).path == SIGN_IN
        assert (await anne.sends(link)).status == 404
        await by_hand.run("UPDATE people SET roles = ' adviser ' WHERE id = 'anne'")
        assert (await anne.opens("/admin")).path == SIGN_IN, "that session has ended"
    link = await office.link(office.grete)
    await core.membership.erase(office.grete.actor, office.grete)
    assert (await grete.opens("/admin")).path == SIGN_IN
    assert (await grete.sends(link)).status == 404
    for table in ("sessions", "sign_in_links"):
        assert await by_hand.run(f"SELECT 1 FROM {table} WHERE person_id = 'office'") == []


async def test_no_secret_is_stored_and_what_has_ended_is_forgotten(office: Office, by_hand: ByHand) -> None:
    link = await office.link(office.grete)
    async with office.browser(office.grete) as browser:
        (cookie,) = browser.session.cookie_jar
        stored = repr(await by_hand.run("SELECT * FROM sessions"))
        stored += repr(await by_hand.run("SELECT * FROM sign_in_links"))
        assert cookie.value not in stored
        assert link.rsplit("/", 1)[1] not in stored
    sessions, now = office.world.core.database.sessions, office.world.clock.time
    await sessions.forget_before(now)
    assert len(await by_hand.run("SELECT 1 FROM sessions")) == 1
    await sessions.forget_before(now + SESSION_LASTS)
    for table in ("sessions", "sign_in_links"):
        assert await by_hand.run(f"SELECT 1 FROM {table}") == []


async def test_the_cookie_is_out_of_reach(office: Office) -> None:
    async with office.browser() as browser:
        given = (await browser.sends(await office.link(office.grete))).cookies["administration"]
    assert given["httponly"]
    assert (given["samesite"], given["path"], given["domain"]) == ("Lax", "/admin", "")
    assert not given["secure"], "there is no https on this machine"
    assert int(given["max-age"]) == SESSION_LASTS.total_seconds()


async def test_with_https_the_cookie_is_this_hosts_alone(world: World) -> None:
    async with (
        opened(world, base=lambda: "https://booking.example.org") as office,
        office.browser() as browser,
    ):
        link = await office.link(office.grete)
        async with browser.session.post(
            office.base + link, headers={"Origin": "https://booking.example.org"}, allow_redirects=False
        ) as answer:
            assert answer.status == 303
            given = answer.cookies["__Host-administration"]
    assert given["secure"]
    assert given["httponly"]
    assert (given["path"], given["domain"]) == ("/", "")


async def test_who_wanted_to_go_somewhere_gets_there_after_signing_in(office: Office) -> None:
    async with office.browser() as browser:
        assert (await browser.opens("/admin/messages")).path == SIGN_IN
        assert (await browser.sends(await office.link(office.grete))).path == "/admin/messages"
        assert (await browser.sends(await office.link(office.grete))).path == "/admin", "once"
    for elsewhere in (
        "//evil.example",
        "/admin//evil.example",
        "/adminevil",
        "/admin/../evil",
        "/admin/%2e%2e/evil",
        "https:x",
    ):
        async with office.browser() as browser:
            browser.session.cookie_jar.update_cookies({"wanted": elsewhere})
            assert (await browser.sends(await office.link(office.grete))).path == "/admin"


async def test_a_person_is_met_in_their_own_language(office: Office) -> None:
    person: Person = office.grete
    async with office.browser() as browser:
        shown = await browser.opens(SIGN_IN, headers={"Accept-Language": "en-GB"})
        assert '<html lang="en">' in shown.text
        assert '<html lang="nb">' in (await browser.opens(await office.link(person))).text
        assert '<html lang="nb">' in (await browser.opens(SIGN_IN)).text
