"""
Comparisons of what is live with what is declared: by the engine, but for whom nothing has changed since.

The accounts are read first (a2p.drift), in each of which one look serves all customers.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.diagnostics import find_diagnostics
from a2p.cli.runs.outcomes import exit_for_failure, list_reportable
from a2p.cli.runs.recorded_looks import note_looks
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject
from a2p.messages import format_message
from a2p.run_log import VerdictRecord
from a2p.state.errors import CheckpointUnreadable
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from a2p.drift.scan import Scan

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


_ONE_BY_ONE = "  its customers are compared by the engine, one by one, which takes longer"


@dataclass
class Comparing:
    """Comparisons of one project. look_at_all: by the engine, whatever was found before."""

    project: EngineProject
    look_at_all: bool = False
    jobs: int | None = None
    _reads: dict[str, Path] = field(default_factory=dict)

    def compare_all(self, stacks: Sequence[str]) -> list[DriftResult]:
        """The comparisons, in the order given."""
        with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
            scan = self._make_scan()
            unchanged = scan.list_unchanged(stacks) if scan and not self.look_at_all else set()
            for account, problem in scan.problems.items() if scan else ():
                print_status_line(account, f"read at once: {problem}\n{_ONE_BY_ONE}")
            found = {stack: DriftResult(stack, EngineRun(0)) for stack in unchanged}
            rest = [stack for stack in stacks if stack not in unchanged]
            found |= self._compare_at_once(rest, Path(folder))
            if scan and self._reads:
                scan.keep(self._reads)
        compared = {stack: each for stack, each in found.items() if each.exit in {Exit.DONE, Exit.DRIFT}}
        note_looks(self.project, {stack: each.differences for stack, each in compared.items()})
        return [found[stack] for stack in stacks]

    def _make_scan(self) -> "Scan | None":
        """None where only the engine can read the state."""
        if not isinstance(self.project.state, StoredState):
            return None
        from a2p.drift.scan import Scan  # as above
        from a2p.engine.twilio_session import session_for  # the SDK; one comparison has no need of it

        return Scan(self.project, self.project.state, session_for)

    def _compare_at_once(self, stacks: Sequence[str], folder: Path) -> dict[str, DriftResult]:
        if len(stacks) < _MANY:
            return {stack: self._compare(stack, folder) for stack in stacks}
        from a2p.cli.runs.many_customers.at_once import WorkAtOnce  # most comparisons are of one customer
        from a2p.cli.runs.many_customers.progress_table import show_runs  # as above
        from a2p.cli.runs.many_customers.shared_faults import SharedFaults  # as above
        from a2p.engine.jobs import choose_jobs  # as above
        from a2p.engine.warm_process import get_warm_process  # as above

        get_warm_process(self.project, many=True)
        faults = SharedFaults(self.project)
        with show_runs("comparing", len(stacks)) as shown:
            at_once = WorkAtOnce(choose_jobs(self.jobs), shown, faults)
            done = at_once.run(stacks, lambda stack: self._compare(stack, folder))
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

    def _compare(self, stack: str, folder: Path) -> DriftResult:
        from a2p.twilio.client.read_log import ENV as READS  # `a2p drift --help` needs no client

        project, log = self.project, folder / f"{stack}.jsonl"
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
                replace(project, env={**project.env, _LOOK_FOR_OTHERS: "true", READS: str(log)}),
                *("preview", "--refresh", "--expect-no-changes", "--stack", stack),
            ),
        )
        if result.exit is Exit.DONE:
            self._reads[stack] = log
        return result
