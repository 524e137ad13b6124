"""Who is told that they must act: once a day for each stage, not in quiet hours, signed, until taken."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from a2p.actor import Actor, NextStep
from a2p.run_log import StackOutputs
from a2p.stack_command import StackCommand
from a2p.state.standing_tables import RecordedStatus
from fleet.errors import FleetError
from fleet.jobs.tables import create_tables
from fleet.notifications.notifying import Notifier
from fleet.notifications.outgoing import Outgoing, sign
from fleet.notifications.quiet_hours import QuietHours
from fleet.storage.database import Database
from fleet.storage.stacks import PAUSED, STOPPED, FleetStacks
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.backends import Backend

SECRET = "whsec_c2VjcmV0LW9mLWEtdGVzdA=="
NIGHT, DAY = (datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (23, 12))


def at(stage: str, actor: Actor = Actor.YOU) -> RecordedStatus:
    step = NextStep(actor, "edit campaign.message_samples; ask jane@example.com")
    return RecordedStatus("", StackOutputs(stage, next_step=step, next_command=StackCommand("up", "acme")))


@dataclass
class Fleet:
    """A database, where its customers stand, and who is told."""

    database: Database
    receiver: Receiver
    recorded: dict[str, RecordedStatus] = field(default_factory=dict)
    quiet: str = ""

    def tell(self, now: datetime = DAY) -> list[str]:
        outgoing = Outgoing(f"{self.receiver.url}/hook", SECRET, f"{self.receiver.url}/chat")
        quiet = QuietHours.parse(self.quiet)
        notifier = Notifier(self.database, outgoing, quiet, lambda: self.recorded)
        return [f"{each.stack} {each.stage}" for each in notifier.notify(now)]

    def enrol(self, stack: str, **values: Any) -> None:
        stacks = FleetStacks(self.database)
        stacks.enrol({stack: "r1"})
        stacks.update(stack, **({"reason": ""} | values))

    def sent(self, path: str) -> list[dict[str, Any]]:
        return [json.loads(each.body) for each in self.receiver.webhooks if each.url.endswith(path)]


@pytest.fixture
def fleet(postgres_backend: Backend) -> Iterator[Fleet]:
    with closing(Database(postgres_backend.url)) as database, Receiver() as receiver:
        create_tables(database)
        yield Fleet(database, receiver)


def test_a_stage_of_a_customer_is_told_once_a_day_and_another_stage_at_once(fleet: Fleet) -> None:
    fleet.enrol("acme", reason="rejected")
    fleet.recorded = {"acme": at("campaign_rejected")}

    assert (fleet.tell(), fleet.tell()) == (["acme campaign_rejected"], [])
    fleet.recorded = {"acme": at("campaign_suspended")}
    assert fleet.tell() == ["acme campaign_suspended"]
    fleet.database.execute("update a2p_fleet_notice set sent_at = sent_at - interval '25 hours'")
    assert (fleet.tell(), fleet.tell()) == (["acme campaign_suspended"], [])
    assert len(fleet.sent("/hook")) == len(fleet.sent("/chat")) == 3


def test_it_is_told_of_whom_somebody_must_act_on_and_of_no_other(fleet: Fleet) -> None:
    for stack in ("asked", "reviewed", "left", "cole"):
        fleet.enrol(stack)
    fleet.enrol("paused", status=PAUSED)
    fleet.enrol("stopped", status=STOPPED, reason="8 looks have failed")
    fleet.recorded = {
        "asked": at("waiting_for_otp", Actor.CUSTOMER),
        "reviewed": at("campaign_in_review", Actor.NOBODY),
        "paused": at("campaign_rejected"),
        "stopped": at("campaign_rejected"),
        "unknown": at("campaign_rejected"),
    }
    for stack, action in (("left", "leave"), ("reviewed", "run")):
        fleet.database.execute(
            "insert into a2p_fleet_action (job, stack, revision, worker, level, action, reason, fees_usd) "
            "values (%s, %s, 'r1', 'w', 'continue', %s, 'an edit', %s)",
            [stack, stack, action, Decimal(0)],
        )

    assert fleet.tell() == ["asked waiting_for_otp", "left not begun", "stopped stopped"]
    asked, left, stopped = (each["data"] for each in fleet.sent("/hook"))
    assert (asked["actor"], left["next_command"], stopped["next_command"]) == (
        *("customer", "a2p preview left", "a2p fleet retry stopped"),
    )
    assert "jane@example.com" not in str(fleet.receiver.webhooks)


def test_quiet_hours_hold_it_until_they_are_over(fleet: Fleet) -> None:
    fleet.enrol("acme")
    fleet.recorded, fleet.quiet = {"acme": at("campaign_rejected")}, "22:00-07:00"

    assert fleet.tell(NIGHT) == []
    assert fleet.tell(DAY) == ["acme campaign_rejected"]


def test_what_was_not_taken_is_told_again_to_whom_it_was_not(fleet: Fleet) -> None:
    fleet.enrol("acme")
    fleet.recorded = {"acme": at("campaign_rejected")}
    fleet.receiver.statuses = [500, 200, 302]

    assert fleet.tell() == ["acme campaign_rejected"]  # the chat has it
    assert fleet.tell() == []  # a redirect is followed by nobody
    assert fleet.tell() == ["acme campaign_rejected"]
    assert fleet.tell() == []
    assert (len(fleet.sent("/hook")), len(fleet.sent("/chat"))) == (3, 1)


def test_a_message_is_signed_as_standard_webhooks_are(fleet: Fleet) -> None:
    """The example of the specification: https://www.standardwebhooks.com."""
    body = b'{"test": 2432232314}'
    signed = sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    fleet.enrol("acme")
    fleet.recorded = {"acme": at("campaign_rejected")}
    fleet.tell()
    (hook,) = (each for each in fleet.receiver.webhooks if each.url.endswith("/hook"))
    headers = {name.lower(): value for name, value in hook.headers.items()}
    at_ = int(headers["webhook-timestamp"])
    assert sign(SECRET, headers["webhook-id"], at_, hook.body.encode()).items() <= headers.items()


