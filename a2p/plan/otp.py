"""A sole proprietor's text message: how long it is valid, and when another one is due (O1 to O4)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Final

from a2p.actor import Actor, NextStep
from a2p.observed import LiveBrand
from a2p.plan.consents import Consent, format_command
from a2p.specs import OtpSpec

VALID: Final = timedelta(hours=24).total_seconds()  # O2
TO_FINISH: Final = timedelta(days=30).total_seconds()  # O3
REGISTER_ANOTHER: Final = (
    "delete the Brand in the Twilio Console, then run the next command, which registers another one"
)
PHONE: Final = "the mobile phone declared as trust_bundle.mobile_phone_number"
_SENDER: Final = "+1 915 278 2000"  # O1


@dataclass(frozen=True, kw_only=True)
class Otp:
    """
    Where the customer's confirmation stands. Times are Unix seconds.

    sent_at: when the last text message was sent, at the latest. Twilio tells of none, so of several times it
    may have been this is the last, and no customer is texted again too early. count: how many were sent, the
    one at the Brand's approval included. registered_at: when the Brand was submitted. may_be_late:
    whether somebody has agreed to a text message after the 30 days.
    """

    sent_at: float
    count: int
    registered_at: float
    now: float
    may_be_late: bool = False

    @property
    def valid_until(self) -> float:
        """Until when a YES counts (O2)."""
        return self.sent_at + VALID

    @property
    def finish_by(self) -> float:
        """After this The Campaign Registry may take the Brand as expired (O3)."""
        return self.registered_at + TO_FINISH

    @property
    def is_expired(self) -> bool:
        """Whether a YES comes too late."""
        return self.now > self.valid_until

    @property
    def is_too_late(self) -> bool:
        """Whether the 30 days are over."""
        return self.now > self.finish_by


def is_unanswered(brand: LiveBrand) -> bool:
    """Whether Twilio would send another text message: the Brand is APPROVED, and nobody said YES (O4)."""
    return (brand.brand_type, brand.status, brand.identity_status) == (
        "SOLE_PROPRIETOR",
        "APPROVED",
        "UNVERIFIED",
    )


def explain_due_otp(otp: Otp, allowed: OtpSpec) -> str:
    """Why another text message is to be sent now, or nothing (O4)."""
    if not otp.is_expired or _explain_delay(otp, allowed):
        return ""
    return f"the OTP has expired, so another one is sent (number {otp.count + 1} of {allowed.max_total})"


def describe_otp_wait(otp: Otp, allowed: OtpSpec) -> str:
    """What a registration waits for while nobody has said YES."""
    if not otp.is_expired:
        return (
            f"the customer's answer YES to the text message from {_SENDER}, "
            f"valid until {format_moment(otp.valid_until)}; "
            f"all is to be done by {format_moment(otp.finish_by)}"
        )
    why = _explain_delay(otp, allowed)
    expired = f"another text message to the customer: the OTP has expired ({format_moment(otp.valid_until)})"
    return f"{expired}, and {why}" if why else expired


def describe_otp_action(otp: Otp, allowed: OtpSpec, stack: str) -> NextStep:
    """Who has to do what so that the customer can say YES. The number itself is personal."""
    file = f"stacks/Pulumi.{stack}.yaml"
    if not otp.is_expired:
        return NextStep(Actor.CUSTOMER, f"reply YES from {PHONE}")
    if otp.is_too_late and not otp.may_be_late:
        command = format_command([Consent.LATE_OTP], verb="up", stack=stack)
        return NextStep(
            Actor.YOU,
            f"run {command}: Twilio still sends a text message while the Brand is APPROVED and UNVERIFIED;"
            f" {_THEN}. If The Campaign Registry has let the Brand expire by then (O3), {REGISTER_ANOTHER}",
        )
    if allowed.resend == "never":
        what = f"set a2p:otp.resend to after_expiry in {file}, then run the next command; {_THEN}"
        return NextStep(Actor.YOU, what)
    if otp.count >= allowed.max_total:
        what = (
            f"talk to the customer, who has not answered {otp.count} text messages; then raise "
            f"a2p:otp.max_total in {file} and run the next command; {_THEN}"
        )
        return NextStep(Actor.YOU, what)
    return NextStep(Actor.YOU, f"run the next command, which has the text message sent; {_THEN}")


_THEN: Final = f"the customer then replies YES from {PHONE} within 24 hours"


def _explain_delay(otp: Otp, allowed: OtpSpec) -> str:
    """Why no other text message is sent, or nothing."""
    if otp.is_too_late and not otp.may_be_late:
        return f"the 30 days since the Brand's registration were over at {format_moment(otp.finish_by)} (O3)"
    if allowed.resend == "never":
        return "a2p:otp.resend is never"
    if otp.count >= allowed.max_total:
        return f"all {allowed.max_total} of a2p:otp.max_total were sent"
    return ""


def format_moment(moment: float) -> str:
    """Unix seconds as 2026-11-22T10:58:18Z; a part of a second counts as a whole one."""
    return datetime.fromtimestamp(ceil(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(written: str | None) -> float:
    """The same the other way round; 0 where nothing is written."""
    return datetime.fromisoformat(written).timestamp() if written else 0.0
