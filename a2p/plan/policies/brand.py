"""Brand, and the revision that orders its edits."""

from a2p.plan.brand_status import MOST_RESUBMISSIONS
from a2p.plan.field_rules import Limit, Policy, Row, Rule

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
        Row(
            "submission",
            Rule.AMEND,
            "Another number submits the Brand again as it is; so does a passing error, by itself.",
        ),
        Row("otp", Rule.DUE, "An OTP is valid for 24 hours, and later ones come on demand only (O2, O4)."),
        Row(
            "vetting",
            Rule.DUE,
            "A declared vetting is asked for once, as soon as the Brand is APPROVED (requirements 1.6).",
        ),
    ),
    limit=Limit(
        MOST_RESUBMISSIONS,
        f"it has been submitted again {MOST_RESUBMISSIONS} times, and Twilio takes no more (21724).",
        "take the change back, and ask Twilio Support",
        payable=False,
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
        Row(
            "parts",
            Rule.REPLACE,
            "A part of the Brand was changed at Twilio, so it is put right in the order of B5.",
        ),
        Row("mark", Rule.ORDER, "Our mark: the name by which the parts are found at Twilio."),
        Row("service", Rule.ORDER, "By it the service is found whose Campaign has to be gone by then (B5)."),
    ),
)
