"""A process of the fleet from start to end: a worker; in `a2p serve` also declarations, events and HTTP."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import uvicorn

from a2p.engine.project import EngineProject
from a2p.engine.recorded_status import read_recorded_statuses
from a2p.specs.campaign import USA2P_SID
from a2p.state.reasons import Reason, save_reason
from a2p.state.state import StoredState
from fleet.database import Database
from fleet.declarations import enqueue_declared, pull_forward
from fleet.errors import FleetError
from fleet.inbox import EventMatcher, Inbox, StoredEvent
from fleet.metrics import make_registry
from fleet.payloads import CALLBACK
from fleet.policy import Level
from fleet.queue import DbosQueue
from fleet.reconciler import Reconciler
from fleet.runner import Runner
from fleet.stacks import FleetStacks
from fleet.tables import create_tables
from fleet.web import Web
from fleet.webhook_secrets import WebhookSecrets
from fleet.worker import Worker

logger = logging.getLogger(__name__)

REGISTRY_PATH: Final = "A2P_REGISTRY_PATH"  # what follows /tcr/ in the address given to the registry
_REGISTRY_IDS: Final = ("campaign_id", "tcr_id")


@dataclass(frozen=True)
class Options:
    """
    How a process works.

    every: seconds between two looks at what is declared. scale: of the pauses. most_a_day: US dollars that
    all workers may spend on a day.
    """

    name: str
    level: Level
    at_once: int = 1
    patience: int = 600
    every: float = 15.0
    scale: float = 1.0
    most_a_day: Decimal | None = None


def run_worker(url: str, runner: Runner, options: Options, stop: threading.Event) -> None:
    """Take looks from the queue until `stop` is set; then end gracefully."""
    worker = _start_worker(url, runner, options)
    logger.info("worker is at work", extra={"worker": options.name})
    stop.wait()
    worker.stop(options.patience)


def run_server(  # noqa: PLR0913  # what a server is made of
    url: str,
    project: EngineProject,
    runner: Runner,
    options: Options,
    stop: threading.Event,
    *,
    host: str,
    port: int,
    public_url: str,
) -> None:
    """The same, and enqueue what is declared, take Twilio's events and answer HTTP."""
    worker = _start_worker(url, runner, options)
    database = Database(url)
    queue, stacks, inbox = DbosQueue(url), FleetStacks(database), Inbox(database)
    wake = threading.Event()
    matcher = EventMatcher(
        inbox,
        lambda: read_owners(project),
        lambda stack: pull_forward(stack, stacks, queue),
        lambda stack, event: keep_reason(project, stack, event),
    )
    web = Web(
        inbox,
        WebhookSecrets(project.env),
        public_url or f"http://{host}:{port}",
        registry=make_registry(database, queue),
        check_ready=lambda: database.execute("select 1"),
        registry_path=project.env.get(REGISTRY_PATH, ""),
        on_new=wake.set,
    )
    server = uvicorn.Server(uvicorn.Config(web.app, host=host, port=port, log_config=None, lifespan="off"))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # they are ours
    threads = [
        threading.Thread(target=server.run, name="http", daemon=True),
        _repeat(lambda: enqueue_declared(runner, stacks, queue), options.every, stop, threading.Event()),
        _repeat(matcher.match, 5.0, stop, wake),
    ]
    threads[0].start()
    logger.info("serving", extra={"worker": options.name})
    stop.wait()
    wake.set()
    server.should_exit = True
    for thread in threads:
        thread.join(timeout=10)
    worker.stop(options.patience)
    queue.close()
    database.close()


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def make_name() -> str:
    """A name for a worker that is the same after a restart on this machine."""
    return f"{os.uname().nodename}-1"


def read_owners(project: EngineProject) -> dict[str, str]:
    """Which stack has which SID, as the last runs recorded it."""
    return {
        sid: stack
        for stack, recorded in read_recorded_statuses(project).items()
        if recorded.outputs
        for entry in recorded.outputs.resources.values()
        for sid in [*entry.sid.split("/"), *(entry.written.get(name, "") for name in _REGISTRY_IDS)]
        if sid and sid != USA2P_SID  # which all Campaigns of all customers have
    }


def keep_reason(project: EngineProject, stack: str, event: StoredEvent) -> None:
    """Keep why Twilio rejected a bundle beside the state, where `a2p status` finds it."""
    if event.source == CALLBACK and event.reason and isinstance(project.state, StoredState):
        sid = event.subject_sid.split()[0]
        save_reason(project.state, stack, Reason(sid, event.status, event.reason, event.received_at))


def _start_worker(url: str, runner: Runner, options: Options) -> Worker:
    database = Database(url)
    create_tables(database)
    queue = DbosQueue(url)
    reconciler = Reconciler(
        *(database, queue, runner, options.level),
        worker=options.name,
        scale=options.scale,
        most_a_day=options.most_a_day,
    )
    worker = Worker(Database(url), queue, reconciler, options.name)
    worker.start(options.at_once)
    return worker


def _repeat(
    do: Callable[[], object], every: float, stop: threading.Event, wake: threading.Event
) -> threading.Thread:
    """A thread that does something at once, and again when it is woken or so many seconds have passed."""

    def work() -> None:
        while not stop.is_set():
            with suppress(FleetError):  # it is away for a while, which the log of the worker says
                try:
                    do()
                except FleetError:
                    raise
                except Exception:
                    logger.exception("failed, and is tried again")
            wake.wait(every)
            wake.clear()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
