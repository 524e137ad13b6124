"""
Comparisons of what is live with what is declared: by the engine, but for whom nothing has changed since.

The accounts are read first (a2p.drift), in each of which one look serves all customers.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.diagnostics import find_diagnostics
from a2p.cli.runs.known_customers import KnownCustomers
from a2p.cli.runs.outcomes import exit_for_failure, list_reportable
from a2p.cli.runs.recorded_looks import note_looks
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.messages import format_message
from a2p.run_log import VerdictRecord
from a2p.state.errors import CheckpointUnreadable

_MANY = 2  # customers, from which on they are compared at once

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
        problem = find_diagnostics(self.run.output) if self.exit is Exit.ERROR else None
        return {
            "stack": self.stack,
            "outcome": self.exit.name.lower(),
            "problem": problem,
            "differences": [{"kind": kind_of(verdict), **verdict.to_json()} for verdict in self.differences],
        }


def kind_of(verdict: VerdictRecord) -> str:
    """`value`, `lifecycle` or `foreign`."""
    return verdict.verdict.value if verdict.is_finding else "value"


@dataclass
class Comparing:
    """Comparisons of one project. look_at_all: by the engine, whatever was found before."""

    project: EngineProject
    look_at_all: bool = False
    jobs: int | None = None

    def compare_all(self, stacks: Sequence[str]) -> list[DriftResult]:
        """The comparisons, in the order given."""
        with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
            known = KnownCustomers(self.project, Path(folder), is_refreshed=True)
            unchanged = set() if self.look_at_all else known.find_unchanged(stacks)
            found = {stack: DriftResult(stack, EngineRun(0)) for stack in unchanged}
            rest = [stack for stack in stacks if stack not in unchanged]
            found |= self._compare_at_once(rest, known)
            known.keep()
        compared = {stack: each for stack, each in found.items() if each.exit in {Exit.DONE, Exit.DRIFT}}
        note_looks(self.project, {stack: each.differences for stack, each in compared.items()})
        return [found[stack] for stack in stacks]

    def _compare_at_once(self, stacks: Sequence[str], known: KnownCustomers) -> dict[str, DriftResult]:
        if len(stacks) < _MANY:
            return {stack: self._compare(stack, known) for stack in stacks}
        from a2p.cli.runs.many_customers.at_once import WorkAtOnce  # most comparisons are of one customer
        from a2p.cli.runs.many_customers.progress_table import show_runs  # as above
        from a2p.cli.runs.many_customers.shared_faults import SharedFaults  # as above
        from a2p.engine.jobs import choose_jobs  # as above
        from a2p.engine.warm_process import get_warm_process  # as above

        get_warm_process(self.project, many=True)
        faults = SharedFaults(self.project)
        with show_runs("comparing", len(stacks)) as shown:
            at_once = WorkAtOnce(choose_jobs(self.jobs), shown, faults)
            done = at_once.run(stacks, lambda stack: self._compare(stack, known))
        repeated = {
            stack: DriftResult(stack, replace(result.run, output=reason))
            for stack, result in done.results.items()
            if result.run.status and (reason := faults.find_reason(stack))
        }
        missing = {
            stack: DriftResult(
                stack, EngineRun(1, format_message(f"not begun: {reason}", remedy=f"a2p drift {stack}"))
            )
            for stack, reason in done.not_begun.items()
        }
        return {**done.results, **repeated, **missing}

    def _compare(self, stack: str, known: KnownCustomers) -> DriftResult:
        project = self.project
        try:
            begun = project.has_state(stack) and project.state.read_checkpoint(stack) is not None
        except (EngineError, CheckpointUnreadable) as error:
            return DriftResult(stack, EngineRun(1, str(error)))
        if not begun:
            problem = format_message(f"{stack} was never begun", remedy=f"a2p up {stack}")
            return DriftResult(stack, EngineRun(1, problem))
        result = DriftResult(
            stack,
            capture_pulumi(
                replace(project, env={**project.env, _LOOK_FOR_OTHERS: "true", **known.log_reads(stack)}),
                *("preview", "--refresh", "--expect-no-changes", "--stack", stack),
            ),
        )
        if result.exit is Exit.DONE:
            known.note_unchanged(stack, result.run.log.outputs)
        return result
