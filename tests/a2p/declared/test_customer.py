"""What a customer registers of each resource, the digest of its Brand, and which texts are personal."""

from __future__ import annotations

import pytest

from a2p.specs import BrandSpec, CampaignSpec, MessagingServiceSpec, ProfileSpec, TrustBundleSpec
from a2p.specs.codec import decode_spec
from tests.support.declarations import EXAMPLES, customer

SAMPLE = "Acme Sandwich: your order [number] is ready. Reply STOP to opt out."
TEXT = "The customers who asked for it are told by text when their order is ready."

BRAND_AFFECTING: list[tuple[str, dict[str, object]]] = [
    ("example", {"primary_profile_sid": "BU" + "0" * 32}),
    ("example", {"profile__email": "j.doe@janesgardencare.com"}),
    ("example", {"profile__first_name": "Janet"}),
    ("example", {"profile__last_name": "Roe"}),
    ("example", {"profile__phone_number": "+14155550125"}),
    ("example", {"profile__address__customer_name": "J Doe"}),
    ("example", {"profile__address__street": "1235 Valencia St"}),
    ("example", {"profile__address__street_secondary": "Apt C"}),
    ("example", {"profile__address__street_secondary": None}),
    ("example", {"profile__address__city": "Oakland"}),
    ("example", {"profile__address__region": "NY"}),
    ("example", {"profile__address__postal_code": "94111"}),
    (
        "example",
        {
            "profile__address__iso_country": "CA",
            "profile__address__region": "ON",
            "profile__address__postal_code": "K1A 0B1",
        },
    ),
    ("example", {"trust_bundle__brand_name": "Jane's Gardens"}),
    ("example", {"trust_bundle__mobile_phone_number": "+14155550126"}),
    ("example", {"trust_bundle__vertical": "RETAIL"}),
    ("example", {"trust_bundle__vertical": None}),
    ("example", {"brand__mock": True}),
    ("example", {"brand__submission": 2}),
    ("example-standard", {"brand__skip_automatic_sec_vet": False}),
    ("example-standard", {"brand__mock": True}),
    ("example-standard", {"profile__business__business_name": "Acme"}),
    ("example-standard", {"profile__business__business_identity": "unknown"}),
    ("example-standard", {"profile__business__business_type": "Corporation"}),
    ("example-standard", {"profile__business__business_industry": "RETAIL"}),
    ("example-standard", {"profile__business__business_registration_identifier": "CBN"}),
    ("example-standard", {"profile__business__business_registration_number": "12-3456780"}),
    ("example-standard", {"profile__business__business_regions_of_operation": "EUROPE"}),
    ("example-standard", {"profile__business__website_url": "https://acme.com"}),
    ("example-standard", {"profile__business__social_media_profile_urls": ""}),
    ("example-standard", {"profile__authorized_representative_1__business_title": "Boss"}),
    ("example-standard", {"profile__authorized_representative_2": None}),
    ("example-standard", {"trust_bundle__company_type": "public"}),
    ("example-standard", {"trust_bundle__stock_exchange": "NYSE"}),
    ("example-standard", {"trust_bundle__stock_ticker": "ACME"}),
    ("example-standard", {"trust_bundle__brand_contact_email": "legal@acmesandwich.com"}),
]
NOT_BRAND_AFFECTING: list[tuple[str, dict[str, object]]] = [
    ("example", {"profile__status_callback": "https://other.example.com/"}),
    ("example", {"profile__status_callback": None}),
    ("example", {"trust_bundle__status_callback": None}),
    ("example", {"campaign__description": TEXT}),
    ("example", {"campaign__message_flow": TEXT}),
    ("example", {"campaign__message_samples": [SAMPLE, SAMPLE]}),
    ("example", {"campaign__age_gated": True}),
    ("example", {"campaign__direct_lending": True}),
    ("example", {"campaign__subscriber_opt_in": None}),
    ("example", {"messaging_service__sticky_sender": False}),
    ("example", {"messaging_service": None}),
    ("example", {"phone_numbers": None}),
    ("example", {"profile__address__customer_name": None}),
    ("example", {"otp__resend": "never"}),
    ("example-standard", {"brand__vetting": {"provider": "aegis"}}),
    ("example-standard", {"campaign__us_app_to_person_usecase": "MIXED"}),
]


def changed(changes: dict[str, object]) -> str:
    """The key a row of a table changes, as its id."""
    return next(iter(changes)).replace("__", ".")


@pytest.mark.parametrize(
    ("name", "changes"),
    BRAND_AFFECTING,
    ids=[f"{changed(c)}{'-' * (None in c.values())}" for _, c in BRAND_AFFECTING],
)
def test_what_the_brand_is_made_of_changes_the_digest(name: str, changes: dict[str, object]) -> None:
    assert customer(name, **changes).digest_revision() != customer(name).digest_revision()


@pytest.mark.parametrize(
    ("name", "changes"), NOT_BRAND_AFFECTING, ids=[changed(c) for _, c in NOT_BRAND_AFFECTING]
)
def test_nothing_else_changes_the_digest(name: str, changes: dict[str, object]) -> None:
    assert customer(name, **changes) != customer(name)
    assert customer(name, **changes).digest_revision() == customer(name).digest_revision()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_digest_is_sixteen_hexadecimal_digits_and_the_same_every_time(name: str) -> None:
    digest = customer(name).digest_revision()

    assert len(digest) == 16
    assert int(digest, 16)
    assert customer(name).digest_revision() == digest


