"""
Who looks after a worker's jobs and those of the dead.

Each worker has a name and holds its lock in the database, which lets go of it when the worker dies. Whoever
can take the lock of another worker knows that it is dead, and has its jobs run again.
"""

import logging
import threading
import time
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from fleet.jobs.clocks import CLOCK_REMEDY, find_objection, read_lead
from fleet.jobs.queue import DbosQueue, OpenJob
from fleet.jobs.versions import OtherVersions
from fleet.storage.database import Database

logger = logging.getLogger(__name__)

_EVERY: Final = 1.0  # seconds
# After the database was away nobody has a lock; so long have the living to take theirs again.
_SETTLING: Final = 5.0  # seconds
_BEGINNING: Final = 10.0  # seconds, at most, from when DBOS takes a job until it is at work


class Supervisor:
    """
    A thread of a worker, which has taken the lock of its name on the same database.

    at_work: the ids of the jobs that this process is at; it changes under way.
    """

    def __init__(self, database: Database, queue: DbosQueue, name: str, at_work: AbstractSet[str]) -> None:
        self._database = database
        self._queue = queue
        self._name = name
        self._at_work = at_work
        self._versions = OtherVersions(database, queue)
        self._settled_at = 0.0
        self._missed: dict[str, float] = {}
        self._objection = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.wait(_EVERY):
            try:
                self._keep_name()
                if self._has_settled():
                    self._take_over_all()
                self._watch_clock()
            except Exception:  # a database that is away for a while; the next round tries again
                logger.exception("supervision failed")

    def _take_over_all(self) -> None:
        at_work = self._queue.list_open(status="PENDING")
        if ids := self._take_over(at_work):
            logger.warning("took over from a dead worker", extra={"jobs": ids})
        if ids := self._resume_broken_off(at_work):
            logger.warning("a look broke off, and is made anew", extra={"jobs": ids})
        self._versions.take_over()

    def _take_over(self, at_work: Sequence[OpenJob]) -> list[str]:
        """Have the jobs of dead workers run again; their ids."""
        found: list[str] = []
        for other in {each.worker for each in at_work} - {self._name, ""}:
            if not self._database.try_lock(other):
                continue
            try:
                left = self._queue.list_open(status="PENDING")  # it may have ended some until it died
                theirs = [each.job.id for each in left if each.worker == other]
                for job_id in theirs:
                    self._queue.resume(job_id)
                found += theirs
            finally:
                self._database.unlock(other)
        return found

    def _resume_broken_off(self, at_work: Sequence[OpenJob]) -> list[str]:
        """Have those of our own jobs run again that nothing in this process is at any more; their ids."""
        ours = {each.job.id for each in at_work if each.worker == self._name}
        now = time.monotonic()
        self._missed = {job_id: self._missed.get(job_id, now) for job_id in ours - self._at_work}
        found = [job_id for job_id, since in self._missed.items() if now - since >= _BEGINNING]
        for job_id in found:
            self._queue.resume(job_id)
            del self._missed[job_id]
        return found

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
        if not self._database.try_lock(self._name):
            logger.error("another worker has taken the name", extra={"worker": self._name})
        self._database.share_version(self._queue.version)
