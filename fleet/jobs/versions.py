"""
What another version of the application has left in the queue is taken over once none of its workers lives.

Each worker holds a lock on its version, which all of that version share. Whoever gets it alone knows that
nobody will ever take the jobs of that version: they are cancelled, and enqueued anew for the time at which
they were to come. A look that was cut off is made anew, as after any death of a worker.
"""

import logging
import time

from fleet.jobs.queue import DbosQueue, Job, OpenJob
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, FleetStacks

logger = logging.getLogger(__name__)


class OtherVersions:
    """The versions of one queue that are not the worker's own."""

    def __init__(self, database: Database, queue: DbosQueue) -> None:
        self._database = database
        self._queue = queue
        self._stacks = FleetStacks(database)

    def take_over(self) -> list[str]:
        """Enqueue anew what versions without a worker have left; the ids of the new jobs."""
        found: list[str] = []
        for version in self._queue.list_other_versions():
            if not self._database.try_lock_version(version):
                continue
            try:
                with self._stacks.hold_series():
                    jobs = self._queue.list_open(version=version)
                    found += [each for job in jobs if (each := self._move(job))]
            finally:
                self._database.unlock_version(version)
        if found:
            logger.warning("took over from another version", extra={"jobs": found})
        return found

    def _move(self, left: OpenJob) -> str:
        """First cancel: a crash in between leaves no job, and `a2p serve` enqueues the customer again."""
        self._queue.cancel_job(left.job.id)
        row = self._stacks.find(left.job.stack)
        if row is None or (row.status, row.revision) != (ACTIVE, left.job.revision):
            return ""
        pause = 0.0
        if left.status == "DELAYED" and row.next_look_at:
            pause = max(0.0, (row.next_look_at - self._stacks.read_clock()).total_seconds())
        job = Job(left.job.stack, left.job.revision, time.time_ns() // 1_000_000)
        self._queue.enqueue(job, pause)
        return job.id
