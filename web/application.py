"""The aiohttp application, put together from its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry

from booking.access import Access
from booking.announcing import Announcing
from booking.guidance import Guidance
from booking.hosting import Hosting
from booking.looking import Looking
from booking.membership import Membership
from booking.ports import Events, Tokens
from booking.recording import Recording
from booking.registering import Registering
from booking.reserving import Reserving
from booking.series import Repeating
from booking.waiting import Waiting
from web.admin.administration import Administration
from web.api.bookings import BookingOperations
from web.api.door import Door
from web.api.events import EventOperations
from web.api.guidance import GuidanceOperations
from web.api.openapi import document
from web.api.operations import Served
from web.api.people import PeopleOperations
from web.api.resources import ResourceOperations
from web.api.series import SeriesOperations
from web.api.topics import TopicOperations
from web.api.waits import WaitOperations
from web.doors import Doors
from web.guidance import GuidanceForm
from web.health import Check, Health, Requests
from web.own_case import OwnCase
from web.problems import Problems
from web.unsubscribe import Unsubscribe
from web.webhook import LARGEST_UPDATE, Webhook

VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The use cases that the pages and the API lean on.

    `webhook` is None where the bot polls, the last three where no links are signed.
    """

    looking: Looking
    reserving: Reserving
    recording: Recording
    repeating: Repeating
    waiting: Waiting
    membership: Membership
    announcing: Announcing
    events: Events
    hosting: Hosting
    registering: Registering
    cases: Guidance
    access: Access
    new_token: Tokens
    checks: dict[str, Check]
    registry: CollectorRegistry
    webhook: Webhook | None = None
    unsubscribe: Unsubscribe | None = None
    doors: Doors | None = None
    guidance: tuple[GuidanceForm, OwnCase] | None = None
    admin: Administration | None = None


def build(parts: Parts) -> web.Application:
    looking = parts.looking
    caught = Problems(lambda: looking.catalogue, looking.now, parts.new_token).middleware
    counted = Requests(parts.registry).middleware
    application = web.Application(middlewares=[counted, caught], client_max_size=LARGEST_UPDATE)
    application.add_routes(Health(parts.checks, parts.registry).routes())
    if parts.webhook is not None:
        application.add_routes(parts.webhook.routes())
    for pages in (parts.unsubscribe, parts.doors, *(parts.guidance or ())):
        if pages is not None:
            application.add_routes(pages.routes())
    application.add_routes(_api(parts))
    if parts.admin is not None:
        parts.admin.install(application)
    return application


def operations(parts: Parts) -> tuple[Served, ...]:
    """Every operation of the API."""
    return (
        *ResourceOperations(parts.looking).operations(),
        *BookingOperations(parts.looking, parts.reserving, parts.recording, parts.membership).operations(),
        *SeriesOperations(parts.looking, parts.repeating, parts.recording, parts.membership).operations(),
        *WaitOperations(parts.looking, parts.waiting, parts.membership).operations(),
        *PeopleOperations(parts.membership).operations(),
        *TopicOperations(parts.membership, parts.announcing).operations(),
        *EventOperations(
            events=parts.events,
            hosting=parts.hosting,
            registering=parts.registering,
            membership=parts.membership,
            looking=parts.looking,
        ).operations(),
        *GuidanceOperations(parts.cases.requesting, parts.cases.assigning, parts.membership).operations(),
    )


def _api(parts: Parts) -> Iterable[web.RouteDef]:
    table = operations(parts)

    @cache
    def described() -> dict[str, Any]:
        return document([operation for operation, _ in table], VERSION)

    async def openapi(_request: web.Request) -> web.Response:
        return web.json_response(described())

    door = Door(parts.access, parts.new_token)
    return [web.get("/api/openapi.json", openapi), *(door.route(*served) for served in table)]
