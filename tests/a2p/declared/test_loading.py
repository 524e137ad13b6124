"""What is told of a wrong declaration: everything at once, where it is, and nothing personal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from a2p.declared import DeclarationError, load
from a2p.declared.loading import dotted
from tests.a2p.declared.errors import complaint, complaints
from tests.a2p.samples import customer, declaration

LONG = "Jane's Garden Care: your visit is confirmed. Reply STOP to opt out."


def test_all_errors_of_a_file_are_told_at_once_with_file_key_rule_and_value() -> None:
    told = complaint(
        primary_profile_sid="BU123",
        profile__phone_number="415 555 0123",
        campaign__message_samples=[LONG, "Message Sample 1"],
        campaign__has_embedded_links="perhaps",
        messaging_service__validity_period=40000,
        trust_bundle__vertical="GARDENING",
        brand__mocks=True,
    )

    assert told.splitlines() == [
        "stacks/Pulumi.example.yaml is not valid (7):",
        "  - primary_profile_sid: a SID needed: BU and 32 hexadecimal digits, not 'BU123'",
        "  - profile.phone_number: not a phone number in E.164 form, such as +14155550123",
        (
            "  - trust_bundle.vertical: Input should be 'AGRICULTURE', 'COMMUNICATION', 'CONSTRUCTION', "
            "'EDUCATION', 'ENERGY', 'ENTERTAINMENT', 'FINANCIAL', 'GAMBLING', 'GOVERNMENT', 'HEALTHCARE', "
            "'HOSPITALITY', 'HUMAN_RESOURCES', 'INSURANCE', 'LEGAL', 'MANUFACTURING', 'NGO', "
            "'POLITICAL', 'POSTAL', 'PROFESSIONAL', 'REAL_ESTATE', 'RETAIL', 'TECHNOLOGY' or 'TRANSPORTATION'"
        ),
        "  - brand.mocks: no such key",
        "  - messaging_service.validity_period: Input should be less than or equal to 36000, not 40000",
        "  - campaign.message_samples[1]: 16 characters, 20 to 1024 needed, not 'Message Sample 1'",
        "  - campaign.has_embedded_links: true or false needed, not 'perhaps'",
    ]


@pytest.mark.parametrize(
    ("changes", "line", "why"),
    [
        ({"campaign__descripton": "x"}, "campaign.descripton: no such key", "a typing error in a section"),
        ({"campain": {}}, "campain: no such key", "a typing error in a section's name"),
        ({"profile__address__zip": "1"}, "profile.address.zip: no such key", "two levels down"),
        ({"campaign__description": None}, "campaign.description: missing", "a key that is needed"),
        ({"profile": None}, "profile: missing", "a section that is needed"),
        ({"profile": "Jane Doe"}, "profile: a mapping of keys needed", "a text where a section belongs"),
        (
            {"profile__address__postal_code": 94110},
            "profile.address.postal_code: a text needed (in quotes, where YAML would read a number)",
            "YAML reads an unquoted postal code as a number",
        ),
        (
            {"campaign__description": 17},
            "campaign.description: a text needed (in quotes, where YAML would read a number), not 17",
            "what is not personal is shown",
        ),
        (
            {"phone_numbers": "PN1"},
            "phone_numbers: a list needed, not 'PN1'",
            "one number is still a list",
        ),
        (
            {"campaign__message_samples": "Hello"},
            "campaign.message_samples: a list needed, not 'Hello'",
            "one sample is still a list",
        ),
        (
            {"campaign__help_message": "x" * 400, "campaign__opt_out_management": "self"},
            f"campaign.help_message: 400 characters, 20 to 320 needed, not '{'x' * 59}…",
            "a long value is cut",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 50 else "",
)
def test_an_error_names_the_dotted_key_and_the_rule(changes: dict[str, object], line: str, why: str) -> None:
    assert complaints(**changes) == [line], why


@pytest.mark.parametrize("given_type", ["PARTNERSHIP", "", "sole_proprietor"])
def test_an_unknown_brand_type_names_the_two_there_are(given_type: str) -> None:
    assert complaints(brand__brand_type=given_type) == [
        f"brand.brand_type: {given_type!r}, SOLE_PROPRIETOR or STANDARD needed"
    ]


@pytest.mark.parametrize("section", [None, "SOLE_PROPRIETOR"])
def test_without_a_brand_section_the_brand_type_is_asked_for(section: object) -> None:
    assert complaints(brand=section) == ["brand.brand_type: None, SOLE_PROPRIETOR or STANDARD needed"]


def test_every_part_of_a_declaration_is_frozen() -> None:
    loaded = customer()

    for part, field in (
        (loaded, "campaign"),
        (loaded.profile, "email"),
        (loaded.profile.address, "street"),
        (loaded.campaign, "description"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, field, "x")
    assert isinstance(loaded.campaign.message_samples, tuple)
    assert isinstance(loaded.phone_numbers, tuple)


PERSONAL = {
    "profile__email": "jane.q.secret@@personal-domain.com",
    "profile__first_name": "Jane-Secret " * 20,
    "profile__last_name": "",
    "profile__phone_number": "6505550177 secret",
    "profile__address__street": "1234 Secret Street " * 20,
    "profile__address__region": "Secret Region " * 20,
    "profile__address__city": 12345678,
    "profile__address__iso_country": "SECRETLAND",
    "trust_bundle__brand_name": "Secret Jane LLC",
    "trust_bundle__mobile_phone_number": "+442079460958",
}


def test_no_personal_value_is_ever_told_of_a_sole_proprietor() -> None:
    told = complaint(**PERSONAL)

    assert len(told.splitlines()) == 1 + len(PERSONAL)
    for secret in ("secret", "personal", "jane", "1234", "6505550177", "2079460958"):
        assert secret not in told.lower()


def test_no_personal_value_is_ever_told_of_a_company() -> None:
    told = complaint(
        "example-standard",
        profile__business__business_registration_number="12-34567",
        profile__authorized_representative_1__email="secret at example.com",
        profile__authorized_representative_1__phone_number="1-800-SECRET",
        trust_bundle__brand_contact_email="secret",
    )

    assert len(told.splitlines()) == 5
    assert "secret" not in told.lower()
    assert "12-34567" not in told.replace("12-3456789", "")


def test_a_rule_between_several_keys_names_the_first_of_them_by_its_whole_key() -> None:
    assert complaints(campaign__message_samples=[LONG]) == [
        "campaign.message_samples: 1 given, the use case SOLE_PROPRIETOR needs 2 (C4)"
    ]
    assert complaints("example-standard", profile__business__business_registration_number="1") == [
        "profile.business.business_registration_number: not an EIN: nine digits, as in 12-3456789"
    ]


def test_an_error_of_the_declaration_is_one_of_ours() -> None:
    with pytest.raises(DeclarationError, match=r"^stacks/x\.yaml is not valid"):
        load({}, file="stacks/x.yaml")


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from([*declaration(), "brand"]), st.text() | st.integers() | st.none()))
def test_whatever_stands_in_a_section_the_answer_is_a_declaration_error(wrong: dict[str, object]) -> None:
    config = declaration() | wrong | {"campaign": {}}

    with pytest.raises(DeclarationError):
        load(config, file="f")


@pytest.mark.parametrize(
    ("location", "key"),
    [
        (("campaign", "message_samples", 1), "campaign.message_samples[1]"),
        (("phone_numbers", 0), "phone_numbers[0]"),
        (("brand",), "brand"),
        ((), ""),
    ],
)
def test_a_location_is_written_as_a_dotted_key(location: tuple[int | str, ...], key: str) -> None:
    assert dotted(location) == key
