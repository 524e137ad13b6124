"""
What a preview of an unchanged customer costs, beside a minimal dynamic stack with as many resources.

    python -m bench.preview_cost [--runs 7]

The two are run in turn, so that a slow moment of the machine hits both; the figure is the median of the
ratios pair by pair.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

# As many resources as the example: a provider, a dynamic resource for each of ours, nothing in them.
MINIMAL = '''
"""The least a dynamic stack can be."""
import pulumi
from pulumi.dynamic import Resource

from minimal import Provider

options = pulumi.ResourceOptions(provider=pulumi.ProviderResource("pulumi-python", "minimal", {}))


class Thing(Resource, module="minimal", name="Thing"):
    def __init__(self, name):
        super().__init__(Provider(), name, {"name": name}, options)


for number in range(RESOURCES):
    Thing(f"thing-{number}")
'''
PROVIDER = '''
"""A provider that does nothing."""
from pulumi.dynamic import CreateResult, DiffResult, ResourceProvider


class Provider(ResourceProvider):
    serialize_as_secret_always = False

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
        ours = _verified_customer(Path(folder) / "ours", simulator)
        minimal = _minimal_stack(Path(folder) / "minimal", simulator, resources=8)
        calls = len(ours.calls())
        _seconds(ours)
        calls = len(ours.calls()) - calls
        _seconds(minimal)
        pairs = [(_seconds(ours), _seconds(minimal)) for _ in range(runs)]
    for name, times in zip(("ours", "minimal"), zip(*pairs, strict=True), strict=True):
        print(
            f"{name:8} median {statistics.median(times):.2f} s  (min {min(times):.2f}, max {max(times):.2f})"
        )
    print(f"ratio    median {statistics.median(a / b for a, b in pairs):.2f} of {runs} pairs")
    print(f"calls    {calls} in one preview")


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


def _minimal_stack(folder: Path, simulator: SimulatorProcess, *, resources: int) -> Stack:
    folder.mkdir()
    stack = Stack.of_example("example", folder, simulator)
    (stack.project / "__main__.py").write_text(MINIMAL.replace("RESOURCES", str(resources)))
    (stack.project / "minimal.py").write_text(PROVIDER)
    run = stack.up()
    if run.status:
        raise SystemExit(run.output)
    return stack


def _seconds(stack: Stack) -> float:
    began = time.monotonic()
    run = stack.preview("--expect-no-changes")
    if run.status:
        raise SystemExit(run.output)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
