"""Profile and TrustBundle."""

from a2p.plan.field_rules import Policy, Row, Rule

_ORDER_ONLY = Row(
    "brand_revision", Rule.ORDER, "Only orders this resource after the Campaign's deletion (B5)."
)
_MARK_WHY = "Our mark: the name by which an interrupted run is found again."
_OPEN_ONLY = "Twilio takes it while the bundle is a draft or rejected, not under review or approved."
_MARK = Row("friendly_name", Rule.UNTIL_SUBMITTED, _MARK_WHY)
_EMAIL = Row("email", Rule.UNTIL_SUBMITTED, _OPEN_ONLY)
_CALLBACK = Row("status_callback", Rule.UNTIL_SUBMITTED, _OPEN_ONLY)
_END_USERS = Row(
    "end_users",
    Rule.AMEND,
    "The EndUser is updated with all its attributes, and the bundle submitted again (P13).",
)
_POLICY = Row("policy_sid", Rule.REPLACE, "A bundle keeps the policy it was created under.")

PROFILE = Policy(
    "Profile",
    (
        _MARK,
        _EMAIL,
        _POLICY,
        _END_USERS,
        _CALLBACK,
        _ORDER_ONLY,
        Row("address", Rule.AMEND, "The Address is updated, and the profile submitted again (P13)."),
        Row(
            "primary_profile_sid",
            Rule.REPLACE,
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
        Row("profile_sid", Rule.REPLACE, "A trust bundle speaks for the profile it was assigned (T4)."),
    ),
)
