"""What carrying out a verdict costs: fees, a review, mandated waits, interrupted traffic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from a2p.plan import fees
from a2p.plan.fees import Fee
from a2p.plan.situation import Existence, Review, Situation, VerdictKind
from a2p.plan.waits import AFTER_DELETION, AFTER_SUBMISSION, EXTERNAL_PACE, Wait

FREE_RESUBMISSIONS: Final = 3  # of one Campaign (C15)


class Traffic(Enum):
    """What becomes of the customer's messages."""

    NONE = "nothing is being sent yet"
    KEPT = "goes on"
    AT_RISK = "may stop while the Campaign is in review: Twilio does not say (C14)"
    LOST = "stops until the new Campaign is approved"


def describe_traffic(traffic: Traffic, *, comes_back: bool) -> str:
    """What becomes of the messages. comes_back: whether what is deleted is registered again."""
    return traffic.value if comes_back or traffic is not Traffic.LOST else "stops"


@dataclass(frozen=True)
class Consequences:
    """
    What comes with a verdict.

    fees: what this run is charged. later: what a later run is charged, once what is waited for has happened;
    a plan shows it before anything waits, so that nobody is charged what no plan has shown. review: how long
    the review usually takes that it leads to, or nothing. resubmission: the number of this resubmission, or 0
    if it is none.
    """

    fees: tuple[Fee, ...] = ()
    review: str = ""
    resubmission: int = 0
    traffic: Traffic = Traffic.KEPT
    waits: tuple[Wait, ...] = ()
    later: tuple[Fee, ...] = ()


_BRAND_REVIEW: Final = "usually a few minutes (B2)"
_SOLE_PROPRIETOR_REVIEW: Final = "usually some days (G5)"
_STANDARD_REVIEW: Final = "up to several weeks (G5)"
_BUNDLE_REVIEW: Final = "seconds for the automatic checks, up to some business days for the others (G5)"
_DCA_REVIEW: Final = "Twilio names no time for the secondary DCA's review (E2)"

# What is asked for beside a submission, by the field it is due on, and what it costs.
_ASKED_FOR: Final = {
    "otp": None,
    "vetting": fees.SECONDARY_VETTING,
    "authentication": fees.AUTHENTICATION_EMAIL,
}
_ANEW: Final = frozenset({VerdictKind.REPLACE, VerdictKind.CASCADE})


def derive_consequences(resource: str, kind: VerdictKind, situation: Situation) -> Consequences:
    """What a verdict of this kind leads to for such a resource."""
    of_resource = _OF.get(resource)
    if of_resource is None or kind in {VerdictKind.NOOP, VerdictKind.BLOCKED}:
        return Consequences()
    if kind is VerdictKind.WAIT:
        return Consequences(later=_list_later_fees(resource, situation))
    return of_resource(kind, situation)


def _of_bundle(kind: VerdictKind, situation: Situation) -> Consequences:
    reviewed = any(
        situation.has_change(name) for name in ("end_users", "address") if name in situation.declared
    )
    if kind is VerdictKind.AMEND and "friendly_name" in situation.due and not reviewed:
        return Consequences()  # a name is nothing that anybody reviews
    return Consequences(
        review=_BUNDLE_REVIEW, waits=(AFTER_SUBMISSION,) if kind is not VerdictKind.ADOPT else ()
    )


def _of_brand(kind: VerdictKind, situation: Situation) -> Consequences:
    if kind is VerdictKind.ADOPT:
        return Consequences()
    if kind is VerdictKind.AMEND:
        return _of_amended_brand(situation)
    return Consequences(
        fees=list_brand_fees(situation.declared), review=_BRAND_REVIEW, waits=(AFTER_SUBMISSION,)
    )


def _of_amended_brand(situation: Situation) -> Consequences:
    """Submitted again, unless nothing but a text message or a vetting is due."""
    asked = situation.due.keys() & _ASKED_FOR.keys()
    if asked and not any(situation.has_change(name) for name in ("brand_revision", "submission")):
        is_free = situation.declared.get("mock")
        charged = () if is_free else tuple(fee for name, fee in _ASKED_FOR.items() if fee and name in asked)
        return Consequences(fees=charged)
    return Consequences(
        fees=list_email_fees(situation.declared),
        review=_BRAND_REVIEW,
        resubmission=situation.resubmissions + 1,
        waits=(AFTER_SUBMISSION,),
    )


