"""Campaign: the seven fields, the four that lock, and all that only a new registration changes."""

from a2p.plan import fees
from a2p.plan.consequences import FREE_RESUBMISSIONS
from a2p.plan.field_rules import ChangeRule, FieldRule, Limit, Policy
from a2p.plan.policies.removals import REMOVED_NUMBERS
from a2p.specs.campaign import POLICY_URL_CODES

_SEVEN = "One of the seven fields an update carries (C10); the Campaign goes through review again (C14)."
_LOCKED = (
    "Can be amended until TCR has approved the Campaign; after that only a new registration changes it (C11)."
)
_FIXED = (
    "Part of the registration: no update changes it (C10), so the Campaign is deleted and registered anew."
)

CAMPAIGN = Policy(
    "Campaign",
    (
        FieldRule("description", ChangeRule.AMEND, _SEVEN),
        FieldRule("message_flow", ChangeRule.AMEND, _SEVEN),
        FieldRule("message_samples", ChangeRule.AMEND, _SEVEN),
        FieldRule(
            "privacy_policy_url",
            ChangeRule.AMEND,
            "Twilio's API takes it with an update; the Campaign is reviewed again.",
        ),
        FieldRule(
            "terms_and_conditions_url",
            ChangeRule.AMEND,
            "Twilio's API takes it with an update; the Campaign is reviewed again.",
        ),
        *(
            FieldRule(name, ChangeRule.LOCKED, _LOCKED)
            for name in ("has_embedded_links", "has_embedded_phone", "age_gated", "direct_lending")
        ),
        *(
            FieldRule(name, ChangeRule.REPLACE, _FIXED)
            for name in (
                "us_app_to_person_usecase",
                "subscriber_opt_in",
                "opt_in_message",
                "opt_in_keywords",
                "opt_out_message",
                "opt_out_keywords",
                "help_message",
                "help_keywords",
                "messaging_service_sid",
                "brand_sid",
            )
        ),
        FieldRule(
            "submission",
            ChangeRule.RAISE,
            "A higher number sends the same fields again, for a cure on a web page (U5); reviewed (C14).",
        ),
        FieldRule("brand_mock", ChangeRule.ORDER, "The Brand's own, as its type is; told here for the fees."),
        FieldRule(
            "brand_public",
            ChangeRule.ORDER,
            "The Brand's own: a public company's takes Campaigns after Authentication+ only (U8).",
        ),
        FieldRule(
            "brand_type",
            ChangeRule.ORDER,
            "The Brand's own; a change of it replaces the Brand, and this with it.",
        ),
        FieldRule(
            "phone_numbers", ChangeRule.ORDER, "Each is a resource of its own; kept to tell of a removal."
        ),
        REMOVED_NUMBERS,
        FieldRule(
            "brand_revision",
            ChangeRule.CASCADE,
            "A Brand cannot be edited while it has a Campaign: the Campaign is deleted first, "
            "then registered again (B5).",
        ),
    ),
    gone_is_replaced=False,
    identity=frozenset({"messaging_service_sid"}),
    edit_note=(
        "Twilio lets not every account edit an approved Campaign by API (U7); if it refuses, the run says "
        "what to do and changes nothing"
    ),
    needed_urls={
        name: f"campaign.{name} is missing: Twilio takes neither a new Campaign nor an edit of one without "
        f"its public https address since 2026-06-30 ({code})."
        for name, code in POLICY_URL_CODES.items()
    },
    creation="registered if its Brand is APPROVED",
    waiting=(
        "not registered in this run: a later one registers it, once the Brand is APPROVED and the\n"
        f"  customer has said YES (G6); only then {fees.CAMPAIGN_REVIEW} is due"
    ),
    limit=Limit(
        FREE_RESUBMISSIONS,
        f"its {FREE_RESUBMISSIONS} free resubmissions are used up (C15), and another review costs a fee.",
        "make sure that this edit answers every reason of the rejection",
        payable=True,
    ),
)
