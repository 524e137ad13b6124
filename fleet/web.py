"""
What the fleet answers over HTTP: Twilio's callbacks and events, health, readiness and metrics.

A request is verified, stored and acknowledged, in this order. What is not Twilio's gets 403 and is counted.
"""

import asyncio
import hmac
import logging
import time
from collections.abc import Callable
from typing import Final, TypeVar

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from a2p.declared.project_defaults import BUNDLE_PATH
from fleet.errors import FleetError
from fleet.events.inbox import Inbox
from fleet.events.payloads import Received, parse_callback, parse_events, parse_registry_event
from fleet.events.signatures import is_signed_form, is_signed_json
from fleet.events.webhook_secrets import WebhookSecrets

logger = logging.getLogger(__name__)

_LARGEST: Final = 1_000_000  # bytes of a body
_PATIENCE: Final = 4.0  # seconds for the database; Twilio waits 5
T = TypeVar("T")


class Web:
    """
    The application.

    public_url: what Twilio calls, up to the path. registry_path: the last part of the path that the registry
    calls, which nobody can guess; "" to take nothing from it. on_new: called after something new was stored.
    """

    def __init__(  # noqa: PLR0913  # each is one collaborator
        self,
        inbox: Inbox,
        secrets: WebhookSecrets,
        public_url: str,
        *,
        registry: CollectorRegistry,
        check_ready: Callable[[], object],
        registry_path: str = "",
        on_new: Callable[[], None],
    ) -> None:
        self._inbox = inbox
        self._secrets = secrets
        self._registry_path = registry_path
        self._public_url = public_url.rstrip("/")
        self._registry = registry
        self._check_ready = check_ready
        self._on_new = on_new
        self._received = Counter(
            "a2p_events_received",
            "Requests of Twilio's, by what became of them",
            ["verdict"],
            registry=registry,
        )
        self.app = Starlette(
            routes=[
                Route(BUNDLE_PATH, self._take_callback, methods=["POST"]),
                Route("/events", self._take_events, methods=["POST"]),
                Route("/tcr/{path}", self._take_registry_event, methods=["POST"]),
                Route("/healthz", self._say_healthy),
                Route("/readyz", self._say_ready),
                Route("/metrics", self._show_metrics),
            ]
        )

    async def _take_callback(self, request: Request) -> Response:
        body = await _read_body(request)
        if body is None:
            return self._refuse("too large", 413)
        try:
            event = parse_callback(body, time.time())
        except ValueError:
            return self._refuse("no form", 400)
        secrets = self._secrets.get(event.account_sid)
        if not is_signed_form(secrets, self._url_of(request), body, request.headers):
            return self._refuse("forged", 403)
        return await self._store([event])

    async def _take_events(self, request: Request) -> Response:
        body = await _read_body(request)
        if body is None:
            return self._refuse("too large", 413)
        try:
            events = parse_events(body)
        except ValueError:
            return self._refuse("no events", 400)
        if not all(self._is_signed(request, body, account) for account in {e.account_sid for e in events}):
            return self._refuse("forged", 403)
        return await self._store(events)

    async def _take_registry_event(self, request: Request) -> Response:
        """The registry signs nothing: only who knows the path gets in, and it is no more than a hint."""
        given, known = request.path_params["path"], self._registry_path
        if not known or not hmac.compare_digest(given.encode(), known.encode()):
            return self._refuse("forged", 403)
        body = await _read_body(request)
        if body is None:
            return self._refuse("too large", 413)
        try:
            event = parse_registry_event(body, time.time())
        except ValueError:
            return self._refuse("no events", 400)
        return await self._store([event])

    def _is_signed(self, request: Request, body: bytes, account_sid: str) -> bool:
        """By a secret of each account that is named: one account must not speak for another."""
        digest = request.query_params.get("bodySHA256", "")
        secrets = self._secrets.get(account_sid)
        return is_signed_json(secrets, self._url_of(request), body, digest, request.headers)

    def _url_of(self, request: Request) -> str:
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{self._public_url}{request.url.path}{query}"

    async def _store(self, events: list[Received]) -> Response:
        try:
            new = await _ask(lambda: self._inbox.store(events))
        except FleetError:
            return self._refuse("not stored", 503)  # Twilio sends it again
        self._received.labels("stored").inc(new)
        self._received.labels("duplicate").inc(len(events) - new)
        if new:
            self._on_new()
        return Response(status_code=204)

    def _refuse(self, why: str, status: int) -> Response:
        self._received.labels(why).inc()
        logger.warning("refused a request", extra={"why": why})
        return PlainTextResponse(f"{why}\n", status)

    async def _say_healthy(self, _request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _say_ready(self, _request: Request) -> Response:
        try:
            await _ask(self._check_ready)
        except FleetError as error:
            return PlainTextResponse(f"{error.summary}\n", 503)
        return PlainTextResponse("ready\n")

    async def _show_metrics(self, _request: Request) -> Response:
        content = await run_in_threadpool(generate_latest, self._registry)
        return Response(content, media_type=CONTENT_TYPE_LATEST)


async def _ask(database: Callable[[], T]) -> T:
    """What the database answers. Raises FleetError, also where it takes too long; it may be done by then."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(database), _PATIENCE)
    except TimeoutError as error:
        raise FleetError(
            "The fleet's database does not answer", remedy="look whether its server hangs"
        ) from error


async def _read_body(request: Request) -> bytes | None:
    """The raw body; None if it is larger than any of Twilio's."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    return bytes(body)
