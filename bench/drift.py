"""
`a2p drift` of many customers beside the loop of `pulumi preview --refresh`, and planted drifts found by both.

    python -m bench.drift [--customers 40] [--latency 0.1] [--sample 10] [--planted 4]

The customers are registered and approved first, which takes a while and is not measured. "first" is with no
trace of an earlier comparison, "again" what everybody sees after that.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.many import Measured, declare, measure
from tests.support.command import COMMAND
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Sequence


_SPEED = 100  # simulated seconds a second: nobody's text message lapses while others are registered
_TRIES = 4  # what has come to be possible since it was shown is done by the next run


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=40)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds a call")
    parser.add_argument("--sample", type=int, default=10, help="customers of the loop")
    parser.add_argument("--planted", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SimulatorProcess.start(_SPEED, folder / "simulator.db") as simulator:
            stack = Stack.of_example("example", folder, simulator, begin=False)
            names = declare(stack, options.customers)
            approve_all(stack, simulator)
        with SimulatorProcess.start(1000, folder / "simulator.db", options.latency) as simulator:
            stack.simulator = simulator  # A2P_SIMULATOR_URL names it, whatever the stack files say
            compare(stack, names, options.sample, options.planted)
    print("load    ", os.getloadavg())


def approve_all(stack: Stack, simulator: SimulatorProcess) -> None:
    """Register everybody, answer the text messages, approve the Campaigns, and record it."""
    up = [str(COMMAND), "up", "--all", "--yes", "--json"]
    measure(stack, up)
    for number in range(len(list((stack.project / "stacks").iterdir()))):
        simulator.control("POST", "/otp/reply", {"mobile_phone_number": f"+1415{2000000 + number}"})
    for _ in range(_TRIES):
        measure(stack, up)
        world = simulator.control("GET", "/state")
        if len(world["service"]) == len(world.get("campaign", [])):
            break
    for service in simulator.control("GET", "/state")["service"]:
        simulator.control("POST", f"/campaigns/{service['sid']}/decide", {"status": "VERIFIED"})
    measure(stack, up)


def compare(stack: Stack, names: Sequence[str], sample: int, planted: int) -> None:
    """The figures, and whether both say the same."""
    measured = Measured(0.0, 0, 0)
    for what in ("first", "again"):
        calls = len(stack.calls())
        measured = measure(stack, [str(COMMAND), "drift", "--json"])
        print(f"{what:8} {len(names)} customers: {measured}, {len(stack.calls()) - calls} calls", flush=True)
    loop = "for s in {}; do pulumi preview --refresh --expect-no-changes --non-interactive -s $s; done"
    looped = measure(stack, ["sh", "-c", loop.format(" ".join(names[:sample]))])
    each = looped.seconds / sample
    print(f"loop     {sample} of them: {looped}; all would take {each * len(names):.0f} s")
    again = measured.seconds / len(names)
    print(f"ratio    {each / again:.0f}")
    services = stack.simulator.control("GET", "/state")["service"][:planted]
    for service in services:
        plant(stack, service["sid"])
    by_scan, by_engine = say(stack), say(stack, "--by-engine")
    print(f"planted  {planted}, found {len(by_scan)}, the same as by the engine: {by_scan == by_engine}")


def plant(stack: Stack, service: str) -> None:
    """Change a setting of a service at Twilio."""
    simulator = stack.simulator
    request = [f"{simulator.url}/v1/Services/{service}", "-d", "InboundRequestUrl=https://else.example.com/"]
    signed_in = f"{simulator.account_sid}:{simulator.auth_token}"
    subprocess.run(["curl", "-s", "-o", "/dev/null", "-u", signed_in, *request], check=True)  # noqa: S607


def say(stack: Stack, *options: str) -> list[Any]:
    """The customers that differ, with how."""
    began = time.monotonic()
    done = subprocess.run(
        [COMMAND, "drift", "--json", *options],
        cwd=stack.project,
        env={name: text for name, text in stack.environment().items() if name != "A2P_VERDICTS"},
        capture_output=True,
        check=False,
    )
    print(f"         drift {' '.join(options)}: {time.monotonic() - began:.1f} s", flush=True)
    return [each for each in json.loads(done.stdout) if each["differences"]]


if __name__ == "__main__":
    main()
