"""
The HTTP side: credentials, routes, parameters, pages, errors, the request log.

No A2P rule lives here; a request becomes a Call, and what its handler answers becomes JSON.
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from simulator.contract.parameters import matches
from simulator.core.documents import Fixed, Listing
from simulator.core.errors import (
    INTERNAL,
    METHOD_NOT_ALLOWED,
    TOO_MANY_REQUESTS,
    UNSUPPORTED_MEDIA,
    NotFound,
    Refusal,
)
from simulator.core.handlers import HANDLERS, Call
from simulator.http import faults, paging
from simulator.http.call_parameters import read_call_parameters
from simulator.http.exchange import Exchange, read_body
from simulator.http.protocol import Hangup
from simulator.http.request_log import Entry

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from simulator.accounts.credentials import Credentials
    from simulator.contract import Contract, Operation
    from simulator.core.handlers import Answer
    from simulator.core.world import World
    from simulator.http.faults import Fault, Faults
    from simulator.http.request_log import RequestLog

FORM = "application/x-www-form-urlencoded"
WARNING_HEADER = "X-Simulator-Warning"  # what Twilio would have ignored without a word (U15)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TwilioApi:
    """Answers every path that is not under `/_sim`."""

    world: World
    contract: Contract
    credentials: Credentials
    log: RequestLog
    faults: Faults
    latency: float = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, from arrival to answer."""
        struck = self.faults.strike(scope["method"], scope["path"])
        pause = self.latency + (struck.seconds if struck and struck.kind == faults.SLOW else 0.0)
        if pause:
            await asyncio.sleep(pause)
        body = await read_body(scope, receive)
        if body is None:
            return
        exchange = Exchange(scope, body, self.world.apply_due())
        response = self._respond(exchange, struck)
        if struck and struck.kind == faults.SLOW_AFTER:
            await asyncio.sleep(struck.seconds)
        await response(scope, receive, send)

    def _respond(self, exchange: Exchange, struck: Fault | None) -> Response:
        status, answer, headers = self._outcome(exchange, struck)
        kind = struck.kind if struck else None
        query = exchange.query_string
        number = self.log.add(
            Entry(
                exchange.now,
                exchange.method,
                exchange.path,
                query,
                exchange.body,
                status,
                kind,
                tuple(exchange.warnings),
            )
        )
        if kind in {faults.RESET_BEFORE, faults.RESET_AFTER}:
            return Hangup()
        headers["Twilio-Request-Id"] = f"RQ{number:032x}"
        if exchange.warnings:
            headers[WARNING_HEADER] = "; ".join(exchange.warnings).encode("ascii", "replace").decode()
        if answer is None:
            return Response(status_code=status, headers=headers)
        return Response(json.dumps(answer), status, headers, "application/json")

    def _outcome(self, exchange: Exchange, struck: Fault | None) -> tuple[int, Any, dict[str, str]]:
        try:
            if struck:
                _fail_before(struck)
            return *self._answer(exchange), {}
        except Refusal as refusal:
            return refusal.status, refusal.body(), refusal.headers
        except Exception:
            # A mistake of the simulator's own; nothing was written, and the client is told.
            logger.exception("%s %s failed", exchange.method, exchange.path)
            return 500, Refusal(500, INTERNAL, "The simulator failed; see its stderr").body(), {}

    def _answer(self, exchange: Exchange) -> tuple[int, Any]:
        account_sid = self.credentials.authenticate(exchange.header(b"authorization"))
        operation, values = self._route(exchange)
        if "AccountSid" in values:
            account_sid = self.credentials.act_for(account_sid, values["AccountSid"], exchange.path)
        _check_content_type(exchange)
        strict = self.world.settings.strict_parameters
        params = read_call_parameters(operation, exchange, strict=strict)
        call = Call(
            operation.id,
            account_sid,
            values,
            {name: v for name, v in params.items() if name not in paging.PAGE_PARAMETERS},
            exchange.now,
            exchange.header(b"x-twilio-api-version") if operation.header_names else None,
        )
        try:
            with self.world.client_view(exchange.now) if exchange.method == "GET" else nullcontext():
                answer = self._handle(call)
                return operation.status, self._write(operation, call, answer, params, exchange)
        except NotFound:
            raise NotFound(exchange.path) from None

    def _route(self, exchange: Exchange) -> tuple[Operation, dict[str, str]]:
        path = exchange.path
        match = self.contract.match(path)
        if match is None:
            raise NotFound(path)
        operation = match.operations.get(exchange.method)
        if operation is None:
            allowed = ", ".join(sorted(match.operations))
            message = f"Method {exchange.method} is not allowed on {path}; allowed: {allowed}"
            raise Refusal(405, METHOD_NOT_ALLOWED, message, {"Allow": allowed})
        values = dict(zip(operation.placeholders, match.values, strict=True))
        for name, parameter in operation.path_parameters.items():
            if not matches(parameter, values[name]):
                raise NotFound(path)
        return operation, values

    def _handle(self, call: Call) -> Answer:
        handler = HANDLERS.get(call.operation)
        if handler is None:
            raise Refusal(501, None, f"{call.operation} is not simulated yet")
        if call.operation.startswith(("Fetch", "List")):
            return handler(self.world, call)
        self.world.store.staleness.seconds = self.faults.stale_seconds()
        with self.world.transaction(call.now):
            return handler(self.world, call)

    def _write(
        self, operation: Operation, call: Call, answer: Answer, params: dict[str, Any], exchange: Exchange
    ) -> Any:
        if answer is None:
            return None
        # The second form of a Campaign is for those who ask for an API version.
        shape = operation.shapes[-1 if call.api_version else 0]
        if not isinstance(answer, (Listing, Fixed)):
            return shape.write(answer, exchange.base_url)
        asked = paging.Paging.of(params)
        page = paging.cut_page(self.world.store, answer, asked)
        items = [shape.write(item, exchange.base_url) for item in page.items]
        filters = [pair for pair in exchange.query if pair[0] not in paging.PAGE_PARAMETERS]
        urls = paging.Urls(exchange.base_url, exchange.path, filters, asked)
        return paging.write_list(operation, items, page, urls)


def _fail_before(fault: Fault) -> None:
    """A fault that keeps the request from being handled."""
    if fault.kind == faults.RATE_LIMITED:
        when = {} if fault.retry_after is None else {"Retry-After": f"{fault.retry_after:g}"}
        raise Refusal(429, TOO_MANY_REQUESTS, "Too Many Requests", when)
    if fault.kind == faults.ERROR:
        message = "An internal server error has occurred" if fault.code is None else "Refused on demand"
        raise Refusal(fault.status, fault.code, message)
    if fault.kind == faults.RESET_BEFORE:
        raise Refusal(0, None, "The connection was reset")


def _check_content_type(exchange: Exchange) -> None:
    if not exchange.body:
        return
    given = (exchange.header(b"content-type") or FORM).partition(";")[0].strip().lower()
    if given != FORM:
        raise Refusal(415, UNSUPPORTED_MEDIA, f"Content-Type {given} is not supported; use {FORM}")
