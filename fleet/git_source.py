"""
Declarations from a branch of a git repository: all workers run the commit that was taken up.

`a2p serve` fetches and writes the newest commit into the database; workers check out that one. A customer's
revision goes by what `a2p changed` goes by, so a commit enqueues only whom it changes.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from a2p import run_log
from a2p.engine.declared_paths import FILES_OF_ALL, FOLDERS_OF_ALL
from a2p.engine.project import EngineProject
from a2p.run_log import StackOutputs
from fleet.database import Database
from fleet.errors import FleetError
from fleet.policy import Look
from fleet.repository import Repository
from fleet.runner import CommandRunner, Ended, Recorded, strip_salt

_COMMIT: Final = "commit"


class TakenCommit:
    """The commit that the fleet has taken up, and when it first had each revision of a customer."""

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

    def write(self, commit: str, revisions: dict[str, str]) -> None:
        """Take up a commit, with the revision that it gives each customer."""
        self._database.execute(
            "insert into a2p_fleet_revision (stack, revision) select * from unnest(%s::text[], %s::text[]) "
            # One that comes back after another one is as new as that was.
            "on conflict (stack, revision) do update set seen_at = now() where exists (select 1 "
            "from a2p_fleet_revision as other where other.stack = excluded.stack "
            "and other.seen_at > a2p_fleet_revision.seen_at)",
            [list(revisions), list(revisions.values())],
        )
        self._database.execute(
            "insert into a2p_fleet_setting (name, value) values (%s, %s) "
            "on conflict (name) do update set value = excluded.value",
            [_COMMIT, commit],
        )

    def read_replaced_at(self, stack: str, revision: str) -> datetime | None:
        """When a revision took the place of another one; None for the first that was seen of a customer."""
        rows = self._database.execute(
            "select now.seen_at from a2p_fleet_revision as now "
            "join a2p_fleet_revision as before using (stack) "
            "where stack = %s and now.revision = %s and before.seen_at < now.seen_at",
            [stack, revision],
        )
        return rows[0][0] if rows else None


class RepositoryRunner:
    """A Runner over the work tree of the commit that is taken up."""

    def __init__(
        self, repository: Repository, commit: TakenCommit, open_project: Callable[[Path], EngineProject]
    ) -> None:
        self._repository = repository
        self._commit = commit
        self._open_project = open_project
        self._known: tuple[str, EngineProject, dict[str, str]] | None = None

    def list_stacks(self) -> list[str]:
        """Take up the newest commit; everybody who is declared in it."""
        commit = self._repository.fetch()
        project, revisions = self._open(commit)
        declared = project.list_declared_customers()
        self._commit.write(commit, {stack: revisions[stack] for stack in declared})
        return declared

    def read_revision(self, stack: str) -> str:
        _, _, revisions = self._read_taken()
        return revisions.get(stack, "")

    def read_recorded(self, stack: str) -> Recorded:
        return self._runner().read_recorded(stack)

    def was_edited_after(self, stack: str, moment: datetime) -> bool:
        """
        Whether the branch has this declaration only since after a moment.

        That goes by when the fleet took it up in the place of another one: a commit may be older than its
        push. Of the first that the fleet has seen it goes by the branch's own commits, of a merge by when it
        was merged.
        """
        commit, project, revisions = self._read_taken()
        replaced_at = self._commit.read_replaced_at(stack, revisions.get(stack, ""))
        if replaced_at:
            return replaced_at > moment
        file = project.stack_file(stack).relative_to(project.folder).as_posix()
        merged_at = self._repository.read_merged_at(commit, file, strip_salt)
        return merged_at is None or merged_at > moment

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
        return CommandRunner(project)

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
