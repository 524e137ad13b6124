"""Where a registration stands: one stage, what it waits for, who must act, and the next command."""

from dataclasses import dataclass, field

from a2p.actor import NOTHING_TO_DO, Actor, NextStep
from a2p.observed import NO_REASON, LiveBrand, LiveBundle, LiveCampaign, Problem
from a2p.plan import brand_status, otp
from a2p.plan.authentication import (
    Authentication,
    describe_authentication_action,
    describe_authentication_wait,
)
from a2p.plan.consequences import FREE_RESUBMISSIONS
from a2p.plan.otp import Otp
from a2p.plan.stages.gate import Gate, brand_gate
from a2p.plan.stages.rejections import describe_rejection_action, to_rejection
from a2p.plan.stages.suspension import SUSPENDED_STEP, describe_suspension
from a2p.specs import AuthenticationSpec, OtpSpec
from a2p.stack_command import StackCommand

# Such a Brand takes its Campaign along, so it is the Brand that has to be mended (P14, B9).
_FATAL = frozenset({Gate.BRAND_FAILED, Gate.BRAND_SUSPENDED})


_IN_REVIEW = frozenset({"PENDING", "IN_PROGRESS"})


@dataclass(frozen=True)
class Stage:
    """Where a registration stands. command: what to run next; None when there is nothing to run."""

    stage: str
    waits_for: str
    next_step: NextStep
    command: StackCommand | None = None


@dataclass(frozen=True, kw_only=True)
class CampaignNumbers:
    """
    What a registration of either kind says of a Campaign's numbers.

    section: where the stack file has the Campaign, as `campaigns.marketing.`, or "" for the only one.
    """

    stack: str
    has_numbers: bool = True
    numbers_associated: bool
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class Registration(CampaignNumbers):
    """
    All that is live of one customer's registration.

    otp: what is known of the text messages; of weight only while one is to be answered. resubmissions,
    campaign_resubmissions: how often Brand and Campaign were submitted again. surplus_numbers: those in a
    sole proprietor's service that nobody has declared. authentication: of a public company's Brand that is
    not verified; else None.
    """

    profile: LiveBundle
    trust_bundle: LiveBundle
    brand: LiveBrand
    otp: Otp
    otp_allowed: OtpSpec
    resubmissions: int = 0
    campaign: LiveCampaign | None
    campaign_resubmissions: int = 0
    surplus_numbers: tuple[str, ...] = ()
    authentication: Authentication | None = None
    authentication_allowed: AuthenticationSpec = field(default_factory=AuthenticationSpec)


_LOOK = "look at it in the Twilio Console"


def stage_of(registration: Registration) -> Stage:
    """The stage of a registration: the first thing on the way that is not done."""
    for bundle, name in ((registration.profile, "profile"), (registration.trust_bundle, "trust bundle")):
        # A Brand is made of both: whatever an unknown status means, that bundle keeps nothing up.
        if not bundle.is_submitted and (bundle.is_status_known or not registration.brand.sid):
            return _bundle_stage(registration, bundle, name)
    if not registration.brand.sid:
        return Stage(
            Gate.OPEN,
            "the next run, which registers the Brand",
            NextStep(Actor.YOU, "run the next command"),
            up_command(registration.stack),
        )
    if registration.authentication:
        return _authentication_stage(registration, registration.authentication)
    if registration.campaign is None or brand_gate(registration.brand) in _FATAL:
        return _gate_stage(registration)
    return _campaign_stage(registration, registration.campaign)


def _bundle_stage(registration: Registration, bundle: LiveBundle, name: str) -> Stage:
    key = name.replace(" ", "_")
    what = "is a draft: Twilio's evaluation refused it, or it was not submitted"
    if bundle.is_rejected:
        what = "was rejected"
    elif not bundle.is_status_known:
        what = f"is {bundle.status}, a status that nothing here knows"
    known = tuple(problem for problem in bundle.problems if problem.description != NO_REASON)
    where, first = ("", "") if known or not bundle.is_rejected else _find_reason(bundle, key)
    return Stage(
        f"{key}_rejected" if bundle.is_rejected else f"{key}_draft",
        f"the {name} {bundle.sid} {what}{_format_codes(bundle)}{_format_problems(known)}{where}",
        NextStep(
            Actor.YOU, f"{first}correct a2p:{key} in the stack file" if bundle.is_status_known else _LOOK
        ),
        up_command(registration.stack),
    )


