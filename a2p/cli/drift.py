"""`a2p drift`: the differences between what is live and what is declared. Reads Twilio, changes nothing."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import choose_worst, exit_for_failure, list_reportable
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers
from a2p.cli.terminal.text import bold, format_labelled
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.messages import format_message
from a2p.redaction import redact
from a2p.run_log import Outcome, VerdictRecord
from a2p.state.errors import CheckpointUnreadable

_MANY = 2  # customers, from which on they are compared at once
_LAST = 2000  # characters of what the engine says; its summary of errors is at the end

# As providers/other_campaigns.py reads it: look for the Brand's Campaigns in the account's other services.
_LOOK_FOR_OTHERS = "A2P_LOOK_FOR_OTHERS"


@dataclass(frozen=True)
class DriftResult:
    """The comparison of one customer."""

    stack: str
    run: EngineRun

    @property
    def exit(self) -> Exit:
        """Exit code of one customer; what is blocked, and what no run changes, counts as drift too."""
        if self.run.status == 0:
            return Exit.DRIFT if self.run.log.findings else Exit.DONE
        ended = exit_for_failure(self.run)
        return Exit.DRIFT if ended is Exit.BLOCKED else ended

    @property
    def differences(self) -> list[VerdictRecord]:
        """Differences of values, which a run mends; then lifecycles that have ended, and foreign objects."""
        return [*list_reportable(self.run), *self.run.log.findings]

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        problem = redact(self.run.output.strip()[-_LAST:]) if self.exit is Exit.ERROR else None
        return {
            "stack": self.stack,
            "outcome": self.exit.name.lower(),
            "problem": problem,
            "differences": [{"kind": _kind_of(verdict), **verdict.to_json()} for verdict in self.differences],
        }


def drift(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Compare everything that is live with what is declared. Exit code 7 when something differs.

    Three kinds are told: values; lifecycles that have ended, such as a suspended Campaign; and foreign
    objects, such as a number nobody declared. A change of the stack file that no `a2p up` has carried out yet
    is a difference too.

    Parameters
    ----------
    customers:
        Names of stacks; all that were begun if none is named.
    selection:
        Options that choose customers.
    as_json:
        Write a JSON list.
    """
    project = EngineProject.find()
    stacks = selection.choose(project, customers or _list_begun(project)) if selection.is_filter else None
    results = _compare_all(project, stacks or list(customers or _list_begun(project)), selection.jobs)
    if as_json:
        print(json.dumps([drift_result.data() for drift_result in results], indent=2, ensure_ascii=False))
        return choose_worst(drift_result.exit for drift_result in results)
    for result in results:
        print(
            _format_result(result), file=sys.stderr if result.exit is Exit.ERROR else sys.stdout, flush=True
        )
    return choose_worst(drift_result.exit for drift_result in results)


def _compare_all(project: EngineProject, stacks: Sequence[str], jobs: int | None) -> list[DriftResult]:
    """The comparisons in the order given, several at once."""
    if len(stacks) < _MANY:
        return [_compare(project, stack) for stack in stacks]
    from a2p.cli.runs.at_once import Interrupted, WorkAtOnce  # most comparisons are of one customer
    from a2p.cli.runs.progress_table import show_runs  # as above
    from a2p.engine.jobs import choose_jobs  # as above
    from a2p.engine.warm_process import get_warm_process  # as above

    get_warm_process(project, many=True)
    with show_runs("comparing", len(stacks)) as shown:
        try:
            found = WorkAtOnce(choose_jobs(jobs), shown).run(stacks, lambda stack: _compare(project, stack))
        except Interrupted as ended:
            problem = format_message(f"not begun: {ended.reason}", remedy="a2p drift of these again")
            missing = {stack: DriftResult(stack, EngineRun(1, problem)) for stack in ended.not_begun}
            found = {**ended.results, **missing}
    return [found[stack] for stack in stacks]


def _list_begun(project: EngineProject) -> Sequence[str]:
    return project.state.list_stacks()


def _compare(project: EngineProject, stack: str) -> DriftResult:
    try:
        begun = project.has_state(stack) and project.state.read_checkpoint(stack) is not None
    except (EngineError, CheckpointUnreadable) as error:
        return DriftResult(stack, EngineRun(1, str(error)))
    if not begun:
        return DriftResult(
            stack, EngineRun(1, format_message(f"{stack} was never begun", remedy=f"a2p up {stack}"))
        )
    return DriftResult(
        stack,
        capture_pulumi(
            replace(project, env={**project.env, _LOOK_FOR_OTHERS: "true"}),
            *("preview", "--refresh", "--expect-no-changes", "--stack", stack),
        ),
    )


def _format_result(result: DriftResult) -> str:
    if result.exit is Exit.DONE:
        return f"{bold(result.stack)}: no drift"
    if result.exit is Exit.ERROR:
        return f"{bold(result.stack)}: cannot be compared\n{redact(result.run.output.strip()[-_LAST:])}"
    lines = [format_labelled(verdict.resource, _format_difference(verdict)) for verdict in result.differences]
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
        return str(outputs.next_step)
    return "; ".join(dict.fromkeys(finding.remedy for finding in result.run.log.findings))


def _kind_of(verdict: VerdictRecord) -> str:
    """`value`, `lifecycle` or `foreign`."""
    return verdict.verdict.value if verdict.is_finding else "value"


def _format_difference(verdict: VerdictRecord) -> str:
    fields = ", ".join(row.field for row in verdict.fields)
    notes = "".join(f"; {note}" for note in verdict.notes)
    return f"{verdict.verdict}: {verdict.sentence}{f' ({fields})' if fields else ''}{notes}"
