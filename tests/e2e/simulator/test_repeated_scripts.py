"""A script that is played twice, by two simulators."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from pathlib import Path


def named(customer: WalkthroughCustomer, name: str) -> WalkthroughCustomer:
    """A sole proprietor of this name, as far as an approved or failed brand."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle(brand_name=name)
    customer.submit_product()
    customer.register_brand()
    customer.simulator.advance(30)
    return customer


def test_the_same_script_gives_the_same_sids_times_and_outcomes(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text("customers:\n  - match: {brand_name: Jane}\n    brand: {code: 30795}\n")
    states = []
    for _ in range(2):
        options = ("--start-time", "1700000000", "--scenario", str(scenario), "--seed", "7")
        with SimulatorProcess.start(0, ":memory:", 0, *options) as simulator:
            named(WalkthroughCustomer(sdk(simulator), simulator), "Jane")
            states.append(simulator.control("GET", "/state"))
    assert states[0]["brand"][0]["errors"][0]["error_code"] == 30795
    assert json.dumps(states[0], sort_keys=True) == json.dumps(states[1], sort_keys=True)