def _format_codes(bundle: LiveBundle) -> str:
    """The codes that came without a reason, each as a question that can be asked."""
    bare = [each.code for each in bundle.problems if each.description == NO_REASON and each.code]
    return "".join(f" ({code}: see `a2p explain {code}`)" for code in dict.fromkeys(bare))


def _find_reason(bundle: LiveBundle, key: str) -> tuple[str, str]:
    """Where the reason of a rejection is that Twilio's API does not tell (P2), and the step to get at it."""
    if bundle.status_callback:
        return f"; Twilio sent the reason to {bundle.status_callback}", "read the reason there, then "
    return (
        f"; nobody was sent the reason, because a2p:{key}.status_callback is not declared",
        "ask Twilio Support for the reason, declare status_callback, then ",
    )


def _describe_brand_review(brand: LiveBrand) -> str:
    if brand.status == "IN_REVIEW":
        return "by people (IN_REVIEW): one or more business days"
    return "usually a few minutes"


def _gate_stage(registration: Registration) -> Stage:
    brand, up = registration.brand, up_command(registration.stack)
    because = _format_problems(brand.problems)
    by_gate = {
        Gate.BRAND_IN_REVIEW: Stage(
            Gate.BRAND_IN_REVIEW,
            f"the Brand's review at The Campaign Registry, {_describe_brand_review(brand)}",
            NextStep(Actor.NOBODY, "The Campaign Registry is at it"),
            up,
        ),
        Gate.OTP_UNANSWERED: Stage(
            Gate.OTP_UNANSWERED,
            otp.describe_otp_wait(registration.otp, registration.otp_allowed),
            otp.describe_otp_action(registration.otp, registration.otp_allowed, registration.stack),
            up,
        ),
        Gate.BRAND_FAILED: Stage(
            Gate.BRAND_FAILED,
            brand_status.describe_brand_wait(brand, registration.resubmissions),
            brand_status.describe_brand_action(brand, registration.resubmissions),
            up,
        ),
        Gate.BRAND_SUSPENDED: Stage(
            Gate.BRAND_SUSPENDED,
            f"Twilio Support: the Brand {brand.sid} is suspended{because}",
            NextStep(Actor.YOU, "open a ticket with Twilio Support"),
        ),
        Gate.OPEN: Stage(
            Gate.OPEN,
            "the next run, which registers the Campaign",
            NextStep(Actor.YOU, "run the next command"),
            up,
        ),
    }
    return by_gate[brand_gate(brand)]


def _authentication_stage(registration: Registration, authentication: Authentication) -> Stage:
    """Of a public company that has not proved itself (U8): that comes first, whatever else stands."""
    allowed = registration.authentication_allowed
    stage, campaign = authentication.stage, registration.campaign
    waits_for = describe_authentication_wait(authentication)
    if campaign and campaign.status == "SUSPENDED":
        stage = "campaign_suspended"
        waits_for = f"{waits_for}; the Campaign is SUSPENDED, as those of unverified public companies are"
    elif campaign:
        waits_for = f"{waits_for}; the Campaign ({campaign.status}) is suspended if nobody does it"
    return Stage(
        stage,
        waits_for,
        describe_authentication_action(authentication, allowed, registration.stack),
        up_command(registration.stack),
    )


