"""
A fleet that is killed at random: workers by kill -9, one or two at a time, and PostgreSQL.

    python -m bench.fleet_kills [--sole 200] [--standard 100] [--workers 3] [--minutes 480] [--every 15]
        [--settle 60] [--latency 0]

Every customer is new, at level `apply`, in a simulator of its own; every fifth is rejected in the Campaign's
review. Half of the deaths of a worker are that of its machine: its run and its engine die with it. It prints
what was bought, what was bought twice or never came to its end, how close registrations came, and how soon
the work of a dead worker went on. With --every 0 nobody is killed: with --latency it measures how much so
many workers get done.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import psycopg
import yaml

from bench.many import make_own
from tests.support.backends import Backend, make_database
from tests.support.command import COMMAND
from tests.support.mortal_postgres import Server
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEED = 60.0
_AUTO_YES = "+15005550006"  # this customer answers every text message
_REJECTED_EVERY = 5


@dataclass
class Fleet:
    """Workers as processes, what they run with, and when each was killed."""

    stack: Stack
    url: str
    pace: float
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    deaths: list[float] = field(default_factory=list)

    def start(self, name: str) -> None:
        is_first = name == "w0"
        verb = ["serve", "--port", "0", "--every", "5"] if is_first else ["worker"]
        options = ["--database-url", self.url, "--level", "apply", "--name", name, "--pace", str(self.pace)]
        env = {key: text for key, text in self.stack.environment().items() if key != "A2P_VERDICTS"}
        with self.log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [COMMAND, *verb, *options], cwd=self.stack.project, env=env, stdout=log, stderr=log
            )

    def kill(self, name: str, *, machine: bool) -> None:
        process = self.processes[name]
        doomed = [process.pid]
        if machine:
            with suppress(psutil.Error):
                doomed += [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
        for pid in doomed:
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        process.wait()
        self.deaths.append(time.time())

    def log(self, name: str) -> Path:
        return self.stack.project.parent / f"{name}.log"

    def count_handed_in(self) -> int:
        """How many customers' Campaigns are at Twilio."""
        return len(self.stack.simulator.control("GET", "/state").get("campaign", []))

    def read_takeovers(self) -> list[float]:
        """When workers said that they took over, in seconds."""
        return sorted(
            datetime.fromisoformat(record["time"]).timestamp()
            for name in self.processes
            for record in _read_lines(self.log(name))
            if record.get("message") == "took over from a dead worker"
        )


def declare(stack: Stack, sole: int, standard: int) -> list[str]:
    """A stack file for each customer, each with data of its own; the names."""
    names = []
    text = stack.file.read_text()
    other = yaml.safe_load((stack.project.parent / "standard.yaml").read_text())
    stack.file.unlink()
    for number in range(sole + standard):
        content: dict[str, Any] = yaml.safe_load(text) if number < sole else other
        config: dict[str, Any] = {key: make_own(value, number) for key, value in content["config"].items()}
        config["a2p:phone_numbers"] = []
        if number < sole:
            config["a2p:trust_bundle"] |= {"mobile_phone_number": _AUTO_YES}
            config["a2p:profile"]["address"] |= {"street": f"{100 + number} Main Street"}
        names.append(f"c{number:03}")
        (stack.project / "stacks" / f"Pulumi.{names[-1]}.yaml").write_text(yaml.safe_dump({"config": config}))
    return names


def torment(fleet: Fleet, server: Server, options: argparse.Namespace, count: int) -> Counter[str]:
    """Kill at random until all is done or the time is over; what was killed."""
    dice = random.Random(options.seed)  # noqa: S311  # it guards nothing
    killed = Counter[str]()
    end = time.monotonic() + options.minutes * 60
    while time.monotonic() < end and fleet.count_handed_in() < count:
        if not options.every:
            time.sleep(0.5)
            continue
        time.sleep(options.every * dice.uniform(0.5, 1.5))
        what = dice.choice(["one", "one", "two", "postgresql"])
        killed[what] += 1
        print(f"{what} killed", flush=True)
        if what == "postgresql":
            server.kill_and_start()
            continue
        victims = dice.sample(sorted(fleet.processes), 2 if what == "two" else 1)
        for name in victims:
            fleet.kill(name, machine=dice.random() < 0.5)
        time.sleep(dice.uniform(1, 5))
        for name in victims:
            fleet.start(name)
    return killed


def reject_some(simulator: SimulatorProcess) -> None:
    """Every fifth Campaign is rejected by its reviewer."""
    for campaign in simulator.control("GET", "/state").get("campaign", [])[::_REJECTED_EVERY]:
        decision = {"status": "FAILED", "errors": [{"error_code": 30886, "fields": ["USE_CASE_DESCRIPTION"]}]}
        simulator.control("POST", f"/campaigns/{campaign['messaging_service_sid']}/decide", decision)


