"""
Puts the parts together and runs them: one process, one thread, one event loop.

Requests are handled one at a time between awaits, so that writers are serialised by nature.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount, Route

# Importing a domain hooks its operations in.
from simulator import (
    addresses,
    brands,
    campaigns,
    contract,
    events,
    external,
    numbers,
    outbound,
    seed,
    services,
    trusthub,
)
from simulator.accounts import Accounts
from simulator.app import TwilioApi
from simulator.clock import Clock
from simulator.control import Control
from simulator.outbound.postman import Postman
from simulator.request_log import RequestLog
from simulator.sids import Sids
from simulator.store import Store
from simulator.world import CLOCK_SETTING, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOMAINS = (addresses, brands, campaigns, events, external, numbers, outbound, services, trusthub)
LONGEST_NAP = 0.05  # real seconds; bounds how late a transition shows without a request
ANY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


@dataclass(frozen=True)
class Options:
    """What the command line can say."""

    port: int = 8010
    db: str = ":memory:"
    speed: float = 1.0
    account: tuple[str, str] | None = None
    latency: float = 0.0
    seed: int = seed.DEFAULT_SEED
    start_time: float | None = None


@dataclass(frozen=True)
class Simulator:
    """A simulator that is ready to serve."""

    world: World
    app: ASGIApp
    ready: dict[str, object]


def build(options: Options) -> Simulator:
    """Open the store, plant the seed, wire the HTTP side."""
    store = Store(options.db)
    remembered = store.setting(CLOCK_SETTING)
    start = float(remembered) if remembered else options.start_time
    world = World(store, Clock(start, options.speed), Sids(options.seed, store))
    seeded = seed.constants(options.seed)
    account_sid, token = options.account or (seeded.account_sid, seeded.auth_token)
    seed.plant(world, seeded, account_sid, world.clock.now())
    accounts = Accounts()
    accounts.add(account_sid, token, account_sid)
    accounts.add(seeded.api_key_sid, seeded.api_key_secret, account_sid)
    ready = {
        "account_sid": account_sid,
        "auth_token": token,
        "primary_customer_profile_sid": seeded.primary_customer_profile_sid,
        "phone_numbers": [
            {"sid": sid, "phone_number": number}
            for sid, number in zip(seeded.phone_number_sids, seed.PHONE_NUMBERS, strict=True)
        ],
    }
    return Simulator(world, _app(world, accounts, options.latency), ready)


def _app(world: World, accounts: Accounts, latency: float) -> ASGIApp:
    log = RequestLog()
    api = TwilioApi(world, contract.load(), accounts, log, latency)
    routes = [
        Mount("/_sim", routes=Control(world, log).routes()),
        Route("/{path:path}", api.__call__, methods=ANY_METHOD),
    ]
    return TimeHeaders(Starlette(routes=routes, lifespan=_lifespan(world, Postman(world, accounts))), world)


def _lifespan(world: World, postman: Postman):  # type: ignore[no-untyped-def]  # starlette's own type is a maze
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with world.writing(world.clock.now()):
            outbound.deliveries.resume(world, world.clock.now())
        ticking = asyncio.create_task(_tick(world, postman))
        try:
            yield
        finally:
            ticking.cancel()
            with world.writing(world.clock.now()):
                pass
            world.store.close()

    return lifespan


async def _tick(world: World, postman: Postman) -> None:
    """Apply what falls due while no request comes in, and send what is to be sent."""
    while True:
        due = world.store.next_due()
        wait = world.clock.real_seconds_until(due.at) if due else LONGEST_NAP
        await asyncio.sleep(min(max(wait, 0.001), LONGEST_NAP))
        world.settle()
        postman.collect()


class TimeHeaders:
    """Tells the simulated time in every response, so that clients can wait in it."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the start of a response."""
        clock = self._world.clock

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"x-simulator-time", f"{clock.now():.6f}".encode()),
                    (b"x-simulator-speed", f"{clock.speed:g}".encode()),
                ]
            await send(message)

        await self._app(scope, receive, send_with_time)


def serve(options: Options) -> None:
    """Serve until a signal; says on one line of stdout when it is ready."""
    simulator = build(options)
    # Only with the protocol named does asyncio switch Nagle's delay off: 44 ms a request.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", options.port))
    listener.listen(2048)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    sys.stdout.write(json.dumps({"url": url, **simulator.ready}) + "\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        simulator.app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run(sockets=[listener])