def test_a_first_submission_is_in_no_digest_so_that_older_ones_stay_what_they_are() -> None:
    assert (
        customer(brand__submission=None).digest_revision() == customer(brand__submission=1).digest_revision()
    )


def test_a_brand_is_told_how_its_otp_is_sent_and_who_vets_it() -> None:
    sole = customer(otp__max_total=2)
    company = customer(
        "example-standard", brand__vetting={"provider": "campaign-verify", "vetting_id": "cv|1.0|token"}
    )

    assert sole.brand_inputs()["otp"] == {"resend": "after_expiry", "max_total": 2}
    assert sole.vetting_provider is None
    assert company.brand_inputs()["vetting"]["vetting_id"] == "cv|1.0|token"
    assert company.vetting_provider == "campaign-verify"
    assert "vetting" not in customer("example-standard").brand_inputs()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_inputs_of_every_resource_are_what_its_spec_reads(name: str) -> None:
    declared = customer(name)

    profile = decode_spec(ProfileSpec, declared.profile_inputs("a2p/x"))
    bundle = decode_spec(TrustBundleSpec, {**declared.trust_bundle_inputs("a2p/x"), "profile_sid": "BU1"})
    brand = decode_spec(
        BrandSpec, {**declared.brand_inputs(), "profile_sid": "BU1", "trust_bundle_sid": "BU2"}
    )
    service = decode_spec(MessagingServiceSpec, declared.messaging_service_inputs("a2p/x"))
    campaign = decode_spec(
        CampaignSpec, {**declared.campaign_inputs(), "brand_sid": "BN1", "messaging_service_sid": "MG1"}
    )

    assert (profile.friendly_name, bundle.friendly_name, service.friendly_name) == ("a2p/x",) * 3
    assert profile.end_users == declared.profile.end_users
    assert bundle.end_users == declared.trust_bundle.end_users
    assert brand.brand_type == campaign.brand_type == declared.brand.brand_type
    assert campaign.message_samples == declared.campaign.message_samples


def test_the_policies_are_those_of_the_kind_of_customer() -> None:
    sole, company = customer(), customer("example-standard")

    assert sole.profile_inputs("m")["policy_sid"] == "RN806dd6cd175f314e1f96a9727ee271f4"
    assert sole.trust_bundle_inputs("m")["policy_sid"] == "RN670d5d2e282a6130ae063b234b6019c8"
    assert company.profile_inputs("m")["policy_sid"] == "RNdfbf3fae0e1107f8aded0e7cead80bf5"
    assert company.trust_bundle_inputs("m")["policy_sid"] == "RNb0d4771c2c98518d916a3d4cd70a8f8b"


def test_who_answers_stop_is_not_sent_to_twilio() -> None:
    assert "opt_out_management" not in customer().campaign_inputs()


def test_an_address_without_a_name_gets_the_customers_own() -> None:
    sole = customer(profile__address__customer_name=None)
    company = customer("example-standard", profile__address__customer_name=None)

    assert sole.profile_inputs("m")["address"]["customer_name"] == "Jane Doe"
    assert company.profile_inputs("m")["address"]["customer_name"] == "Acme Sandwich Company LLC"


@pytest.mark.parametrize("address_name", ["Jane Doe", None])
def test_the_examples_sole_proprietor_quotes_nothing_personal(address_name: str | None) -> None:
    assert customer(profile__address__customer_name=address_name).list_personal_texts() == frozenset()


@pytest.mark.parametrize(
    ("name", "quoted", "why"),
    [
        ("example", "Write to jane.doe@janesgardencare.com for more.", "the e-mail address"),
        ("example", "Jane Doe, gardener, San Francisco.", "the person's name"),
        ("example", "Come to 1234 Valencia St for your plants.", "the street"),
        ("example", "Call +14155550123 for help with this.", "the phone as declared"),
        ("example", "Call (415) 555-0123 for help with this.", "the phone as people write it"),
        ("example", "Call 415.555.0124 for help with this.", "the mobile phone"),
        ("example-standard", "Write to maria.gonzalez@acmesandwich.com.", "a representative's e-mail"),
        ("example-standard", "Ask for Maria Gonzalez at the counter.", "a representative's name"),
        ("example-standard", "Call +1 415-555-0188 for the manager.", "the second representative's phone"),
        ("example-standard", "Our EIN is 123456789, for your records.", "the EIN, without its dash"),
        ("example-standard", "Write to legal@acmesandwich.com for more.", "the brand's contact"),
        ("example-standard", 'Acme "The" Holding, 500 Howard', "the address's own name"),
    ],
    ids=lambda value: value if len(value) < 40 and " " in value else "",
)
def test_a_text_that_quotes_personal_data_is_kept_as_a_secret(name: str, quoted: str, why: str) -> None:
    text = f"{quoted} Reply STOP to opt out of these messages."
    more: dict[str, object] = {}
    if name == "example-standard":
        more["trust_bundle__brand_contact_email"] = "legal@acmesandwich.com"
        more["profile__address__customer_name"] = 'Acme "The" Holding'
        more["campaign__description"] = TEXT

    declared = customer(name, campaign__message_samples=[text, SAMPLE], **more)

    assert "message_samples" in declared.list_personal_texts(), why
    assert "description" not in declared.list_personal_texts()
