"""What keeps others out: forms that are not ours, roles that are not theirs, pages of other sites."""

import asyncio
import logging
from io import BytesIO

import pytest
from aiohttp import web

from booking.model.people import Language
from tests.cases.conftest import World
from tests.web.admin.conftest import Browser, Office, opened, own_address
from web.admin.guarding import HEADERS, origin_of
from web.admin.sections import Section, shows
from web.admin.visits import Visit

LANGUAGE = "/admin/language"
EVERY_PAGE = ("/admin", "/admin/messages", "/admin/sign-in", "/admin/sign-in/x", "/admin/nothing")
HOSTILE = "<script>alert(1)</script>"


async def language_of(office: Office) -> Language:
    found = await office.world.core.membership.get(office.grete.id)
    return found.language


async def test_a_form_with_its_token_is_taken_and_the_next_page_says_so_once(
    office: Office, grete: Browser
) -> None:
    shown = await grete.posts("/admin", LANGUAGE, language="nn")
    assert (shown.status, shown.path) == (200, "/admin")
    assert "Frå no skriv eg på nynorsk." in shown.text
    assert await language_of(office) is Language.NYNORSK
    assert "Frå no" not in (await grete.opens("/admin")).text


@pytest.mark.parametrize("token", ["", "x", "x.y", "æ.ø", "AAAA." + "A" * 27])
async def test_a_form_without_its_token_changes_nothing(office: Office, grete: Browser, token: str) -> None:
    shown = await grete.sends(LANGUAGE, language="en", form_token=token, note=f"det jeg skrev {HOSTILE}")
    assert shown.status == 403
    assert "Ingenting ble lagret" in shown.text
    assert "det jeg skrev &lt;script&gt;" in shown.text, "what was written is not lost"
    assert await language_of(office) is Language.BOKMAL


async def test_a_token_is_worth_nothing_in_another_session(office: Office, grete: Browser) -> None:
    async with office.browser(office.anne) as anne:
        theirs = (await anne.opens("/admin")).form_token
    assert (await grete.sends(LANGUAGE, language="en", form_token=theirs)).status == 403
    assert await language_of(office) is Language.BOKMAL


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Origin": "null"},
    ],
    ids=repr,
)
async def test_a_form_of_another_site_changes_nothing(
    office: Office, grete: Browser, headers: dict[str, str]
) -> None:
    token = (await grete.opens("/admin")).form_token
    shown = await grete.sends(LANGUAGE, headers=headers, language="en", form_token=token, note=HOSTILE)
    assert shown.status == 403
    assert "script" not in shown.text, "another site does not choose what stands here"
    assert await language_of(office) is Language.BOKMAL
    async with office.browser() as browser:
        assert (await browser.sends(await office.link(office.anne), headers=headers)).status == 403
        assert list(browser.session.cookie_jar) == []


async def test_an_older_browser_tells_where_its_form_is_from(office: Office, grete: Browser) -> None:
    token = (await grete.opens("/admin")).form_token
    shown = await grete.sends(
        LANGUAGE, headers={"Origin": "http://127.0.0.1"}, language="en", form_token=token
    )
    assert shown.status == 200
    assert await language_of(office) is Language.ENGLISH


async def test_what_is_written_outlives_the_session(office: Office, grete: Browser) -> None:
    token = (await grete.opens("/admin")).form_token
    office.world.clock.advance(hours=2)
    shown = await grete.sends(LANGUAGE, form_token=token, note="et langt notat")
    assert shown.status == 403
    assert "et langt notat" in shown.text
    assert token not in shown.text


async def test_a_page_for_others_is_refused_inside_the_frame(office: Office, grete: Browser) -> None:
    async with office.browser(office.anne) as anne:
        shown = await anne.opens("/admin/messages")
        assert shown.status == 403
        assert "Denne siden er for andre enn deg" in shown.text
        assert "Logg ut" in shown.text
        assert "/admin/messages" not in (await anne.opens("/admin")).text
    assert (await grete.opens("/admin/messages")).status == 200
    async with office.browser() as stranger:
        assert (await stranger.opens("/admin/messages")).path == "/admin/sign-in"


