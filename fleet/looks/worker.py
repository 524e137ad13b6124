"""A worker: takes looks from the queue, under a name that no other living worker has."""

from typing import Any

from dbos import DBOS

from fleet.errors import FleetError
from fleet.jobs.queue import APPLICATION, QUEUE, WORKFLOW, DbosQueue, Job, to_dbos_url
from fleet.looks.reconciler import LookResult, Reconciler
from fleet.looks.supervisor import Supervisor
from fleet.storage.database import Database
from fleet.telemetry.tracing import open_span


class Worker:
    """One in a process: DBOS knows no second."""

    def __init__(self, database: Database, queue: DbosQueue, reconciler: Reconciler, name: str) -> None:
        self.name = name
        self._database = database
        self._queue = queue
        self._reconciler = reconciler
        self._at_work: set[str] = set()
        self._supervisor = Supervisor(database, queue, name, self._at_work)

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
        self._supervisor.stop()
        DBOS.destroy(workflow_completion_timeout_sec=patience)
        self._reconciler.give_up()
        self._database.close()


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
