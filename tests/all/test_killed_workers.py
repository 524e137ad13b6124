"""A worker killed during a run of the real engine: the run ends in order, and nothing is bought twice."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import psutil

from tests.support.command import COMMAND, a2p
from tests.support.serving import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.backends import Backend
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints


def test_a_killed_worker_takes_its_run_with_it_and_the_next_one_goes_on(
    starting_points: StartingPoints, tmp_path: Path, postgres_backend: Backend
) -> None:
    """The worker dies when the profile has been begun, so that most of the run is left to do."""
    with starting_points.stack("sp_nothing", tmp_path, speed=20) as stack:
        log = tmp_path / "worker.log"

        def start(name: str) -> subprocess.Popen[bytes]:
            where = ["--database-url", postgres_backend.url, "--port", "0", "--name", name]
            with log.open("ab") as to:
                return subprocess.Popen(
                    [COMMAND, "serve", "--level", "apply", "--pace", "0.01", *where],
                    cwd=stack.project,
                    env=stack.environment(),
                    stderr=to,
                )

        def count(kind: str) -> int:
            return len(stack.simulator.control("GET", "/state").get(kind, ()))

        of_the_isv = count("bundle")
        first = start("one")
        wait_until(lambda: count("bundle") > of_the_isv, log.read_text, first)
        below = psutil.Process(first.pid).children(recursive=True)
        first.kill()
        first.wait()
        _, alive = psutil.wait_procs(below, timeout=30)
        assert not alive, alive
        assert not count("brand")

        second = start("two")
        try:
            wait_until(lambda: a2p(stack, "status", "--json").data != [], log.read_text, second)
            wait_until(lambda: stage(stack) == "waiting_for_otp", log.read_text, second)
        finally:
            second.terminate()
            assert second.wait(timeout=60) == 0

        assert {kind: count(kind) for kind in ("bundle", "brand", "service")} == {
            "bundle": of_the_isv + 2,
            "brand": 1,
            "service": 1,
        }


def stage(stack: Stack) -> str:
    return str(a2p(stack, "status", stack.name, "--json").data[0]["stage"])
