"""
What is gone at Twilio: one object comes back; several at once, an approved Campaign or a Brand are an alarm.

A 404 for one object is somebody's deletion, which the declaration undoes. Several at once are a mistake more
often than a wish, an approved Campaign costs days or weeks without traffic, and another Brand is paid for and
never deleted (B1): somebody has to look first.
"""

from typing import Final

from a2p.campaign_names import label
from a2p.plan.consents import Consent
from a2p.plan.consequences import list_brand_fees
from a2p.plan.field_rules import ChangeRule, FieldRule, Policy
from a2p.plan.limits import describe_use
from a2p.plan.situation import Situation, VerdictKind
from a2p.plan.verdict import Action, Verdict

# A number in a service is put back without a fee and without a review: its absence alone alarms nobody.
NO_ALARM: Final = frozenset({"PhoneNumberAssociation"})
ADVICE: Final = "find out who has deleted it: the Twilio Console, Monitor, has the audit events"


def judge_gone(policy: Policy, because: tuple[FieldRule, ...], situation: Situation) -> Verdict:
    """Register it again, or, where that alarms, only with a consent of its own."""
    # What is named by what it belongs to has another name where that is another by now.
    moved = any(row.rule is ChangeRule.REPLACE for row in because)
    action = Action.REPLACE if policy.gone_is_replaced or moved else Action.UPDATE
    reasons = because or (policy.rows[0],)
    price = explain_price(policy.resource, situation)
    alarm = find_alarm(policy.resource, situation)
    why = ", ".join(filter(None, (alarm, f"and {price}" if price else "")))
    if not why:
        return Verdict(VerdictKind.GONE, action, reasons, "it is gone at Twilio, so it is registered again")
    if Consent.RECREATION in situation.consents:
        return Verdict(
            VerdictKind.GONE, action, reasons, f"it is gone at Twilio, {why}; it is registered again"
        )
    sentence = f"it is gone at Twilio, {why}. It is not registered again unasked."
    needs = [Consent.RECREATION]
    return Verdict.refuse(
        sentence, ADVICE, needs, stack=situation.stack, given=situation.consents, because=reasons
    )


def find_alarm(resource: str, situation: Situation) -> str:
    """Why the absence of a resource alarms, or nothing: it was approved, or others of the stack are gone."""
    if resource in NO_ALARM:
        return ""
    sentences = []
    if situation.approved:
        sentences.append("and it was approved: another one sends after its review only, in days or weeks")
    if others := sorted(situation.gone - {label(resource, situation.campaign)} - NO_ALARM):
        sentences.append(f"and so {'is' if len(others) == 1 else 'are'} {format_enumeration(others)}")
    return ", ".join(sentences)


def explain_price(resource: str, situation: Situation) -> str:
    """What another Brand costs, as a clause; "" of any other resource, and where it is free."""
    charged = list_brand_fees(situation.declared) if resource == "Brand" else ()
    if not charged:
        return ""
    fees = format_enumeration([str(fee) for fee in charged])
    return f"another one costs {fees}, and is {describe_use(situation.declared.get('brand_type'))}"


def format_enumeration(names: list[str]) -> str:
    """The names as an enumeration: `a, b and c`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
