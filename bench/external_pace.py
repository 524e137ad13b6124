"""
External campaigns associated by several workers: how close two come, and how much of the rate is used.

    python -m bench.external_pace [--campaigns 1000] [--workers 3] [--speed 10] [--minutes 20]

Twilio takes one association in 5 s for an account (E5), and fails those that come sooner. Workers, queue,
policy and the limit are those of `a2p serve`, on a PostgreSQL of their own; a run is the association alone,
without the engine. Times are the simulator's, of the requests as they came. With --kill-every a worker is
killed with -9 each so many seconds, and started again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a2p.specs import ExternalCampaignSpec
from a2p.twilio import external_campaigns
from fleet.decisions.policy import Level, Look, PlannedChange
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.runner import Ended, Recorded
from fleet.service import Options, run_worker, stop_on_signals
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from tests.support import backends
from tests.support.sessions import open_session
from tests.support.simulator import ROOT, SimulatorProcess

if TYPE_CHECKING:
    from a2p.run_log import StackOutputs

ALLOWED = 5.0  # seconds from one association to the next (E5)
PATH = "/v1/Services/PreregisteredUsa2p"


class AssociatingRunner:
    """Customers that are files with the id of a campaign; what is done is a file, too."""

    def __init__(self, folder: Path) -> None:
        self._declared, self._done = folder / "declared", folder / "done"
        self._facts = json.loads((folder / "facts.json").read_text())

    def list_stacks(self) -> list[str]:
        return sorted(file.name for file in self._declared.iterdir())

    def read_revision(self, stack: str) -> str:
        return (self._declared / stack).read_text()

    def read_declaration(self, stack: str) -> str:
        return self.read_revision(stack)

    def read_recorded(self, stack: str) -> Recorded:
        return Recorded("verified" if (self._done / stack).exists() else "", datetime.now(UTC))

    def read_recorded_declaration(self, stack: str) -> str:
        del stack
        return ""

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        """Nothing is found here that a run has not recorded."""

    def read_clock(self, stack: str) -> float:
        del stack
        return time.time()

    def preview(self, stack: str) -> Look:
        if (self._done / stack).exists():
            return Look(is_final=True)
        return Look((PlannedChange("ExternalCampaign", "register"),), begun=False)

    def apply(self, stack: str, plan: object, *, waits: bool) -> Ended:
        del plan, waits
        with open_session(
            self._facts["url"], account=self._facts["account"], password=self._facts["token"]
        ) as session:
            service = session.client.messaging.v1.services.create(friendly_name=f"a2p/{stack}")
            spec = ExternalCampaignSpec(
                messaging_service_sid=str(service.sid),
                campaign_id=self.read_revision(stack),
                share_accepted_on="2026-11-20",
            )
            external_campaigns.associate_campaign(session, spec)
        (self._done / stack).touch()
        return Ended("verified")


def work(name: str, url: str, folder: Path) -> None:
    """One worker, until SIGTERM."""
    options = Options(name, Level.APPLY, at_once=2, patience=30, scale=0.01)
    run_worker(url, AssociatingRunner(folder), options, stop_on_signals())


def declare(simulator: SimulatorProcess, folder: Path, count: int) -> None:
    """So many campaigns at the registry whose share Twilio has accepted, and a customer for each."""
    for name in ("declared", "done"):
        (folder / name).mkdir()
    facts = {"url": simulator.url, "account": simulator.account_sid, "token": simulator.auth_token}
    (folder / "facts.json").write_text(json.dumps(facts))
    for number in range(count):
        campaign = simulator.control("POST", "/tcr/campaigns")["campaign_id"]
        simulator.control("POST", f"/tcr/campaigns/{campaign}/share")
        simulator.control("POST", f"/tcr/campaigns/{campaign}/decide", {"status": "accept"})
        (folder / "declared" / f"c{number:04}").write_text(campaign)


def run(folder: Path, url: str, options: argparse.Namespace) -> tuple[float, int]:
    """Have the workers at it until all is done or the time is over; seconds, and how many were killed."""
    dice, killed = random.Random(1), 0  # noqa: S311  # it guards nothing
    names = [f"w{number}" for number in range(options.workers)]
    workers = {name: start(name, url, folder) for name in names}
    began = last = time.monotonic()
    while time.monotonic() < began + options.minutes * 60:
        if len(list((folder / "done").iterdir())) >= options.campaigns:
            break
        time.sleep(0.5)
        if options.kill_every and time.monotonic() - last > options.kill_every:
            name, last, killed = dice.choice(names), time.monotonic(), killed + 1
            workers[name].kill()
            workers[name].wait()
            workers[name] = start(name, url, folder)
    took = time.monotonic() - began
    for worker in workers.values():
        worker.terminate()
    for worker in workers.values():
        worker.wait()
    return took, killed


def start(name: str, url: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.external_pace"]
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.Popen([*command, "--work", name, url, str(folder)], cwd=ROOT, stderr=log)


def report(simulator: SimulatorProcess, campaigns: int) -> None:
    """By the simulator's clock and its own judgement."""
    calls: list[dict[str, Any]] = simulator.control("GET", "/requests")
    times = sorted(
        call["time"]
        for call in calls
        if (call["method"], call["path"]) == ("POST", PATH) and call["status"] < 300
    )
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    print(f"campaigns, associated        {campaigns}, {len(times)}")
    if gaps:
        used = ALLOWED * len(gaps) / (times[-1] - times[0])
        print(f"closest two                  {min(gaps):.3f} s by Twilio's clock; {ALLOWED:g} are allowed")
        print(f"closer than that             {sum(gap < ALLOWED for gap in gaps)}")
        print(f"of the allowed rate          {used:.1%}")
    simulator.control("POST", "/clock/advance", {"seconds": 86_400})  # one that came too soon fails by then
    there = simulator.control("GET", "/state")["campaign"]
    print("campaigns a day later       ", dict(Counter(each["campaign_status"] for each in there)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--campaigns", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--speed", type=float, default=10.0, help="simulated seconds a second")
    parser.add_argument("--minutes", type=float, default=20.0, help="at most")
    parser.add_argument("--kill-every", type=float, default=0.0, help="seconds; 0: nobody is killed")
    parser.add_argument("--work", nargs=3, metavar=("NAME", "URL", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        name, url, folder = options.work
        work(name, url, Path(folder))
        return
    with tempfile.TemporaryDirectory() as name, backends.run_postgres() as server:
        folder = Path(name)
        with SimulatorProcess.start(options.speed, folder / "simulator.db") as simulator:
            declare(simulator, folder, options.campaigns)
            os.environ["PULUMI_BACKEND_URL"] = backends.make_database(server).url
            url = backends.make_database(server).url
            with closing(Database(url)) as database, closing(DbosQueue(url)) as queue:
                create_tables(database)
                enqueue_declared(AssociatingRunner(folder), FleetStacks(database), queue)
            took, killed = run(folder, url, options)
            print(f"seconds of this machine      {took:.1f}; killed {killed}")
            report(simulator, options.campaigns)


if __name__ == "__main__":
    main()
