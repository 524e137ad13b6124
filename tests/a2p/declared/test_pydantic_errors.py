"""How the error of a single field is worded, and what is suggested for a key nobody knows."""

from __future__ import annotations

import pytest

from tests.support.declaration_errors import complaints

COMPANY = "example-standard"
SHORT = 40  # a longer text would make an unreadable test id


def short(value: object) -> str:
    return value if isinstance(value, str) and len(value) < SHORT else ""


@pytest.mark.parametrize(
    ("changes", "line", "why"),
    [
        ({"campaign__description": None}, "campaign.description: missing", "a key that is needed"),
        ({"profile": None}, "profile: missing", "a section that is needed"),
        ({"profile": "Jane Doe"}, "profile: a mapping of keys needed", "a text for a section"),
        ({"profile": []}, "profile: a mapping of keys needed, not a list", "a list for a section"),
        (
            {"campaign__description": {"a": 1}},
            "campaign.description: a text needed, not a mapping of keys",
            "a mapping for a text",
        ),
        ({"campaign__age_gated": 2}, "campaign.age_gated: true or false needed, not 2", "neither"),
        (
            {"messaging_service__validity_period": "an hour"},
            "messaging_service.validity_period: a whole number needed, not 'an hour'",
            "a text for a number",
        ),
        (
            {"messaging_service__validity_period": 1.5},
            "messaging_service.validity_period: a whole number needed, not 1.5",
            "a fraction",
        ),
        (
            {"messaging_service__inbound_method": "PUT"},
            "messaging_service.inbound_method: GET or POST needed, not 'PUT'",
            "one of two",
        ),
        (
            {"messaging_service__usecase": "spam"},
            (
                "messaging_service.usecase: one of notifications, marketing, verification, discussion, poll, "
                "undeclared needed, not 'spam'"
            ),
            "one of many",
        ),
        ({"phone_numbers": "PN1"}, "phone_numbers: a list needed, not 'PN1'", "one number is still a list"),
        (
            {"campaign__message_samples": "Hello"},
            "campaign.message_samples: a list needed, not 'Hello'",
            "one sample is still a list",
        ),
        (
            {"campaign__opt_in_message": "x" * 400},
            f"campaign.opt_in_message: 400 characters, 20 to 320 needed, not '{'x' * 59}…",
            "a long value is cut",
        ),
    ],
    ids=short,
)
def test_an_error_names_the_dotted_key_and_the_rule(changes: dict[str, object], line: str, why: str) -> None:
    assert complaints(**changes) == [line], why


@pytest.mark.parametrize(
    ("name", "key", "value", "told"),
    [
        ("example", "profile.address.postal_code", 94110, "a text needed, not a number: put it in quotes"),
        (
            COMPANY,
            "profile.business.business_registration_number",
            123456789,
            "a text needed, not a number: put it in quotes",
        ),
        ("example", "profile.first_name", True, "a text needed, not true or false: put it in quotes"),
        ("example", "campaign.description", 17, "a text needed, not the number 17: put it in quotes"),
        ("example", "campaign.description", False, "a text needed, not false: put it in quotes"),
        (COMPANY, "trust_bundle.stock_ticker", 1.5, "a text needed, not a number: put it in quotes"),
    ],
    ids=["postal code", "EIN", "name", "description", "off", "ticker"],
)
def test_what_yaml_reads_as_a_number_belongs_in_quotes(name: str, key: str, value: object, told: str) -> None:
    assert complaints(name, **{key.replace(".", "__"): value}) == [f"{key}: {told}"]


def test_an_entry_of_a_list_is_told_by_its_place() -> None:
    samples = [17, "Jane's Garden Care: see you tomorrow.", ["x"]]

    assert complaints(campaign__message_samples=samples, phone_numbers=[None]) == [
        "campaign.message_samples[0]: a text needed, not the number 17: put it in quotes",
        "campaign.message_samples[2]: a text needed, not a list",
        "phone_numbers[0]: empty, a text needed",
    ]


@pytest.mark.parametrize("usecase", ["Low_Volume", "LOW VOLUME", ""])
def test_a_use_case_is_written_in_capitals(usecase: str) -> None:
    assert complaints(COMPANY, campaign__us_app_to_person_usecase=usecase) == [
        (
            "campaign.us_app_to_person_usecase: capital letters, digits and _ needed, as in LOW_VOLUME, "
            f"not {usecase!r}"
        )
    ]


@pytest.mark.parametrize("country", ["USA", "gb", "Germany\n"])
def test_a_companys_country_has_two_letters(country: str) -> None:
    assert complaints(COMPANY, profile__address__iso_country=country) == [
        "profile.address.iso_country: two capital letters needed, as in US"
    ]


@pytest.mark.parametrize(
    ("key", "told", "why"),
    [
        ("campain", "no such key; did you mean campaign?", "a section"),
        ("PhoneNumbers", "no such key; did you mean phone_numbers?", "another spelling of it"),
        ("baseurl", "no such key; did you mean baseUrl?", "an option"),
        ("allow_traffic_loss", "no such key; did you mean allowTrafficLoss?", "another spelling of it"),
        ("email", "no such key", "nothing like it at this place"),
        ("campaign.descripton", "no such key; did you mean description?", "in a section"),
        ("profile.address.postal-code", "no such key; did you mean postal_code?", "two levels down"),
        ("profile.address.zip", "no such key", "nothing like it"),
        ("profile.business", "no such key", "a sole proprietor has no tax ID to put there"),
    ],
    ids=short,
)
def test_a_key_nobody_knows_gets_a_suggestion_if_one_is_close(key: str, told: str, why: str) -> None:
    assert complaints(**{key.replace(".", "__"): {"business_name": "x"}}) == [f"{key}: {told}"], why


def test_an_optional_section_is_known_by_its_keys_too() -> None:
    assert complaints(COMPANY, profile__authorized_representative_2__buisness_title="Boss") == [
        "profile.authorized_representative_2.buisness_title: no such key; did you mean business_title?"
    ]
