"""Declarations from a real git repository: who is enqueued by a commit, and whose edit a person's run had."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from a2p.engine.project import EngineProject
from a2p.stackfile.declaration_digest import digest_declaration
from fleet.errors import FleetError
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.sources.declarations import enqueue_declared
from fleet.sources.git_source import RepositoryRunner, TakenCommit
from fleet.sources.repository import Repository
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend

PAST = datetime.now(UTC) - timedelta(days=30)


@dataclass
class Upstream:
    """The repository that others push to, in which the project is a folder."""

    folder: Path

    def commit(self, files: dict[str, str], *, at: datetime = PAST) -> str:
        for name, text in files.items():
            file = self.folder / "registrations" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", at=at)
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str, at: datetime = PAST) -> str:
        env = os.environ | {"GIT_AUTHOR_DATE": PAST.isoformat(), "GIT_COMMITTER_DATE": at.isoformat()}
        who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()


@pytest.fixture
def upstream(tmp_path: Path) -> Upstream:
    """With two customers."""
    (tmp_path / "upstream").mkdir()
    made = Upstream(tmp_path / "upstream")
    made.git("init", "-q", "-b", "main")
    made.commit(
        {
            "Pulumi.yaml": "name: a2p\nruntime:\n  name: python\nstackConfigDir: stacks\n",
            "stacks/Pulumi.acme.yaml": "config: {a2p:x: 1}\n",
            "stacks/Pulumi.bolt.yaml": "config: {a2p:x: 1}\n",
        }
    )
    return made


@pytest.fixture
def database(postgres_backend: Backend) -> Iterator[Database]:
    with closing(Database(postgres_backend.url)) as opened:
        create_tables(opened)
        yield opened


def make_runner(upstream: Upstream, database: Database, cache: Path) -> RepositoryRunner:
    """As a process of one machine has it."""
    env = {"PULUMI_BACKEND_URL": f"file://{cache}", "PATH": os.environ["PATH"]}
    repository = Repository(upstream.folder.as_uri(), "main", cache, path="registrations")
    return RepositoryRunner(repository, TakenCommit(database), lambda folder: EngineProject.find(folder, env))


def test_a_commit_enqueues_whom_it_changes_and_no_other(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    runner, stacks = make_runner(upstream, database, tmp_path / "cache"), FleetStacks(database)
    with closing(DbosQueue(database.url)) as queue:

        def scan() -> list[str]:
            return enqueue_declared(runner, stacks, queue)

        assert scan() == ["acme", "bolt"]
        assert scan() == []
        upstream.commit({"stacks/Pulumi.acme.yaml": "config: {a2p:x: 2}\n"})
        assert scan() == ["acme"]
        upstream.commit({"stacks/Pulumi.acme.yaml": "encryptionsalt: v1:abc\nconfig: {a2p:x: 2}\n"})
        assert scan() == []
        upstream.commit({"README.md": "Nothing of a customer's."})
        assert scan() == []
        upstream.commit({"providers/brand.py": "# the code of all"})
        assert scan() == ["acme", "bolt"]
        upstream.git("checkout", "-q", "-b", "proposal")
        upstream.commit({"stacks/Pulumi.cole.yaml": "config: {a2p:x: 1}\n"})
        assert scan() == []
        upstream.git("checkout", "-q", "main")
        upstream.git("merge", "-q", "--no-ff", "-m", "merge", "proposal")
        assert scan() == ["cole"]
        assert {each.job.stack for each in queue.list_open()} == {"acme", "bolt", "cole"}


def test_all_machines_run_the_commit_that_was_taken_up(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    one, two = (make_runner(upstream, database, tmp_path / name) for name in ("one", "two"))
    with pytest.raises(FleetError, match="no commit of the repository yet"):
        two.read_revision("acme")
    one.list_stacks()
    before = two.read_revision("acme")
    assert before == one.read_revision("acme")

    upstream.commit({"stacks/Pulumi.acme.yaml": "config: {a2p:x: 2}\n"})
    assert two.read_revision("acme") == before  # nobody has taken it up
    one.list_stacks()
    assert two.read_revision("acme") == one.read_revision("acme") != before


def test_a_declaration_is_known_by_its_content_in_every_checkout(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    """A person's run in a checkout of their own has the digest that the fleet reads in its work tree."""
    runner = make_runner(upstream, database, tmp_path / "cache")
    runner.list_stacks()
    own = tmp_path / "own"
    upstream.git("clone", "-q", upstream.folder.as_uri(), str(own))
    the_persons = digest_declaration(own / "registrations", "acme")
    assert runner.read_declaration("acme") == the_persons

    salted = "encryptionsalt: v1:abc\nconfig: {a2p:x: 1}\n"
    upstream.commit({"stacks/Pulumi.acme.yaml": salted})  # which the person's run has written
    runner.list_stacks()
    assert runner.read_declaration("acme") == the_persons
    upstream.commit({"stacks/Pulumi.acme.yaml": "config: {a2p:x: 2}\n"})  # with an old date
    runner.list_stacks()
    assert runner.read_declaration("acme") != the_persons
    upstream.commit({"stacks/Pulumi.acme.yaml": "config: {a2p:x: 1}\n"})
    runner.list_stacks()
    assert runner.read_declaration("acme") == the_persons


