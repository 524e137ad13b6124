"""ExternalCampaign: registered and edited at The Campaign Registry; Twilio is told of it once."""

from a2p.plan.field_rules import ChangeRule, FieldRule, Policy
from a2p.plan.policies.removals import BOUGHT_NUMBERS, REMOVED, REMOVED_BOUGHT_NUMBERS, REMOVED_NUMBERS

_ONCE = (
    "Told to Twilio with the association, and by no call after: another value is another association (E6)."
)

EXTERNAL_CAMPAIGN = Policy(
    "ExternalCampaign",
    (
        FieldRule(
            "campaign_id",
            ChangeRule.REPLACE,
            "A service holds one campaign: the association is deleted, and another one made (E7).",
        ),
        FieldRule("messaging_service_sid", ChangeRule.REPLACE, _ONCE),
        FieldRule("cnp_migration", ChangeRule.REPLACE, _ONCE),
        FieldRule(
            "share_accepted_on",
            ChangeRule.REPLACE,
            "Without it the association is deleted; after a failure, another date makes it anew (E2, E7).",
        ),
        FieldRule(
            "phone_numbers", ChangeRule.ORDER, "Each is a resource of its own; kept to tell of a removal."
        ),
        REMOVED_NUMBERS,
        REMOVED,
        BOUGHT_NUMBERS,
        REMOVED_BOUGHT_NUMBERS,
        FieldRule(
            "campaigns", ChangeRule.ORDER, "All Campaigns of the stack; kept to tell which one is removed."
        ),
    ),
    gone_is_replaced=False,
    identity=frozenset({"messaging_service_sid"}),
)
