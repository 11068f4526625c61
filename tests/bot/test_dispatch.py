"""What becomes of an update whose handler fails: it comes again, or is logged, told kindly and done with."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application, TypeHandler

from booking.ports import Unavailable
from bot.dispatch import MOST_TRIES, Dispatch, Unanswered
from bot.transport import AiohttpRequest, Connections
from simulator import Simulator
from tests.cases.conftest import MovedClock

TOKEN = "1:example"
CHAT = {"id": 101, "type": "private", "first_name": "Kari"}
USER = {"id": 101, "is_bot": False, "first_name": "Kari"}


def said(update_id: int = 1, text: str = "hei") -> dict[str, Any]:
    message = {"message_id": 1, "date": 0, "chat": CHAT, "from": USER, "text": text}
    return {"update_id": update_id, "message": message}


@dataclass
class Handlers:
    """What the handler saw, whom the apology went to, and the errors that are still to come."""

    seen: list[int] = field(default_factory=list)
    sorry: list[int] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)
    apology_fails: bool = False

    async def handle(self, update: Update, _context: Any) -> None:
        self.seen.append(update.update_id)
        if self.failing:
            raise self.failing.pop(0)

    async def apologise(self, update: Update, _error: Exception) -> None:
        self.sorry.append(update.update_id)
        if self.apology_fails:
            raise NetworkError("away")


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


@pytest.fixture
async def dispatch(handlers: Handlers) -> AsyncIterator[Dispatch]:
    connections = Connections()
    async with Simulator(TOKEN, now=MovedClock()) as telegram:
        application = (
            Application.builder()
            .token(TOKEN)
            .base_url(f"{telegram.api_url}/bot")
            .request(AiohttpRequest(connections))
            .updater(None)
            .job_queue(None)
            .build()
        )
        application.add_handler(TypeHandler(Update, handlers.handle))
        dispatch = Dispatch(application, handlers.apologise)
        async with application:
            yield dispatch
        await connections.close()


async def test_what_goes_well_is_done(dispatch: Dispatch, handlers: Handlers) -> None:
    await dispatch.process(said(1))
    await dispatch.process(said(2))
    assert (handlers.seen, handlers.sorry) == ([1, 2], [])


async def test_an_outage_lets_it_come_again_however_often(dispatch: Dispatch, handlers: Handlers) -> None:
    handlers.failing = [Unavailable("the disk is full")] * 20
    for _ in range(20):
        with pytest.raises(Unavailable, match="full"):
            await dispatch.process(said())
    await dispatch.process(said())
    assert (len(handlers.seen), handlers.sorry) == (21, [])


@pytest.mark.parametrize("error", [NetworkError("Bad Gateway"), TimedOut(), RetryAfter(3)], ids=repr)
async def test_an_answer_that_telegram_does_not_take_comes_again_a_few_times(
    dispatch: Dispatch, handlers: Handlers, error: TelegramError, caplog: pytest.LogCaptureFixture
) -> None:
    handlers.failing = [error] * MOST_TRIES
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(Unanswered) as told:
            await dispatch.process(said())
        assert told.value.after == (timedelta(seconds=3) if isinstance(error, RetryAfter) else None)
    await dispatch.process(said())
    assert "takes no answer" in caplog.text
    assert handlers.sorry == [], "it would not be taken either"


async def test_tries_are_counted_for_each_update_by_itself(dispatch: Dispatch, handlers: Handlers) -> None:
    for _ in range(2):
        handlers.failing = [NetworkError("away")] * (MOST_TRIES - 1)
        for _ in range(MOST_TRIES - 1):
            with pytest.raises(Unanswered):
                await dispatch.process(said())
        await dispatch.process(said())


async def test_who_has_blocked_the_bot_is_no_bug(
    dispatch: Dispatch, handlers: Handlers, caplog: pytest.LogCaptureFixture
) -> None:
    handlers.failing = [Forbidden("Forbidden: bot was blocked by the user"), BadRequest("chat not found")]
    await dispatch.process(said(1))
    await dispatch.process(said(2))
    assert handlers.sorry == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("error", [KeyError("bug"), BadRequest("Bad Request: message text is empty")])
async def test_a_bug_is_logged_and_told_kindly_and_done_with(
    dispatch: Dispatch, handlers: Handlers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    handlers.failing = [error]
    await dispatch.process(said(7))
    assert handlers.sorry == [7]
    assert "update 7 failed" in caplog.text
    assert "Traceback" in caplog.text


async def test_an_apology_that_fails_is_logged_and_that_is_that(
    dispatch: Dispatch, handlers: Handlers, caplog: pytest.LogCaptureFixture
) -> None:
    handlers.failing, handlers.apology_fails = [KeyError("bug")], True
    await dispatch.process(said(7))
    assert "not even the apology" in caplog.text


@pytest.mark.parametrize(
    "broken",
    [{"message": {}}, {"message": "x"}, {"callback_query": {"id": 3}}, {"message": {"date": "soon"}}],
    ids=str,
)
async def test_what_cannot_be_read_never_comes_again(
    dispatch: Dispatch, handlers: Handlers, broken: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await dispatch.process({"update_id": 5, **broken})
    assert handlers.seen in ([], [5])
    assert handlers.seen == [5] or "update 5 cannot be read" in caplog.text


async def test_a_kind_that_is_not_known_yet_is_done_with(dispatch: Dispatch, handlers: Handlers) -> None:
    await dispatch.process({"update_id": 6, "something_new": {"id": 1}})
    assert handlers.sorry == []
