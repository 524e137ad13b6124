"""
`up`, `preview` and `destroy` for one customer: recover, run in front of the user, say where it stands.

The engine's output goes to standard output as it comes, or, where that is for a program, to standard error.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import IO

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line, require_customers, split_arguments
from a2p.cli.runs.customer_run import CustomerRun
from a2p.cli.runs.destroy_preview import (
    format_given_up_numbers,
    list_given_up_numbers,
    refuse_destroy,
)
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
from a2p.engine.recovery import recover, remove_partial_writes
from a2p.engine.temporary_state import begin_temporarily
from a2p.messages import format_message
from a2p.state.errors import CheckpointUnreadable, StateError
from a2p.state.standing_tables import RecordedStatus


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
    if verb == "destroy":
        end = _destroy(project, stack, options, as_json=as_json)
    else:
        end = _run_one(project, verb, stack, options, as_json=as_json)
    if verb == "up" and end.run:
        print_subscriptions(project, [stack])
    if as_json:
        summary = {"exit": int(end.exit), "stacks": [end.data()]}
        print(json.dumps(summary, indent=2, ensure_ascii=False))
    else:
        print(_format_run(verb, end), file=sys.stderr if end.problem else sys.stdout, flush=True)
    return end.exit


def _destroy(project: EngineProject, stack: str, options: list[str], *, as_json: bool) -> CustomerRun:
    """Tell first what becomes of bought numbers; the engine asks after that, unless somebody said yes."""
    try:
        given_up = list_given_up_numbers(project, stack)
        refusal = refuse_destroy(project, stack)
    except (EngineError, StateError) as error:
        return CustomerRun(stack, Exit.ERROR, problem=str(error))
    if given_up:
        table = format_given_up_numbers(stack, given_up)
        print(table, file=sys.stderr if as_json else sys.stdout, flush=True)
    if refusal:
        return CustomerRun(stack, Exit.BLOCKED, problem=refusal, given_up=given_up)
    return replace(_run_one(project, "destroy", stack, options, as_json=as_json), given_up=given_up)


def _run_one(
    project: EngineProject, verb: str, stack: str, options: list[str], *, as_json: bool
) -> CustomerRun:
    to = sys.stderr if as_json else None
    try:
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
