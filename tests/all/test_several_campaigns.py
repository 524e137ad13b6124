"""
A standard customer with three Campaigns in a subaccount, on the real engine, from the first run to the last.

Registered, one rejected and mended, one added, one renamed, one removed, the address changed with a kill in
the middle of the run, and all taken down. After each step the state agrees with Twilio (a preview shows no
change), and what was told to cost is what it has cost.
"""

from __future__ import annotations

import copy
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from a2p.report.plan_table import format_table
from a2p.report.steps import list_steps
from a2p.run_log import RunLog
from tests.support.killing import kill_at
from tests.support.subaccount import SUBACCOUNT_SID, TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

_DAY = 24 * 3600
_PRICES = {"Usa2p": Decimal(15), "BrandRegistrations": Decimal(4)}
CONSENT = {"A2P_ALLOW_TRAFFIC_LOSS": "true"}


class Story:
    """The stack, and what has been told and paid since the last step."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def begin(self) -> None:
        self.stack.verdicts.unlink(missing_ok=True)
        self.stack.simulator.control("DELETE", "/requests")

    def up(self, **consents: str) -> RunLog:
        """An `up` with its preview, which tells what it costs; nothing is left to change after it."""
        self.begin()
        with patch.dict(os.environ, consents):
            run = self.stack.up()
        assert run.status == 0, run.output
        log = self.read_log()
        assert self.told(log) == self.incurred(), run.output
        self.require_rest()
        return log

    def read_log(self) -> RunLog:
        return RunLog.from_lines(self.stack.verdicts.read_bytes().splitlines(keepends=True))

    @staticmethod
    def told(log: RunLog) -> Decimal:
        return sum((fee.usd for verdict in log.verdicts for fee in verdict.fees), Decimal(0))

    def incurred(self) -> Decimal:
        made = self.stack.simulator.control("GET", "/requests")
        creations = [call["path"].rsplit("/", 1)[-1] for call in made if call["method"] == "POST"]
        return sum((_PRICES[kind] for kind in creations if kind in _PRICES), Decimal(0))

    def require_rest(self) -> None:
        quiet = self.stack.preview("--expect-no-changes")
        assert quiet.status == 0, quiet.output

    def campaigns(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = self.stack.recorded_outputs()["campaigns"]
        return found

    def stage(self) -> str:
        return str(self.stack.recorded_outputs()["stage"])

    def world(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.stack.simulator.control("GET", "/state").get(kind, [])
        return found

    def service(self, name: str) -> str:
        return self.campaigns()[name]["sid"].split("/")[0]

    def verdicts(self, log: RunLog) -> dict[str, str]:
        return {each.label: each.verdict.value for each in log.verdicts if each.is_change}


def test_a_customer_with_three_campaigns_from_the_first_run_to_the_last(
    starting_points: StartingPoints, tmp_path: Path
) -> None:
    with starting_points.stack("subaccount_nothing", tmp_path) as stack:
        story = Story(stack)
        _register(story)
        _reject_and_mend(story)
        _add_one(story)
        _rename_one(story)
        _remove_one(story)
        _change_the_address_and_be_killed(story)
        _destroy(story)
        _require_own_account(story)


def _register(story: Story) -> None:
    log = story.up()
    assert story.told(log) == Decimal(4 + 3 * 15)
    assert {name: each["stage"] for name, each in story.campaigns().items()} == dict.fromkeys(
        ("orders", "sign-in", "specials"), "campaign_in_review"
    )


def _reject_and_mend(story: Story) -> None:
    stack = story.stack
    rejected = {"status": "FAILED", "errors": [{"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]}]}
    stack.simulator.control("POST", f"/campaigns/{story.service('sign-in')}/decide", rejected)
    for name in ("orders", "specials"):
        stack.simulator.control("POST", f"/campaigns/{story.service(name)}/decide", {"status": "VERIFIED"})
    assert story.verdicts(story.up()) == {}
    outputs = stack.recorded_outputs()
    assert outputs["stage"] == "campaign_failed"
    assert outputs["campaigns"]["orders"]["stage"] == "verified"
    assert "campaigns.sign-in.campaign.message_samples[1]" in outputs["who_must_act"]

    stack.edit(
        lambda declared: declared["campaigns"]["sign-in"]["campaign"]["message_samples"].__setitem__(
            1, "Harbor Bread Company: [code] confirms your mobile number. Reply STOP to opt out."
        )
    )
    assert story.verdicts(story.up()) == {"Campaign sign-in": "amend"}
    stack.simulator.control("POST", f"/campaigns/{story.service('sign-in')}/decide", {"status": "VERIFIED"})
    assert story.verdicts(story.up()) == {}
    assert story.stage() == "verified"


def _add_one(story: Story) -> None:
    def add(declared: dict[str, Any]) -> None:
        entry = copy.deepcopy(declared["campaigns"]["orders"])
        entry["campaign"]["us_app_to_person_usecase"] = "DELIVERY_NOTIFICATION"
        declared["campaigns"]["couriers"] = {**entry, "phone_numbers": []}

    story.stack.edit(add)
    assert story.verdicts(story.up()) == {
        "MessagingService couriers": "register",
        "Campaign couriers": "register",
    }
    assert story.stage() == "campaign_in_review"
    assert story.campaigns()["orders"]["stage"] == "verified", "it is left alone"


def _rename_one(story: Story) -> None:
    def rename(declared: dict[str, Any]) -> None:
        declared["campaigns"]["offers"] = declared["campaigns"].pop("specials") | {"renamed_from": "specials"}

    before = story.service("specials")
    story.stack.edit(rename)
    assert story.verdicts(story.up()) == {"MessagingService offers": "amend"}
    assert story.service("offers") == before

    # The line may go once it is done.
    story.stack.edit(lambda declared: declared["campaigns"]["offers"].pop("renamed_from"))
    assert story.verdicts(story.up()) == {}


def _remove_one(story: Story) -> None:
    stack = story.stack
    stack.edit(lambda declared: declared["campaigns"].pop("offers"))
    refused = stack.preview()
    assert refused.status != 0
    assert "Campaign offers: the Campaign on the Messaging Service a2p/customer/offers" in refused.output
    assert len(story.world("campaign")) == 4

    assert story.verdicts(story.up(**CONSENT)) == {"Campaign offers": "delete"}
    assert len(story.world("campaign")) == len(story.world("service")) == 3


def _change_the_address_and_be_killed(story: Story) -> None:
    """Three Campaigns make way; the run is killed when it has registered one of them again."""
    stack = story.stack
    stack.edit(lambda declared: declared["profile"]["address"].update(street="89 Harbor Blvd"))
    with patch.dict(os.environ, CONSENT):
        story.begin()
        shown = stack.preview()
        assert shown.status == 0, shown.output
        log = story.read_log()
        costs = {each.label: story.told(RunLog((each,))) for each in log.verdicts}
        campaigns = {name: usd for name, usd in costs.items() if name.startswith("Campaign ")}
        assert campaigns == dict.fromkeys(
            ("Campaign orders", "Campaign sign-in", "Campaign couriers"), Decimal(15)
        )
        traffic = {each.label: each.traffic for each in log.verdicts if each.label in campaigns}
        assert traffic["Campaign orders"] == "lost"
        assert "$45.00" in format_table(list_steps(log.verdicts), 100), "in one sum"

        story.begin()
        brand = story.world("brand")[0]["sid"]
        path = f"/v1/a2p/BrandRegistrations/{brand}$"
        kill_at(stack, "POST", path, "up", "--yes", "--skip-preview", "--stack", stack.name)
    assert story.world("campaign") == [], "all three have made way"
    cancelled = stack.pulumi("cancel", "--yes", "--stack", stack.name)
    assert cancelled.status == 0, cancelled.output

    log = story.up()
    assert story.told(log) == 3 * Decimal(15)
    left = sorted(each["us_app_to_person_usecase"] for each in story.world("campaign"))
    assert left == ["2FA", "CUSTOMER_CARE", "DELIVERY_NOTIFICATION"]
    assert story.stage() == "campaign_in_review"
    assert len(story.world("brand")) == 1
    assert story.world("address")[-1]["street"] == "89 Harbor Blvd"


def _destroy(story: Story) -> None:
    with patch.dict(os.environ, CONSENT):
        down = story.stack.destroy()
    assert down.status == 0, down.output
    assert (story.world("campaign"), story.world("service"), story.world("pool_number")) == ([], [], [])
    assert len(story.world("brand")) == 1, "no API deletes a Brand"


def _require_own_account(story: Story) -> None:
    """All of it was in the subaccount that a2p:account names, with its own token; the parent has nothing."""
    for kind in ("brand", "bundle", "address"):
        owners = {each["account_sid"] for each in story.world(kind)}
        parent = {story.stack.simulator.account_sid} if kind == "bundle" else set()  # the primary profile
        assert owners - parent == {SUBACCOUNT_SID}, kind
    assert TOKEN not in story.stack.export()
