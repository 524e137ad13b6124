"""What a Console user or another system changes, without a call of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer


def console(customer: WalkthroughCustomer, method: str, path: str, body: Any = None) -> Any:
    return customer.simulator.control(method, f"/console/{path}", body)


def test_texts_keys_and_attributes_are_edited(customer: WalkthroughCustomer) -> None:
    customer.verified_sole_proprietor()
    customer.create_campaign()
    console(customer, "POST", f"campaign/{customer.service}", {"description": "Another text. " * 5})
    assert customer.fetch_campaign().description.startswith("Another text.")
    console(customer, "POST", f"end_user/{customer.end_user}", {"attributes": {"email": "x@x.example.com"}})
    attributes = customer.trusthub.end_users(customer.end_user).fetch().attributes
    assert attributes == {"email": "x@x.example.com"}
    console(customer, "POST", f"address/{customer.address}", {"street": "9 Other St"})
    assert customer.client.addresses(customer.address).fetch().street == "9 Other St"


def test_a_brand_is_deleted_only_here_and_only_without_campaigns(customer: WalkthroughCustomer) -> None:
    customer.verified_sole_proprietor()
    customer.create_campaign()
    url = f"{customer.simulator.url}/_sim/console/brand/{customer.brand}"
    assert requests.delete(url, timeout=30).status_code == 400
    customer.delete_campaign()
    console(customer, "DELETE", f"brand/{customer.brand}")
    with refused(404, 20404):
        customer.fetch_brand()


def test_a_part_is_deleted_with_its_assignments(customer: WalkthroughCustomer) -> None:
    customer.draft_starter_profile()
    console(customer, "DELETE", f"end_user/{customer.end_user}")
    profile = customer.trusthub.customer_profiles(customer.profile)
    assigned = [entity.object_sid for entity in profile.customer_profiles_entity_assignments.list()]
    assert customer.end_user not in assigned
    assert len(assigned) == 2


def test_a_service_is_deleted_with_its_campaign_and_its_pool(customer: WalkthroughCustomer) -> None:
    customer.verified_sole_proprietor()
    customer.create_campaign()
    console(customer, "DELETE", f"service/{customer.service}")
    campaigns = customer.simulator.control("GET", "/state").get("campaign", [])
    assert customer.service not in [campaign["messaging_service_sid"] for campaign in campaigns]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("brand/{brand}", {"sid": "BN0"}, 400),
        ("brand/{brand}", {"colour": "red"}, 400),
        ("brand/{brand}", {"_updates": 0}, 400),
        ("delivery/{brand}", {"status": "x"}, 400),
        ("brand/BN0", {"status": "FAILED"}, 404),
    ],
)
def test_what_is_not_in_the_console_is_refused(
    customer: WalkthroughCustomer, path: str, body: dict[str, Any], status: int
) -> None:
    customer.approved_sole_proprietor()
    url = f"{customer.simulator.url}/_sim/console/{path.format(brand=customer.brand)}"
    assert requests.post(url, json=body, timeout=30).status_code == status
