"""
A worker of the fleet as a process of its own, over a runner that needs no engine: runs are lines of a file.

    python -m tests.support.fleet_worker DATABASE_URL NAME FOLDER [VERSION]

FOLDER/declared has a file for each customer, whose text says what a look finds; FOLDER/runs.log gets a line
for each begin and end of a run.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fleet.decisions.policy import Level, Look, PlannedChange
from fleet.jobs.queue import VERSION, DbosQueue
from fleet.jobs.tables import create_tables
from fleet.runner import Ended, Recorded
from fleet.service import Options, run_worker, stop_on_signals
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from fleet.telemetry.log_lines import configure_logs

if TYPE_CHECKING:
    from a2p.run_log import StackOutputs

_RUN, _SLOW_RUN = 0.6, 6.0  # seconds a run takes


class FolderRunner:
    """
    Customers that are files: `register` and `slow` need a run, `kills` ends the worker.

    A look at one that is `broken` fails, and so does one that is `long`, after some seconds.
    """

    def __init__(self, folder: Path, worker: str) -> None:
        self._declared = folder / "declared"
        self._log = folder / "runs.log"
        self._worker = worker

    def list_stacks(self) -> list[str]:
        return sorted(file.name for file in self._declared.iterdir())

    def read_revision(self, stack: str) -> str:
        return self._text(stack).replace("@", "-")

    def read_recorded(self, stack: str) -> Recorded:
        is_registered = any(line.startswith(f"end {stack} ") for line in self._lines())
        stage = "verified" if is_registered else "waiting_for_brand"
        return Recorded(stage, datetime.now(UTC))

    def read_recorded_declaration(self, stack: str) -> str:
        return self.read_declaration(stack)

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        """No look finds anything that a run would not record."""

    def read_declaration(self, stack: str) -> str:
        return self._text(stack)

    def read_clock(self, stack: str) -> float:
        del stack
        return time.time()

    def preview(self, stack: str) -> Look:
        if self._text(stack) == "long":
            self._write(f"look {stack} {self._worker}")
            time.sleep(_SLOW_RUN)
        if self._text(stack) in {"broken", "long"}:
            return Look(problem="it cannot be read")
        if self.read_recorded(stack).stage == "verified":
            return Look(is_final=True)
        return Look((PlannedChange("Campaign", "register"),))

    def apply(self, stack: str, plan: frozenset[object], *, waits: bool) -> Ended:
        del plan, waits
        self._write(f"begin {stack} {self._worker}")
        if self._text(stack) == "kills":
            os._exit(9)
        time.sleep(_SLOW_RUN if self._text(stack) == "slow" else _RUN)
        self._write(f"end {stack} {self._worker}")
        return Ended("verified")

    def _text(self, stack: str) -> str:
        return (self._declared / stack).read_text()

    def _lines(self) -> list[str]:
        return self._log.read_text().splitlines() if self._log.exists() else []

    def _write(self, line: str) -> None:
        with self._log.open("a") as log:
            log.write(f"{line} {time.time()}\n")


def main(url: str, name: str, folder: str, version: str = VERSION) -> None:
    """Work until SIGTERM."""
    configure_logs()
    stop = stop_on_signals()
    runner = FolderRunner(Path(folder), name)
    database = Database(url)
    create_tables(database)
    enqueue_declared(runner, FleetStacks(database), DbosQueue(url, version))
    options = Options(name, Level.CONTINUE, at_once=2, patience=20, scale=0.01, version=version)
    run_worker(url, runner, options, stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
