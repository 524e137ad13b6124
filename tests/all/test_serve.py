"""`a2p serve` on the real engine, with the PostgreSQL it brings along, against the simulator."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import requests

from fleet.storage.embedded import run_embedded
from tests.support.command import COMMAND, a2p
from tests.support.serving import PATIENCE, wait_until, with_secret_files
from tests.support.stack import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints


@pytest.mark.parametrize("source", ["folder", "repository"])
def test_what_a_person_began_goes_on_by_itself_and_ends_gracefully(
    starting_points: StartingPoints, tmp_path: Path, source: str
) -> None:
    """The customer answers the text message, and the Campaign is registered without anybody's `up`."""
    with starting_points.stack("sp_waiting_for_otp", tmp_path, speed=100) as stack:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = tmp_path / "serve.log"
        with log.open("w") as to:
            process = subprocess.Popen(
                [
                    *(COMMAND, "serve", "--port", str(port), "--pace", "0.005", "--every", "2"),
                    *(["--repository", commit_all(stack.project)] if source == "repository" else []),
                ],
                cwd=stack.project,
                env=with_secret_files(stack.environment(), tmp_path),
                stderr=to,
            )
        try:
            wait_until(lambda: "looked" in log.read_text(), log.read_text, process)
            assert requests.get(f"http://127.0.0.1:{port}/readyz", timeout=30).status_code == 200
            answer(stack.simulator)
            wait_until(lambda: stage(stack) == "campaign_in_review", log.read_text, process)
            shown = a2p(stack, "fleet", "status", "--json")
            metrics = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=30).text
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(timeout=PATIENCE)

    assert ended == 0, log.read_text()
    (row,) = json.loads(shown.out)["stacks"]
    assert row["status"] == "active"
    assert 'a2p_fleet_stacks{status="active"} 1.0' in metrics
    assert "register Campaign" in log.read_text()
    kept = log.read_text() + read_whole_database(stack.project / ".a2p" / "fleet")
    assert "a2p_fleet_stack" in kept
    for secret in (stack.simulator.auth_token, PASSPHRASE, "+14155550124", "jane@"):
        assert secret not in kept


def read_whole_database(folder: Path) -> str:
    """Every row of every table, as text, and what is in it as Base64 once more."""
    with run_embedded(folder) as url, psycopg.connect(url) as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'"
        ).fetchall()
        lines = [
            f"{table}: {row}"
            for schema, table in tables
            for (row,) in connection.execute(
                psycopg.sql.SQL("select t::text from {}.{} as t").format(
                    *map(psycopg.sql.Identifier, (schema, table))
                )
            )
        ]
    coded = re.findall(r"[A-Za-z0-9+/=]{16,}", "\n".join(lines))
    decoded = (base64.b64decode(text + "=" * (-len(text) % 4)) for text in coded)
    return "\n".join(lines) + "\n".join(each.decode(errors="replace") for each in decoded)


def commit_all(project: Path) -> str:
    """The address of a repository that has had the project's files since before the person's run."""
    made = project.with_name("upstream")
    shutil.copytree(project, made, ignore=shutil.ignore_patterns(".venv", ".a2p", "__pycache__"))
    before = {"GIT_AUTHOR_DATE": "2020-01-01T00:00Z", "GIT_COMMITTER_DATE": "2020-01-01T00:00Z"}
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *arguments], cwd=made, env=os.environ | before, check=True)
    (project / "stacks" / "Pulumi.customer.yaml").unlink()  # so that nothing but the repository has it
    return made.as_uri()


def answer(simulator: SimulatorProcess) -> None:
    simulator.control("POST", "/otp/reply", {"mobile_phone_number": "+14155550124"})


def stage(stack: Stack) -> Any:
    return stack.recorded_outputs()["stage"]
