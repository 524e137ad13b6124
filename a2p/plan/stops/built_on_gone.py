"""
What is built on an object that is gone at Twilio: it has to be registered again, though it is there.

A Brand keeps the bundles that it was made of (B1), and a Campaign keeps its Brand. So one deleted profile
costs another Brand, and an approved Campaign its traffic. Nobody has asked for that: somebody has to agree.
"""

from typing import Final

from a2p.plan.consents import Consent
from a2p.plan.field_rules import FieldRule, Policy
from a2p.plan.situation import Situation, Stop, VerdictKind
from a2p.plan.stops.gone import ADVICE, explain_price, format_enumeration
from a2p.plan.verdict import Action, Verdict

_BUNDLES: Final = frozenset({"Profile", "TrustBundle"})
# By resource: the fields that say what it is built on, and the resources that may be gone under it.
_BUILT_ON: Final = {
    "Brand": (frozenset({"profile_sid", "trust_bundle_sid"}), _BUNDLES),
    "Campaign": (frozenset({"brand_sid"}), _BUNDLES | {"Brand"}),
}


def explain_lost_bundle(left: str, lost: str) -> Stop:
    """
    Why a stack whose state is lost buys no Brand unasked: it has one, whose other bundle is gone.

    left: the bundle that is at Twilio, as `profile BU…`. lost: what the one is that is not.
    """
    return Stop(
        f"a Brand is made of the {left} of this stack, and its {lost} is gone.\n"
        "  A Brand keeps its bundles (B1), so no run can take it over, and another one would be paid for.",
        ADVICE,
        Consent.RECREATION,
    )


def find_gone_base(resource: str, because: tuple[FieldRule, ...], situation: Situation) -> list[str]:
    """The resources that are gone and for which alone this one would be replaced, in alphabetical order."""
    fields, base = _BUILT_ON.get(resource, (frozenset(), frozenset()))
    is_edited = any(row.field not in fields for row in because)
    return [] if is_edited else sorted(situation.gone & base)


def judge_built_on_gone(
    policy: Policy, because: tuple[FieldRule, ...], base: list[str], situation: Situation
) -> Verdict:
    """Register another one in its place, or refuse where that costs a Brand or traffic and nobody agreed."""
    verb = "is" if len(base) == 1 else "are"
    gone = f"{format_enumeration(base)} {verb} gone at Twilio, and this is built on it"
    needs = _list_needs(policy.resource, situation)
    if needs <= situation.consents:
        return Verdict(
            VerdictKind.REPLACE, Action.REPLACE, because, f"{gone}, so another one is registered in its place"
        )
    harms = (explain_price(policy.resource, situation), _explain_traffic(situation))
    sentence = ";\n  ".join(filter(None, (gone, *harms)))
    return Verdict.refuse(
        f"{sentence}. It is not registered again unasked.",
        ADVICE,
        needs,
        stack=situation.stack,
        given=situation.consents,
        because=because,
    )


def _list_needs(resource: str, situation: Situation) -> frozenset[Consent]:
    """The consents to all that comes of it, and to its Brand: one command then has them all."""
    if resource == "Campaign" and not situation.approved:
        return frozenset()
    is_free = situation.declared.get("mock") or situation.declared.get("brand_mock")
    traffic = frozenset({Consent.TRAFFIC_LOSS} if situation.approved else ())
    return traffic if is_free else traffic | {Consent.RECREATION}


def _explain_traffic(situation: Situation) -> str:
    if not situation.approved:
        return ""
    return "it was approved, and its numbers could not send until another one is, after days or weeks"
