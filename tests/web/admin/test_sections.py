"""What a section gets of the frame: its place in the navigation, its forms, kind words for its refusals."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser import DESK, PHONE, Visit
from tests.cases.conftest import World
from tests.web.admin.conftest import HIDDEN, Browser, Office, opened, own_address
from tests.web.admin.notebook import Notebook
from tests.web.admin.test_in_a_browser import looks_right

NOTEBOOK = "/admin/notebook"
RIGHT = {"subject": "En ide", "note": "Hei\r\n\r\nmer  \r\n", "outcome": "firm", "follow": "1"}


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest_asyncio.fixture
async def office(world: World, notebook: Notebook) -> AsyncIterator[Office]:
    async with opened(world, own_address, notebook.section()) as office:
        yield office


@pytest_asyncio.fixture
async def anne(office: Office) -> AsyncIterator[Browser]:
    async with office.browser(office.anne) as browser:
        yield browser


async def test_a_section_is_found_by_those_whom_it_is_for(office: Office, anne: Browser) -> None:
    home = (await anne.opens("/admin")).text
    assert home.count('href="/admin/notebook"') == 2, "in the navigation, and with what it is for"
    assert "Det du vil huske" in home
    shown = await anne.opens(NOTEBOOK)
    assert '<a href="/admin/notebook" aria-current="page">Notatbok</a>' in shown.text
    async with office.browser(office.grete) as grete:
        assert "Notatbok" not in (await grete.opens("/admin")).text
        assert (await grete.opens(NOTEBOOK)).status == 403
        assert (await grete.posts("/admin", NOTEBOOK, **RIGHT)).status == 403


async def test_what_was_filled_in_is_kept_and_told(anne: Browser, notebook: Notebook) -> None:
    hidden = "\x00\x07\u2028"
    shown = await anne.posts(NOTEBOOK, NOTEBOOK, **{**RIGHT, "subject": f" En {hidden} ide "})
    assert (shown.status, shown.path) == (200, NOTEBOOK)
    assert '<p class="said" role="status">Lagret: En ide</p>' in shown.text
    assert notebook.kept == [("En ide", "", "Hei\n\nmer", "firm", True)]


async def test_a_form_that_is_sent_twice_says_so(anne: Browser, notebook: Notebook) -> None:
    hidden = dict(HIDDEN.findall((await anne.opens(NOTEBOOK)).text))
    for _ in range(2):
        await anne.sends(NOTEBOOK, **hidden, **RIGHT)
    await anne.posts(NOTEBOOK, NOTEBOOK, **RIGHT)
    await anne.posts(NOTEBOOK, NOTEBOOK, **RIGHT, once="no key; æ" * 9)
    first, second, third, made_up = notebook.keys
    assert first == second
    assert len({first, third, made_up}) == 3
    assert "no key" not in made_up
    assert all(key.startswith("form:anne:") for key in notebook.keys)


async def test_what_is_wrong_is_told_and_what_was_written_stays(anne: Browser, notebook: Notebook) -> None:
    written = {"subject": "x" * 21, "note": "</textarea>mitt", "outcome": "nonsense", "email": '"><b>'}
    shown = await anne.posts(NOTEBOOK, NOTEBOOK, **written)
    assert shown.status == 422
    assert notebook.kept == []
    assert '<a href="#subject">Emne: Høyst 20 tegn: kort det ned.</a>' in shown.text
    assert '<a href="#outcome">Resultat: Velg en av disse.</a>' in shown.text
    assert '<a href="#note">' not in shown.text
    assert 'aria-invalid="true" aria-describedby="subject-mistake subject-hint"' in shown.text
    assert "&lt;/textarea&gt;mitt</textarea>" in shown.text
    assert 'value="&#34;&gt;&lt;b&gt;"' in shown.text
    assert "<title>Ikke helt riktig ennå: Notatbok" in shown.text
    empty = await anne.posts(NOTEBOOK, NOTEBOOK)
    assert empty.text.count("Fyll ut dette.") == 4, "in the field and above the form"


async def test_what_people_wrote_is_harmless_on_the_page(anne: Browser) -> None:
    shown = await anne.opens(f"{NOTEBOOK}?subject=%22%3E%3Cscript%3E")
    assert 'value="&#34;&gt;&lt;script&gt;"' in shown.text
    assert "<i>Kari" not in shown.text
    assert "\u202e" not in shown.text
    assert 'href="/admin/notebook?subject=a&amp;b"' in shown.text


async def test_refusals_of_a_section_are_told_in_their_words(anne: Browser) -> None:
    missing = await anne.opens(f"{NOTEBOOK}/missing")
    assert (missing.status, "Det er ingenting på denne adressen" in missing.text) == (404, True)
    moved = await anne.opens(f"{NOTEBOOK}/moved")
    assert (moved.status, "Det går ikke" in moved.text) == (409, True)
    assert "Notatbok</a>" in moved.text


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_forms_are_for_everybody(
    world: World, notebook: Notebook, visit: Visit, size: tuple[int, int]
) -> None:
    found: list[str] = []
    async with opened(world, lambda: found[0], notebook.section()) as office:
        found.append(office.base)
        page = await visit(office.base + await office.link(office.anne), size)
        await page.get_by_role("button", name="Logg inn").click()
        await page.get_by_role("navigation").get_by_role("link", name="Notatbok").click()
        await page.get_by_label("Emne").fill("En ide")
        await looks_right(page)
        await page.get_by_role("button", name="Lagre").click()
        await page.get_by_role("alert").wait_for()
        await looks_right(page)
        await page.get_by_role("link", name="Notat: Fyll ut dette.").click()
        await page.keyboard.type("Noe å huske")
        await page.get_by_label("Resultat").select_option("firm")
        await page.get_by_label("Følges opp").check()
        await page.get_by_role("button", name="Lagre").click()
        await page.get_by_role("status").wait_for()
        assert notebook.kept == [("En ide", "", "Noe å huske", "firm", True)]
