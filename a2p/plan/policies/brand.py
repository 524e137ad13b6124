"""Brand, and the revision that orders its edits."""

from a2p.plan.rows import Policy, Row, Rule

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
