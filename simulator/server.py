"""
Puts the parts together and runs them: one process, one thread, one event loop.

Requests are handled one at a time between awaits, so that writers are serialised by nature.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import signal
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

# Importing a domain hooks its operations in.
from simulator import (
    accounts,
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
from simulator.accounts.credentials import Credentials
from simulator.control.api import ControlApi, answer_unknown_path
from simulator.core import scenarios, state_machines
from simulator.core.clock import Clock
from simulator.core.handlers import REACTIONS
from simulator.core.sids import Sids
from simulator.core.store import Store
from simulator.core.world import CLOCK_SETTING, World
from simulator.http.faults import Faults
from simulator.http.front import CONTROL, Front
from simulator.http.protocol import Protocol
from simulator.http.request_log import RequestLog
from simulator.http.twilio_api import TwilioApi
from simulator.outbound.postman import Postman

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import ASGIApp

DOMAINS = (accounts, addresses, brands, campaigns, events, external, numbers, outbound, services, trusthub)
LONGEST_NAP = 0.05  # real seconds; bounds how late a transition shows without a request
OWNER_SETTING = "owner"
COLLECT_AFTER = (50_000, 20, 20)  # Python's own: 700, 10, 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """What the command line can say."""

    port: int = 8010
    db: str = ":memory:"
    speed: float = 1.0
    account: tuple[str, str] | None = None
    subaccounts: tuple[tuple[str, str], ...] = ()
    latency: float = 0.0
    seed: int = seed.DEFAULT_SEED
    start_time: float | None = None
    scenario: str | None = None
    settings: Mapping[str, bool] = field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()


def build(options: Options, url: str) -> ASGIApp:
    """Open the store, plant the seed, wire the HTTP side."""
    store = Store(options.db)
    remembered = store.get_setting(CLOCK_SETTING)
    start = float(remembered) if remembered else options.start_time
    world = World(
        store, Clock(start, options.speed), Sids(options.seed, store), REACTIONS, state_machines.apply
    )
    world.settings = world.settings.change(options.settings)
    if options.scenario:
        world.scenarios = scenarios.parse_scenarios(_read_yaml(options.scenario))
    seeded = seed.constants(options.seed)
    account_sid, token = options.account or (seeded.account_sid, seeded.auth_token)
    _check_owner(store, options, account_sid)
    world.account_sid = account_sid
    world.plant_seed = lambda world, now: seed.plant(
        world, seeded, (account_sid, token), now, subaccounts=options.subaccounts
    )
    world.plant_seed(world, world.clock.now())
    credentials = Credentials(world)
    credentials.add(account_sid, token, account_sid)
    credentials.add(seeded.api_key_sid, seeded.api_key_secret, account_sid)
    ready = {
        "url": url,
        "account_sid": account_sid,
        "auth_token": token,
        "primary_customer_profile_sid": seeded.primary_customer_profile_sid,
        "phone_numbers": [
            {"sid": sid, "phone_number": number}
            for sid, number in zip(seeded.phone_number_sids, seed.PHONE_NUMBERS, strict=True)
        ],
    }
    return _app(world, credentials, options, json.dumps(ready))


def _check_owner(store: Store, options: Options, account_sid: str) -> None:
    """A database goes on with the account and the seed that it began with."""
    owner = f"--seed {options.seed} --account {account_sid}"
    remembered = store.get_setting(OWNER_SETTING)
    if remembered is None:
        store.set_setting(OWNER_SETTING, owner)
    elif remembered != owner:
        raise SystemExit(f"{options.db} was begun with {remembered}:TOKEN; say that, or use another --db")


def _read_yaml(path: str) -> object:
    import yaml  # noqa: PLC0415  # only scenarios from a file need it

    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def _app(world: World, credentials: Credentials, options: Options, ready_line: str) -> ASGIApp:
    log, faults = RequestLog(), Faults(world.sids.seed)
    api = TwilioApi(world, contract.load(), credentials, log, faults, options.latency)
    postman = Postman(world, credentials)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        now = world.clock.now()
        with world.transaction(now):
            outbound.deliveries.requeue_interrupted(world, now)
        ticking = asyncio.create_task(_tick(world, postman))
        sys.stdout.write(ready_line + "\n")
        sys.stdout.flush()
        yield
        ticking.cancel()
        with world.transaction(world.clock.now()):
            pass  # a restart goes on from this time
        world.store.close()

    control = Starlette(
        routes=[Mount(CONTROL, routes=ControlApi(world, log, faults).routes())],
        exception_handlers={404: answer_unknown_path, 405: answer_unknown_path},
        lifespan=lifespan,
    )
    return Front(control, api, world, options.allowed_hosts)


async def _tick(world: World, postman: Postman) -> None:
    """Apply what falls due while no request comes in, and send what is to be sent."""
    while True:
        due = world.store.agenda.find_next()
        wait = world.clock.real_seconds_until(due.at) if due else LONGEST_NAP
        await asyncio.sleep(min(max(wait, 0.001), LONGEST_NAP))
        try:
            world.apply_due()
            postman.collect()
        except Exception:
            logger.exception("the clock stumbled")


def serve(options: Options) -> None:
    """Serve until a signal; says on one line of stdout when it is ready."""
    listener = _listen(options.port)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        build(options, url),
        http=Protocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
    )
    # What is derived of thousands of customers is kept, and has no cycles to look for again and again.
    gc.set_threshold(*COLLECT_AFTER)
    # After an orderly end uvicorn raises the signal again, for whoever was there before it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    # Only with the protocol named does asyncio switch Nagle's delay off: 44 ms a request.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        raise SystemExit(f"port {port} of 127.0.0.1: {error.strerror}") from None
    listener.listen(2048)
    return listener
