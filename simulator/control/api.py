"""
The control API under /_sim: the clock, the customer's telephone, the reviewers, what happened.

It plays the world outside Twilio, needs no credentials (loopback only), and is not in the log.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import contract
from simulator.control import console, decisions
from simulator.core import scenarios
from simulator.core.errors import Refusal, bad_request
from simulator.core.timings import DAY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from simulator.core.world import World
    from simulator.http.faults import Faults
    from simulator.http.request_log import RequestLog


# What somebody outside Twilio does, with the SID in the path if there is one.
DECISIONS = {
    "/otp/reply": decisions.reply_yes,
    "/email/click": decisions.open_email,
    "/profiles/{sid}/decide": decisions.decide_bundle,
    "/brands/{sid}/decide": decisions.decide_brand,
    "/campaigns/{sid}/decide": decisions.decide_campaign,
    "/services/{sid}": decisions.set_opt_out,
    "/registry/uses": decisions.use_elsewhere,
    "/tcr/webhook": decisions.set_tcr_webhook,
    "/tcr/campaigns": decisions.register_at_tcr,
    "/tcr/campaigns/{sid}/share": decisions.share_at_tcr,
    "/tcr/campaigns/{sid}/decide": decisions.decide_at_tcr,
}
FURTHEST = 100 * 365 * DAY  # a clock beyond the year 9999 has no date


class ControlApi:
    """The endpoints, over one world and one request log."""

    def __init__(self, world: World, log: RequestLog, faults: Faults) -> None:
        self._world = world
        self._log = log
        self._faults = faults

    def routes(self) -> list[Route]:
        """Relative to /_sim."""
        table: list[tuple[str, str, Callable[[Request], Awaitable[Any]]]] = [
            ("/clock", "GET", self._clock),
            ("/clock/advance", "POST", self._advance),
            ("/requests", "GET", self._requests),
            ("/requests", "DELETE", self._clear_requests),
            ("/reset", "POST", self._reset),
            ("/state", "GET", self._state),
            ("/openapi.json", "GET", self._openapi),
            ("/scenarios", "POST", self._scenarios),
            ("/console/{kind}/{key}", "POST", self._edit_in_console),
            ("/console/{kind}/{key}", "DELETE", self._delete_in_console),
            ("/settings", "GET", self._list_settings),
            ("/settings", "POST", self._change_settings),
            ("/faults", "GET", self._list_faults),
            ("/faults", "POST", self._add_fault),
            ("/faults", "DELETE", self._clear_faults),
        ]
        table += [(path, "POST", partial(self._decide, act)) for path, act in DECISIONS.items()]
        return [Route(path, _as_endpoint(act), methods=[method]) for path, method, act in table]

    async def _clock(self, _request: Request) -> Any:
        return {"time": self._world.apply_due(), "speed": self._world.clock.speed}

    async def _advance(self, request: Request) -> Any:
        seconds = (await _body(request)).get("seconds")
        if not isinstance(seconds, int | float) or not 0 <= seconds <= FURTHEST:
            raise bad_request(f"seconds: a number from 0 to {FURTHEST:.0f} is needed")
        await self._catch_up()
        self._world.clock.advance(seconds)
        now = await self._catch_up()
        with self._world.transaction(now):
            pass  # the new time has to survive a restart
        return {"time": now, "speed": self._world.clock.speed}

    async def _catch_up(self) -> float:
        """Apply all that is due, and let others in between; returns now."""
        while True:
            now = self._world.apply_due()
            if not self._world.is_behind():
                return now
            await asyncio.sleep(0)

    async def _decide(self, decide: Callable[[World, str, Any, float], Any], request: Request) -> Any:
        body = await _body(request)
        now = self._world.apply_due()
        with self._world.transaction(now):
            return decide(self._world, request.path_params.get("sid", ""), body, now)

    async def _requests(self, request: Request) -> Any:
        since = request.query_params.get("since", "0")
        if not since.isdecimal():
            raise bad_request("since: a whole number is needed")
        return self._log.list_since(int(since))

    async def _clear_requests(self, _request: Request) -> Any:
        self._log.clear()
        return {}

    async def _reset(self, request: Request) -> Any:
        """The world as at the first start, at the time that is given or at the present one."""
        moment = (await _body(request)).get("time", self._world.clock.now())
        if not isinstance(moment, int | float) or not 0 <= moment <= FURTHEST:
            raise bad_request(f"time: seconds from 0 to {FURTHEST:.0f} are needed")
        self._world.clock.set(moment)
        self._world.reset(moment)
        self._log.clear()
        self._faults.clear()
        return {"time": moment, "speed": self._world.clock.speed}

    async def _state(self, _request: Request) -> Any:
        self._world.apply_due()
        store = self._world.store
        return {kind: store.find(kind) for kind in store.list_kinds()}

    async def _openapi(self, request: Request) -> Any:
        return contract.merge_documents(f"{request.base_url.scheme}://{request.base_url.netloc}")

    async def _scenarios(self, request: Request) -> Any:
        self._world.scenarios = scenarios.parse_scenarios(await _body(request))
        return {"customers": len(self._world.scenarios)}

    async def _edit_in_console(self, request: Request) -> Any:
        changes, now = await _body(request), self._world.apply_due()
        with self._world.transaction(now):
            return console.edit(self._world, *_place(request), changes, now)

    async def _delete_in_console(self, request: Request) -> Any:
        now = self._world.apply_due()
        with self._world.transaction(now):
            return console.delete(self._world, *_place(request), now)

    async def _list_settings(self, _request: Request) -> Any:
        return asdict(self._world.settings)

    async def _change_settings(self, request: Request) -> Any:
        self._world.settings = self._world.settings.change(await _body(request))
        return asdict(self._world.settings)

    async def _list_faults(self, _request: Request) -> Any:
        return [fault.describe() for fault in self._faults.active]

    async def _add_fault(self, request: Request) -> Any:
        return self._faults.add(await _body(request)).describe()

    async def _clear_faults(self, _request: Request) -> Any:
        self._faults.clear()
        self._world.store.staleness.heal()
        return []


async def answer_unknown_path(request: Request, _error: Exception) -> Response:
    """A path or method that the control API does not have."""
    message = f"{request.method} {request.url.path} is not part of the control API"
    return JSONResponse(Refusal(404, None, message).body(), 404)


def _as_endpoint(
    act: Callable[[Request], Awaitable[Any]],
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await act(request))
        except Refusal as error:
            refusal = error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            refusal = bad_request(f"The body cannot be used: {error!r}")
        return JSONResponse(refusal.body(), refusal.status)

    return endpoint


def _place(request: Request) -> tuple[str, str]:
    return request.path_params["kind"], request.path_params["key"]


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise bad_request("The body is not JSON") from None
    if not isinstance(body, dict):
        raise bad_request("The body is not a JSON object")
    return body
