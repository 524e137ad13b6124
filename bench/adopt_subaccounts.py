"""
What it takes to adopt the subaccounts of an ISV, and whether every preview afterwards is without a change.

    python -m bench.adopt_subaccounts [--customers 50] [--subaccounts 10] [--latency 0] [--jobs N]

Customers have one to four Campaigns, each approved, on a service of its own with one number. They are
registered first, by plain calls, which is not measured. Then: `a2p adopt --subaccounts`, the same with
--import, and `a2p preview --all` with each customer's own token.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack, make_project
from tests.support.unmanaged_customers import fill_subaccounts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=50)
    parser.add_argument("--subaccounts", type=int, default=10)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds a call")
    parser.add_argument("--jobs", type=int, help="imports at once; as many as memory allows if left out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), options)


def _measure(folder: Path, options: argparse.Namespace) -> None:
    database = folder / "simulator.db"
    unlimited = ("--set", "limit_registrations=off")
    with SimulatorProcess.start(1000, database, 0.0, *unlimited) as simulator:
        accounts = fill_subaccounts(simulator, options.customers, options.subaccounts)
        tokens = {
            f"TWILIO_{account.account_sid.upper()}_AUTH_TOKEN": account.auth_token for account in accounts
        }
    with SimulatorProcess.start(1000, database, options.latency) as simulator:
        stack = Stack("none", make_project(folder), simulator)
        adopt = ["adopt", "--subaccounts", "--base-url", simulator.url]
        _run(stack, "adopt", adopt, {})
        print(f"  {len(list(stack.file.parent.glob('*.yaml')))} stack files")
        jobs = ["--jobs", str(options.jobs)] if options.jobs else []
        _run(stack, "adopt --import", [*adopt, "--import", *jobs], {})
        answer = _run(stack, "preview --all", ["preview", "--all", "--report", "json"], tokens)
        _print_changes(answer)


def _run(stack: Stack, title: str, words: list[str], variables: dict[str, str]) -> str:
    """What the command says; wall time and calls are printed."""
    before = len(stack.calls())
    began = time.monotonic()
    done = subprocess.run(
        [str(Path(sys.executable).parent / "a2p"), *words],
        cwd=stack.project,
        env=os.environ | stack.environment() | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    took, calls = time.monotonic() - began, stack.calls()[before:]
    writes = Counter(call.split()[0] for call in calls if not call.startswith("GET"))
    print(
        f"{title:<16} {took:.1f} s, {len(calls)} calls, writes: {dict(writes) or 0}, exit {done.returncode}"
    )
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
    return done.stdout


def _print_changes(answer: str) -> None:
    outcomes = Counter(each["outcome"] for each in json.loads(answer)["stacks"])
    print(f"  previews: {dict(outcomes)}")


if __name__ == "__main__":
    main()
