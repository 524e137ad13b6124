"""ExternalCampaign: registered and edited at The Campaign Registry; Twilio is told of it once."""

from a2p.plan.field_rules import Policy, Row, Rule

_ONCE = (
    "Told to Twilio with the association, and by no call after: another value is another association (E6)."
)

EXTERNAL_CAMPAIGN = Policy(
    "ExternalCampaign",
    (
        Row(
            "campaign_id",
            Rule.REPLACE,
            "A service holds one campaign: the association is deleted, and another one made (E7).",
        ),
        Row("messaging_service_sid", Rule.REPLACE, _ONCE),
        Row("cnp_migration", Rule.REPLACE, _ONCE),
        Row(
            "share_accepted_on",
            Rule.REPLACE,
            "Without it the association is deleted; after a failure, another date makes it anew (E2, E7).",
        ),
    ),
    gone_is_replaced=False,
)
