"""
After a killed run: wait until Twilio shows what that run has made.

Every provider looks for what exists before it creates (design 6). What Twilio has accepted and does not list
yet, or has yet to carry out, no look finds, and a second Brand would be paid for (decision 0015).
"""

from datetime import UTC, datetime, timedelta

from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.session import find_clock
from a2p.engine.project import EngineProject
from a2p.plan.waits import AFTER_A_KILLED_CREATION, AFTER_A_KILLED_RUN, Wait
from a2p.state.checkpoints import Checkpoint

# A dead run cannot have written to Twilio for longer after its last sign: no operation lasts so long.
_LONG_AGO = timedelta(hours=1)


def wait_after_kill(project: EngineProject, checkpoint: Checkpoint, last_sign: datetime) -> None:
    """Sleep on the target API's clock, unless the dead run created nothing or ended long ago."""
    if not any(checkpoint.list_providers()) or datetime.now(UTC) - last_sign > _LONG_AGO:
        return
    wait = choose_wait(checkpoint)
    print_status_line(
        checkpoint.stack, f"waiting {wait.seconds:.0f} s, {wait.why}, so that nothing is made twice"
    )
    find_clock(project, checkpoint).sleep(wait.seconds)


def choose_wait(checkpoint: Checkpoint) -> Wait:
    """
    How long a dead run's requests may still take effect.

    The engine writes down what it creates before the provider is called. Where it had begun nothing, only
    what is recorded has to show.
    """
    was_creating = any(operation.kind == "creating" for operation in checkpoint.pending)
    return AFTER_A_KILLED_CREATION if was_creating else AFTER_A_KILLED_RUN
