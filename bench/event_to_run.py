"""
How long it is from an event that comes to the look that it causes.

    python -m bench.event_to_run [--events 40]

A worker of its own on a PostgreSQL of its own, customers whose next look is days away, and the matcher of
`a2p serve`. From when the event is stored to when the look that follows is recorded, by the database's clock;
a look itself takes no time here, as no engine runs.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fleet.events.inbox import EventMatcher, Inbox
from fleet.events.payloads import EVENT, Received
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.repeating import repeat
from fleet.sources.declarations import pull_forward
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from tests.support import backends

if TYPE_CHECKING:
    from fleet.events.inbox import StoredEvent

_CUSTOMERS = 20
_APART = 0.5  # seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, backends.run_postgres() as server:
        folder = Path(name)
        (folder / "declared").mkdir()
        stacks = [f"c{number}" for number in range(_CUSTOMERS)]
        for stack in stacks:
            (folder / "declared" / stack).write_text("register")
        url = backends.make_database(server).url
        with closing(Database(url)) as database, closing(DbosQueue(url)) as queue:
            create_tables(database)
            command = [sys.executable, "-m", "tests.support.fleet_worker", url, "one", str(folder)]
            worker = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            try:
                wait_until_at_rest(database)
                send(database, queue, chosen.events)
                report(database, chosen.events)
            finally:
                worker.terminate()
                worker.wait()


def wait_until_at_rest(database: Database) -> None:
    query = "select count(*) from a2p_fleet_stack where stage = 'verified' and next_look_at > now()"
    while database.execute(query)[0][0] < _CUSTOMERS:
        time.sleep(0.2)
    time.sleep(2)


def send(database: Database, queue: DbosQueue, events: int) -> None:
    """Store an event after the other, and wake the matcher, as the receiver does."""
    inbox, stacks = Inbox(database), FleetStacks(database)
    owners = {f"BN{number}": f"c{number}" for number in range(_CUSTOMERS)}
    stop, wake = threading.Event(), threading.Event()

    def keep_no_reason(_stack: str, _event: StoredEvent) -> None:
        """Brands have none."""

    def pull(stack: str) -> None:
        pull_forward(stack, stacks, queue)

    matcher = EventMatcher(inbox, lambda: owners, pull, keep_no_reason)
    thread = repeat(matcher.match, 5.0, stop, wake)
    for number in range(events):
        inbox.store([Received(EVENT, str(number), "AC1", "t", (f"BN{number % _CUSTOMERS}",))])
        wake.set()
        time.sleep(_APART)
    time.sleep(5)
    stop.set()
    wake.set()
    thread.join()


def report(database: Database, events: int) -> None:
    rows = database.execute(
        "select extract(epoch from min(action.at) - event.received_at) from a2p_fleet_event as event "
        "join a2p_fleet_action as action on action.stack = event.stack and action.at > event.received_at "
        "group by event.id, event.received_at"
    )
    taken = sorted(float(seconds) for (seconds,) in rows)
    print(f"events, followed by a look   {events}, {len(taken)}")
    print(f"seconds to it, median        {statistics.median(taken):.2f}")
    print(f"seconds to it, longest       {taken[-1]:.2f}")


if __name__ == "__main__":
    main()