def list_doubles(state: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Customers with two objects of a kind of which there is to be one, by our mark or what it is made of."""
    bundles = Counter((each["_collection"], each["friendly_name"]) for each in state.get("bundle", []))
    services = Counter(each["friendly_name"] for each in state.get("service", []))
    brands = Counter(each["customer_profile_bundle_sid"] for each in state.get("brand", []))
    return [str(key) for counted in (bundles, services, brands) for key, many in counted.items() if many > 1]


def report(simulator: SimulatorProcess, fleet: Fleet, names: list[str]) -> None:
    """What was bought, and how."""
    state = simulator.control("GET", "/state")
    made = [
        call
        for call in simulator.control("GET", "/requests")
        if call["method"] == "POST" and call["status"] < 300
    ]
    for what, suffix in (("Brand", "/BrandRegistrations"), ("Campaign", "/Compliance/Usa2p")):
        times = sorted(call["time"] for call in made if call["path"].endswith(suffix))
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        closest = f"{min(gaps):.2f}" if gaps else "none"
        print(
            f"{what}: {len(times)} registered for {len(names)} customers, "
            f"closest {closest} s by Twilio's clock"
        )
    print("campaigns", Counter(each["campaign_status"] for each in state.get("campaign", [])))
    print("made twice:", list_doubles(state) or "nothing")
    refused = Counter(
        call["status"] for call in simulator.control("GET", "/requests") if call["status"] >= 400
    )
    print("answers of 400 and above", dict(refused))
    taken = fleet.read_takeovers()
    waits = [
        min(at - death for at in taken if at >= death)
        for death in fleet.deaths
        if taken and taken[-1] >= death
    ]
    quick = [wait for wait in waits if wait < 30]
    if quick:
        middle, longest = statistics.median(quick), max(quick)
        print(
            f"deaths {len(fleet.deaths)}, takeovers {len(taken)}: "
            f"median {middle:.1f} s, longest {longest:.1f} s"
        )
    with psycopg.connect(fleet.url) as connection:
        for row in connection.execute("select status, stage, count(*) from a2p_fleet_stack group by 1, 2"):
            print("stacks", row)
        span = "extract(epoch from max(at) - min(at))"
        ((looks, seconds),) = connection.execute(f"select count(*), {span} from a2p_fleet_action")  # noqa: S608
        print(f"looks: {looks} in {seconds or 0:.0f} s")
        for row in connection.execute("select action, count(*) from a2p_fleet_action group by 1"):
            print("looks", row)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("sole", 200), ("standard", 100), ("workers", 3), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--minutes", type=float, default=480, help="at most, until all are handed in")
    parser.add_argument("--every", type=float, default=15, help="seconds between deaths; 0: nobody is killed")
    parser.add_argument("--settle", type=float, default=60, help="minutes at most, after the deaths")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds a call")
    parser.add_argument("--pace", type=float, default=0.01)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), options)


def run(folder: Path, options: argparse.Namespace) -> None:
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        with SimulatorProcess.start(SPEED, folder / "simulator.db", options.latency) as simulator:
            stack = make_project(folder, simulator, make_database(server.url))
            names = declare(stack, options.sole, options.standard)
            fleet = Fleet(stack, make_database(server.url).url, options.pace)
            with at_work(fleet, options.workers):
                began = time.monotonic()
                killed = torment(fleet, server, options, len(names))
                handed_in, took = fleet.count_handed_in(), time.monotonic() - began
                pace = f"{60 * handed_in / took:.1f} a minute"
                print(f"{handed_in} of {len(names)} handed in after {took:.0f} s, {pace}", flush=True)
                print(f"killed {dict(killed)}", flush=True)
                reject_some(simulator)
                simulator.control("POST", "/clock/advance", {"seconds": 20 * 86400})
                end = time.monotonic() + options.settle * 60
                while time.monotonic() < end and not _all_told(fleet.url, len(names)):
                    time.sleep(2)
                print(f"all told after {time.monotonic() - began:.0f} s", flush=True)
            report(simulator, fleet, names)
    finally:
        server.stop()


def make_project(folder: Path, simulator: SimulatorProcess, backend: Backend) -> Stack:
    """A project whose state is in PostgreSQL; beside it what a standard customer declares."""
    (folder / "other").mkdir()
    standard = Stack.of_example("example-standard", folder / "other", simulator, begin=False)
    (folder / "standard.yaml").write_text(standard.file.read_text())
    return Stack.of_example("example", folder, simulator, backend=backend, begin=False)


class at_work:  # noqa: N801  # reads as a statement
    """The workers are at work while the block runs."""

    def __init__(self, fleet: Fleet, workers: int) -> None:
        self._fleet, self._workers = fleet, workers

    def __enter__(self) -> None:
        for number in range(self._workers):
            self._fleet.start(f"w{number}")

    def __exit__(self, *_: object) -> None:
        for process in self._fleet.processes.values():
            process.terminate()
        for process in self._fleet.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=60)
            process.kill()


def _all_told(url: str, count: int) -> bool:
    final = ("numbers_missing", "campaign_failed", "verified")
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select count(*) from a2p_fleet_stack where stage = any(%s)", [list(final)]
        ).fetchone()
    return bool(found and found[0] >= count)


def _read_lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text().splitlines() if file.exists() else []:
        with suppress(ValueError):
            yield json.loads(line)


if __name__ == "__main__":
    main()
