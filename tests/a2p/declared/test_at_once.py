"""All errors of a file are told at once: of single fields, of rules between keys, of the brand type."""

from __future__ import annotations

import pytest

from tests.support.declaration_errors import complaint, complaints

SAMPLE = "Jane's Garden Care: your visit is confirmed. Reply STOP to opt out."
A, B = "PN" + "a" * 32, "PN" + "b" * 32
VERTICALS = (
    "AGRICULTURE, COMMUNICATION, CONSTRUCTION, EDUCATION, ENERGY, ENTERTAINMENT, FINANCIAL, GAMBLING, "
    "GOVERNMENT, HEALTHCARE, HOSPITALITY, HUMAN_RESOURCES, INSURANCE, LEGAL, MANUFACTURING, NGO, POLITICAL, "
    "POSTAL, PROFESSIONAL, REAL_ESTATE, RETAIL, TECHNOLOGY, TRANSPORTATION"
)


def test_all_errors_are_told_in_the_order_of_the_file_with_key_rule_and_value() -> None:
    told = complaint(
        campain={},
        zebra=1,
        phone_numbers=[A, "PN1", B],
        campaign__message_samples=[SAMPLE, "Message Sample 1", *[SAMPLE] * 4],
        campaign__has_embedded_links="perhaps",
        campaign__descripton="x",
        campaign__opt_in_keywords=None,
        messaging_service__validity_period=40000,
        brand__mocks=True,
        trust_bundle__vertical="GARDENING",
        profile__phone_number="415 555 0123",
        primary_profile_sid="BU123",
        allowTrafficLoss="yes",
        wait="soon",
    )

    assert told.splitlines() == [
        "stacks/Pulumi.example.yaml is not valid (15):",
        "  - wait: a duration such as 90s, 5m or 1h, or seconds, needed, not 'soon'",
        "  - allowTrafficLoss: true or false needed, not 'yes'",
        "  - primary_profile_sid: a SID needed: BU and 32 hexadecimal digits, not 'BU123'",
        (
            "  - profile.phone_number: not a phone number in E.164 form: "
            "+ and the country code, as in +1 and ten digits"
        ),
        f"  - trust_bundle.vertical: one of {VERTICALS} needed",
        "  - brand.mocks: no such key; did you mean mock?",
        "  - messaging_service.validity_period: 1 to 36000 needed, not 40000",
        "  - campaign.message_samples: 6 samples, 1 to 5 needed (C4)",
        "  - campaign.message_samples[1]: 16 characters, 20 to 1024 needed, not 'Message Sample 1'",
        "  - campaign.has_embedded_links: true or false needed, not 'perhaps'",
        "  - campaign.descripton: no such key; did you mean description?",
        "  - phone_numbers: 3 given, a sole proprietor may have 1 (N1)",
        "  - phone_numbers[1]: a SID needed: PN and 32 hexadecimal digits, not 'PN1'",
        "  - campain: no such key; did you mean campaign?",
        "  - zebra: no such key",
    ]


WRONG: dict[str, object] = {
    "campaign__message_samples": [SAMPLE],
    "campaign__us_app_to_person_usecase": "MARKETING",
    "campaign__opt_in_message": None,
    "campaign__help_keywords": ["HELP"],
    "phone_numbers": [A, B, A],
}
BROKEN = [
    (
        "campaign.us_app_to_person_usecase: 'MARKETING' given, a SOLE_PROPRIETOR Brand has only the "
        "use case SOLE_PROPRIETOR (B6)"
    ),
    "campaign.message_samples: 1 given, the use case MARKETING needs 2 (C4)",
    "campaign.opt_in_message: missing, needed with opt_in_keywords, which it answers (C5)",
    (
        "campaign.help_keywords: Twilio overwrites it unless opt_out_management is self (C5): "
        "remove it, or set opt_out_management: self"
    ),
    f"phone_numbers: '{A}' given 2 times, once needed",
    "phone_numbers: 2 given, a sole proprietor may have 1 (N1)",
]


def test_all_broken_rules_are_told_at_once() -> None:
    assert complaints(**WRONG) == BROKEN


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("campaign__description", "short"),
        ("campaign__zzz", 1),
        ("campaign__age_gated", "perhaps"),
        ("profile", "Jane Doe"),
        ("profile__address__city", None),
        ("brand", None),
        ("brand__mock", []),
        ("wait", "long"),
    ],
)
def test_no_other_error_hides_a_broken_rule(key: str, value: object) -> None:
    told = complaints(**WRONG, **{key: value})

    assert [line for line in told if line in BROKEN] == BROKEN
    assert len(told) == len(BROKEN) + 1


@pytest.mark.parametrize(
    ("given_type", "told"),
    [
        ("PARTNERSHIP", "'PARTNERSHIP' given"),
        ("sole_proprietor", "'sole_proprietor' given"),
        ("", "'' given"),
        ("X" * 90, f"'{'X' * 59}… given"),
        (7, "7 given"),
        (["STANDARD"], "a list given"),
        (None, "missing"),
    ],
    ids=str,
)
def test_an_unknown_brand_type_names_the_two_there_are(given_type: object, told: str) -> None:
    assert complaints(brand__brand_type=given_type) == [
        f"brand.brand_type: {told}, SOLE_PROPRIETOR or STANDARD needed"
    ]


def test_without_a_brand_section_its_type_is_asked_for() -> None:
    assert complaints(brand=None) == ["brand.brand_type: missing, SOLE_PROPRIETOR or STANDARD needed"]


def test_a_text_in_place_of_the_brand_section_is_told_with_what_belongs_there() -> None:
    assert complaints(brand="SOLE_PROPRIETOR") == [
        "brand: a mapping of keys needed, not 'SOLE_PROPRIETOR'",
        "brand.brand_type: missing, SOLE_PROPRIETOR or STANDARD needed",
    ]


@pytest.mark.parametrize("brand_type", ["LLC", None], ids=["unknown", "missing"])
def test_a_profile_with_a_business_is_judged_as_a_companys_whatever_the_brand_type(
    brand_type: str | None,
) -> None:
    what = "'LLC' given" if brand_type else "missing"

    assert complaints(
        "example-standard",
        brand__brand_type=brand_type,
        brand__mock="perhaps",
        profile__business__website_url="acme",
        profile__business__business_registration_number="1",
        campaign__us_app_to_person_usecase="SOLE_PROPRIETOR",
    ) == [
        ("profile.business.business_registration_number: not an EIN: nine digits, a hyphen after the second"),
        "profile.business.website_url: a URL that starts with https:// or http:// needed",
        f"brand.brand_type: {what}, SOLE_PROPRIETOR or STANDARD needed",
        "brand.mock: true or false needed, not 'perhaps'",
        "campaign.us_app_to_person_usecase: SOLE_PROPRIETOR is only for SOLE_PROPRIETOR Brands (B6)",
    ]


def test_any_other_profile_is_judged_as_a_sole_proprietors() -> None:
    assert complaints(brand__brand_type="LLC", profile__email="jane", phone_numbers=[A, B]) == [
        "profile.email: not an e-mail address: an email address must have an @-sign",
        "brand.brand_type: 'LLC' given, SOLE_PROPRIETOR or STANDARD needed",
        "phone_numbers: 2 given, a sole proprietor may have 1 (N1)",
    ]
