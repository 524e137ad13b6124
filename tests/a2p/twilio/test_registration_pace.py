"""One registration of a Brand, and one of a Campaign, a second and account (U9)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from a2p.twilio import brands, campaigns

if TYPE_CHECKING:
    from a2p.twilio.client.rate_limits import RateLimit
    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer


@pytest.mark.parametrize("limit", [brands.REGISTRATIONS, campaigns.REGISTRATIONS])
def test_registrations_of_an_account_are_a_second_apart(limit: RateLimit) -> None:
    assert (limit.calls, limit.per_seconds) == (1, 1.0)


def test_brands_and_campaigns_do_not_wait_for_each_other() -> None:
    assert brands.REGISTRATIONS.name != campaigns.REGISTRATIONS.name


def test_two_brands_in_a_row_are_registered_without_a_refusal(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    """The simulator answers 429 to a second one within a second, whoever sends it."""
    spec = customer.with_bundles(session)

    brands.register(session, spec)
    brands.register(later, dataclasses.replace(spec, mock=True))

    calls = [
        call
        for call in customer.simulator.control("GET", "/requests")
        if (call["method"], call["path"]) == ("POST", "/v1/a2p/BrandRegistrations")
    ]
    assert {call["status"] for call in calls[-2:]} == {201}
