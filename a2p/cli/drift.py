"""`a2p drift`: the differences between what is live and what is declared. Reads Twilio, changes nothing."""

import json
import sys
from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.comparing import Comparing, DriftResult
from a2p.cli.runs.diagnostics import find_diagnostics
from a2p.cli.runs.event_subscriptions import UnsubscribedAccount, find_unsubscribed
from a2p.cli.runs.outcomes import choose_worst, list_reportable
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold, format_labelled
from a2p.engine.project import EngineProject
from a2p.run_log import Outcome, VerdictRecord


def drift(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    selection: Selection = NO_SELECTION,
    by_engine: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Compare everything that is live with what is declared. Exit code 7 when something differs.

    What differs is told by `a2p status` until it is mended, and read anew by the next preview or run.

    Three kinds are told: values; lifecycles that have ended, such as a suspended Campaign; and foreign
    objects, such as a number nobody declared. A change of the stack file that no `a2p up` has carried out yet
    is a difference too. So is an account that does not send its events to a2p:events_url, where that is
    declared.

    Parameters
    ----------
    customers:
        Names of stacks; all that were begun if none is named.
    selection:
        Options that choose customers.
    by_engine:
        Have the engine compare each customer, also those of whom nothing has changed since it last did.
    as_json:
        Write a JSON list: an entry for each customer, and one with "stack": null for each account that does
        not send its events to a2p:events_url.
    """
    project = EngineProject.find()
    stacks = list(customers or project.state.list_stacks())
    stacks = selection.choose(project, stacks) if selection.is_filter else stacks
    results = Comparing(project, look_at_all=by_engine, jobs=selection.jobs).compare_all(stacks)
    unsubscribed = find_unsubscribed(project, stacks)
    for account in unsubscribed:
        print(account, file=sys.stderr, flush=True)
    found: list[DriftResult | UnsubscribedAccount] = [*results, *unsubscribed]
    if as_json:
        print(json.dumps([each.data() for each in found], indent=2, ensure_ascii=False))
        return choose_worst(each.exit for each in found)
    for result in results:
        print(
            _format_result(result), file=sys.stderr if result.exit is Exit.ERROR else sys.stdout, flush=True
        )
    return choose_worst(each.exit for each in found)


def _format_result(result: DriftResult) -> str:
    if result.exit is Exit.DONE:
        return f"{bold(result.stack)}: no drift"
    if result.exit is Exit.ERROR:
        return f"{bold(result.stack)}: cannot be compared\n{find_diagnostics(result.run.output)}"
    lines = [format_labelled(verdict.label, _format_difference(verdict)) for verdict in result.differences]
    if not lines:
        lines = [format_labelled("", "something that is no resource of ours: see the preview")]
    next_command = format_labelled("next", _choose_next(result))
    return "\n".join([f"{bold(result.stack)}: differs", *lines, next_command])


def _choose_next(result: DriftResult) -> str:
    """A command that mends: a run with a refresh sees what drift has seen; else what a finding asks for."""
    changes = list_reportable(result.run)
    if any(verdict.is_blocked for verdict in changes):
        blocked = next(verdict for verdict in changes if verdict.is_blocked)
        # Without a refresh the run would not see what drift has seen, and would change nothing.
        command = f"a2p up {result.stack}"
        return blocked.remedy.replace(command, f"{command} -- --refresh").replace(
            "take the change back", "take the change back, in the stack file or at Twilio"
        )
    if changes or not result.run.log.findings:
        return (
            f"a2p up {result.stack} -- --refresh, which puts it right; "
            f"a2p preview {result.stack} -- --refresh says how"
        )
    outputs = result.run.log.outputs
    lifecycle = any(finding.verdict is Outcome.LIFECYCLE for finding in result.run.log.findings)
    if lifecycle and outputs and outputs.stage != "verified":
        return outputs.next_step.for_a2p()
    return "; ".join(dict.fromkeys(finding.remedy for finding in result.run.log.findings))


def _format_difference(verdict: VerdictRecord) -> str:
    fields = ", ".join(row.field for row in verdict.fields)
    notes = "".join(f"; {note}" for note in verdict.notes)
    sentence = " ".join(verdict.sentence.split())
    return f"{verdict.verdict}: {sentence}{f' ({fields})' if fields else ''}{notes}"
