"""What keeps `a2p serve` and `a2p worker` from starting, told before any run: processes and exit codes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import requests

from a2p.cli.exit_codes import Exit
from fleet.errors import FleetError
from fleet.jobs.clocks import find_objection, read_lead, require_same_time
from fleet.jobs.tables import create_tables
from fleet.storage.database import Database
from tests.support.command import COMMAND
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend

PATIENCE = 120  # seconds; the machine may be busy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Without a customer."""
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    return folder


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def make_environment(project: Path, **more: str) -> dict[str, str]:
    return os.environ | {"PULUMI_BACKEND_URL": (project.parent / "state").as_uri()} | more


def run(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=project,
        env=make_environment(project, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_another_process_has_ends_it_before_its_worker_begins(
    project: Path, postgres_backend: Backend, taken_port: int
) -> None:
    done = run(project, "serve", "--database-url", postgres_backend.url, "--port", str(taken_port))

    assert done.returncode == Exit.ERROR
    assert f"Nothing can listen on port {taken_port} of 127.0.0.1" in done.stderr
    assert "give another --port" in done.stderr
    assert "Traceback" not in done.stderr
    with closing(Database(postgres_backend.url)) as database:
        assert database.execute("select to_regclass('a2p_fleet_stack')") == [(None,)]  # it has done nothing


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"A2P_WEBHOOK_TOKENS": "/nowhere/tokens.json"}, "/nowhere/tokens.json"),
        ({"A2P_NOTIFY_QUIET": "later", "A2P_NOTIFY_SLACK_URL": "https://hooks.example.com/x"}, "later"),
    ],
)
def test_what_is_wrong_in_the_environment_ends_it_at_once(
    project: Path, postgres_backend: Backend, environment: dict[str, str], says: str
) -> None:
    arguments = ("serve", "--database-url", postgres_backend.url, "--port", str(find_port()))
    done = run(project, *arguments, **environment)

    assert done.returncode == Exit.ERROR
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_one_in_a_folder_is_told_and_the_first_goes_on(project: Path) -> None:
    """Both with the embedded database, which the second one must not stop."""
    port = find_port()
    url = f"http://127.0.0.1:{port}/readyz"
    with (project.parent / "log").open("w") as log:
        first = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port)], cwd=project, env=make_environment(project), stderr=log
        )
    try:
        wait_until_ready(url, first)
        same_port = run(project, "serve", "--port", str(port))
        other_port = run(project, "serve", "--port", str(find_port()))
        third = run(project, "fleet", "status")
        ready = requests.get(url, timeout=30).text
    finally:
        first.terminate()
        ended = first.wait(timeout=PATIENCE)

    assert (same_port.returncode, other_port.returncode) == (Exit.ERROR, Exit.ERROR)
    assert "Nothing can listen on port" in same_port.stderr
    assert "is at work already" in other_port.stderr
    assert "--name" in other_port.stderr
    assert (third.returncode, third.stdout) == (Exit.DONE, "The fleet has no customers yet: a2p serve\n")
    assert (ready, ended) == ("ready\n", 0)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            if requests.get(url, timeout=30).text == "ready\n":
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise AssertionError("never ready")


def test_a_database_that_is_not_there_is_told_with_what_to_do(project: Path) -> None:
    url = f"postgresql://nobody:hidden-word@127.0.0.1:{find_port()}/fleet"
    for arguments in (("worker",), ("serve", "--port", str(find_port())), ("fleet", "status")):
        done = run(project, *arguments, "--database-url", url)

        assert done.returncode == Exit.ERROR
        assert "--database-url" in done.stderr
        assert "Traceback" not in done.stderr
        assert "hidden-word" not in done.stderr


def test_a_database_of_the_first_release_gets_what_it_lacks_and_keeps_what_it_has(
    postgres_backend: Backend,
) -> None:
    with closing(Database(postgres_backend.url)) as database:
        database.execute(
            "create table a2p_fleet_stack (stack text primary key, revision text not null, "
            "approved_revision text, status text not null, reason text not null default '', "
            "attempts int not null default 0, stage text not null default '', pulled_at timestamptz, "
            "own_run_at timestamptz, next_look_at timestamptz, changed_at timestamptz not null default now())"
        )
        database.execute(
            "insert into a2p_fleet_stack (stack, revision, status) values ('acme', 'r1', 'paused')"
        )
        create_tables(database)
        create_tables(database)

        statement = "select stack, status, approved_fees, own_run_began_at from a2p_fleet_stack"
        assert database.execute(statement) == [("acme", "paused", [], None)]


@pytest.mark.parametrize(
    ("lead", "says"),
    [(0.0, ""), (29.0, ""), (-29.0, ""), (3600.0, "3600 s ahead of"), (-3600.0, "3600 s behind")],
)
def test_a_clock_that_is_too_far_from_the_databases_is_told(lead: float, says: str) -> None:
    assert says in find_objection(lead)
    assert bool(says) == bool(find_objection(lead))


def test_the_clock_of_the_database_is_asked(
    postgres_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Database(postgres_backend.url)) as database:
        assert read_lead(database) == 0
        require_same_time(database)
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() - 3600)
        assert read_lead(database) == pytest.approx(-3600, abs=60)
        with pytest.raises(FleetError, match="s behind the one of the fleet's database"):
            require_same_time(database)
        monkeypatch.setattr(time, "time", lambda: now() + 7200)
        assert read_lead(database) == pytest.approx(7200, abs=60)
