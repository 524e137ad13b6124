"""
Many customers at once: `a2p up --all` of new sole proprietors, then `a2p preview --all` of them unchanged.

    python -m bench.many [--customers 100] [--latency 0.1] [--speed 1] [--jobs N]

With --speed 1 the waits that Twilio demands are real ones, 90 s for each customer. The same customers are
then previewed by `xargs -P2` over plain `pulumi preview`, of which --sample is the number.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import yaml

from tests.support.command import COMMAND
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Sequence


# Exit codes of a run that has done all it could; the last one is that of xargs.
_GOOD = frozenset({0, 2, 3, 7, 123})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=100)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds a call")
    parser.add_argument("--speed", type=float, default=1.0, help="simulated seconds a second")
    parser.add_argument("--sample", type=int, default=20, help="of plain previews")
    parser.add_argument("--jobs", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SimulatorProcess.start(options.speed, folder / "simulator.db", options.latency) as simulator:
            stack = Stack.of_example("example", folder, simulator, begin=False)
            names = declare(stack, options.customers)
            jobs = ["--jobs", str(options.jobs)] if options.jobs else []
            up = measure(stack, [str(COMMAND), "up", "--all", "--yes", *jobs])
            calls = len(stack.calls())
            print(
                f"up       {options.customers} new: {up}, {calls / options.customers:.1f} calls each",
                flush=True,
            )
            preview = measure(stack, [str(COMMAND), "preview", "--all", *jobs])
            print(f"preview  {options.customers} unchanged: {preview}", flush=True)
            sample = measure(stack, preview_plainly(names[: options.sample]))
            print(f"xargs    {options.sample} of them by pulumi preview, two at once: {sample}")
    print("load    ", os.getloadavg())


def declare(stack: Stack, count: int) -> list[str]:
    """A stack file for each of so many sole proprietors, each a person of their own."""
    text = stack.file.read_text()
    stack.file.unlink()
    names = [f"c{number:04}" for number in range(count)]
    for number, name in enumerate(names):
        content = yaml.safe_load(text)
        config = content["config"]
        config["a2p:phone_numbers"] = []
        for key, value in config.items():
            config[key] = make_own(value, number)
        (stack.project / "stacks" / f"Pulumi.{name}.yaml").write_text(yaml.safe_dump(content))
    return names


def preview_plainly(names: Sequence[str]) -> list[str]:
    """A command that previews by plain `pulumi preview`, two at once."""
    plain = "xargs -P2 -I{} pulumi preview --non-interactive --stack {} > /dev/null"
    return ["sh", "-c", f"printf '%s\\n' {' '.join(names)} | {plain}"]


def make_own(value: object, number: int) -> object:
    """The same value with e-mail address, mobile number, street and EIN of this customer's own (P11, B7)."""
    if isinstance(value, dict):
        unique = {
            "street": f"{1000 + number} Elm Street",
            "business_registration_number": f"98-76{number:05}",
        }
        own = {key: text for key, text in unique.items() if value.get(key)}
        return {key: make_own(each, number) for key, each in value.items()} | own
    if isinstance(value, str) and "@" in value and " " not in value:
        return f"c{number}.{value}"
    if isinstance(value, str) and value.startswith("+1415555"):
        return f"+1415{2000000 + number}"
    return value


class Measured:
    """How long a command took, and the most memory that its processes shared out among them."""

    def __init__(self, seconds: float, peak: int, status: int) -> None:
        self.seconds, self.peak, self.status = seconds, peak, status

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, at most {self.peak >> 20} MB, exit {self.status}"


def measure(stack: Stack, command: Sequence[str]) -> Measured:
    """Run a command, and look at its memory all the time."""
    began, peak = time.monotonic(), 0
    environment = {name: text for name, text in stack.environment().items() if name != "A2P_VERDICTS"}
    with (stack.project.parent / "output.log").open("ab") as output:
        child = subprocess.Popen(command, cwd=stack.project, env=environment, stdout=output, stderr=output)
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(3.0):
            peak = max(peak, measure_memory(child.pid))

    watching = threading.Thread(target=watch)
    watching.start()
    status = child.wait()
    ended.set()
    watching.join()
    if status not in _GOOD:
        print("\n".join((stack.project.parent / "output.log").read_text().splitlines()[-40:]))
    return Measured(time.monotonic() - began, peak, status)


def measure_memory(pid: int) -> int:
    """Bytes of a process and all below it; what several share counts once (PSS)."""
    total = 0
    try:
        processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


if __name__ == "__main__":
    main()
