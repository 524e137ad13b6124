"""A fleet on the engine in small: the repository's reconciler, policy and planner, in simulated time."""

from __future__ import annotations

import heapq
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from a2p import run_log
from a2p.report.changes import Change, list_changes
from a2p.run_log import RunLog, StackOutputs
from a2p.twilio.waits import DEFER
from fleet.decisions.policy import Level, Look, PlannedChange
from fleet.jobs.queue import Job, OpenJob
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import Reconciler
from fleet.runner import Ended, Recorded
from fleet.sources.declarations import enqueue_declared
from fleet.storage.stacks import FleetStacks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from fleet.storage.database import Database
    from tests.support.miniature.stack import MiniatureStack, Run
    from tests.support.miniature.world import World

_FINAL = frozenset({"verified"})


@dataclass
class Customer:
    """A stack, which declaration it is, when it was last run by the machine's clock, and with which one."""

    stack: MiniatureStack
    revision: int = 1
    ran_at: datetime | None = None
    ran_revision: int = 0
    observed: StackOutputs | None = None

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Somebody edits the stack file, and runs nothing."""
        self.stack.edit(change)
        self.revision += 1

    def note_run(self) -> None:
        self.ran_at, self.ran_revision = datetime.now(UTC), self.revision


@dataclass
class MiniatureRunner:
    """The seam to a run. writes: by customer, what the fleet's own runs have written to Twilio."""

    world: World
    folder: Path
    customers: dict[str, Customer] = field(default_factory=dict)
    writes: dict[str, list[str]] = field(default_factory=dict)
    _runs: int = 0

    def add(self, stack: MiniatureStack) -> Customer:
        self.customers[stack.name] = Customer(stack)
        return self.customers[stack.name]

    def run_by_a_person(self, name: str) -> Run:
        """`a2p up`: its plan is shown, and its file approved."""
        customer = self.customers[name]
        run = customer.stack.up()
        customer.note_run()
        return run

    def list_stacks(self) -> list[str]:
        return sorted(self.customers)

    def read_revision(self, stack: str) -> str:
        return f"r{self.customers[stack].revision}"

    def read_recorded(self, stack: str) -> Recorded:
        customer = self.customers[stack]
        outputs = StackOutputs.from_json(customer.stack.outputs())
        stage = outputs.stage if outputs else ""
        return Recorded(stage, customer.ran_at, outputs, observed=customer.observed)

    def read_recorded_declaration(self, stack: str) -> str:
        return f"r{self.customers[stack].ran_revision}"

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        self.customers[stack].observed = outputs

    def read_declaration(self, stack: str) -> str:
        return self.read_revision(stack)

    def read_clock(self, stack: str) -> float:
        del stack
        return self.world.now()

    def preview(self, stack: str) -> Look:
        with self._writing() as file:
            run = self.customers[stack].stack.preview()
        log = RunLog.from_lines(file.read_bytes().splitlines(keepends=True) if file.exists() else [])
        refused = [verdict.refusal for verdict in log.verdicts if verdict.is_blocked]
        findings = tuple(Change.from_verdict(finding) for finding in log.findings)
        changes = (*list_changes(log.verdicts, ()), *findings)
        recorded = self.read_recorded(stack)
        return Look(
            changes=tuple(map(_to_planned, changes)),
            problem="\n".join(refused) or run.failure,
            blocked=bool(refused),
            begun=bool(recorded.stage),
            is_final=recorded.stage in _FINAL,
            has_moved=log.outputs != recorded.outputs,
            plan=frozenset(run_log.PlannedChange.of(each) for each in log.verdicts if each.is_change),
            observed=log.outputs,
        )

    def apply(self, stack: str, plan: frozenset[run_log.PlannedChange], *, waits: bool) -> Ended:
        customer = self.customers[stack]
        self.world.control("DELETE", "/requests")
        with self._writing(plan) as file, patch.dict(os.environ, {} if waits else {DEFER: "true"}):
            run = customer.stack.up()
        customer.note_run()
        made = self.world.control("GET", "/requests")
        self.writes.setdefault(stack, []).extend(
            f"{call['method']} {call['path']}"
            for call in made
            if call["method"] != "GET" and call["status"] < 400
        )
        lines = file.read_bytes().splitlines(keepends=True) if file.exists() else []
        failures = RunLog.from_lines(lines).failures if run.failure else ()
        delays = [each.again_after for each in failures if each.is_pending and each.again_after]
        problem = "" if failures and all(each.is_pending for each in failures) else run.failure
        return Ended(self.read_recorded(stack).stage, problem, max(delays, default=None))

    @contextmanager
    def _writing(self, plan: frozenset[run_log.PlannedChange] | None = None) -> Iterator[Path]:
        """The file of verdicts of one run, which does what was planned and nothing else."""
        self._runs += 1
        verdicts, agreed = (self.folder / f"{self._runs}.{kind}" for kind in ("verdicts", "plan"))
        env = {run_log.ENV: str(verdicts)}
        if plan is not None:
            agreed.write_bytes(json.dumps([each.to_json() for each in plan]).encode())
            env[run_log.PLAN_ENV] = str(agreed)
        with patch.dict(os.environ, env):
            yield verdicts


