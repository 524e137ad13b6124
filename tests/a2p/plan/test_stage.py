"""Every stage a registration can stand in: what it waits for, who must act, the next command."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from a2p.actor import NextStep
from a2p.catalogue import find_remedy
from a2p.observed import NO_REASON, Problem
from a2p.plan import stage_of
from a2p.specs import OtpSpec
from tests.support.observations import ASKED, DONE, NOW, brand, bundle, campaign

UP = "pulumi up -s acme"
PREVIEW = "pulumi preview -s acme"
BAD_EMAIL = Problem(22218, ("information.email",), "The Email is invalid.")
BAD_FLOW = Problem(30909, ("MESSAGE_FLOW",), "The call to action cannot be verified.")
UNCODED = Problem(None, (), "Unable to register Brand with The Campaign Registry")


EXPIRED = dataclasses.replace(ASKED, sent_at=NOW - 90_000, registered_at=NOW - 100_000)
NOT_REGISTERED: dict[str, Any] = {"campaign": None, "numbers_associated": False}
UNANSWERED = NOT_REGISTERED | {"brand": brand("APPROVED", "UNVERIFIED")}
PHONE = "the mobile phone declared as trust_bundle.mobile_phone_number"
THEN = f"the customer then replies YES from {PHONE} within 24 hours"
OVER = "another text message to the customer: the OTP has expired (2027-01-15T07:00:00Z)"
ANOTHER = "delete the Brand in the Twilio Console, then run the next command, which registers another one"
LATE = (
    f"Twilio still sends a text message while the Brand is APPROVED and UNVERIFIED; {THEN}. "
    f"If The Campaign Registry has let the Brand expire by then (O3), {ANOTHER}"
)
CORRECT = (
    "you: correct a2p:profile, a2p:trust_bundle or a2p:brand in the stack file; "
    "if nothing in the stack file is to change, raise brand.submission by one"
)

Row = tuple[str, str, str, str]


def row(stage: str, waits_for: str, who_must_act: str, next_command: str) -> Row:
    """What a stage exports."""
    return str(stage), waits_for, who_must_act, next_command


TABLE: list[tuple[dict[str, Any], Row]] = [
    (
        {"campaign": campaign("EXPIRED")},
        row(
            "campaign_in_review",
            "somebody who looks: the Campaign's status is EXPIRED, which nothing here knows",
            "you: look at the Campaign in the Twilio Console",
            PREVIEW,
        ),
    ),
    (
        {"surplus_numbers": ("PN2",)},
        row(
            "numbers_undeclared",
            "the removal of PN2 from the service: a sole proprietor may have one number in it (N1), and one "
            "of them cannot send",
            "you: take PN2 out of the service at Twilio",
            PREVIEW,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": brand("IN_REVIEW", None)},
        row(
            "waiting_for_brand",
            "the Brand's review at The Campaign Registry, by people (IN_REVIEW): one or more business days",
            "nobody: The Campaign Registry is at it",
            UP,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": dataclasses.replace(brand(), sid="")},
        row("ready_to_register", "the next run, which registers the Brand", "you: run the next command", UP),
    ),
    (
        {
            "profile": dataclasses.replace(
                bundle("BU1", "twilio-rejected", Problem(18601, (), NO_REASON)),
                status_callback="https://hooks.acme.com/p",
            )
        },
        row(
            "profile_rejected",
            "the profile BU1 was rejected (18601: see `a2p explain 18601`); Twilio sent the reason to https://hooks.acme.com/p",
            "you: read the reason there, then correct a2p:profile in the stack file",
            UP,
        ),
    ),
    (
        {"profile": bundle("BU1", "draft", BAD_EMAIL)},
        row(
            "profile_draft",
            "the profile BU1 is a draft: Twilio's evaluation refused it, or it was not submitted: "
            "22218 [information.email]: The Email is invalid.",
            "you: correct a2p:profile in the stack file",
            UP,
        ),
    ),
    (
        {"profile": bundle("BU1", "twilio-rejected")},
        row(
            "profile_rejected",
            "the profile BU1 was rejected; nobody was sent the reason, because a2p:profile.status_callback "
            "is not declared",
            "you: ask Twilio Support for the reason, declare status_callback, then correct a2p:profile in "
            "the stack file",
            UP,
        ),
    ),
    (
        {"trust_bundle": bundle("BU2", "draft")},
        row(
            "trust_bundle_draft",
            "the trust bundle BU2 is a draft: Twilio's evaluation refused it, or it was not submitted",
            "you: correct a2p:trust_bundle in the stack file",
            UP,
        ),
    ),
    (
        {"trust_bundle": bundle("BU2", "twilio-rejected", Problem(18601, (), "no"), UNCODED)},
        row(
            "trust_bundle_rejected",
            "the trust bundle BU2 was rejected: 18601: no; no code: Unable to register Brand with The "
            "Campaign Registry",
            "you: correct a2p:trust_bundle in the stack file",
            UP,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": brand("PENDING", None)},
        row(
            "waiting_for_brand",
            "the Brand's review at The Campaign Registry, usually a few minutes",
            "nobody: The Campaign Registry is at it",
            UP,
        ),
    ),
    (
        UNANSWERED,
        row(
            "waiting_for_otp",
            "the customer's answer YES to the text message from +1 915 278 2000, valid until "
            "2027-01-16T07:00:00Z; all is to be done by 2027-02-14T06:00:00Z",
            f"the customer: reply YES from {PHONE}",
            UP,
        ),
    ),
    (
        UNANSWERED | {"otp": EXPIRED},
        row(
            "waiting_for_otp",
            OVER,
            f"you: run the next command, which has the text message sent; {THEN}",
            UP,
        ),
    ),
    (
        UNANSWERED | {"otp": EXPIRED, "otp_allowed": OtpSpec(resend="never")},
        row(
            "waiting_for_otp",
            f"{OVER}, and a2p:otp.resend is never",
            "you: set a2p:otp.resend to after_expiry in stacks/Pulumi.acme.yaml, then run the next command; "
            f"{THEN}",
            UP,
        ),
    ),
    (
        UNANSWERED | {"otp": dataclasses.replace(EXPIRED, count=3)},
        row(
            "waiting_for_otp",
            f"{OVER}, and all 3 of a2p:otp.max_total were sent",
            "you: talk to the customer, who has not answered 3 text messages; then raise a2p:otp.max_total "
            f"in stacks/Pulumi.acme.yaml and run the next command; {THEN}",
            UP,
        ),
    ),
    (
        UNANSWERED | {"otp": dataclasses.replace(EXPIRED, registered_at=NOW - 30 * 86_400 - 1)},
        row(
            "waiting_for_otp",
            f"{OVER}, and the 30 days since the Brand's registration were over at 2027-01-15T07:59:59Z (O3)",
            f"you: run A2P_ALLOW_LATE_OTP=true a2p up acme: {LATE}",
            UP,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": brand("FAILED", None, UNCODED)},
        row(
            "brand_failed",
            "a correction: the Brand BN1 is FAILED: "
            "no code: Unable to register Brand with The Campaign Registry",
            CORRECT,
            UP,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": brand("FAILED", None, Problem(30795, (), "No such EIN."))},
        row(
            "brand_failed",
            "a correction: the Brand BN1 is FAILED: 30795: No such EIN.",
            f"you: {find_remedy(30795)}; "
            "if nothing in the stack file is to change, raise brand.submission by one",
            UP,
        ),
    ),
    (
        NOT_REGISTERED
        | {"brand": brand("FAILED", None, Problem(30795, (), "No such EIN.")), "resubmissions": 3},
        row(
            "brand_failed",
            "a correction: the Brand BN1 is FAILED: 30795: No such EIN.",
            "you: ask Twilio Support; Twilio takes no more than 3 resubmissions (21724)",
            UP,
        ),
    ),
    (
        NOT_REGISTERED | {"brand": brand("FAILED", None, Problem(30791, (), "Try later."))},
        row(
            "brand_failed",
            "another try: the Brand BN1 is FAILED: 30791: Try later.",
            "you: run the next command, which submits the Brand again",
            UP,
        ),
    ),
    *(
        (
            NOT_REGISTERED | {"brand": brand(status, None)},
            row("brand_failed", f"another Brand: the Brand BN1 is {status}", who, UP),
        )
        for status, who in (
            ("EXPIRED", f"you: {ANOTHER}"),
            ("DELETED", "you: once Twilio has deleted it, run the next command, which registers another one"),
            (
                "DELETION_FAILED",
                "you: have Twilio Support delete it, then run the next command, which registers another one",
            ),
        )
    ),
    (
        NOT_REGISTERED | {"brand": brand("SUSPENDED", "VERIFIED")},
        row(
            "brand_suspended",
            "Twilio Support: the Brand BN1 is suspended",
            "you: open a ticket with Twilio Support",
            "",
        ),
    ),
    (
        {"brand": brand("SUSPENDED", "VERIFIED"), "campaign": campaign("SUSPENDED")},
        row(
            "brand_suspended",
            "Twilio Support: the Brand BN1 is suspended",
            "you: open a ticket with Twilio Support",
            "",
        ),
    ),
    (
        {"brand": brand("FAILED", "VERIFIED", UNCODED), "campaign": campaign("FAILED", BAD_FLOW)},
        row(
            "brand_failed",
            "a correction: the Brand BN1 is FAILED: "
            "no code: Unable to register Brand with The Campaign Registry",
            CORRECT,
            UP,
        ),
    ),
    (
        NOT_REGISTERED,
        row(
            "ready_to_register",
            "the next run, which registers the Campaign",
            "you: run the next command",
            UP,
        ),
    ),
    (
        {"campaign": campaign("PENDING")},
        row(
            "campaign_in_review",
            "the Campaign's review (PENDING): days for a sole proprietor, else weeks",
            "nobody: the carriers' reviewers are at it",
            PREVIEW,
        ),
    ),
    (
        {"campaign": campaign("IN_PROGRESS")},
        row(
            "campaign_in_review",
            "the Campaign's review (IN_PROGRESS): days for a sole proprietor, else weeks",
            "nobody: the carriers' reviewers are at it",
            PREVIEW,
        ),
    ),
    (
        {"campaign": campaign("FAILED", BAD_FLOW)},
        row(
            "campaign_failed",
            "a correction: the Campaign was rejected: "
            "campaign.message_flow: 30909 The call to action cannot be verified.; link the opt-in in "
            "campaign.message_flow; if it is not public, link hosted screenshots; "
            "free resubmissions left: 3 of 3 (C15)",
            "you: edit campaign.message_flow in stacks/Pulumi.acme.yaml",
            UP,
        ),
    ),
    (
        {"campaign": campaign("SUSPENDED")},
        row(
            "campaign_suspended",
            "Twilio Support: the Campaign is suspended",
            "you: check your e-mail and the Twilio Support Center for the reason, then open a ticket with "
            "Twilio Support",
            "",
        ),
    ),
    (
        {"has_numbers": False},
        row(
            "numbers_missing",
            "a phone number: none is declared, so nothing can be sent",
            "you: add the SID of a number to phone_numbers in stacks/Pulumi.acme.yaml, "
            "then run the next command",
            UP,
        ),
    ),
    (
        {"numbers_associated": False},
        row("numbers_missing", "its phone numbers' association", "you: run the next command", UP),
    ),
    (
        {},
        row("verified", "nothing: registered, approved, and its numbers are associated", "nobody", ""),
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), TABLE, ids=[f"{expected[0]}-{len(changes)}" for changes, expected in TABLE]
)
def test_a_registration_says_its_stage_who_must_act_and_the_next_command(
    changes: dict[str, Any], expected: Row
) -> None:
    found = stage_of(dataclasses.replace(DONE, **changes))

    command = found.command.for_pulumi() if found.command else ""
    assert (found.stage, found.waits_for, str(found.next_step), command) == expected
    assert NextStep.parse(expected[2]) == found.next_step


def test_the_first_thing_on_the_way_that_is_not_done_is_the_stage() -> None:
    everything_wrong = dataclasses.replace(
        DONE,
        profile=bundle("BU1", "twilio-rejected"),
        trust_bundle=bundle("BU2", "draft"),
        brand=brand("FAILED"),
        campaign=None,
    )

    stages = [stage_of(everything_wrong).stage]
    for mended in ({"profile": DONE.profile}, {"trust_bundle": DONE.trust_bundle}, {"brand": DONE.brand}):
        everything_wrong = dataclasses.replace(everything_wrong, **mended)
        stages.append(stage_of(everything_wrong).stage)

    assert stages == ["profile_rejected", "trust_bundle_draft", "brand_failed", "ready_to_register"]


def test_a_campaign_rejected_for_good_is_a_matter_for_an_appeal() -> None:
    rejected = campaign("FAILED", Problem(30883, ("MESSAGE_SAMPLE_1",), "Not allowed."), BAD_FLOW)

    said = stage_of(dataclasses.replace(DONE, campaign=rejected))

    assert said.stage == "campaign_failed"
    assert said.waits_for.startswith("an appeal: the Campaign was rejected for good: ")
    assert "30883 Not allowed." in said.waits_for
    assert str(said.next_step).startswith("you: appeal to Twilio Support")
    assert said.command is None


def test_an_unknown_status_of_a_bundle_keeps_up_no_brand_that_is_made_of_it() -> None:
    """A new word of Twilio's must not make drafts of all customers."""
    new = bundle("BU1", "provisionally-approved")
    none = dataclasses.replace(brand("PENDING"), sid="")

    with_brand = stage_of(dataclasses.replace(DONE, profile=new))
    without = stage_of(dataclasses.replace(DONE, profile=new, brand=none))

    assert with_brand.stage == "verified"
    assert without.stage == "profile_draft"
    assert "is provisionally-approved, a status that nothing here knows" in without.waits_for
    assert str(without.next_step) == "you: look at it in the Twilio Console"
