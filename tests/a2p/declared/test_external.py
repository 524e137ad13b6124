"""An external customer: what its file may say, and what is told of a wrong one (E2, E4, M1, N1)."""

from __future__ import annotations

import datetime as dt

import pytest

from a2p.declared import DeclarationError, load
from a2p.declared.phone_numbers import list_number_keys
from a2p.specs import ExternalCampaignSpec
from a2p.specs.codec import decode_spec
from tests.support.declaration_errors import complaints
from tests.support.declarations import EXTERNAL, declaration, external_customer

TWO_NUMBERS = ["PN" + "a" * 32, "PN" + "b" * 32]


def test_its_inputs_are_a_spec_of_the_campaign_and_no_brand_is_in_them() -> None:
    customer = external_customer(external_campaign__share_accepted_on="2026-11-20")

    inputs = customer.external_campaign_inputs() | {"messaging_service_sid": "MG1"}

    assert decode_spec(ExternalCampaignSpec, inputs) == ExternalCampaignSpec(
        messaging_service_sid="MG1",
        campaign_id="CRMTK1Z",
        share_accepted_on="2026-11-20",
        phone_numbers=list_number_keys(customer.phone_numbers),
    )
    assert "sole_proprietor" not in inputs
    assert customer.messaging_service_inputs("a2p/acme")["friendly_name"] == "a2p/acme"


def test_a_date_that_is_not_there_is_no_input() -> None:
    assert "share_accepted_on" not in external_customer().external_campaign_inputs()


@pytest.mark.parametrize("campaign_id", ["BRMTK1Z", "CRMTK1", "CRMTK1ZZ", "crmtk1z", "C2345-7", "CRMTK1Z\n"])
def test_a_campaign_id_is_c_and_six_capital_letters_or_digits(campaign_id: str) -> None:
    """E4."""
    (told,) = complaints(EXTERNAL, external_campaign__campaign_id=campaign_id)

    rule = "C and six capital letters or digits needed, as in CRMTK1Z (E4)"
    assert told == f"external_campaign.campaign_id: {rule}, not {campaign_id!r}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 14:05", "2026-11-20 14:05"),
        ("2026-11-20T14:05:30Z", "2026-11-20T14:05:30Z"),
        ("2026-11-20 00:00:00 +0000 UTC", "2026-11-20"),
        ("2026-11-20 14:05:00 +0000 UTC", "2026-11-20 14:05:00"),
        (dt.date(2026, 11, 20), "2026-11-20"),
    ],
    ids=["a day", "a minute", "a second", "a day, no quotes", "a second, no quotes", "a parsed day"],
)
def test_a_date_is_kept_as_it_was_written(written: object, told: str) -> None:
    config = declaration(EXTERNAL, external_campaign__share_accepted_on=written)

    found = load(config, file="f")

    assert found == external_customer(external_campaign__share_accepted_on=told)


@pytest.mark.parametrize(
    "wrong", ["20.11.2026", "2026-13-01", "2026-11-31", "20261120", "yes", "", "2026-W47-5"]
)
def test_anything_else_is_no_date(wrong: str) -> None:
    (told,) = complaints(EXTERNAL, external_campaign__share_accepted_on=wrong)

    assert told.startswith(
        "external_campaign.share_accepted_on: a date needed, as in 2026-11-20, or with a time"
    )


def test_two_ways_to_register_in_one_file_are_told_at_each_key_of_the_second() -> None:
    mixed = {
        key: value
        for key, value in declaration("example").items()
        if key not in {"messaging_service", "phone_numbers"}
    }

    told = complaints(EXTERNAL, **mixed)

    reason = (
        "not with external_campaign, whose profile and Brand are at The Campaign Registry (E1): "
        "remove the one or the other"
    )
    keys = ["profile", "trust_bundle", "brand", "campaign"]
    nothing_to_silence = next(each for each in told if each.startswith("lint: "))
    assert sorted(told) == sorted(
        ["otp: no such key", nothing_to_silence, *(f"{key}: {reason}" for key in keys)]
    )


def test_a_file_without_texts_has_no_remarks_to_silence() -> None:
    (told,) = complaints(EXTERNAL, lint={"ignore": {"status-callback": "We look at the Console."}})

    assert told == (
        "lint: nothing to silence with external_campaign, whose texts are at The Campaign Registry (E1), and "
        "are not read for remarks: remove it; from Pulumi.yaml, move it to the files that have a campaign"
    )


@pytest.mark.parametrize("usecase", ["notifications", "marketing", "poll"])
def test_its_service_has_no_use_case(usecase: str) -> None:
    """M1."""
    (told,) = complaints(EXTERNAL, messaging_service__usecase=usecase)

    rule = "an external campaign needs a service without one: remove it, or set usecase: undeclared (M1)"
    assert told == f"messaging_service.usecase: '{usecase}' given, {rule}"


@pytest.mark.parametrize("usecase", ["undeclared", None])
def test_undeclared_and_nothing_are_no_use_case(usecase: str | None) -> None:
    assert external_customer(messaging_service__usecase=usecase).messaging_service.usecase == usecase


def test_a_sole_proprietor_has_one_number_and_others_as_many_as_they_like() -> None:
    """N1."""
    assert external_customer(phone_numbers=TWO_NUMBERS).phone_numbers == tuple(TWO_NUMBERS)
    assert complaints(EXTERNAL, phone_numbers=TWO_NUMBERS, external_campaign__sole_proprietor=True) == [
        "phone_numbers: 2 given, a sole proprietor may have 1 (N1)"
    ]


def test_each_number_is_given_once() -> None:
    (told,) = complaints(EXTERNAL, phone_numbers=[TWO_NUMBERS[0]] * 2)

    assert told.endswith("given 2 times, once needed")


def test_a_key_nobody_knows_is_told_with_the_one_that_was_meant() -> None:
    assert complaints(EXTERNAL, external_campaign__campaignid="CRMTK1Z") == [
        "external_campaign.campaignid: no such key; did you mean campaign_id?"
    ]


def test_the_key_of_the_section_is_meant_where_it_is_misspelt() -> None:
    config = declaration(EXTERNAL)
    config["external_campain"] = config.pop("external_campaign")

    with pytest.raises(
        DeclarationError, match=r"external_campain: no such key; did you mean external_campaign\?"
    ):
        load(config, file="f")


@pytest.mark.parametrize("wrong", [None, "CRMTK1Z", [], 7])
def test_a_section_of_another_shape_is_told_as_one(wrong: object) -> None:
    config = declaration(EXTERNAL) | {"external_campaign": wrong}

    with pytest.raises(DeclarationError, match="external_campaign: "):
        load(config, file="f")


@pytest.mark.parametrize(
    ("written", "early"),
    [
        ("2026-11-20", False),
        ("2026-11-21", False),  # where it is a day already: New Zealand
        ("2026-11-22", True),
        ("2026-11-21 04:00", True),
        ("2999-01-01T00:00:00Z", True),
    ],
)
def test_an_acceptance_that_is_still_to_come_is_told(written: str, *, early: bool) -> None:
    """E2: who associates too early pays the review for nothing."""
    customer = external_customer(external_campaign__share_accepted_on=written)
    now = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC).timestamp()

    assert bool(customer.explain_early_share(now)) is early


def test_no_acceptance_at_all_is_none_too_early() -> None:
    assert not external_customer().explain_early_share(0.0)
