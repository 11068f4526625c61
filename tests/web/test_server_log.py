"""Bytes that are no HTTP request: one line in the log, and the client is told."""

import asyncio
import logging

import pytest
from aiohttp import web

from web import server_log


@pytest.mark.parametrize(
    "sent", [b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", b"GET /\x01 HTTP/1.1\r\n\r\n"]
)
async def test_bytes_that_are_no_request_cost_one_line(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    server_log.calm()
    runner = web.AppRunner(web.Application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection(*runner.addresses[0][:2])

    with caplog.at_level(logging.DEBUG):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"Not Found")
        writer.write(sent)
        answer = await asyncio.wait_for(reader.read(), timeout=10)

    writer.close()
    await runner.cleanup()
    assert b"400 Bad Request" in answer
    said = [record for record in caplog.records if record.name == server_log.SERVER]
    assert [(record.levelname, record.exc_info) for record in said] == [("INFO", None)]