@dataclass
class SimulatedQueue:
    """The seam to durable jobs, in simulated time and in one process."""

    world: World
    _due: list[tuple[float, str]] = field(default_factory=list)

    def enqueue(self, job: Job, delay: float = 0.0) -> None:
        if job.id not in {job_id for _at, job_id in self._due}:
            heapq.heappush(self._due, (self.world.now() + delay, job.id))

    def pull_forward(self, stack: str) -> int:
        now, mine = self.world.now(), [each for each in self._due if Job.parse(each[1]).stack == stack]
        self._due = [each for each in self._due if each not in mine] + [(now, job_id) for _at, job_id in mine]
        heapq.heapify(self._due)
        return len(mine)

    def enqueue_all(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self.enqueue(job)

    def cancel(self, *stacks: str) -> int:
        mine = [each for each in self._due if Job.parse(each[1]).stack in stacks]
        self._due = [each for each in self._due if each not in mine]
        heapq.heapify(self._due)
        return len(mine)

    def list_open(self, stack: str | None = None, status: str | None = None) -> list[OpenJob]:
        jobs = [Job.parse(job_id) for _at, job_id in self._due if status in {None, "DELAYED"}]
        return [OpenJob(job, "DELAYED", "") for job in jobs if stack in {None, job.stack}]

    def has_waiting(self) -> bool:
        return False  # each look is taken when it is due

    def next_at(self) -> float:
        return self._due[0][0] if self._due else float("inf")

    def take(self) -> Job:
        return Job.parse(heapq.heappop(self._due)[1])


class MiniatureFleet:
    """One worker, and a calendar of what happens to its customers."""

    def __init__(
        self,
        world: World,
        database: Database,
        runner: MiniatureRunner,
        level: Level,
        *,
        most_a_day: Decimal | None = None,
    ) -> None:
        create_tables(database)
        self.world, self.database, self.runner = world, database, runner
        self.queue = SimulatedQueue(world)
        self.stacks = FleetStacks(database)
        self._reconciler = Reconciler(
            database, self.queue, runner, level, worker="simulated", most_a_day=most_a_day
        )
        self._calendar: list[tuple[float, int, Callable[[], object]]] = []

    def plan(self, seconds: float, happening: Callable[[], object]) -> None:
        """Have something happen so many seconds after now."""
        heapq.heappush(self._calendar, (self.world.now() + seconds, len(self._calendar), happening))

    def run(self, seconds: float) -> int:
        """Let so much simulated time pass; how many looks there were."""
        end, looks = self.world.now() + seconds, 0
        enqueue_declared(self.runner, self.stacks, self.queue)
        while (following := min(self.queue.next_at(), self._next_happening())) < end:
            self.world.advance(max(0.0, following - self.world.now()))
            if self._next_happening() <= following:
                heapq.heappop(self._calendar)[2]()
                enqueue_declared(self.runner, self.stacks, self.queue)
                continue
            self._look(self.queue.take())
            looks += 1
        return looks

    def _look(self, job: Job) -> None:
        result = self._reconciler.look(job)
        self._reconciler.record(job, result)
        self._reconciler.schedule_next(job, result)

    def _next_happening(self) -> float:
        return self._calendar[0][0] if self._calendar else float("inf")


def _to_planned(change: Change) -> PlannedChange:
    fees = tuple(run_log.FeeRecord(name, usd) for name, usd in change.fees)
    return PlannedChange(change.resource, change.verdict, fees, change.fields, change.traffic)
