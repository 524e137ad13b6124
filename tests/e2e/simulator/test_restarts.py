"""A simulator that is started again on the file of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from pathlib import Path


def test_a_restart_keeps_objects_reviews_and_time(tmp_path: Path) -> None:
    db = tmp_path / "simulator.db"
    with SimulatorProcess.start(speed=0, db=db) as first:
        customer = WalkthroughCustomer(sdk(first), first)
        customer.draft_starter_profile()
        customer.submit_profile()
        customer.draft_sole_proprietor_bundle()
        customer.submit_product()
        customer.register_brand()
        time = first.control("GET", "/clock")["time"]
    with SimulatorProcess.start(speed=0, db=db) as second:
        assert second.account_sid == first.account_sid
        assert second.control("GET", "/clock")["time"] == pytest.approx(time, abs=0.01)
        customer.client, customer.simulator = sdk(second), second
        assert customer.fetch_brand().status == "PENDING"
        second.advance(30)
        assert customer.fetch_brand().status == "APPROVED"


def test_a_database_is_not_opened_for_another_account(tmp_path: Path) -> None:
    db = tmp_path / "owned.db"
    SimulatorProcess.start(db=db).stop()
    with pytest.raises(RuntimeError, match="ended with status 1"):
        SimulatorProcess.start(1, db, 0, "--account", f"AC{'1' * 32}:secret")
