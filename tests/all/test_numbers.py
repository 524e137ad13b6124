"""Numbers on the real engine: by number and bought, of a customer with an account of their own."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from a2p.cli.exit_codes import Exit
from a2p.plan import Consent
from tests.support.command import a2p
from tests.support.sdk import sdk
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Run

_PREFIX = "JANE"
_BUYS = {Consent.NUMBER_PURCHASE.value: "true"}


def test_numbers_of_a_subaccount_are_found_bought_kept_and_given_back(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    made = sdk(simulator).api.v2010.accounts.create(friendly_name="Jane Doe")
    own = sdk(dataclasses.replace(simulator, account_sid=made.sid, auth_token=made.auth_token))
    written = own.incoming_phone_numbers.create(area_code="512").phone_number
    stack = Stack.of_example("example-external", tmp_path, simulator)
    stack.edit(lambda config: _declare(config, made.sid, written))

    with patch.dict(os.environ, {f"{_PREFIX}_AUTH_TOKEN": made.auth_token}):
        refused = stack.up()
        with patch.dict(os.environ, _BUYS):
            bought = stack.up()
        settled = stack.preview("--expect-no-changes")
        stack.edit(lambda config: config.update(phone_numbers=[written]))
        given_back = stack.up()

    _require(refused, 255, "a number would be bought, for $1.15 a month")
    _require(bought, 0, "PhoneNumber: +12065550100")
    _require(settled, 0, "")
    _require(given_back, 0, "was given back to Twilio, as release: true said")
    assert [each.phone_number for each in own.incoming_phone_numbers.list()] == [written]
    (service,) = own.messaging.v1.services.list()
    assert [each.phone_number for each in service.phone_numbers.list()] == [written]
    assert sdk(simulator).messaging.v1.services.list() == []
    assert made.auth_token not in stack.export()


def _declare(config: dict[str, Any], account: str, written: str) -> None:
    config["account"] = {"sid": account, "environment": _PREFIX}
    config["phone_numbers"] = [written, {"buy": {"area_code": "206"}, "release": True}]
    config["external_campaign"].pop("share_accepted_on", None)


def _require(run: Run, status: int, said: str) -> None:
    assert (run.status != 0) == (status != 0), run.output
    assert said in run.output, run.output


def test_a_destruction_tells_first_what_becomes_of_each_bought_number(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    stack = Stack.of_example("example-external", tmp_path, simulator)
    kept, released = (
        {"buy": {"area_code": "206"}},
        {"buy": {"area_code": "206"}, "name": "b", "release": True},
    )
    stack.edit(lambda config: config.update(phone_numbers=[kept, released]))
    stack.edit(lambda config: config["external_campaign"].pop("share_accepted_on", None))
    with patch.dict(os.environ, _BUYS):
        _require(stack.up(), 0, "PhoneNumber: +12065550100")
    destroyed = a2p(stack, "destroy", stack.name, "--yes", "--json")

    assert destroyed.status == Exit.DONE, destroyed
    assert "what becomes of the numbers that it has bought" in destroyed.err
    told = {each["id"]: each["verdict"] for each in destroyed.data["stacks"][0]["verdicts"] if each["id"]}
    owned = {each["sid"] for each in simulator.control("GET", "/state")["incoming_number"]}
    assert sorted(told.values()) == ["delete", "keep"]
    assert {sid for sid, verdict in told.items() if verdict == "keep"} <= owned
    assert not {sid for sid, verdict in told.items() if verdict == "delete"} & owned
