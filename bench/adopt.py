"""
What `a2p adopt` takes for a large account: wall time, and HTTP calls, of a first run and of a second.

    python -m bench.adopt [--customers 300] [--latency 0.1]

The customers are registered first, by plain calls, which takes a while and is not measured. The engine is not
part of it: each import is two commands of Pulumi's more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.unmanaged_customers import UnmanagedCustomers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds a call")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.customers, options.latency)


def _measure(folder: Path, customers: int, latency: float) -> None:
    database = folder / "simulator.db"
    with SimulatorProcess.start(1000, database) as simulator:
        unmanaged = UnmanagedCustomers(simulator)
        for number in range(customers):
            if number % 2:
                unmanaged.business()
            else:
                unmanaged.customer().verified_sole_proprietor().create_campaign()
    (folder / "stacks").mkdir()
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    with SimulatorProcess.start(1000, database, latency) as simulator:
        for run in ("first run", "second run"):
            before = len(simulator.control("GET", "/requests"))
            took, peak = _adopt(folder, simulator)
            calls = len(simulator.control("GET", "/requests")) - before
            written = len(list((folder / "stacks").glob("*.yaml")))
            print(f"{run:<11} {written} stack files, {took:.1f} s, {calls} calls of {latency:g} s, {peak} MB")


def _adopt(folder: Path, simulator: SimulatorProcess) -> tuple[float, int]:
    """Seconds of wall time, and the most memory it had."""
    signed_in = {
        "TWILIO_ACCOUNT_SID": simulator.account_sid,
        "TWILIO_AUTH_TOKEN": simulator.auth_token,
        "A2P_SIMULATOR_URL": simulator.url,
    }
    command = [str(Path(sys.executable).parent / "a2p"), "adopt", "--base-url", simulator.url]
    began = time.monotonic()
    child = subprocess.Popen(
        command, cwd=folder, env=os.environ | signed_in, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"a2p adopt ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
