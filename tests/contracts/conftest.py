"""A database with the demo's catalogue, and a second way into it."""

from datetime import timedelta

import pytest
import pytest_asyncio

from booking.model.spaces import Policy
from db import Database
from tests.builders import a_catalogue, a_resource
from tests.contracts.deeds import ByHand


@pytest.fixture
def by_hand(database_url: str) -> ByHand:
    return ByHand(database_url)


@pytest_asyncio.fixture
async def place(database: Database) -> Database:
    """Three rooms and twelve desks without a buffer, and a studio that wants a quarter of an hour."""
    catalogue = a_catalogue()
    studio = a_resource(id="studio", name="Studio", policy=Policy(buffer=timedelta(minutes=15)))
    resources = {**catalogue.resources, studio.id: studio}
    await database.places.apply(a_catalogue(resources=resources))
    return database
