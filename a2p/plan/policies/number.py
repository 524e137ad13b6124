"""PhoneNumber: a number that the stack buys."""

from a2p.plan.consents import Consent
from a2p.plan.fees import PHONE_NUMBER_MONTH
from a2p.plan.field_rules import ChangeRule, FieldRule, Policy

_SEARCH = "What to look for when it is bought; the number that there is stays. Another name buys another one."

PHONE_NUMBER = Policy(
    "PhoneNumber",
    (
        FieldRule(
            "friendly_name", ChangeRule.AMEND, "Our mark and the entry's name, by which it is found again."
        ),
        FieldRule("area_code", ChangeRule.ORDER, _SEARCH),
        FieldRule("contains", ChangeRule.ORDER, _SEARCH),
        FieldRule("capabilities", ChangeRule.ORDER, _SEARCH),
        FieldRule(
            "release",
            ChangeRule.AMEND,
            "Says what becomes of the number when it is taken out; Twilio is not told.",
        ),
    ),
    creation="a number is bought",
    creation_consent=Consent.NUMBER_PURCHASE,
    creation_refusal=(
        f"a number would be bought, for ${PHONE_NUMBER_MONTH.usd} a month from now on. It is not bought\n"
        "  unasked."
    ),
    replacement="another number is bought",
)