def list_brand_fees(declared: Mapping[str, Any]) -> tuple[Fee, ...]:
    """What the registration of a Brand costs, by its declared fields."""
    if declared.get("mock"):
        return ()
    vetted = declared.get("brand_type") == "STANDARD" and not declared.get("skip_automatic_sec_vet")
    vetting = (fees.SECONDARY_VETTING,) if vetted else ()
    return (fees.BRAND_REGISTRATION, *vetting, *list_email_fees(declared))


def list_email_fees(declared: Mapping[str, Any]) -> tuple[Fee, ...]:
    """That of the e-mail which Twilio sends by itself when a public company's Brand is submitted (U8)."""
    return (fees.AUTHENTICATION_EMAIL,) if declared.get("authentication") else ()


def _of_campaign(kind: VerdictKind, situation: Situation) -> Consequences:
    if kind is VerdictKind.ADOPT:
        return Consequences(traffic=Traffic.NONE)
    review = _campaign_review(situation)
    if kind is VerdictKind.AMEND:
        return _of_amended_campaign(situation, review)
    traffic = Traffic.LOST if situation.approved and kind in _ANEW else Traffic.NONE
    waits = (AFTER_DELETION,) if kind in _ANEW and situation.existence is Existence.REGISTERED else ()
    return Consequences(list_campaign_fees(situation.declared), review, 0, traffic, waits)


def _of_amended_campaign(situation: Situation, review: str) -> Consequences:
    if situation.existence is Existence.WAITING:
        return Consequences(traffic=Traffic.NONE, later=list_campaign_fees(situation.declared))
    number = situation.resubmissions + 1 if situation.is_resubmission else 0
    charged = list_campaign_fees(situation.declared) if number > FREE_RESUBMISSIONS else ()
    sending = situation.approved and situation.review is not Review.REJECTED
    traffic = Traffic.AT_RISK if sending else Traffic.NONE
    return Consequences(charged, review, number, traffic)


def _list_later_fees(resource: str, situation: Situation) -> tuple[Fee, ...]:
    """What the registration will cost that waits; nothing where only a change waits."""
    if situation.existence not in {Existence.NEW, Existence.WAITING}:
        return ()
    if resource == "Brand":
        return list_brand_fees(situation.declared)
    if resource == "ExternalCampaign":
        return (fees.EXTERNAL_REVIEW,)
    return list_campaign_fees(situation.declared) if resource == "Campaign" else ()


def list_campaign_fees(declared: Mapping[str, Any]) -> tuple[Fee, ...]:
    """What a review of a Campaign costs, by its declared fields."""
    return () if declared.get("brand_mock") else (fees.CAMPAIGN_REVIEW,)


def _campaign_review(situation: Situation) -> str:
    sole_proprietor = situation.declared.get("brand_type") == "SOLE_PROPRIETOR"
    return _SOLE_PROPRIETOR_REVIEW if sole_proprietor else _STANDARD_REVIEW


def _of_external(kind: VerdictKind, situation: Situation) -> Consequences:
    traffic = Traffic.LOST if situation.approved and kind in _ANEW else Traffic.NONE
    deletes = (AFTER_DELETION,) if kind in _ANEW and situation.existence is Existence.REGISTERED else ()
    # Without a date it is not associated, and an association that was is only deleted.
    if kind is VerdictKind.ADOPT or situation.declared.get("share_accepted_on") is None:
        return Consequences(
            traffic=traffic, waits=deletes, later=_list_later_fees("ExternalCampaign", situation)
        )
    return Consequences((fees.EXTERNAL_REVIEW,), _DCA_REVIEW, 0, traffic, (*deletes, EXTERNAL_PACE))


def _of_number(kind: VerdictKind, _situation: Situation) -> Consequences:
    bought = kind in {VerdictKind.REGISTER, VerdictKind.GONE}
    return Consequences(fees=(fees.PHONE_NUMBER_MONTH,) if bought else ())


def _of_association(kind: VerdictKind, situation: Situation) -> Consequences:
    """A number that leaves the service of an approved Campaign stops sending for that."""
    leaves = kind in _ANEW and situation.approved
    return Consequences(traffic=Traffic.LOST) if leaves else Consequences()


_OF: Final[dict[str, Callable[[VerdictKind, Situation], Consequences]]] = {
    "Profile": _of_bundle,
    "TrustBundle": _of_bundle,
    "Brand": _of_brand,
    "Campaign": _of_campaign,
    "ExternalCampaign": _of_external,
    "PhoneNumber": _of_number,
    "PhoneNumberAssociation": _of_association,
}
