"""
One look at a stack: preview, decide, run what may be run, write down what was done and why, and come back.

Each part can be done again after a crash: the look is made anew, the record has the job's id as its key, and
the next job has an id that follows from this one.
"""

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from a2p.errors import A2PError
from fleet.decisions import backoff
from fleet.decisions.deadlines import find_next_deadline
from fleet.decisions.policy import Action, Decision, Level, Look, decide
from fleet.decisions.spending import NO_LIMIT, Spending
from fleet.jobs.queue import Job, Queue
from fleet.looks.approvals import Approvals
from fleet.runner import Runner
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, STOPPED, FleetStacks

logger = logging.getLogger(__name__)

_SKIPPED: Final = "skip"


@dataclass(frozen=True)
class LookResult:
    """
    What a look came to, as it is recorded. problem: what failed; "" if nothing did. began_at: ISO.

    again_after: seconds of Twilio's clock after which a run that did not wait goes on; None if it need not.
    """

    action: str
    reason: str
    stage: str = ""
    fees_usd: str = "0"
    problem: str = ""
    began_at: str = ""
    again_after: int | None = None

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "LookResult":
        """From what `to_data` gave, in this release or another: what is not known here is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})


class Reconciler:
    """What a worker does with a job."""

    def __init__(  # noqa: PLR0913  # each is one collaborator
        self,
        database: Database,
        queue: Queue,
        runner: Runner,
        level: Level,
        *,
        worker: str,
        scale: float = 1.0,
        most_a_day: Decimal | None = NO_LIMIT,
    ) -> None:
        self._database = database
        self._stacks = FleetStacks(database)
        self._queue = queue
        self._runner = runner
        self._level = level
        self._worker = worker
        self._scale = scale
        self._approvals = Approvals(self._stacks, runner)
        self._spending = Spending(database, most_a_day)

    def give_up(self) -> None:
        """Wait no longer for a database that is away: the process ends."""
        self._database.give_up()

    def look(self, job: Job) -> LookResult:
        """Look at the stack, and run what the level lets be run."""
        row = self._stacks.find(job.stack)
        began = self._stacks.read_clock()
        if row is None or row.status != ACTIVE or row.revision != job.revision:
            return LookResult(_SKIPPED, row.reason if row else "unknown", began_at=began.isoformat())
        attempts = self._stacks.begin_attempt(job.stack)
        if attempts > backoff.MOST_FAILURES:
            reason = (
                f"{attempts - 1} looks in a row have failed or were cut off; last: {row.reason or 'killed'}"
            )
            return LookResult(STOPPED, reason, row.stage, began_at=began.isoformat())
        try:
            return self._look(job, began)
        except Exception as error:  # one customer's failure stops no other; it is recorded and tried again
            logger.exception("look failed", extra={"stack": job.stack, "job": job.id})
            problem = str(error)[:500] or type(error).__name__
            return LookResult(Action.LEAVE, "the look failed", row.stage, "0", problem, began.isoformat())

    def _look(self, job: Job, began: datetime) -> LookResult:
        approval = self._approvals.read(job)
        look = replace(self._runner.preview(job.stack), approved=approval.given, shown=approval.shown)
        decision = decide(self._level, look)
        if decision.action is Action.RUN and (objection := self._spending.reserve(look.cost)):
            decision = Decision(Action.LEAVE, f"{decision.reason}: {objection}")
        if decision.action is not Action.RUN or self._runner.read_revision(job.stack) != job.revision:
            return self._report(job, decision, look, began)
        self._approvals.begin_own_run(job.stack)
        ended = self._runner.apply(job.stack, look.plan, waits=not self._is_busy())
        self._approvals.end_own_run(job.stack)
        self._runner.keep_observed(job.stack, None)
        return LookResult(
            *(Action.RUN, decision.reason, ended.stage, str(look.cost), ended.problem, began.isoformat()),
            again_after=ended.again_after,
        )

    def _is_busy(self) -> bool:
        """Whether other customers wait for a worker: then nobody waits 30 s for Twilio (G3)."""
        return self._queue.has_waiting()

    def _report(self, job: Job, decision: Decision, look: Look, began: datetime) -> LookResult:
        """Nothing was run: what has moved is kept where `a2p status` finds it."""
        if look.observed or not look.has_moved:
            self._runner.keep_observed(job.stack, look.observed if look.has_moved else None)
        stage = look.observed.stage if look.observed else self._runner.read_recorded(job.stack).latest_stage
        problem = look.problem if look.problem and not look.blocked else ""
        return LookResult(decision.action, decision.reason, stage, "0", problem, began.isoformat())

    def record(self, job: Job, result: LookResult) -> None:
        """Write down what was done, once for each job, and where the customer stands."""
        if result.action == _SKIPPED:
            return
        self._database.execute(
            "insert into a2p_fleet_action "
            "(job, stack, revision, worker, level, action, reason, fees_usd, stage) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (job) do nothing",
            [
                *(job.id, job.stack, job.revision, self._worker, self._level),
                *(result.action, _join(result), result.fees_usd, result.stage),
            ],
        )
        values: dict[str, Any] = {"stage": result.stage, "reason": _join(result)}
        if result.action == STOPPED:
            values |= {"status": STOPPED, "next_look_at": None}
        elif not result.problem:
            values["attempts"] = 0
        self._stacks.update(job.stack, **values)
        logger.info("looked", extra={"stack": job.stack, "action": result.action, "reason": _join(result)})

    def schedule_next(self, job: Job, result: LookResult) -> None:
        """
        Enqueue the next look; at once if something has happened since this one began.

        None of a customer who was paused or taken out meanwhile: whoever takes them back begins a series.
        """
        row = self._stacks.find(job.stack)
        if result.action in {_SKIPPED, STOPPED} or row is None:
            return
        if (row.status, row.revision) != (ACTIVE, job.revision):
            return
        if self._has_younger_series(job):
            return
        try:
            pause = self._choose_pause(job, result, row.attempts)
        except A2PError:  # a stack file that cannot be read any more, a state that is away: the look tells it
            logger.warning("the next look is soon", exc_info=True, extra={"stack": job.stack})
            pause = backoff.pause_after_failure(max(row.attempts, 1), scale=self._scale)
        following = job.next()
        self._queue.enqueue(following, pause)
        self._stacks.update(
            job.stack, next_look_at=datetime.fromtimestamp(_now(row) + pause, tz=row.changed_at.tzinfo)
        )
        if self._stacks.was_pulled_since(job.stack, datetime.fromisoformat(result.began_at)):
            self._queue.pull_forward(job.stack)

    def _has_younger_series(self, job: Job) -> bool:
        """Whether the customer was begun twice: then the older series ends, and the other goes on."""
        return any(
            each.job.revision == job.revision and each.job.number > job.next().number
            for each in self._queue.list_open(job.stack)
        )

    def _choose_pause(self, job: Job, result: LookResult, attempts: int) -> float:
        """By failures, else by the stage; earlier where something lapses before that."""
        if result.problem:
            return backoff.pause_after_failure(max(attempts, 1), scale=self._scale)
        if result.again_after is not None:
            return result.again_after * self._scale
        pause = backoff.next_pause(result.stage, self._count_looks(job, result.stage), scale=self._scale)
        outputs = self._runner.read_recorded(job.stack).latest
        deadline = find_next_deadline(outputs, self._runner.read_clock(job.stack))
        return min(pause, deadline.seconds * self._scale) if deadline else pause

    def _count_looks(self, job: Job, stage: str) -> int:
        """How many looks in a row have found the stage before this one."""
        rows = self._database.execute(
            "select count(*) from a2p_fleet_action where stack = %s and id > coalesce((select max(id) from "
            "a2p_fleet_action where stack = %s and stage <> %s), 0)",
            [job.stack, job.stack, stage],
        )
        return max(0, int(rows[0][0]) - 1)


def _join(result: LookResult) -> str:
    return (
        f"{result.reason}: {result.problem}"
        if result.problem and result.problem not in result.reason
        else result.reason
    )


def _now(row: Any) -> float:
    return float(row.changed_at.timestamp())
