"""
What no run changes, and somebody has to know: a lifecycle that has gone wrong, objects that nobody declared.

Three kinds of difference stand between a declaration and Twilio. A value is a verdict's matter: the next run
mends it. These are the two others: a review or a carrier has ended a lifecycle, or another system or a person
in the Console works beside this stack.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from a2p.observed import NO_REASON, LiveBrand, LiveBundle, LiveCampaign
from a2p.plan.brand_status import is_refused_still
from a2p.plan.stages.gate import Gate, brand_gate

_ON_THE_WAY: Final = frozenset({"PENDING", "IN_PROGRESS", "VERIFIED"})
_DELETED_SOON: Final = (
    "; Twilio deletes it after 30 days: check e-mail and the Support Center first, then open a ticket"
)
_STATUS: Final = "what the stage says, which `a2p up` records; it changes nothing about this"


class FindingKind(StrEnum):
    """What is told. A difference of values is no finding but a verdict."""

    LIFECYCLE = "lifecycle"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Finding:
    """
    One fact about one object, and what to do.

    id: its SID, or where it is. campaign: which of several Campaigns it is about; "" where it is about none.
    """

    kind: FindingKind
    resource: str
    id: str
    sentence: str
    remedy: str
    campaign: str = ""


def find_ended_lifecycles(
    *,
    profile: LiveBundle | None,
    trust_bundle: LiveBundle | None,
    brand: LiveBrand | None,
    campaign: LiveCampaign | None,
    service_sid: str,
) -> list[Finding]:
    """What Twilio, TCR or a carrier has rejected, suspended or taken away; None for what there is not."""
    bundles = [
        _make_lifecycle(name, bundle.sid, bundle.status, _describe_rejection(bundle))
        for name, bundle in (("Profile", profile), ("TrustBundle", trust_bundle))
        if bundle is not None and bundle.is_rejected
    ]
    brands = []
    if brand and brand.sid and brand_gate(brand) in {Gate.BRAND_FAILED, Gate.BRAND_SUSPENDED}:
        brands = [_make_lifecycle("Brand", brand.sid, brand.status, "its Campaigns go with it")]
    campaigns = []
    if campaign is not None and campaign.status not in _ON_THE_WAY:
        campaigns = [_describe_campaign(campaign.status, service_sid)]
    return [*bundles, *brands, *campaigns]


def find_refused_update(brand: LiveBrand, code: str, refused_at: float) -> list[Finding]:
    """
    Of a Brand whose last update Twilio has refused, until it is updated by somebody else.

    refused_at: Unix seconds.
    """
    if not is_refused_still(brand, code, refused_at):
        return []
    what = f"Twilio has refused its last update ({code}): The Campaign Registry has what was declared before"
    remedy = "have Twilio Support make the edit at The Campaign Registry; the Campaign goes on meanwhile"
    return [replace(_make_lifecycle("Brand", brand.sid, brand.status, what), remedy=remedy)]


def find_unauthenticated(brand: LiveBrand) -> list[Finding]:
    """Of a public company with a Campaign: Twilio asks for Authentication+ anew (U8)."""
    what = "a public company's Campaigns are suspended until its contact has opened the link (U8)"
    return [_make_lifecycle("Brand", brand.sid, brand.identity_status or "UNVERIFIED", what)]


def find_foreign_numbers(
    pool: tuple[str, ...], declared: tuple[str, ...], *, service_sid: str, sole_proprietor: bool
) -> list[Finding]:
    """The numbers of the service that the stack does not declare."""
    why = "; a sole proprietor's service may have one number, so one of them cannot send" * sole_proprietor
    declare = "declare it in place of the other one" if sole_proprietor else "declare it in phone_numbers"
    return [
        Finding(
            FindingKind.FOREIGN,
            "PhoneNumberAssociation",
            f"{service_sid}/{sid}",
            f"{sid} is in the sender pool of {service_sid}, and nobody has declared it{why}",
            f"{declare}, or take it out of {service_sid} at Twilio",
        )
        for sid in pool
        if sid not in declared
    ]


def find_foreign_campaigns(brand_sid: str, others: Mapping[str, str]) -> list[Finding]:
    """The Campaigns of the Brand on services of others; by the service's SID, their status."""
    return [
        Finding(
            FindingKind.FOREIGN,
            "Campaign",
            service_sid,
            f"{service_sid} holds another Campaign of the Brand {brand_sid} ({status}), and nobody has "
            "declared it; while it is there, Twilio takes no edit of the Brand",
            f"find out whose it is; if it is not needed, delete it at Twilio (service {service_sid})",
        )
        for service_sid, status in others.items()
    ]


def _make_lifecycle(resource: str, sid: str, status: str, what: str) -> Finding:
    return Finding(FindingKind.LIFECYCLE, resource, sid, f"{sid} is {status}: {what}", _STATUS)


def _describe_rejection(bundle: LiveBundle) -> str:
    known = [str(problem) for problem in bundle.problems if problem.description != NO_REASON]
    return "; ".join(known) or "its reason and a correction are in the stage"


def _describe_campaign(status: str, service_sid: str) -> Finding:
    if status == "SUSPENDED":
        sentence = f"it is SUSPENDED: its numbers cannot send{_DELETED_SOON}"
    elif status == "FAILED":
        sentence = "it is FAILED: it was rejected, and its numbers cannot send"
    else:
        sentence = f"it is {status}, a status that nothing here knows: look at it in the Twilio Console"
    return Finding(FindingKind.LIFECYCLE, "Campaign", service_sid, sentence, _STATUS)
