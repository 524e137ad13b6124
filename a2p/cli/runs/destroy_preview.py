"""
What is known of a destruction before it: why it needs a consent, and what becomes of bought numbers.

A `pulumi destroy` asks no provider anything before it deletes, so this is read from the state.
"""

from typing import Any

from a2p.cli.terminal.text import bold, measure_width
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status
from a2p.messages import format_message
from a2p.run_log import Outcome, VerdictRecord

_NUMBER = "PhoneNumber"
_GONE_BY = "the stack is destroyed"


def refuse_destroy(project: EngineProject, stack: str) -> str:
    """
    Why a registration must not be deleted without a consent; "" if it may be.

    The provider looks at Twilio and refuses it too (C20), in the middle of the run.
    """
    from a2p.plan.consents import Consent, format_command, is_given_by  # only a destroy needs one

    recorded = read_recorded_status(project, stack)
    outputs = recorded.outputs if recorded else None
    approved = outputs is not None and any(each.status == "VERIFIED" for each in outputs.list_campaigns())
    if (
        not approved
        or is_given_by(project.env, Consent.TRAFFIC_LOSS, stack)
        or project.has_traffic_consent(stack)
    ):
        return ""
    command = format_command([Consent.TRAFFIC_LOSS], verb="destroy", stack=stack)
    return format_message(
        "its Campaign is approved: destroyed, its numbers could not send until another one is, after days or "
        "weeks",
        remedy=f"leave it as it is; or, if it has to be, for this run alone:\n{command}",
    )


def list_given_up_numbers(project: EngineProject, stack: str) -> tuple[VerdictRecord, ...]:
    """
    What a destruction makes of each number that the stack has bought: given back to Twilio, or kept.

    Raises:
        StateError: the state cannot be read.
    """
    checkpoint = project.state.read_checkpoint(stack) if project.has_state(stack) else None
    resources = checkpoint.list_of_type(_NUMBER) if checkpoint else ()
    return tuple(_decide(each.get("outputs") or {}) for each in resources)


def format_given_up_numbers(stack: str, numbers: tuple[VerdictRecord, ...]) -> str:
    """The steps that `a2p destroy` would take with them, as a table; "" without any."""
    from a2p.report.plan_table import format_table  # a stack that has bought none needs no table
    from a2p.report.steps import list_steps  # as above

    if not numbers:
        return ""
    heading = f"{bold(stack)}: what becomes of the numbers that it has bought"
    return "\n".join([heading, format_table(list_steps(numbers), measure_width())])


def _decide(outputs: dict[str, Any]) -> VerdictRecord:
    from a2p.plan.stops.numbers import decide_bought_removal  # as above

    sid = str(outputs.get("sid", ""))
    verdict = decide_bought_removal(
        f"{outputs.get('number', '')} ({sid})", is_released=bool(outputs.get("release")), gone_by=_GONE_BY
    )
    return VerdictRecord(_NUMBER, sid, Outcome[verdict.kind.name], verdict.sentence)
