"""When another text message is due: after 24 hours, within 30 days, as often as the stack allows (O4)."""

from __future__ import annotations

import dataclasses

import pytest

from a2p.plan.otp import Otp, explain_due_otp, format_moment, is_unanswered, parse_moment
from a2p.specs import OtpSpec
from tests.support.observations import brand

NOW, HOUR, DAY = 1_800_000_000.0, 3600, 86_400
ALLOWED = OtpSpec()
OTP = Otp(sent_at=NOW - DAY - 1, count=1, registered_at=NOW - DAY - 60, now=NOW)
BRAND = brand("APPROVED", "UNVERIFIED")


@pytest.mark.parametrize(
    ("otp", "allowed", "sent", "why"),
    [
        (OTP, ALLOWED, True, "expired a second ago"),
        (dataclasses.replace(OTP, sent_at=NOW - DAY), ALLOWED, False, "O2: valid to the last second"),
        (dataclasses.replace(OTP, sent_at=NOW + HOUR), ALLOWED, False, "Twilio's clock may be ahead"),
        (dataclasses.replace(OTP, count=2), ALLOWED, True, "the third of three"),
        (dataclasses.replace(OTP, count=3), ALLOWED, False, "all were sent"),
        (dataclasses.replace(OTP, count=3), OtpSpec(max_total=4), True, "the stack allows one more"),
        (OTP, OtpSpec(max_total=1), False, "the first was the only one"),
        (OTP, OtpSpec(resend="never"), False, "the stack allows none"),
        (dataclasses.replace(OTP, registered_at=NOW - 30 * DAY), ALLOWED, True, "O3: the 30th day"),
        (dataclasses.replace(OTP, registered_at=NOW - 30 * DAY - 1), ALLOWED, False, "O3: over"),
        (
            dataclasses.replace(OTP, registered_at=NOW - 31 * DAY, may_be_late=True),
            ALLOWED,
            True,
            "O3: somebody has agreed, and Twilio still sends one",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_text_message_is_due_only_when_all_allows_it(
    otp: Otp, allowed: OtpSpec, why: str, *, sent: bool
) -> None:
    assert bool(explain_due_otp(otp, allowed)) == sent, why


def test_the_reason_says_which_one_it_is() -> None:
    assert explain_due_otp(OTP, ALLOWED) == "the OTP has expired, so another one is sent (number 2 of 3)"


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"identity_status": "VERIFIED"}, False),
        ({"identity_status": None}, False),
        ({"status": "PENDING"}, False),
        ({"status": "SUSPENDED"}, False),
        ({"brand_type": "STANDARD"}, False),
    ],
)
def test_only_an_approved_sole_proprietor_who_is_unverified_is_asked(
    changes: dict[str, str], *, asked: bool
) -> None:
    assert is_unanswered(dataclasses.replace(BRAND, **changes)) is asked  # type: ignore[arg-type] # the values fit


def test_a_moment_is_written_in_whole_seconds_and_never_too_early() -> None:
    assert format_moment(NOW) == "2027-01-15T08:00:00Z"
    assert format_moment(NOW + 0.001) == "2027-01-15T08:00:01Z"
    assert parse_moment(format_moment(NOW)) == NOW
    assert parse_moment(None) == 0
