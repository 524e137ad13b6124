"""The states of adopted customers, several at once: the engine's import, then a run that changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.adoption.pulumi_import import import_stack
from a2p.adoption.run import Progress
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import print_status_line
from a2p.cli.runs.many_customers.at_once import WorkAtOnce
from a2p.cli.runs.many_customers.shared_faults import SharedFaults
from a2p.cli.runs.wait_after_kill import wait_after_kill
from a2p.engine.after_run import record_run
from a2p.engine.errors import EngineError
from a2p.engine.jobs import choose_jobs
from a2p.engine.project import EngineProject
from a2p.engine.recovery import recover
from a2p.engine.warm_process import get_warm_process
from a2p.state.errors import CheckpointUnreadable

_MANY = 3  # customers, from which on it is worth it to load everything before the first run


@dataclass(frozen=True)
class Import:
    """One customer to import: what its runs sign in with, and where its document is."""

    project: EngineProject
    folder: AdoptionFolder


@dataclass(frozen=True)
class ImportResult:
    """How the import of one customer ended. reason: why it failed, or ""."""

    reason: str
    run: None = None  # of several commands; each failure is told by itself

    @property
    def exit(self) -> Exit:
        return Exit.ERROR if self.reason else Exit.DONE


class _Steps:
    """Progress in steps, for work at once."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def begin(self, stack: str) -> None:
        """Nothing is shown of what has only begun."""

    def end(self, stack: str, result: ImportResult) -> None:  # noqa: ARG002 - as the protocol has it
        self._progress.step()

    def tick(self) -> None:
        """Nothing changes between two steps."""


def import_all(
    project: EngineProject, imports: Mapping[str, Import], jobs: int | None, progress: Progress
) -> dict[str, str]:
    """
    Make the state of each customer; the reasons of those that failed.

    imports: by stack. jobs: how many at once; None for as many as there is memory for. Each has a lock of its
    own, and what is done by then stays when the command is interrupted.
    """
    if not imports:
        return {}
    get_warm_process(project, many=len(imports) >= _MANY)
    progress.begin("importing", len(imports))
    at_once = WorkAtOnce(choose_jobs(jobs), _Steps(progress), SharedFaults(project))
    done = at_once.run(list(imports), lambda stack: ImportResult(_import_one(imports[stack], stack)))
    failed = {stack: result.reason for stack, result in done.results.items() if result.reason}
    return failed | done.not_begun


def _import_one(one: Import, stack: str) -> str:
    """Put away what an interrupted import has left, and make the state; why that failed, or nothing."""
    project = one.project
    try:
        if project.state.has_stack(stack):
            recover(project, stack, partial(print_status_line, stack), partial(wait_after_kill, project))
        reason = import_stack(project, stack, one.folder.document_path(stack))
    except (EngineError, CheckpointUnreadable) as error:
        return str(error)
    record_run(project, stack)
    if not reason:
        one.folder.forget_document(stack)
    return reason
