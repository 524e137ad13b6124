"""
The seam to the engine of durable jobs (DBOS): enqueue, with or without a delay, pull forward, cancel, list.

Nothing else imports DBOS. A job is one look at one revision of a stack's declaration; its id says which.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from urllib.parse import urlsplit

import psycopg
from dbos import DBOS, DBOSClient, EnqueueOptions

from a2p.state.lost_networks import bound_client
from fleet.jobs.refused_connections import note_as_away
from fleet.telemetry.tracing import open_span

APPLICATION: Final = "a2p-fleet"
# Of the shape of a job: its id, and the steps of `reconcile` with their results. It is no release's number:
# workers take jobs of their own version alone. Raise it where an older worker could not go on with a newer
# one's job, or the other way round; fleet/jobs/versions.py takes over what is left then.
VERSION: Final = "1"
QUEUE: Final = "looks"
WORKFLOW: Final = "reconcile"
_OPEN: Final = ["DELAYED", "ENQUEUED", "PENDING"]
_ENDED: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_TOGETHER: Final = 500
_ENQUEUE_ALL: Final = """
select dbos.enqueue_workflow(
    workflow_name => %s, queue_name => %s, app_version => %s, application_name => %s,
    workflow_id => job, positional_args => array[to_json(job)])
from unnest(%s::text[]) as job"""


@dataclass(frozen=True)
class Job:
    """One look. number: counts the looks at one revision."""

    stack: str
    revision: str
    number: int

    @property
    def id(self) -> str:
        return f"{self.stack}@{self.revision}#{self.number}"

    @classmethod
    def first(cls, stack: str, revision: str) -> "Job":
        """The first look. Numbers begin with the time in milliseconds: no two looks ever have the same id."""
        return cls(stack, revision, time.time_ns() // 1_000_000)

    def next(self) -> "Job":
        return Job(self.stack, self.revision, self.number + 1)

    @classmethod
    def parse(cls, job_id: str) -> "Job":
        stack, _, rest = job_id.rpartition("@")
        revision, _, number = rest.partition("#")
        return cls(stack, revision, int(number))


@dataclass(frozen=True)
class OpenJob:
    """A job that has not ended. status: DELAYED, ENQUEUED or PENDING. worker: who runs it, or ""."""

    job: Job
    status: str
    worker: str


class Queue(Protocol):
    """What the fleet asks of an engine of durable jobs."""

    def enqueue(self, job: Job, delay: float = 0.0) -> None:
        """Have it run in so many seconds. The same job again changes nothing."""
        ...

    def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """Have many run now, in few transactions. The same job again changes nothing."""
        ...

    def pull_forward(self, stack: str) -> int:
        """Have the delayed jobs of a stack run now; how many there were."""
        ...

    def cancel(self, *stacks: str) -> int:
        """Cancel what has not begun of some stacks; how many jobs that were."""
        ...

    def list_open(self, stack: str | None = None, status: str | None = None) -> list[OpenJob]:
        """The jobs of a stack, or of all, that have not ended; only those of one status, if one is named."""
        ...

    def has_waiting(self) -> bool:
        """Whether a job could run now, and no worker has taken it yet."""
        ...


def to_dbos_url(url: str) -> str:
    """The address as SQLAlchemy has it."""
    return urlsplit(bound_client(url))._replace(scheme="postgresql+psycopg").geturl()


def create_queue_tables(url: str) -> None:
    """Make DBOS' own tables where they are missing."""
    DBOS.migrate(to_dbos_url(url))


class DbosQueue:
    """
    The queue from outside a worker, by DBOS' public client.

    waits: until a database that is away is back, as a step of a job has to; else that is an error.
    """

    def __init__(self, url: str, version: str = VERSION, *, waits: bool = False) -> None:
        note_as_away()
        self.version = version
        self._url = url
        self._client = DBOSClient(
            system_database_url=to_dbos_url(url),
            application_name=APPLICATION,
            retry_connection_errors=waits,
        )

    def enqueue(self, job: Job, delay: float = 0.0) -> None:
        options = self._make_options(job)
        if delay > 0:
            options["delay_seconds"] = delay
        with open_span("enqueue", job=job.id, stack=job.stack, delay=f"{delay:.0f} s"):
            self._client.enqueue(options, job.id)

    def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """By the function that DBOS has for SQL: a round trip for each job takes a minute for thousands."""
        ids = [job.id for job in jobs]
        with open_span("enqueue", jobs=str(len(ids))), psycopg.connect(bound_client(self._url)) as connection:
            for start in range(0, len(ids), _TOGETHER):
                connection.execute(
                    _ENQUEUE_ALL, [WORKFLOW, QUEUE, self.version, APPLICATION, ids[start : start + _TOGETHER]]
                )
                connection.commit()

    def _make_options(self, job: Job) -> EnqueueOptions:
        return {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": job.id,
            "app_version": self.version,
        }

    def pull_forward(self, stack: str) -> int:
        delayed = [each.job.id for each in self.list_open(stack) if each.status == "DELAYED"]
        for job_id in delayed:
            with open_span("pull forward", job=job_id, stack=stack):
                self._client.set_workflow_delay(job_id, delay_seconds=0)
        return len(delayed)

    def cancel(self, *stacks: str) -> int:
        found = self.list_open(stacks[0] if len(stacks) == 1 else None) if stacks else []
        theirs = frozenset(stacks)
        waiting = [each.job.id for each in found if each.status != "PENDING" and each.job.stack in theirs]
        self.cancel_jobs(waiting)
        return len(waiting)

    def list_open(
        self, stack: str | None = None, status: str | None = None, version: str | None = None
    ) -> list[OpenJob]:
        found = self._client.list_workflows(
            name=WORKFLOW,
            status=status or _OPEN,
            app_version=version,
            workflow_id_prefix=f"{stack}@" if stack else None,
            load_input=False,
            load_output=False,
        )
        return [OpenJob(Job.parse(each.workflow_id), each.status, each.executor_id or "") for each in found]

    def list_other_versions(self) -> list[str]:
        """The versions that workers of this queue have ever had, without our own."""
        known = self._client.list_application_versions()
        return sorted({each["version_name"] for each in known} - {self.version})

    def cancel_jobs(self, job_ids: Sequence[str]) -> None:
        """Cancel jobs, also those that a worker was at when it died."""
        for start in range(0, len(job_ids), _TOGETHER):
            self._client.cancel_workflows(list(job_ids[start : start + _TOGETHER]))

    def has_waiting(self) -> bool:
        found = self._client.list_workflows(
            name=WORKFLOW, status="ENQUEUED", limit=1, load_input=False, load_output=False
        )
        return bool(found)

    def forget_ended(self, before: datetime) -> int:
        """Delete the jobs that ended before a moment, of which our own table tells; how many they were."""
        count = 0
        while found := self._client.list_workflows(
            name=WORKFLOW,
            status=_ENDED,
            completed_before=before.isoformat(),
            limit=_TOGETHER,
            load_input=False,
            load_output=False,
        ):
            self._client.delete_workflows([each.workflow_id for each in found])
            count += len(found)
        return count

    def resume(self, job_id: str) -> None:
        """Have a job whose worker is dead run again from its last finished step."""
        self._client.resume_workflow(job_id, queue_name=QUEUE)

    def close(self) -> None:
        self._client.destroy()
