"""Brand, and the revision that orders its edits."""

from a2p.plan.brand_status import MOST_RESUBMISSIONS
from a2p.plan.field_rules import ChangeRule, FieldRule, Limit, Policy
from a2p.plan.policies.removals import BOUGHT_NUMBERS, REMOVED, REMOVED_BOUGHT_NUMBERS

BRAND = Policy(
    "Brand",
    (
        FieldRule("profile_sid", ChangeRule.REPLACE, "A Brand is made from its two bundles (B1)."),
        FieldRule("trust_bundle_sid", ChangeRule.REPLACE, "A Brand is made from its two bundles (B1)."),
        FieldRule("brand_type", ChangeRule.REPLACE, "Another brand type is another registration at TCR."),
        FieldRule("mock", ChangeRule.REPLACE, "A mock Brand never becomes a real one."),
        FieldRule(
            "skip_automatic_sec_vet",
            ChangeRule.REPLACE,
            "Low-volume standard and standard are different registrations.",
        ),
        FieldRule(
            "brand_revision",
            ChangeRule.AMEND,
            "What the Brand is made of has changed: it is submitted again (B5).",
        ),
        FieldRule(
            "submission",
            ChangeRule.AMEND,
            "Another number submits the Brand again as it is; so does a passing error, by itself.",
        ),
        FieldRule(
            "otp",
            ChangeRule.DUE,
            "An OTP is valid for 24 hours, and later ones come on demand only (O2, O4).",
        ),
        FieldRule(
            "vetting",
            ChangeRule.DUE,
            "A declared vetting is asked for once, as soon as the Brand is APPROVED.",
        ),
        FieldRule(
            "authentication",
            ChangeRule.DUE,
            "The link in an e-mail of Authentication+ works for 7 days; then another one is sent, up to the "
            "declared number (U8).",
        ),
    ),
    is_renamed_when_registered=True,
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
        FieldRule(
            "digest",
            ChangeRule.REPLACE,
            "Replaced so that the Campaign is deleted before the Brand is touched (B5).",
        ),
        FieldRule(
            "parts",
            ChangeRule.REPLACE,
            "A part of the Brand was changed at Twilio, so it is put right in the order of B5.",
        ),
        FieldRule(
            "brand",
            ChangeRule.ORDER,
            "The Brand's kind: another kind is another Brand, and no edit of this one.",
        ),
        FieldRule("mark", ChangeRule.ORDER, "Our mark: the name by which the parts are found at Twilio."),
        FieldRule(
            "service",
            ChangeRule.ORDER,
            "By it the service is found whose Campaign has to be gone by then (B5).",
        ),
        FieldRule(
            "campaigns",
            ChangeRule.ORDER,
            "By them the services are found where there are several Campaigns: each has to be gone by then.",
        ),
        REMOVED,
        BOUGHT_NUMBERS,
        REMOVED_BOUGHT_NUMBERS,
    ),
    replacement="what the Brand is made of has changed: its parts are edited in the order of B5",
)
