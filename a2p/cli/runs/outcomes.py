"""How a command ended, as an exit code, and what of several is the worst."""

from collections.abc import Iterable

from a2p.actor import Actor
from a2p.cli.exit_codes import Exit
from a2p.engine.commands import UNEXPECTED_CHANGES, EngineRun
from a2p.run_log import StackOutputs, VerdictRecord

# From the best to the worst: what several customers come to is the last of theirs.
_WORSE = (Exit.DONE, Exit.WAITING, Exit.DRIFT, Exit.PERSON, Exit.BLOCKED, Exit.ERROR)


def exit_for_status(outputs: StackOutputs | None) -> Exit:
    """What a stack's outputs come to; a stack without any has nothing to wait for."""
    if outputs is None or outputs.stage == "verified":
        return Exit.DONE
    return Exit.WAITING if outputs.next_step.actor is Actor.NOBODY else Exit.PERSON


def exit_for_failure(run: EngineRun) -> Exit:
    """What a run that the engine did not end well comes to."""
    if run.status == UNEXPECTED_CHANGES:
        return Exit.DRIFT
    if list_blocked(run):
        return Exit.BLOCKED
    return Exit.WAITING if is_waiting_for_review(run) else Exit.ERROR


def is_waiting_for_review(run: EngineRun) -> bool:
    """Whether nothing but a review that is under way stopped it."""
    failures = run.log.failures
    return bool(failures) and all(failure.is_pending for failure in failures)


def list_blocked(run: EngineRun) -> list[VerdictRecord]:
    """The verdicts that stopped it until somebody agrees to the harm."""
    return [verdict for verdict in run.log.verdicts if verdict.is_blocked]


def list_reportable(run: EngineRun) -> list[VerdictRecord]:
    """The verdicts of what is not left as it is."""
    return [verdict for verdict in run.log.verdicts if verdict.is_change]


def choose_worst(exits: Iterable[Exit]) -> Exit:
    """The one of several that has to be known first."""
    return max(exits, key=_WORSE.index, default=Exit.DONE)
