"""A Brand over its life: OTPs that expire, submissions that fail in passing, vettings, and its score."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
import requests

from a2p.errors import Blocked, Refused
from a2p.plan.otp import parse_moment
from a2p.twilio import brands, otp
from providers.brand import BrandProvider
from providers.campaign import CampaignProvider
from providers.registration_status import RegistrationStatusProvider
from tests.support.provider_stack import ProviderStack
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOUR, DAY = 3600, 86_400
PASSING = {"error_code": 30791, "description": "Try again later."}


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as process:
        yield process


@pytest.fixture
def stack(simulator: SimulatorProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProviderStack:
    """A sole proprietor whose first OTP is unanswered."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    made = ProviderStack(simulator)
    made.up_to_the_otp()
    made.new_process()
    return made


def sent(stack: ProviderStack, path: str = "SmsOtp") -> int:
    """How often a run has called this for the Brand, so far."""
    calls = stack.simulator.control("GET", "/requests")
    return sum(
        call["method"] == "POST" and call["path"].endswith(f"{stack.ids[BrandProvider]}{path and '/'}{path}")
        for call in calls
    )


def later(stack: ProviderStack, seconds: float) -> None:
    """The next run, so much later."""
    stack.simulator.advance(seconds)
    stack.new_process()


def status(stack: ProviderStack, **more: Any) -> Any:
    outs = stack.outs[BrandProvider]
    names = ("registered_at", "resubmissions", "last_otp_at", "otp_count")
    props = {
        "stack": "acme",
        "brand_type": "SOLE_PROPRIETOR",
        "profile_sid": outs["profile_sid"],
        "trust_bundle_sid": outs["trust_bundle_sid"],
        "brand_sid": outs["sid"],
        "messaging_service_sid": "MG1",
        "campaign_stage": stack.outs[CampaignProvider]["stage"],
        **{name: outs[name] for name in names if name in outs},
    }
    return stack.provider(RegistrationStatusProvider).read("a2p/acme", props | more).outs


def the_brand(stack: ProviderStack) -> dict[str, Any]:
    brands = stack.simulator.control("GET", "/state")["brand"]
    return next(each for each in brands if each["sid"] == stack.ids[BrandProvider])


# Text messages (O1 to O4)


def test_a_text_message_that_is_valid_leaves_everything_as_it_is(stack: ProviderStack) -> None:
    later(stack, 23 * HOUR)

    assert not stack.diff(BrandProvider).changes
    assert status(stack)["who_must_act"].startswith("the customer: reply YES")
    assert sent(stack) == 0


def test_an_expired_one_is_shown_by_a_preview_and_sent_again_once_by_the_run(stack: ProviderStack) -> None:
    later(stack, 25 * HOUR)
    assert stack.diff(BrandProvider).changes
    assert stack.diff(BrandProvider).replaces == []
    assert sent(stack) == 0, "a preview sends nothing"

    updated = stack.update(BrandProvider)

    assert sent(stack) == 1
    assert (updated["otp_count"], updated["resubmissions"]) == (2, 0)
    later(stack, 23 * HOUR)
    assert not stack.diff(BrandProvider).changes
    assert status(stack)["resources"]["brand"]["otp_count"] == "2"
    stack.customer.says_yes()
    stack.new_process()
    assert stack.update(CampaignProvider)["stage"] == "registered"


def test_no_more_are_sent_than_the_stack_allows(stack: ProviderStack) -> None:
    allowed = {"otp": {"resend": "after_expiry", "max_total": 2.0}}
    later(stack, 25 * HOUR)
    stack.update(BrandProvider, **allowed)
    later(stack, 25 * HOUR)

    assert not stack.diff(BrandProvider).changes
    assert "max_total were sent" in status(stack, otp=allowed["otp"])["waits_for"]
    assert stack.diff(BrandProvider, otp={"resend": "after_expiry", "max_total": 3.0}).changes
    assert not stack.diff(BrandProvider, otp={"resend": "never", "max_total": 3.0}).changes


