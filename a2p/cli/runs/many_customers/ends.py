"""The ends of customers for whom nothing was run: by the plan, because of others, or of what was shown."""

from typing import Final

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.customer_run import CustomerRun
from a2p.cli.runs.outcomes import exit_for_status
from a2p.messages import format_message
from a2p.report.changes import PreviewOutcome
from a2p.report.previews import Previewed

EXITS: Final = {PreviewOutcome.FAILED: Exit.ERROR, PreviewOutcome.BLOCKED: Exit.BLOCKED}


def end_of_plan(verb: str, each: Previewed) -> CustomerRun:
    """Where a customer stands for whom nothing is done after the preview."""
    preview = each.preview
    ended = EXITS.get(preview.outcome, Exit.DONE)
    if verb == "up" and ended is Exit.DONE:
        ended = exit_for_status(each.run.log.outputs)
    elif ended is Exit.DONE and each.run.log.findings and preview.outcome is PreviewOutcome.UNCHANGED:
        ended = Exit.PERSON
    return CustomerRun(preview.stack, ended, each.run, problem=preview.problem)


def skip(verb: str, stack: str, reason: str) -> CustomerRun:
    """The end of a customer whose run was not begun, because of what has happened to others."""
    return CustomerRun(
        stack, Exit.ERROR, problem=format_message(f"not begun: {reason}", remedy=f"a2p {verb} {stack}")
    )


def refuse(verb: str, stack: str, problem: str) -> CustomerRun:
    """The end of a customer of whom something else was shown than would be done."""
    remedy = f"a2p {verb} {stack}, which shows first what it does"
    return CustomerRun(stack, Exit.BLOCKED, problem=format_message(problem, remedy=remedy))


def refuse_exchange(stack: str, others: frozenset[str]) -> CustomerRun:
    """The end of a customer who gets a number from one who gets another number from it."""
    names = ", ".join(sorted(others))
    problem = f"{names} exchange numbers, and Twilio has each in one service only"
    remedy = f"take them out of the stack files, a2p up {' '.join(sorted(others))}, then add them"
    return CustomerRun(stack, Exit.BLOCKED, problem=format_message(problem, remedy=remedy))