def _campaign_stage(registration: Registration, campaign: LiveCampaign) -> Stage:
    because = _format_problems(campaign.problems)
    if campaign.status == "FAILED":
        return _rejected_stage(registration, campaign)
    if campaign.status == "SUSPENDED":
        return Stage(
            "campaign_suspended",
            describe_suspension(campaign, because),
            NextStep(Actor.YOU, SUSPENDED_STEP),
        )
    if not campaign.is_approved and campaign.status not in _IN_REVIEW:
        return Stage(
            "campaign_in_review",
            f"somebody who looks: the Campaign's status is {campaign.status}, which nothing here knows",
            NextStep(Actor.YOU, "look at the Campaign in the Twilio Console"),
            StackCommand("preview", registration.stack),
        )
    if not campaign.is_approved:
        return Stage(
            "campaign_in_review",
            f"the Campaign's review ({campaign.status}): days for a sole proprietor, else weeks",
            NextStep(Actor.NOBODY, "the carriers' reviewers are at it"),
            StackCommand("preview", registration.stack),
        )
    return _numbers_stage(registration)


def _numbers_stage(registration: Registration) -> Stage:
    """Of an approved Campaign: whether it has its numbers, and no others."""
    if wait := find_wait_for_numbers(registration):
        return wait
    if registration.surplus_numbers:
        return _surplus_stage(registration)
    return Stage("verified", "nothing: registered, approved, and its numbers are associated", NOTHING_TO_DO)


def _rejected_stage(registration: Registration, campaign: LiveCampaign) -> Stage:
    """What to edit, or that no edit helps (C16)."""
    reasons = [to_rejection(problem).within(registration.section) for problem in campaign.problems]
    reason_text = "; ".join(str(reason) for reason in reasons)
    if any(reason.final for reason in reasons):
        return Stage(
            "campaign_failed",
            f"an appeal: the Campaign was rejected for good: {reason_text}",
            NextStep(Actor.YOU, "appeal to Twilio Support; neither an edit nor registering it again helps"),
        )
    how = "; ".join(dict.fromkeys(reason.remedy for reason in reasons if reason.remedy))
    because = "".join(f"{mark} {text}" for mark, text in ((":", reason_text), (";", how)) if text)
    left = max(FREE_RESUBMISSIONS - registration.campaign_resubmissions, 0)
    return Stage(
        "campaign_failed",
        f"a correction: the Campaign was rejected{because}; "
        f"free resubmissions left: {left} of {FREE_RESUBMISSIONS} (C15)",
        NextStep(
            Actor.YOU,
            describe_rejection_action(reasons, stack_file(registration.stack), registration.section),
        ),
        up_command(registration.stack),
    )


def _surplus_stage(registration: Registration) -> Stage:
    """A sole proprietor's service may have one number (N1); the carriers take one of them only."""
    numbers = ", ".join(registration.surplus_numbers)
    return Stage(
        "numbers_undeclared",
        f"the removal of {numbers} from the service: a sole proprietor may have one number in it (N1), and "
        "one of them cannot send",
        NextStep(Actor.YOU, f"take {numbers} out of the service at Twilio"),
        StackCommand("preview", registration.stack),
    )


def _format_problems(problems: tuple[Problem, ...]) -> str:
    return ": " + "; ".join(str(problem) for problem in problems) if problems else ""


def find_wait_for_numbers(registration: CampaignNumbers) -> Stage | None:
    """The stage of an approved Campaign, of either kind, that lacks a number; None if it has them."""
    stack = registration.stack
    if not registration.has_numbers:
        waits_for = "a phone number: none is declared, so nothing can be sent"
        where = f"{registration.section}phone_numbers in {stack_file(stack)}"
        step = f"add the SID of a number to {where}, then run the next command"
    elif not registration.numbers_associated:
        waits_for, step = "its phone numbers' association", "run the next command"
    else:
        return None
    return Stage("numbers_missing", waits_for, NextStep(Actor.YOU, step), up_command(stack))


def up_command(stack: str) -> StackCommand:
    """The run that goes on from here."""
    return StackCommand("up", stack)


def stack_file(stack: str) -> str:
    """The customer's declaration, as messages name it."""
    return f"stacks/Pulumi.{stack}.yaml"
