"""What is declared, enqueued: a new customer or a new revision begins a series of looks."""

import logging
from typing import Final

from fleet.jobs.queue import Job, Queue
from fleet.runner import Runner
from fleet.storage.stacks import ACTIVE, STOPPED, UNDECLARED, FleetStacks

logger = logging.getLogger(__name__)

_UNDECLARED_REASON: Final = (
    "its stack file is gone, and all is left at Twilio as it is: put the file back, or end the registration "
    "with a2p destroy"
)


def enqueue_declared(runner: Runner, stacks: FleetStacks, queue: Queue) -> list[str]:
    """
    Enqueue a look at each customer that has none to come; the customers whose declaration is new.

    Looks at an older declaration are cancelled. A crash between a customer's row and its job is made good by
    the next call.
    """
    revisions = {stack: runner.read_revision(stack) for stack in runner.list_stacks()}
    with stacks.hold_series():
        found = stacks.enrol(revisions)
        queue.cancel(*found)
        to_come = {(each.job.stack, each.job.revision) for each in queue.list_open()}
        begun = []
        for row in stacks.list_all():
            if row.status in {ACTIVE, STOPPED} and row.stack not in revisions:
                _leave_undeclared(row.stack, stacks, queue)
            elif row.status == ACTIVE and (row.stack, row.revision) not in to_come:
                begun.append(Job.first(row.stack, row.revision))
        queue.enqueue_all(begun)
    return found


def _leave_undeclared(stack: str, stacks: FleetStacks, queue: Queue) -> None:
    """Look no more at a customer whose stack file was removed: only a person destroys a registration."""
    logger.warning("its stack file is gone; nothing is changed at Twilio", extra={"stack": stack})
    stacks.update(stack, status=UNDECLARED, reason=_UNDECLARED_REASON, next_look_at=None)
    queue.cancel(stack)


def begin_looks(stack: str, stacks: FleetStacks, queue: Queue) -> None:
    """Enqueue a look at one customer, unless there is one to come."""
    with stacks.hold_series():
        row = stacks.find(stack)
        if row and not any(each.job.revision == row.revision for each in queue.list_open(stack)):
            queue.enqueue(Job.first(stack, row.revision))


def pull_forward(stack: str, stacks: FleetStacks, queue: Queue) -> None:
    """Have a customer looked at now, or once more at once where a look is at work."""
    stacks.note_pull(stack)
    queue.pull_forward(stack)
