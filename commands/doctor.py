"""`doctor`: looks at everything the service leans on, and says what to mend. It changes nothing."""

from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from shutil import disk_usage
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

from booking.model.deviations import Deviates
from booking.model.people import Language
from booking.ports import Unavailable
from commands import bot_api
from commands.failures import Failed, did_you_mean
from commands.findings import Finding, Verdict, mend, note, ok
from commands.mailing import examined_mail
from commands.opening import opened
from commands.randomness import SystemClock
from commands.settings import PREFIX, Settings, missing_to_run, read_settings
from commands.space_file import read_space_file
from wording import closings
from wording.speech import as_plain, speak

WEBHOOK_PORTS = {80, 88, 443, 8443}
LEAST_SPACE = 200_000_000
MOST_SKEW = timedelta(seconds=60)
HOME_ZONE = "Europe/Oslo"


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = "Nothing is changed. The exit status is 1 where something is to mend."


def run(_arguments: Namespace) -> int:
    findings = asyncio.run(examined(read_settings()))
    for finding in findings:
        print(finding)
    return int(any(finding.verdict is Verdict.MEND for finding in findings))


async def examined(settings: Settings) -> list[Finding]:
    """Every check, in the order in which a person would mend things."""
    at_hand: list[Callable[[Settings], Iterator[Finding]]] = [
        _settings,
        _data_folder,
        _space_file,
        _time_zone,
    ]
    findings = [finding for check in at_hand for finding in check(settings)]
    findings += [await _database(settings)]
    findings += [finding async for finding in _closures(settings)]
    findings += [finding async for finding in _bot(settings)] if settings.bot_token else []
    findings += [finding async for finding in examined_mail(settings)]
    return findings


def _settings(settings: Settings) -> Iterator[Finding]:
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    given = {*os.environ, *dotenv_values(".env")}
    for name in sorted(name for name in given if name.startswith(PREFIX) and name not in known):
        yield note("settings", f"{name} is not known{did_you_mean(name, known)} and does nothing")
    missing = missing_to_run(settings)
    for line in missing:
        yield mend("settings", line)
    if not missing:
        yield ok("settings", "all that is needed is there")
    if settings.public_url is not None:
        yield _public_url(settings.public_url)


def _public_url(url: str) -> Finding:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if parts.scheme != "https":
        return mend(
            "public address", f"Telegram calls only https: write GARTNERIET_PUBLIC_URL=https://{parts.netloc}"
        )
    if port not in WEBHOOK_PORTS:
        return mend("public address", f"Telegram calls only the ports 443, 80, 88 and 8443, not {port}")
    return ok("public address", f"{url}, so Telegram calls us")


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data if settings.data.exists() else settings.data.absolute().parent
    try:
        with TemporaryFile(dir=folder):
            free = disk_usage(folder).free
    except OSError as error:
        yield mend(
            "data folder",
            f"{settings.data} cannot be written ({error.strerror}): give the program the right to",
        )
        return
    yield ok("data folder", f"{settings.data} can be written")
    roomy = free >= LEAST_SPACE
    said = f"{free // 1_000_000:,} MB free".replace(",", " ")
    yield ok("disk", said) if roomy else mend("disk", f"only {said}: make room")


def _space_file(settings: Settings) -> Iterator[Finding]:
    try:
        catalogue = read_space_file(settings.space)
    except Failed as failed:
        for line in failed.lines:
            yield mend("space file", line)
        return
    yield ok(
        "space file",
        f"{settings.space}, {len(catalogue.in_use)} resources in {len(catalogue.spaces)} place(s)",
    )


def _time_zone(_settings: Settings) -> Iterator[Finding]:
    try:
        local = SystemClock()().astimezone(ZoneInfo(HOME_ZONE))
    except ZoneInfoNotFoundError:
        yield mend("time zones", "their data is not there: install the package tzdata")
        return
    yield ok("time zones", f"it is {local:%H:%M} in Norway")


async def _database(settings: Settings) -> Finding:
    from db import Current, schema_state

    try:
        state = await schema_state(settings.database_url)
    except Unavailable as why:
        return mend(
            "database", f"it cannot be reached ({why}): see that it runs and GARTNERIET_DATABASE_URL is right"
        )
    return ok("database", str(state)) if isinstance(state, Current) else mend("database", str(state))


async def _closures(settings: Settings) -> AsyncIterator[Finding]:
    """What is shut beside the space file: nobody can book it, and the file does not tell."""
    try:
        async with opened(settings) as core:
            now, catalogue = core.now(), core.looking.catalogue
            for shut in await core.database.deviations.standing(now):
                if shut.kind is Deviates.CLOSED:
                    line = closings.line(shut, catalogue, now, speak(Language.ENGLISH))
                    yield note("closed", as_plain(line))
    except (Failed, Unavailable):
        return  # told of by the check of the database


async def _bot(settings: Settings) -> AsyncIterator[Finding]:
    try:
        me = await bot_api.ask(settings, "getMe")
        hook = (await bot_api.ask(settings, "getWebhookInfo")).result
    except Failed as failed:
        yield mend("bot", str(failed))
        return
    yield ok("bot", f"@{me.result['username']}")
    yield _skew(me)
    yield _webhook(settings, hook)


def _skew(answer: bot_api.Answer) -> Finding:
    skew = abs(SystemClock()() - answer.at) if answer.at else timedelta()
    if skew > MOST_SKEW:
        return mend("clock", f"this machine is {skew} off Telegram's time: let it set its clock from the net")
    return ok("clock", "agrees with Telegram's")


def _webhook(settings: Settings, hook: dict[str, Any]) -> Finding:
    if error := hook.get("last_error_message"):
        return note("webhook", f"the last call from Telegram failed: {error}")
    if hook.get("url") and not settings.by_webhook:
        return note("webhook", "Telegram still calls an address; the service takes that back when it starts")
    return ok("updates", "Telegram calls us" if settings.by_webhook else "we ask Telegram for them")
