"""Cases, hours and figures on the pages: one's own for an adviser, everything for the administration."""

import json
from datetime import timedelta
from io import BytesIO

import aiohttp
import pytest_asyncio

from booking.model.guidance import Case, Outcome, Stage
from booking.rules.figures import Name
from tests.builders import a_person
from tests.cases.test_guidance import a_case, a_meeting, the_case
from tests.web.admin.conftest import Browser, Office


@pytest_asyncio.fixture
async def anne(office: Office):
    async with office.browser(office.anne) as browser:
        yield browser


async def case_of(office: Office) -> Case:
    return await a_case(office.world)


def path_of(case: Case) -> str:
    return f"/admin/guidance/{case.id}"


async def test_an_adviser_sees_their_own_case_and_writes_about_it(office: Office, anne: Browser) -> None:
    case = await case_of(office)
    assert "Eva Nabo" in (await anne.opens("/admin/guidance")).text
    path = path_of(case)
    assert "Et bakeri med gårdsmel" in (await anne.opens(path)).text
    empty = await anne.posts(path, f"{path}/note", note="", kind="note")
    assert empty.status == 422
    assert empty.text.count('class="mistakes"') == 1
    shown = await anne.posts(path, f"{path}/note", note="Snakket om lån\nog lokale", kind="note")
    assert "Snakket om lån" in shown.text
    assert "Først en bod" in (await anne.posts(path, f"{path}/note", note="Først en bod", kind="goal")).text


async def test_tasks_are_made_and_done(office: Office, anne: Browser) -> None:
    path = path_of(await case_of(office))
    assert (await anne.posts(path, f"{path}/task", task="Ring", due_on="snart")).status == 422
    shown = await anne.posts(path, f"{path}/task", task="Ring banken", due_on="2026-11-30")
    assert "Ring banken" in shown.text
    task_id = shown.text.partition('name="task_id" value="')[2].partition('"')[0]
    assert "<s>Ring banken</s>" in (await anne.posts(path, f"{path}/done", task_id=task_id)).text


async def test_an_outcome_wants_a_right_number(office: Office, anne: Browser) -> None:
    case = await case_of(office)
    path = path_of(case)
    wrong = await anne.posts(path, f"{path}/outcome", outcome="started", organisation="123456789")
    assert (wrong.status, "gyldig organisasjonsnummer" in wrong.text) == (422, True)
    await anne.posts(path, f"{path}/outcome", outcome="started", organisation="974 760 673")
    ended = await the_case(office.world, case)
    assert (ended.stage, ended.organisation) == (Stage.CLOSED, "974760673")


async def test_a_file_is_kept_sealed_and_taken_again(office: Office, anne: Browser) -> None:
    case = await case_of(office)
    path = path_of(case)
    token = (await anne.opens(path)).form_token
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("form_token", token)
    form.add_field("once", "abc")
    form.add_field("file", b"%PDF-1.7 plan", filename="plan æ.pdf", content_type="application/pdf")
    headers = {"Sec-Fetch-Site": "same-origin"}
    async with anne.session.post(f"{anne.base}{path}/file", data=form, headers=headers) as answer:
        text = await answer.text()
    assert "plan æ.pdf" in text
    link = text.partition(f'href="{path}/file/')[2].partition('"')[0]
    async with anne.session.get(f"{anne.base}{path}/file/{link}") as answer:
        assert await answer.read() == b"%PDF-1.7 plan"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert all("PDF" not in paper.sealed for paper in await office.world.core.database.papers.of(case.id))


async def test_a_file_without_the_forms_token_or_too_large_is_refused(office: Office, anne: Browser) -> None:
    path = path_of(await case_of(office))
    token = (await anne.opens(path)).form_token
    for given, content, status in (("", b"x", 403), (token, b"x" * (5 * 1024 * 1024 + 1), 413)):
        form = aiohttp.FormData()
        form.add_field("form_token", given)
        form.add_field("file", BytesIO(content), filename="stor.bin")
        headers = {"Sec-Fetch-Site": "same-origin"}
        async with anne.session.post(f"{anne.base}{path}/file", data=form, headers=headers) as answer:
            assert answer.status == status


