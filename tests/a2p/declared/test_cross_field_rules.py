"""The rules between several keys, and that no other error hides them."""

from __future__ import annotations

import pytest

from tests.support.declaration_errors import complaints
from tests.support.declarations import customer

SAMPLE = "Acme: your order [number] is ready. Reply STOP to opt out."
OVERWRITTEN = (
    "Twilio overwrites it unless opt_out_management is self (C5): remove it, or set opt_out_management: self"
)
A, B = "PN" + "a" * 32, "PN" + "b" * 32


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
            {"opt_in_message": None},
            ["opt_in_message: missing, needed with opt_in_keywords, which it answers (C5)"],
            "a keyword without its answer",
        ),
        (
            {"opt_in_keywords": ["A" * 128, "B" * 127]},
            ["opt_in_keywords: 256 characters in all, 255 at most (C3)"],
            "joined by commas: one too many",
        ),
        (
            {"help_message": "Write to help@janesgardencare.com.", "opt_out_management": "advanced"},
            [f"help_message: {OVERWRITTEN}"],
            "what Twilio would overwrite",
        ),
        (
            {"opt_out_keywords": ["STOP"], "help_keywords": ["HELP"]},
            [
                f"opt_out_keywords: {OVERWRITTEN}",
                f"help_keywords: {OVERWRITTEN}",
            ],
            "each of them is named",
        ),
        (
            {"opt_out_management": "self", "help_keywords": ["HELP"]},
            [
                "opt_out_message: missing, needed where opt_out_management is self (C5)",
                "opt_out_keywords: missing, needed where opt_out_management is self (C5)",
                "help_message: missing, needed where opt_out_management is self (C5)",
            ],
            "half of one's own opt-out",
        ),
        (
            {"opt_out_management": "slef", "help_keywords": ["HELP"]},
            ["opt_out_management: one of default, advanced, self needed, not 'slef'"],
            "nobody knows yet whose it is",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_opt_in_and_opt_out_are_whole_or_not_there(
    changes: dict[str, object], told: list[str], why: str
) -> None:
    expected = [f"campaign.{each}" for each in told]

    assert complaints(**{f"campaign__{key}": value for key, value in changes.items()}) == expected, why


def test_keywords_of_255_characters_in_all_are_taken() -> None:
    assert customer(campaign__opt_in_keywords=["A" * 127, "B" * 127]).campaign.opt_in_keywords is not None


def test_a_sole_proprietor_has_one_number() -> None:
    numbers = ["PN" + "a" * 32, "PN" + "b" * 32]

    assert complaints(phone_numbers=numbers) == ["phone_numbers: 2 given, a sole proprietor may have 1 (N1)"]


def test_a_sole_proprietors_only_use_case_is_its_own() -> None:
    assert complaints(campaign__us_app_to_person_usecase="MARKETING") == [
        (
            "campaign.us_app_to_person_usecase: 'MARKETING' given, a SOLE_PROPRIETOR Brand has only the "
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
    ("name", "numbers", "told", "why"),
    [
        ("example", [A, A], ["'{A}' given 2 times, once needed"], "one number, written twice"),
        (
            "example",
            [A, B, A],
            ["'{A}' given 2 times, once needed", "2 given, a sole proprietor may have 1 (N1)"],
            "and another one",
        ),
        ("example-standard", [A, B], [], "different ones"),
        (
            "example-standard",
            [A, B, A, B, A],
            ["'{A}' given 3 times, once needed", "'{B}' given 2 times, once needed"],
            "each is named once",
        ),
    ],
    ids=["twice", "twice and another", "different", "several"],
)
def test_a_number_is_declared_once(name: str, numbers: list[str], told: list[str], why: str) -> None:
    expected = [f"phone_numbers: {each.format(A=A, B=B)}" for each in told]

    if expected:
        assert complaints(name, phone_numbers=numbers) == expected, why
    else:
        assert customer(name, phone_numbers=numbers).phone_numbers == tuple(numbers), why


@pytest.mark.parametrize("number", ["1", "12-345678", "12-34567890", "1234-56789", "AB-1234567"])
def test_anything_else_is_no_ein_and_is_not_told(number: str) -> None:
    assert complaints("example-standard", profile__business__business_registration_number=number) == [
        "profile.business.business_registration_number: not an EIN: nine digits, a hyphen after the second"
    ]


def test_a_long_use_case_is_cut() -> None:
    assert complaints(campaign__us_app_to_person_usecase="X" * 90) == [
        (
            f"campaign.us_app_to_person_usecase: '{'X' * 59}… given, a SOLE_PROPRIETOR Brand has only the "
            "use case SOLE_PROPRIETOR (B6)"
        )
    ]


@pytest.mark.parametrize(
    ("vetting", "told"),
    [
        ({"provider": "campaign-verify"}, "vetting_id: missing, campaign-verify needs the token it gave"),
        ({"provider": "aegis", "vetting_id": "cv|1"}, "vetting_id: aegis takes none: remove it"),
        ({"provider": "another"}, "provider: aegis or campaign-verify needed, not 'another'"),
    ],
)
def test_only_campaign_verify_takes_and_needs_a_token(vetting: dict[str, str], told: str) -> None:
    assert complaints("example-standard", brand__vetting=vetting) == [f"brand.vetting.{told}"]


def test_a_sole_proprietor_is_not_vetted_and_a_company_answers_no_otp() -> None:
    assert complaints("example", brand__vetting={"provider": "aegis"}) == ["brand.vetting: no such key"]
    assert complaints("example-standard", otp={"resend": "never"}) == ["otp: no such key"]


@pytest.mark.parametrize("word", [False, "off"])
def test_how_an_otp_is_sent_again_is_one_of_two_words(word: object) -> None:
    (told,) = complaints("example", otp__resend=word)

    assert told.startswith("otp.resend: after_expiry or never needed")


def test_an_answer_to_an_opt_in_needs_no_keyword() -> None:
    """U18: it goes with every way to opt in."""
    assert customer("example", campaign__opt_in_keywords=None).campaign.opt_in_message
