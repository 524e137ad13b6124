"""
`up`, `preview` and `destroy` for one customer: recover, run in front of the user, say where it stands.

The engine's output goes to standard output as it comes, or, where that is for a program, to standard error.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line, require_customers, split_arguments
from a2p.cli.runs.event_subscriptions import print_subscriptions
from a2p.cli.runs.outcomes import (
    exit_for_failure,
    exit_for_status,
    format_findings,
    is_waiting_for_review,
    list_blocked,
    list_reportable,
)
from a2p.cli.runs.recorded_looks import add_refresh, note_run
from a2p.cli.terminal.text import bold, format_age, format_labelled, format_time, measure_width
from a2p.engine.after_run import describe_damage, record_run
from a2p.engine.commands import EngineRun, capture_pulumi, run_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.locks import find_active
from a2p.engine.project import EngineProject
from a2p.engine.recorded_status import read_recorded_status
from a2p.engine.recovery import recover, remove_partial_writes
from a2p.engine.temporary_state import begin_temporarily
from a2p.messages import format_message
from a2p.state.errors import CheckpointUnreadable
from a2p.state.standing_tables import RecordedStatus


@dataclass(frozen=True)
class CustomerRun:
    """The run of one customer. problem: why nothing was run, or what stopped it; "" if it ended well."""

    stack: str
    exit: Exit
    run: EngineRun | None = None
    recorded: RecordedStatus | None = None
    problem: str = ""
    recovered: list[str] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        recorded = self.recorded
        outputs = recorded.outputs if recorded else None
        return {
            "stack": self.stack,
            "outcome": self.exit.name.lower(),
            "exit": int(self.exit),
            "engine_exit": self.run.status if self.run else None,
            "problem": self.problem or None,
            "recovered": self.recovered,
            "since": recorded.since.isoformat() if recorded and recorded.since else None,
            **(outputs.to_json() if outputs else {}),
            "again_after": self._find_delay(),
            "verdicts": [verdict.to_json() for verdict in list_reportable(self.run)] if self.run else [],
        }

    def _find_delay(self) -> int | None:
        """After how many seconds the same command may go on; None where nothing says."""
        failures = self.run.log.failures if self.run and self.run.status else ()
        return max((each.again_after for each in failures if each.again_after is not None), default=None)


def run_customer(verb: str, words: Sequence[str], *, yes: bool, as_json: bool) -> Exit:
    """
    Run a verb for the customer that the words name; several are for a2p.cli.runs.many_customers.many_runs.

    Raises:
        NoSuchStack: none is named.
    """
    project = EngineProject.find()
    customers, options = split_arguments(words)
    options += ["--yes"] if yes else []
    (stack,) = require_customers(project, customers, verb)
    end = _run_one(project, verb, stack, options, as_json=as_json)
    if verb == "up" and end.run:
        print_subscriptions(project, [stack])
    if as_json:
        summary = {"exit": int(end.exit), "stacks": [end.data()]}
        print(json.dumps(summary, indent=2, ensure_ascii=False))
    else:
        print(_format_run(verb, end), file=sys.stderr if end.problem else sys.stdout, flush=True)
    return end.exit


def _run_one(
    project: EngineProject, verb: str, stack: str, options: list[str], *, as_json: bool
) -> CustomerRun:
    to = sys.stderr if as_json else None
    try:
        if verb == "destroy" and (refusal := refuse_destroy(project, stack)):
            return CustomerRun(stack, Exit.BLOCKED, problem=refusal)
        recovered = prepare_run(project, verb, stack)
        options = add_refresh(project, verb, stack, options)
        ran = _run_engine(project, verb, stack, options, to)
    except (EngineError, CheckpointUnreadable) as error:
        return CustomerRun(stack, Exit.ERROR, problem=str(error))
    note_run(project, verb, stack, options, ran)
    recorded = record_run(project, stack) if verb != "preview" else None
    if ran.status:
        return CustomerRun(
            stack,
            exit_for_failure(ran),
            ran,
            problem=_describe_stop(project, verb, stack, ran),
            recovered=recovered,
        )
    if verb != "up":
        is_idle = not list_reportable(ran)
        ended = Exit.PERSON if verb == "preview" and ran.log.findings and is_idle else Exit.DONE
        return CustomerRun(stack, ended, ran, recovered=recovered)
    ended = exit_for_status(recorded.outputs if recorded else None)
    return CustomerRun(stack, ended, ran, recorded, recovered=recovered)


def _run_engine(
    project: EngineProject, verb: str, stack: str, options: list[str], to: IO[str] | None
) -> EngineRun:
    if verb == "preview" and not project.has_state(stack):
        with begin_temporarily(project, stack) as scratch:
            return run_pulumi(scratch.project, verb, "--stack", stack, *options, *scratch.options, to=to)
    # With any other option, such as --skip-preview or --target, what was asked for is done.
    if verb == "up" and "--yes" in options and not {*options} - {"--yes", "--refresh"}:
        from a2p.cli.runs.up_after_look import run_up  # a preview looks only

        return run_up(project, stack, to, [each for each in options if each != "--yes"])
    return run_pulumi(project, verb, "--stack", stack, *options, to=to)


def prepare_run(project: EngineProject, verb: str, stack: str) -> list[str]:
    """Create a new stack; clean up after a killed run, except before a preview."""
    if verb == "up":
        from a2p.cli.runs.public_passphrase import warn_of_public_passphrase  # it reads the whole stack file

        warn_of_public_passphrase(project, stack)
    if not project.has_state(stack):
        if verb == "preview":  # which begins nothing
            return []
        _begin(project, verb, stack)
    if verb != "preview":
        from a2p.cli.runs.wait_after_kill import wait_after_kill  # a preview waits for nobody

        return recover(project, stack, partial(print_status_line, stack), partial(wait_after_kill, project))
    if lock := find_active(stack, project.state.list_locks(stack)):
        print_status_line(
            stack,
            f"a run is at work since {format_time(lock.at)} (pid {lock.pid}); "
            "what it changes may be missing here",
        )
    else:
        remove_partial_writes(project, stack, partial(print_status_line, stack))
    return []


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


def _begin(project: EngineProject, verb: str, stack: str) -> None:
    if verb == "destroy":
        raise EngineError(f"{stack} has no state in {project.backend}: there is nothing to destroy")
    begun = capture_pulumi(project, "stack", "init", stack)
    if begun.status:
        raise EngineError(f"{stack} cannot be created: {begun.output.strip()}", remedy="a2p doctor")
    print_status_line(stack, f"created its stack in {project.backend}")


def _describe_stop(project: EngineProject, verb: str, stack: str, ran: EngineRun) -> str:
    """Summary of a run that failed, and what to do; the engine's messages above it have the reason."""
    if ran.interrupted:
        return format_message("interrupted", remedy=f"a2p {verb} {stack}, which continues from there")
    if refused := list_blocked(ran):
        return "\n".join(verdict.refusal for verdict in refused)
    if exit_for_failure(ran) is Exit.DRIFT:
        return format_message(
            "there are changes, although none were expected", remedy=f"a2p up {stack}, if they are wanted"
        )
    if is_waiting_for_review(ran):
        return format_message(
            "a review has to end first; the messages above say which",
            remedy=f"a2p {verb} {stack}, in a few minutes; what is done by now stays",
        )
    if damage := describe_damage(project, stack):
        return damage
    # What no provider and no program has told, the engine has: of the passphrase, the state, the file.
    has_own_words = bool(ran.log.verdicts or ran.log.failures)
    remedy = "" if has_own_words else f"a2p doctor {stack}, which looks at passphrase, state and credentials"
    if not project.state.has_locks:
        remedy = (
            f"if it says that the stack is locked: locks in {project.backend} are not looked at here. "
            f"Make sure that no run is at work, then: pulumi cancel -s {stack}"
        )
    return format_message(f"the engine ended with {ran.status}; its messages above say why", remedy=remedy)


