"""
What a preview of an unchanged customer costs, beside minimal dynamic stacks with as many resources.

"a2p" is `a2p preview customer`, whose run is a fork; the others are `pulumi preview`.

    python -m bench.preview_cost [--runs 7]

One minimal stack has eight resources that know nothing of each other; in the other each builds on the one
before, as a customer's must, so that the engine asks for one after the other. All are run in turn, so that a
slow moment of the machine hits each; the figures are the medians of the ratios round by round.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

# As many resources as the example, written as Pulumi's documentation teaches it, with nothing in them.
MINIMAL = '''
"""The least a dynamic stack can be."""
import pulumi
from pulumi.dynamic import Resource

from minimal import Provider

options = pulumi.ResourceOptions(provider=pulumi.ProviderResource("pulumi-python", "minimal", {}))


class Thing(Resource, module="minimal", name="Thing"):
    def __init__(self, name, before):
        super().__init__(Provider(), name, {"name": name, "before": before}, options)


before = ""
for number in range(8):
    thing = Thing(f"thing-{number}", before)
    before = thing.id if CHAINED else ""
'''
PROVIDER = '''
"""A provider that does nothing."""
from pulumi.dynamic import CreateResult, DiffResult, ResourceProvider


class Provider(ResourceProvider):
    def create(self, props):
        return CreateResult(props["name"], dict(props))

    def diff(self, id, olds, news):
        return DiffResult(changes=False)
'''


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with SimulatorProcess.start(speed=1000) as simulator, tempfile.TemporaryDirectory() as folder:
        stacks = {
            "ours": _verified_customer(Path(folder) / "ours", simulator),
            "minimal": _minimal_stack(Path(folder) / "minimal", simulator, chained=False),
            "chained": _minimal_stack(Path(folder) / "chained", simulator, chained=True),
        }
        calls = len(stacks["ours"].calls())
        warm = [_seconds(stack) for stack in stacks.values()]
        calls = len(stacks["ours"].calls()) - calls
        _seconds_of_a2p(stacks["ours"])
        rounds = [
            {"a2p": _seconds_of_a2p(stacks["ours"])}
            | {name: _seconds(stack) for name, stack in stacks.items()}
            for _ in range(runs)
        ]
    for name in rounds[0]:
        times = [each[name] for each in rounds]
        ours, by_a2p = (statistics.median(each[of] / each[name] for each in rounds) for of in ("ours", "a2p"))
        spread = f"min {min(times):.2f}, max {max(times):.2f}"
        median = statistics.median(times)
        print(f"{name:8} median {median:.2f} s ({spread}); ours is {ours:.2f} of it, by a2p {by_a2p:.2f}")
    print("load    ", os.getloadavg())
    print(f"calls    {calls} in one preview; {len(rounds)} rounds after {sum(warm):.0f} s of warming up")


def _verified_customer(folder: Path, simulator: SimulatorProcess) -> Stack:
    folder.mkdir()
    stack = Stack.of_example("example", folder, simulator)
    stack.up()
    simulator.control("POST", "/otp/reply", {"mobile_phone_number": "+14155550124"})
    stack.up()
    sid = stack.outputs()["resources"]["messaging_service"]["sid"]
    simulator.control("POST", f"/campaigns/{sid}/decide", {"status": "VERIFIED"})
    run = stack.preview("--expect-no-changes")
    if run.status:
        raise SystemExit(run.output)
    return stack


def _minimal_stack(folder: Path, simulator: SimulatorProcess, *, chained: bool) -> Stack:
    folder.mkdir()
    stack = Stack.of_example("example", folder, simulator)
    (stack.project / "__main__.py").write_text(MINIMAL.replace("CHAINED", str(chained)))
    (stack.project / "minimal.py").write_text(PROVIDER)
    run = stack.up()
    if run.status:
        raise SystemExit(run.output)
    return stack


def _seconds_of_a2p(stack: Stack) -> float:
    began = time.monotonic()
    run = a2p(stack, "preview", stack.name)
    if run.status:
        raise SystemExit(run.err)
    return time.monotonic() - began


def _seconds(stack: Stack) -> float:
    began = time.monotonic()
    run = stack.preview("--expect-no-changes")
    if run.status:
        raise SystemExit(run.output)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
