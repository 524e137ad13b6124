"""The rules of a declaration: the bounds of every text, and what goes together with what."""

from __future__ import annotations

import pytest

from tests.a2p.declared.errors import complaints
from tests.a2p.samples import customer

SAMPLE = "Acme: your order [number] is ready. Reply STOP to opt out."
OWN_OPT_OUT: dict[str, object] = {
    "campaign__opt_out_management": "self",
    "campaign__opt_out_message": "You are opted out. No more messages.",
    "campaign__opt_out_keywords": ["STOP"],
    "campaign__help_message": "Write to help@acmesandwich.com.",
    "campaign__help_keywords": ["HELP"],
}

# (dotted key, least, most): C3, and our own limits for names
BOUNDED = [
    ("campaign__description", 40, 4096),
    ("campaign__message_flow", 40, 2048),
    ("campaign__opt_in_message", 20, 320),
    ("campaign__opt_out_message", 20, 320),
    ("campaign__help_message", 20, 320),
    ("profile__address__street", 1, 100),
    ("profile__address__street_secondary", 1, 100),
    ("profile__address__customer_name", 1, 100),
    ("profile__address__city", 1, 50),
    ("profile__address__region", 1, 50),
    ("profile__address__postal_code", 1, 20),
    ("profile__business__business_name", 1, 100),
    ("profile__business__business_type", 1, 100),
    ("profile__authorized_representative_1__first_name", 1, 100),
    ("profile__authorized_representative_1__last_name", 1, 100),
    ("profile__authorized_representative_1__business_title", 1, 100),
]
IDS = [key.replace("__", ".") for key, *_ in BOUNDED]


def company(**changes: object) -> list[str]:
    """The errors of the example company with an opt-in and an opt-out of its own."""
    opt_in = {
        "campaign__opt_in_message": "Acme: you are opted in.",
        "campaign__opt_in_keywords": ["START"],
    }
    return complaints("example-standard", **(OWN_OPT_OUT | opt_in | changes))


@pytest.mark.parametrize(("key", "least", "most"), BOUNDED, ids=IDS)
@pytest.mark.parametrize(
    "letter", ["a", "é", "文", "\N{WAVING HAND SIGN}"], ids=["ascii", "latin", "cjk", "emoji"]
)
def test_a_text_at_either_bound_is_taken_counted_in_characters(
    key: str, least: int, most: int, letter: str
) -> None:
    base: dict[str, object] = OWN_OPT_OUT | {
        "campaign__opt_in_message": "Acme: you are opted in.",
        "campaign__opt_in_keywords": ["START"],
    }

    shortest = customer("example-standard", **base | {key: letter * least})
    longest = customer("example-standard", **base | {key: letter * most})

    assert shortest != longest


@pytest.mark.parametrize(("key", "least", "most"), BOUNDED, ids=IDS)
def test_a_text_one_character_beyond_a_bound_is_refused(key: str, least: int, most: int) -> None:
    dotted = key.replace("__", ".")
    rule = f"{least} to {most} needed"

    (short,) = company(**{key: "\N{WAVING HAND SIGN}" * (least - 1)})
    (long,) = company(**{key: "\N{WAVING HAND SIGN}" * (most + 1)})

    assert short.startswith(f"{dotted}: {least - 1} characters, {rule}")
    assert long.startswith(f"{dotted}: {most + 1} characters, {rule}")


@pytest.mark.parametrize("length", [20, 1024])
def test_a_sample_at_either_bound_is_taken(length: int) -> None:
    samples = (SAMPLE, "é" * length)

    assert customer(campaign__message_samples=list(samples)).campaign.message_samples == samples


@pytest.mark.parametrize("length", [19, 1025])
def test_a_sample_beyond_a_bound_is_refused_by_its_place(length: int) -> None:
    (told,) = complaints(campaign__message_samples=[SAMPLE, "é" * length])

    assert told.startswith(f"campaign.message_samples[1]: {length} characters, 20 to 1024 needed, not 'éé")


@pytest.mark.parametrize(
    ("usecase", "count", "why"),
    [
        ("LOW_VOLUME", 1, "C4: other use cases need one"),
        ("LOW_VOLUME", 5, "C4: five at most"),
        ("MARKETING", 2, "C4: two at least"),
        ("MIXED", 2, "C4: two at least"),
    ],
)
def test_so_many_samples_are_taken(usecase: str, count: int, why: str) -> None:
    changes = {"campaign__us_app_to_person_usecase": usecase, "campaign__message_samples": [SAMPLE] * count}

    assert len(customer("example-standard", **changes).campaign.message_samples) == count, why


@pytest.mark.parametrize(
    ("name", "usecase", "count", "told"),
    [
        ("example", "SOLE_PROPRIETOR", 0, "0 samples, 1 to 5 needed (C4)"),
        ("example", "SOLE_PROPRIETOR", 6, "6 samples, 1 to 5 needed (C4)"),
        ("example", "SOLE_PROPRIETOR", 1, "1 given, the use case SOLE_PROPRIETOR needs 2 (C4)"),
        ("example-standard", "MARKETING", 1, "1 given, the use case MARKETING needs 2 (C4)"),
        ("example-standard", "MIXED", 1, "1 given, the use case MIXED needs 2 (C4)"),
    ],
)
def test_another_number_of_samples_is_refused(name: str, usecase: str, count: int, told: str) -> None:
    changes = {"campaign__us_app_to_person_usecase": usecase, "campaign__message_samples": [SAMPLE] * count}

    assert complaints(name, **changes) == [f"campaign.message_samples: {told}"]


