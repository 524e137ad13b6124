"""
`a2p drift` of many customers beside the loop of `pulumi preview --refresh`, and planted drifts found by both.

    python -m bench.drift [--customers 1000] [--latency 0.1] [--sample 20] [--planted 100] [--first]

One customer is registered by real runs, and the others are copies of it (bench.clones). "first" has the
engine compare as many as --sample, or everybody with --first; the traces that it would leave of the others
are written by reading what it reads. "again" is what everybody sees after that: no engine, and no secrets.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a2p.drift.account_reader import AccountReader
from a2p.drift.basis import Basis
from a2p.drift.traces import load_traces, save_traces
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from bench.clones import Original, read_original, read_rows, write_copies
from bench.many import Measured, measure
from tests.support.command import COMMAND
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAME = "original0"  # occurs nowhere else in a stack file, a checkpoint or a world
_ELSE = "https://else.example.com/"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.1, help="seconds a call")
    parser.add_argument("--sample", type=int, default=20, help="customers of the loop, and of the engine")
    parser.add_argument("--planted", type=int, default=100)
    parser.add_argument("--first", action="store_true", help="have the engine compare everybody first")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fleet = make_fleet(folder, options.customers)
        with fleet.serve(0.0):
            fleet.compare_original()
            if not options.first:
                fleet.leave_traces()
        with fleet.serve(options.latency):
            compare(fleet, options.sample, is_first=options.first)
        with fleet.serve(0.0):
            plant_all(fleet, options.planted)
        with fleet.serve(options.latency):
            find_planted(fleet, options.planted, options.sample)
    print("load    ", os.getloadavg())


@dataclass
class Fleet:
    """The copies, in one project and one world."""

    stack: Stack
    database: Path
    original: Original
    numbers: Mapping[str, int]

    def serve(self, latency: float) -> SimulatorProcess:
        """A simulator of their world, where it always was: comparisons go by its address, too."""
        port = self.stack.simulator.url.rpartition(":")[2]
        self.stack.simulator = SimulatorProcess.start(1000, self.database, latency, "--port", port)
        return self.stack.simulator

    @property
    def names(self) -> list[str]:
        return list(self.numbers)

    @property
    def project(self) -> EngineProject:
        return EngineProject.find(self.stack.project, self.stack.environment())

    def compare_original(self) -> None:
        """Have the engine compare the original, which leaves a trace."""
        found = drift(self.stack, [self.stack.name])
        if found:
            raise SystemExit(json.dumps(found, indent=2))

    def leave_traces(self) -> None:
        """Write down what a comparison of each copy by the engine would leave."""
        began = time.monotonic()
        project, state = self.project, self.stack.state
        reader, model = self._open_reader(), load_traces(state, [self.stack.name])[self.stack.name]
        reader.read(self._rename(path, name) for name in self.names for path in model.reads)
        basis, entries = Basis(project), state.list_checkpoints()
        traces = {
            name: replace(
                model,
                basis=basis.digest(name, entries[name]),
                brand=self._rename(model.brand, name),
                services=[self._rename(sid, name) for sid in model.services],
                reads={
                    renamed: reader.find_digest(renamed)
                    for renamed in (self._rename(path, name) for path in model.reads)
                },
            )
            for name in self.names
        }
        save_traces(state, traces)
        print(f"traces   of {len(traces)} written in {time.monotonic() - began:.0f} s", flush=True)

    def _open_reader(self) -> AccountReader:
        checkpoint = self.stack.state.read_checkpoint(self.stack.name)
        if checkpoint is None:
            raise SystemExit("the original has no checkpoint")
        return AccountReader(session_for(self.project, checkpoint))

    def find(self, kind: str, number: int) -> tuple[str, dict[str, Any]]:
        """Key and content of a copy's first object of a kind, as they were written."""
        key, doc = next((row[1], row[4]) for row in self.original.rows if row[0] == kind)
        return self.original.rename(key, number), json.loads(self.original.rename(doc, number))

    def _rename(self, text: str, name: str) -> str:
        return self.original.rename(text, self.numbers[name])


