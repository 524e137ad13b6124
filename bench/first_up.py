"""
What a first `pulumi up` of a sole proprietor takes: wall time at the clock's real speed, and HTTP calls.

    python -m bench.first_up [--latency 0.1]

The simulator answers each call after `--latency` seconds. The mandated waits are three times 30 s; what is
printed beside them is the time the run took on top.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

WAITS = 3 * 30.0  # seconds: after the profile's, the trust bundle's and the Brand's submission (G3)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--latency", type=float, default=0.1, help="seconds a call")
    latency = parser.parse_args().latency
    with (
        SimulatorProcess.start(speed=1, latency=latency) as simulator,
        tempfile.TemporaryDirectory() as folder,
    ):
        stack = Stack.of_example("example", Path(folder), simulator)
        began = time.monotonic()
        run = stack.up(preview=True)
        took = time.monotonic() - began
        if run.status:
            raise SystemExit(run.output)
        print(f"stage    {stack.outputs()['stage']}")
        print(f"wall     {took:.1f} s with {latency:g} s a call, {took - WAITS:.1f} s more than the waits")
        print(f"ratio    {took / WAITS:.3f} of the mandated waits")
        print(f"calls    {len(stack.calls())}")


if __name__ == "__main__":
    main()
