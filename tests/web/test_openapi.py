"""The OpenAPI document: complete, and true to what the API does."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest

from booking.model.people import Scope
from tests.web.conftest import Client

ROOT = Path(__file__).parents[2]
EXAMPLES, SEED = "8", "1"
PATIENCE = 120


async def test_every_operation_is_described(client: Client) -> None:
    document = (await client.ask("GET", "/api/openapi.json")).body
    assert document["openapi"].startswith("3.1.")
    assert document["security"] == [{"token": []}]
    described = {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert len({operation["operationId"] for operation in described.values()}) == len(described) >= 25
    for (method, path), operation in described.items():
        answers = set(operation["responses"])
        assert {"401", "403", "500", "503"} < answers
        assert ("404" in answers) >= ("{id}" in path)
        keys = [p["name"] for p in operation["parameters"] if p["in"] == "header"]
        writes = "`read`" not in operation["description"]
        assert keys == (["Idempotency-Key"] if writes else [])
        assert writes == (method != "get" and not path.endswith("/preview"))


async def test_every_reference_leads_somewhere(client: Client) -> None:
    document = (await client.ask("GET", "/api/openapi.json")).body
    referred = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert referred == set(document["components"]["schemas"])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_schemathesis_finds_nothing(client: Client, tmp_path: Path) -> None:
    """Every phase and every check it has, few examples each; no request of it ends in a bug."""
    told = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{client.base}/api/openapi.json"),
        *("--header", f"Authorization: Bearer {client.tokens[Scope.WRITE]}"),
        *("--max-examples", EXAMPLES, "--seed", SEED, "--generation-database", "none"),
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCHEMATHESIS_HOOKS": "tests.web.fuzzing",
            "FUZZED_PERSON": "kari",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await told.communicate()
    finally:
        if told.returncode is None:
            told.kill()
            await told.wait()
    assert told.returncode == 0, said.decode()
    counted = (await client.ask("GET", "/metrics")).body
    assert 'method="POST",route="/api/v1/bookings",status="201"' in counted
    assert 'status="500"' not in counted
