"""The forms of single values: names, phones, countries, addresses, keywords."""

from __future__ import annotations

import pytest

from tests.support.declaration_errors import complaints
from tests.support.declarations import customer


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Jane's Gardens LLC", "LLC"),
        ("Jane's Gardens, L.L.C.", "L.L.C."),
        ("jane inc", "inc"),
        ("Jane Inc.", "Inc."),
        ("Jane Corp", "Corp"),
        ("Doe Corporation", "Corporation"),
        ("Jane & Doe LLP", "LLP"),
    ],
)
def test_a_sole_proprietor_with_a_companys_name_is_refused(name: str, form: str) -> None:
    assert complaints(trust_bundle__brand_name=name) == [
        (
            f"trust_bundle.brand_name: {form!r} names a company. A company has a tax ID and registers as "
            "STANDARD; as a sole proprietor it would be rejected with 30915 and pay again (G10)"
        )
    ]


@pytest.mark.parametrize("name", ["Lincoln Gardens", "Incredible Jane", "Jane Doe", "Zoë 🌱 Gärten", "佐藤"])
def test_a_name_that_only_holds_such_letters_is_taken(name: str) -> None:
    assert customer(trust_bundle__brand_name=name).trust_bundle.end_users[0].attributes["brand_name"] == name


@pytest.mark.parametrize("name", ["jane@janesgardencare.com", "AC" + "0" * 32])
def test_an_identifier_is_no_name(name: str) -> None:
    assert complaints(trust_bundle__brand_name=name) == [
        "trust_bundle.brand_name: an identifier, where the business's or person's real name belongs (T2)"
    ]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            "+442079460958",
            "not a US or Canadian number, which a sole proprietor's mobile must be (P12)",
        ),
        (
            "+18765551234",
            "not a US or Canadian number, which a sole proprietor's mobile must be (P12)",
        ),
        ("4155550123", "not a phone number in E.164 form: + and the country code, as in +1 and ten digits"),
        (
            "+1 415 555 0123",
            "not a phone number in E.164 form: + and the country code, as in +1 and ten digits",
        ),
        ("+1415555", "no such phone number: too long, too short, or an unknown country"),
        (
            "+18885550123",
            "a toll-free number, which no mobile phone has; the text message goes to a mobile (O1)",
        ),
    ],
    ids=["British", "Jamaican, +1 as well", "no country", "with blanks", "too short", "toll-free"],
)
def test_a_mobile_that_no_text_message_can_reach_is_refused(number: str, told: str) -> None:
    assert complaints(trust_bundle__mobile_phone_number=number) == [
        f"trust_bundle.mobile_phone_number: {told}"
    ]


@pytest.mark.parametrize("number", ["+14155550123", "+16045550123", "+17875551234"], ids=["US", "CA", "PR"])
def test_a_mobile_of_the_us_its_territories_or_canada_is_taken(number: str) -> None:
    information = customer(trust_bundle__mobile_phone_number=number).trust_bundle.end_users[0]

    assert information.attributes["mobile_phone_number"] == number


@pytest.mark.parametrize("country", ["GB", "MX", "us"])
def test_a_sole_proprietor_is_in_the_us_or_canada(country: str) -> None:
    assert complaints(profile__address__iso_country=country) == [
        "profile.address.iso_country: US or CA needed"
    ]


def test_a_company_may_be_anywhere() -> None:
    assert (
        customer("example-standard", profile__address__iso_country="GB").profile.address.iso_country == "GB"
    )


@pytest.mark.parametrize(
    ("url", "why"),
    [("www.x.com", "no scheme"), ("ftp://x.com", "another scheme"), ("https://x.com/a b", "a blank")],
)
def test_a_callback_is_a_url(url: str, why: str) -> None:
    assert complaints(messaging_service__inbound_request_url=url) == [
        (
            "messaging_service.inbound_request_url: a URL that starts with https:// or http:// needed, "
            f"not {url!r}"
        )
    ], why


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("jane", "an email address must have an @-sign"),
        ("jane@", "there must be something after the @-sign"),
        ("jane@secret", "the part after the @-sign is not valid. It should have a period"),
        ("jane doe@x.com", "the email address contains invalid characters before the @-sign"),
        ("jane@[IPv6:secret]", "the IPv6 address in brackets after the @-sign is not valid"),
        (f"jane@{'secret.' * 50}com", "the email address is too long after the @-sign"),
    ],
)
def test_what_is_no_address_is_told_with_the_reason_and_without_the_address(
    address: str, reason: str
) -> None:
    assert complaints(profile__email=address) == [f"profile.email: not an e-mail address: {reason}"]


@pytest.mark.parametrize(
    ("keywords", "told", "why"),
    [
        (["START ME"], ["[0]: letters and digits needed (C3), not 'START ME'"], "a blank"),
        (["START", ""], ["[1]: letters and digits needed (C3), not ''"], "nothing"),
        (
            ["A-B", "OK", "C,D"],
            [
                "[0]: letters and digits needed (C3), not 'A-B'",
                "[2]: letters and digits needed (C3), not 'C,D'",
            ],
            "each by its place",
        ),
        ([True], ["[0]: a text needed, not true: put it in quotes"], "YAML's reading of YES"),
    ],
    ids=["a blank", "nothing", "two of three", "YES"],
)
def test_a_keyword_is_letters_and_digits(keywords: list[object], told: list[str], why: str) -> None:
    expected = [f"campaign.opt_in_keywords{each}" for each in told]

    assert complaints(campaign__opt_in_keywords=keywords) == expected, why
