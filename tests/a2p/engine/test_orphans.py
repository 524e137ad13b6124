"""A run that has no engine yet, or no more, is no orphan while the process that has forked it lives."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil

from a2p.engine.processes import find_orphans
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

# A process like the warm one, by its command line, and a fork of it like a run, by its name.
WARM = """
import os, sys, time
from a2p.engine.liveness import RUN_NAME
from a2p.engine.process_control import take_name
pid = os.fork()
if pid == 0:
    take_name(RUN_NAME)
else:
    print(pid, flush=True)
time.sleep(60)
"""


def test_a_run_between_two_engines_is_left_alone_until_who_forked_it_is_dead(tmp_path: Path) -> None:
    warm = subprocess.Popen(
        [sys.executable, "-c", WARM, "runner"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    assert warm.stdout is not None
    run = psutil.Process(int(warm.stdout.readline()))
    try:
        wait_until(lambda: run.name() != "python", seconds=30)
        assert find_orphans(tmp_path) == []

        warm.kill()
        warm.wait()

        wait_until(lambda: find_orphans(tmp_path) == [run], seconds=30)
    finally:
        run.kill()
        warm.kill()
        warm.stdout.close()
