"""A folder of its own for each test, a Bot API on loopback, and the command line as a person uses it."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from commands.settings import PREFIX
from main import main

ROOT = Path(__file__).parents[2]
TOKEN = "123456:right"


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory, with the demo's space file and no settings of this machine's own."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    copy(ROOT / "space.toml", tmp_path)
    return tmp_path


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


Command = Callable[..., Awaitable[Told]]


@pytest.fixture
def command(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `python main.py …` in a thread: a command has an event loop of its own."""

    async def run(*words: str) -> Told:
        capsys.readouterr()
        status = await asyncio.to_thread(main, words)
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return run


@dataclass
class BotApi:
    """Answers getMe and getWebhookInfo; `hook` and `headers` are what it tells."""

    url: str = ""
    hook: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != f"bot{TOKEN}":
            wrong = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(wrong, status=401)
        me = {"id": 123456, "is_bot": True, "first_name": "Gartneriet", "username": "gartneriet_bot"}
        result = self.hook if request.match_info["method"] == "getWebhookInfo" else me
        if "error" in result:
            return web.json_response({"ok": False, "description": result["error"]}, status=500)
        return web.json_response({"ok": True, "result": result}, headers=self.headers)


@pytest.fixture
async def bot_api(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BotApi]:
    api = BotApi()
    application = web.Application()
    application.router.add_get("/{token}/{method}", api.answer)
    async with TestServer(application) as server:
        api.url = str(server.make_url("")).rstrip("/")
        monkeypatch.setenv(f"{PREFIX}BOT_API_URL", api.url)
        monkeypatch.setenv(f"{PREFIX}BOT_TOKEN", TOKEN)
        monkeypatch.setenv(f"{PREFIX}SECRET_KEY", "x" * 32)
        yield api
