"""Customers of a subaccount, adopted with the parent's token: a preview with their own finds no change."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.support.command import a2p
from tests.support.sdk import sdk
from tests.support.stack import Stack, make_project
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_an_adopted_customer_of_a_subaccount_previews_without_a_change(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    made = sdk(simulator).api.v2010.accounts.create(friendly_name="One")
    own = dataclasses.replace(simulator, account_sid=made.sid, auth_token=made.auth_token)
    customer = UnmanagedCustomers(own).customer().verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("VERIFIED")
    stack = Stack("jane-doe", make_project(tmp_path), simulator)

    adopted = a2p(stack, "adopt", "--subaccounts", "--base-url", simulator.url, "--import")
    assert adopted.status == 0, adopted.out + adopted.err
    with patch.dict(os.environ, {f"TWILIO_{made.sid.upper()}_AUTH_TOKEN": made.auth_token}):
        preview = stack.preview("--expect-no-changes")

    assert preview.status == 0, preview.output
    assert made.auth_token not in stack.export()