@pytest.mark.parametrize(
    ("hours", "moment", "held"),
    [
        ("22:00-07:00", "2026-11-25T22:00Z", True),
        ("22:00-07:00", "2026-11-25T06:59Z", True),
        ("22:00-07:00", "2026-11-25T07:00Z", False),
        ("12:00-13:00", "2026-11-25T12:30Z", True),
        ("12:00-13:00", "2026-11-25T13:00Z", False),
        ("22:00-07:00 Europe/Berlin", "2026-11-25T21:30Z", True),
        ("22:00-07:00 Europe/Berlin", "2026-07-25T05:30Z", False),
    ],
)
def test_hours_are_those_of_their_zone(hours: str, moment: str, held: bool) -> None:  # noqa: FBT001  # a table
    quiet = QuietHours.parse(hours)

    assert quiet is not None
    assert quiet.hold(datetime.fromisoformat(moment)) is held


@pytest.mark.parametrize("wrong", ["late", "22-7", "25:00-07:00", "22:00-07:00 Nowhere/Town"])
def test_what_are_no_hours_is_told(wrong: str) -> None:
    with pytest.raises(FleetError, match="which names no hours"):
        QuietHours.parse(wrong)


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"A2P_NOTIFY_URL": "https://hooks.example.com"}, "A2P_NOTIFY_URL is set without A2P_NOTIFY_SECRET"),
        ({"A2P_NOTIFY_SLACK_URL": "http://hooks.example.com/x"}, "A2P_NOTIFY_SLACK_URL is no https address"),
    ],
)
def test_an_address_that_would_tell_everybody_is_refused(env: dict[str, str], says: str) -> None:
    with pytest.raises(FleetError, match=says):
        Outgoing.from_env(env)
