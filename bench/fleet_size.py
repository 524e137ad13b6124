"""
What thousands of customers cost the fleet itself: queue, memory and database, without the engine.

    python -m bench.fleet_size [--stacks 100 1000 10000] [--looks 2] [--minutes 10] [--at-once 32] [--serve]

One worker with the repository's queue, reconciler and policy, on a PostgreSQL of its own; a look finds that
nothing has moved, and takes no time itself. First all are declared, then each is looked at so often. The last
figures are what stays in the database of each look, before and after ended jobs are forgotten. With --serve
also `a2p serve` in a folder of so many stack files, until it is ready and all are in the queue: its worker
takes no look then.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
import requests

from a2p.run_log import StackOutputs
from fleet.decisions.policy import Level, Look
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.metrics import make_registry
from fleet.runner import Ended, Recorded
from fleet.service import Options, run_worker, stop_on_signals
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.embedded import run_embedded
from fleet.storage.stacks import FleetStacks
from tests.support import backends
from tests.support.command import COMMAND
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WAITING = StackOutputs("waiting_for_brand")
_SCALE = 0.0001  # of the pauses: the second look comes at once
MB = 1 << 20


class RestingRunner:
    """So many customers who wait for their Brand's review."""

    def __init__(self, count: int) -> None:
        self._names = [f"c{number:05}" for number in range(count)]

    def list_stacks(self) -> list[str]:
        return self._names

    def read_revision(self, stack: str) -> str:
        del stack
        return "r1"

    def read_declaration(self, stack: str) -> str:
        return self.read_revision(stack)

    def read_recorded(self, stack: str) -> Recorded:
        del stack
        return Recorded(_WAITING.stage, datetime.now(UTC), _WAITING)

    def read_recorded_declaration(self, stack: str) -> str:
        del stack
        return ""

    def keep_observed(self, stack: str, outputs: StackOutputs | None) -> None:
        """Nothing has moved."""

    def read_clock(self, stack: str) -> float:
        del stack
        return time.time()

    def preview(self, stack: str) -> Look:
        del stack
        return Look(has_moved=False)

    def apply(self, stack: str, plan: object, *, waits: bool) -> Ended:
        raise AssertionError(f"nothing is to be run of {stack}: {plan} {waits}")


def measure(server: str, count: int, options: argparse.Namespace) -> None:
    """One size, and a line for each figure."""
    url = backends.make_database(server).url
    with closing(Database(url)) as database, closing(DbosQueue(url)) as queue:
        create_tables(database)
        compact(url)
        empty = read_size(url)
        stacks, runner = FleetStacks(database), RestingRunner(count)
        first = measure_time(lambda: enqueue_declared(runner, stacks, queue))
        again = measure_time(lambda: enqueue_declared(runner, stacks, queue))
        registry = make_registry(database, queue)
        scrape = measure_time(lambda: list(registry.collect()))
        print(f"{count} customers: enqueued in {first:.1f} s, compared again in {again:.2f} s", flush=True)
        print(f"  /metrics {scrape:.2f} s; database {(read_size(url) - empty) / count:.0f} bytes each")
        queued = read_size(url)
        made, took, cpu, memory = work(url, database, count, options)
        grown = read_size(url) - queued
        each = f"{made / took:.0f} a second, {1000 * cpu / made:.1f} ms of CPU each"
        print(f"  {made} looks in {took:.1f} s: {each}")
        stored = f"{grown / MB:.1f} MB, {grown / made:.0f} bytes a look"
        print(f"  worker at most {memory / MB:.0f} MB; database {stored}")
        forget = measure_time(lambda: queue.forget_ended(datetime.now(UTC)))
        compact(url)
        kept = (read_size(url) - empty) / MB
        print(f"  ended jobs forgotten in {forget:.1f} s: {kept:.1f} MB stay of all", flush=True)


