"""What becomes of a message: taken over by a real mail server, refused by it, or left waiting."""

import asyncio
import ssl
from datetime import timedelta

import pytest
from aiohttp.test_utils import unused_port

from booking.delivery import TryLater, Undeliverable, Unreachable
from booking.model.people import Person
from tests.builders import a_person
from tests.cases.conftest import MovedClock
from tests.mail.conftest import Postbox, channel, checks_login, listening, some_news

LOGIN = "post%40gartneriet.example:p%3A%C3%A5%2F%40%20ord@"


async def test_a_message_is_handed_over_once(postbox: Postbox) -> None:
    await channel(postbox).tell(some_news())
    (envelope,) = postbox.heard
    assert envelope.mail_from == "post@gartneriet.example"
    assert envelope.rcpt_tos == ["kari@eksempel.no"]


async def test_letters_of_a_domain_are_written_as_servers_want_them(postbox: Postbox) -> None:
    await channel(postbox).tell(some_news(person=a_person(email="kari@blåbær.example")))
    (envelope,) = postbox.heard
    assert envelope.rcpt_tos == ["kari@xn--blbr-roah.example"]


@pytest.mark.parametrize(
    ("answers", "becomes"),
    [
        ({"recipient": "550 5.1.1 <kari@eksempel.no> nobody here"}, Unreachable),
        ({"recipient": "551 moved away"}, Unreachable),
        ({"recipient": "552 5.2.2 mailbox full"}, Unreachable),
        ({"recipient": "550 5.7.1 no relaying"}, Undeliverable),
        ({"recipient": "530 5.7.0 log in first"}, TryLater),
        ({"recipient": "451 4.7.1 greylisted, come back"}, TryLater),
        ({"recipient": "421 closing"}, TryLater),
        ({"sender": "550 you are nobody"}, TryLater),
        ({"sender": "452 too busy"}, TryLater),
        ({"sender": "552 5.3.4 too large"}, Undeliverable),
        ({"data": "554 5.6.0 unwanted"}, Undeliverable),
        ({"data": "550 5.1.1 nobody here after all"}, Unreachable),
        ({"data": "451 disk full"}, TryLater),
        ({"hangs_up": True}, TryLater),
    ],
    ids=str,
)
async def test_each_answer_of_the_server_has_its_meaning(answers: dict, becomes: type[Exception]) -> None:
    async with listening(Postbox(**answers)) as postbox:
        with pytest.raises(becomes) as told:
            await asyncio.wait_for(channel(postbox).tell(some_news()), 10)
    assert "kari@" not in str(told.value)


async def test_a_greylisted_message_is_taken_the_next_time(postbox: Postbox) -> None:
    postbox.recipient = "451 4.7.1 come back in five minutes"
    sending = channel(postbox)
    with pytest.raises(TryLater) as told:
        await sending.tell(some_news())
    assert timedelta(minutes=1) <= told.value.after <= timedelta(minutes=15)
    postbox.recipient = ""
    await sending.tell(some_news())
    assert len(postbox.heard) == 1


async def test_a_server_that_is_down_is_left_alone_for_a_while() -> None:
    clock, port = MovedClock(), unused_port()
    sending = channel(f"smtp://127.0.0.1:{port}", clock=clock)
    with pytest.raises(TryLater, match="SMTPConnectError"):
        await sending.tell(some_news())
    with pytest.raises(TryLater, match="just now"):
        await sending.tell(some_news())
    clock.advance(minutes=1)
    with pytest.raises(TryLater, match="SMTPConnectError"):
        await sending.tell(some_news())


async def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mail.server.STEP_SECONDS", 0.2)
    met: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _reader, writer: met.append(writer), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    async with silent:
        with pytest.raises(TryLater, match="Timeout"):
            await asyncio.wait_for(channel(f"smtp://127.0.0.1:{port}").tell(some_news()), 5)
        for writer in met:
            writer.close()
            await writer.wait_closed()


async def test_a_server_that_takes_leave_badly_has_taken_the_message_over(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs_up(_self: object, **_more: float) -> None:
        raise TimeoutError

    monkeypatch.setattr("aiosmtplib.SMTP.quit", hangs_up)
    await channel(postbox).tell(some_news())
    assert len(postbox.heard) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_a_login_is_sent_decoded() -> None:
    wants = {"authenticator": checks_login, "auth_require_tls": False, "auth_required": True}
    async with listening(Postbox(), **wants) as postbox:
        await channel(f"smtp://{LOGIN}127.0.0.1:{postbox.port}").tell(some_news())
        assert len(postbox.heard) == 1
        for wrong in (f"smtp://post:wrong@127.0.0.1:{postbox.port}", f"smtp://127.0.0.1:{postbox.port}"):
            with pytest.raises(TryLater):
                await channel(wrong).tell(some_news())


async def test_a_connection_is_encrypted_before_the_login(certificate: ssl.SSLContext) -> None:
    wants = {"authenticator": checks_login, "auth_required": True, "require_starttls": True}
    async with listening(Postbox(), tls_context=certificate, **wants) as postbox:
        await channel(f"smtp://{LOGIN}127.0.0.1:{postbox.port}?starttls").tell(some_news())
        assert postbox.encrypted
        with pytest.raises(TryLater):
            await channel(f"smtp://127.0.0.1:{postbox.port}").tell(some_news())


async def test_a_connection_is_encrypted_from_the_start(certificate: ssl.SSLContext) -> None:
    async with listening(Postbox(), tls=certificate) as postbox:
        await channel(f"smtps://127.0.0.1:{postbox.port}").tell(some_news())
        assert len(postbox.heard) == 1


async def test_a_server_that_cannot_show_who_it_is_gets_nothing(
    certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    async with listening(Postbox(), tls=certificate) as postbox:
        with pytest.raises(TryLater, match="certificate"):
            await channel(f"smtps://127.0.0.1:{postbox.port}").tell(some_news())
    async with listening(Postbox(), tls_context=certificate) as postbox:
        with pytest.raises(TryLater, match="certificate"):
            await channel(f"smtp://127.0.0.1:{postbox.port}?starttls").tell(some_news())
    async with listening(Postbox()) as postbox:
        with pytest.raises(TryLater, match="STARTTLS"):
            await channel(f"smtp://127.0.0.1:{postbox.port}?starttls").tell(some_news())
        assert not postbox.asked


@pytest.mark.parametrize(
    ("person", "is_reached"),
    [
        (a_person(email="kari@eksempel.no"), True),
        (a_person(email=""), False),
        (a_person(email="kari"), False),
        (a_person(email="kari@eksempel.no\r\nBcc: all@example.org"), False),
        (a_person(email="a@b.example, c@d.example"), False),
    ],
    ids=lambda value: repr(value)[-60:],
)
async def test_who_is_reached(person: Person, is_reached: bool, postbox: Postbox) -> None:  # noqa: FBT001
    sending = channel(postbox)
    assert sending.reaches(person) == is_reached
    if not is_reached:
        with pytest.raises(Unreachable):
            await sending.tell(some_news(person=person))
    assert not postbox.heard


async def test_nothing_to_tell_is_never_sent(postbox: Postbox) -> None:
    with pytest.raises(Undeliverable):
        await channel(postbox).tell(some_news(booking=None))
    assert not postbox.heard
