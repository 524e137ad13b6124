"""
What a person has approved of a customer: the declaration of their last run, and the fees its plan has shown.

Each run records the digest of the declaration that it had: a file that was written anew with the same text is
no edit, and an edit that looks old is one. Whether a run is the fleet's own goes by when the engine wrote: a
run of ours that was cut off may have written until an hour after it began, and counts as nobody's approval.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from psycopg.types.json import Jsonb

from a2p.run_log import FeeToCome
from fleet.jobs.queue import Job
from fleet.runner import Recorded, Runner
from fleet.storage.stacks import FleetStack, FleetStacks

_LONGEST_RUN: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Approval:
    """Whether a declaration is approved, and the fees to come that were shown with it."""

    given: bool = False
    shown: tuple[FeeToCome, ...] = field(default=())


class Approvals:
    """Who has approved what, kept in the customers' rows."""

    def __init__(self, stacks: FleetStacks, runner: Runner) -> None:
        self._stacks = stacks
        self._runner = runner

    def read(self, job: Job) -> Approval:
        """What is approved of the declaration of a job."""
        row = self._stacks.find(job.stack)
        recorded = self._runner.read_recorded(job.stack)
        is_a_persons = row and recorded.at and not _is_own(row, recorded.at)
        if is_a_persons and self._is_as_recorded(job.stack):
            return self._keep(job, recorded)
        if row is None or row.approved_revision != job.revision:
            return Approval()
        return Approval(given=True, shown=tuple(map(FeeToCome.from_json, row.approved_fees)))

    def _is_as_recorded(self, stack: str) -> bool:
        """Whether what is declared is what the last run had."""
        return self._runner.read_recorded_declaration(stack) == self._runner.read_declaration(stack)

    def begin_own_run(self, stack: str) -> None:
        """Note, before it, that what is written from now on is the fleet's own."""
        self._stacks.update(stack, own_run_began_at=datetime.now(UTC))

    def end_own_run(self, stack: str) -> None:
        """Note up to when what is written is the fleet's own."""
        at = self._runner.read_recorded(stack).at
        self._stacks.update(stack, own_run_at=at, own_run_began_at=None)

    def _keep(self, job: Job, recorded: Recorded) -> Approval:
        fees = recorded.fees_to_come
        shown = Jsonb([each.to_json() for each in fees])
        self._stacks.update(job.stack, approved_revision=job.revision, approved_fees=shown)
        return Approval(given=True, shown=fees)


def _is_own(row: FleetStack, at: datetime) -> bool:
    began = row.own_run_began_at
    if began and began <= at <= began + _LONGEST_RUN:
        return True
    return row.own_run_at is not None and at <= row.own_run_at
