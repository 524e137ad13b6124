"""Campaigns registered directly with The Campaign Registry: E1 to E8."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.receiver import Receiver
from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

DAY = 24 * 3600


def at_registry(customer: WalkthroughCustomer, path: str = "", **body: Any) -> Any:
    """One step of the ISV's or a reviewer's at the registry."""
    return customer.simulator.control("POST", f"/tcr/campaigns{path}", body)


def accepted_campaign(customer: WalkthroughCustomer) -> str:
    """Registered, shared, and accepted by Twilio."""
    campaign_id = str(at_registry(customer)["campaign_id"])
    at_registry(customer, f"/{campaign_id}/share")
    at_registry(customer, f"/{campaign_id}/decide", status="accept")
    return campaign_id


def associate(customer: WalkthroughCustomer, campaign_id: str) -> Any:
    return customer.messaging.external_campaign.create(
        campaign_id=campaign_id, messaging_service_sid=customer.service
    )


@pytest.fixture
def isv(customer: WalkthroughCustomer) -> WalkthroughCustomer:
    """A customer with a service, whose last association is long ago."""
    customer.make_service()
    customer.simulator.advance(DAY)
    return customer


def test_an_external_campaign_skips_profile_and_brand(isv: WalkthroughCustomer) -> None:
    """E1, E6: associated, polled, verified after the secondary review."""
    campaign_id = accepted_campaign(isv)
    answer = associate(isv, campaign_id)
    assert answer.sid == "QE2c6890da8086d771620e9b13fadeba0b"
    assert (answer.campaign_id, answer.messaging_service_sid) == (campaign_id, isv.service)
    assert isv.fetch_campaign().campaign_status == "PENDING"
    isv.simulator.advance(5 * DAY)
    campaign = isv.fetch_campaign()
    assert (campaign.campaign_status, campaign.is_externally_registered) == ("VERIFIED", True)
    assert campaign.brand_registration_sid is None


def test_the_registry_tells_of_each_review(isv: WalkthroughCustomer) -> None:
    """E2: accepted, associated, then rejected by the secondary DCA, with feedback."""
    with Receiver() as receiver:
        isv.simulator.control("POST", "/tcr/webhook", {"url": receiver.url})
        campaign_id = str(at_registry(isv)["campaign_id"])
        at_registry(isv, f"/{campaign_id}/share")
        isv.simulator.advance(2 * DAY)
        accepted = receiver.wait_for(lambda w: "CAMPAIGN_SHARE_ACCEPT" in w.body)
        assert json.loads(accepted.body)["campaignId"] == campaign_id
        associate(isv, campaign_id)
        isv.decide_campaign("FAILED", {"description": "The website is down."})
        deleted = json.loads(receiver.wait_for(lambda w: "CAMPAIGN_SHARE_DELETE" in w.body).body)
    assert deleted["description"] == "The website is down."
    assert isv.fetch_campaign().errors[0]["error_code"] == 30902


def test_a_share_that_twilio_rejects_is_shared_again(isv: WalkthroughCustomer) -> None:
    """E2: fix, and share once more."""
    campaign_id = str(at_registry(isv)["campaign_id"])
    at_registry(isv, f"/{campaign_id}/share")
    assert at_registry(isv, f"/{campaign_id}/decide", status="reject")["status"] == "REGISTERED"
    assert at_registry(isv, f"/{campaign_id}/share")["status"] == "SHARED"


@pytest.mark.parametrize(("shared", "code"), [(False, 30904), (True, 30905)])
def test_an_association_before_the_acceptance_fails_late(
    isv: WalkthroughCustomer, *, shared: bool, code: int
) -> None:
    """E2, 1.11: 'You cannot continue until this happens'."""
    campaign_id = str(at_registry(isv)["campaign_id"])
    if shared:
        at_registry(isv, f"/{campaign_id}/share")
    associate(isv, campaign_id)
    assert isv.fetch_campaign().campaign_status == "PENDING"
    isv.simulator.advance(120)
    campaign = isv.fetch_campaign()
    assert (campaign.campaign_status, campaign.errors[0]["error_code"]) == ("FAILED", code)


@pytest.mark.parametrize("campaign_id", ["BRMTK1Z", "CRMTK1", "CRMTK1ZZ", "crmtk1z", "C2345-7"])
def test_a_campaign_id_has_seven_characters(isv: WalkthroughCustomer, campaign_id: str) -> None:
    """E4."""
    with refused(400, 20001, "CampaignId"):
        associate(isv, campaign_id)


def test_associating_too_fast_is_accepted_and_fails_late(isv: WalkthroughCustomer) -> None:
    """E5: no 429; the way out is to delete the association and to share again."""
    associate(isv, accepted_campaign(isv))
    second = accepted_campaign(isv)
    isv.make_service()
    isv.simulator.advance(4.9)
    associate(isv, second)
    assert isv.fetch_campaign().campaign_status == "PENDING"
    isv.simulator.advance(120)
    assert isv.fetch_campaign().campaign_status == "FAILED"
    isv.delete_campaign()
    isv.simulator.advance(5)
    at_registry(isv, f"/{second}/share")
    at_registry(isv, f"/{second}/decide", status="accept")
    associate(isv, second)
    isv.simulator.advance(5 * DAY)
    assert isv.fetch_campaign().campaign_status == "VERIFIED"


def test_deleting_an_association_leaves_the_campaign_at_the_registry(isv: WalkthroughCustomer) -> None:
    """E7: and takes five seconds, for the campaign as for the service."""
    campaign_id = accepted_campaign(isv)
    associate(isv, campaign_id)
    isv.delete_campaign()
    isv.simulator.advance(4)
    isv.make_service()
    with refused(409, 20409, "not finalized"):
        associate(isv, campaign_id)
    isv.simulator.advance(1)
    associate(isv, campaign_id)
    isv.simulator.advance(5 * DAY)
    assert isv.fetch_campaign().campaign_status == "VERIFIED"


def test_numbers_before_and_after_the_approval_belong_to_the_campaign(isv: WalkthroughCustomer) -> None:
    """E8."""
    numbers = [isv.client.incoming_phone_numbers.create(area_code="415").sid for _ in range(2)]
    pool = isv.messaging.services(isv.service).phone_numbers
    pool.create(phone_number_sid=numbers[0])
    associate(isv, accepted_campaign(isv))
    isv.simulator.advance(5 * DAY)
    pool.create(phone_number_sid=numbers[1])
    isv.simulator.advance(60)
    state = {n["sid"]: n["_registration"] for n in isv.simulator.control("GET", "/state")["pool_number"]}
    assert [state[sid] for sid in numbers] == ["registered", "registered"]


def test_a_service_with_a_use_case_takes_no_external_campaign(isv: WalkthroughCustomer) -> None:
    """M1, E2: create it without Usecase."""
    isv.messaging.services(isv.service).update(usecase="marketing")
    with refused(400, 21719):
        associate(isv, accepted_campaign(isv))


def test_an_external_campaign_is_edited_at_the_registry(isv: WalkthroughCustomer) -> None:
    """E7, C10."""
    associate(isv, accepted_campaign(isv))
    with refused(400, None, "The Campaign Registry"):
        isv.update_campaign()
