"""
Authentication+ of a public company's Brand: how long an e-mail's link works, and when another is due (U8).

Somebody of the company has to open a link within 7 days. Another e-mail is sent while the vetting that stands
for it is FAILED, and costs again; so it is sent as far as the stack file has a number for, or with a consent.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from a2p.actor import Actor, NextStep
from a2p.catalogue import find_remedy
from a2p.observed import LiveBrand, Problem
from a2p.plan import fees
from a2p.plan.consents import Consent, format_command
from a2p.plan.otp import format_moment
from a2p.specs import AuthenticationSpec

VALID: Final = timedelta(days=7).total_seconds()  # U8
CONTACT: Final = "trust_bundle.brand_contact_email"
WAITING: Final = "waiting_for_authentication"
EXPIRED: Final = "authentication_expired"
FAILED: Final = "authentication_failed"
PROVED: Final = frozenset({"VERIFIED", "VETTED_VERIFIED"})
_VETTING_FAILED: Final = "FAILED"
# What Twilio says of the address, and what of nobody having answered (changelog of 2025-08-07).
_OF_ADDRESS: Final = frozenset({21736, 21738, 21740})
CODES: Final = _OF_ADDRESS | {21737, 21739, 21741}


@dataclass(frozen=True, kw_only=True)
class Authentication:
    """
    Where the e-mail of a Brand stands that is not authenticated. Times are Unix seconds.

    status: Twilio's word for the vetting of class AUTHPLUS; "" while there is none. sent_at: when the last
    e-mail was sent; 0 if none was. count: how many were sent. failed_at: when the vetting failed; 0 if it has
    not. submitted_at: when the Brand was submitted last, with the address as it is now. problems: what
    Twilio says about the e-mail. may_pay: whether somebody has agreed to pay for another one in this run.
    """

    status: str
    sent_at: float
    count: int
    now: float
    failed_at: float = 0.0
    submitted_at: float = 0.0
    problems: tuple[Problem, ...] = ()
    may_pay: bool = False

    @property
    def valid_until(self) -> float:
        """Until when the link works; 0 if no e-mail was sent."""
        return self.sent_at + VALID if self.sent_at else 0.0

    @property
    def has_failed(self) -> bool:
        """Whether the link is dead, so that another e-mail can be sent."""
        return self.status == _VETTING_FAILED

    @property
    def is_address_refused(self) -> bool:
        """Whether Twilio has refused the address, and the Brand was not submitted with another one since."""
        of_address = any(problem.code in _OF_ADDRESS for problem in self.problems)
        return self.has_failed and of_address and self.submitted_at <= self.failed_at

    @property
    def stage(self) -> str:
        """The stage of a registration that waits for it."""
        if not self.has_failed:
            return WAITING
        return FAILED if self.is_address_refused else EXPIRED


def is_unauthenticated(brand: LiveBrand, *, is_public: bool) -> bool:
    """
    Whether the Brand is a public company's that has not proved itself.

    A FAILED one counts if nothing but the e-mail failed it: Twilio's pages on 21739 and 21741 call the
    registration failed, and cure it by another e-mail.
    """
    if not is_public or brand.mock or brand.brand_type != "STANDARD" or brand.identity_status in PROVED:
        return False
    codes = {problem.code for problem in brand.problems}
    return brand.status == "APPROVED" or (brand.status == "FAILED" and bool(codes) and codes <= CODES)


def explain_due_email(authentication: Authentication, allowed: AuthenticationSpec) -> str:
    """Why another e-mail is to be sent now, or nothing."""
    if not authentication.has_failed:
        return ""
    if authentication.may_pay:
        return f"{_DEAD}, and another one is agreed to, so it is sent"
    if authentication.is_address_refused or authentication.count >= allowed.max_emails:
        return ""
    number = authentication.count + 1
    return f"{_DEAD}, so another one is sent (number {number} of {allowed.max_emails})"


def describe_authentication_wait(authentication: Authentication) -> str:
    """What a registration waits for until the Brand is authenticated."""
    if authentication.has_failed:
        because = "; ".join(str(problem) for problem in authentication.problems)
        return f"Authentication+ of the Brand: {_DEAD}{': ' if because else ''}{because}"
    if not authentication.sent_at:
        return f"Twilio's e-mail of Authentication+ to the address declared as {CONTACT}"
    return (
        f"a click on the link in Twilio's e-mail of Authentication+ to the address declared as {CONTACT}, "
        f"valid until {format_moment(authentication.valid_until)} "
        f"({format_time_left(authentication)} left)"
    )


def describe_authentication_action(
    authentication: Authentication, allowed: AuthenticationSpec, stack: str
) -> NextStep:
    """Who has to do what so that the Brand is authenticated. The address itself is personal."""
    if not authentication.has_failed:
        return NextStep(Actor.CUSTOMER, f"open the link in the e-mail to the address declared as {CONTACT}")
    if explain_due_email(authentication, allowed):
        return NextStep(Actor.YOU, f"run the next command, which has another e-mail sent; {_THEN}")
    file = f"stacks/Pulumi.{stack}.yaml"
    command = format_command([Consent.AUTHENTICATION_EMAIL], verb="up", stack=stack)
    price = f"${fees.AUTHENTICATION_EMAIL.usd}"
    if authentication.is_address_refused:
        remedies = dict.fromkeys(filter(None, (find_remedy(each.code) for each in authentication.problems)))
        correct = "; ".join(remedies) or f"correct {CONTACT}"
        return NextStep(
            Actor.YOU,
            f"{correct} (in {file}), then run the next command; or, if the address is right and can be "
            f"reached by now, run {command}, which has another e-mail sent to it for {price}",
        )
    raised = f"raise brand.authentication_emails to {authentication.count + 1} in {file}"
    return NextStep(
        Actor.YOU,
        f"tell the contact that an e-mail comes, then run {command}, which has another one sent for {price}; "
        f"or {raised}, then run the next command; {_THEN}",
    )


def format_time_left(authentication: Authentication) -> str:
    """`6 days 23 hours`: how long the link is still valid; `no time` when it is over."""
    minutes = max(int(authentication.valid_until - authentication.now), 0) // 60
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "day"), (hours, "hour"), (minutes % 60 if not days else 0, "minute"))
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in parts if count) or "no time"


_DEAD: Final = "the link in the last e-mail does not work any more"
_THEN: Final = f"the contact at {CONTACT} then opens its link within 7 days"
