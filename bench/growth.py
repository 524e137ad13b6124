"""
How many bytes each `a2p up` adds to a state, in files, in PostgreSQL and in S3.

    python -m bench.growth [--runs 5]

A run that changes nothing, five times each way: as `a2p` runs the engine (packed, without backups) and as the
engine runs by itself. The figures are bytes as they are stored: file sizes, the text of the column, object
sizes. "kept" is what stays for good of a customer that is run every day: the last 30 days, at least 20 runs.
"""

from __future__ import annotations

import argparse
import functools
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.state.pruning import Retention
from tests.support import backends
from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.backends import Backend

_PLAIN = {
    "PULUMI_DIY_BACKEND_GZIP": "false",
    "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS": "false",
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        simulator = running.enter_context(SimulatorProcess.start(100))
        kinds: dict[str, Callable[[], Backend]] = {
            "files": lambda: backends.make_folder(folder / "states"),
            "postgresql": functools.partial(
                backends.make_database, running.enter_context(backends.run_postgres())
            ),
            "s3": functools.partial(backends.make_bucket, running.enter_context(backends.run_s3())),
        }
        for kind, make in kinds.items():
            stack = Stack.of_example("example", folder / kind, simulator, name=kind, backend=make())
            packed, plain = measure(stack, runs, {}), measure(stack, runs, _PLAIN)
            kept = packed * max(Retention().days, Retention().runs)
            print(
                f"{kind:12} {packed:8.0f} bytes a run   engine alone {plain:8.0f}   kept {kept:9.0f}",
                flush=True,
            )


def measure(stack: Stack, runs: int, env: dict[str, str]) -> float:
    """Bytes that a run adds, the median."""
    added = []
    for number in range(runs + 1):
        before = count_bytes(stack)
        a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview", env=env)
        if number:  # the first one registers, or changes how checkpoints are written
            added.append(count_bytes(stack) - before)
    return statistics.median(added)


def count_bytes(stack: Stack) -> int:
    """All that is stored."""
    return sum(entry.size for entry in stack.state.store.list_entries(""))


if __name__ == "__main__":
    main()
