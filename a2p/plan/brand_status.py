"""What a Brand's status, errors and score mean for what is done next (B2, B4, B8)."""

from typing import Final

from a2p.actor import Actor, NextStep
from a2p.catalogue import PASSING, find_remedy
from a2p.observed import LiveBrand, Problem
from a2p.plan.otp import REGISTER_ANOTHER
from a2p.plan.situation import Review

_LONGEST: Final = 256  # characters of Twilio's own words
MOST_RESUBMISSIONS: Final = 3  # Twilio refuses the fourth update of a Brand (21724)
USED_UP: Final = 21724
# Twilio takes no update: no further one, or none while the Brand is not FAILED (21725).
NO_UPDATE: Final = frozenset({USED_UP, 21725})
# The last one is left for a correction: an error that does not pass would use them all up.
_BY_ITSELF: Final = MOST_RESUBMISSIONS - 1
_BEING_DELETED: Final = frozenset({"DELETION_PENDING", "DELETION_FAILED", "DELETED"})
_ENDED: Final = {"APPROVED": Review.PASSED, "FAILED": Review.REJECTED}

_NAME_AND_EIN: Final = "profile.business.business_name and business_registration_number"
_FEEDBACK: Final = {
    "TAX_ID": f"declare {_NAME_AND_EIN} exactly as in the tax office's letter",
    "STOCK_SYMBOL": "correct trust_bundle.stock_ticker and stock_exchange",
    "NONPROFIT": f"correct trust_bundle.company_type, or {_NAME_AND_EIN} of the non-profit",
    "GOVERNMENT_ENTITY": f"correct trust_bundle.company_type, or {_NAME_AND_EIN} of the authority",
    "OTHERS": "compare profile and trust_bundle with the official registers",
}


def read_brand_review(brand: LiveBrand) -> Review:
    """How the Brand's latest review stands."""
    return _ENDED.get(brand.status, Review.UNDER_WAY)


def explain_brand_block(brand: LiveBrand) -> str:
    """Why no change of this Brand may be sent, or nothing: Twilio would refuse it."""
    if brand.status == "SUSPENDED":
        return "it is SUSPENDED, and Twilio takes no update of it (21731)."
    if brand.status in _BEING_DELETED:
        return f"it is being deleted at Twilio ({brand.status}), and no update brings it back."
    return ""


def is_kept_as_it_was(brand: LiveBrand, code: int | None) -> bool:
    """
    Whether a Brand goes on as it was after Twilio has refused its update with a code.

    Its Campaign was deleted for that update; what can be had is the Campaign, on the Brand as it is.
    """
    return code in NO_UPDATE and brand.status == "APPROVED"


def is_refused_still(brand: LiveBrand, code: str, refused_at: float) -> bool:
    """Whether nobody has updated the Brand since Twilio refused it with a code (Unix seconds)."""
    return bool(code) and brand.updated_at <= refused_at


def explain_retry(brand: LiveBrand, resubmissions: int) -> str:
    """Why a Brand that FAILED is submitted again as it is, or nothing."""
    if not is_passing_failure(brand) or resubmissions >= _BY_ITSELF:
        return ""
    return "a temporary failure at The Campaign Registry, so it is submitted again"


def is_passing_failure(brand: LiveBrand) -> bool:
    """Whether nothing but passing errors failed the Brand."""
    codes = {problem.code for problem in brand.problems}
    return brand.status == "FAILED" and bool(codes) and codes <= PASSING


def describe_brand_wait(brand: LiveBrand, resubmissions: int) -> str:
    """What a Brand that FAILED, or is being deleted, waits for."""
    reasons = "; ".join(str(problem) for problem in brand.problems)
    what = "another try" if explain_retry(brand, resubmissions) else "a correction"
    if brand.status in _BEING_DELETED | {"EXPIRED"}:
        what = "another Brand"
    return f"{what}: the Brand {brand.sid} is {brand.status}{': ' if reasons else ''}{reasons}"


def describe_brand_action(brand: LiveBrand, resubmissions: int) -> NextStep:
    """Who has to do what about a Brand that FAILED, or is being deleted."""
    if brand.status == "DELETION_FAILED":
        what = "have Twilio Support delete it, then run the next command, which registers another one"
        return NextStep(Actor.YOU, what)
    if brand.status == "EXPIRED":
        return NextStep(Actor.YOU, REGISTER_ANOTHER)
    if brand.status in _BEING_DELETED:
        what = "once Twilio has deleted it, run the next command, which registers another one"
        return NextStep(Actor.YOU, what)
    if explain_retry(brand, resubmissions):
        return NextStep(Actor.YOU, "run the next command, which submits the Brand again")
    if resubmissions >= MOST_RESUBMISSIONS:
        what = f"ask Twilio Support; Twilio takes no more than {MOST_RESUBMISSIONS} resubmissions (21724)"
        return NextStep(Actor.YOU, what)
    correction = describe_correction(brand)
    what = f"{correction}; if nothing in the stack file is to change, raise brand.submission by one"
    return NextStep(Actor.YOU, what)


def describe_correction(brand: LiveBrand) -> str:
    """What to do about the errors of a Brand that FAILED."""
    known = dict.fromkeys(filter(None, (find_remedy(problem.code) for problem in brand.problems)))
    return "; ".join(known) or "correct a2p:profile, a2p:trust_bundle or a2p:brand in the stack file"


def _describe_feedback(problem: Problem) -> str:
    """What to do about one piece of feedback, and what Twilio says of it in words."""
    remedy = find_remedy(problem.code)
    if remedy and problem.description:
        return f"{remedy} (Twilio: {problem.description[:_LONGEST]})"
    return remedy or problem.description[:_LONGEST]


def describe_better_score(brand: LiveBrand) -> str:
    """What to correct where TCR says why the score of an APPROVED Brand is no higher, or nothing (B8)."""
    if brand.status != "APPROVED":
        return ""
    advice = [_FEEDBACK.get(each, f"see {each} in the Twilio Console") for each in brand.feedback]
    # The same as errors[], which Twilio fills instead of brand_feedback by and by.
    advice += [_describe_feedback(problem) for problem in brand.problems]
    return "; ".join(dict.fromkeys(advice))