@pytest.mark.parametrize(
    ("changes", "told", "why"),
    [
        (
            {"campaign__opt_in_keywords": ["START ME"]},
            "campaign.opt_in_keywords: 'START ME' is not alphanumeric (C3)",
            "a blank",
        ),
        (
            {"campaign__opt_in_keywords": [""]},
            "campaign.opt_in_keywords: '' is not alphanumeric (C3)",
            "nothing",
        ),
        (
            {"campaign__opt_in_keywords": ["A" * 128, "B" * 127]},
            "campaign.opt_in_keywords: 256 characters in all, 255 at most (C3)",
            "joined by commas: one too many",
        ),
        (
            {"campaign__opt_in_message": None},
            "campaign.opt_in_message and opt_in_keywords: declare both or neither (C5)",
            "a keyword without its answer",
        ),
        (
            {"campaign__opt_in_keywords": None},
            "campaign.opt_in_message and opt_in_keywords: declare both or neither (C5)",
            "an answer without a keyword",
        ),
        (
            {"campaign__help_message": "Write to help@janesgardencare.com."},
            (
                "campaign.help_message: Twilio overwrites it unless opt_out_management is self (C5). "
                "Remove it, or set opt_out_management: self"
            ),
            "what Twilio would overwrite",
        ),
        (
            {"campaign__opt_out_management": "self", "campaign__help_keywords": ["HELP"]},
            (
                "campaign.opt_out_message, opt_out_keywords, help_message: "
                "needed where opt_out_management is self (C5)"
            ),
            "half of one's own opt-out",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_opt_in_and_opt_out_are_whole_or_not_there(changes: dict[str, object], told: str, why: str) -> None:
    assert complaints(**changes) == [told], why


def test_keywords_of_255_characters_in_all_are_taken() -> None:
    assert customer(campaign__opt_in_keywords=["A" * 127, "B" * 127]).campaign.opt_in_keywords is not None


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
            "STANDARD; as a sole proprietor it would be rejected and pay again (G10)"
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
        ("4155550123", "not a phone number in E.164 form, such as +14155550123"),
        ("+1 415 555 0123", "not a phone number in E.164 form, such as +14155550123"),
        ("+1415555", "no such phone number: too long, too short, or an unknown country"),
    ],
    ids=["British", "Jamaican, +1 as well", "no country", "with blanks", "too short"],
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
        "profile.address.iso_country: Input should be 'US' or 'CA'"
    ]


def test_a_company_may_be_anywhere() -> None:
    assert (
        customer("example-standard", profile__address__iso_country="GB").profile.address.iso_country == "GB"
    )


def test_a_sole_proprietor_with_a_tax_id_has_no_key_for_it() -> None:
    assert complaints(profile__business={"business_name": "x"}) == ["profile.business: no such key"]


def test_a_sole_proprietor_has_one_number() -> None:
    numbers = ["PN" + "a" * 32, "PN" + "b" * 32]

    assert complaints(phone_numbers=numbers) == ["phone_numbers: 2 given, a sole proprietor may have 1 (N1)"]


def test_a_sole_proprietors_only_use_case_is_its_own() -> None:
    assert complaints(campaign__us_app_to_person_usecase="MARKETING") == [
        (
            "campaign.us_app_to_person_usecase: MARKETING given, a SOLE_PROPRIETOR Brand has only the "
            "use case SOLE_PROPRIETOR (B6)"
        )
    ]


def test_nobody_else_has_it() -> None:
    assert complaints("example-standard", campaign__us_app_to_person_usecase="SOLE_PROPRIETOR") == [
        "campaign.us_app_to_person_usecase: SOLE_PROPRIETOR is only for SOLE_PROPRIETOR Brands (B6)"
    ]


@pytest.mark.parametrize("ein", ["12-3456789", "123456789"])
def test_an_ein_has_nine_digits(ein: str) -> None:
    company = customer("example-standard", profile__business__business_registration_number=ein)

    assert company.profile.end_users[0].attributes["business_registration_number"] == ein


def test_a_number_of_another_registry_has_the_form_it_has() -> None:
    changes = {
        "profile__business__business_registration_identifier": "VAT",
        "profile__business__business_registration_number": "GB 999 9999 73",
    }

    assert customer("example-standard", **changes).profile.customer_name == "Acme Sandwich Company LLC"


@pytest.mark.parametrize(
    ("url", "why"),
    [("www.x.com", "no scheme"), ("ftp://x.com", "another scheme"), ("https://x.com/a b", "a blank")],
)
def test_a_callback_is_a_url(url: str, why: str) -> None:
    assert complaints(messaging_service__inbound_request_url=url) == [
        f"messaging_service.inbound_request_url: not a URL that starts with https:// or http://, not {url!r}"
    ], why


@pytest.mark.parametrize("seconds", [1, 36000])
def test_a_validity_period_at_either_bound_is_taken(seconds: int) -> None:
    assert customer(messaging_service__validity_period=seconds).messaging_service.validity_period == seconds


@pytest.mark.parametrize("seconds", [0, 36001])
def test_a_validity_period_beyond_a_bound_is_refused(seconds: int) -> None:
    (told,) = complaints(messaging_service__validity_period=seconds)

    assert told.startswith("messaging_service.validity_period: Input should be")
    assert told.endswith(f", not {seconds}")
