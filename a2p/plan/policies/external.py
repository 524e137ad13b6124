"""ExternalCampaign: registered and edited at The Campaign Registry; Twilio is told of it once."""

from a2p.plan.field_rules import ChangeRule, FieldRule, Policy

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
        FieldRule(
            "removed_numbers",
            ChangeRule.ORDER,
            "Kept until it is gone, so that a run after a killed one tells of it, too.",
        ),
        FieldRule(
            "removed",
            ChangeRule.ORDER,
            "Kept until it is gone, so that a run after a killed one tells of it, too.",
        ),
        FieldRule(
            "bought_numbers",
            ChangeRule.ORDER,
            "The entries of all Campaigns that are bought; kept to tell what becomes of one taken out.",
        ),
        FieldRule(
            "removed_bought_numbers",
            ChangeRule.ORDER,
            "Kept until it is gone, so that a run after a killed one tells of it, too.",
        ),
        FieldRule(
            "campaigns", ChangeRule.ORDER, "All Campaigns of the stack; kept to tell which one is removed."
        ),
    ),
    gone_is_replaced=False,
    identity=frozenset({"messaging_service_sid"}),
)