def make_fleet(folder: Path, count: int) -> Fleet:
    """Register one, at rest, and copy it."""
    database = folder / "simulator.db"
    with SimulatorProcess.start(1000, database) as simulator:
        stack = Stack.of_example("example", folder, simulator, name=_NAME)
        stack.edit(lambda keys: keys.update(phone_numbers=[]))
        before = read_rows(database)
        stack.up()
        simulator.control("POST", "/otp/reply", {"mobile_phone_number": "+14155550124"})
        stack.up()
        sid = stack.outputs()["resources"]["messaging_service"]["sid"]
        simulator.control("POST", f"/campaigns/{sid}/decide", {"status": "VERIFIED"})
        stack.up()
    original = read_original(stack, database, before)
    return Fleet(stack, database, original, write_copies(original, stack, database, range(1, count + 1)))


def compare(fleet: Fleet, sample: int, *, is_first: bool) -> None:
    """The time of the engine's comparison, of the scan, and of the loop."""
    some = fleet.names[:sample]
    first = fleet.names if is_first else some
    options = [] if is_first else ["--by-engine"]
    show(fleet, f"first    {len(first)}", [str(COMMAND), "drift", "--json", *first, *options])
    again = show(fleet, f"again    {len(fleet.names)}", [str(COMMAND), "drift", "--json"])
    loop = "for s in {}; do pulumi preview --refresh --expect-no-changes --non-interactive -s $s; done"
    looped = show(fleet, f"loop     {sample}", ["sh", "-c", loop.format(" ".join(some))])
    of_all = looped.seconds / sample * len(fleet.names)
    print(f"ratio    {of_all / again.seconds:.0f}: the loop over all would take {of_all:.0f} s", flush=True)


def show(fleet: Fleet, what: str, command: Sequence[str]) -> Measured:
    """Measure a command, and print it."""
    calls = len(fleet.stack.calls())
    measured = measure(fleet.stack, command)
    print(f"{what}: {measured}, {len(fleet.stack.calls()) - calls} calls", flush=True)
    return measured


def plant_all(fleet: Fleet, count: int) -> None:
    """Change something at Twilio of each of the last customers: one of four things."""
    for number in list(fleet.numbers.values())[len(fleet.numbers) - count :]:
        plants = (plant_in_service, plant_in_person, suspend_campaign, delete_campaign)
        plants[number % len(plants)](fleet, number)


def plant_in_service(fleet: Fleet, number: int) -> None:
    sid, _ = fleet.find("service", number)
    fleet.stack.simulator.control("POST", f"/console/service/{sid}", {"inbound_request_url": _ELSE})


def plant_in_person(fleet: Fleet, number: int) -> None:
    sid, document = fleet.find("end_user", number)
    attributes = {**document["attributes"], "last_name": "Else"}
    fleet.stack.simulator.control("POST", f"/console/end_user/{sid}", {"attributes": attributes})


def suspend_campaign(fleet: Fleet, number: int) -> None:
    sid, _ = fleet.find("service", number)
    fleet.stack.simulator.control("POST", f"/campaigns/{sid}/decide", {"status": "SUSPENDED"})


def delete_campaign(fleet: Fleet, number: int) -> None:
    sid, _ = fleet.find("service", number)
    fleet.stack.simulator.control("DELETE", f"/console/campaign/{sid}")


def find_planted(fleet: Fleet, count: int, sample: int) -> None:
    """Whether a scan of all finds just these, and the engine says the same of them and of some others."""
    began = time.monotonic()
    by_scan = drift(fleet.stack, [])
    print(f"planted  {count}: {len(by_scan)} found in {time.monotonic() - began:.0f} s", flush=True)
    planted = fleet.names[len(fleet.names) - count :]
    asked = [*fleet.names[:sample], *planted]
    by_engine = drift(fleet.stack, [*asked, "--by-engine"])
    print(f"         they are those: {[each['stack'] for each in by_scan] == planted}")
    print(f"         by the engine, of {len(asked)}: the same: {by_scan == by_engine}", flush=True)


def drift(stack: Stack, arguments: Sequence[str]) -> list[Any]:
    """The customers that differ, with how."""
    done = subprocess.run(
        [COMMAND, "drift", "--json", *arguments],
        cwd=stack.project,
        env={name: text for name, text in stack.environment().items() if name != "A2P_VERDICTS"},
        capture_output=True,
        check=False,
    )
    return [each for each in json.loads(done.stdout) if each["differences"] or each["problem"]]


if __name__ == "__main__":
    main()
