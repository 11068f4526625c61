"""`/healthz` (alive), `/readyz` (database, schema, scheduler) and `/metrics` (Prometheus)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

from web.problems import Handler

Check = Callable[[], Awaitable[str]]
"""Empty where all is well, else what is wrong."""
METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"})


class Health:
    def __init__(self, checks: Mapping[str, Check], registry: CollectorRegistry) -> None:
        self._checks = checks
        self._registry = registry

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, _request: web.Request) -> web.Response:
        """503 names what is not ready."""
        found = {name: await check() for name, check in self._checks.items()}
        wrong = {name: what for name, what in found.items() if what}
        body = {"ready": not wrong, "checks": {name: what or "ok" for name, what in found.items()}}
        return web.json_response(body, status=503 if wrong else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        body = generate_latest(self._registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


class Requests:
    """Counts and times the requests by route, never by address: an id is nobody's business."""

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ("method", "route", "status")
        self._count = Counter("http_requests", "Requests answered", labels, registry=registry)
        self._seconds = Histogram("http_request_seconds", "Time to answer", ("route",), registry=registry)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "none"
        with self._seconds.labels(route).time():
            response = await handler(request)
        # A method that nobody knows would be a label of its own, and the client chooses it.
        method = request.method if request.method in METHODS else "other"
        self._count.labels(method, route, str(response.status)).inc()
        return response
