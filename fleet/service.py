"""What a process of the fleet is made of, and a worker from start to end."""

import atexit
import logging
import os
import signal
import threading
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fleet.decisions.policy import Level
from fleet.jobs.clocks import require_same_time
from fleet.jobs.queue import VERSION, DbosQueue
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import Reconciler
from fleet.looks.worker import Worker
from fleet.runner import Runner
from fleet.storage.database import Database
from fleet.storage.moving import require_open
from fleet.telemetry.tracing import configure_tracing

logger = logging.getLogger(__name__)

_PATIENCE: Final = 3600.0  # seconds; what a run has done is to be recorded, however long the database is away


@dataclass(frozen=True)
class Options:
    """
    How a process works.

    every: seconds between two looks at what is declared. scale: of the pauses. most_a_day: US dollars that
    all workers may spend on a day. version: of the jobs that this process takes and makes.
    """

    name: str
    level: Level
    at_once: int = 1
    patience: int = 600
    every: float = 15.0
    scale: float = 1.0
    most_a_day: Decimal | None = None
    version: str = VERSION


def run_worker(url: str, runner: Runner, options: Options, stop: threading.Event) -> None:
    """Take looks from the queue until `stop` is set; then end gracefully."""
    prepare_database(url)
    worker = start_worker(url, runner, options)
    logger.info("worker is at work", extra={"worker": options.name})
    stop.wait()
    worker.stop(options.patience)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def make_name() -> str:
    """A name for a worker that is the same after a restart on this machine."""
    return f"{os.uname().nodename}-1"


def prepare_database(url: str) -> None:
    """
    Make the tables that are missing.

    Raises:
        FleetError: it cannot be used, has moved to another server, or has another time than this machine.
    """
    with closing(Database(url)) as database:
        create_tables(database)
        require_open(url)
        require_same_time(database)


def start_worker(url: str, runner: Runner, options: Options) -> Worker:
    """A worker that has begun, on a database that is prepared. Raises FleetError: its name is taken."""
    database = Database(url, patience=_PATIENCE)
    reconciler = Reconciler(
        *(database, DbosQueue(url, options.version, waits=True), runner, options.level),
        worker=options.name,
        scale=options.scale,
        most_a_day=options.most_a_day,
    )
    atexit.register(configure_tracing(os.environ, options.name))
    worker = Worker(Database(url), DbosQueue(url, options.version), reconciler, options.name)
    worker.start(options.at_once)
    return worker
