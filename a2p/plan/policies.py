"""The rule book: for each field of each resource, what a change of it means, and the sentence why."""

from dataclasses import dataclass
from enum import Enum


class Rule(Enum):
    """What a changed field leads to."""

    AMEND = "amended in place"
    LOCKED = "amended in place until approved, replaced after"
    REPLACE = "replaced"
    UNTIL_SUBMITTED = "amended in place while open; under review and approved it waits for a correction"
    ORDER = "no difference of its own"
    GATE = "opens a gate while the resource waits; no difference after"


@dataclass(frozen=True)
class Row:
    """One field of one resource."""

    field: str
    rule: Rule
    why: str


@dataclass(frozen=True)
class Policy:
    """
    All rows of one resource.

    gone_is_replaced: when the object has vanished, its successor has another SID, so the resource is
    replaced; otherwise (a Campaign, a number: named by what they belong to) it is registered again in place.
    """

    resource: str
    rows: tuple[Row, ...]
    gone_is_replaced: bool = True

    def row(self, field: str) -> Row:
        """The row of a field; a field without one is a mistake of ours (a test looks for it)."""
        return next(row for row in self.rows if row.field == field)


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

BRAND = Policy(
    "Brand",
    (
        Row("profile_sid", Rule.REPLACE, "A Brand is made from its two bundles (B1)."),
        Row("trust_bundle_sid", Rule.REPLACE, "A Brand is made from its two bundles (B1)."),
        Row("brand_type", Rule.REPLACE, "Another brand type is another registration at TCR."),
        Row("mock", Rule.REPLACE, "A mock Brand never becomes a real one."),
        Row(
            "skip_automatic_sec_vet",
            Rule.REPLACE,
            "Low-volume standard and standard are different registrations.",
        ),
        Row(
            "brand_revision", Rule.AMEND, "What the Brand is made of has changed: it is submitted again (B5)."
        ),
    ),
)

BRAND_REVISION = Policy(
    "BrandRevision",
    (
        Row(
            "digest",
            Rule.REPLACE,
            "Replaced so that the Campaign is deleted before the Brand is touched (B5).",
        ),
    ),
)

MESSAGING_SERVICE = Policy(
    "MessagingService",
    (
        Row("friendly_name", Rule.AMEND, _MARK_WHY),
        *(
            Row(name, Rule.AMEND, "A setting of the Messaging Service; no review.")
            for name in (
                "usecase",
                "inbound_request_url",
                "inbound_method",
                "fallback_url",
                "fallback_method",
                "status_callback",
                "sticky_sender",
                "mms_converter",
                "smart_encoding",
                "area_code_geomatch",
                "validity_period",
                "use_inbound_webhook_on_number",
            )
        ),
    ),
)

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
        Row("description", Rule.AMEND, _SEVEN),
        Row("message_flow", Rule.AMEND, _SEVEN),
        Row("message_samples", Rule.AMEND, _SEVEN),
        Row(
            "privacy_policy_url",
            Rule.AMEND,
            "Twilio's API takes it with an update; the Campaign is reviewed again.",
        ),
        Row(
            "terms_and_conditions_url",
            Rule.AMEND,
            "Twilio's API takes it with an update; the Campaign is reviewed again.",
        ),
        *(
            Row(name, Rule.LOCKED, _LOCKED)
            for name in ("has_embedded_links", "has_embedded_phone", "age_gated", "direct_lending")
        ),
        *(
            Row(name, Rule.REPLACE, _FIXED)
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
        Row(
            "brand_type", Rule.ORDER, "The Brand's own; a change of it replaces the Brand, and this with it."
        ),
        Row(
            "brand_revision",
            Rule.REPLACE,
            "No Brand is edited while a Campaign hangs on it: the Campaign makes way and comes back (B5).",
        ),
    ),
    gone_is_replaced=False,
)

PHONE_NUMBER_ASSOCIATION = Policy(
    "PhoneNumberAssociation",
    (
        Row("messaging_service_sid", Rule.REPLACE, "An association is of one number with one service."),
        Row("phone_number_sid", Rule.REPLACE, "An association is of one number with one service."),
        Row("campaign_stage", Rule.GATE, "A number is associated once its Campaign is registered (N2)."),
    ),
    gone_is_replaced=False,
)
