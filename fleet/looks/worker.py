"""
A worker: takes looks from the queue, and takes over those of workers that have died.

Each worker has a name and holds its lock in the database, which lets go of it when the worker dies. Whoever
can take the lock of another worker knows that it is dead, and has its jobs run again.
"""

import logging
import threading
import time
from typing import Any, Final

from dbos import DBOS

from fleet.errors import FleetError
from fleet.jobs.clocks import CLOCK_REMEDY, find_objection, read_lead
from fleet.jobs.queue import APPLICATION, QUEUE, WORKFLOW, DbosQueue, Job, to_dbos_url
from fleet.jobs.versions import OtherVersions
from fleet.looks.reconciler import LookResult, Reconciler
from fleet.storage.database import Database
from fleet.telemetry.tracing import open_span

logger = logging.getLogger(__name__)

_SUPERVISED_EVERY: Final = 1.0  # seconds
# After the database was away nobody has a lock; so long have the living to take theirs again.
_SETTLING: Final = 5.0  # seconds
_BEGINNING: Final = 10.0  # seconds, at most, from when DBOS takes a job until it is at work


class Worker:
    """One in a process: DBOS knows no second."""

    def __init__(self, database: Database, queue: DbosQueue, reconciler: Reconciler, name: str) -> None:
        self.name = name
        self._database = database
        self._queue = queue
        self._reconciler = reconciler
        self._stop = threading.Event()
        self._objection = ""
        self._settled_at = 0.0
        self._at_work: set[str] = set()
        self._missed: dict[str, float] = {}
        self._versions = OtherVersions(database, queue)
        self._supervisor = threading.Thread(target=self._supervise, name="supervisor", daemon=True)

    def start(self, at_once: int) -> None:
        """
        Begin to take looks, so many at once.

        Raises:
            FleetError: a living worker has this name.
        """
        if not self._database.try_lock(self.name):
            raise FleetError(
                f"A worker called {self.name} is at work already",
                remedy="give this one another --name, or stop the other",
            )
        self._database.share_version(self._queue.version)
        DBOS(config=_configure(self._database.url, self.name, self._queue.version))
        _register(self._reconciler, self._at_work)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=at_once, polling_interval_sec=0.5, on_conflict="always_update"
        )
        self._supervisor.start()

    def stop(self, patience: int) -> None:
        """
        Take nothing more, and let what is at work end within so many seconds.

        What has not ended by then is run again by another worker, or by this one at its next start.
        """
        self._stop.set()
        self._supervisor.join(timeout=10)
        DBOS.destroy(workflow_completion_timeout_sec=patience)
        self._reconciler.give_up()
        self._database.close()

    def take_over(self) -> list[str]:
        """Have the jobs of dead workers run again; their ids."""
        found: list[str] = []
        at_work = self._queue.list_open(status="PENDING")
        for other in {each.worker for each in at_work} - {self.name, ""}:
            if not self._database.try_lock(other):
                continue
            try:
                at_work = self._queue.list_open(status="PENDING")  # it may have ended some until it died
                theirs = [each.job.id for each in at_work if each.worker == other]
                for job_id in theirs:
                    self._queue.resume(job_id)
                found += theirs
            finally:
                self._database.unlock(other)
        return found

    def resume_broken_off(self) -> list[str]:
        """Have those of our own jobs run again that nothing in this process is at any more; their ids."""
        ours = {each.job.id for each in self._queue.list_open(status="PENDING") if each.worker == self.name}
        now = time.monotonic()
        self._missed = {job_id: self._missed.get(job_id, now) for job_id in ours - self._at_work}
        found = [job_id for job_id, since in self._missed.items() if now - since >= _BEGINNING]
        for job_id in found:
            self._queue.resume(job_id)
            del self._missed[job_id]
        return found

    def _supervise(self) -> None:
        while not self._stop.wait(_SUPERVISED_EVERY):
            try:
                self._keep_name()
                if self._has_settled():
                    self._take_over_all()
                self._watch_clock()
            except Exception:  # a database that is away for a while; the next round tries again
                logger.exception("supervision failed")

    def _take_over_all(self) -> None:
        if ids := self.take_over():
            logger.warning("took over from a dead worker", extra={"jobs": ids})
        if ids := self.resume_broken_off():
            logger.warning("a look broke off, and is made anew", extra={"jobs": ids})
        self._versions.take_over()

    def _has_settled(self) -> bool:
        """Whether who is without a lock is dead: both ends of a connection may have begun just now."""
        if time.monotonic() < self._settled_at:
            return False
        return self._database.read_uptime() >= _SETTLING

    def _watch_clock(self) -> None:
        """Say once that the clocks have come apart, as after a machine was asleep."""
        objection = find_objection(read_lead(self._database))
        if objection and not self._objection:
            logger.error("wrong time", extra={"why": objection, "do": CLOCK_REMEDY})
        self._objection = objection

    def _keep_name(self) -> None:
        """After the database was away the lock is gone with its connection: take it again."""
        rows = self._database.execute(
            "select 1 from pg_locks "
            "where locktype = 'advisory' and pid = pg_backend_pid() and granted limit 1"
        )
        if rows:
            return
        self._settled_at = time.monotonic() + _SETTLING
        if not self._database.try_lock(self.name):
            logger.error("another worker has taken the name", extra={"worker": self.name})
        self._database.share_version(self._queue.version)


def _configure(url: str, name: str, version: str) -> Any:
    return {
        "name": APPLICATION,
        "system_database_url": to_dbos_url(url),
        "executor_id": name,
        "application_version": version,
        "log_level": "WARNING",
    }


def _register(reconciler: Reconciler, at_work: set[str]) -> None:
    """
    The workflow of one look: three steps, of which a finished one is not done again.

    at_work: has the ids of the jobs that this process is at.
    """

    @DBOS.step(name="look")
    def look(job_id: str) -> dict[str, Any]:
        return reconciler.look(Job.parse(job_id)).to_data()

    @DBOS.step(name="record")
    def record(job_id: str, result: dict[str, Any]) -> None:
        reconciler.record(Job.parse(job_id), LookResult.from_data(result))

    @DBOS.step(name="schedule_next")
    def schedule_next(job_id: str, result: dict[str, Any]) -> None:
        reconciler.schedule_next(Job.parse(job_id), LookResult.from_data(result))

    @DBOS.workflow(name=WORKFLOW)
    def reconcile(job_id: str) -> None:
        at_work.add(job_id)
        try:
            with open_span("look", job=job_id, stack=Job.parse(job_id).stack) as span:
                result = look(job_id)
                span.set_attribute("a2p.action", result["action"])
                record(job_id, result)
                schedule_next(job_id, result)
        finally:
            at_work.discard(job_id)