def work(
    url: str, database: Database, count: int, options: argparse.Namespace
) -> tuple[int, float, float, int]:
    """Looks made by one worker, seconds, its CPU seconds, and its memory at most."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.fleet_size", "--work", url, str(count)]
    command += ["--at-once", str(options.at_once)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as worker:
        process = psutil.Process(worker.pid)
        while not count_looks(database):
            time.sleep(0.05)
        began, before = time.monotonic(), count_looks(database)
        memory, cpu = 0, sum(process.cpu_times()[:2])
        end = began + options.minutes * 60
        while count_looks(database) < options.looks * count and time.monotonic() < end:
            memory = max(memory, process.memory_info().rss)
            time.sleep(0.25)
        made, took = count_looks(database) - before, time.monotonic() - began
        spent = sum(process.cpu_times()[:2]) - cpu
        worker.terminate()
    return made, took, spent, memory


def count_looks(database: Database) -> int:
    return int(database.execute("select count(*) from a2p_fleet_action")[0][0])


def compact(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum full")


def read_size(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("select pg_database_size(current_database())").fetchone()
    return int(row[0]) if row else 0


def measure_time(act: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = time.monotonic()
    act()
    return time.monotonic() - began


def serve(count: int, minutes: float) -> None:
    """`a2p serve` in a folder of so many files; no worker of it takes a look."""
    with tempfile.TemporaryDirectory(prefix="a2p-") as name:
        project = Path(name) / "project"
        declare(project, count)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env = os.environ | {"PULUMI_BACKEND_URL": (Path(name) / "state").as_uri()}
        command = [str(COMMAND), "serve", "--level", "watch", "--port", str(port), "--at-once", "0"]
        began = time.monotonic()
        with subprocess.Popen(command, cwd=project, env=env, stderr=subprocess.DEVNULL) as server:
            url = f"http://127.0.0.1:{port}"
            for text in poll(f"{url}/readyz", minutes):
                if text == "ready\n":
                    break
            ready = time.monotonic() - began
            for text in poll(f"{url}/metrics", minutes):
                if f'a2p_fleet_stacks{{status="active"}} {float(count)}' in text and has_all_jobs(
                    text, count
                ):
                    break
            queued = time.monotonic() - began
            memory = psutil.Process(server.pid).memory_info().rss
            server.terminate()
        took = f"ready {ready:.1f} s, all in the queue {queued:.1f} s"
        print(f"a2p serve, {count} files: {took}, {memory / MB:.0f} MB")


def has_all_jobs(text: str, count: int) -> bool:
    jobs = (line.split()[-1] for line in text.splitlines() if line.startswith("a2p_fleet_jobs{"))
    return sum(map(float, jobs)) >= count


def poll(url: str, minutes: float) -> Iterator[str]:
    """What an address answers, again and again until the time is over."""
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        try:
            yield requests.get(url, timeout=60).text
        except requests.RequestException:
            yield ""
        time.sleep(0.2)


def declare(project: Path, count: int) -> None:
    (project / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", project)
    text = (ROOT / "stacks" / "Pulumi.example.yaml").read_text()
    for number in range(count):
        (project / "stacks" / f"Pulumi.c{number:05}.yaml").write_text(f"# {number}\n{text}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stacks", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--looks", type=int, default=2, help="of each customer")
    parser.add_argument("--minutes", type=float, default=10.0, help="at most, for each size")
    parser.add_argument("--at-once", type=int, default=32, help="looks; a worker takes so many each 0.5 s")
    parser.add_argument("--serve", action="store_true", help="also the start of a2p serve")
    parser.add_argument("--work", nargs=2, metavar=("URL", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        url, count = options.work
        worker = Options("one", Level.CONTINUE, at_once=options.at_once, patience=30, scale=_SCALE)
        run_worker(url, RestingRunner(int(count)), worker, stop_on_signals())
        return
    with tempfile.TemporaryDirectory(prefix="a2p-postgres-") as folder, run_embedded(Path(folder)) as server:
        for count in options.stacks:
            measure(server, count, options)
    for count in options.stacks if options.serve else ():
        serve(count, options.minutes)


if __name__ == "__main__":
    main()
