"""`a2p serve`: a worker, and beside it what is declared, Twilio's events, and HTTP."""

import logging
import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import uvicorn

from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_latest_statuses, read_recorded_statuses
from a2p.specs.campaign import USA2P_SID
from a2p.state.reasons import Reason, save_reason
from a2p.state.state import StoredState
from fleet.decisions.backoff import DAY, HOUR
from fleet.errors import FleetError
from fleet.events.event_accounts import subscribe_accounts
from fleet.events.inbox import EventMatcher, Inbox, StoredEvent
from fleet.events.payloads import CALLBACK
from fleet.events.webhook_secrets import WebhookSecrets
from fleet.jobs.queue import DbosQueue
from fleet.metrics import make_registry
from fleet.notifications.notifying import Notifier
from fleet.notifications.outgoing import Outgoing
from fleet.notifications.quiet_hours import QuietHours
from fleet.repeating import repeat
from fleet.runner import Runner
from fleet.service import Options, prepare_database, start_worker
from fleet.sources.declarations import enqueue_declared, pull_forward
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from fleet.web import Web

logger = logging.getLogger(__name__)

QUIET: Final = "A2P_NOTIFY_QUIET"
REGISTRY_PATH: Final = "A2P_REGISTRY_PATH"  # what follows /tcr/ in the address given to the registry
_REGISTRY_IDS: Final = ("campaign_id", "tcr_id")
_KEPT: Final = timedelta(days=7)  # of jobs that have ended
_SECRETS_EVERY: Final = 60.0
_NOTIFIED_EVERY: Final = 60.0
_MATCHED_EVERY: Final = 5.0  # seconds, where no event wakes it


@dataclass(frozen=True)
class Listening:
    """Where to listen, and what Twilio calls: "" where it calls nothing."""

    host: str
    port: int
    public_url: str = ""

    @property
    def url(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"

    def open_socket(self) -> socket.socket:
        """Listen there. Raises FleetError: another process does, or this machine has no such address."""
        try:
            family, *_, address = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            return socket.create_server(address, family=family)
        except OSError as error:
            raise FleetError(
                f"Nothing can listen on port {self.port} of {self.host} ({error.strerror})",
                remedy="stop what does, such as another a2p serve, or give another --port or --host",
            ) from error


class Server:
    """The parts of `a2p serve` beside its worker."""

    def __init__(self, url: str, project: EngineProject, runner: Runner, listening: Listening) -> None:
        self._project = project
        self._runner = runner
        self._listening = listening
        self._database = Database(url)
        self._queue, self._stacks = DbosQueue(url), FleetStacks(self._database)
        self._inbox = Inbox(self._database)
        self._secrets = WebhookSecrets(project.env)
        self._notifier = self._make_notifier()
        self._new_event = threading.Event()
        self._http = self._make_http()
        self._threads: list[threading.Thread] = []

    def start(self, listener: socket.socket, every: float, stop: threading.Event) -> None:
        """Begin; what is declared is looked at each so many seconds."""
        matcher = EventMatcher(
            self._inbox,
            lambda: read_owners(self._project),
            lambda stack: pull_forward(stack, self._stacks, self._queue),
            lambda stack, event: keep_reason(self._project, stack, event),
        )
        self._threads = [
            threading.Thread(target=self._http.run, args=[[listener]], name="http", daemon=True),
            repeat(self._enqueue_declared, every, stop),
            repeat(matcher.match, _MATCHED_EVERY, stop, self._new_event),
            repeat(self._forget_ended, HOUR, stop),
        ]
        if self._secrets.has_command:
            self._threads.append(repeat(self._secrets.refresh, _SECRETS_EVERY, stop))
        if self._notifier:
            self._threads.append(repeat(self._notifier.notify, _NOTIFIED_EVERY, stop))
        if self._listening.public_url:
            self._threads.append(repeat(self._subscribe, DAY, stop))
        self._threads[0].start()

    def stop(self) -> None:
        """End, after the event given to `start` was set: take no more events, finish what is at work."""
        self._new_event.set()
        self._http.should_exit = True
        for thread in self._threads:
            thread.join(timeout=10)
        self._queue.close()
        self._database.close()

    def _make_notifier(self) -> Notifier | None:
        """None where nobody is to be told."""
        outgoing = Outgoing.from_env(self._project.env)
        quiet = QuietHours.parse(self._project.env.get(QUIET, ""))
        if not outgoing.channels:
            return None
        return Notifier(self._database, outgoing, quiet, lambda: read_latest_statuses(self._project))

    def _make_http(self) -> uvicorn.Server:
        web = Web(
            self._inbox,
            self._secrets,
            self._listening.url,
            registry=make_registry(self._database, self._queue),
            check_ready=lambda: self._database.execute("select 1"),
            registry_path=self._project.env.get(REGISTRY_PATH, ""),
            on_new=self._new_event.set,
        )
        server = uvicorn.Server(uvicorn.Config(web.app, log_config=None, lifespan="off"))
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # they are ours
        return server

    def _enqueue_declared(self) -> None:
        enqueue_declared(self._runner, self._stacks, self._queue)

    def _forget_ended(self) -> None:
        """The queue's engine keeps each job for good; ours is kept in the table of what was done."""
        self._queue.forget_ended(datetime.now(UTC) - _KEPT)

    def _subscribe(self) -> None:
        for line in subscribe_accounts(self._project, self._secrets, self._listening.public_url):
            logger.info("events", extra={"why": line})


def run_server(  # noqa: PLR0913, PLR0917  # what a server is made of
    url: str,
    project: EngineProject,
    runner: Runner,
    options: Options,
    stop: threading.Event,
    listening: Listening,
) -> None:
    """
    Take looks from the queue, enqueue what is declared and take Twilio's events until `stop` is set.

    The worker begins last: what is wrong with an option is told before any run.
    """
    with listening.open_socket() as listener:
        prepare_database(url)
        server = Server(url, project, runner, listening)
        worker = start_worker(url, runner, options)
        server.start(listener, options.every, stop)
        logger.info("serving", extra={"worker": options.name})
        stop.wait()
        server.stop()
    worker.stop(options.patience)


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


_OF_NUMBERS: Final = ".number-registration."


def keep_reason(project: EngineProject, stack: str, event: StoredEvent) -> None:
    """
    Keep beside the state, where `a2p status` finds it, what Twilio tells in events alone.

    Why it rejected a bundle, and how far the registration of a number is.
    """
    if not isinstance(project.state, StoredState):
        return
    sids = event.subject_sid.split()
    number = next((sid for sid in sids if sid.startswith("PN")), "")
    if event.source == CALLBACK and event.reason:
        save_reason(project.state, stack, Reason(sids[0], event.status, event.reason, event.received_at))
    elif number and _OF_NUMBERS in event.type:
        status = event.type.rpartition(".")[2]
        save_reason(project.state, stack, Reason(number, status, event.reason, event.received_at))
