"""
The HTTP side: credentials, routes, parameters, pages, errors, headers, the request log.

No A2P rule lives here; a request becomes a Call, and what its handler answers becomes JSON.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.responses import Response

from simulator import paging
from simulator.contract import Contract, Operation, ParameterProblem, read_parameters
from simulator.contract.parameters import matches
from simulator.errors import METHOD_NOT_ALLOWED, NotFound, Refusal, bad_request
from simulator.registry import HANDLERS, Call, Fixed, Listing

if TYPE_CHECKING:
    from starlette.requests import Request

    from simulator.accounts import Accounts
    from simulator.registry import Answer
    from simulator.request_log import RequestLog
    from simulator.world import World

FORM = "application/x-www-form-urlencoded"
# Missing parameters of these have error codes of their own (C6, C10).
OWN_RULE_FOR_MISSING = frozenset({"CreateUsAppToPerson", "UpdateUsAppToPerson"})

Pairs = list[tuple[str, str]]


class TwilioApi:
    """Answers every path that is not under `/_sim`."""

    def __init__(
        self,
        world: World,
        contract: Contract,
        accounts: Accounts,
        log: RequestLog,
        latency: float = 0.0,
    ) -> None:
        self._world = world
        self._contract = contract
        self._accounts = accounts
        self._log = log
        self._latency = latency

    async def __call__(self, request: Request) -> Response:
        """One request, from arrival to answer."""
        if self._latency:
            await asyncio.sleep(self._latency)
        body = await request.body()
        now = self._world.settle()
        query = parse_qsl(request.url.query, keep_blank_values=True)
        form = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
        try:
            status, answer = self._answer(request, query, form, now)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body()
        self._log.add(now, request.method, request.url.path, query + form, status)
        return self._response(status, answer)

    def _answer(self, request: Request, query: Pairs, form: Pairs, now: float) -> tuple[int, Any]:
        account_sid = self._accounts.authenticate(request.headers.get("authorization"))
        path = request.url.path
        operation, values = self._route(request.method, path, account_sid)
        _check_content_type(request, form)
        params = _parameters(operation, query, form)
        call = Call(
            operation.id,
            account_sid,
            values,
            {name: v for name, v in params.items() if name not in paging.PAGE_PARAMETERS},
            now,
            request.headers.get("x-twilio-api-version") if operation.header_names else None,
        )
        try:
            answer = self._handle(call)
        except NotFound:
            raise NotFound(path) from None
        return operation.status, self._write(operation, call, answer, params, query, request)

    def _route(self, method: str, path: str, account_sid: str) -> tuple[Operation, dict[str, str]]:
        match = self._contract.match(path)
        if match is None:
            raise NotFound(path)
        operation = match.operations.get(method)
        if operation is None:
            allowed = ", ".join(sorted(match.operations))
            message = f"Method {method} is not allowed on {path}; allowed: {allowed}"
            raise Refusal(405, METHOD_NOT_ALLOWED, message)
        values = dict(zip(operation.placeholders, match.values, strict=True))
        for name, parameter in operation.path_parameters.items():
            if not matches(parameter, values[name]):
                raise NotFound(path)
        if values.get("AccountSid", account_sid) != account_sid:
            raise NotFound(path)
        return operation, values

    def _handle(self, call: Call) -> Answer:
        handler = HANDLERS.get(call.operation)
        if handler is None:
            raise Refusal(501, None, f"{call.operation} is not simulated yet")
        if call.operation.startswith(("Fetch", "List")):
            return handler(self._world, call)
        with self._world.writing(call.now):
            return handler(self._world, call)

    def _write(
        self,
        operation: Operation,
        call: Call,
        answer: Answer,
        params: dict[str, Any],
        query: Pairs,
        request: Request,
    ) -> Any:
        if answer is None:
            return None
        base_url = f"http://{request.headers.get('host', '127.0.0.1')}"
        # The second form of a Campaign is for those who ask for an API version.
        shape = operation.shapes[-1 if call.api_version else 0]
        if not isinstance(answer, (Listing, Fixed)):
            return shape.write(answer, base_url)
        asked = paging.Paging.of(params)
        page = paging.cut(self._world.store, answer, asked)
        return paging.write(
            operation,
            [shape.write(item, base_url) for item in page.items],
            page,
            asked,
            path=request.url.path,
            filters=[pair for pair in query if pair[0] not in paging.PAGE_PARAMETERS],
            base_url=base_url,
        )

    def _response(self, status: int, answer: Any) -> Response:
        content = b"" if answer is None else json.dumps(answer).encode()
        response = Response(content, status, media_type="application/json" if content else None)
        response.headers["Twilio-Request-Id"] = f"RQ{self._log.last:032x}"
        return response


def _parameters(operation: Operation, query: Pairs, form: Pairs) -> dict[str, Any]:
    """Query and form, each against its own declaration."""
    try:
        required = operation.id not in OWN_RULE_FOR_MISSING
        values = read_parameters(operation.query, query)
        return values | read_parameters(operation.form, form, required=required)
    except ParameterProblem as problem:
        where = "the post body" if operation.method == "POST" else "the query"
        message = f"{problem.message} in {where}" if problem.kind != "invalid" else problem.message
        raise bad_request(f"{message} ({operation.id})") from None


def _check_content_type(request: Request, form: Pairs) -> None:
    given = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    if form and given != FORM:
        raise Refusal(415, 20001, f"Content-Type {given} is not supported; use {FORM}")
