"""The bounds of every text and number, counted in characters (C3, G8)."""

from __future__ import annotations

import pytest

from tests.support.declaration_errors import complaints
from tests.support.declarations import customer

SAMPLE = "Acme: your order [number] is ready. Reply STOP to opt out."
OWN_OPT_OUT: dict[str, object] = {
    "campaign__opt_out_management": "self",
    "campaign__opt_out_message": "You are opted out. No more messages.",
    "campaign__opt_out_keywords": ["STOP"],
    "campaign__help_message": "Write to help@acmesandwich.com.",
    "campaign__help_keywords": ["HELP"],
}

# Where Twilio has no form for regions and postal codes.
ABROAD: dict[str, object] = {"profile__address__iso_country": "DE"}

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
    return complaints("example-standard", **(OWN_OPT_OUT | ABROAD | opt_in | changes))


@pytest.mark.parametrize(("key", "least", "most"), BOUNDED, ids=IDS)
@pytest.mark.parametrize(
    "letter", ["a", "é", "文", "\N{WAVING HAND SIGN}"], ids=["ascii", "latin", "cjk", "emoji"]
)
def test_a_text_at_either_bound_is_taken_counted_in_characters(
    key: str, least: int, most: int, letter: str
) -> None:
    base: dict[str, object] = (
        OWN_OPT_OUT
        | ABROAD
        | {
            "campaign__opt_in_message": "Acme: you are opted in.",
            "campaign__opt_in_keywords": ["START"],
        }
    )

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


@pytest.mark.parametrize("seconds", [1, 36000])
def test_a_validity_period_at_either_bound_is_taken(seconds: int) -> None:
    assert customer(messaging_service__validity_period=seconds).messaging_service.validity_period == seconds


@pytest.mark.parametrize("seconds", [0, 36001])
def test_a_validity_period_beyond_a_bound_is_refused(seconds: int) -> None:
    assert complaints(messaging_service__validity_period=seconds) == [
        f"messaging_service.validity_period: 1 to 36000 needed, not {seconds}"
    ]


@pytest.mark.parametrize(
    "character",
    [
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u2066",
        "\u3164",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize(
    "key",
    [
        "profile__address__customer_name",
        "profile__business__website_url",
        "profile__address__city",
        "campaign__message_flow",
        "campaign__privacy_policy_url",
    ],
)
def test_a_character_that_is_not_seen_is_refused_by_its_name(key: str, character: str) -> None:
    text = f"https://acme{character}.com/where-all-people-agree-to"

    problems = complaints("example-standard", **{key: text})

    assert any(f"holds U+{ord(character):04X}" in problem and "remove it" in problem for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "Family \U0001f468\u200d\U0001f469\u200d\U0001f467 day",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ],
)
def test_a_joiner_that_joins_is_part_of_a_text(text: str) -> None:
    sample = f"Acme: {text}. Reply STOP to opt out."

    assert customer(campaign__message_samples=[SAMPLE, sample]).campaign.message_samples[1] == sample
