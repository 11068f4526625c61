"""The mail server as the operator writes it, and as the doctor finds it."""

import ssl
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from commands.findings import Finding, Verdict
from commands.mailing import email_channel, examined_mail
from commands.settings import read_settings
from mail.server import Security, Server, server_of
from tests.cases.conftest import World
from tests.mail.conftest import Postbox, checks_login, listening, some_news

LOGIN = "post%40gartneriet.example:p%3A%C3%A5%2F%40%20ord@"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", Server(host="localhost", port=25)),
        ("smtp://[::1]:2525/", Server(host="::1", port=2525)),
        ("smtps://host", Server(host="host", port=465, security=Security.TLS)),
        ("smtp://host?starttls", Server(host="host", port=587, security=Security.STARTTLS)),
        ("smtp://host:25?starttls=true", Server(host="host", port=25, security=Security.STARTTLS)),
        ("smtp://a%40b:p%3Aw%2F@host", Server(host="host", port=25, user="a@b", password="p:w/")),
    ],
)
def test_a_mail_server_is_written_as_an_address(url: str, server: Server) -> None:
    assert server_of(url) == server


@pytest.mark.parametrize(
    ("url", "shows"),
    [
        ("smtp://a:b@host", True),
        ("smtp://a:b@host?starttls", False),
        ("smtps://a:b@host", False),
        ("smtp://a:b@127.0.0.1", False),
        ("smtp://host", False),
    ],
)
def test_whether_others_can_read_the_password(url: str, shows: bool) -> None:  # noqa: FBT001
    assert server_of(url).shows_password == shows


async def found(url: str | None, **more: str) -> list[Finding]:
    settings = read_settings(
        **({"smtp_url": url, "mail_from": "post@gartneriet.example"} if url else {}), **more
    )
    return [finding async for finding in examined_mail(settings)]


async def test_a_server_that_answers_is_well(postbox: Postbox) -> None:
    (fine,) = await found(f"smtp://127.0.0.1:{postbox.port}", public_url="https://booking.example.org")
    assert str(fine) == f"ok    e-mail: 127.0.0.1:{postbox.port} answers"
    _, lacking = await found(f"smtp://127.0.0.1:{postbox.port}")
    assert lacking.verdict is Verdict.NOTE
    assert "GARTNERIET_PUBLIC_URL" in lacking.text
    assert not postbox.asked


async def test_a_server_that_does_not_answer_is_to_mend() -> None:
    port = unused_port()
    (down,) = await found(f"smtp://a:hemmelig@127.0.0.1:{port}")
    assert down.verdict is Verdict.MEND
    assert f"127.0.0.1:{port}" in down.text
    assert "see that it runs and GARTNERIET_SMTP_URL is right" in down.text
    assert "hemmelig" not in down.text


async def test_without_a_server_that_is_told() -> None:
    (lacking,) = await found(None)
    assert lacking.verdict is Verdict.NOTE


async def test_a_login_that_is_wrong_is_to_mend(certificate: ssl.SSLContext) -> None:
    async with listening(Postbox(), tls_context=certificate, authenticator=checks_login) as postbox:
        right = await found(f"smtp://{LOGIN}127.0.0.1:{postbox.port}?starttls")
        assert right[0].verdict is Verdict.OK
        (wrong,) = await found(f"smtp://post:hemmelig@127.0.0.1:{postbox.port}?starttls")
    assert wrong.verdict is Verdict.MEND
    assert "it does not take the user and password" in wrong.text
    assert "hemmelig" not in wrong.text


async def test_the_channel_is_as_the_settings_have_it(world: World, postbox: Postbox) -> None:
    settings = read_settings(
        smtp_url=f"smtp://127.0.0.1:{postbox.port}",
        mail_from="Gartneriet <post@gartneriet.example>",
        public_url="https://booking.example.org",
        secret_key="k" * 32,
    )
    channel = email_channel(settings, world.core.looking, world.clock)
    assert channel is not None
    await channel.tell(some_news())
    letter = postbox.letter()
    assert str(letter["From"]) == "Gartneriet <post@gartneriet.example>"
    assert letter["List-Unsubscribe"].startswith("<https://booking.example.org/unsubscribe/")
    assert email_channel(settings.replaced(smtp_url=None), world.core.looking, world.clock) is None
