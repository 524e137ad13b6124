"""What a Brand's status, errors and score mean: stopped, tried again, or to be corrected (B2, B4, B8)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from a2p.catalogue import find_remedy
from a2p.observed import LiveBrand, Problem
from a2p.plan import Action, Consent, Review, Situation, VerdictKind, decide, fees, policies
from a2p.plan.brand_status import (
    describe_better_score,
    explain_brand_block,
    explain_retry,
    is_kept_as_it_was,
    read_brand_review,
)
from a2p.plan.situation import Stop
from a2p.specs import AuthenticationSpec
from tests.support.observations import brand

BRAND = brand("APPROVED", "UNVERIFIED")
SAME: dict[str, Any] = {row.field: "old" for row in policies.BRAND.rows} | {"authentication": None}
PASSING = "a temporary failure at The Campaign Registry, so it is submitted again"


def failed(*codes: int | None) -> LiveBrand:
    problems = tuple(Problem(code, (), "text") for code in codes)
    return dataclasses.replace(BRAND, status="FAILED", identity_status=None, problems=problems)


def verdict_of(**more: Any) -> Any:
    changed = more.pop("changed", {})
    return decide(policies.BRAND, Situation(declared=SAME | changed, baseline=SAME, **more))


@pytest.mark.parametrize(
    ("brand", "resubmissions", "again", "why"),
    [
        (failed(30790), 0, True, "an error inside Twilio"),
        (failed(30791), 0, True, "an error that passes"),
        (failed(30792), 1, True, "once more"),
        (failed(30794, 30791), 0, True, "both pass"),
        (failed(30791), 2, False, "the last resubmission is left for a correction"),
        (failed(30795), 0, False, "an error to be corrected"),
        (failed(30791, 30795), 0, False, "one of them is to be corrected"),
        (failed(None), 0, False, "nobody knows what it was"),
        (failed(), 0, False, "nothing is told"),
        (BRAND, 0, False, "it has not failed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_what_passes_is_submitted_again_by_itself(
    brand: LiveBrand, resubmissions: int, why: str, *, again: bool
) -> None:
    assert explain_retry(brand, resubmissions) == (PASSING if again else ""), why


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("APPROVED", ""),
        ("FAILED", ""),
        ("PENDING", ""),
        ("SUSPENDED", "it is SUSPENDED, and Twilio takes no update of it (21731)."),
        (
            "DELETION_PENDING",
            "it is being deleted at Twilio (DELETION_PENDING), and no update brings it back.",
        ),
        ("DELETION_FAILED", "it is being deleted at Twilio (DELETION_FAILED), and no update brings it back."),
    ],
)
def test_a_suspended_or_vanishing_brand_takes_no_change(status: str, told: str) -> None:
    assert explain_brand_block(dataclasses.replace(BRAND, status=status)) == told


@pytest.mark.parametrize(
    ("status", "expected"),
    [("APPROVED", Review.PASSED), ("FAILED", Review.REJECTED), ("IN_REVIEW", Review.UNDER_WAY)],
)
def test_a_review_has_ended_or_is_under_way(status: str, expected: Review) -> None:
    assert read_brand_review(dataclasses.replace(BRAND, status=status)) is expected


def test_a_score_that_could_be_better_says_what_to_correct() -> None:
    low = dataclasses.replace(BRAND, feedback=("TAX_ID", "SOMETHING_NEW"))

    assert describe_better_score(low) == (
        "declare profile.business.business_name and business_registration_number exactly as in the tax "
        "office's letter; see SOMETHING_NEW in the Twilio Console"
    )
    errors = (Problem(30799, (), "unknown"), Problem(39999, (), "Something new."))
    assert (
        describe_better_score(dataclasses.replace(BRAND, problems=errors))
        == f"{find_remedy(30799)} (Twilio: unknown); Something new."
    )
    assert not describe_better_score(BRAND)
    assert not describe_better_score(dataclasses.replace(low, status="FAILED"))


def test_another_submission_number_submits_the_brand_again() -> None:
    verdict = verdict_of(changed={"submission": "new"}, review=Review.PASSED, resubmissions=1)

    assert (verdict.kind, verdict.sentence) == (VerdictKind.AMEND, "amended in place")
    assert verdict.consequences.resubmission == 2


def test_what_is_due_is_done_with_its_reason_although_nothing_was_edited() -> None:
    verdict = verdict_of(due={"submission": PASSING}, review=Review.REJECTED)

    assert (verdict.kind, verdict.action, verdict.sentence) == (VerdictKind.AMEND, Action.UPDATE, PASSING)
    assert [row.field for row in verdict.because] == ["submission"]
    assert verdict.consequences.resubmission == 1


def test_a_text_message_that_is_due_is_no_resubmission_and_costs_nothing() -> None:
    verdict = verdict_of(due={"otp": "because"}, review=Review.PASSED, resubmissions=3)

    assert (verdict.kind, verdict.sentence) == (VerdictKind.AMEND, "because")
    assert (verdict.consequences.resubmission, verdict.consequences.fees) == (0, ())


@pytest.mark.parametrize(("mock", "charged"), [(False, (fees.SECONDARY_VETTING,)), (True, ())])
def test_a_vetting_that_is_due_is_told_with_its_fee(charged: tuple[fees.Fee, ...], *, mock: bool) -> None:
    same = SAME | {"mock": mock}

    verdict = decide(policies.BRAND, Situation(declared=same, baseline=same, due={"vetting": "because"}))

    assert (verdict.kind, verdict.consequences.fees) == (VerdictKind.AMEND, charged)


def test_an_email_that_is_due_is_no_resubmission_and_costs_its_fee() -> None:
    real = SAME | {"mock": False}

    verdict = decide(
        policies.BRAND,
        Situation(
            declared=real,
            baseline=real,
            due={"authentication": "because"},
            review=Review.PASSED,
            resubmissions=3,
        ),
    )

    assert (verdict.kind, verdict.sentence) == (VerdictKind.AMEND, "because")
    assert (verdict.consequences.resubmission, verdict.consequences.fees) == (
        0,
        (fees.AUTHENTICATION_EMAIL,),
    )


def test_a_public_company_that_is_submitted_again_gets_an_email_again() -> None:
    public = SAME | {"authentication": AuthenticationSpec()}
    edited = public | {"brand_revision": "new"}

    verdict = decide(policies.BRAND, Situation(declared=edited, baseline=public, review=Review.PASSED))

    assert verdict.consequences.fees == (fees.AUTHENTICATION_EMAIL,)


def test_other_settings_for_what_may_come_due_are_no_change() -> None:
    assert verdict_of(changed={"otp": "new", "vetting": "new"}).kind is VerdictKind.NOOP


def test_an_edit_goes_before_what_is_due_because_it_begins_another_review() -> None:
    verdict = verdict_of(changed={"brand_revision": "new"}, due={"otp": "because", "vetting": "because"})

    assert [row.field for row in verdict.because] == ["brand_revision"]
    assert (verdict.sentence, verdict.consequences.resubmission) == ("amended in place", 1)
    assert verdict.consequences.fees == ()


@pytest.mark.parametrize("field", ["brand_revision", "submission"])
def test_a_fourth_resubmission_is_stopped_before_anything_is_touched(field: str) -> None:
    verdict = verdict_of(
        changed={field: "new"},
        review=Review.REJECTED,
        resubmissions=3,
        consents=frozenset({Consent.PAID_RESUBMISSION}),
    )

    assert verdict.action is Action.STOP
    assert verdict.sentence == "it has been submitted again 3 times, and Twilio takes no more (21724)."


def test_an_edit_of_a_suspended_brand_is_stopped_and_no_edit_is_none() -> None:
    suspended = explain_brand_block(dataclasses.replace(BRAND, status="SUSPENDED"))

    assert verdict_of(changed={"brand_revision": "new"}, stopped=Stop(suspended)).kind is VerdictKind.BLOCKED
    assert verdict_of(stopped=Stop(suspended)).kind is VerdictKind.NOOP


@pytest.mark.parametrize(
    ("status", "code", "is_kept"),
    [
        ("APPROVED", 21724, True),
        ("APPROVED", 21725, True),
        ("FAILED", 21724, False),
        ("APPROVED", 20001, False),
    ],
)
def test_an_approved_brand_goes_on_when_twilio_takes_no_update(
    status: str, code: int, *, is_kept: bool
) -> None:
    assert is_kept_as_it_was(brand(status), code) is is_kept
