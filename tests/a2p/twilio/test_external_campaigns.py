"""Associating an external campaign: once, under its limit, and never over something else (E1 to E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import Blocked, Refused
from a2p.specs import ExternalCampaignSpec
from a2p.twilio import campaigns, external_campaigns, services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess

CREATE = "/v1/Services/PreregisteredUsa2p"


@pytest.fixture(scope="module", autouse=True)
def _state_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all tests here, as they are of one account."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


def accepted(simulator: SimulatorProcess) -> str:
    """A campaign that is registered, shared, and accepted by Twilio."""
    campaign_id = str(simulator.control("POST", "/tcr/campaigns")["campaign_id"])
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/share")
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/decide", {"status": "accept"})
    return campaign_id


@pytest.fixture
def spec(session: Session, customer: UniqueCustomer, simulator: SimulatorProcess) -> ExternalCampaignSpec:
    service = services.register(session, customer.service())
    return ExternalCampaignSpec(
        messaging_service_sid=service.sid, campaign_id=accepted(simulator), share_accepted_on="2026-11-20"
    )


def associations(simulator: SimulatorProcess, spec: ExternalCampaignSpec) -> list[dict[str, Any]]:
    """What was sent, for this service."""
    calls = simulator.control("GET", "/requests")
    return [
        call["parameters"]
        for call in calls
        if call["path"] == CREATE and call["parameters"]["MessagingServiceSid"] == spec.messaging_service_sid
    ]


def test_an_accepted_campaign_is_associated_with_what_is_declared_of_it(
    session: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec
) -> None:
    made = external_campaigns.associate_campaign(session, spec)

    found = campaigns.fetch(session, spec.messaging_service_sid)
    assert found is not None
    assert (made.status, made.campaign_id) == (found.status, found.campaign_id)
    assert made.externally_registered
    assert associations(simulator, spec) == [
        {"CampaignId": spec.campaign_id, "MessagingServiceSid": spec.messaging_service_sid}
    ]


def test_a_migration_is_told_where_it_is_declared(
    session: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec
) -> None:
    migrating = ExternalCampaignSpec(**(vars(spec) | {"cnp_migration": True}))

    external_campaigns.associate_campaign(session, migrating)

    (sent,) = associations(simulator, spec)
    assert sent["CnpMigration"] == "true"


def test_what_an_interrupted_run_associated_is_taken_over(
    session: Session, later: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec
) -> None:
    external_campaigns.associate_campaign(session, spec)

    taken = external_campaigns.associate_campaign(later, spec)

    assert taken.externally_registered
    assert taken.campaign_id == spec.campaign_id
    assert len(associations(simulator, spec)) == 1


def test_another_external_campaign_on_the_service_stops_the_run(
    session: Session, later: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec
) -> None:
    external_campaigns.associate_campaign(session, spec)
    other = ExternalCampaignSpec(**(vars(spec) | {"campaign_id": accepted(simulator)}))

    with pytest.raises(Blocked) as stopped:
        external_campaigns.associate_campaign(later, other)

    assert f"holds\n  the external campaign {spec.campaign_id}, and it can hold only one" in str(
        stopped.value
    )
    assert "do: if that one is not needed, delete it at Twilio" in str(stopped.value)
    assert len(associations(simulator, spec)) == 1


def test_a_campaign_that_was_registered_at_twilio_stops_the_run(
    session: Session, later: Session, customer: UniqueCustomer, simulator: SimulatorProcess
) -> None:
    inner = customer.with_brand(session)
    customer.says_yes()
    assert campaigns.wait_for_gate(session, inner) == "ready_to_register"
    campaigns.register(session, inner)
    spec = ExternalCampaignSpec(
        messaging_service_sid=inner.messaging_service_sid,
        campaign_id=accepted(simulator),
        share_accepted_on="2026-11-20",
    )

    with pytest.raises(Blocked, match="a Campaign that was registered at Twilio itself"):
        external_campaigns.associate_campaign(later, spec)

    assert associations(simulator, spec) == []


@pytest.mark.parametrize("status", [403, 404])
def test_an_account_without_access_is_told_whom_to_ask(
    session: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec, status: int
) -> None:
    """E1."""
    fault = {"kind": "error", "method": "POST", "path": "PreregisteredUsa2p$", "status": status}
    simulator.control("POST", "/faults", fault)

    with pytest.raises(Refused) as refused:
        external_campaigns.associate_campaign(session, spec)

    assert refused.value.status == status
    assert "do: ask your Twilio account executive for access" in str(refused.value)
    assert "(E1)" in str(refused.value)


def test_any_other_refusal_is_told_as_it_is(
    session: Session, simulator: SimulatorProcess, spec: ExternalCampaignSpec
) -> None:
    """M1: the service has a use case."""
    session.client.messaging.v1.services(spec.messaging_service_sid).update(usecase="marketing")

    with pytest.raises(Refused) as refused:
        external_campaigns.associate_campaign(session, spec)

    assert refused.value.code == 21719
    assert "account executive" not in str(refused.value)
