"""
`up`, `preview` and `destroy` of many customers at once: plan all, show all, check the limits, then do that.

What is done is what was shown: a run that finds another change ends before it (see
providers/output/agreed_plan.py), and none is begun whose stack file is another one by then.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.carry_out import carry_out, read_declaration
from a2p.cli.runs.customer_run import CustomerRun
from a2p.cli.runs.destroy_preview import (
    format_given_up_numbers,
    list_given_up_numbers,
    refuse_destroy,
)
from a2p.cli.runs.event_subscriptions import print_subscriptions
from a2p.cli.runs.known_customers import KnownCustomers
from a2p.cli.runs.many_customers.at_once import INTERRUPTED, WorkAtOnce, WorkDone
from a2p.cli.runs.many_customers.ends import EXITS, end_of_plan, refuse, refuse_exchange, skip
from a2p.cli.runs.many_customers.known_previews import list_known, note_preview
from a2p.cli.runs.many_customers.number_moves import find_number_moves, sort_by_moves
from a2p.cli.runs.many_customers.output import ManyOutput
from a2p.cli.runs.many_customers.progress_table import show_runs
from a2p.cli.runs.many_customers.shared_faults import SharedFaults
from a2p.cli.runs.outcomes import choose_worst, exit_for_status
from a2p.cli.runs.recorded_looks import add_refresh, note_run
from a2p.engine.errors import EngineError
from a2p.engine.jobs import choose_jobs
from a2p.engine.project import EngineProject
from a2p.engine.recorded.settled import find_settled
from a2p.engine.warm_process import get_warm_process
from a2p.report.brakes import Brakes, check_brakes
from a2p.report.changes import PreviewOutcome
from a2p.report.previews import Previewed, preview_with_run
from a2p.report.summary import PreviewReport
from a2p.run_log import ENV, VerdictRecord
from a2p.state.errors import StateError

_OF_UP = frozenset({"--skip-preview", "-f", "--yes", "-y"})  # of Pulumi's options, those no preview has
_SKIP_PREVIEW = frozenset({"--skip-preview", "-f", "--skip-preview=true"})
_STOPPED = frozenset({Exit.ERROR, Exit.BLOCKED})


@dataclass
class ManyRuns:
    """One command over many customers. options: Pulumi's own, for each of them."""

    project: EngineProject
    verb: str
    stacks: Sequence[str]
    options: Sequence[str]
    brakes: Brakes
    jobs: int
    output: ManyOutput
    ends: dict[str, CustomerRun] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._faults = SharedFaults(self.project)
        self._is_interrupted = False
        self._shown_files: dict[str, bytes] = {}
        self._given_up: dict[str, tuple[VerdictRecord, ...]] = {}

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
        output = ManyOutput(verb, as_json=as_json)
        return cls(alone, verb, stacks, options, brakes, choose_jobs(jobs), output)

    def run(self, *, yes: bool) -> Exit:
        """All of it; the exit code is the worst of all customers'."""
        yes = yes or not {"--yes", "-y"}.isdisjoint(self.options)
        held: Sequence[str] = ()
        if self.verb == "destroy":
            self._destroy(yes=yes)
        elif self.verb == "up" and self.brakes == Brakes() and not _SKIP_PREVIEW.isdisjoint(self.options):
            self._carry_out_all(self.stacks, self._carry_out, yes=yes)
        else:
            held = self._plan_and_apply(yes=yes)
        ends = [self.ends[stack] for stack in self.stacks]
        ended = choose_worst([*(each.exit for each in ends), *([Exit.BLOCKED] if held else [])])
        self.output.write_ends(ends, ended, held)
        if self.verb == "up":
            print_subscriptions(self.project, [each.stack for each in ends if each.run])
        return ended

    def plan(self) -> list[Previewed]:
        """What each customer's run would change, in the order given; the end of each is in `ends`."""
        options = [each for each in self.options if each.partition("=")[0] not in _OF_UP]
        with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
            known = KnownCustomers(self.project, Path(folder), is_refreshed=False)
            found = {} if options else list_known(self.project, known, self.stacks)
            self._shown_files = {stack: read_declaration(self.project, stack) for stack in found}
            found |= self._plan_by_engine([each for each in self.stacks if each not in found], options, known)
            known.keep()
        planned = [found[stack] for stack in self.stacks if stack in found]
        self.ends |= {each.preview.stack: end_of_plan(self.verb, each) for each in planned}
        return planned

    def _plan_by_engine(
        self, stacks: Sequence[str], options: Sequence[str], known: KnownCustomers
    ) -> dict[str, Previewed]:
        def plan(stack: str) -> Previewed:
            self._shown_files[stack] = read_declaration(self.project, stack)
            chosen = add_refresh(self.project, "preview", stack, options)
            logged = replace(self.project, env={**self.project.env, **known.log_reads(stack)})
            previewed = preview_with_run(logged, stack, chosen)
            note_run(self.project, self.verb, stack, chosen, previewed.run, is_plan=True)
            if not chosen:
                note_preview(known, previewed)
            return previewed

        planned = self._at_once("previewing", stacks, plan).results if stacks else {}
        for stack, each in planned.items():
            if each.run.status and (reason := self._faults.find_reason(stack)):
                planned[stack] = replace(each, preview=replace(each.preview, problem=reason))
        return planned

    def _plan_and_apply(self, *, yes: bool) -> Sequence[str]:
        """The limits that hold the run; otherwise it is carried out."""
        planned = self.plan()
        held = check_brakes([each.preview for each in planned], self.brakes)
        previews = tuple(each.preview for each in planned)
        self.output.show_report(PreviewReport(self.project.name, previews, tuple(held)))
        if self.verb != "up":
            return held
        to_do = {each.preview.stack: each for each in planned if self._has_work(each)}
        if not held and to_do:
            self._apply_all(to_do, yes=yes)
        return held

    def _apply_all(self, planned: Mapping[str, Previewed], *, yes: bool) -> None:
        """Carry out what was shown: who gives a number away before who gets it."""
        moves = find_number_moves(self.project, [each.preview for each in planned.values()])
        order, stuck = sort_by_moves(list(planned), moves)
        self.ends |= {stack: refuse_exchange(stack, stuck) for stack in stuck}

        def apply(stack: str) -> CustomerRun:
            before = sorted(other for other in moves.get(stack, ()) if self.ends[other].exit in _STOPPED)
            if before:
                return refuse(self.verb, stack, f"not begun: {', '.join(before)} still has a number of it")
            return self._apply(planned[stack])

        self._carry_out_all(order, apply, yes=yes, after=moves)

    def _has_work(self, each: Previewed) -> bool:
        """Whether there is something to do; if not, where it stands by the last run is its end."""
        stack, preview = each.preview.stack, each.preview
        if preview.outcome in EXITS:
            return False
        if not preview.begun or preview.outcome is not PreviewOutcome.UNCHANGED:
            return True
        settled = find_settled(self.project, stack, each.run)
        if settled:
            self.ends[stack] = CustomerRun(stack, exit_for_status(settled.outputs), each.run, settled)
        return settled is None

    def _apply(self, each: Previewed) -> CustomerRun:
        """Carry out what was shown for one customer."""
        stack = each.preview.stack
        if read_declaration(self.project, stack) != self._shown_files[stack]:
            return refuse(self.verb, stack, "its file was edited after this was shown, so nothing was done")
        return carry_out(self.project, self.verb, stack, self.options, agreed=each.run.log.verdicts)

    def _destroy(self, *, yes: bool) -> None:
        to_do = []
        for stack in self.stacks:
            try:
                self._given_up[stack] = list_given_up_numbers(self.project, stack)
                refusal = refuse_destroy(self.project, stack)
            except (EngineError, StateError) as error:
                self.ends[stack] = CustomerRun(stack, Exit.ERROR, problem=str(error))
                continue
            if refusal:
                given_up = self._given_up[stack]
                self.ends[stack] = CustomerRun(stack, Exit.BLOCKED, problem=refusal, given_up=given_up)
            else:
                to_do.append(stack)
        self.output.say(f"to be destroyed: {', '.join(to_do) or 'nothing'}")
        for stack in self.stacks:
            if table := format_given_up_numbers(stack, self._given_up.get(stack, ())):
                self.output.say(table)
        if to_do:
            self._carry_out_all(to_do, self._carry_out, yes=yes)

    def _carry_out_all(
        self,
        stacks: Sequence[str],
        work: Callable[[str], CustomerRun],
        *,
        yes: bool,
        after: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        def carry_out(stack: str) -> CustomerRun:
            self.ends[stack] = work(stack)
            return self.ends[stack]

        if not self._is_interrupted:
            self.output.require_consent(len(stacks), yes=yes)
        what = {"up": "applying", "destroy": "destroying"}[self.verb]
        for stack, end in self._at_once(what, stacks, carry_out, after).results.items():
            if end.run and end.run.status and (reason := self._faults.find_reason(stack)):
                self.ends[stack] = replace(end, problem=reason)

    def _carry_out(self, stack: str) -> CustomerRun:
        end = carry_out(self.project, self.verb, stack, self.options)
        return replace(end, given_up=self._given_up.get(stack, ()))

    def _at_once(
        self,
        what: str,
        stacks: Sequence[str],
        work: Callable[[str], Any],
        after: Mapping[str, frozenset[str]] | None = None,
    ) -> WorkDone:
        """The results by stack, in the order given; what was not begun is said in `ends`."""
        if self._is_interrupted:
            done = WorkDone({}, dict.fromkeys(stacks, INTERRUPTED), is_interrupted=True)
        else:
            with show_runs(what, len(stacks)) as shown:
                done = WorkAtOnce(self.jobs, shown, self._faults).run(stacks, work, after)
        self._is_interrupted = done.is_interrupted
        for stack, reason in done.not_begun.items():
            self.ends[stack] = skip(self.verb, stack, reason)
        return done