def test_after_thirty_days_none_is_sent_and_that_is_said(stack: ProviderStack) -> None:
    later(stack, 31 * DAY)

    assert not stack.diff(BrandProvider).changes
    assert "A2P_ALLOW_LATE_OTP=true" in status(stack)["who_must_act"]


def test_a_customer_who_answers_between_preview_and_run_is_not_texted_again(stack: ProviderStack) -> None:
    later(stack, 25 * HOUR)
    assert stack.diff(BrandProvider).changes
    path = f"/v1/a2p/BrandRegistrations/{stack.ids[BrandProvider]}/SmsOtp"
    account = (stack.simulator.account_sid, stack.simulator.auth_token)
    requests.post(stack.simulator.url + path, auth=account, timeout=30).raise_for_status()
    stack.customer.says_yes()

    updated = stack.update(BrandProvider)

    assert sent(stack) == 1, "but for the one by hand"
    assert updated["identity_status"] == "VERIFIED"


def test_a_run_that_dies_after_its_call_sends_no_second_one_the_next_day(stack: ProviderStack) -> None:
    later(stack, 25 * HOUR)
    before = dict(stack.outs[BrandProvider])
    stack.update(BrandProvider)
    stack.outs[BrandProvider] = before  # the engine died before it kept the state
    stack.new_process()
    session = stack.provider(BrandProvider).session
    live = brands.fetch(session, stack.ids[BrandProvider])
    # As Twilio may show it: an OTP is no change of the Brand.
    unchanged = dataclasses.replace(live, updated_at=live.created_at)

    known = otp.observe_otp(session, unchanged, before)

    assert known.count == 2
    assert known.sent_at > known.now - HOUR, "of which Twilio itself tells nothing"
    assert not stack.diff(BrandProvider).changes


def test_a_refused_one_does_not_count_as_sent(stack: ProviderStack) -> None:
    later(stack, 25 * HOUR)
    provider = stack.provider(BrandProvider)
    stack.customer.decide("brands", stack.ids[BrandProvider], "SUSPENDED")

    with pytest.raises(Refused):
        otp.send_otp(provider.session, stack.ids[BrandProvider])

    assert otp._request_limit(stack.ids[BrandProvider]).last_call(provider.session) is None


def test_the_status_names_the_deadlines_and_the_phone_but_not_its_number(stack: ProviderStack) -> None:
    brand = status(stack)["resources"]["brand"]

    assert brand["otp_answer_from"] == "the mobile phone declared as trust_bundle.mobile_phone_number"
    assert brand["otp_count"] == "1"
    assert brand["otp_valid_until"] < brand["finish_by"]
    assert stack.customer.mobile not in str(status(stack))


# Submitted again (21724, 30791)


def test_a_passing_failure_is_submitted_again_by_the_run_and_counted(stack: ProviderStack) -> None:
    stack.customer.decide("brands", stack.ids[BrandProvider], "FAILED", PASSING)
    stack.new_process()
    failed_at = stack.provider(BrandProvider).session.clock.now()
    assert stack.diff(BrandProvider).changes
    assert sent(stack, "") == 0

    updated = stack.update(BrandProvider)

    assert (updated["resubmissions"], updated["status"]) == (1, "PENDING")
    assert "otp_count" not in updated, "its approval sends another one by itself (O1)"
    assert parse_moment(updated["registered_at"]) > failed_at
    later(stack, 60)
    assert not stack.diff(BrandProvider).changes
    assert the_brand(stack)["status"] == "APPROVED"