async def test_others_cases_are_not_there(office: Office) -> None:
    world = office.world
    bo = a_person(id="bo", name="Bo Rådgiver", telegram_id=1015, tenant_id=None, roles=office.anne.roles)
    case = await case_of(office)
    await world.core.database.people.add(bo)
    async with office.browser(bo) as browser:
        for path in (path_of(case), f"{path_of(case)}/hand-over", f"{path_of(case)}/file/x"):
            assert (await browser.opens(path)).status == 404
        assert "Eva Nabo" not in (await browser.opens("/admin/guidance?all=1")).text
        assert (await browser.opens("/admin/figures")).status == 403
    async with office.browser(office.grete) as browser:
        shown = await browser.opens(path_of(case))
        assert "Hvem som har sett på saken" in shown.text


async def test_the_hand_over_needs_consent(office: Office, anne: Browser) -> None:
    world, case = office.world, await case_of(office)
    await world.core.guidance.outcomes.end(office.anne.actor, case.id, Outcome.PROGRAMME, world.ask())
    path = path_of(case)
    assert (await anne.opens(f"{path}/hand-over")).status == 409
    await world.core.guidance.outcomes.consent(world.eva, case.id, world.ask(), given=True)
    assert "Et bakeri med gårdsmel" in (await anne.opens(f"{path}/hand-over")).text
    data = json.loads((await anne.opens(f"{path}/hand-over.json")).text)
    assert (data["name"], data["idea"]) == ("Eva Nabo", "Et bakeri med gårdsmel")


HOURS = {
    **{f"day_{day}": "9-12, 13–15.30" for day in range(4)},
    "place_r": "1",
    "length": "45",
    "buffer": "15",
    "notice": "24",
    "most_a_day": "2",
    "days_ahead": "30",
    "weight": "2",
    "link": "https://example.test/møte",
    "exceptions": "2026-12-24\n2026-12-23 10-11.30",
    "away_from": "",
    "away_until": "",
    "stand_in": "",
}


async def test_hours_are_written_as_people_write_them(office: Office, anne: Browser) -> None:
    path = f"/admin/hours/{office.anne.id}"
    wrong = await anne.posts(path, path, **{**HOURS, "day_0": "15-9", "exceptions": "julaften"})
    assert wrong.status == 422
    assert "julaften" in wrong.text
    shown = await anne.posts(path, path, **HOURS, revision="0")
    assert "09:00–12:00, 13:00–15:30" in shown.text
    plan = await office.world.core.guidance.advising.plan(office.anne.id)
    assert (plan.length, plan.most_a_day, plan.weight) == (timedelta(minutes=45), 2, 2)
    assert (sorted(plan.weekly), len(plan.exceptions)) == ([0, 1, 2, 3], 2)
    assert (await anne.posts(path, path, **HOURS, revision="0")).status == 409


async def test_figures_lead_to_their_cases(office: Office) -> None:
    world, case = office.world, await case_of(office)
    meeting = await a_meeting(world, office.anne, case)
    world.clock.time = meeting.interval.end
    await world.core.guidance.appointing.took_place(office.anne.actor, meeting.id, world.ask(), came=True)
    async with office.browser(office.grete) as browser:
        shown = await browser.opens("/admin/figures/2026")
        assert f'href="/admin/figures/2026/{Name.GUIDED}">1</a>' in shown.text
        assert "Eva Nabo" in (await browser.opens(f"/admin/figures/2026/{Name.GUIDED}")).text
        assert (await browser.opens("/admin/figures/2026/nonsense")).status == 404
        assert (await browser.opens("/admin/figures/20x6")).status == 404


async def test_a_calendar_that_is_none_of_the_open_internet_is_not_connected(
    office: Office, anne: Browser
) -> None:
    path = f"/admin/hours/{office.anne.id}"
    for address, why in (("kalenderen min", "adresse"), ("http://127.0.0.1:1/a.ics", "åpne nettet")):
        shown = await anne.posts(path, f"{path}/calendar", calendar=address)
        assert shown.status == 422
        assert why in shown.text
    assert await office.world.core.own_calendars.of_person(office.anne.id) is None