@pytest.mark.parametrize("path", ["/admin/nothing", "/admin/sign-out", "/admin/messages/x", "/admin/%00"])
async def test_what_is_not_there_is_told_inside_the_frame(office: Office, grete: Browser, path: str) -> None:
    shown = await grete.opens(path)
    assert shown.status in {404, 405}
    assert "Det er ingenting på denne adressen" in shown.text
    assert "Logg ut" in shown.text
    async with office.browser() as stranger:
        assert (await stranger.opens(path)).status in {404, 405}


@pytest.mark.parametrize("signed_in", [True, False])
async def test_every_page_has_the_headers_that_hold_scripts_and_frames_out(
    office: Office, grete: Browser, *, signed_in: bool
) -> None:
    async with office.browser() as stranger:
        for path in EVERY_PAGE:
            shown = await (grete if signed_in else stranger).opens(path)
            assert shown.headers.items() >= HEADERS.items(), path
            assert "style=" not in shown.text
            assert "<script" not in shown.text
            assert "<style" not in shown.text
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in policy


async def test_the_style_is_kept_while_it_is_the_same(grete: Browser) -> None:
    page = (await grete.opens("/admin")).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    shown = await grete.opens(address)
    assert shown.headers["Content-Type"].startswith("text/css")
    assert "immutable" in shown.headers["Cache-Control"]
    assert "immutable" not in (await grete.opens("/admin/static/admin.css?v=old")).headers["Cache-Control"]


async def test_bodies_that_are_no_forms_do_nothing(office: Office, grete: Browser) -> None:
    own = {"Sec-Fetch-Site": "same-origin"}
    bodies = [
        (413, b"x" * 2_000_000, "application/x-www-form-urlencoded"),
        (400, b"a=\xff", "application/x-www-form-urlencoded; charset=nonsense"),
        (400, b'{"language": "en"}', "application/json"),
        (400, b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (403, b"%ff=%fe&form_token=%00", "application/x-www-form-urlencoded"),
    ]
    for status, body, kind in bodies:
        async with grete.session.post(
            grete.base + LANGUAGE, data=BytesIO(body), headers={**own, "Content-Type": kind}
        ) as answer:
            assert answer.status == status, kind
            assert "Logg ut" in await answer.text()
    assert await language_of(office) is Language.BOKMAL


async def test_a_bug_is_told_kindly_and_logged_with_a_reference(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_visit: Visit) -> web.Response:
        raise LookupError("a bug with <a secret> in it")

    section = Section(
        path="/admin/broken",
        name=lambda say: say.plain("Start"),
        about=lambda say: say.plain("Start"),
        routes=(shows(broken, "/{id}"),),
    )
    async with opened(world, own_address, section) as office, office.browser(office.grete) as browser:
        with caplog.at_level(logging.ERROR):
            shown = await browser.opens("/admin/broken/7")
    assert shown.status == 500
    assert "Noe gikk galt" in shown.text
    assert "secret" not in shown.text
    reference = caplog.text.split("GET /admin/broken/{id} failed, reference ")[1].split()[0]
    assert reference in shown.text


async def test_a_cookie_of_anything_lets_nobody_in(office: Office) -> None:
    for cookie in (b"administration=\xff\xfe", "administration=æ; said=ø".encode(), b"administration"):
        reader, writer = await asyncio.open_connection("127.0.0.1", int(office.base.rsplit(":", 1)[1]))
        writer.write(
            b"GET /admin HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + b"\r\n\r\n"
        )
        assert (await reader.read()).startswith(b"HTTP/1.1 303")
        writer.close()


async def test_a_word_that_others_left_is_not_said(grete: Browser) -> None:
    grete.session.cookie_jar.update_cookies({"said": f"{HOSTILE}.x"})
    shown = await grete.opens("/admin")
    assert (shown.status, 'role="status"' in shown.text) == (200, False)


@pytest.mark.parametrize(
    ("base", "origin"),
    [
        ("https://booking.example.org", "https://booking.example.org"),
        ("https://Booking.example.org:443/under", "https://booking.example.org"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_origin_is_written_as_browsers_do(base: str, origin: str) -> None:
    assert origin_of(base) == origin
