"""
A Campaign whose edit Twilio refuses: the locked fields of an approved one (C11), or all of them (U7).

Editing by API is a beta of which an account may not be part; Twilio then answers 403, 404 or 405.
"""

from collections.abc import Collection
from typing import Final

from a2p.plan import fees
from a2p.plan.consents import Consent
from a2p.plan.consequences import Consequences, Traffic
from a2p.plan.situation import VerdictKind
from a2p.plan.verdict import Action, Verdict
from a2p.plan.waits import AFTER_DELETION

_TAKE_BACK: Final = (
    "take the change of these fields back, and the texts are amended in place; with the consent the\n"
    f"      Campaign is deleted and registered again ({fees.CAMPAIGN_REVIEW})"
)

_ASK_FOR_EDITS: Final = (
    "edit it in the Console, and here in the same words; or ask Twilio Support for the beta; or take the\n"
    "      change back. With the consent the Campaign is deleted and registered again "
    f"({fees.CAMPAIGN_REVIEW})"
)
NO_EDITS: Final = frozenset({403, 404, 405})


def decide_locked(reason: str, *, stack: str, consents: Collection[Consent]) -> Verdict:
    """What is done after such a refusal, in Twilio's words `reason`: a replacement, with consent."""
    sentence = (
        f"Twilio refuses the edit: {reason}.\n"
        "  has_embedded_links, has_embedded_phone, age_gated and direct_lending are fixed once a Campaign\n"
        "  was approved (C11); this one was, and no run of this stack has seen it."
    )
    return _decide_replacement(sentence, _TAKE_BACK, stack=stack, consents=consents)


def decide_without_edits(reason: str, *, stack: str, consents: Collection[Consent]) -> Verdict:
    """What is done where the account may not edit Campaigns: a replacement, with consent (U7)."""
    sentence = (
        f"Twilio refuses the edit: {reason}.\n"
        "  Editing a Campaign by API is a beta, and this account or its API key may not be part of it (U7)."
    )
    return _decide_replacement(sentence, _ASK_FOR_EDITS, stack=stack, consents=consents)


def _decide_replacement(sentence: str, first: str, *, stack: str, consents: Collection[Consent]) -> Verdict:
    if Consent.TRAFFIC_LOSS not in consents:
        return Verdict.refuse(sentence, first, [Consent.TRAFFIC_LOSS], stack=stack, given=consents)
    effects = Consequences(fees=(fees.CAMPAIGN_REVIEW,), traffic=Traffic.LOST, waits=(AFTER_DELETION,))
    return Verdict(
        VerdictKind.REPLACE, Action.REPLACE, sentence="a new registration, as agreed", consequences=effects
    )
