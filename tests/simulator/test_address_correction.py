"""AutoCorrectAddress, which Twilio takes for true unless a call says false ([oai], issue 13, W15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

AS_WRITTEN = {"street": "500  Howard Street", "street_secondary": "Suite 210", "region": "California"}
CORRECTED = {"street": "500 Howard St", "street_secondary": "Ste 210", "region": "CA"}
REST = {"customer_name": "Jane Doe", "city": "San Francisco", "postal_code": "94105", "iso_country": "US"}


@pytest.mark.parametrize(("said", "kept"), [({}, CORRECTED), ({"auto_correct_address": True}, CORRECTED)])
def test_an_address_is_corrected_unless_a_call_says_otherwise(
    customer: WalkthroughCustomer, said: dict[str, bool], kept: dict[str, str]
) -> None:
    made = customer.client.addresses.create(**AS_WRITTEN, **REST, **said)
    assert {name: getattr(made, name) for name in kept} == kept
    updated = made.update(street="9 Market Avenue", **said)
    assert updated.street == "9 Market Ave"


def test_an_address_is_kept_as_written_where_a_call_says_so(customer: WalkthroughCustomer) -> None:
    made = customer.client.addresses.create(**AS_WRITTEN, **REST, auto_correct_address=False)
    assert {name: getattr(made, name) for name in AS_WRITTEN} == AS_WRITTEN
    assert made.update(street="9 Market Avenue", auto_correct_address=False).street == "9 Market Avenue"
