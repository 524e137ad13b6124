"""
How long `a2p status` takes over many customers, with the state in files, in PostgreSQL and in S3.

    python -m bench.status [--customers 1000] [--rounds 3]

The checkpoint is that of a real run, once for each customer. "first" is with no standing written down, so
that every checkpoint is read; "next" is what everybody sees after that, "after 10 runs" with ten checkpoints
changed. The figures are seconds of wall time of the whole command, the median of the rounds; "cpu" is what
the command itself used of a processor in the last of them, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import backends
from tests.support.command import COMMAND
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from a2p.state.state import StoredState
    from tests.support.backends import Backend


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        simulator = running.enter_context(SimulatorProcess.start(100))
        stack = Stack.of_example("example", folder / "one", simulator)
        stack.up()
        checkpoint = stack.state.store.read(f".pulumi/stacks/a2p/{stack.name}.json.gz") or b""
        kinds: dict[str, Callable[[], Backend]] = {
            "files": lambda: backends.make_folder(folder / "states"),
            "postgresql": functools.partial(
                backends.make_database, running.enter_context(backends.run_postgres())
            ),
            "s3": functools.partial(backends.make_bucket, running.enter_context(backends.run_s3())),
        }
        shutil.rmtree(stack.project / "stacks")
        (stack.project / "stacks").mkdir()
        print(f"{chosen.customers} customers, a checkpoint of {len(checkpoint)} bytes, packed")
        for kind, make in kinds.items():
            stack.backend = make()
            fill(stack.state, gzip.decompress(checkpoint), stack.name, range(chosen.customers))
            print(f"{kind:12} {describe(stack, checkpoint, chosen.rounds)}", flush=True)


def fill(state: StoredState, checkpoint: bytes, stack: str, numbers: range) -> None:
    """Write a customer's checkpoint for each number."""

    def write(number: int) -> None:
        content = checkpoint.replace(f"::a2p::{stack}".encode(), b"").replace(
            f"urn:pulumi:{stack}:".encode(), f"urn:pulumi:c{number:04}:".encode()
        )
        state.store.write(f".pulumi/stacks/a2p/c{number:04}.json.gz", gzip.compress(content))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, numbers))


def describe(stack: Stack, checkpoint: bytes, rounds: int) -> str:
    """The three figures of one kind."""
    first = measure(stack)
    following = statistics.median(measure(stack) for _ in range(rounds))
    changed = []
    for round_number in range(rounds):
        start = round_number * 10
        fill(stack.state, gzip.decompress(checkpoint), stack.name, range(start, start + 10))
        changed.append(measure(stack))
    after = statistics.median(changed)
    cpu = measure_cpu(stack)
    return f"first {first:6.2f} s   next {following:5.2f} s   after 10 runs {after:5.2f} s   cpu {cpu:5.2f} s"


def measure_cpu(stack: Stack) -> float:
    """Seconds of a processor that one `a2p status` uses."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    measure(stack)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(stack: Stack) -> float:
    """One whole `a2p status`, without a terminal."""
    began = time.perf_counter()
    subprocess.run(
        [COMMAND, "status", "--json"],
        cwd=stack.project,
        env=stack.environment(),
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