def test_the_last_resubmission_is_left_for_a_correction(stack: ProviderStack) -> None:
    for times in (1, 2):
        stack.customer.decide("brands", stack.ids[BrandProvider], "FAILED", PASSING)
        stack.new_process()
        assert stack.update(BrandProvider)["resubmissions"] == times
        later(stack, 60)
    stack.customer.decide("brands", stack.ids[BrandProvider], "FAILED", PASSING)
    stack.new_process()

    assert not stack.diff(BrandProvider).changes
    assert "raise brand.submission by one" in status(stack)["who_must_act"]
    assert stack.update(BrandProvider, submission=2.0)["resubmissions"] == 3
    later(stack, 60)
    with pytest.raises(Blocked, match="submitted again 3 times"):
        stack.diff(BrandProvider, submission=3.0)


def test_any_other_failure_waits_for_the_declaration(stack: ProviderStack) -> None:
    stack.customer.decide("brands", stack.ids[BrandProvider], "FAILED", {"error_code": 30750})
    stack.new_process()

    assert not stack.diff(BrandProvider).changes
    assert "declare another mobile phone" in status(stack)["who_must_act"]
    assert stack.diff(BrandProvider, brand_revision="another").changes


def test_a_suspended_brand_takes_no_edit_and_is_otherwise_left_alone(stack: ProviderStack) -> None:
    stack.customer.decide("brands", stack.ids[BrandProvider], "SUSPENDED")
    stack.new_process()

    assert not stack.diff(BrandProvider).changes
    with pytest.raises(Blocked, match="it is SUSPENDED, and Twilio takes no update of it"):
        stack.diff(BrandProvider, brand_revision="another")


# Vettings, and the score


def test_a_declared_vetting_is_asked_for_once_and_its_outcome_shown(stack: ProviderStack) -> None:
    vetting = {"provider": "aegis"}
    assert stack.diff(BrandProvider, vetting=vetting).changes

    updated = stack.update(BrandProvider, vetting=vetting)

    assert updated["vetting_provider"] == "aegis"
    assert sent(stack, "Vettings") == 1
    stack.new_process()
    assert not stack.diff(BrandProvider).changes
    assert status(stack, vetting_provider="aegis")["resources"]["brand"]["vetting_status"] == "IN_PROGRESS"
    later(stack, 2 * HOUR)
    brand = status(stack, vetting_provider="aegis")["resources"]["brand"]
    assert (brand["vetting_status"], brand["vetting_class"], brand["brand_score"]) == (
        "COMPLETED",
        "STANDARD",
        "90",
    )


def test_a_vetting_that_is_there_already_is_not_bought_again(stack: ProviderStack) -> None:
    vetting = {"provider": "campaign-verify", "vetting_id": "cv|1.0|tcr|10dlc|token"}
    before = dict(stack.outs[BrandProvider])
    stack.update(BrandProvider, vetting=vetting)
    stack.outs[BrandProvider] = before  # the engine died before it kept the state
    stack.new_process()

    assert not stack.diff(BrandProvider, vetting=vetting).changes
    assert sent(stack, "Vettings") == 1


def test_a_vetting_waits_for_the_approval(stack: ProviderStack) -> None:
    stack.customer.decide("brands", stack.ids[BrandProvider], "IN_REVIEW")
    stack.new_process()

    assert not stack.diff(BrandProvider, vetting={"provider": "aegis"}).changes
    unasked = status(stack, vetting_provider="aegis")["resources"]["brand"]
    assert unasked["vetting_status"] == "not asked for"


def test_a_low_score_says_what_to_correct(stack: ProviderStack) -> None:
    stack.simulator.control(
        "POST",
        f"/brands/{stack.ids[BrandProvider]}/decide",
        {"status": "APPROVED", "brand_score": 20, "brand_feedback": ["TAX_ID"]},
    )
    stack.new_process()

    brand = status(stack)["resources"]["brand"]

    assert (brand["brand_score"], brand["brand_feedback"]) == ("20", "TAX_ID")
    assert "exactly as in the tax office's letter" in brand["for_a_better_score"]
    assert brand["tcr_id"].startswith("B")
