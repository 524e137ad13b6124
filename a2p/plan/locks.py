"""A Campaign whose locked fields Twilio refuses to change: it was approved, and no run had seen it (C11)."""

from collections.abc import Collection
from typing import Final

from a2p.plan import fees
from a2p.plan.consents import Consent, describe_consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.situation import VerdictKind
from a2p.plan.verdict import Action, Verdict
from a2p.plan.waits import AFTER_DELETION

_TAKE_BACK: Final = (
    "take the change of these fields back, and the texts are amended in place; with the consent the\n"
    f"      Campaign is deleted and registered again ({fees.CAMPAIGN_REVIEW})"
)


def decide_locked(reason: str, *, stack: str, consents: Collection[Consent]) -> Verdict:
    """What is done after such a refusal, in Twilio's words `reason`: a replacement, with consent."""
    sentence = (
        f"Twilio refuses the edit: {reason}.\n"
        "  has_embedded_links, has_embedded_phone, age_gated and direct_lending are fixed once a Campaign\n"
        "  was approved (C11); this one was, and no run of this stack has seen it."
    )
    if Consent.TRAFFIC_LOSS not in consents:
        do = describe_consent(_TAKE_BACK, [Consent.TRAFFIC_LOSS], stack=stack, given=consents)
        needs = (Consent.TRAFFIC_LOSS,)
        return Verdict(VerdictKind.BLOCKED, Action.STOP, sentence=sentence, remedy=do, needs=needs)
    effects = Consequences(fees=(fees.CAMPAIGN_REVIEW,), traffic=Traffic.LOST, waits=(AFTER_DELETION,))
    return Verdict(
        VerdictKind.REPLACE, Action.REPLACE, sentence="a new registration, as agreed", consequences=effects
    )
