"""Campaigns that are not declared any more: what their deletion means."""

from collections.abc import Iterable
from typing import Final

from a2p.observed import LiveCampaign
from a2p.plan.consents import Consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.situation import VerdictKind
from a2p.plan.verdict import Action, Verdict
from a2p.plan.waits import AFTER_DELETION

_TAKE_BACK: Final = "declare it again in a2p:campaigns; if it has another name there, say renamed_from"


def decide_service_removal(service: str) -> Verdict:
    """The deletion of a service without a Campaign: it has waited, or a killed run has deleted it already."""
    sentence = f"the Messaging Service {service} is not declared any more, and it holds no Campaign"
    return Verdict(
        VerdictKind.DELETE, Action.NONE, sentence=sentence, consequences=Consequences(traffic=Traffic.NONE)
    )


def decide_campaign_removal(
    service: str, campaign: LiveCampaign, *, stack: str, consents: Iterable[Consent]
) -> Verdict:
    """Whether the Campaign on this service is deleted, and the service with it."""
    what = f"the Campaign on the Messaging Service {service} is not declared any more"
    if campaign.status == "SUSPENDED":
        sentence = f"{what}, and it is SUSPENDED: Twilio takes nothing of it away."
        return Verdict(
            VerdictKind.BLOCKED,
            Action.STOP,
            sentence=sentence,
            remedy=f"{_TAKE_BACK}, and ask Twilio Support",
        )
    if not campaign.is_approved:
        nothing_sent = Consequences(traffic=Traffic.NONE, waits=(AFTER_DELETION,))
        sentence = f"{what}, so it is deleted ({campaign.status})"
        return Verdict(VerdictKind.DELETE, Action.NONE, sentence=sentence, consequences=nothing_sent)
    stops = f"{what}; it is approved, and its numbers could not send for it any more"
    if Consent.TRAFFIC_LOSS not in consents:
        return Verdict.refuse(stops, _TAKE_BACK, [Consent.TRAFFIC_LOSS], stack=stack, given=consents)
    lost = Consequences(traffic=Traffic.LOST, waits=(AFTER_DELETION,))
    return Verdict(VerdictKind.DELETE, Action.NONE, sentence=stops, consequences=lost)
