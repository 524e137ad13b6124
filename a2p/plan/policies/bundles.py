"""Profile and TrustBundle."""

from a2p.plan.field_rules import ChangeRule, FieldRule, Policy

_ORDER_ONLY = FieldRule(
    "brand_revision", ChangeRule.ORDER, "Only orders this resource after the Campaign's deletion (B5)."
)
_MARK_WHY = "Our mark: the name by which an interrupted run is found again."
_OPEN_ONLY = "Twilio takes it while the bundle is a draft or rejected, not under review or approved."
_MARK = FieldRule("friendly_name", ChangeRule.UNTIL_SUBMITTED, _MARK_WHY)
_EMAIL = FieldRule("email", ChangeRule.UNTIL_SUBMITTED, _OPEN_ONLY)
_CALLBACK = FieldRule("status_callback", ChangeRule.UNTIL_SUBMITTED, _OPEN_ONLY)
_END_USERS = FieldRule(
    "end_users",
    ChangeRule.AMEND,
    "The EndUser is updated with all its attributes, and the bundle submitted again (P13).",
)
_POLICY = FieldRule("policy_sid", ChangeRule.REPLACE, "A bundle keeps the policy it was created under.")

PROFILE = Policy(
    "Profile",
    (
        _MARK,
        _EMAIL,
        _POLICY,
        _END_USERS,
        _CALLBACK,
        _ORDER_ONLY,
        FieldRule(
            "address", ChangeRule.AMEND, "The Address is updated, and the profile submitted again (P13)."
        ),
        FieldRule(
            "primary_profile_sid",
            ChangeRule.REPLACE,
            "A profile belongs to the ISV profile it was assigned to (P6).",
        ),
    ),
)

TRUST_BUNDLE = Policy(
    "TrustBundle",
    (
        _MARK,
        _EMAIL,
        _POLICY,
        _END_USERS,
        _CALLBACK,
        _ORDER_ONLY,
        FieldRule(
            "profile_sid", ChangeRule.REPLACE, "A trust bundle speaks for the profile it was assigned (T4)."
        ),
    ),
)
