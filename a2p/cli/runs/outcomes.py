"""The exit code of a command, and the worst of several."""

from collections.abc import Iterable

from a2p.actor import Actor
from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.text import format_labelled
from a2p.engine.commands import UNEXPECTED_CHANGES, EngineRun
from a2p.errors import Blocked
from a2p.run_log import StackOutputs, VerdictRecord

# From the best to the worst: what several customers come to is the last of theirs.
_WORSE = (Exit.DONE, Exit.WAITING, Exit.DRIFT, Exit.PERSON, Exit.BLOCKED, Exit.ERROR)


def exit_for_status(outputs: StackOutputs | None) -> Exit:
    """Exit code for a stack's outputs; DONE for a stack without any."""
    if outputs is None or outputs.stage == "verified":
        return Exit.DONE
    return Exit.WAITING if outputs.next_step.actor is Actor.NOBODY else Exit.PERSON


def exit_for_failure(run: EngineRun) -> Exit:
    """Exit code for a run that the engine ended with an error."""
    if run.status == UNEXPECTED_CHANGES:
        return Exit.DRIFT
    if list_blocked(run) or any(failure.error == Blocked.__name__ for failure in run.log.failures):
        return Exit.BLOCKED
    return Exit.WAITING if is_waiting_for_review(run) else Exit.ERROR


def is_waiting_for_review(run: EngineRun) -> bool:
    """Whether every failure is a review that is still under way."""
    failures = run.log.failures
    return bool(failures) and all(failure.is_pending for failure in failures)


def list_blocked(run: EngineRun) -> list[VerdictRecord]:
    """The verdicts that need a consent before the run can go on."""
    return [verdict for verdict in run.log.verdicts if verdict.is_blocked]


def list_reportable(run: EngineRun) -> list[VerdictRecord]:
    """The verdicts that change something or refuse to."""
    return [verdict for verdict in run.log.verdicts if verdict.is_change]


def choose_worst(exits: Iterable[Exit]) -> Exit:
    """The most serious of several exit codes; DONE for none."""
    return max(exits, key=_WORSE.index, default=Exit.DONE)


def format_findings(run: EngineRun) -> list[str]:
    """What no run changes: a line for each fact, and what to do about it."""
    lines = []
    for finding in run.log.findings:
        lines.append(format_labelled(finding.label, f"{finding.verdict}: {finding.sentence}"))
        lines.append(format_labelled("", f"do: {finding.remedy}"))
    return lines