def test_a_checkout_that_was_cut_off_is_made_anew(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    commit = upstream.git("rev-parse", "HEAD")
    half = tmp_path / "cache" / "trees" / f"{commit}.part"
    half.mkdir(parents=True)
    (half / "README.md").write_text("half of it")

    assert make_runner(upstream, database, tmp_path / "cache").list_stacks() == ["acme", "bolt"]


def test_work_trees_of_old_commits_are_removed(upstream: Upstream, tmp_path: Path) -> None:
    repository = Repository(upstream.folder.as_uri(), "main", tmp_path / "cache")
    made = []
    for number in range(24):
        upstream.commit({"number": str(number)})
        made.append(repository.check_out(repository.fetch()))

    trees = list((tmp_path / "cache" / "trees").iterdir())
    assert made[-1] in trees
    assert len(trees) <= 21


def test_a_branch_that_was_pushed_anew_by_force_is_taken_up_as_it_is_now(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    runner = make_runner(upstream, database, tmp_path / "cache")
    first = upstream.git("rev-parse", "HEAD")
    upstream.commit({"stacks/Pulumi.cole.yaml": "config: {a2p:x: 1}\n"})
    assert runner.list_stacks() == ["acme", "bolt", "cole"]

    upstream.git("reset", "-q", "--hard", first)  # the history is another one by then
    upstream.commit({"stacks/Pulumi.dora.yaml": "config: {a2p:x: 1}\n"})

    assert runner.list_stacks() == ["acme", "bolt", "dora"]
    assert runner.read_revision("cole") == ""


def test_a_branch_that_is_gone_is_told_and_the_fleet_goes_on_with_what_it_has(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    runner, stacks = make_runner(upstream, database, tmp_path / "cache"), FleetStacks(database)
    with closing(DbosQueue(database.url)) as queue:
        enqueue_declared(runner, stacks, queue)
        before = runner.read_revision("acme")
        upstream.git("checkout", "-q", "-b", "aside")
        upstream.git("branch", "-q", "-D", "main")

        for _ in range(2):
            with pytest.raises(FleetError, match="couldn't find remote ref") as told:
                enqueue_declared(runner, stacks, queue)
            assert "--branch" in told.value.remedy
        assert runner.read_revision("acme") == before
        assert {row.stack: row.status for row in stacks.list_all()} == {"acme": "active", "bolt": "active"}
        assert len(queue.list_open()) == 2

        upstream.git("branch", "-q", "-m", "aside", "main")
        upstream.commit({"stacks/Pulumi.acme.yaml": "config: {a2p:x: 3}\n"})
        assert enqueue_declared(runner, stacks, queue) == ["acme"]


def test_a_work_tree_that_somebody_removed_is_made_again(
    upstream: Upstream, database: Database, tmp_path: Path
) -> None:
    """Git still knows of it; so it does of one that a killed process has left."""
    cache = tmp_path / "cache"
    make_runner(upstream, database, cache).list_stacks()
    commit = upstream.git("rev-parse", "HEAD")
    shutil.rmtree(cache / "trees" / commit)

    assert make_runner(upstream, database, cache).list_stacks() == ["acme", "bolt"]
    assert (cache / "trees" / commit / "registrations" / "Pulumi.yaml").exists()


def test_an_address_that_cannot_be_fetched_is_told_without_its_password(tmp_path: Path) -> None:
    repository = Repository("https://user:pass-word@127.0.0.1:9/none.git", "main", tmp_path / "cache")

    with pytest.raises(FleetError) as caught:
        repository.fetch()

    assert "git fetch failed for https://127.0.0.1:9/none.git" in str(caught.value)
    assert "pass-word" not in str(caught.value)
