"""What a person sees of the fleet, and its switches: pause, resume, cancel."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from fleet.events.inbox import Inbox, StoredEvent
from fleet.jobs.queue import DbosQueue, Queue
from fleet.jobs.tables import create_tables
from fleet.sources.declarations import begin_looks, pull_forward
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, CANCELLED, PAUSED, FleetStacks


class Steering:
    """The fleet in one database."""

    def __init__(self, database: Database, queue: Queue) -> None:
        self._database = database
        self._queue = queue
        self._stacks = FleetStacks(database)
        self._inbox = Inbox(database)

    def list_names(self) -> list[str]:
        return [row.stack for row in self._stacks.list_all()]

    def read_status(self) -> dict[str, list[dict[str, str]]]:
        """Customers, and events about nobody known, as texts."""
        actions = dict(
            self._database.execute(
                "select distinct on (stack) stack, action from a2p_fleet_action order by stack, id desc"
            )
        )
        return {
            "stacks": [
                {
                    "stack": row.stack,
                    "status": row.status,
                    "stage": row.stage,
                    "action": actions.get(row.stack, ""),
                    "reason": row.reason,
                    "failures": str(row.attempts),
                    "next_look_at": row.next_look_at.isoformat() if row.next_look_at else "",
                }
                for row in self._stacks.list_all()
            ],
            "unmatched": [_describe(event) for event in self._inbox.list_unmatched()],
        }

    def list_events(self, since: datetime, until: datetime, *, unmatched: bool) -> list[dict[str, str]]:
        """What Twilio told in a span of time, newest first, as texts; only what is about nobody known."""
        found = self._inbox.list_since(since, until)
        return [_describe(event) for event in found if not (unmatched and event.stack)]

    def replay(self, since: datetime, until: datetime) -> int:
        """Have `a2p serve` act upon what came in a span of time once more; how many events that are."""
        return self._inbox.replay(since, until)

    def pause(self, stack: str) -> None:
        self._leave(stack, PAUSED, "paused by a person")

    def cancel(self, stack: str) -> None:
        self._leave(stack, CANCELLED, "taken out by a person")

    def resume(self, stack: str) -> None:
        """Look at a customer now, whatever kept it from that."""
        self._stacks.update(stack, status=ACTIVE, attempts=0)
        begin_looks(stack, self._stacks, self._queue)
        pull_forward(stack, self._stacks, self._queue)

    def _leave(self, stack: str, status: str, reason: str) -> None:
        self._stacks.update(stack, status=status, reason=reason, next_look_at=None)
        self._queue.cancel(stack)


def _describe(event: StoredEvent) -> dict[str, str]:
    names = ("source", "type", "subject_sid", "status", "reason", "stack", "account_sid")
    moments = {"received_at": event.received_at, "handled_at": event.handled_at}
    return {name: getattr(event, name) for name in names} | {
        name: moment.isoformat() if moment else "" for name, moment in moments.items()
    }


@contextmanager
def open_steering(url: str) -> Iterator[Steering]:
    """The fleet at an address, while the block runs."""
    database = Database(url)
    create_tables(database)
    queue = DbosQueue(url)
    try:
        yield Steering(database, queue)
    finally:
        queue.close()
        database.close()
