"""Brand, and the revision that orders its edits."""

from a2p.plan.rows import Limit, Policy, Row, Rule

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
    limit=Limit(
        3,
        "it has been submitted again 3 times, and Twilio takes no fourth (21724).",
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
    ),
)
