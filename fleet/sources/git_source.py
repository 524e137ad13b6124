"""
Declarations from a branch of a git repository: all workers run the commit that was taken up.

`a2p serve` fetches and writes the newest commit into the database; workers check out that one. A customer's
revision goes by what `a2p changed` goes by, so a commit enqueues only whom it changes.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from a2p import run_log
from a2p.engine.forked_commands import ForkedCommands
from a2p.engine.project import FILES_OF_ALL, FOLDERS_OF_ALL, EngineProject
from a2p.run_log import StackOutputs
from a2p.stackfile.declaration_digest import strip_salt
from fleet.decisions.policy import Look
from fleet.errors import FleetError
from fleet.runner import CommandRunner, Ended, Recorded
from fleet.sources.repository import Repository
from fleet.storage.database import Database

_COMMIT: Final = "commit"


class TakenCommit:
    """The commit that the fleet has taken up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> str:
        """The commit. Raises FleetError: none has been taken up yet."""
        rows = self._database.execute("select value from a2p_fleet_setting where name = %s", [_COMMIT])
        if not rows:
            raise FleetError(
                "The fleet has no commit of the repository yet", remedy="start a2p serve --repository first"
            )
        return str(rows[0][0])

    def write(self, commit: str) -> None:
        """Take up a commit."""
        self._database.execute(
            "insert into a2p_fleet_setting (name, value) values (%s, %s) "
            "on conflict (name) do update set value = excluded.value",
            [_COMMIT, commit],
        )


class RepositoryRunner:
    """A Runner over the work tree of the commit that is taken up."""

    def __init__(
        self, repository: Repository, commit: TakenCommit, open_project: Callable[[Path], EngineProject]
    ) -> None:
        self._repository = repository
        self._commit = commit
        self._open_project = open_project
        self._commands = ForkedCommands()
        self._known: tuple[str, EngineProject, dict[str, str]] | None = None

    def list_stacks(self) -> list[str]:
        """Take up the newest commit; everybody who is declared in it."""
        commit = self._repository.fetch()
        project, _ = self._open(commit)
        self._commit.write(commit)
        return project.list_declared_customers()

    def read_revision(self, stack: str) -> str:
        _, _, revisions = self._read_taken()
        return revisions.get(stack, "")

    def read_recorded(self, stack: str) -> Recorded:
        return self._runner().read_recorded(stack)

    def read_declaration(self, stack: str) -> str:
        return self._runner().read_declaration(stack)

    def read_recorded_declaration(self, stack: str) -> str:
        return self._runner().read_recorded_declaration(stack)

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        self._runner().keep_observed(stack, outputs)

    def read_clock(self, stack: str) -> float:
        return self._runner().read_clock(stack)

    def preview(self, stack: str) -> Look:
        return self._runner().preview(stack)

    def apply(self, stack: str, plan: frozenset[run_log.PlannedChange], *, waits: bool) -> Ended:
        return self._runner().apply(stack, plan, waits=waits)

    def _runner(self) -> CommandRunner:
        _, project, _ = self._read_taken()
        return CommandRunner(project, self._commands)

    def _read_taken(self) -> tuple[str, EngineProject, dict[str, str]]:
        commit = self._commit.read()
        if not self._repository.has(commit):
            self._repository.fetch()
        return commit, *self._open(commit)

    def _open(self, commit: str) -> tuple[EngineProject, dict[str, str]]:
        """The project as of a commit, and each customer's revision in it."""
        known = self._known
        folder = self._repository.check_out(commit)
        if known is None or known[0] != commit:
            project = self._open_project(folder)
            known = self._known = commit, project, self._read_revisions(commit, project)
        return known[1], known[2]

    def _read_revisions(self, commit: str, project: EngineProject) -> dict[str, str]:
        of_all = self._repository.list_objects(
            commit, [*FILES_OF_ALL, *(each.rstrip("/") for each in FOLDERS_OF_ALL)]
        )
        start = hashlib.sha256(repr(sorted(of_all.items())).encode())
        found = {}
        for stack in project.list_declared():
            digest = start.copy()
            digest.update(strip_salt(project.stack_file(stack).read_bytes()))
            found[stack] = digest.hexdigest()[:12]
        return found
