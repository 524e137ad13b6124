"""The rows of the fleet's customers: what is approved, how often a look failed, who is stopped, and why."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fleet.storage.database import SERIES, Database

ACTIVE: Final = "active"
PAUSED: Final = "paused"
STOPPED: Final = "stopped"
CANCELLED: Final = "cancelled"
UNDECLARED: Final = "undeclared"
_COLUMNS: Final = (
    "stack, revision, approved_revision, status, reason, "
    "attempts, stage, own_run_at, next_look_at, changed_at, approved_fees, own_run_began_at"
)


@dataclass(frozen=True)
class FleetStack:
    """
    One customer.

    approved_revision: the declaration that a person's last run had. approved_fees: the fees to come that its
    plan has shown. attempts: looks begun since the last one that ended well. own_run_at: when the engine
    wrote in the fleet's own last run. own_run_began_at: when one began of which no end is known.
    """

    stack: str
    revision: str
    approved_revision: str | None
    status: str
    reason: str
    attempts: int
    stage: str
    own_run_at: datetime | None
    next_look_at: datetime | None
    changed_at: datetime
    approved_fees: list[dict[str, Any]]
    own_run_began_at: datetime | None


class FleetStacks:
    """The table of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def hold_series(self) -> Iterator[None]:
        """
        Keep every other process from beginning series of looks: each customer has one.

        The lock ends with the connection; a series that was begun twice all the same ends by itself
        (fleet/looks/reconciler.py).
        """
        self._database.execute("select pg_advisory_lock(%s, 0)", [SERIES])
        try:
            yield
        finally:
            self._database.execute("select pg_advisory_unlock(%s, 0)", [SERIES])

    def find(self, stack: str) -> FleetStack | None:
        rows = self._database.execute(f"select {_COLUMNS} from a2p_fleet_stack where stack = %s", [stack])  # noqa: S608
        return FleetStack(*rows[0]) if rows else None

    def list_all(self) -> list[FleetStack]:
        rows = self._database.execute(f"select {_COLUMNS} from a2p_fleet_stack order by stack")  # noqa: S608
        return [FleetStack(*row) for row in rows]

    def enrol(self, revisions: Mapping[str, str]) -> list[str]:
        """Take note of the revision of each customer; those whose is a new one."""
        rows = self._database.execute(
            "insert into a2p_fleet_stack (stack, revision, status) "
            "select each.stack, each.revision, %s "
            "from unnest(%s::text[], %s::text[]) as each (stack, revision) "
            "on conflict (stack) do update set revision = excluded.revision, attempts = 0, "
            "changed_at = now(), "
            "status = case when a2p_fleet_stack.status = any(%s) then %s else a2p_fleet_stack.status end "
            "where a2p_fleet_stack.revision <> excluded.revision or a2p_fleet_stack.status = %s "
            "returning stack",
            [ACTIVE, list(revisions), list(revisions.values()), [STOPPED, UNDECLARED], ACTIVE, UNDECLARED],
        )
        return sorted(stack for (stack,) in rows)

    def update(self, stack: str, **values: Any) -> None:
        """Set some columns, whose names are ours."""
        columns = ", ".join(f"{name} = %s" for name in values)
        self._database.execute(
            f"update a2p_fleet_stack set {columns}, changed_at = now() where stack = %s",  # noqa: S608
            [*values.values(), stack],
        )

    def begin_attempt(self, stack: str) -> int:
        """Count a look that begins, before anything can go wrong in it; how many have begun in a row."""
        rows = self._database.execute(
            "update a2p_fleet_stack set attempts = attempts + 1 where stack = %s returning attempts", [stack]
        )
        return int(rows[0][0]) if rows else 0

    def note_pull(self, stack: str) -> None:
        """Say that something has happened: a look at work then is followed by another at once."""
        self._database.execute("update a2p_fleet_stack set pulled_at = now() where stack = %s", [stack])

    def was_pulled_since(self, stack: str, moment: datetime) -> bool:
        rows = self._database.execute(
            "select 1 from a2p_fleet_stack where stack = %s and pulled_at > %s", [stack, moment]
        )
        return bool(rows)

    def read_clock(self) -> datetime:
        """The database's time, which all workers share."""
        moment: datetime = self._database.execute("select clock_timestamp()")[0][0]
        return moment
