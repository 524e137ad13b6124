"""What a fleet does in some days without a person: simulated time, real policy, planner and providers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from a2p.plan import fees
from fleet.decisions.deadlines import find_next_deadline
from fleet.decisions.policy import Level
from fleet.storage.database import Database
from tests.support.miniature import MiniatureStack, World
from tests.support.miniature.fleet import Customer, MiniatureFleet, MiniatureRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend

HOUR, DAY = 3600.0, 86_400.0
MOBILE = "+14155550124"


@pytest.fixture
def database(postgres_backend: Backend) -> Iterator[Database]:
    found = Database(postgres_backend.url)
    yield found
    found.close()


def begin(world: World, database: Database, folder: Path, level: Level, **more: Any) -> MiniatureFleet:
    runner = MiniatureRunner(world, folder)
    runner.add(MiniatureStack.of_example("example", world))
    return MiniatureFleet(world, database, runner, level, **more)


def answer(world: World) -> None:
    world.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})


def writes(fleet: MiniatureFleet) -> Counter[str]:
    return Counter(write.rpartition("/")[2] for write in fleet.runner.writes.get("customer", []))


def reasons(database: Database, action: str) -> str:
    rows = database.execute("select reason from a2p_fleet_action where action = %s order by id", [action])
    return "\n".join(reason for (reason,) in rows)


def test_a_text_message_that_lapsed_is_sent_again_in_time_and_the_campaign_registered_once(
    world: World, database: Database, tmp_path: Path
) -> None:
    fleet = begin(world, database, tmp_path, Level.CONTINUE)
    assert fleet.runner.run_by_a_person("customer").ok

    fleet.run(DAY + HOUR)
    assert writes(fleet) == {"SmsOtp": 1}, reasons(database, "run")
    answer(world)
    fleet.run(10 * DAY)

    assert writes(fleet)["Usa2p"] == 1
    assert "level continue: register Campaign" in reasons(database, "run")
    (paid,) = database.execute("select sum(fees_usd) from a2p_fleet_action")[0]
    assert paid == fees.CAMPAIGN_REVIEW.usd


def test_a_fee_that_has_risen_since_the_persons_plan_is_left_to_a_person(
    world: World, database: Database, tmp_path: Path
) -> None:
    fleet = begin(world, database, tmp_path, Level.CONTINUE)
    assert fleet.runner.run_by_a_person("customer").ok
    fleet.run(HOUR)
    answer(world)
    dearer = replace(fees.CAMPAIGN_REVIEW, usd=Decimal("20.00"))

    with patch.object(fees, "CAMPAIGN_REVIEW", dearer):
        fleet.run(DAY)
        assert writes(fleet)["Usa2p"] == 0
        assert "register Campaign" in reasons(database, "leave")
        assert "costs Campaign review $20.00, which no plan of a person's run has shown" in reasons(
            database, "leave"
        )
        assert fleet.runner.run_by_a_person("customer").ok  # pays it, as its plan has shown


def test_at_apply_a_merged_customer_is_registered_and_no_more_is_spent_than_may_be(
    world: World, database: Database, tmp_path: Path
) -> None:
    fleet = begin(world, database, tmp_path, Level.APPLY, most_a_day=Decimal(10))

    fleet.run(HOUR)
    answer(world)
    fleet.run(HOUR)

    assert writes(fleet)["BrandRegistrations"] == 1
    assert writes(fleet)["Usa2p"] == 0
    assert "is over the $10 a day of --max-cost" in reasons(database, "leave")


def test_at_apply_a_merged_edit_is_made_and_one_that_stops_approved_traffic_is_not(
    world: World, database: Database, tmp_path: Path
) -> None:
    fleet = begin(world, database, tmp_path, Level.APPLY)
    customer = fleet.runner.customers["customer"]
    fleet.run(HOUR)
    answer(world)
    fleet.run(12 * DAY)
    assert customer.stack.outputs()["resources"]["campaign"]["status"] == "VERIFIED"
    before = writes(fleet)

    customer.edit(lambda declared: declared["campaign"].update(description=_DESCRIPTION))
    fleet.run(HOUR)
    assert writes(fleet) - before == {"QE2c6890da8086d771620e9b13fadeba0b": 1}

    fleet.run(12 * DAY)
    before = writes(fleet)
    customer.edit(lambda declared: declared["campaign"].update(has_embedded_phone=True))
    customer.edit(lambda declared: declared.update(allowTrafficLoss="true"))
    fleet.run(HOUR)
    assert writes(fleet) == before
    assert "replace Campaign would stop traffic, which a person decides" in reasons(database, "leave")


@pytest.mark.parametrize("level", list(Level))
def test_a_suspension_is_known_at_every_level_and_nothing_is_written_for_it(
    world: World, database: Database, tmp_path: Path, level: Level
) -> None:
    """At `watch` beside the state, else by a run that records it; the next look is when Twilio deletes it."""
    fleet = begin(world, database, tmp_path, level)
    customer = fleet.runner.customers["customer"]
    register(fleet, world)
    fleet.run(DAY)
    before = writes(fleet)
    world.control("POST", f"/campaigns/{service(customer)}/decide", {"status": "SUSPENDED"})

    fleet.run(2 * DAY)

    assert writes(fleet) == before
    recorded = fleet.runner.read_recorded("customer")
    assert recorded.latest_stage == "campaign_suspended"
    assert (recorded.stage == "campaign_suspended") == (level is not Level.WATCH)
    assert recorded.latest
    (campaign,) = recorded.latest.list_campaigns()
    deadline = find_next_deadline(recorded.latest, world.now())
    assert deadline
    assert 27 * DAY < deadline.seconds < 30 * DAY
    assert campaign.deleted_after
    row = fleet.stacks.find("customer")
    assert row
    assert (row.stage, "lifecycle Campaign" in row.reason) == ("campaign_suspended", True)


def register(fleet: MiniatureFleet, world: World) -> None:
    """A person registers the customer, whose Campaign is approved."""
    fleet.runner.run_by_a_person("customer")
    answer(world)
    assert fleet.runner.run_by_a_person("customer").ok
    control = {"status": "VERIFIED"}
    world.control("POST", f"/campaigns/{service(fleet.runner.customers['customer'])}/decide", control)
    assert fleet.runner.run_by_a_person("customer").ok


def service(customer: Customer) -> str:
    return str(customer.stack.outputs()["resources"]["messaging_service"]["sid"])


_DESCRIPTION = (
    "Jane Baker, a baker, texts her customers about their own orders: when an order is confirmed and when it "
    "can be collected. Customers give their consent when they order on her web page."
)
