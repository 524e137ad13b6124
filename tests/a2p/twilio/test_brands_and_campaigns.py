"""Brands and Campaigns: never bought twice, never too early, and stopped by what has failed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import Ambiguous, NotReady, Refused
from a2p.plan import Gate
from a2p.specs.brand import waiting_brand_id
from a2p.specs.campaign import USA2P_SID
from a2p.twilio import brands, bundle_parts, campaigns, profiles, services
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess


def posts(simulator: SimulatorProcess, path: str) -> list[dict[str, Any]]:
    return [
        each
        for each in simulator.control("GET", "/requests")
        if each["method"] == "POST" and each["path"].endswith(path)
    ]


def test_a_brand_is_registered_once_however_often_a_run_is_interrupted_after_it(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_bundles(session)

    first = brands.register(session, spec)
    again = brands.register(later, spec)

    assert again.sid == first.sid
    assert customer.owned()["brand"] == 1


def test_two_brands_of_the_same_bundles_stop_the_run_and_both_are_named(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_bundles(session)
    twins = [
        session.client.messaging.v1.brand_registrations.create(
            customer_profile_bundle_sid=spec.profile_sid,
            a2p_profile_bundle_sid=spec.trust_bundle_sid,
            brand_type="SOLE_PROPRIETOR",
        ).sid
        for _ in range(2)
    ]

    with pytest.raises(Ambiguous) as raised:
        brands.register(later, spec)

    assert all(str(sid) in str(raised.value) for sid in twins)
    assert customer.owned()["brand"] == 2


def test_a_brand_of_another_kind_is_not_taken_for_the_one_that_is_declared(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_bundles(session)
    first = brands.register(session, spec)
    mock = dataclasses.replace(spec, mock=True)

    another = brands.register(later, mock)

    assert another.sid != first.sid
    assert another.mock
    assert brands.register(later, mock).sid == another.sid
    assert brands.register(later, spec).sid == first.sid
    assert customer.owned()["brand"] == 2


def test_a_brand_is_not_bought_on_a_profile_that_was_rejected(
    session: Session, customer: UniqueCustomer
) -> None:
    profile = customer.with_profile(session, email=f"jane{customer.number}@mailinator.com").bundle.sid
    bundle = profiles.register_trust_bundle(session, customer.trust_bundle(profile)).bundle.sid

    with pytest.raises(NotReady) as raised:
        brands.register(session, customer.brand(profile, bundle))

    assert str(raised.value).splitlines() == [
        f"The Brand was not registered: the profile {profile} was rejected.",
        "  - 18601: no reason given",
        "  do: correct a2p:profile in the stack file, then run the same command again",
    ]
    assert "brand" not in customer.owned()


def test_a_brand_is_not_bought_on_a_trust_bundle_that_is_not_compliant(
    session: Session, customer: UniqueCustomer
) -> None:
    profile = customer.with_profile(session).bundle.sid
    spec = customer.trust_bundle(profile, brand_name="", vertical="GARDENING")
    bundle = profiles.register_trust_bundle(session, spec).bundle.sid

    with pytest.raises(NotReady) as raised:
        brands.register(session, customer.brand(profile, bundle))

    first, *reasons, _do = str(raised.value).splitlines()
    assert first == (
        f"The Brand was not registered: the trust bundle {bundle} is not compliant, so it was not submitted."
    )
    assert [reason.split(":")[0] for reason in reasons] == [
        "  - 22215 [sole_proprietor_information.brand_name]",
        "  - 22218 [sole_proprietor_information.vertical]",
    ]
    assert "brand" not in customer.owned()


def test_a_trust_bundle_rejected_within_its_30_s_stops_the_brand(
    session: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_bundles(session)
    customer.decide("profiles", spec.trust_bundle_sid, "twilio-rejected")

    with pytest.raises(NotReady, match=f"the trust bundle {spec.trust_bundle_sid} was rejected"):
        brands.register(session, spec)

    assert "brand" not in customer.owned()


def test_each_step_keeps_30_s_from_the_submission_before_it(
    session: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_brand(session)
    brand = brands.fetch(session, spec.brand_sid)

    assert campaigns.wait_for_gate(session, spec) is Gate.OTP_UNANSWERED

    requests = customer.simulator.control("GET", "/requests")
    submitted = next(
        each["time"]
        for each in requests
        if each["method"] == "POST" and each["path"].endswith(brand.trust_bundle_sid)
    )
    bought = next(
        each["time"]
        for each in requests
        if each["path"].endswith("/BrandRegistrations")
        and brand.trust_bundle_sid in str(each)
        and each["method"] == "POST"
    )
    looked = [each["time"] for each in requests if each["path"].endswith(spec.brand_sid)]
    assert bought - submitted >= 30
    assert looked[0] - bought >= 30


def test_a_campaign_waits_for_the_otp_and_is_registered_after_it(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_brand(session)
    assert campaigns.wait_for_gate(session, spec) is Gate.OTP_UNANSWERED
    assert campaigns.fetch(session, spec.messaging_service_sid) is None

    customer.says_yes()

    assert campaigns.wait_for_gate(later, spec) is Gate.OPEN
    assert campaigns.register(later, spec)[0].status == "PENDING"


def test_with_a_wait_declared_one_run_goes_through(customer: UniqueCustomer) -> None:
    simulator = customer.simulator
    with open_session(
        simulator.url, account=simulator.account_sid, password=simulator.auth_token, wait=86400 * 20
    ) as patient:
        spec = customer.with_brand(patient)
        customer.says_yes()

        assert campaigns.wait_for_gate(patient, spec) is Gate.OPEN


def test_a_wait_that_is_over_leaves_the_campaign_waiting(customer: UniqueCustomer) -> None:
    simulator = customer.simulator
    with open_session(
        simulator.url, account=simulator.account_sid, password=simulator.auth_token, wait=60
    ) as patient:
        spec = customer.with_brand(patient)

        assert campaigns.wait_for_gate(patient, spec) is Gate.OTP_UNANSWERED


@pytest.mark.parametrize(
    ("status", "gate"), [("FAILED", Gate.BRAND_FAILED), ("SUSPENDED", Gate.BRAND_SUSPENDED)]
)
def test_a_failed_or_suspended_brand_is_a_gate_that_is_shut(
    session: Session, later: Session, customer: UniqueCustomer, status: str, gate: Gate
) -> None:
    spec = customer.with_brand(session)
    customer.decide("brands", spec.brand_sid, status)

    assert campaigns.wait_for_gate(later, spec) is gate


def test_a_campaign_waits_for_a_brand_that_twilio_does_not_take_yet(
    session: Session, customer: UniqueCustomer
) -> None:
    spec = dataclasses.replace(customer.with_brand(session), brand_sid=waiting_brand_id("BU1"))

    assert campaigns.wait_for_gate(session, spec) is Gate.BRAND_IN_REVIEW


def test_a_brand_that_failed_in_passing_is_tried_again_after_30_s(
    session: Session, customer: UniqueCustomer
) -> None:
    spec = customer.with_brand(session)
    customer.decide("brands", spec.brand_sid, "FAILED", {"error_code": 30791})
    failed = brands.fetch(session, spec.brand_sid, fresh=True)

    again = brands.retry_failed(session, failed)

    assert again.status == "PENDING"
    assert again.updated_at - failed.updated_at >= 29  # in whole seconds, both of them


def test_a_failed_brand_is_submitted_again_as_the_same_brand(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    bought = brands.register(session, customer.with_bundles(session))
    customer.decide("brands", bought.sid, "FAILED")
    spec = customer.brand(bought.profile_sid, bought.trust_bundle_sid)

    again = brands.resubmit(later, bought.sid, spec)

    assert (again.sid, again.status, again.problems) == (bought.sid, "PENDING", ())
    assert customer.owned()["brand"] == 1


def test_a_brand_that_a_killed_run_submitted_again_is_left_in_its_review(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    bought = brands.register(session, customer.with_bundles(session))
    customer.decide("brands", bought.sid, "FAILED")
    spec = customer.brand(bought.profile_sid, bought.trust_bundle_sid)
    brands.resubmit(session, bought.sid, spec)
    customer.decide("brands", bought.sid, "IN_REVIEW")

    found = brands.resubmit(later, bought.sid, spec)

    assert found.status == "IN_REVIEW"
    assert len(posts(customer.simulator, bought.sid)) == 1


def test_a_brand_in_review_takes_no_correction_and_that_is_said(
    session: Session, later: Session, customer: UniqueCustomer
) -> None:
    bought = brands.register(session, customer.with_bundles(session))
    customer.decide("brands", bought.sid, "IN_REVIEW")
    wanted = customer.trust_bundle(bought.profile_sid).end_users
    (end_user,) = bundle_parts.find_end_users(later, customer.mark, wanted).values()
    later.clock.sleep(2)
    later.client.trusthub.v1.end_users(end_user).update(attributes={"brand_name": "Jane's Gardens"})

    with pytest.raises(NotReady, match="still in review as it was before"):
        brands.resubmit(later, bought.sid, customer.brand(bought.profile_sid, bought.trust_bundle_sid))

    assert posts(customer.simulator, bought.sid) == []


def test_a_campaign_an_interrupted_run_registered_is_taken_over(
    session: Session, later: Session, ready: Any
) -> None:
    campaigns.register(session, ready)

    taken, _ = campaigns.register(later, ready)

    assert taken.fields["description"] == ready.description
    assert len(later.client.messaging.v1.services(ready.messaging_service_sid).us_app_to_person.list()) == 1


def test_an_update_carries_all_seven_fields_changed_or_not(
    session: Session, ready: Any, customer: UniqueCustomer
) -> None:
    campaigns.register(session, ready)
    text = "Jane's Garden Care texts its customers to confirm and to remind, no more than that."

    amended = campaigns.amend(session, dataclasses.replace(ready, description=text))

    assert amended.fields["description"] == text
    (update,) = posts(customer.simulator, f"{ready.messaging_service_sid}/Compliance/Usa2p/{USA2P_SID}")
    for name in (
        "Description",
        "MessageFlow",
        "MessageSamples",
        "HasEmbeddedLinks",
        "HasEmbeddedPhone",
        "AgeGated",
        "DirectLending",
    ):
        assert name in str(update)


def test_a_failed_campaign_shows_each_error_with_its_fields(
    session: Session, later: Session, ready: Any, customer: UniqueCustomer
) -> None:
    campaigns.register(session, ready)
    error = {"error_code": 30886, "fields": ["USE_CASE_DESCRIPTION"], "description": "Too vague."}
    customer.decide("campaigns", ready.messaging_service_sid, "FAILED", error)

    live = campaigns.fetch(later, ready.messaging_service_sid)

    assert live is not None
    assert live.status == "FAILED"
    assert [str(problem) for problem in live.problems] == ["30886 [USE_CASE_DESCRIPTION]: Too vague."]


def test_a_new_campaign_follows_a_deleted_one_on_the_same_service_without_being_too_early(
    session: Session, later: Session, ready: Any
) -> None:
    campaigns.register(session, ready)
    before = session.clock.now()

    campaigns.delete(session, ready.messaging_service_sid)

    assert session.clock.now() - before >= 5
    assert campaigns.register(later, ready)[0].status == "PENDING"


def register_and_delete(session: Session, ready: Any) -> None:
    """As somebody else does, and a moment ago."""
    campaigns.register(session, ready)
    session.client.messaging.v1.services(ready.messaging_service_sid).us_app_to_person(USA2P_SID).delete()


def test_a_new_campaign_is_not_too_early_either_where_a_killed_run_had_just_deleted_the_one_before(
    session: Session, later: Session, ready: Any
) -> None:
    register_and_delete(session, ready)
    campaigns.fetch(later, ready.messaging_service_sid)
    before = later.clock.now()

    campaigns.delete(later, ready.messaging_service_sid)

    assert later.clock.now() - before >= 5
    assert campaigns.register(later, ready)[0].status == "PENDING"


def test_a_campaign_that_somebody_else_deleted_a_moment_ago_is_registered_again_in_the_same_run(
    session: Session, later: Session, ready: Any
) -> None:
    register_and_delete(session, ready)
    campaigns.fetch(later, ready.messaging_service_sid)

    assert campaigns.register(later, ready)[0].status == "PENDING"


def test_a_service_that_holds_an_approved_campaign_is_not_deleted(
    session: Session, later: Session, ready: Any, customer: UniqueCustomer
) -> None:
    campaigns.register(session, ready)
    customer.decide("campaigns", ready.messaging_service_sid, "VERIFIED")

    with pytest.raises(Refused, match="it holds a Campaign, which would be deleted with it"):
        services.delete(later, ready.messaging_service_sid)

    live = campaigns.fetch(later, ready.messaging_service_sid)
    assert live is not None
    assert live.is_approved


def test_a_service_that_holds_a_campaign_under_review_is_not_deleted(
    session: Session, later: Session, ready: Any
) -> None:
    """Twilio shows a service as registered only once its Campaign is approved."""
    campaigns.register(session, ready)

    with pytest.raises(Refused, match="it holds a Campaign, which would be deleted with it"):
        services.delete(later, ready.messaging_service_sid)

    assert campaigns.fetch(later, ready.messaging_service_sid) is not None
