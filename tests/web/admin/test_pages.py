"""What stands on the pages, and for whom."""

import re
from datetime import timedelta

import pytest

from booking.model.messages import Message, Purpose
from db.repositories.cursors import cursor
from tests.cases.test_events import join, published
from tests.web.admin.conftest import Browser, Office
from web.admin.messages import ON_A_PAGE

FORGED = (
    "x",
    "%00",
    "æ",
    cursor("2026-11-23", "1"),
    cursor("2026-11-23T09:00:00", "1"),
    cursor("2026-11-23T09:00:00.5+00:00", "1"),
    cursor("2026-11-23T09:00:00+00:00", "-1"),
    cursor("2026-11-23T09:00:00+00:00", "9" * 30),
    cursor("2026-11-23T09:00:00+00:00", "9" * 5000),
    cursor("9999-12-31T23:59:59-23:00", "1"),
)


def rows(page: str) -> list[str]:
    """The rows of the table, as text."""
    found = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


async def promised(office: Office, count: int, drop: str = "") -> None:
    """So many messages, sent one a minute."""
    core, clock = office.world.core, office.world.clock
    people = [office.world.kari, office.world.ola]
    for number in range(count):
        message = Message(
            purpose=Purpose.CARD,
            subject=f"b{number}",
            revision=1,
            person_id=people[number % 2].id,
            due_at=clock.time,
        )
        await core.database.outbox.add([message])
        (due,) = await core.database.outbox.claim(
            clock.time, lease_until=clock.time + timedelta(minutes=1), limit=1
        )
        if drop:
            await core.database.outbox.dropped(due, clock.time, drop)
        else:
            await core.database.outbox.sent(due, clock.time, "telegram")
        clock.advance(minutes=1)


async def test_the_ledger_is_leafed_through(office: Office, grete: Browser) -> None:
    assert "Ingen ennå." in (await grete.opens("/admin/messages")).text
    await promised(office, ON_A_PAGE + 3)
    first = await grete.opens("/admin/messages")
    assert len(rows(first.text)) == ON_A_PAGE
    assert "Kari Gartner Om en bestilling Sendt på Telegram" in rows(first.text)[1]
    assert "De siste</a>" not in first.text
    older = re.search(r'href="(/admin/messages\?after=[^"]+)"', first.text)
    assert older is not None
    second = await grete.opens(older[1].replace("&amp;", "&"))
    assert len(rows(second.text)) == 3
    assert "Eldre</a>" not in second.text
    assert "De siste</a>" in second.text
    assert not set(rows(first.text)) & set(rows(second.text))


@pytest.mark.parametrize("after", FORGED, ids=range(len(FORGED)))
async def test_an_address_that_was_mistyped_shows_the_first_page(
    office: Office, grete: Browser, after: str
) -> None:
    await promised(office, 1)
    shown = await grete.opens(f"/admin/messages?after={after}")
    assert shown.status == 200
    assert len(rows(shown.text)) == 1


async def test_the_first_page_shows_what_is_coming_and_what_one_may_do(
    office: Office, grete: Browser
) -> None:
    assert "Ingenting er planlagt akkurat nå." in (await grete.opens("/admin")).text
    event = await published(office.world, seats=3, title="Frokost <b>hos</b> Spire")
    await join(office.world, office.world.kari)
    shown = await grete.opens("/admin")
    (row,) = rows(shown.text)
    assert row.startswith("Frokost &lt;b&gt;hos&lt;/b&gt; Spire")
    assert row.endswith("1 av 3 plasser er tatt.")
    assert "Alle meldinger den siste uken kom frem." in shown.text
    async with office.browser(office.anne) as anne:
        theirs = (await anne.opens("/admin")).text
        assert rows(theirs) == [row]
        assert "meldinger" not in theirs.lower()
    await office.world.core.hosting.cancel(office.grete.actor, event.id, office.world.ask())
    (row,) = rows((await grete.opens("/admin")).text)
    assert row.endswith("Avlyst.")


async def test_what_did_not_arrive_is_counted_on_the_first_page(office: Office, grete: Browser) -> None:
    core, now = office.world.core, office.world.clock.time
    await promised(office, 1, drop="unreachable: blocked")
    for page in ("/admin", "/admin/messages"):
        assert "1 melding kom ikke frem den siste uken." in (await grete.opens(page)).text
    assert "Ikke sendt, vi når dem ikke" in rows((await grete.opens("/admin/messages")).text)[0]
    await core.membership.erase(office.grete.actor, office.world.kari)
    assert "En som er slettet" in rows((await grete.opens("/admin/messages")).text)[0]
    office.world.clock.time = now + timedelta(days=8)
    async with office.browser(office.grete) as browser:
        assert "Alle meldinger den siste uken kom frem." in (await browser.opens("/admin")).text


async def test_each_speaks_three_languages(office: Office, grete: Browser) -> None:
    for language, word in (("nn", "Meldingar"), ("en", "Messages"), ("nb", "Meldinger")):
        shown = await grete.posts("/admin", "/admin/language", language=language)
        assert f'<html lang="{language}">' in shown.text
        assert f">{word}</a>" in shown.text
    assert (await grete.posts("/admin", "/admin/language", language="klingon")).status == 200
    assert '<html lang="nb">' in (await grete.opens("/admin")).text


async def test_the_navigation_says_where_one_is(grete: Browser) -> None:
    assert '<a href="/admin" aria-current="page">' in (await grete.opens("/admin")).text
    shown = (await grete.opens("/admin/messages")).text
    assert '<a href="/admin/messages" aria-current="page">' in shown
    assert shown.count("aria-current") == 1