def _format_run(verb: str, ended: CustomerRun) -> str:
    if ended.problem:
        return f"\n{bold(ended.stack)}: {ended.problem.removeprefix(f'{ended.stack}: ')}"
    if verb == "preview":
        return f"\n{_format_preview(ended)}"
    if verb == "destroy":
        return f"\n{bold(ended.stack)}: destroyed; what the messages above name stays at Twilio"
    return "\n" + format_summary(ended.stack, ended.recorded)


def _format_preview(ended: CustomerRun) -> str:
    """The steps that `a2p up` would take, in their order."""
    from a2p.report.plan_table import format_table  # shown at the end only
    from a2p.report.steps import list_steps  # as above

    steps = list_steps(ended.run.log.verdicts) if ended.run else []
    findings = format_findings(ended.run) if ended.run else []
    if not steps and findings:
        return "\n".join([f"{bold(ended.stack)}: nothing would change; at Twilio it is not well", *findings])
    if not steps:
        return f"{bold(ended.stack)}: previewed; nothing was changed"
    heading = f"{bold(ended.stack)}: nothing was changed; `a2p up` would do this, in this order"
    next_command = format_labelled("next", f"a2p up {ended.stack}")
    return "\n".join([heading, format_table(steps, measure_width()), *findings, next_command])


def format_summary(stack: str, recorded: RecordedStatus | None) -> str:
    """Stage of a stack, what it waits for, who must act and the next command, as labelled lines."""
    outputs = recorded.outputs if recorded else None
    if recorded is None or outputs is None:
        return f"{bold(stack)}: no stage is recorded"
    since = f", for {format_age(recorded.since)}" if recorded.since else ""
    facts = {
        "waits for": outputs.waits_for,
        "who must act": outputs.next_step.for_a2p(),
        "next": outputs.next_command.for_a2p() if outputs.next_command else "",
        "fees to come": ", ".join(str(each.fee) for each in outputs.fees_to_come),
    }
    lines = [format_labelled(label, text) for label, text in facts.items() if text]
    return "\n".join([f"{bold(stack)}: {outputs.stage}{since}", *lines])
