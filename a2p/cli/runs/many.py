"""
`up`, `preview` and `destroy` of many customers at once: plan all, show all, check the limits, then do that.

What is done is what was shown: a run that finds another change ends before it: see
providers/output/agreed_plan.py.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.at_once import Interrupted, WorkAtOnce
from a2p.cli.runs.each_customer import CustomerRun, prepare_run, refuse_destroy
from a2p.cli.runs.outcomes import choose_worst, exit_for_failure, exit_for_status
from a2p.cli.runs.progress_table import show_runs
from a2p.cli.terminal.text import bold
from a2p.engine.after_run import record_run
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.jobs import choose_jobs
from a2p.engine.project import EngineProject
from a2p.engine.settled import has_settled
from a2p.engine.warm_process import get_warm_process
from a2p.errors import A2PError
from a2p.messages import format_message
from a2p.redaction import redact
from a2p.report.brakes import Brakes, check_brakes
from a2p.report.changes import PreviewOutcome
from a2p.report.previews import Previewed, preview_with_run
from a2p.report.summary import PreviewReport, format_headline, format_unchanged, group_customers
from a2p.run_log import ENV, PLAN_ENV, PlannedChange
from a2p.state.errors import StateError

_LAST = 1500  # characters of what the engine says
_EXITS = {PreviewOutcome.FAILED: Exit.ERROR, PreviewOutcome.BLOCKED: Exit.BLOCKED}


@dataclass
class ManyRuns:
    """One command over many customers. options: Pulumi's own, for each of them."""

    project: EngineProject
    verb: str
    stacks: Sequence[str]
    options: Sequence[str]
    brakes: Brakes
    jobs: int
    as_json: bool = False
    ends: dict[str, CustomerRun] = field(default_factory=dict)

    @classmethod
    def of(  # noqa: PLR0913, PLR0917  # one for each thing that a command line says
        cls,
        project: EngineProject,
        verb: str,
        stacks: Sequence[str],
        options: Sequence[str],
        brakes: Brakes,
        jobs: int | None,
        *,
        as_json: bool,
    ) -> "ManyRuns":
        """With as many jobs as there is memory for, and without the file in which a user keeps verdicts."""
        get_warm_process(project, many=True)
        alone = replace(project, env={name: text for name, text in project.env.items() if name != ENV})
        return cls(alone, verb, stacks, options, brakes, choose_jobs(jobs), as_json)

    def run(self, *, yes: bool) -> Exit:
        """All of it; the exit code is the worst of all customers'."""
        ended = self._destroy(yes=yes) if self.verb == "destroy" else self._plan_and_apply(yes=yes)
        if self.as_json:
            in_order = [self.ends[stack].data() for stack in self.stacks if stack in self.ends]
            print(json.dumps({"exit": int(ended), "stacks": in_order}, indent=2, ensure_ascii=False))
        return ended

    def _plan_and_apply(self, *, yes: bool) -> Exit:
        planned = self._at_once("previewing", self.stacks, self._plan)
        for stack, each in planned.items():
            self.ends[stack] = self._end_of_plan(each)
        held = check_brakes([each.preview for each in planned.values()], self.brakes)
        self._show(PreviewReport(self.project.name, tuple(e.preview for e in planned.values()), tuple(held)))
        if held:
            return Exit.BLOCKED
        to_do = [stack for stack, each in planned.items() if self._has_work(each)]
        if self.verb == "up" and to_do:
            self._require_consent(len(to_do), yes=yes)
            self._at_once("applying", to_do, lambda stack: self._apply(planned[stack]))
        return choose_worst(each.exit for each in self.ends.values())

    def _plan(self, stack: str) -> Previewed:
        return preview_with_run(self.project, stack, self.options)

    def _end_of_plan(self, each: Previewed) -> CustomerRun:
        preview = each.preview
        ended = _EXITS.get(preview.outcome, Exit.DONE)
        if self.verb == "up" and ended is Exit.DONE:
            ended = exit_for_status(each.run.log.outputs)
        elif ended is Exit.DONE and each.run.log.findings and preview.outcome is PreviewOutcome.UNCHANGED:
            ended = Exit.PERSON
        return CustomerRun(preview.stack, ended, each.run, problem=preview.problem)

    def _has_work(self, each: Previewed) -> bool:
        if each.preview.outcome in _EXITS:
            return False
        is_idle = each.preview.begun and each.preview.outcome is PreviewOutcome.UNCHANGED
        return not is_idle or not has_settled(self.project, each.preview.stack, each.run)

    def _apply(self, each: Previewed) -> CustomerRun:
        """Carry out what was shown for one customer."""
        with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
            plan = Path(folder) / "plan.json"
            plan.write_bytes(PlannedChange.write_all(each.run.log.verdicts))
            project = replace(self.project, env={**self.project.env, PLAN_ENV: str(plan)})
            return self._carry_out(project, each.preview.stack, "--yes", "--skip-preview")

    def _destroy(self, *, yes: bool) -> Exit:
        refused = {stack: refuse_destroy(self.project, stack) for stack in self.stacks}
        for stack, refusal in refused.items():
            if refusal:
                self.ends[stack] = CustomerRun(stack, Exit.BLOCKED, problem=refusal)
        self._say(f"to be destroyed: {', '.join(stack for stack in self.stacks if not refused[stack])}")
        to_do = [stack for stack in self.stacks if not refused[stack]]
        if to_do:
            self._require_consent(len(to_do), yes=yes)
            run = partial(self._carry_out, self.project)
            self._at_once("destroying", to_do, lambda stack: run(stack, "--yes", "--skip-preview"))
        return choose_worst(each.exit for each in self.ends.values())

    def _carry_out(self, project: EngineProject, stack: str, *options: str) -> CustomerRun:
        recovered: list[str] = []
        try:
            recovered = prepare_run(project, self.verb, stack)
            ran = capture_pulumi(project, self.verb, "--stack", stack, *self.options, *options)
        except (EngineError, StateError) as error:
            ended = CustomerRun(stack, Exit.ERROR, problem=str(error))
        else:
            ended = self._end_of_run(stack, ran, recovered)
        self.ends[stack] = ended
        return ended

    def _end_of_run(self, stack: str, ran: EngineRun, recovered: list[str]) -> CustomerRun:
        recorded = record_run(self.project, stack)
        if ran.status:
            blocked = "\n".join(each.refusal for each in ran.log.verdicts if each.is_blocked)
            problem = blocked or redact(ran.output.strip()[-_LAST:])
            return CustomerRun(stack, exit_for_failure(ran), ran, problem=problem, recovered=recovered)
        ended = exit_for_status(recorded.outputs if recorded else None) if self.verb == "up" else Exit.DONE
        return CustomerRun(stack, ended, ran, recorded, recovered=recovered)

    def _at_once(self, what: str, stacks: Sequence[str], work: Callable[[str], object]) -> dict[str, Any]:
        """The results by stack, in the order given; what was not begun any more is said in `ends`."""
        with show_runs(what, len(stacks)) as shown:
            work_at_once = WorkAtOnce(self.jobs, shown)
            try:
                return work_at_once.run(stacks, work)
            except Interrupted as interrupted:
                for stack in interrupted.not_begun:
                    self.ends[stack] = self._skip(stack, interrupted.reason)
                return interrupted.results

    def _skip(self, stack: str, reason: str) -> CustomerRun:
        problem = format_message(f"not begun: {reason}", remedy=f"a2p {self.verb} {stack}")
        return CustomerRun(stack, Exit.ERROR, problem=problem)

    def _show(self, report: PreviewReport) -> None:
        self._say(format_headline(report))
        for group in group_customers(report.stacks):
            self._say(bold(group.title))
            for change in group.previewed.changes:
                self._say(f"  {change.label}: {change.verdict}: {change.sentence}")
            if group.previewed.problem:
                self._say(f"  {group.previewed.problem}")
        if unchanged := format_unchanged(report.stacks):
            self._say(unchanged)
        for text in report.held:
            print(f"a2p: held, so nothing was done: {text}", file=sys.stderr)

    def _require_consent(self, count: int, *, yes: bool) -> None:
        if yes:
            return
        if not sys.stdin.isatty():
            raise A2PError("Nobody can be asked here.", remedy=f"a2p {self.verb} … --yes")
        if input(f"a2p {self.verb}: {count} customers? yes/no: ").strip().lower() not in {"y", "yes"}:
            raise A2PError("Nothing was done.", remedy=f"answer yes, or a2p {self.verb} … --yes")

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr if self.as_json else sys.stdout, flush=True)
