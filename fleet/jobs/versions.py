"""
What another version of the application has left in the queue is taken over once none of its workers lives.

Each worker holds a lock on its version, which all of that version share. Whoever gets it alone knows that
nobody will ever take the jobs of that version: they are cancelled, and enqueued anew for the time at which
they were to come. A look that was cut off is made anew, as after any death of a worker.
"""

import logging
from collections.abc import Sequence

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
                    found += self._move(self._queue.list_open(version=version))
            finally:
                self._database.unlock_version(version)
        if found:
            logger.warning("took over from another version", extra={"jobs": found})
        return found

    def _move(self, left: Sequence[OpenJob]) -> list[str]:
        """First cancel: a crash in between leaves no job, and `a2p serve` enqueues the customer again."""
        self._queue.cancel_jobs([each.job.id for each in left])
        rows = {row.stack: row for row in self._stacks.list_all()} if left else {}
        now = self._stacks.read_clock()
        moved: dict[Job, float] = {}
        for each in left:
            row = rows.get(each.job.stack)
            if row is None or (row.status, row.revision) != (ACTIVE, each.job.revision):
                continue
            due = row.next_look_at if each.status == "DELAYED" else None
            pause = max(0.0, (due - now).total_seconds()) if due else 0.0
            moved[Job.first(row.stack, row.revision)] = pause
        self._queue.enqueue_all([job for job, pause in moved.items() if not pause])
        for job, pause in moved.items():
            if pause:
                self._queue.enqueue(job, pause)
        return [job.id for job in moved]
