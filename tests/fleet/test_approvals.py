"""What counts as a person's approval, and how much may be spent: on a real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from a2p.run_log import FeeRecord, FeeToCome, StackOutputs
from fleet.decisions.spending import NO_LIMIT, Spending
from fleet.jobs.queue import Job
from fleet.looks.approvals import Approval, Approvals
from fleet.runner import Recorded
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.backends import Backend

FEE = FeeToCome("Campaign", FeeRecord("Campaign review", Decimal(15)))
ACME = Job("acme", "r1", 1)
MINUTE = timedelta(minutes=1)


@dataclass
class RecordedRuns:
    """What the last run has left, and what is declared: all that approvals ask a runner."""

    recorded: Recorded = field(default_factory=Recorded)
    declared: str = "first"
    recorded_declaration: str = ""

    def run(self, at: datetime, *fees: FeeToCome) -> None:
        outputs = StackOutputs("waiting_for_brand", fees_to_come=fees)
        self.recorded = Recorded("waiting_for_brand", at, outputs)
        self.recorded_declaration = self.declared

    def read_recorded(self, stack: str) -> Recorded:
        assert stack == "acme"
        return self.recorded

    def read_recorded_declaration(self, stack: str) -> str:
        assert stack == "acme"
        return self.recorded_declaration

    def read_declaration(self, stack: str) -> str:
        assert stack == "acme"
        return self.declared


@pytest.fixture
def database(postgres_backend: Backend) -> Iterator[Database]:
    found = Database(postgres_backend.url)
    found.create_tables()
    FleetStacks(found).enrol({"acme": "r1"})
    yield found
    found.close()


def open_approvals(database: Database, runs: Any) -> Approvals:
    return Approvals(FleetStacks(database), runs)


def test_a_persons_run_approves_its_file_and_the_fees_that_its_plan_showed(database: Database) -> None:
    runs = RecordedRuns()
    approvals = open_approvals(database, runs)
    assert approvals.read(ACME) == Approval()

    runs.run(datetime.now(UTC), FEE)

    assert approvals.read(ACME) == Approval(given=True, shown=(FEE,))
    runs.declared = "second"  # an edit, however old it looks
    assert approvals.read(Job("acme", "r2", 1)) == Approval()
    runs.declared = "first"
    assert approvals.read(ACME) == Approval(given=True, shown=(FEE,))


def test_the_fleets_own_run_shows_nobody_a_fee(database: Database) -> None:
    runs = RecordedRuns()
    approvals = open_approvals(database, runs)
    runs.run(datetime.now(UTC), FEE)
    approvals.read(ACME)

    approvals.begin_own_run("acme")
    runs.run(datetime.now(UTC), FEE, FEE)
    approvals.end_own_run("acme")

    assert approvals.read(ACME).shown == (FEE,)


def test_a_run_of_the_fleets_that_was_cut_off_approves_nothing(database: Database) -> None:
    runs = RecordedRuns()
    approvals = open_approvals(database, runs)

    approvals.begin_own_run("acme")
    runs.run(datetime.now(UTC), FEE)  # its worker dies here, its engine does not

    assert approvals.read(ACME) == Approval()
    runs.run(datetime.now(UTC) + 59 * MINUTE, FEE)
    assert approvals.read(ACME) == Approval()
    runs.run(datetime.now(UTC) + 61 * MINUTE, FEE)  # a person's, by then
    assert approvals.read(ACME) == Approval(given=True, shown=(FEE,))


def test_all_workers_together_spend_no_more_on_a_day_than_they_may(postgres_backend: Backend) -> None:
    databases = [Database(postgres_backend.url) for _ in range(4)]
    databases[0].create_tables()

    def reserve(number: int) -> bool:
        return not Spending(databases[number % 4], Decimal(100)).reserve(Decimal(15))

    with ThreadPoolExecutor(8) as pool:
        allowed = sum(pool.map(reserve, range(40)))

    spending = Spending(databases[0], Decimal(100))
    assert allowed == 6
    assert "over the $100 a day of --max-cost" in spending.reserve(Decimal("10.01"))
    assert not spending.reserve(Decimal(10))
    assert not spending.reserve(Decimal(0))
    assert "over the $1 a day" in Spending(databases[0], Decimal(1)).reserve(Decimal(4))
    assert not Spending(databases[0], NO_LIMIT).reserve(Decimal(1000))
    for database in databases:
        database.close()
